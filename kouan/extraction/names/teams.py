"""A passage in; the teams that play for a place out: 永州队, 衡阳队队长, 贵州女篮."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.listed import NameBook
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: How a team is called. 队伍, 队员, 队长 are no team's name.
_TEAM: Final = Expression(
    "队(?![伍员长列形友旗服史医部里内建尾徽委]|首(?![次度先批战轮秀个日场局节发位]))|[男女](?:足(?!不)|篮|排|乒|羽|曲)(?![球子])"
)
#: What it plays, between its place and the word for it.
_PLAYS: Final = Expression(
    "(?:[男女]子?)?(?:足球|篮球|排球|乒乓球|羽毛球|冰球|水球|手球|游泳|田径|体操|跳水|射击|举重|摔跤|拳击|短道速滑)$|[男女]子?$"
)
_PLAYS_LENGTH: Final = 6
#: What plays for itself.
_LEVELS: Final = ("country", "province", "prefecture", "county")
_PLACE_LENGTHS: Final = range(6, 1, -1)


def find_teams(passage: Passage, book: NameBook) -> Iterator[Candidate]:
    """Teams named by the country or the division that they play for."""
    text = passage.text
    if not any(one in text for one in "队足篮排"):
        return
    for team in _TEAM.finditer(text):
        plays = _PLAYS.search(text, max(0, team.start() - _PLAYS_LENGTH), team.start())
        end = plays.start() if plays and team[0] == "队" else team.start()
        for length in _PLACE_LENGTHS:
            start = end - length
            if start < 0 or start not in passage.words.starting:
                continue
            place = book.get(text[start:end])
            if place is None or place.type is not EntityType.PLACE or place.level not in _LEVELS:
                continue
            yield Candidate(start, team.end(), EntityType.ORGANIZATION, 0.9)
            break
