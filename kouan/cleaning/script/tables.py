"""OpenCC and the lexicons of script in, tables by code point out: what each character becomes and what it gives away."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.model.characters import HAN_RANGES, Codes, Signs
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

_LIMIT: Final = 0x10000

#: What a character says of its script, in `Tables.tells`; most say nothing (0). A hard one is converted by the phrase
#: it stands in, though by itself it may look the same in both scripts (瞭解, 復甦, 藉口). A regional one is
#: converted for one region only (衞 of Hong Kong), a foreign one is kana or hangul.
TRADITIONAL, SIMPLIFIED, HARD, REGIONAL, FOREIGN = 1, 2, 4, 8, 16

#: Kana, half-width kana, hangul letters and syllables; の apart, which shop signs write between Chinese words.
FOREIGN_RANGES: Final = (
    (0x3041, 0x3097),
    (0x30A1, 0x30FB),
    (0x30FC, 0x3100),
    (0xFF66, 0xFFA0),
    (0x1100, 0x1200),
    (0x3131, 0x318F),
    (0xAC00, 0xD7A4),
)

#: Left to context, not to a table: 著 is 着 or itself (rule `particle`), 么 is 麼 to some and 幺 to others.
BY_CONTEXT: Final = "著么"


class Region(StrEnum):
    """Whose Traditional script a document is written in; the profile of OpenCC that converts it."""

    MAINLAND = "t2s"
    TAIWAN = "tw2s"
    HONG_KONG = "hk2s"


class Tables(NamedTuple):
    """OpenCC's t2s as tables: the Simplified code point of each, and which script a character gives away."""

    simplified: npt.NDArray[np.uint32]
    tells: npt.NDArray[np.uint8]
    #: Pairs of neighbours at which a phrase may say otherwise than its characters.
    pairs: npt.NDArray[np.uint64]
    #: Words that our own lexicon converts otherwise than OpenCC, found in stretches of Chinese characters.
    words: Expression
    simplified_words: Mapping[str, str]
    #: Characters that stand for two of the other script: their conversion is a choice.
    choices: Signs
    #: What a regional profile converts besides.
    regional: dict[Region, dict[int, int]]


def converter(profile: str = "t2s"):  # type: ignore[no-untyped-def]
    """An OpenCC converter; a character profile only (t2s, tw2s, hk2s), phrase profiles change words."""
    from opencc import OpenCC

    return OpenCC(profile)


@cache
def t2s():  # type: ignore[no-untyped-def]
    """The converter from Traditional to Simplified, made once."""
    return converter("t2s")


class Characters(NamedTuple):
    """What OpenCC says of single characters, those that stay as they are left out."""

    #: Traditional characters, and what t2s makes of each.
    traditional: str
    plain: str
    #: Characters that only Simplified text has.
    simplified: str
    #: By regional profile: characters it converts otherwise than t2s, and what it makes of each.
    regional: Mapping[str, tuple[str, str]]


#: `converted` of the release that it names, beside this module: to ask OpenCC takes a fifth of a second.
KEPT: Final = "characters.json"


@cache
def characters() -> Characters:
    """What the installed OpenCC says; read from what is kept where that is of the same release."""
    said = json.loads((files(__package__) / KEPT).read_text("utf-8"))
    if said.pop("opencc") != version("opencc"):
        return converted()
    regional = {profile: (before, after) for profile, (before, after) in said["regional"].items()}
    return Characters(said["traditional"], said["plain"], said["simplified"], regional)


