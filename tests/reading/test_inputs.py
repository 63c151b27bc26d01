"""Paths become documents or failures, and nothing a path can be raises or blocks."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path

import pytest

from kouan.model.batch import Batch
from kouan.reading import sources
from kouan.reading.sources import Failure, Input, list_inputs, read_batch, read_file


def write(path: Path, raw: bytes = b"text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return path


def input_of(path: Path) -> Input:
    return Input(path, path.name, 0, 0)


def reasons(failures: list[Failure]) -> list[tuple[str, str]]:
    return [(failure.location, failure.reason) for failure in failures]


def test_files_folders_and_globs_give_each_file_once_in_order(tmp_path: Path) -> None:
    for name in ("in/b.txt", "in/a.txt", "in/deep/er/c.txt", "in/d.csv"):
        write(tmp_path / name)
    inputs, failures = list_inputs(["in/b.txt", "in", "in/*.txt", "in/**/*.txt"], tmp_path)
    assert [entry.location for entry in inputs] == [
        "in/a.txt",
        "in/b.txt",
        "in/d.csv",
        "in/deep/er/c.txt",
    ]
    assert [entry.size for entry in inputs] == [4, 4, 4, 4]
    assert failures == []


def test_a_file_outside_of_the_project_is_named_below_its_folder(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    write(inbox / "news" / "a.txt")
    inputs, _ = list_inputs([str(inbox)], tmp_path / "project")
    assert [entry.location for entry in inputs] == ["inbox/news/a.txt"]


def test_two_files_never_share_a_location(tmp_path: Path) -> None:
    write(tmp_path / "one" / "in" / "a.txt")
    write(tmp_path / "two" / "in" / "a.txt")
    inputs, _ = list_inputs(
        [str(tmp_path / "one" / "in"), str(tmp_path / "two" / "in")], tmp_path / "project"
    )
    assert len({entry.location for entry in inputs}) == 2


def test_hidden_files_stay_out_unless_named(tmp_path: Path) -> None:
    write(tmp_path / "in" / ".hidden")
    write(tmp_path / "in" / ".folder" / "a.txt")
    assert list_inputs(["in", "in/*"], tmp_path)[0] == []
    assert [entry.location for entry in list_inputs(["in/.hidden"], tmp_path)[0]] == ["in/.hidden"]


def test_what_is_missing_is_a_failure_and_an_empty_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    inputs, failures = list_inputs(["nowhere.txt", "inbox", "inbox/*.txt", "zero\0byte"], tmp_path)
    assert inputs == []
    assert reasons(failures) == [
        ("inbox/*.txt", "missing"),
        ("nowhere.txt", "missing"),
        ("zero\0byte", "missing"),
    ]
    assert "correct the name" in failures[1].detail


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    write(tmp_path / "a[1].txt")
    assert [entry.location for entry in list_inputs(["a[1].txt"], tmp_path)[0]] == ["a[1].txt"]


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret" / "key.txt")
    inner = write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "out.txt").symlink_to(secret)
    (tmp_path / "in" / "out").symlink_to(secret.parent)
    (tmp_path / "in" / "same.txt").symlink_to(inner)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "broken").symlink_to(tmp_path / "in" / "gone")
    for pattern in ("in", "in/*"):
        inputs, failures = list_inputs([pattern], tmp_path)
        assert {entry.location for entry in inputs} >= {"in/a.txt", "in/same.txt"}
        assert not any("key" in entry.location for entry in inputs)
        assert ("in/out", "outside_link") in reasons(failures)
        assert ("in/out.txt", "outside_link") in reasons(failures)
        assert ("in/broken", "missing") in reasons(failures)
    assert [entry.location for entry in list_inputs(["in/out.txt"], tmp_path)[0]] == [
        "in/out.txt"
    ], "named by the user"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFO")
def test_a_fifo_a_socket_and_a_device_are_no_files_and_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        inputs, failures = list_inputs(["fifo", "socket", "/dev/null", "."], tmp_path)
        assert inputs == []
        assert {failure.reason for failure in failures} == {"not_a_file"}
        late = read_file(input_of(tmp_path / "socket"), 100)
    assert isinstance(late, Failure)
    taken = read_file(input_of(tmp_path / "fifo"), 100)
    assert isinstance(taken, Failure)
    assert taken.reason == "not_a_file"
    assert "FIFO" in taken.detail
    folder = read_file(input_of(tmp_path), 100)
    assert isinstance(folder, Failure)
    assert folder.reason == "not_a_file"


def test_a_file_name_that_is_no_text_is_escaped(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")))
    inputs, _ = list_inputs(["."], tmp_path)
    assert [entry.location for entry in inputs] == ["a\\xff.txt"]
    assert len(read_batch(inputs, 100)[0]) == 1


def test_a_bad_file_stops_only_itself(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "口岸".encode())
    write(tmp_path / "big.txt", bytes(200))
    write(tmp_path / "empty.txt", b"")
    write(tmp_path / "gone.txt")
    inputs, _ = list_inputs(["."], tmp_path)
    (tmp_path / "gone.txt").unlink()
    batch, failures = read_batch(inputs, 100)
    assert [source.location for source in batch.sources] == ["a.txt", "empty.txt"]
    assert list(batch.raws()) == ["口岸".encode(), b""]
    assert reasons(failures) == [("big.txt", "too_large"), ("gone.txt", "missing")]
    assert "200 bytes, the limit is 100" in failures[0].detail
    assert "--max-size" in failures[0].detail


def test_no_input_gives_an_empty_batch() -> None:
    batch, failures = read_batch([], 100)
    assert isinstance(batch, Batch)
    assert (len(batch), failures) == (0, [])


@pytest.mark.parametrize("call", ["open", "read", "fstat"])
def test_a_file_that_cannot_be_read_is_a_failure(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise (
            PermissionError(13, "Permission denied")
            if call == "open"
            else OSError(5, "Input/output error")
        )

    path = write(tmp_path / "a.txt")
    with monkeypatch.context() as patched:
        patched.setattr(sources.os, call, refuse)
        answer = read_file(input_of(path), 100)
    assert isinstance(answer, Failure)
    assert answer.reason == "unreadable"
    assert "a.txt" in answer.detail
    assert ("Permission denied" in answer.detail) == (call == "open")


def test_a_folder_that_cannot_be_listed_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "in").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    assert reasons(list_inputs(["in"], tmp_path)[1]) == [("in", "unreadable")]


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt", b"half")
    real_read, growths = os.read, iter([b"half and half"])

    def growing_read(descriptor: int, size: int) -> bytes:
        part = real_read(descriptor, size)
        if (grown := next(growths, None)) is not None:
            path.write_bytes(grown)
        return part

    monkeypatch.setattr(sources.os, "read", growing_read)
    assert read_file(input_of(path), 100) == b"half and half"


def test_a_file_that_never_stops_changing_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt", b"")
    real_read = os.read

    def growing_read(descriptor: int, size: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"more")
        return real_read(descriptor, size)

    monkeypatch.setattr(sources.os, "read", growing_read)
    answer = read_file(input_of(path), 100)
    assert isinstance(answer, Failure)
    assert answer.reason == "changed"
    assert "run again" in answer.detail


def office_file(member: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (rb"{\rtf1\ansi \u21475?\u23736?}", "is an RTF file"),
        (b"From a@example.cn Wed Jul 12\nContent-Transfer-Encoding: base64\n\n5Li0\n", "is mail"),
        (b"Subject: x\r\nContent-transfer-encoding:  BASE64\r\n\r\n5Li0\r\n", "is mail"),
        # its lines end inside a character: 58.87亿元 came out as 87亿元
        (
            b"From: <Saved by Blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E4=B8=\r\n=B4\r\n",
            "is mail or a saved page",
        ),
        # the zeros behind its head passed for the end of a text in UTF-16
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900), "is a file of an old office"),
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "is a PDF file, which is read when its name"),
        (office_file("xl/workbook.xml"), "is a spreadsheet"),
        (office_file("ppt/presentation.xml"), "is a file of slides"),
        (office_file("word/document.xml"), "is a Word file, which is read when its name"),
    ],
)
def test_what_would_be_read_as_a_text_and_is_none_is_refused(tmp_path: Path, raw: bytes, said: str):
    (tmp_path / "a").write_bytes(raw)
    batch, failures = read_batch(list_inputs([str(tmp_path)], tmp_path)[0], 1000)
    assert len(batch) == 0
    assert [(one.location, one.reason) for one in failures] == [("a", "unsupported")]
    assert failures[0].detail.startswith(f"a: {said}")


def test_a_text_about_rtf_and_a_letter_that_can_be_read_are_texts(tmp_path: Path):
    (tmp_path / "a").write_text("报道：{\\rtf 是一种格式\nContent-Transfer-Encoding: base64\n")
    (tmp_path / "b").write_text("Subject: 口岸\nContent-Transfer-Encoding: 8bit\n\n过货量3万吨。\n")
    (tmp_path / "c").write_text(
        "Subject: a\nContent-Transfer-Encoding: quoted-printable\n\n过货量3万吨，即x=3=\n"
    )
    batch, failures = read_batch(list_inputs([str(tmp_path)], tmp_path)[0], 1000)
    assert (len(batch), failures) == (3, [])


def test_a_letter_that_can_be_read_is_read_though_a_picture_in_it_is_packed(tmp_path: Path) -> None:
    parts = ["8bit\n\n2023年，口岸过货量3万吨。", "base64\n\n5Li0"]
    said = "From: a@example.cn\n" + "".join(f"Content-Transfer-Encoding: {one}\n" for one in parts)
    (tmp_path / "a").write_text(said, "utf-8")
    batch, failures = read_batch(list_inputs([str(tmp_path)], tmp_path)[0], 1000)
    assert (len(batch), failures) == (1, [])
