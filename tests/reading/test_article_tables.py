"""A row of a table of articles is a document: its text leads back to the bytes of the row, a bad row stops only itself."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from archives import zipped
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.gathering import gather
from kouan.model.processed import ProcessedDocument
from kouan.reading import forms
from kouan.reading.containers.found import Limits
from kouan.reading.fields import Fields
from kouan.reading.sources import Failure, Input, Opening, list_inputs, read_batch
from kouan.reading.table_row import read_as, row_at
from kouan.stages import process

TEXT = (
    "2019年3月，拱北口岸出入境旅客达10万人次，同比增长5.7%。\n旅客说：“通关很快”，排队的人也少了。"
)
#: What a cell holds, all signs of the format included; < would make a page of it.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<\u2028\u2029\x85\ufeff")
CELLS = st.text(st.one_of(SIGNS, st.sampled_from('\n",;\t')), max_size=40)


def listed(
    folder: Path, raw: bytes, name: str = "a.csv", **keys: object
) -> tuple[list[Input], list[Failure]]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    opening = Opening(Limits(size=int(keys.pop("size", 1 << 20))), Fields(**keys))  # type: ignore[arg-type, call-overload]
    return list_inputs([str(folder)], folder.parent, opening)


def table(*rows: tuple[str, ...], delimiter: str = ",", **how: object) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, **how).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def read(inputs: list[Input]) -> tuple[ProcessedDocument, ...]:
    return process(read_batch(inputs, 1 << 20)[0], gather()).documents


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(("\n", "\r\n")),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_the_bytes_of_any_row_come_back_and_its_text_is_what_csv_says(
    rows: list[tuple[str, ...]], delimiter: str, end: str, quoting: int
) -> None:
    text = table(*rows, delimiter=delimiter, lineterminator=end, quoting=quoting)
    at = 0
    for row in rows:
        cells, stop, behind = row_at(text, at, delimiter)
        assert tuple(cell.said for cell in cells) == row
        raw = text[at:stop].encode()
        decoding = forms.read(raw, read_as({"title": 0, "text": 2}, delimiter, "utf-8"))
        assert decoding.rebuild() == raw
        assert decoding.text == f"{row[0]}\n{row[2]}\n"
        at = behind
    assert at == len(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_no_row_makes_reading_raise_and_each_comes_back(raw: bytes) -> None:
    for row in (raw, b'"a","' + raw + b'"', b"a,b," + raw):
        said = read_as({"title": 0, "text": 1}, ",", "gb18030")
        assert forms.read(row, said).rebuild() == row
        forms.given(row, said)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), ("\t", "a.tsv"), (";", "a.csv")])
def test_a_figure_of_a_row_leads_to_its_own_bytes(
    tmp_path: Path, codec: str, delimiter: str, name: str
) -> None:
    text = (
        TEXT
        if codec != "big5"
        else "2019年3月，拱北口岸出入境旅客10萬人次。\n同比增長5.7%，記者說。"
    )
    raw = table(
        ("Title", "date", "text", "url"),
        ("拱北口岸通報客流" if codec == "big5" else "拱北口岸通报客流", "2019/4/1 8:00", text, "https://a.cn/1"),
        ("又一篇", "2019-04-02", text, ""),
        delimiter=delimiter,
    ).encode(codec)  # fmt: skip
    inputs, failures = listed(tmp_path / "in", raw, name)
    assert failures == []
    assert [one.location for one in inputs] == [f"in/{name}!/2", f"in/{name}!/3"]
    first, second = read(inputs)
    (story,) = first.stories
    assert story.article.title == "拱北口岸通报客流"
    assert story.article.published_at == "2019-04-01T08:00"
    assert second.stories[0].article.published_at == "2019-04-02"
    assert first.source.url == "https://a.cn/1"
    found = {one.surface: first.cleaned.origin(one.start, one.end) for one in story.metrics}
    plain = codec.removesuffix("-sig").replace("utf-16", "utf-16-le")
    number = "10萬人次" if codec == "big5" else "10万人次"
    assert first.raw[slice(*found["10万人次"])] == number.encode(plain)
    assert first.raw in raw
    assert first.cleaned.ledger.rebuild(first.cleaned.clean) == first.raw


def test_doubled_quotes_are_one_and_a_stray_quote_is_a_sign() -> None:
    said = read_as({"text": 1}, ",", "utf-8")
    assert forms.read('甲,"他说""好""。"'.encode(), said).text == '他说"好"。\n'
    assert forms.read('甲,"一带一路"倡议'.encode(), said).text == '"一带一路"倡议\n'
    assert forms.read('甲,"没有完'.encode(), said).text == '"没有完\n'
    # typed by hand, with a blank behind each comma
    assert (
        forms.read('甲, "客流增长,达到""百万""" ,乙'.encode(), said).text == '客流增长,达到"百万"\n'
    )