def converted() -> Characters:
    """What the installed OpenCC says; each code point is converted once."""
    han = [chr(code) for first, stop in HAN_RANGES for code in range(first, min(stop, _LIMIT))]
    lines = "\n".join(han)

    def by(profile: str) -> list[str]:
        return list(converter(profile).convert(lines).split("\n"))

    ours = by("t2s")
    changed = {one: to for one, to in zip(han, ours, strict=True) if len(to) == 1 and to != one}
    in_hong_kong = frozenset("".join(by("s2hk")))
    # 后, 里, 余, 台 are Simplified for some words and at home in Traditional text for others, 温 and 户 in Hong Kong
    simplified = "".join(
        one
        for one, to in zip(han, by("s2t"), strict=True)
        if to != one
        and one not in changed
        and one not in in_hong_kong
        and not one.encode("big5", "ignore")
    )
    regional = {}
    for region in (Region.TAIWAN, Region.HONG_KONG):
        otherwise = {
            one: to
            for one, plain, to in zip(han, ours, by(region.value), strict=True)
            if to != plain and len(to) == 1 and one not in BY_CONTEXT
        }
        regional[region.value] = "".join(otherwise), "".join(otherwise.values())
    return Characters("".join(changed), "".join(changed.values()), simplified, regional)


@cache
def base() -> tuple[Codes, Signs, Signs]:
    """Table of t2s, and the characters that only one script has."""
    said = characters()
    table = np.arange(_LIMIT + 1, dtype=np.uint32)
    table[[*map(ord, said.traditional)]] = [*map(ord, said.plain)]
    is_simplified = np.zeros(_LIMIT + 1, bool)
    is_simplified[[*map(ord, said.simplified)]] = True
    return table, table != np.arange(_LIMIT + 1), is_simplified


def simplified_table() -> Codes:
    """The Simplified code point of each character, 0x10001 entries; what lies beyond the basic plane stays."""
    return base()[0]


@cache
def regional() -> dict[Region, dict[int, int]]:
    """Where the profile of a region says otherwise than t2s: a handful of characters, and no phrase of the release.

    That no phrase does is tested over every key of OpenCC's lists; 著 and 么, for which many do, go by context.
    """
    found = {Region.MAINLAND: dict[int, int]()}
    for profile, (before, after) in characters().regional.items():
        found[Region(profile)] = dict(zip(map(ord, before), map(ord, after), strict=True))
    return found


def tables(knowledge: Knowledge) -> Tables:
    """The tables, and the pairs of characters at which phrases and own words differ from characters."""
    plain, traditional, is_simplified = base()
    table, is_traditional = plain.copy(), traditional.copy()
    hard = np.zeros(_LIMIT + 1, bool)
    pairs = set()
    words: dict[str, str] = {}
    for name in ("script_word", "script_phrase"):
        for row in knowledge.rows(name):
            word, after = row["surface"], row["simplified"]
            if name == "script_word":
                words[word] = after
                if len(word) == 1:  # 嗰: OpenCC would write 𠮶, for which hardly a font has a glyph
                    table[ord(word)], is_traditional[ord(word)] = ord(after), word != after
                    continue
            for k, character in enumerate(word):
                code = ord(character)
                if code < _LIMIT and chr(table[code]) != after[k : k + 1]:
                    hard[code] = True
                    before, behind = (word[k - 1], character) if k else (character, word[1])
                    pairs.add(ord(before) << 32 | ord(behind))
    tells = np.where(is_traditional, TRADITIONAL, SIMPLIFIED * is_simplified) + HARD * hard
    for special in regional().values():
        tells[list(special)] |= REGIONAL
    for first, stop in FOREIGN_RANGES:
        tells[first:stop] |= FOREIGN
    tells[ord("の")] = 0
    choices = np.zeros(_LIMIT + 1, bool)
    choices[[ord(surface) for surface in knowledge.column("script_choice")]] = True
    return Tables(
        table,
        tells.astype(np.uint8),
        np.array(sorted(pairs), np.uint64),
        _pattern(knowledge),
        words,
        choices,
        regional(),
    )


def _pattern(knowledge: Knowledge) -> Expression:
    """Every own word, longest first; one that is a beginning only where its stretch begins."""
    rows = sorted(knowledge.rows("script_word"), key=lambda row: -len(row["surface"]))
    if not rows:
        return Expression("(?!)")
    return Expression(
        "|".join(
            ("^" if row["place"] == "start" else "") + re.escape(row["surface"]) for row in rows
        ),
        re.MULTILINE,
    )
