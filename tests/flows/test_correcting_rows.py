"""What a person says of a row becomes lines of corrections/, or is refused with what would be right."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from batches import BODY, Page, already, ask, published
from factories import knowledge

from flows.correcting.adding import Stretch, addition
from flows.correcting.listing import listed
from flows.correcting.rows import Change, Reasons, Wanted, changes, corrections_of
from flows.correcting.writing import write_corrections
from kouan.corrections import CorrectionError, read_corrections
from kouan.corrections.reader import FIELDS
from kouan.model.correction import Correction
from kouan.model.facts import EntityType, MetricKind
from warehouse.provenance.correctable import Correctable, correctable
from warehouse.provenance.identification import MalformedIdError, UnknownIdError
from warehouse.records import Held

REASONS = Reasons("页面写错", "王", date(2024, 5, 31), "海关公报第3期")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in two versions: the rules read 25万余人次 otherwise in the first one."""
    place = tmp_path_factory.mktemp("home")
    figures = (("25万余人次", "25", "人次", MetricKind.RATE, None),)
    published(place, Page(figures=figures))
    elsewhere = Page(
        "inbox/b.txt",
        "另一篇",
        names=((EntityType.PORT, "罗湖口岸", "罗湖口岸"), (EntityType.PLACE, "增开", "增开")),
    )
    published(place, Page(), elsewhere, run_id="run-2", state="state-2")
    return place


def figure_in(home: Path, surface: str = "25万余人次") -> Correctable:
    """The figure of the first page."""
    (key,) = ask(
        home,
        "SELECT DISTINCT fact_key FROM metric INNER JOIN article USING (article_id, valid_from)"
        f" WHERE surface = '{surface}' AND location = 'inbox/a.txt'",
    )
    return correctable(home, key[0])


def said(home: Path, wanted: Wanted, surface: str = "25万余人次") -> tuple[Correction, ...]:
    return corrections_of(home, figure_in(home, surface), wanted, REASONS, knowledge())


def test_an_id_of_a_former_version_leads_to_the_row_of_today(home: Path) -> None:
    (old,) = ask(home, "SELECT metric_id FROM metric WHERE value = 25")
    found = correctable(home, old[0])
    assert (found.row["value"], found.location) == (250000, "inbox/a.txt")
    assert found.row["metric_id"] != old[0]


def test_what_is_no_row_of_the_text_is_refused(home: Path) -> None:
    with pytest.raises(MalformedIdError, match="is no id"):
        correctable(home, "zz")
    with pytest.raises(UnknownIdError, match="no figure, mention, article"):
        correctable(home, "0" * 32)
    (entity,) = ask(home, "SELECT entity_id FROM entity WHERE name = '罗湖口岸'")
    with pytest.raises(UnknownIdError, match="is no figure, mention or post but a row of entity"):
        correctable(home, entity[0])


def test_a_correction_says_what_the_rules_saw_and_shows_what_follows(home: Path) -> None:
    found = figure_in(home)
    made = said(home, Wanted({"value": "260000.0", "period": None, "subject": "增开"}))
    assert [(one.column, one.seen, one.new) for one in made] == [
        ("value", "250000", "260000"),
        ("period", "2018-07", None),
        ("subject", "罗湖口岸", "place:增开"),
    ]
    assert {one.fact_key for one in made} == {found.row["fact_key"]}
    assert (made[0].reason, made[0].evidence, made[0].author) == ("页面写错", "海关公报第3期", "王")
    shown = changes(found, made, knowledge())
    assert Change("value_base", None, 260000) in shown
    assert Change("grain", "month", None) in shown
    (dropped,) = said(home, Wanted({}, is_drop=True))
    assert (dropped.column, dropped.seen, dropped.new) == (None, "250000 人次", None)