def test_bad_rows_are_findings_with_their_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    raw = f'标题,正文\n一,"{TEXT}"\n\n二,有,逗号\n三,\n四,"{TEXT}",,\n'.encode()
    inputs, failures = listed(tmp_path / "in", raw)
    assert [one.location for one in inputs] == ["in/a.csv!/2", "in/a.csv!/6"]
    assert [(one.location[-2:], one.reason) for one in failures] == [
        ("/4", "corrupt"),
        ("/5", "no_text"),
    ]
    assert (
        "row 4 has 3 cells, the header has 2; put cells that hold , in quotes" in failures[0].detail
    )


@pytest.mark.parametrize(
    "raw",
    [
        "口岸,年份,旅客\n罗湖,2018,25万\n".encode(),  # a table of figures
        "罗湖口岸今日开放,正文如下。\n旅客排队有序。\n".encode(),
        "正文\n罗湖口岸今日开放，旅客排队有序。\n".encode(),
        b"",
        bytes(range(1, 200)) * 3,
    ],
)
def test_a_table_without_a_column_of_articles_is_one_document(tmp_path: Path, raw: bytes) -> None:
    inputs, failures = listed(tmp_path / "in", raw)
    assert ([one.location for one in inputs], failures) == (["in/a.csv"], [])
    assert inputs[0].is_own_file


def test_fields_are_named_and_an_id_names_the_row(tmp_path: Path) -> None:
    raw = table(("n", "headline", "story"), ("x7", "标题", TEXT)).encode()
    inputs, _ = listed(tmp_path / "in", raw, text=("story",), id=("n",))
    assert [one.location for one in inputs] == ["in/a.csv!/x7"]
    (document,) = read(inputs)
    assert document.cleaned.clean.startswith("标题\n2019年3月")


def test_tables_in_archives_and_packed_ones_are_read_alike(tmp_path: Path) -> None:
    raw = table(
        ("title", "text"), ("一", TEXT), ("二", "<p>口岸<b>开放</b>。</p><p>旅客。</p>")
    ).encode()
    inputs, _ = listed(tmp_path / "a", zipped({"b/x.csv": raw}), "p.zip")
    more, _ = listed(tmp_path / "b", gzip.compress(raw), "x.csv.gz")
    assert [one.location for one in inputs] == ["a/p.zip!/b/x.csv!/2", "a/p.zip!/b/x.csv!/3"]
    assert [one.location for one in more] == ["b/x.csv.gz!/2", "b/x.csv.gz!/3"]
    texts = [document.cleaned.clean for document in read(inputs)]
    assert texts == [document.cleaned.clean for document in read(more)]
    assert texts[1] == "二\n口岸开放。\n旅客。"


def test_a_table_full_of_quotes_is_read_in_a_time_that_grows_with_its_length() -> None:
    def work(size: int) -> None:
        for sign in ('"', '""', '"""', '""""', '"a'):
            text = f",{sign}x" * size
            assert row_at(text, 0, ",").end == len(text)

    assert is_linear(work, 100_000)
