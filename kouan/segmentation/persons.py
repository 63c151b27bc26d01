"""A token of a credit in, whether it can name a person out; lines that are nothing but names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
#: What stands between names; a dot inside a Uyghur or foreign name (艾力·买买提) is no such mark.
BETWEEN: Final = r"[\s●•○◎◇◆□■★☆|｜/／、，,；;：:()（）〔〕\[\]【】]+"
NAME: Final = Expression(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,7}}(?:[·•][{HAN}]{{1,7}}){{1,3}}")
#: Three characters that name a place, an office or a column (江苏省, 房地产), though the first is a surname too.
OTHER_END: Final = Expression(r"[省市县区州国部局厅院校站港网报社会业类产版组篇节片图路街镇乡村]$")
LONGEST_LINE: Final = 80
#: A line of names holds no more.
MOST: Final = 12


class Persons(NamedTuple):
    """Surnames, and the words that look like names: labels, columns, places."""

    surnames: frozenset[str]
    common: frozenset[str]
    lookalikes: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Persons:
        """Read the lexicons once for this knowledge."""
        known = knowledge.lexicons.get
        surnames = [row for row in known("surname", ()) if "surface" in row]
        divisions = (*known("division", ()), *known("country", ()), *known("place", ()))
        return cls(
            frozenset(row["surface"] for row in surnames),
            frozenset(row["surface"] for row in surnames if row.get("frequency") != "rare"),
            frozenset(row["surface"] for row in known("name_lookalike", ())),
            frozenset(
                name
                for row in divisions
                for name in (row.get("surface", ""), row.get("short", ""))
                if 2 <= len(name) <= 4
            ),
        )


def is_person(token: str, known: Persons) -> bool:
    """Whether a token behind a cue can be a name: 记者 手记 and 记者 观察 have the shape of a byline, but no surname."""
    if "·" in token or "•" in token or not known.surnames:
        return True
    return token[0] in known.surnames or token[:2] in known.surnames


def stands_alone(token: str, known: Persons) -> bool:
    """Whether a token reads as a name without any cue: two or three characters, a surname, no label and no place."""
    if not NAME.fullmatch(token) or len(token) > 3 or not known.surnames:
        return False
    if token in known.lookalikes or token in known.places or OTHER_END.search(token):
        return False
    if len(token) == 2:
        return token[0] in known.common
    return is_person(token, known)


def all_persons(tokens: Sequence[str], knowledge: Knowledge, fewest: int = 1) -> tuple[str, ...]:
    """The tokens, where all of them read as names and there are so many; else nothing."""
    known = knowledge.made(Persons.of)
    if fewest <= len(tokens) <= MOST and all(stands_alone(token, known) for token in tokens):
        return tuple(dict.fromkeys(tokens))
    return ()


def names_alone(text: str, knowledge: Knowledge, fewest: int = 1) -> tuple[str, ...]:
    """The names in a line that is nothing but names: 赵延东、李笑天 under a title.

    Where names are listed with 、 the first must read as one, the others have the same shape (rare surnames, pen names).
    """
    if len(text) > LONGEST_LINE or text.endswith(("。", "！", "？")):
        return ()
    tokens = [token for token in re.split(BETWEEN, text.strip()) if token]
    if names := all_persons(tokens, knowledge, fewest):
        return names
    known = knowledge.made(Persons.of)
    is_list = re.fullmatch(r"[^、]+(?:、[^、]+)+", text.strip()) is not None
    are_names = len(tokens) <= MOST and all(
        2 <= len(token) <= 3
        and NAME.fullmatch(token)
        and token not in known.lookalikes
        and token not in known.places
        for token in tokens
    )
    if is_list and are_names and stands_alone(tokens[0], known):
        sure = sum(stands_alone(token, known) for token in tokens)
        return tuple(dict.fromkeys(tokens)) if 2 * sure >= len(tokens) else ()
    return ()


def without_place(text: str, knowledge: Knowledge) -> str:
    """The text without the place at its end, where a wire names it behind its reporter: 王小明台北."""
    known = knowledge.made(Persons.of)
    for length in (2, 3, 4):
        if text[-length:] in known.places and len(text) > length + 2:
            return text[:-length]
    return text
