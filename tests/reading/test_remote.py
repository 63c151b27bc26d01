"""Files elsewhere are listed and read by their addresses; nothing of this machine is reached that way unasked."""

from __future__ import annotations

import gzip
import threading
import uuid
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from archives import tarred, zipped

from kouan.reading import remote
from kouan.reading.sources import Opening, list_inputs, opened, read_batch, survey

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def bucket() -> Iterator[str]:
    files = fsspec.filesystem("memory")
    name = f"/{uuid.uuid4().hex}"
    for place, raw in (
        ("a.txt", b"1"),
        ("deep/b.txt", b"2"),
        ("c.zip", zipped({"x.txt": b"3"})),
        ("d.tgz", gzip.compress(tarred({"y.txt": b"4"}))),
        (".hidden", b"5"),
    ):
        files.pipe_file(f"{name}/{place}", raw)
    yield f"memory://{name}"
    files.rm(name, recursive=True)


def contents(tmp_path: Path, *patterns: str) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    inputs, failures = list_inputs(patterns, tmp_path, Opening())
    batch, unread = read_batch(inputs, 1 << 20)
    found = {one.location: batch.raw(n) for n, one in enumerate(batch.sources)}
    return found, [(one.location, one.reason) for one in (*failures, *unread)]


def test_folders_patterns_and_archives_elsewhere_are_read(tmp_path: Path, bucket: str) -> None:
    assert contents(tmp_path, bucket) == (
        {
            f"{bucket}/a.txt": b"1",
            f"{bucket}/c.zip!/x.txt": b"3",
            f"{bucket}/d.tgz!/y.txt": b"4",
            f"{bucket}/deep/b.txt": b"2",
        },
        [],
    )
    assert contents(tmp_path, f"{bucket}/*/*.txt")[0] == {f"{bucket}/deep/b.txt": b"2"}
    assert contents(tmp_path, f"{bucket}/a.txt")[0] == {f"{bucket}/a.txt": b"1"}


def test_a_file_elsewhere_that_changed_is_seen_to_have(tmp_path: Path, bucket: str) -> None:
    def status() -> tuple[int, ...]:
        (entry,) = list_inputs([f"{bucket}/a.txt"], tmp_path)[0]
        return tuple(entry[2:7])

    before = status()
    assert status() == before
    fsspec.filesystem("memory").pipe_file(f"{bucket.removeprefix('memory://')}/a.txt", b"9")
    assert status() != before


def test_what_is_not_there_or_cannot_be_reached_is_a_finding(tmp_path: Path, bucket: str) -> None:
    found = opened(survey([f"{bucket}/none.txt"], tmp_path, None), None)
    assert [one.reason for one in found.failures] == ["missing"]
    for pattern, reason in (
        (f"{bucket}/none.txt", "missing"),
        (f"{bucket}/*.html", "missing"),
        ("nosuch://a/b.txt", "unsupported"),
        (f"file://{tmp_path}", "unsupported"),
        ("zip://*.txt::memory://c.zip", "unsupported"),
    ):
        assert [one for _, one in contents(tmp_path, pattern)[1]] == [reason], pattern


def test_a_file_beyond_the_limit_is_not_fetched_whole(tmp_path: Path, bucket: str) -> None:
    inputs, _ = list_inputs([f"{bucket}/a.txt"], tmp_path)
    _, failures = read_batch(inputs, 0)
    assert [one.reason for one in failures] == ["too_large"]


def test_a_file_system_that_lacks_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", refuse)
    inputs, failures = list_inputs(["s3://bucket/a.txt"], tmp_path)
    assert (inputs, [one.reason for one in failures]) == ([], ["not_installed"])
    assert "Install s3fs" in failures[0].detail


def test_pages_and_archives_of_the_web_are_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("aiohttp")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "b.zip").write_bytes(zipped({"x.txt": b"2"}))
    serving = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), serving) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}"
        found, faults = contents(tmp_path, f"{place}/a.txt", f"{place}/b.zip", f"{place}/none.txt")
        server.shutdown()
    assert found == {f"{place}/a.txt": b"1", f"{place}/b.zip!/x.txt": b"2"}
    assert faults == [(f"{place}/none.txt", "missing")]


def test_an_archive_elsewhere_that_cannot_be_opened_any_more_says_so_as_one_that_is_read(
    tmp_path: Path, bucket: str
) -> None:
    listed = survey([bucket], tmp_path, remote.listed)
    inside = opened(listed, Opening()).inputs
    files = fsspec.filesystem("memory")
    files.rm(f"{bucket.removeprefix('memory://')}/c.zip")
    _, (unread,) = read_batch(inside, 1 << 20)
    (unlisted,) = opened(listed, Opening()).failures
    for failure, place in ((unread, f"{bucket}/c.zip!/x.txt"), (unlisted, f"{bucket}/c.zip")):
        assert (failure.location, failure.reason) == (place, "missing")
        assert failure.detail == f"{place}: there is no such file; correct the address"