@pytest.mark.slow
def test_a_figure_that_is_held_can_be_corrected(tmp_path: Path) -> None:
    already(tmp_path / "first", Page())
    ((id_, key),) = ask(
        tmp_path / "first", "SELECT metric_id, fact_key FROM metric WHERE value = 8"
    )
    held = Held("fact", id_, "inbox/a.txt", "value_between", "too small", "metric")
    published(tmp_path / "held", Page(), held=[held])
    ((waiting,),) = ask(tmp_path / "held", "SELECT quarantine_id FROM quarantine")
    for typed in (waiting, id_):
        found = correctable(tmp_path / "held", typed)
        (one,) = corrections_of(
            tmp_path / "held", found, Wanted({"value": "80"}), REASONS, knowledge()
        )
        assert (one.fact_key, one.seen, one.new) == (key, "8", "80")
        assert changes(found, (one,), knowledge())[0] == Change("value", Decimal(8), Decimal(80))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted({"value": "250000"}), "value is 250000 already"),
        (Wanted({"subject": "罗湖口岸"}), "subject is 罗湖口岸 already"),
        (Wanted({"place": None}), "place is not stated already"),
        (Wanted({"value": "二六万多"}), "new '二六万多' should be a number in plain digits"),
        (Wanted({"unit": None}), "new is blank; unit always says something"),
        (Wanted({"worth": "1"}), "a metric has no worth that can be corrected; it has value"),
        (Wanted({"subject": "某口岸"}), "no entity is called so; write its type before it"),
        (Wanted({"value_max": "1000"}), "value_max 1000 is below value 250000; correct both"),
        (Wanted({"form": "pct"}), "a rate has no form; only a change has"),
        (Wanted({}), "nothing is said; name a value"),
        (Wanted({"value": "1"}, is_drop=True), "--drop says that there is no such row"),
    ],
)
def test_what_cannot_be_is_refused(home: Path, wanted: Wanted, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        changes(figure_in(home), said(home, wanted), knowledge())


def test_names_are_corrected_by_their_mention(home: Path) -> None:
    (id_,) = ask(home, "SELECT mention_id FROM current_mention WHERE surface = '罗湖边检站'")
    found = correctable(home, id_[0])
    (one,) = corrections_of(home, found, Wanted({"name": "罗湖边检站"}), REASONS, knowledge())
    assert (one.table, one.seen, one.new) == ("mention", "罗湖出入境边防检查站", "罗湖边检站")
    assert one.raw == (found.row["raw_start"], found.row["raw_end"])
    (gone,) = corrections_of(home, found, Wanted({}, is_drop=True), REASONS, knowledge())
    assert gone.seen == "organization:罗湖出入境边防检查站"


def test_a_missed_figure_is_added_by_bytes_or_by_words(home: Path) -> None:
    wanted = Wanted({"value": "1", "unit": "个", "subject": "罗湖口岸"})
    by_words = addition(home, Stretch("inbox/a.txt", words="万余"), wanted, REASONS, knowledge())
    first, more = by_words.corrections
    assert (first.is_addition, first.new, more.column) == (True, "1 个", "subject")
    assert first.raw is not None
    start, end = first.raw
    by_bytes = addition(home, Stretch("inbox/a.txt", (start, end)), wanted, REASONS, knowledge())
    assert by_bytes.corrections == by_words.corrections
    assert (by_words.metric.surface, by_words.metric.sentence) == ("万余", BODY)
    assert (by_words.metric.subject, by_words.metric.kind) == ("罗湖口岸", MetricKind.LEVEL)


@pytest.mark.parametrize(
    ("stretch", "columns", "message"),
    [
        (Stretch("inbox/a.txt", words="湖"), {}, "needs --value and --unit"),
        (Stretch("inbox/a.txt", words="罗湖"), {"value": "1"}, "needs --value and --unit"),
        (Stretch("inbox/a.txt", words="边检站"), None, "'边检站' holds no numeral"),
        (Stretch("inbox/a.txt", words="深圳"), None, "'深圳' is not there in the clean text"),
        (Stretch("inbox/a.txt", words="罗湖"), None, "'罗湖' is there 3 times"),
        (Stretch("inbox/a.txt", (5, 5000)), None, "are none of the document, which has"),
        (Stretch("inbox/a.txt", (0, 6)), None, "are no text of a valid article that"),
        (
            Stretch("inbox/a.txt", words="25万余人次"),
            None,
            "the rules read 25万余人次 in these bytes",
        ),
        (Stretch("inbox/a.txt"), None, "say where the figure stands"),
    ],
)
def test_an_addition_that_cannot_be_is_refused(
    home: Path, stretch: Stretch, columns: dict[str, str | None] | None, message: str
) -> None:
    wanted = Wanted({"value": "1", "unit": "个"} if columns is None else columns)
    with pytest.raises(CorrectionError, match=message):
        addition(home, stretch, wanted, REASONS, knowledge())


def test_corrections_are_written_behind_what_is_there_and_read_back(
    home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "corrections"
    first = write_corrections(folder, said(home, Wanted({"value": "260000"})), knowledge())
    second = write_corrections(folder, said(home, Wanted({"period": "2018-06"})), knowledge())
    assert [one.where for one in (*first, *second)] == ["2024-05.csv:2", "2024-05.csv:3"]
    assert tuple(read_corrections(folder)) == (*first, *second)
    rows = listed(tmp_path, home)
    assert [(row["state"], row["column"], row["new"]) for row in rows] == [
        ("waiting", "value", "260000"),
        ("waiting", "period", "2018-06"),
    ]


def test_of_two_that_write_at_once_none_is_lost(home: Path, tmp_path: Path) -> None:
    columns = ({"value": "260000"}, {"period": "2018-06"}, {"unit": "人"}, {"span": "ytd"})
    made = [said(home, Wanted(one)) for one in columns]
    with ThreadPoolExecutor() as threads:
        written = list(
            threads.map(lambda some: write_corrections(tmp_path, some, knowledge()), made)
        )
    assert sorted(one.line for some in written for one in some) == [2, 3, 4, 5]
    assert len(read_corrections(tmp_path)) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["2024-05.csv"]


def test_a_file_keeps_its_mark_its_endings_and_an_open_last_line(
    home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "2024-05.csv"
    file.write_bytes(f"\ufeff{','.join(FIELDS)}\r\n# none yet".encode())
    write_corrections(tmp_path, said(home, Wanted({"value": "260000"})), knowledge())
    text = file.read_bytes().decode()
    assert (text[0], text.count("\r\n"), text.count("\n")) == ("\ufeff", 3, 3)
    (one,) = read_corrections(tmp_path)
    assert (one.line, one.new) == (3, "260000")


def test_a_file_with_other_columns_is_left_alone(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "2024-05.csv"
    file.write_text("table,column,seen,new,reason,author,made_on\n", "utf-8")
    (one,) = write_corrections(tmp_path, said(home, Wanted({"value": "260000"})), knowledge())
    assert one.where == "2024-05-2.csv:2"
    assert file.read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"value": "260000"}, r"corrected to 260000 already at corrections/2024-05\.csv:2"),
        ({"value": "270000"}, r"corrected to 260000 already at corrections/2024-05\.csv:2"),
        ({}, r"corrected to 260000 already at corrections/2024-05\.csv:2 \(页面写错\); change or"),
        ({"period": "2018-06", "unit": "人刺"}, "no lexicon has the unit '人刺'"),
    ],
)
def test_what_is_refused_leaves_the_files_as_they_were(
    home: Path, tmp_path: Path, columns: dict[str, str | None], message: str
) -> None:
    write_corrections(tmp_path, said(home, Wanted({"value": "260000"})), knowledge())
    before = (tmp_path / "2024-05.csv").read_bytes()
    with pytest.raises(CorrectionError, match=message):
        write_corrections(tmp_path, said(home, Wanted(columns, is_drop=not columns)), knowledge())
    assert (tmp_path / "2024-05.csv").read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.new")] == []
