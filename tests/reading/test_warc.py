"""The pages of a web archive are documents, with their address and the time they were fetched."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
from pathlib import Path

import pytest

from kouan.reading.containers.found import Limits
from kouan.reading.sources import Opening, list_inputs, opened, read_batch, survey

warcio = pytest.importorskip("warcio")

from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

PAGE = "<html><body><p>拱北口岸客流10万人次。</p></body></html>"
Record = tuple[str, bytes, list[tuple[str, str]]]


def archive(*records: Record, packed: bool = True, status: str = "200 OK") -> bytes:
    whole = io.BytesIO()
    writer = WARCWriter(whole, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, body, headers in records:
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2019-03-05T08:30:00Z"},
        )
        writer.write_record(record)
    return whole.getvalue()


def page(url: str, body: bytes, *headers: tuple[str, str]) -> Record:
    return url, body, [("Content-Type", "text/html; charset=gbk"), *headers]


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (3, body[:3], len(body) - 3, body[3:])


RECORDS = (
    page("https://a.example/1", PAGE.encode("gbk")),
    page("https://a.example/2", chunked(PAGE.encode()), ("Transfer-Encoding", "chunked")),
    page("https://a.example/3", gzip.compress(b"<p>3</p>", mtime=0), ("Content-Encoding", "gzip")),
    page(
        "https://a.example/4",
        chunked(gzip.compress(b"<p>4</p>", mtime=0)),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    ),
    ("https://a.example/1", b"plain", [("Content-Type", "text/plain")]),
    ("https://a.example/p.png", b"\x89PNG", [("Content-Type", "image/png")]),
)


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_is_a_document_without_what_it_was_sent_in(tmp_path: Path, packed: bool) -> None:
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(archive(*RECORDS, packed=packed))
    found = opened(survey([name], tmp_path), Opening())
    batch, failures = read_batch(found.inputs[::-1], 1 << 20)
    assert failures == [*found.failures] == []
    pages = {one.location: batch.raw(n) for n, one in enumerate(batch.sources)}
    assert pages == {
        f"{name}!/https://a.example/1": PAGE.encode("gbk"),
        f"{name}!/https://a.example/2": PAGE.encode(),
        f"{name}!/https://a.example/3": b"<p>3</p>",
        f"{name}!/https://a.example/4": b"<p>4</p>",
        f"{name}!/https://a.example/1~2": b"plain",
    }
    assert {one.crawled_at for one in batch.sources} == {"2019-03-05T08:30:00"}
    assert batch.sources[0].url == "https://a.example/1"
    assert found.notes == (
        f"{name}: 2 records are no pages and passed over (1 image/png, 1 warcinfo)",
    )


def test_what_was_not_found_on_the_web_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(archive(RECORDS[0], packed=False, status="404 Not Found"))
    found = opened(survey(["a.warc"], tmp_path), Opening())
    assert (found.inputs, found.failures) == ([], [])
    assert "1 response 404" in found.notes[0]


def test_a_bomb_and_an_unknown_packing_stop_only_themselves(tmp_path: Path) -> None:
    bomb = page("https://a.example/b", gzip.compress(bytes(8 << 20)), ("Content-Encoding", "gzip"))
    brotli = page("https://a.example/br", b"xx", ("Content-Encoding", "br"))
    (tmp_path / "a.warc.gz").write_bytes(archive(bomb, brotli, RECORDS[0]))
    opening = Opening(Limits(size=16 << 20))
    inputs, failures = list_inputs(["a.warc.gz"], tmp_path, opening)
    assert [one.location for one in inputs] == ["a.warc.gz!/https://a.example/1"]
    assert [one.reason for one in failures] == ["bomb", "unsupported"]
    _, failures = list_inputs(["a.warc.gz"], tmp_path, Opening(Limits(size=1 << 20)))
    assert [one.reason for one in failures] == ["too_large", "unsupported"]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path, packed: bool) -> None:
    whole = archive(*RECORDS, packed=packed)
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(whole)
    records = [
        one.member.steps[-1].at for one in list_inputs([name], tmp_path, Opening())[0] if one.member
    ]
    for cut in (at + inside for at in records for inside in range(40, 200, 20)):
        (tmp_path / name).write_bytes(whole[:cut])
        found = opened(survey([name], tmp_path), Opening())
        batch, unread = read_batch(found.inputs, 1 << 20)
        assert (len(batch), unread) == (len(found.inputs), [])
        assert [one.reason for one in found.failures] == ["corrupt"], cut
        assert all(
            raw in (PAGE.encode("gbk"), PAGE.encode(), b"<p>3</p>", b"<p>4</p>", b"plain")
            for raw in batch.raws()
        )


def test_an_archive_that_is_packed_as_a_whole_is_unpacked_first(tmp_path: Path) -> None:
    (tmp_path / "a.warc.bz2").write_bytes(bz2.compress(archive(*RECORDS, packed=False)))
    inputs, failures = list_inputs(["a.warc.bz2"], tmp_path, Opening())
    batch, unread = read_batch(inputs, 1 << 20)
    assert [*failures, *unread] == []
    assert list(batch.raws()) == [
        *(PAGE.encode("gbk"), PAGE.encode()),
        *(b"<p>3</p>", b"<p>4</p>", b"plain"),
    ]


@pytest.mark.parametrize("raw", [b"", b"hello\n", gzip.compress(b"hello", mtime=0)])
def test_what_is_no_web_archive_is_a_finding(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(raw)
    inputs, failures = list_inputs(["a.warc.gz"], tmp_path, Opening())
    assert (inputs, [one.reason for one in failures]) == ([], ["corrupt"])


def test_without_its_reader_the_finding_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.warc").write_bytes(archive(RECORDS[0], packed=False))
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    inputs, failures = list_inputs(["a.warc"], tmp_path, Opening())
    assert (inputs, [one.reason for one in failures]) == ([], ["not_installed"])
    assert "pip install 'kouan[warc]'" in failures[0].detail
