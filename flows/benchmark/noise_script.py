"""Clean text in, changes that write it in Traditional script or put readings in brackets behind its characters out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from random import Random
from typing import Any, Final

from pypinyin.constants import PINYIN_DICT

from flows.benchmark.damaged import Change, UnfitError
from kouan.cleaning.script.conversion import converter

Spoiling = Callable[[str, Random], Iterator[Change]]

#: Share of the characters that carry a reading; pages gloss every fifth to tenth.
GLOSSED: Final = 0.15
#: A reading as a page writes it: at most six letters with one tone mark.
TONED: Final = re.compile(r"[a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}")
TONELESS: Final = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü")
#: Toned readings that a document needs before a bare one is believed.
WITNESSES: Final = 3


@cache
def _converter(profile: str) -> Any:
    return converter(profile)


def traditional(profile: str) -> Spoiling:
    """All lines in Traditional script, by OpenCC's own profile (s2t, s2tw, s2hk: characters, no words)."""

    def spoil(text: str, rng: Random) -> Iterator[Change]:
        del rng
        at, found = 0, False
        for line in text.split("\n"):
            after = _converter(profile).convert(line)
            for change in _differences(line, after, at):
                found = True
                yield change
            at += len(line) + 1
        if not found:
            raise UnfitError("it reads the same in both scripts")

    return spoil


def _differences(before: str, after: str, at: int) -> Iterator[Change]:
    if len(before) == len(after):
        for k, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                yield Change(at + k, at + k + 1, new)
        return
    for tag, start, end, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            yield Change(at + start, at + end, after[first:last])


def glossed(text: str, rng: Random) -> Iterator[Change]:
    """The first listed reading, with its tone, in half-width brackets."""
    for at, readings in _chosen(text, rng):
        yield Change(at, at, f"({readings[0]})")


def glossed_wide(text: str, rng: Random) -> Iterator[Change]:
    """The same in full-width brackets."""
    for at, readings in _chosen(text, rng):
        yield Change(at, at, f"（{readings[0]}）")


def glossed_otherwise(text: str, rng: Random) -> Iterator[Change]:
    """Any other reading of the character than its first: 行(háng), 长(zhǎng)."""
    found = [(at, readings) for at, readings in _glossable(text) if len(readings) > 1]
    for at, readings in _part(found, rng):
        yield Change(at, at, f"({rng.choice(readings[1:])})")


def glossed_toneless(text: str, rng: Random) -> Iterator[Change]:
    """Bare readings, with ü or v, among toned ones: the first three of the text keep their tones."""
    for number, (at, readings) in enumerate(_chosen(text, rng)):
        said = readings[0]
        if number >= WITNESSES:
            said = said.translate(TONELESS).replace("ü", rng.choice("üv"))
        yield Change(at, at, f"({said})")


def _chosen(text: str, rng: Random) -> list[tuple[int, list[str]]]:
    return _part(list(_glossable(text)), rng)


def _part(found: list[tuple[int, list[str]]], rng: Random) -> list[tuple[int, list[str]]]:
    number = max(WITNESSES + 2, round(len(found) * GLOSSED))
    if len(found) < number:
        raise UnfitError("there are not enough characters with readings")
    return sorted(rng.sample(found, number))


def _glossable(text: str) -> Iterator[tuple[int, list[str]]]:
    """Places behind Chinese characters that no bracket follows, and their readings."""
    for k, character in enumerate(text):
        if text[k + 1 : k + 2] not in ("(", "（"):
            readings = _readings(character)
            if readings:
                yield k + 1, readings


@cache
def _readings(character: str) -> list[str]:
    listed = PINYIN_DICT.get(ord(character), "").split(",")
    return [reading for reading in listed if TONED.fullmatch(reading) and len(reading) <= 6]
