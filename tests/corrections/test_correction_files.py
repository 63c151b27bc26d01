"""Files of corrections are read whole or refused by file, line and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factories import ROOT

from kouan.corrections import CorrectionError, read_corrections
from kouan.corrections.cells import guarded
from kouan.gathering import gather
from kouan.model.correction import Corrected, CorrectionState
from kouan.tabulation.identity import fact_key
from warehouse.catalog import tables

KEY = "a" * 32
DOCUMENT = "b" * 64
HEAD = (
    "table,fact_key,document_id,raw_start,raw_end,column,seen,new,reason,evidence,author,made_on\n"
)
GOOD = f"metric,{KEY},{DOCUMENT},,,value,543,586,页面写错,,王,2024-05-31\n"


def written(folder: Path, text: str | bytes, name: str = "2024-05.csv") -> Path:
    """A folder of corrections with one file."""
    data = text if isinstance(text, bytes) else text.encode()
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder


def line(**cells: str) -> str:
    """One row, a good one but for these cells."""
    names = HEAD.strip().split(",")
    return ",".join({**dict(zip(names, GOOD.strip().split(","), strict=True)), **cells}.values())


def test_a_correction_says_place_change_and_who_says_so(tmp_path: Path) -> None:
    (one,) = read_corrections(written(tmp_path, HEAD + GOOD))
    assert (one.table, one.fact_key, one.column) == (Corrected.METRIC, KEY, "value")
    assert (one.seen, one.new, one.author) == ("543", "586", "王")
    assert (one.where, one.made_on.isoformat()) == ("2024-05.csv:2", "2024-05-31")


def test_a_figure_is_the_same_by_its_key_and_by_its_place(tmp_path: Path) -> None:
    key = fact_key(DOCUMENT, (3, 9))
    place = line(fact_key="", document_id=DOCUMENT, raw_start="3", raw_end="9")
    (by_place,) = read_corrections(written(tmp_path, f"{HEAD}{place}\n"))
    (by_key,) = read_corrections(written(tmp_path, f"{HEAD}{line(fact_key=key)}\n"))
    assert by_place.correction_id == by_key.correction_id


def test_values_have_one_spelling(tmp_path: Path) -> None:
    (one,) = read_corrections(written(tmp_path, f"{HEAD}{line(seen='543.0', new='586.10')}\n"))
    assert (one.seen, one.new) == ("543", "586.1")


def test_comments_blank_lines_quotes_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    text = f"\ufeff# by hand\n{HEAD}\n# one\n{line(reason=chr(34) + '错, 见“表”' + chr(34))}\r\n"
    (one,) = read_corrections(written(tmp_path, text))
    assert (one.reason, one.line) == ("错, 见“表”", 5)


def test_what_lies_beside_the_files_is_left_alone(tmp_path: Path) -> None:
    for name in ("README.md", ".gitkeep", "~$a.csv", "a.csv~"):
        (tmp_path / name).write_text("…", "utf-8")
    assert read_corrections(tmp_path) == ()
    assert read_corrections(tmp_path / "none") == ()
    assert read_corrections(None) == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (line(table="metrics"), "table 'metrics' should be one of metric, mention"),
        (line(column="worth"), "column 'worth' of metric cannot be corrected; those that can are"),
        (line(new="5,8"), "13 cells, the header has 12"),
        (line(new='"5,860,000"'), "new '5,860,000' should be a number in plain digits, without"),
        (line(new="586万"), "new '586万' should be a number in plain digits, without"),
        (line(new="many"), "new 'many' should be a number in plain digits: 5.7"),
        (line(new=""), "new is blank; value always says something"),
        (line(new="543"), "seen and new are the same"),
        (line(column="period", seen="", new="May"), "new 'May' should be a period: 2023, 2023-05"),
        (line(column="period", seen="", new="2023-13"), "should be a period"),
        (line(column="kind", seen="level", new="flow"), "should be one of level, change, share"),
        (line(column="span", seen="", new="year"), "should be one of instant, single, ytd"),
        (line(column="subject", seen="", new="harbour:湛江港"), "should be one of person"),
        (line(column="dimensions", seen="", new="export"), "should be name=value"),
        (line(column="of_metric", seen="", new="12"), "should be the fact_key of a figure"),
        (line(fact_key="x"), "fact_key 'x' should be 32 digits"),
        (line(document_id=""), "document_id is blank; `kouan why` prints it"),
        (line(fact_key=""), "no place is said; fill fact_key, or raw_start and raw_end"),
        (line(raw_start="4"), "raw_start and raw_end belong together"),
        (line(document_id=DOCUMENT, raw_start="9", raw_end="4"), "raw_start 9 stands behind"),
        (
            line(document_id=DOCUMENT, raw_start="4", raw_end="9"),
            "fact_key is not that of the span",
        ),
        (line(document_id=DOCUMENT, raw_start="4.0", raw_end="9"), "raw_start '4.0' should be"),
        (line(reason=""), "reason is blank; say why"),
        (line(author=""), "author is blank; say who says so"),
        (line(made_on="31.5.2024"), "made_on '31.5.2024' should be a day"),
        (line(made_on="2024-02-30"), "made_on '2024-02-30' should be a day"),
        (line(column="", seen="5 人次"), "new '586' should be a number, a blank and its unit"),
        (line(column="", seen="5 人次", new="6 人次"), "column is blank; name the column"),
        (line(column="", seen="", new=""), "seen and new are both blank"),
        (line(table="mention"), "column 'value' of mention cannot be corrected"),
        (line(table="mention", column="name"), "fact_key is for figures"),
        (line(table="text", column="", seen=""), "fact_key is for figures"),
        (line(table="entity", column="", fact_key="", seen="port:甲港", new=""), "both name"),
        (line(table="entity", column="", fact_key="", seen="甲港"), "should be type:name"),
        (line(new="=1+1"), "new begins with '=', which a spreadsheet takes for a formula"),
        (line(reason="\uff20x"), "reason begins with '\uff20'"),
        (line(reason='"two\nlines"'), "reason 'two\\nlines' should be words on one line"),
        (line(reason='"open'), "close every quote"),
        (line(reason="\ufffd"), "a character that a wrong encoding leaves behind"),
        (line(seen="544", new="587") + "\n" + line(seen="544", new="588"), "to '587' already at"),
        (GOOD.strip(), "the same place stands there already at 2024-05.csv:2; remove one"),
        (line(new="999"), "is corrected to '586' already at 2024-05.csv:2"),
        (line(seen="586", new="590"), "'586' is what 2024-05.csv:2 says is right; write the last"),
        (line(column="", seen="543 人次", new=""), "the row is corrected at 2024-05.csv:2"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_place(
    tmp_path: Path, row: str, said: str
) -> None:
    with pytest.raises(CorrectionError, match=r"^2024-05\.csv:[34]: .*" + re.escape(said)):
        read_corrections(written(tmp_path, f"{HEAD}{GOOD}{row}\n"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "2024-05.csv:1: the file is empty; the first line is table,fact_key"),
        (b"table,column\n", "2024-05.csv:1: column seen is missing"),
        (HEAD.replace("author", "writer").encode(), "2024-05.csv:1: column 'writer' is not known"),
        (HEAD.replace("reason", "new").encode(), "2024-05.csv:1: column new is there twice"),
        (HEAD.replace(",", ";").encode(), "2024-05.csv:1: the columns are parted by semicolons"),
        (HEAD.replace(",", "\t").encode(), "2024-05.csv:1: the columns are parted by tabs"),
        ((HEAD + GOOD).encode("gb18030"), "2024-05.csv:2: byte 215 is no UTF-8; save"),
        ((HEAD + GOOD).encode("utf-16"), "2024-05.csv:1: is UTF-16; save"),
        ((HEAD + GOOD + "\x00").encode(), "2024-05.csv:3: holds a zero byte"),
    ],
)
def test_a_file_that_is_no_list_of_corrections_is_refused(
    tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(CorrectionError, match="^" + re.escape(said)):
        read_corrections(written(tmp_path, data))


def test_a_folder_or_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(CorrectionError, match=r"^a\.csv: only files named \*\.csv"):
        read_corrections(tmp_path)
    (tmp_path / "a.csv").rmdir()
    with pytest.raises(CorrectionError, match=r"^a\.xlsx: only files named \*\.csv"):
        read_corrections(written(tmp_path, "", "a.xlsx"))
    with pytest.raises(CorrectionError, match=r"^a\.xlsx: is a file; corrections are files"):
        read_corrections(tmp_path / "a.xlsx")


def test_the_lines_that_the_page_shows_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "corrections.md").read_text("utf-8")
    shown, texts, entities = re.findall(r"```csv\n(.+?)```", page, re.DOTALL)
    found = read_corrections(written(tmp_path, texts))
    assert [(one.table, one.is_drop, one.is_addition) for one in found] == [
        ("text", False, False),
        ("removed", True, False),
        ("removed", False, True),
    ]
    found = read_corrections(written(tmp_path, entities))
    assert [(one.table, one.column, one.document_id is None) for one in found] == [
        ("entity", None, True),
        ("entity", None, False),
        ("entity", "alias", True),
    ]
    found = read_corrections(written(tmp_path, shown))
    assert [(one.table, one.column, one.is_drop, one.is_addition) for one in found] == [
        ("metric", "value", False, False),
        ("metric", None, True, False),
        ("metric", None, False, True),
        ("mention", "name", False, False),
    ]


def test_contradictions_are_found_across_files(tmp_path: Path) -> None:
    written(tmp_path, HEAD + GOOD, "a.csv")
    written(tmp_path, f"{HEAD}{line(new='7')}\n", "b.csv")
    with pytest.raises(CorrectionError, match=r"^b\.csv:2: .* already at a\.csv:2; remove one"):
        read_corrections(tmp_path)


def test_blanks_at_the_rims_of_text_are_text(tmp_path: Path) -> None:
    place = {"fact_key": "", "document_id": DOCUMENT, "raw_start": "3", "raw_end": "5"}
    row = line(**place, table="text", column="", seen=" 甲", new="'=甲")
    (one,) = read_corrections(written(tmp_path, f"{HEAD}{row}\n"))
    assert (one.seen, one.new) == (" 甲", "=甲")


@pytest.mark.parametrize("cell", ["=1", "'=1", "-5", "-甲", "甲", "'甲", ""])
def test_a_guarded_cell_reads_as_it_was(tmp_path: Path, cell: str) -> None:
    row = line(reason=guarded(cell) or "x")
    (one,) = read_corrections(written(tmp_path, f"{HEAD}{row}\n"))
    assert one.reason == (cell or "x")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"column": "unit", "seen": "人", "new": "人刺"}, "no lexicon has the unit '人刺'"),
        ({"column": "", "seen": "", "new": "5 人刺"}, "no lexicon has the unit '人刺'"),
        ({"column": "indicator_id", "seen": "", "new": "cargo"}, "no indicator has the id 'cargo'"),
    ],
)
def test_words_that_nobody_knows_are_refused(
    tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    written(tmp_path / "corrections", f"{HEAD}{line(**cells)}\n")
    with pytest.raises(CorrectionError, match=rf"^2024-05\.csv:2: new: {said}"):
        gather(tmp_path)


def test_corrections_are_known_but_no_part_of_what_all_documents_are_read_with(
    tmp_path: Path,
) -> None:
    before = gather(tmp_path)
    written(tmp_path / "corrections", HEAD + GOOD)
    after = gather(tmp_path)
    assert len(after.corrections) == 1
    assert after.digest == before.digest
    assert after != before
    assert after.with_corrections(()) == before


def test_the_words_are_those_of_the_table() -> None:
    table = tables()["correction"]
    assert set(table.column("table_name").allowed) == set(Corrected)
    assert set(table.column("state").allowed) == set(CorrectionState)
