"""A line of JSON is a document: its text leads back to the bytes of the line, a bad line stops only itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from archives import zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.gathering import gather
from kouan.model.batch import Batch, Source
from kouan.reading import forms
from kouan.reading.containers.found import Limits
from kouan.reading.fields import Fields
from kouan.reading.sources import Failure, Input, Opening, list_inputs, read_batch
from kouan.stages import process

TEXT = "拱北口岸通报客流\n\n2019年3月，拱北口岸出入境旅客达10万人次，同比增长5.7%。"
#: What a text holds, escapes of JSON included; < would make a page of it.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<")
WORDS = st.text(st.one_of(SIGNS, st.sampled_from('\n\t"\\/')), max_size=60)


def listed(
    folder: Path, raw: bytes, name: str = "a.jsonl", **keys: object
) -> tuple[list[Input], list[Failure]]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    opening = Opening(Limits(size=int(keys.pop("size", 1 << 20))), Fields(**keys))  # type: ignore[arg-type, call-overload]
    return list_inputs([str(folder)], folder.parent, opening)


def lines(*objects: object, **how: bool) -> bytes:
    return "\n".join(json.dumps(one, **how) for one in objects).encode()  # type: ignore[arg-type]


def read_as(raw: bytes, **chosen: str) -> tuple[str, bytes]:
    decoding = forms.read(raw, "json " + json.dumps(chosen))
    return decoding.text, decoding.rebuild()


@settings(max_examples=200, deadline=None)
@given(title=WORDS, text=WORDS, ascii_only=st.booleans(), space=st.sampled_from(["", " ", "\t"]))
def test_the_bytes_of_any_line_come_back_and_its_text_is_what_json_says(
    title: str, text: str, ascii_only: bool, space: str
) -> None:
    raw = json.dumps(
        {"n": 1, "title": title, "deep": {"text": [1, "x"]}, "text": text},
        ensure_ascii=ascii_only,
        separators=(f"{space},{space}", f"{space}:{space}"),
    ).encode("utf-8", "surrogatepass")
    said, rebuilt = read_as(raw, title="title", text="text")
    assert rebuilt == raw
    assert said == f"{title}\n{text}\n"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_no_line_makes_reading_raise_and_each_comes_back(raw: bytes) -> None:
    for line in (raw, b'{"text": "' + raw + b'"}', b'{"text": "a", ' + raw):
        assert read_as(line, text="text")[1] == line


def test_a_span_of_the_text_leads_to_its_own_bytes(tmp_path: Path) -> None:
    raw = lines({"text": TEXT, "id": 7})
    inputs, _ = listed(tmp_path / "in", raw)
    batch, _ = read_batch(inputs, 1 << 20)
    (document,) = process(batch, gather()).documents
    (story,) = document.stories
    found = {one.surface: document.cleaned.origin(one.start, one.end) for one in story.metrics}
    assert raw[slice(*found["10万人次"])] == b"10\\u4e07\\u4eba\\u6b21"
    assert raw[slice(*found["5.7%"])] == b"5.7%"
    assert document.cleaned.ledger.rebuild(document.cleaned.clean) == raw


def test_an_escape_that_the_text_itself_holds_is_no_escape_of_json() -> None:
    raw = json.dumps({"text": r"写作 C:\new\table 与 \n"}).encode()
    assert read_as(raw, text="text")[0] == "写作 C:\\new\\table 与 \\n\n"


def test_pairs_of_units_are_one_character_and_half_a_pair_is_a_hole() -> None:
    assert (
        read_as(rb'{"text": "\ud83d\ude00\ud83d\u00e9\u001e"}', text="text")[0]
        == "😀\ufffdé\ufffd\n"
    )


def test_bad_lines_are_findings_with_their_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    raw = "\n".join([good, "{bad", "", "[1]", '{"x": 1}', good + " x", '{"text": 1', good]).encode()
    inputs, failures = listed(tmp_path / "in", raw)
    assert [one.location for one in inputs] == ["in/a.jsonl!/1", "in/a.jsonl!/8"]
    assert [(one.location[-2:], one.reason) for one in failures] == [
        ("/2", "corrupt"),
        ("/4", "corrupt"),
        ("/5", "no_text"),
        ("/6", "corrupt"),
        ("/7", "corrupt"),
    ]
    assert "its fields are x" in failures[2].detail
    # what a line lacks was said in the words of Python: string index out of range
    assert "is no object of JSON (it breaks off)" in failures[4].detail


def test_a_line_beyond_the_limit_stops_only_itself(tmp_path: Path) -> None:
    long = json.dumps({"text": "长" * 200_000})
    raw = "\n".join([json.dumps({"text": "一"}), long, json.dumps({"text": "二"})]).encode()
    inputs, failures = listed(tmp_path / "in", raw, size=1000)
    assert [one.location for one in inputs] == ["in/a.jsonl!/1", "in/a.jsonl!/3"]
    assert [one.reason for one in failures] == ["too_large"]
    batch, _ = read_batch(inputs, 1 << 20)
    assert list(batch.raws()) == [raw.splitlines()[0], raw.splitlines()[2]]


def test_a_million_bad_lines_are_told_as_a_number(tmp_path: Path) -> None:
    _, failures = listed(tmp_path / "in", b"x\n" * 5000)
    assert len(failures) == 1001
    assert "4,000 more" in failures[0].detail


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.ndjson", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.zip", lambda raw: zipped({"a.jsonl": raw})),
    ],
)
def test_lines_are_read_packed_and_in_archives(tmp_path: Path, name: str, pack: object) -> None:
    raw = b"\xef\xbb\xbf" + lines({"text": "一"}, {"text": "二"}).replace(b"\n", b"\r\n")
    inputs, _ = listed(tmp_path / "in", pack(raw), name)  # type: ignore[operator]
    batch, failures = read_batch(inputs, 1 << 20)
    assert (list(batch.raws()), failures) == ([lines({"text": "一"}), lines({"text": "二"})], [])


def test_the_fields_are_chosen_by_name_and_a_name_with_dots_leads_inside(tmp_path: Path) -> None:
    raw = lines({"text": "不是", "page": {"body": "正文在此", "n": None}, "key": "k-1"})
    inputs, _ = listed(tmp_path / "in", raw, text=("page.body",), id=("key",))
    assert [one.location for one in inputs] == ["in/a.jsonl!/k-1"]
    (document,) = process(read_batch(inputs, 1 << 20)[0], gather()).documents
    assert document.cleaned.clean == "正文在此\n"


def test_lines_in_gbk_read_as_well(tmp_path: Path) -> None:
    raw = json.dumps({"title": "拱北海关通报", "text": TEXT}, ensure_ascii=False).encode("gb18030")
    said, rebuilt = read_as(raw, title="title", text="text")
    assert (said, rebuilt) == (f"拱北海关通报\n{TEXT}\n", raw)


def test_other_fields_say_what_the_text_does_not(tmp_path: Path) -> None:
    raw = lines({
        "content": TEXT.split("\n\n")[1],
        "title": "拱北口岸<b>客流</b>創新高",
        "time": "2019-04-01 08:30:00",
        "author": "張三、李四",
        "source": "新華網",
        "url": "https://a.example/1",
        "crawled_at": "2019-04-02T00:00:00+08:00",
    })  # fmt: skip
    inputs, _ = listed(tmp_path / "in", raw)
    batch, _ = read_batch(inputs, 1 << 20)
    assert (batch.sources[0].url, batch.sources[0].crawled_at) == (
        "https://a.example/1",
        "2019-04-01T16:00:00",
    )
    (story,) = process(batch, gather()).documents[0].stories
    article = story.article
    assert (article.published_at, article.source, article.authors) == (
        "2019-04-01T08:30",
        "新华网",
        ("张三", "李四"),
    )
    assert article.published_evidence == "2019-04-01 08:30:00"


def test_a_page_in_a_field_is_read_as_a_page_with_its_title() -> None:
    raw = json.dumps({
        "title": "网页",
        "content": "<div class='a'><p>第一段，口岸通关。</p><p>第二段<a href='/x'>口岸</a>客流10万人次。</p></div>",
    }).encode()  # fmt: skip
    source = Source("x", read_as='json {"text": "content", "title": "title"}')
    (document,) = process(Batch.of([(source, raw)]), gather()).documents
    assert document.cleaned.clean.split() == [
        "网页",
        "第一段，口岸通关。",
        "第二段口岸客流10万人次。",
    ]
    assert document.cleaned.ledger.rebuild(document.cleaned.clean) == raw
    assert document.stories[0].article.title == "网页"


def read_article(**line: object) -> tuple[str | None, list[tuple[str, str]]]:
    chosen = {"text": "text", "title": "title"}
    source = Source("x", read_as="json " + json.dumps(chosen))
    raw = json.dumps(line).encode()
    (document,) = process(Batch.of([(source, raw)]), gather()).documents
    (story,) = document.stories
    lines = [(block.role.value, block.text) for block in story.article.blocks]
    return story.article.title, lines


@pytest.mark.slow
def test_a_title_behind_the_text_is_the_title_and_no_line_is_lost() -> None:
    heading, body = TEXT.split("\n\n")
    assert read_article(text=TEXT, title="另一個標題") == (
        "另一个标题",
        [("heading", heading), ("body", body)],
    )
    assert read_article(text=body, title="标题") == ("标题", [("body", body)])
    assert read_article(title="标题", text=body) == ("标题", [("body", body)])
    # what no line of a page would be taken for a title is one all the same where its field says so
    long = "一个很长的标题，" * 6 + "到此为止。"
    assert read_article(title=long, text=body) == (long, [("body", body)])


@pytest.mark.parametrize(
    "never", ["0001-01-01T00:00:00", "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"]
)
def test_a_line_that_was_never_fetched_has_no_time(tmp_path: Path, never: str) -> None:
    line = {"text": TEXT, "crawled_at": never, "date": never}
    (entry,), failures = listed(tmp_path / "in", lines(line))
    assert entry.member is not None
    assert (entry.member.crawled_at, failures) == (None, [])
    read = json.loads(entry.member.read_as.partition(" ")[2])
    raw = lines(line)
    told = forms.given(raw, entry.member.read_as)
    assert (read["published"], told.published_at) == ("date", None)


def test_what_a_line_says_of_its_text_is_in_the_encoding_of_its_text() -> None:
    line = json.dumps({"title": "億元億元", "text": "億元億元"}, ensure_ascii=False)
    form = 'json {"text": "text", "title": "title"}'
    source = Source("a.jsonl!/1", read_as=form)
    (document,) = process(Batch.of([(source, line.encode("big5"))]), gather()).documents
    assert document.cleaned.decoding.text.split() == ["億元億元", "億元億元"]
    assert [one.article.title for one in document.stories] == ["亿元亿元"]


@pytest.mark.parametrize(
    "text",
    [
        "第一段<pre>第二段\n第三段</pre>",
        "<p>第一段</p><pre>第二段\n第三段</pre>",
        "<blockquote>第一段</blockquote>第二段<br>第三段",
    ],
)
def test_a_text_with_any_tag_of_a_block_is_read_as_a_page(tmp_path: Path, text: str) -> None:
    inputs, _ = listed(tmp_path / "in", lines({"title": "口岸开放", "text": text}))
    (document,) = process(read_batch(inputs, 1 << 20)[0], gather()).documents
    assert document.cleaned.clean == "口岸开放\n第一段\n第二段\n第三段"
