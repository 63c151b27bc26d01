"""A member of an archive is an input of its own, and no archive can do harm."""

from __future__ import annotations

import gzip
import random
import tarfile
import tempfile
from pathlib import Path

import pytest
from archives import ARCHIVES, PACKED, encrypted, special, tarred, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.reading.containers.compressed import UNPACKERS
from kouan.reading.containers.found import Limits
from kouan.reading.foreign import foreign
from kouan.reading.sources import Failure, Input, Opening, Shelf, list_inputs, read_batch

LIMIT = 1 << 20
TEXTS = {"一/拱北.txt": "拱北口岸".encode(), "b.txt": "珠海".encode("gbk"), "c.txt": b""}


def listed(folder: Path, **limits: int) -> tuple[list[Input], list[Failure]]:
    return list_inputs([str(folder)], folder.parent, Opening(Limits(**limits)))


def written(folder: Path, name: str, raw: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    return folder


def contents(folder: Path, **limits: int) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    inputs, failures = listed(folder, **limits)
    batch, unread = read_batch(inputs, LIMIT)
    found = {one.location: batch.raw(n) for n, one in enumerate(batch.sources)}
    return found, [(one.location, one.reason) for one in (*failures, *unread)]


@pytest.mark.parametrize("ending", ARCHIVES)
def test_members_are_inputs_named_behind_their_archive(tmp_path: Path, ending: str) -> None:
    folder = written(tmp_path / "in", f"a{ending}", ARCHIVES[ending](TEXTS))
    found, faults = contents(folder)
    assert found == {f"in/a{ending}!/{name}": raw for name, raw in TEXTS.items()}
    assert faults == []


@pytest.mark.parametrize("ending", PACKED)
def test_a_packed_file_holds_one_document_under_its_own_name(tmp_path: Path, ending: str) -> None:
    folder = written(tmp_path / "in", f"page.html{ending}", PACKED[ending](b"<p>1</p>"))
    assert contents(folder) == ({f"in/page.html{ending}!/page.html": b"<p>1</p>"}, [])


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8),
        st.binary(max_size=2000).filter(lambda raw: foreign(raw) is None),
        max_size=5,
    ),
    st.sampled_from(sorted(ARCHIVES)),
    st.sampled_from(sorted(ARCHIVES)),
)
def test_the_bytes_of_any_member_come_back(files: dict[str, bytes], inner: str, outer: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        nested = ARCHIVES[outer]({f"in{inner}": ARCHIVES[inner](files), **files})
        found, faults = contents(written(Path(folder) / "in", f"out{outer}", nested))
    place = f"in/out{outer}!/"
    assert faults == []
    assert found == {
        **{f"{place}in{inner}!/{name}": raw for name, raw in files.items()},
        **{f"{place}{name}": raw for name, raw in files.items()},
    }


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(ARCHIVES)), st.randoms(use_true_random=False))
def test_whatever_happens_to_an_archive_what_is_read_is_what_was_packed(
    ending: str, chance: random.Random
) -> None:
    raw = bytearray(ARCHIVES[ending]({"a.txt": b"a" * 700, "b.txt": bytes(range(256))}))
    for _ in range(chance.randrange(1, 4)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    if chance.random() < 0.5:
        del raw[chance.randrange(len(raw)) :]
    with tempfile.TemporaryDirectory() as folder:
        inputs, failures = listed(written(Path(folder) / "in", f"x{ending}", bytes(raw)))
        batch, unread = read_batch(inputs, LIMIT)
    assert len(batch) == len(inputs), unread
    assert all(failure.detail.startswith(failure.location) for failure in failures)


@pytest.mark.parametrize("ending", ARCHIVES)
def test_an_archive_that_breaks_off_gives_what_stands_before_and_a_finding(
    tmp_path: Path, ending: str
) -> None:
    chance = random.Random(1)
    files = {f"{n}.txt": chance.randbytes(5000) for n in range(4)}
    whole = ARCHIVES[ending](files)
    folder = written(tmp_path / "in", f"a{ending}", whole[: len(whole) * 2 // 3])
    found, faults = contents(folder)
    assert faults == [(f"in/a{ending}", "corrupt")]
    # the directory of a zip file stands at its end, and bzip2 and xz unpack in blocks
    if ending in (".tar", ".tar.gz", ".tgz"):
        assert 0 < len(found) < len(files)
    assert all(files[place.rsplit("/", 1)[-1]] == raw for place, raw in found.items())


def test_a_damaged_member_stops_only_itself(tmp_path: Path) -> None:
    whole = bytearray(zipped({"a.txt": random.Random(1).randbytes(900), "b.txt": b"sound"}))
    whole[200] ^= 0xFF
    found, faults = contents(written(tmp_path / "in", "a.zip", bytes(whole)))
    assert found == {"in/a.zip!/b.txt": b"sound"}
    assert faults == [("in/a.zip!/a.txt", "corrupt")]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil", "C:\\evil.txt", "a/../../b", "..\\e"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, pack: object
) -> None:
    folder = written(tmp_path / "in", "a.bin", b"")
    archive = pack({name: b"evil", "good.txt": b"good"})  # type: ignore[operator]
    (folder / ("a.zip" if pack is zipped else "a.tar")).write_bytes(archive)
    (folder / "a.bin").unlink()
    before = sorted(tmp_path.rglob("*"))
    found, faults = contents(folder)
    assert list(found.values()) == [b"good"]
    assert [reason for _, reason in faults] == ["unsafe_name"]
    assert sorted(tmp_path.rglob("*")) == before


def test_links_and_devices_in_archives_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    others = [
        special("link.txt", tarfile.SYMTYPE, str(secret)),
        special("hard.txt", tarfile.LNKTYPE, str(secret)),
        special("pipe", tarfile.FIFOTYPE),
        special("null", tarfile.CHRTYPE),
    ]
    folder = written(tmp_path / "in", "a.tar", tarred({"b.txt": b"good"}, others))
    written(folder, "b.zip", zipped([("c.txt", b"good"), ("l.txt", str(secret).encode())], links=1))
    found, faults = contents(folder)
    assert set(found.values()) == {b"good"}
    assert [reason for _, reason in faults] == ["not_a_file"] * 5


def test_an_encrypted_zip_names_its_members(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "a.zip", encrypted(zipped({"a.txt": b"1", "b.txt": b"2"})))
    assert contents(folder)[1] == [
        ("in/a.zip!/a.txt", "encrypted"),
        ("in/a.zip!/b.txt", "encrypted"),
    ]


@pytest.mark.parametrize("ending", ARCHIVES)
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, ending: str) -> None:
    archive = ARCHIVES[ending]({"a.txt": b"good", "bomb.txt": bytes(40 << 20)})
    folder = written(tmp_path / "in", f"a{ending}", archive)
    found, faults = contents(folder, size=100 << 20)
    assert found == {f"in/a{ending}!/a.txt": b"good"} if ending != ".tar" else True
    assert [reason for _, reason in faults] == (["bomb"] if ending != ".tar" else ["too_large"])


def test_limits_of_size_number_and_depth_are_findings(tmp_path: Path) -> None:
    archive = zipped({f"{n}.txt": b"x" * 100 for n in range(5)})
    folder = written(tmp_path / "in", "a.zip", archive)
    assert len(contents(folder, size=99)[1]) == 5
    found, faults = contents(folder, members=3)
    assert (len(found), faults) == (3, [("in/a.zip", "too_many")])
    found, faults = contents(folder, unpacked=250)
    assert (len(found), faults) == (2, [("in/a.zip", "bomb")])
    deep = b"bottom"
    for level in range(6):
        deep = zipped({("a.txt" if level == 0 else "in.zip"): deep})
    (folder / "a.zip").write_bytes(deep)
    assert contents(folder)[1] == [("in/a.zip!/in.zip!/in.zip!/in.zip", "too_deep")]
    assert list(contents(folder, depth=6)[0].values()) == [b"bottom"]


def test_a_header_that_claims_more_than_there_is_takes_no_memory(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("pax")
    entry.type, entry.size = tarfile.XHDTYPE, 1 << 32
    folder = written(tmp_path / "in", "a.tar", entry.tobuf() + bytes(1024))
    assert contents(folder)[1] == [("in/a.tar", "bomb")]


def test_a_name_written_in_gbk_reads_as_it_was_meant(tmp_path: Path) -> None:
    name = "拱北口岸.txt"
    archive = zipped({"12345678901.txt": b"x"}).replace(
        b"12345678901", b"\xb9\xb0\xb1\xb1\xbf\xda\xb0\xb6~~~"
    )
    folder = written(tmp_path / "in", "a.zip", archive)
    assert name.replace(".", "~~~.") in next(iter(contents(folder)[0]))


def test_members_of_one_name_are_numbered(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "a.tar", tarred([("a.txt", b"1"), ("a.txt", b"2")]))
    assert contents(folder)[0] == {"in/a.tar!/a.txt": b"1", "in/a.tar!/a.txt~2": b"2"}


def test_what_systems_leave_in_archives_is_left_out_like_hidden_files(tmp_path: Path) -> None:
    files = {"__MACOSX/._a.txt": b"1", ".DS_Store": b"2", "a.txt": b"3"}
    assert list(contents(written(tmp_path / "in", "a.zip", zipped(files)))[0].values()) == [b"3"]


def test_an_archive_that_changes_after_it_was_listed_is_a_failure(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "a.zip", zipped({"a.txt": b"1"}))
    inputs, _ = listed(folder)
    (folder / "a.zip").write_bytes(zipped({"a.txt": b"2"}))
    batch, failures = read_batch(inputs, LIMIT)
    assert (len(batch), [one.reason for one in failures]) == (0, ["changed"])


def test_a_packed_archive_is_read_forward_whatever_its_names(tmp_path: Path) -> None:
    names = [f"{n}.txt" for n in (3, 1, 2)]
    archive = gzip.compress(tarred({name: name.encode() for name in names}))
    inputs, _ = listed(written(tmp_path / "in", "a.tgz", archive))
    assert [one.location.rsplit("/", 1)[-1] for one in inputs] == names


def test_a_loop_of_links_ends_and_links_out_of_the_folder_are_findings(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "a.txt", b"text")
    written(tmp_path, "out.zip", zipped({"a.txt": b"outside"}))
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "deep").mkdir()
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    (folder / "out.zip").symlink_to(tmp_path / "out.zip")
    found, faults = contents(folder)
    assert found == {"in/a.txt": b"text"}
    assert faults == [("in/out.zip", "outside_link"), ("in/self", "unreadable")]


def test_a_worker_unpacks_a_packed_archive_once_over_all_its_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n}.txt": str(n).encode() * 100 for n in range(9)}
    folder = written(tmp_path / "in", "a.tgz", gzip.compress(tarred(files)))
    inputs, _ = listed(folder)
    opened: list[int] = []
    unpack = UNPACKERS["gzip"]
    monkeypatch.setitem(UNPACKERS, "gzip", lambda stream: opened.append(1) or unpack(stream))
    shelf = Shelf()
    read = [read_batch(inputs[n : n + 3], LIMIT, shelf)[0] for n in (0, 3, 6)]
    shelf.close()
    assert [raw for batch in read for raw in batch.raws()] == list(files.values())
    assert len(opened) == 1


def test_an_xz_file_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    header = b"\x5d" + (1 << 31).to_bytes(4, "little") + b"\xff" * 8
    folder = written(tmp_path / "in", "a.xz", header + b"\0" * 20)
    found, faults = contents(folder)
    assert (found, faults) == ({}, [("in/a.xz", "corrupt")])
    assert "Memory usage limit" in listed(folder)[1][0].detail


@pytest.mark.parametrize("name", ["zip", "gz", "xml", "pdf"])
def test_a_file_that_is_called_like_an_ending_is_a_document(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path / "in", name, b"<p>1</p>")
    assert contents(folder) == ({f"in/{name}": b"<p>1</p>"}, [])


def test_a_packed_container_keeps_its_name_as_it_is_written(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", "A.DOCX.gz", gzip.compress(b"no zip file"))
    assert contents(folder) == ({}, [("in/A.DOCX.gz!/A.DOCX", "corrupt")])
