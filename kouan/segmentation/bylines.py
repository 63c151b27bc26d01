"""A line in, the names in its byline out; None where the line is no byline."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kouan.lexicons.words import any_of, words_by_use
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.persons import (
    BETWEEN,
    HAN,
    NAME,
    Persons,
    all_persons,
    is_person,
    names_alone,
    stands_alone,
    without_place,
)

#: No byline is longer; four reporters with their posts fit.
LONGEST: Final = 80

#: 本报记者 张三 发自北京
SENT_FROM: Final = Expression(r"\s?发自[\u3400-\u9fff]{2,8}$")
#: 中央社记者王小明台北16日电: place and day of the wire behind the last name.
WIRED: Final = Expression(
    r"(?<=[\u3400-\u9fff])(?:(?:\d{3,4}年)?\d{1,2}月)?\d{1,2}日(?:综合)?(?:专|外)?电$"
)
#: 王 伟: a name of two characters, set as wide as one of three.
SPACED: Final = Expression(
    rf"(?<![{HAN}])([{HAN}])[ \u3000]{{1,2}}([{HAN}])(?![{HAN}])", holds=" \u3000"
)
RIMS: Final = " 　()（）[]【】〔〕■□●◆◇"
#: 张三  李四/文  王五/图: the label behind the names.
WRITTEN: Final = Expression(rf"([{HAN}·\s、]{{2,24}}?)\s?[/／]\s?文(?![{HAN}])")
#: Brackets that stand around the names that open or close a story.
OPENS, CLOSES = "(（【〔[", ")）】〕]"


class Cues(NamedTuple):
    """The words of `byline.csv` as patterns."""

    person: Expression
    publisher_end: Expression
    tail: Expression
    wire: Expression
    wire_ends: tuple[str, ...]
    opening: Expression

    @classmethod
    def of(cls, knowledge: Knowledge) -> Cues:
        """Build the patterns once for this knowledge."""
        words = words_by_use(knowledge.rows("byline"))
        publisher, wire = any_of(words["publisher"]), any_of(words["wire"])
        # most lines have no cue: one look at a character says so
        first = any_of(sorted({word[0] for word in (*words["person"], *words["label"])}))
        # a label begins many other words too (文化, 图书): it needs a mark behind it
        cues = rf"(?={first})(?:{any_of(words['person'])}|(?<![{HAN}])(?:{any_of(words['label'])})(?=[\s：:/／●•■□◆|｜]|$))"
        return cls(
            Expression(cues),
            Expression(rf"(?:{publisher}|{any_of(words['agency'])})$"),
            Expression(rf"([{HAN}]{{0,6}}?)(?:{any_of(words['tail'])})"),
            # a place stands between only where a date follows or an agency went before: 电网开始送电
            Expression(
                rf"(?:[{HAN}]{{0,8}}(?:{publisher})(?:[{HAN}]{{0,5}}\d{{1,2}}月\d{{1,2}}日)?"
                rf"|(?:{any_of(words['agency'])})[{HAN}]{{0,5}})(?:{wire})"
            ),
            tuple(words["wire"]),
            # 本报讯（记者 …）, 【某报讯】（记者 …）, 【记者…／台北报导】, 本报讯 记者…报道：
            Expression(
                rf"(?:[【〔\[]?[{HAN}\d]{{1,20}}(?:{wire})[】〕\]]?\s{{0,2}})?"
                rf"(?:[(（【〔\[]([^()（）【】〔〕\[\]\n]{{2,60}})[)）】〕\]])"
                rf"|[{HAN}\d]{{1,20}}(?:{wire})\s{{0,2}}({cues}[^，。：:\n]{{2,24}}?)报[道导][，：:]"
            ),
        )


def byline_names(
    text: str, knowledge: Knowledge, *, is_framed: bool = False
) -> tuple[str, ...] | None:
    """The names in a byline, in order; an empty tuple for a line that names an agency only.

    The whole line must be read: a cue (记者, 通讯员, 文/), names, and what may follow them. One that
    `is_framed` stands in the bracket that opens a story: there it needs no known surname (记者 格桑边觉).
    """
    if len(text) > LONGEST or text.endswith(("：", ":")):  # 总台记者 余鹏： says who speaks
        return None
    cues = knowledge.made(Cues.of)
    if text.endswith(cues.wire_ends) and cues.wire.fullmatch(text):
        return ()
    if "发自" in text:
        text = SENT_FROM.sub("", text)
    text = text.strip(RIMS).replace("丨", "|")
    if " " in text or "\u3000" in text:
        text = SPACED.sub(r"\1\2", text)
    if text.endswith("电") and WIRED.search(text):
        text = without_place(WIRED.sub("", text), knowledge)
    found = list(cues.person.finditer(text))
    if not found or not _is_publisher(text[: found[0].start()], cues):
        return None
    known = knowledge.made(Persons.of)
    names: list[str] = []
    for number, cue in enumerate(found):
        is_last = number + 1 == len(found)
        stretch = text[cue.end() : len(text) if is_last else found[number + 1].start()]
        read = _names(stretch, cues, known, before_cue=not is_last, is_framed=is_framed)
        if read is None:
            return None
        names += read
    return tuple(dict.fromkeys(names)) or None


def _is_publisher(prefix: str, cues: Cues) -> bool:
    """Whether what stands before the first cue can be the paper's name (本报, 新华社, 《法制日报》)."""
    prefix = prefix.strip(" 　●•■□◆|｜《》/／")
    prefix = re.sub("报[道导]$", "", prefix).rstrip()
    if not prefix:
        return True
    return (
        len(prefix) <= 16
        and re.fullmatch(rf"(?:整合\s?|综合\s?)?[{HAN}A-Za-z·/／]+", prefix) is not None
        and bool(
            any(cues.publisher_end.search(part) for part in prefix.split("·")) or prefix == "特约"
        )
    )


