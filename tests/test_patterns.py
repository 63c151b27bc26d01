from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import kouan.stages  # noqa: F401  (its expressions are what is looked at)
from kouan.patterns import MUCH, Recalled, keep, program_of, read, recall, write

#: So many of `fresh` are worth writing the file.
MANY = MUCH // 10 + 1
TRIED = (
    ("口岸|边检", 0),
    (r"(?P<year>\d{4})年(?:(?P<month>1[0-2]|[1-9])月)?", 0),
    ("[㐀-䶿一-鿿々\U00020000-\U0003ffff]+", 0),
    ("[\ud800-\udfff]", 0),
    ("^第(.)条$", re.MULTILINE.value),
    ("(?i)kouan(?-i:GB)", 0),
    ("a  # a letter", re.VERBOSE.value | re.IGNORECASE.value),
    (rb"[\x81-\xfe][\x40-\x7e]{2,}", 0),
)


def fresh(count: int, word: str) -> list[str]:
    """Expressions that nobody else has."""
    return [f"{word}{number}口岸[一二三]?" for number in range(count)]


@pytest.mark.parametrize(("said", "flags"), TRIED)
def test_a_kept_expression_is_the_one_that_is_compiled(said: str | bytes, flags: int) -> None:
    (program,) = read(write([program_of(said, flags)]))
    made, compiled = program.pattern(), re.compile(said, flags)
    assert made == compiled  # Python compares the programs, not only the words
    assert (made.groups, made.groupindex) == (compiled.groups, compiled.groupindex)


def test_so_are_those_of_the_road() -> None:
    held = [one for one in gc.get_objects() if type(one) is re.Pattern][::25]
    programs = read(write(program_of(one.pattern, one.flags & ~re.UNICODE.value) for one in held))
    assert [one.pattern() for one in programs] == held


def test_an_expression_of_an_earlier_process_is_not_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, said = tmp_path / "programs", "只在这里(?P<where>出现)"
    file.write_bytes(write([program_of(said, 0)]))
    recall(file)
    monkeypatch.setattr("re._compiler.compile", lambda *_: pytest.fail("compiled"))
    found = re.compile(said).fullmatch("只在这里出现")
    assert found is not None
    assert found["where"] == "出现"


def test_what_is_in_use_is_kept_and_what_is_over_is_not(tmp_path: Path) -> None:
    file, before = tmp_path / "below" / "programs", recall(tmp_path / "none")
    held = [re.compile(one) for one in fresh(MANY, "留")]
    for one in fresh(MANY, "去"):
        re.search(one, "去0口岸")
    assert keep(before, file)
    kept = {one.key[1] for one in read(file.read_bytes())}
    assert kept >= {one.pattern for one in held}
    assert not kept & set(fresh(MANY, "去"))
    assert keep(before, file)
    assert {one.key[1] for one in read(file.read_bytes())} == kept


def test_a_process_with_nothing_new_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "programs"
    assert not keep(recall(file), file)
    assert not file.exists()


def test_expressions_of_other_commands_stay(tmp_path: Path) -> None:
    file = tmp_path / "programs"
    file.write_bytes(write([program_of("别的命令", 0)]))
    before = Recalled(read(file.read_bytes()))
    held = [re.compile(one) for one in fresh(MANY, "又")]
    assert keep(before, file)
    kept = {one.key[1] for one in read(file.read_bytes())}
    assert kept >= {"别的命令", *(one.pattern for one in held)}


CONTENT = write([program_of("口岸(.)", 0)])


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
@example(0, 1)
def test_a_damaged_file_is_as_good_as_none(place: int, by: int) -> None:
    damaged = bytearray(CONTENT)
    damaged[place] ^= by
    assert read(bytes(damaged)) == ()
    assert read(CONTENT[:place]) == ()


def test_programs_of_another_interpreter_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(CONTENT)
    monkeypatch.setattr("sys.version", "another one")
    assert read(CONTENT) == ()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    before = recall(tmp_path / "none")
    held = [re.compile(one) for one in fresh(MANY, "难")]
    assert held
    assert not keep(before, tmp_path / "file" / "programs")
