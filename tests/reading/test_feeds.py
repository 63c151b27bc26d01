"""An entry of a feed is a document; no feed, however broken, makes reading raise, and its bytes come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.gathering import gather
from kouan.model.processed import ProcessedDocument
from kouan.reading import feed, forms
from kouan.reading.sources import Failure, Input, Opening, list_inputs, read_batch
from kouan.stages import process

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE rss [<!ENTITY bomb "&bomb;&bomb;">]>
<rss version="2.0" xmlns:content="x"><channel><title>频道</title><link>https://a.example/</link>
<!-- <item><title>注释里的</title></item> -->
<item><title>拱北海关&amp;珠海</title><link>https://a.example/1.html</link><guid isPermaLink="false">g1</guid>
<pubDate>Tue, 05 Mar 2019 08:30:00 +0800</pubDate><author>张三、李四</author><source url="b">新华社</source>
<description>摘要</description>
<content:encoded><![CDATA[<p>2019年3月，拱北口岸客流10万人次。</p><p>同比增长5.7%。</p>]]></content:encoded></item>
<item><title><![CDATA[标题里的 <item> 与 A&B]]></title><link>https://a.example/2</link>
<description>&lt;p&gt;2019年4月，客流20万人次&bomb;。&lt;/p&gt;&lt;p&gt;A &amp;amp; B&#x1e;&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>原子</title>
<link rel="self" href="https://b.example/self"/><link href="https://b.example/x?a=1&amp;b=2"/><id>urn:1</id>
<updated>2019-03-05T08:30:00Z</updated><author><name>王五</name></author>
<content type="xhtml"><div><p>口岸客流30万人次。</p><p>同比增长1%。</p></div></content></entry></feed>"""


def listed(folder: Path, raw: bytes, name: str = "a.xml") -> tuple[list[Input], list[Failure]]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    return list_inputs([str(folder)], folder.parent, Opening())


def documents(folder: Path, raw: bytes) -> tuple[ProcessedDocument, ...]:
    inputs, failures = listed(folder, raw)
    assert failures == []
    batch, _ = read_batch(inputs, 1 << 20)
    return process(batch, gather()).documents


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_each_entry_is_a_document_with_its_address_whatever_its_encoding(
    tmp_path: Path, encoding: str
) -> None:
    raw = RSS.format(encoding=encoding).encode(encoding)
    inputs, failures = listed(tmp_path / "in", raw)
    assert [(one.location, one.member.url) for one in inputs if one.member] == [
        ("in/a.xml!/g1", "https://a.example/1.html"),
        ("in/a.xml!/https://a.example/2", "https://a.example/2"),
    ]
    assert failures == []
    batch, _ = read_batch(inputs, 1 << 20)
    for document in process(batch, gather()).documents:
        assert document.raw in raw
        assert document.cleaned.ledger.rebuild(document.cleaned.clean) == document.raw


def test_an_entry_says_its_title_date_authors_and_publisher(tmp_path: Path) -> None:
    first, second = documents(tmp_path / "in", RSS.format(encoding="utf-8").encode())
    (story,) = first.stories
    article = story.article
    assert (article.title, article.published_at, article.authors, article.source) == (
        "拱北海关&珠海",
        "2019-03-05T08:30",
        ("张三", "李四"),
        "新华社",
    )
    assert first.cleaned.clean.split("\n")[1:] == [
        "2019年3月，拱北口岸客流10万人次。",
        "同比增长5.7%。",
    ]
    span = first.cleaned.origin(story.metrics[0].start, story.metrics[0].end)
    assert first.raw[slice(*span)].decode() == story.metrics[0].surface
    # a title may speak of tags, no entity of a document type is expanded, a control is a hole
    assert second.cleaned.decoding.text == (
        "<html><body><h1>标题里的 &lt;item&gt; 与 A&amp;B</h1>\n"
        "<p>2019年4月，客流20万人次&bomb;。</p><p>A &amp; B\ufffd</p></body></html>\n"
    )


def test_atom_reads_as_well(tmp_path: Path) -> None:
    (document,) = documents(tmp_path / "in", ATOM.encode())
    assert document.source.url == "https://b.example/x?a=1&b=2"
    article = document.stories[0].article
    assert (article.title, article.authors) == ("原子", ("王五",))
    assert [block.text for block in article.blocks] == ["口岸客流30万人次。", "同比增长1%。"]


def test_a_feed_that_breaks_off_loses_its_last_entry_only(tmp_path: Path) -> None:
    raw = RSS.format(encoding="utf-8").encode()
    inputs, failures = listed(tmp_path / "in", raw[: raw.rindex(b"</item>")])
    assert [one.location for one in inputs] == ["in/a.xml!/g1"]
    assert [(one.location, one.reason) for one in failures] == [("in/a.xml!/2", "corrupt")]


def test_an_empty_entry_is_a_finding(tmp_path: Path) -> None:
    _, failures = listed(tmp_path / "in", b"<rss><item></item><item><title>a</title></item></rss>")
    assert [(one.location, one.reason) for one in failures] == [("in/a.xml!/1", "no_text")]


def test_xml_that_is_no_feed_is_the_document_that_it_is(tmp_path: Path) -> None:
    inputs, failures = listed(tmp_path / "in", "<doc><p>口岸</p></doc>".encode())
    assert [(one.location, one.member) for one in inputs] == [("in/a.xml", None)]
    assert failures == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "<!--", "&lt;", "&amp;", "口岸", "<p>", "<description>", "</description>", "<", "&#0;", "\x1e", "<link/>"]), max_size=25))  # fmt: skip
def test_the_bytes_of_any_entry_come_back(parts: list[str]) -> None:
    raw = "".join(parts).encode()
    assert forms.read(raw, "entry utf-8").rebuild() == raw
    forms.given(raw, "entry utf-8")
    for start, end, _ in feed.entries(raw.decode()):
        assert 0 <= start < end <= len(raw.decode())


def test_a_hostile_feed_takes_time_in_step_with_its_length() -> None:
    for part in ("<![CDATA[", "<!--", "<item", "<item>", "<a ", "&lt;", '<a b="', "<?"):
        text = "<rss>" + part * 100_000
        assert sum(1 for _ in feed.entries(text)) <= 100_000
        forms.read(("<item><title>x</title><description>" + part * 20_000).encode(), "entry utf-8")