def _names(
    stretch: str, cues: Cues, known: Persons, *, before_cue: bool = False, is_framed: bool = False
) -> list[str] | None:
    tokens = [token for token in re.split(BETWEEN, stretch) if token]
    if (
        before_cue
        and tokens
        and stretch.endswith(tokens[-1])
        and cues.publisher_end.search(tokens[-1])
    ):
        tokens.pop()  # 记者 张三 新华社|记者 李四
    names: list[str] = []
    for token in (token.rstrip("。") for token in tokens):
        if not token:
            continue
        if tail := cues.tail.fullmatch(token):
            # 记者 张三报道 names somebody, 记者 张三 北京报道 adds where
            if not names and NAME.fullmatch(tail[1]) and is_person(tail[1], known):
                names.append(tail[1])
            continue
        if not NAME.fullmatch(token) or not (is_framed or is_person(token, known)):
            return None
        if len(token) > 2 and token.endswith(("摄", "攝")):
            return None  # 记者张三摄 took a picture
        names.append(token)
    return names


#: A record of a database says its page and its length, in fields of a line: 报章 | A08 | 要闻 | 张三 | 426 字.
PAGE: Final = Expression(r"[A-Z]{1,2}\d{1,3}")
LENGTH: Final = Expression(r"\d{1,5}\s?字")
BARS: Final = Expression(r"\s?[|｜∣]\s?")


def in_fields(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The names in a field of a line that says on which page of a paper it stood: B02 | 产经 | By 记者张三 广州报道."""
    fields = BARS.split(text.strip())
    if len(fields) < 3 or not any(PAGE.fullmatch(field) for field in fields):
        return ()
    for field in fields:
        if named := byline_names(field.removeprefix("By").strip(), knowledge):
            return named
    is_record = any(LENGTH.fullmatch(field) for field in fields)
    names = (names_alone(field, knowledge) for field in fields[::-1]) if is_record else ()
    return next((one for one in names if one), ())


def opening_names(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The names with which a story opens: 本报讯（记者 张三）, 【环球网报道 记者 张三】, 本报讯 记者张三报道：."""
    found = knowledge.made(Cues.of).opening.match(text)
    if not found:
        return ()
    said = found[found.lastindex or 0]
    named = byline_names(said, knowledge, is_framed=found.lastindex == 1)
    if named is None and found.start(1) > 1:  # 边城网7月16日电（张三、实习生李四）
        named = byline_names(f"记者 {said}", knowledge)
    return named or ()


def closing_names(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The names in the bracket that closes a story.

    …井然有序。（本报记者 张三）, …的新春佳节。（常书香 马丹）, …的过程吗？（张三 上海报道）; in a line of its own
    a single name is enough: （张三）.
    """
    if not text.endswith(tuple(CLOSES)):
        return ()
    start = max(text.rfind(mark, -LONGEST) for mark in OPENS)
    if start < 0:
        return ()
    if named := byline_names(text[start:], knowledge):
        return named
    inside = SPACED.sub(r"\1\2", text[start + 1 : -1].strip())
    if "文" in inside and (written := WRITTEN.match(inside)):  # （张三  李四/文  王五/图）
        inside = written[1]
    tokens = [token for token in re.split(BETWEEN, inside) if token]
    tail = knowledge.made(Cues.of).tail.fullmatch(tokens[-1]) if len(tokens) > 1 else None
    if tail:  # （张三 上海报道）, （张三 李四报道）
        is_name = stands_alone(tail[1], knowledge.made(Persons.of))
        return all_persons((*tokens[:-1], tail[1]) if is_name else tokens[:-1], knowledge)
    is_whole = start == 0 or any(len(token) == 3 for token in tokens)
    return all_persons(tokens, knowledge, fewest=1 if is_whole else 2)
