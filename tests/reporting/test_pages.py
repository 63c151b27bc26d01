import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
from reporting.published import ONE, TWO, publish_rows

import warehouse.provenance.explanation
from flows.report import write_report
from flows.reporting import figures, pages, series_pages, standing, writing
from warehouse.connection import NoWarehouseError
from warehouse.provenance.explanation import UnknownIdError


class Page(HTMLParser):
    """What a browser would see of a page: tags with attributes, the text between them, ids."""

    def __init__(self, path: Path):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.ids, self.open, self.path = [], [], set(), [], path
        self.source = path.read_text("utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if (name := dict(attrs).get("id")) is not None:
            assert name not in self.ids, f"{self.path.name}: id {name} stands twice"
            self.ids.add(name)

    def handle_data(self, data):
        self.text.append(data)


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_page_stands_in_both_languages_and_leads_to_the_other(report):
    index, _ = report
    names = {path.relative_to(index.parent).as_posix() for path in pages_of(index.parent)}
    assert {"index.html", "figures.html", "held.html"} < names
    assert len(names) == 2 * (4 + 2 + 1)
    for path in pages_of(index.parent):
        twin = (
            path.name.replace(".zh.html", ".html")
            if ".zh." in path.name
            else path.name.replace(".html", ".zh.html")
        )
        page = Page(path)
        assert ("a", twin) in {(tag, attributes.get("href")) for tag, attributes in page.tags}
        assert dict(page.tags)["html"]["lang"] == ("zh-Hans" if ".zh." in path.name else "en")


def test_markup_in_a_document_stays_text(report):
    index, _ = report
    for path in pages_of(index.parent):
        page = Page(path)
        assert "script" not in {tag for tag, _ in page.tags}, path
        assert "img" not in {tag for tag, _ in page.tags}, path
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
        assert "49" not in re.findall(r"\b49\b", "".join(page.text)), f"{path}: a template was run"
    said = "".join(Page(index).text)
    assert "<script>alert(1)</script>" in said


def test_no_page_leads_outside_and_every_link_has_its_target(report):
    index, _ = report
    found = {path.resolve(): Page(path) for path in pages_of(index.parent)}
    checked = 0
    for path, page in found.items():
        for tag, attributes in page.tags:
            assert not {"src", "srcset", "action", "data", "poster"} & attributes.keys(), (
                path,
                tag,
            )
            assert "url(" not in attributes.get("style", "")
            link = attributes.get("href")
            if link is None:
                continue
            parts = urlsplit(link)
            assert not parts.scheme, (path, link)
            assert not parts.netloc, (path, link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, link)
            if parts.fragment:
                assert unquote(parts.fragment) in found[target].ids, (path, link)
            checked += 1
    assert checked > 60
    style = (index.parent / "style.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_first_page_says_what_happened(report):
    index, _ = report
    english, chinese = (
        "".join(Page(index).text),
        "".join(Page(index.with_name("index.zh.html")).text),
    )
    assert "3 inputs came in: 2 released, 1 not readable." in english
    assert "本次送检 3 份：放行 2 份，无法读取 1 份。" in chinese
    assert "1 of 2 checks found something." in english
    assert "1 of 2 rows failed (50%)." in english
    assert "0.710" in english


def test_what_waits_is_told_with_what_to_do_and_what_was_released_is_not(report):
    index, _ = report
    said = "".join(Page(index.with_name("held.html")).text)
    assert "Check the path in the settings" in said
    assert "mended.txt" not in said


def test_a_change_is_marked_and_explained_on_both_sides(report):
    index, _ = report
    source = Page(index.parent / "documents" / f"{ONE[:16]}.html").source
    assert re.search(r'<del class="mark script" title="關 → 关\s[^"]*100% sure">關</del>', source)
    assert '<ins class="mark script"' in source


def test_a_figure_leads_to_its_place_in_the_text_and_back(report):
    index, _ = report
    page = Page(index.parent / "documents" / f"{TWO[:16]}.html")
    links = {attributes.get("href") for tag, attributes in page.tags if tag == "a"}
    assert {"#metric-1", "#stated-1"} <= links


def test_a_lost_part_costs_the_comparison_alone(report, monkeypatch):
    index, settings = report

    def lost(home, document_id):
        raise UnknownIdError(document_id)

    monkeypatch.setattr(warehouse.provenance.explanation, "document_ledger", lost)
    (index.parent / standing.FILE).unlink()  # no page is known to say what it would say now
    write_report(settings, None)
    said = "".join(Page(index.parent / "documents" / f"{ONE[:16]}.html").text)
    assert "not at hand" in said
    assert "通关了" in said


def test_beyond_the_limit_documents_with_findings_come_first_and_old_pages_go(report):
    index, settings = report
    write_report(settings, None, limit=1)
    assert [path.name for path in pages_of(index.parent / "documents")] == [
        f"{TWO[:16]}.html",
        f"{TWO[:16]}.zh.html",
    ]
    assert "1 of 2 documents have a page here" in "".join(Page(index).text)


def test_a_report_can_be_about_an_earlier_run(report):
    index, settings = report
    write_report(settings, "r0")
    assert "1 input came in: 1 released." in "".join(Page(index).text)


def test_a_page_is_written_again_where_its_document_or_its_code_changed_and_left_otherwise(
    report, monkeypatch
):
    index, settings = report
    page, other = (index.parent / "documents" / f"{one[:16]}.html" for one in (ONE, TWO))
    marked = {"one": "a", "two": "b"}

    def marks(db, documents):
        said = zip((ONE, TWO), marked.values(), strict=True)
        none = {"part": "p", "run_id": None, "started_at": None, "version": None}
        return {document: {"mark": mark, **none} for document, mark in said}

    monkeypatch.setattr(pages, "marks", marks)
    write_report(settings, None)
    first, second, whole = page.stat().st_ino, other.stat().st_ino, other.read_bytes()
    write_report(settings, None)
    assert (page.stat().st_ino, other.stat().st_ino) == (first, second)
    marked["one"] = "c"
    write_report(settings, None)
    assert page.stat().st_ino != first
    assert other.stat().st_ino == second
    monkeypatch.setattr(standing, "CODE", ("flows",))
    write_report(settings, None)
    assert other.stat().st_ino != second
    assert other.read_bytes() == whole


def test_the_page_of_a_series_shows_what_was_stated_derived_and_held(report):
    index, _ = report
    page = Page(index.parent / "series" / f"{'5' * 16}.html")
    shown = {word for _, said in page.tags for word in (said.get("class") or "").split()}
    assert {"column-doubtful", "column-derived", "column-held"} <= shown
    assert {"o-o2023", "o-o2024", "o-o2025"} <= page.ids
    links = {said["href"] for tag, said in page.tags if tag == "a" and "href" in said}
    assert {"#o-o2023", f"../documents/{TWO[:16]}.html"} <= links
    assert "kouan cite k" in "".join(page.text)
    listed = Page(index.with_name("series.zh.html"))
    assert f"series/{'5' * 16}.zh.html" in {said.get("href") for _, said in listed.tags}
    assert "polyline" in {tag for tag, _ in listed.tags}


def test_a_page_of_a_series_is_written_again_only_where_it_would_say_something_else(report):
    index, settings = report
    page = index.parent / "series" / f"{'5' * 16}.html"
    listed = index.with_name("series.html")
    first, whole = page.stat().st_ino, page.read_bytes()
    write_report(settings, None)
    assert page.stat().st_ino == first
    write_report(settings, None, limit=0)  # no document has a page: none can be led to
    assert page.stat().st_ino != first
    assert b"documents/" not in page.read_bytes()
    write_report(settings, None)
    assert page.read_bytes() == whole
    settings.home.joinpath("snapshot.duckdb").unlink()
    publish_rows(settings.home.parent / "other", run=[{}])
    shutil.copy(settings.home.parent / "other" / "snapshot.duckdb", settings.home)
    write_report(settings, None)
    assert not page.exists()
    assert "Nothing was stated for two periods yet." in listed.read_text("utf-8")


def test_beyond_the_limit_the_series_of_most_periods_have_a_page(tmp_path, monkeypatch):
    monkeypatch.setattr(series_pages.listed_series, "__defaults__", (1,))
    year = {"subject": "甲", "indicator_id": "i1", "state": "derived", "value": 1}
    rows = [
        year | {"series_id": f"{name * 32}", "observation_id": f"{name}{number}",
                "period_start": date(2020 + number, 1, 1), "period_end": date(2020 + number, 12, 31)}
        for name, periods in (("a", 2), ("b", 3), ("c", 1))
        for number in range(periods)
    ]  # fmt: skip
    settings = publish_rows(tmp_path / "home", run=[{}], observation=rows)
    index = write_report(settings, None)
    assert [path.name for path in pages_of(index.parent / "series")] == [
        f"{'b' * 16}.html",
        f"{'b' * 16}.zh.html",
    ]
    said = "".join(Page(index.with_name("series.html")).text)
    assert "1 more series of two or more periods: kouan series --list --least 2 --limit 2" in said


def test_a_snapshot_from_before_there_were_series_has_a_report_without_them(tmp_path):
    settings = publish_rows(tmp_path / "home", run=[{}])
    with duckdb.connect(str(settings.home / "snapshot.duckdb")) as db:
        for (view,) in db.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal AND contains(sql, 'observation')"
        ).fetchall():
            db.execute(f"DROP VIEW {view}")
        db.execute("ALTER TABLE observation DROP COLUMN subject")
    index = write_report(settings, None)
    assert "尚无两期以上的数据。" in index.with_name("series.zh.html").read_text("utf-8")


def test_pages_that_were_not_finished_are_written_again(report, monkeypatch):
    index, settings = report
    page = index.parent / "documents" / f"{ONE[:16]}.html"
    monkeypatch.setattr(standing, "CODE", ("flows",))  # all of them are stale

    def killed(path, text):
        if path == page:
            raise KeyboardInterrupt
        path.write_text("half")

    monkeypatch.setattr(writing, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_report(settings, None)
    monkeypatch.undo()
    write_report(settings, None)
    assert all(path.read_text("utf-8") != "half" for path in pages_of(index.parent))


def test_equal_rows_give_equal_bytes(report):
    index, settings = report
    before = {path: path.read_bytes() for path in pages_of(index.parent)}
    write_report(settings, None)
    assert before == {path: path.read_bytes() for path in pages_of(index.parent)}


def test_a_figure_leads_to_the_page_of_its_document_also_where_that_holds_several_stories(tmp_path):
    articles = [{"article_id": f"a{one}", "document_id": ONE, "item_key": one} for one in "12"]
    figure = {"metric_id": "f" * 32, "fact_key": "k", "article_id": "a2", "document_id": ONE}
    said = {"surface": "7吨", "sentence": "运7吨", "value": 7, "unit": "吨", "start": 1, "end": 3}
    blocks = [
        {"article_id": one["article_id"], "text": "运7吨", "start": 0, "end": 3} for one in articles
    ]
    settings = publish_rows(
        tmp_path / "home",
        run=[{}],
        document=[{"document_id": ONE}],
        article=articles,
        block=blocks,
        metric=[figure | said],
    )
    index = write_report(settings, None)
    page = Page(index.parent / "documents" / f"{ONE[:16]}.html")
    assert {"metrics", "metrics2"} <= page.ids
    listed = Page(index.with_name("figures.html"))
    links = {attributes.get("href") for _, attributes in listed.tags}
    assert f"documents/{ONE[:16]}.html#metrics" in links


def test_a_subject_of_which_not_all_figures_are_listed_says_how_many_it_has(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "ROWS", 2)
    said = {
        "article_id": "a1",
        "document_id": ONE,
        "subject": "湛江港",
        "surface": "7吨",
        "unit": "吨",
    }
    settings = publish_rows(
        tmp_path / "home",
        run=[{}],
        document=[{"document_id": ONE}],
        article=[{"article_id": "a1", "document_id": ONE}],
        metric=[
            said
            | {"sentence": "运7吨", "start": 1, "end": 3}
            | {"metric_id": one * 32, "fact_key": one, "value": 7}
            for one in "abc"
        ],
    )
    index = write_report(settings, None)
    text = " ".join("".join(Page(index.with_name("figures.html")).text).split())
    assert "湛江港 2 / 3" in text
    cut = "The first 2 of 3 rows are shown; not shown: 1. All of them: "
    assert cut + "kouan query figures --rows 3 --out figures.csv" in text
    assert "另有 1 行未列" in "".join(Page(index.with_name("figures.zh.html")).text)


def test_a_page_of_what_waits_that_does_not_list_all_says_how_to_see_the_rest(report, monkeypatch):
    index, settings = report
    monkeypatch.setattr(pages, "ROWS", 1)
    write_report(settings, None)
    text = " ".join("".join(Page(index.with_name("held.html")).text).split())
    assert 'All of them: kouan sql "SELECT * FROM waiting" --rows' in text


def test_an_empty_warehouse_has_a_report_and_none_at_all_says_so(tmp_path):
    settings = publish_rows(tmp_path / "home")
    index = write_report(settings, None)
    assert "No run has been published yet." in "".join(Page(index).text)
    (settings.home / "current.duckdb").unlink()
    with pytest.raises(NoWarehouseError):
        write_report(settings, None)
