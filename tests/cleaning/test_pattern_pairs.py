"""What a pattern promises of every line that it covers: a pair of characters, where it stands at the latest, and the first sign."""

from __future__ import annotations

import re

import pytest
from factories import knowledge

from kouan.cleaning.cues import MARGIN, cues, sayings, says
from kouan.cleaning.giveaways import TABLE, giveaway, looked_at, table_of
from kouan.cleaning.pattern_pairs import best_pairs, first_signs, held_signs
from kouan.cleaning.phrases import read_phrases
from kouan.model.view import BatchView

LINES = {
    "^.{0,16}(?:理事|会员)(?:单位|机构)(?:名单)?\\s*[:：]?$": [
        "某某平台常务理事单位",
        "会员机构名单 ：",
    ],
    "^(?:关注|添加)(?:我们)?的?微信+$": ["关注我们的微信", "添加微信信信"],
    "(?>关注)我们(?=吧)吧": ["关注我们吧"],
    "^[☆★]\\s?[^。]{4,40}[☆★]$": ["☆看新闻更快 加入好友☆"],
    "^(?:点击){2,4}+查看$": ["点击点击查看"],
    "^点击[^。！？]*下载$": ["点击这里进入本店的应用商店免费下载"],
    "^关注[\\u4e00-\\u9fff]+公众号$": ["关注某某某某某某某某某某大学的公众号"],
    "^(?:[^>»\\s]{2,9}\\s?(?:[>»]|::){1,2}\\s?){2,5}[^>»\\s]{2,9}$": [
        "某某网 > 公司 > 保险",
        "某某网::公司»保险",
    ],
    "^(?=.*(?:分享|收藏))(?:[\\u4e00-\\u9fff]{2}\\s?){3,}$": ["留言 转寄 分享", "收藏留言 转寄"],
    "^(?!.*公司)热门?搜(?:索|寻)?词?[:：].{2,8}$": [
        "热搜：某某",
        "热门搜寻词：某某某",
        "热搜词:某某",
    ],
    "^关注(?=我们)(?:我们|大家)的?网?$": ["关注我们", "关注我们的网"],
    "^更多(?:[、，]新闻)+$": ["更多、新闻，新闻、新闻，新闻、新闻"],
}


@pytest.mark.parametrize("pattern", LINES)
def test_every_match_holds_a_pair_where_it_is_promised(pattern: str) -> None:
    for line in LINES[pattern]:
        assert re.compile(pattern).fullmatch(line)
        best = best_pairs(pattern)
        places = [
            place
            for pair in best.pairs
            for place in range(len(line))
            if line.startswith(pair, place)
            and place <= best.offset + MARGIN
            and len(line) - place <= best.behind
        ]
        signs = first_signs(pattern)
        held = held_signs(pattern)
        assert best.pairs or signs or held
        assert places or not best.pairs
        assert not held or any(sign in line for sign in held)
        assert not signs or line[0] in signs


@pytest.mark.parametrize("blanks", ["", " ", "\u3000\u3000", "\t \t", "\u2000"])
def test_every_example_of_a_phrase_is_found_with_blanks_around_it(blanks: str) -> None:
    for phrase, pattern in cues(knowledge()).patterns:
        lines = [f"{blanks}{line}{blanks}" for line in phrase.example.split("\n")]
        told = [line for line in lines if says(phrase, pattern, line.strip())]
        assert len(sayings(BatchView.of(["\n".join(told)], knowledge()))) == len(told), phrase.name


def test_the_kept_giveaways_are_those_of_the_shipped_phrases() -> None:
    patterns = {phrase.pattern for phrase in read_phrases()}
    assert TABLE.read_text("utf-8") == table_of(patterns), "run `make words`"
    assert all(giveaway(pattern) == looked_at(pattern) for pattern in patterns)


@pytest.mark.parametrize("pattern", LINES)
def test_a_pattern_that_is_not_kept_is_looked_at(pattern: str) -> None:
    found = giveaway(pattern)
    assert found == looked_at(pattern)
    for line in LINES[pattern]:
        assert found.least <= len(line) <= found.width
        assert (
            any(pair in line for pair in found.pairs)
            or line[0] in found.signs
            or any(sign in line for sign in found.held)
        )
