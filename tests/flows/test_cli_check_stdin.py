"""`kouan check -`: what an editor gives on stdin comes back on stdout, as the file of its name would be treated."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flows_support import Typed

from flows.cli import call

TEXT = "檢驗(yàn)檢疫局說,明天開放口岸。\n"
#: TEXT as the rule of width alone leaves it.
WIDTH = "檢驗(yàn)檢疫局說，明天開放口岸。\n"
SETTINGS = """\
[check]
ignore = ["script"]
per-file-ignores = { "quoted/**" = ["gloss"], "*.md" = ["width"] }
exclude = ["raw", "*.log"]
"""

Piped = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def piped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Type `kouan check` behind a pipe: exit code, the bytes on stdout, and stderr."""
    monkeypatch.chdir(tmp_path)

    def type_in(raw: bytes, *arguments: str) -> tuple[int, bytes, str]:
        streams = [io.TextIOWrapper(io.BytesIO(one), "utf-8") for one in (raw, b"", b"")]
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            monkeypatch.setattr(sys, name, stream)
        code = call(["check", *arguments])
        for stream in streams[1:]:
            stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams[1:])  # type: ignore[attr-defined]
        return code, out, err.decode()

    return type_in


def test_stdin_takes_the_name_of_a_file(piped: Piped, tmp_path: Path) -> None:
    (tmp_path / "kouan.toml").write_text(SETTINGS, "utf-8")
    code, out, _ = piped(TEXT.encode(), "-", "--stdin-filename", "quoted/a.txt")
    assert code == 1
    assert [line.split()[:2] for line in out.decode().splitlines()] == [
        ["quoted/a.txt:1:12", "width"]
    ]
    assert piped(TEXT.encode(), "-", "--stdin-filename", "raw/a.txt")[:2] == (0, b"")


def test_an_editor_gets_back_what_it_gave_where_the_file_is_excluded(
    piped: Piped, tmp_path: Path
) -> None:
    (tmp_path / "kouan.toml").write_text(SETTINGS, "utf-8")
    raw = TEXT.encode("gb18030")
    assert piped(raw, "-", "--fix", "--stdin-filename", "raw/a.txt") == (0, raw, "")


def test_what_fix_of_stdin_found_goes_to_stderr_in_every_format(piped: Piped) -> None:
    for asked in (("--format", "json"), ("--statistics",)):
        code, out, err = piped(TEXT.encode(), "-", "--fix", "--select", "width", *asked)
        assert (code, out, "half-width mark" in err) == (1, WIDTH.encode(), True)


def test_a_file_in_markdown_or_html_keeps_what_it_is_written_in(
    typed: Typed, tmp_path: Path, piped: Piped
) -> None:
    text = (
        "<p align='center'>口岸</p><p>甲说,好。</p><p>`甲,乙`</p>\n\n- [甲](甲.md)\n- [乙](乙.md)\n"
    )
    page = "<ul><li><a href='甲,乙.html'>甲</a></li></ul><p>甲说,好。</p><pre>甲,乙</pre>\n"
    (tmp_path / "readme.md").write_text(text, "utf-8")
    (tmp_path / "page.html").write_text(page, "utf-8")
    typed("check", ".", "--fix")
    mended = text.replace("说,好", "说，好")
    assert (tmp_path / "readme.md").read_text("utf-8") == mended
    assert (tmp_path / "page.html").read_text("utf-8") == page.replace("说,好", "说，好")
    code, out, _ = piped(text.encode(), "-", "--fix", "--stdin-filename", "a.md")
    assert (code, out) == (1, mended.encode())


def test_fix_of_stdin_writes_the_mended_bytes_to_stdout(piped: Piped) -> None:
    raw = TEXT.replace("\n", "\r\n").encode("gb18030")
    code, out, err = piped(raw, "-", "--fix", "--select", "width")
    assert out == WIDTH.replace("\n", "\r\n").encode("gb18030")
    assert (code, "-:1:12 width" in err) == (1, True)
    assert piped("口岸。\n".encode(), "-", "--fix") == (0, "口岸。\n".encode(), "")
    big5 = "羅湖檢驗檢疫局的檢驗員,正在口岸檢驗。\n".encode("big5")
    code, out, err = piped(big5, "-", "--fix")
    assert (code, out, "big5hkscs, cannot write 罗" in err) == (2, big5, True)
    assert piped(b"", "-", "a.txt", "--fix")[0] == 2
