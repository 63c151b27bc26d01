"""Script conversion by table is OpenCC's own, and stays so when OpenCC changes."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import SEEDS, knowledge
from opencc import OpenCC

from kouan.cleaning import script_phrases
from kouan.cleaning.rule import tried
from kouan.cleaning.script import script

#: What this release of OpenCC says of words that trip character tables. A change here is a change of meaning: read
#: docs/decisions, measure, and only then move the pin.
CANARIES = {
    "乾隆皇帝晒乾的餅乾": "乾隆皇帝晒干的饼干",
    "瞭解情況，一目瞭然，瞭望塔上的瞭望員": "了解情况，一目了然，瞭望塔上的瞭望员",
    "經濟復甦與反覆檢驗": "经济复苏与反复检验",
    "傢俱、藉口、憑藉、慰藉": "家具、借口、凭借、慰藉",
    "皇后在後面的裏屋": "皇后在后面的里屋",
    "徵求意見，宮商角徵羽": "征求意见，宫商角徵羽",
    "這裡的麵粉與發財的頭髮": "这里的面粉与发财的头发",
}


@pytest.mark.parametrize("text", CANARIES)
def test_a_canary_reads_as_opencc_reads_it(text: str) -> None:
    assert tried(script, text, knowledge()) == CANARIES[text] == OpenCC("t2s").convert(text)


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
def test_news_in_traditional_script_reads_as_opencc_reads_it() -> None:
    corpus = os.environ.get("KOUAN_CORPUS")
    if not corpus:
        pytest.skip("KOUAN_CORPUS is unset: it names a folder with news as *.jsonl.gz")
    to_traditional = OpenCC("s2t")
    read = 0
    for text in _news(Path(corpus)):
        assert_same(to_traditional.convert(text.replace("\x1e", "")))
        read += 1
        if read == 2000:
            break
    assert read


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
