"""Script conversion by table is OpenCC's own, and stays so when OpenCC changes."""

from __future__ import annotations

import gzip
import json
import os
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from factories import ROOT, SEEDS, knowledge
from opencc import OpenCC

from kouan.cleaning.rule import Rule, tried
from kouan.cleaning.rules.particle import particle
from kouan.cleaning.script import characters as script_characters
from kouan.cleaning.script import phrases as script_phrases
from kouan.cleaning.script import tables as script_tables
from kouan.cleaning.script.conversion import script
from kouan.cleaning.script.tables import Region, regional
from kouan.model.characters import SEPARATOR, text_of
from kouan.model.ledger import apply
from kouan.model.view import BatchView

CANARIES = tomllib.loads((ROOT / "tests" / "cases" / "script_canaries.toml").read_text("utf-8"))
PROFILES = {"s2t": "t2s", "s2tw": "tw2s", "s2hk": "hk2s"}


@pytest.mark.parametrize("canary", CANARIES["canary"], ids=lambda canary: canary["text"][:8])
def test_a_canary_reads_as_opencc_reads_it(canary: dict[str, str]) -> None:
    moved = "OpenCC has moved: do what tests/cases/script_canaries.toml says at its top"
    assert OpenCC("t2s").convert(canary["text"]) == canary["t2s"], moved
    assert tried(script, canary["text"], knowledge()) == canary.get("ours", canary["t2s"])


def test_the_canaries_were_read_with_the_installed_opencc() -> None:
    assert version("opencc") == CANARIES["opencc"], (
        "OpenCC has moved: do what tests/cases/script_canaries.toml says at its top"
    )


def test_the_kept_characters_are_those_of_the_installed_opencc() -> None:
    assert script_characters.FILE.read_text("utf-8") == script_characters.said()
    assert script_tables.characters.__wrapped__() == script_tables.converted()


def test_characters_kept_from_another_release_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = script_tables.Characters("甲", "乙", "", {})
    monkeypatch.setattr(script_tables, "version", lambda _library: "another")
    monkeypatch.setattr(script_tables, "converted", lambda: asked)
    assert script_tables.characters.__wrapped__() is asked


def test_the_phrase_list_is_that_of_the_installed_opencc() -> None:
    assert script_phrases.LEXICON.read_text("utf-8") == script_phrases.phrases()


@pytest.mark.parametrize("name", ["002", "003"])
def test_a_traditional_seed_reads_as_opencc_reads_it(name: str) -> None:
    text = next(SEEDS.glob(f"{name}*.txt")).read_text("utf-8")
    assert_same(text)


def test_simplified_text_stays_as_it_is() -> None:
    for name in ("000", "001", "004"):
        text = next(SEEDS.glob(f"{name}*.txt")).read_text("utf-8")
        assert tried(script, text, knowledge()) == text


@pytest.mark.slow
@pytest.mark.parametrize("there", PROFILES)
def test_news_put_into_traditional_script_comes_back(there: str) -> None:
    """As OpenCC's own profile brings it back, or better: where the two differ, ours is the original."""
    corpus = os.environ.get("KOUAN_CORPUS")
    if not corpus:
        pytest.skip("KOUAN_CORPUS is unset: it names a folder with news as *.jsonl.gz")
    away, back = OpenCC(there), OpenCC(PROFILES[there])
    worse: list[tuple[str, str, str]] = []
    read = 0
    for texts in _batches(_news(Path(corpus))):
        traditional = [away.convert(text) for text in texts]
        ours = _through(particle, _through(script, traditional))
        for original, text, mine in zip(texts, traditional, ours, strict=True):
            theirs = back.convert(text)
            assert len(mine) == len(theirs) == len(original)
            worse += [
                (was, one, other)
                for was, one, other in zip(original, mine, theirs, strict=True)
                if one not in (was, other) or ((one == "著") != (was == "著") and was != "著")
            ]
            read += len(text)
    assert read
    assert worse == []


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES.values())
def test_every_phrase_of_opencc_reads_as_opencc_reads_it(profile: str) -> None:
    """But for 著 and 么, which go by context, and for words of our own lexicon."""
    own = [row["surface"] for row in knowledge().rows("script_word")]
    special = regional()[Region(profile)]
    different = []
    phrases = [word for word in _phrases() if not any(one in word for one in (*own, "著", "么"))]
    ours = _through(script, ["國學會\n" + word for word in phrases])
    for word, mine in zip(phrases, ours, strict=True):
        wanted = OpenCC(profile).convert(word) if special else OpenCC("t2s").convert(word)
        held = "".join(chr(special.get(ord(sign), ord(sign))) for sign in mine.partition("\n")[2])
        # in a line that says nothing of its region the region's own characters stay
        if wanted not in (mine.partition("\n")[2], held):
            different.append((word, mine, wanted))
    assert len(phrases) > 1500
    assert different == []


def _phrases() -> list[str]:
    """All keys of OpenCC's phrase lists that end in Simplified."""
    found: set[str] = set()
    for name in ("TSPhrases", "TWVariantsRevPhrases", "HKVariantsRevPhrases"):
        found |= {line.partition("\t")[0] for line in script_phrases.listed(name)}
    return sorted(found)


def _batches(texts: Iterator[str], size: int = 400) -> Iterator[list[str]]:
    held: list[str] = []
    for text in texts:
        held.append(text.replace("\x1e", ""))
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _through(rule: Rule, texts: list[str]) -> list[str]:
    view = BatchView.of(texts, knowledge())
    codes, _ = apply(rule.name, view.codes, rule(view), view.starts, view.stops)
    return text_of(codes).split(SEPARATOR)


def assert_same(text: str) -> None:
    """Every line reads as OpenCC has it, or was told to be Simplified and stayed."""
    ours = tried(script, text, knowledge()).split("\n")
    theirs = OpenCC("t2s").convert(text).split("\n")
    for mine, wanted, before in zip(ours, theirs, text.split("\n"), strict=True):
        assert mine in (wanted, before)


def _news(corpus: Path) -> Iterator[str]:
    for pack in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(pack, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
