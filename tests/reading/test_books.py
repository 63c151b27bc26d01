"""An EPUB file is read chapter by chapter, in the order in which a reader turns its pages."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from archives import zipped
from growth import is_linear

from kouan.gathering import gather
from kouan.reading.containers.books import _has_text
from kouan.reading.containers.found import Limits
from kouan.reading.sources import Failure, Input, Opening, list_inputs, read_batch
from kouan.stages import process

CONTAINER = b"""<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<opf:package xmlns:opf="http://www.idpf.org/2007/opf"><opf:manifest>
<opf:item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<opf:item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<opf:item id="a" href="text/%E4%B8%80.xhtml" media-type="application/xhtml+xml"/>
<opf:item id="b" href="text/2.xhtml" media-type="application/xhtml+xml"/>
<opf:item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
<opf:item id="picture" href="p.jpg" media-type="image/jpeg"/></opf:manifest>
<opf:spine toc="ncx"><opf:itemref idref="cover"/><opf:itemref idref="nav"/><opf:itemref idref="b"/>
<opf:itemref idref="a"/><opf:itemref idref="notes" linear="no"/><opf:itemref idref="lost"/></opf:spine></opf:package>"""


def chapter(*lines: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>第一期</title></head><body>{body}</body></html>"
    ).encode()


FILES = {
    "mimetype": b"application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/content.opf": PACKAGE.encode(),
    "OEBPS/cover.xhtml": b'<html><body><div><img src="../p.jpg"/>&#160;</div></body></html>',
    "OEBPS/nav.xhtml": chapter("目录", "第一篇"),
    "OEBPS/text/一.xhtml": chapter(
        "口岸客流", "2019年3月，拱北口岸出入境旅客达10万人次，同比增长5.7%。"
    ),
    "OEBPS/text/2.xhtml": chapter("港口货运", "2019年4月，湛江港完成货物吞吐量300万吨。"),
    "OEBPS/text/notes.xhtml": chapter("注"),
}


def listed(folder: Path, raw: bytes, name: str = "a.epub") -> tuple[list[Input], list[Failure]]:
    (folder / name).write_bytes(raw)
    return list_inputs([name], folder, Opening(Limits()))


def test_chapters_are_documents_in_the_order_of_the_spine(tmp_path: Path):
    inputs, failures = listed(tmp_path, zipped(FILES))
    assert failures == []
    assert [one.location for one in inputs] == [
        "a.epub!/OEBPS/text/2.xhtml",
        "a.epub!/OEBPS/text/一.xhtml",
    ]
    batch, _ = read_batch(inputs, 1 << 20)
    assert batch.raw(1) == FILES["OEBPS/text/一.xhtml"]
    _, second = process(batch, gather()).documents
    figure = second.stories[0].metrics[0]
    first, last = second.cleaned.origin(figure.start, figure.end)
    assert second.raw[first:last].decode() == figure.surface


def test_a_book_in_an_archive_is_read_too(tmp_path: Path):
    inputs, failures = listed(tmp_path, zipped({"b.epub": zipped(FILES)}), "a.zip")
    assert (len(inputs), failures) == (2, [])
    assert inputs[0].location == "a.zip!/b.epub!/OEBPS/text/2.xhtml"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("META-INF/container.xml", None, "it holds no META-INF/container.xml"),
        ("META-INF/container.xml", b"<container/>", "names no package"),
        ("OEBPS/content.opf", b"<package/>", "names no chapter"),
        ("OEBPS/content.opf", None, "it holds no OEBPS/content.opf"),
    ],
)
def test_a_book_that_does_not_say_how_it_is_read_is_a_finding(
    tmp_path: Path, name: str, content: bytes | None, said: str
):
    files = {key: raw for key, raw in FILES.items() if key != name}
    if content is not None:
        files[name] = content
    inputs, (failure,) = listed(tmp_path, zipped(files))
    assert (inputs, failure.location, failure.reason) == ([], "a.epub", "corrupt")
    assert said in failure.detail


def test_a_chapter_that_its_seller_protects_is_a_finding(tmp_path: Path):
    told = b'<encryption><enc:CipherReference URI="OEBPS/text/2.xhtml"/><enc:CipherReference URI="f.otf"/></encryption>'
    inputs, failures = listed(tmp_path, zipped({**FILES, "META-INF/encryption.xml": told}))
    assert [one.location for one in inputs] == ["a.epub!/OEBPS/text/一.xhtml"]
    assert [(one.location, one.reason) for one in failures] == [
        ("a.epub!/OEBPS/text/2.xhtml", "encrypted")
    ]


def test_a_book_under_another_name_and_one_cut_off_are_findings(tmp_path: Path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, raw in FILES.items():
            archive.writestr(name, raw)
    whole = held.getvalue()
    inputs, failures = listed(tmp_path, whole, "a.book")
    assert failures == []
    batch, (failure,) = read_batch(inputs, 1 << 20)
    assert (len(batch), failure.reason) == (0, "unsupported")
    assert failure.detail == (
        "a.book: is an EPUB file, which is read when its name ends so; name it .epub"
    )
    inputs, (cut,) = listed(tmp_path, whole[: len(whole) // 2])
    assert (inputs, cut.reason) == ([], "corrupt")


def test_a_chapter_that_is_not_in_the_book_is_a_finding_and_a_place_within_a_page_is_the_page(
    tmp_path: Path,
):
    package = PACKAGE.replace('text/2.xhtml"', 'text/2.xhtml#top"').replace(
        "text/%E4%B8%80.xhtml", "text/1.xhtml"
    )
    inputs, (failure,) = listed(tmp_path, zipped({**FILES, "OEBPS/content.opf": package.encode()}))
    assert [one.location for one in inputs] == ["a.epub!/OEBPS/text/2.xhtml"]
    assert (failure.location, failure.reason) == ("a.epub!/OEBPS/text/1.xhtml", "corrupt")


@pytest.mark.parametrize("piece", [b"<", b"<body", b"<body ", b"<a "])
def test_a_chapter_of_open_tags_is_looked_through_once(piece: bytes):
    assert is_linear(lambda size: _has_text(piece * (size // len(piece))), 200_000)
