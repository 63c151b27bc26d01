"""Patterns in, texts that provoke them to search for long out: repeats of a beginning, of a near match, of one sign.

A regular expression is slow where it can begin at many places and go on for long at each before it fails. So each
text repeats what makes a pattern hope, on one line, on many, and in lines that are just short enough to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from random import Random
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

import kouan.cleaning
from kouan.cleaning.rules.boilerplate import boilerplate
from kouan.model.knowledge import Knowledge

#: Makes a text of about so many bytes in UTF-8.
Making = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Provocation:
    """A maker of hostile texts, and the module of the rule they are meant for ("": for all rules)."""

    name: str
    make: Making
    module: str = ""


#: Signs, words and seams that some rule looks for, each over and over.
SIGNS: Final = (
    "(", ")", "（", "）", "()", "((", "(国", "国(", "(a", "国(a", "国（guān", "国(guān)", "国(de)", "(guān)", "P(guān)",
    "&", "&#", "&&&&#", "&#x", "&#1", "&a", "&amp;", "&amp;amp;", "&#20013", "&#20013;", "&#xd800;", "&nosuchname;", "&lt",
    "\\", "\\u", "\\u4e2d", "\\u4e", "\\x", "\\xe4", "%", "%u", "%u4E2D", "%E4%B8%AD", "%E4", "=E4=B8=AD", "=",
    "?", "国?", "国??", "？", "!", "国!", ",", "国,", "a,", "1,", ".", "国.", "...", "--", "~", ":", "://", "http://a/?", "a://国",
    "\ufffd", "国\ufffd", "锟斤拷", "烫烫烫", "屯", "ï»¿", "ä¸\xad", "æ\x96\x87", "Ã¤Â¸", "Ð", "Ö\xd0¹ú", "鐗堟潈", "銆", "鈥", "涓枃", "湛诎锻菩兄袊癯鋈刖惩P",
    "\ue000", "国\ue000", "\x80", "\x81", "\xa0", "\u00ad", "\u200b", "国\u200b", "\u200d", "\ufeff", "\x00", "\x01", "\u202e", "\u2028", "\r", "\r\n", "\n",
    " ", "\u3000", "\t", "国 ", "国 国", " ，", "， ", "a ", " and ", "国 and ", "国 and 国", "国 a", "国 1 ",
    "1", "12", "１", "1 ", "1-", "2018", "2018-", "2018-07-16", "2018-07-16 ", "2018年7月", "09:54:07", "1:",
    "a", "a国", "国", "的", "著", "隨著", "乾", "於", "國", "国國", "乾隆", "瞭解", "う国", "啲嘅",
    "“", "”", "“国”", "\"", "\"国\"", "'", "《", "》", "《国", "【", "[", "[a]", "]", "<", "<a", "<a>", "</", "|", "#", "*", "-", "- ", "—", "·", "…",
    "，", "。", "国，", "国。", "来源", "记者", "版权", "本网", "首页", "相关",
)  # fmt: skip
#: Lines of a page, each over and over with its break.
LINES: Final = (
    "国", "国" * 20, "国" * 46, "国国国国国国国国国国国国，国", "- [理事单位] 甲公司", "[会员] 甲", "- 标题(2018-07-16)", "标题 2018-07-16", "2018-07-16 09:54:07",
    "发布时间：2018年7月16日 来源：新华网 点击：", "来源：" * 18, "来源：a | " * 12, "2018-07-16" + " 更新" * 16 + "国", "某某平台常务理事单位", "相关链接：", "版权声明：本网", "（来源：", "某某在线", "「国", "陸??湛诎锻菩兄袊癯鋈刖惩P(guān)排隊",
)  # fmt: skip
#: Lines of these lengths are just short enough for some rule: list items, datelines, notices.
WIDTHS: Final = (58, 118, 396)


def provocations(knowledge: Knowledge) -> Iterator[Provocation]:
    """Hostile texts for every sign, for every phrase, for every pattern of a rule."""
    for sign in SIGNS:
        yield Provocation(f"sign {sign!r}", _repeated(sign))
    for line in LINES:
        yield Provocation(f"line {line[:16]!r}", _repeated(line + "\n"))
    yield Provocation("nested brackets", lambda size: "(" * (size // 2) + ")" * (size // 2))
    yield Provocation("nested marks", lambda size: "“《" * (size // 12) + "》”" * (size // 12))
    yield Provocation("rare characters", _rare)
    yield Provocation("characters of all kinds", _mixed)
    yield Provocation("lines that differ", _different)
    yield Provocation("lines by turns", _by_turns)
    yield Provocation("copies inside copies", _nested_copies)
    for phrase in knowledge.phrases:
        name = f"phrase {phrase.name}"
        yield from _of_pattern(name, phrase.pattern, [phrase.example], boilerplate.module)
    for name, (module, pattern) in patterns().items():
        yield from _of_pattern(
            f"pattern {name}", pattern, (), module if ".rules." in module else ""
        )


def patterns() -> dict[str, tuple[str, str]]:
    """The regular expressions that modules of cleaning hold: by their names, the module and the pattern."""
    held: dict[str, tuple[str, str]] = {}
    for found in walk_packages(kouan.cleaning.__path__, "kouan.cleaning."):
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                held[f"{found.name.rpartition('.')[2]}.{name}"] = found.name, value.pattern
    return held


def _of_pattern(
    name: str, pattern: str, examples: Iterable[str], module: str
) -> Iterator[Provocation]:
    """Matches and near matches of a pattern, on one line and in lines of the length that rules look at."""
    tried: dict[str, None] = {}
    for match in (*examples, *sampled(pattern)):
        # all of it, all but its end, and its beginning: hopes that fail late, and soon
        for part in (match, match[:-1], match[: len(match) // 2], match[:2]):
            if part:
                tried[part] = None
    for part in tried:
        said = f"{name} {part[:12]!r}"
        yield Provocation(said, _repeated(part), module)
        for width in WIDTHS:
            line = (part * width)[:width] + "\n"
            yield Provocation(f"{said} in {width}", _repeated(line), module)


def sampled(pattern: str) -> list[str]:
    """Texts that the pattern matches, more or less: its optional parts left out, taken once, and taken often."""
    tree = list(parser.parse(pattern))
    return [found for times in (0, 1, 24) if (found := _written(tree, times, Random(times)))]


def _written(items: Iterable[tuple[Any, Any]], times: int, rng: Random) -> str:
    return "".join(_one(code, value, times, rng) for code, value in items)


def _one(code: Any, value: Any, times: int, rng: Random) -> str:
    if code is constants.LITERAL:
        return chr(value)
    if code is constants.SUBPATTERN:
        return _written(value[3], times, rng)
    if code is constants.BRANCH:
        return _written(rng.choice(value[1]), times, rng)
    if code in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        least, most, inner = value
        return "".join(_written(inner, times, rng) for _ in range(min(most, max(least, times))))
    if code is constants.ATOMIC_GROUP:
        return _written(value, times, rng)
    if code is constants.IN:
        return _member(value)
    if code is constants.CATEGORY:
        return _of_category(value)
    if code in (constants.ANY, constants.NOT_LITERAL):
        return "国"
    return ""


def _member(choices: Iterable[tuple[Any, Any]]) -> str:
    for code, value in choices:
        if code is constants.LITERAL:
            return chr(value)
        if code is constants.RANGE:
            return chr(value[0])
        if code is constants.CATEGORY:
            return _of_category(value)
    return "国"


def _of_category(category: Any) -> str:
    if category is constants.CATEGORY_DIGIT:
        return "1"
    return " " if category is constants.CATEGORY_SPACE else "a"


def _repeated(part: str) -> Making:
    width = len(part.encode("utf-8", "surrogatepass"))
    return lambda size: part * (size // width + 1)


def _rare(size: int) -> str:
    rng = Random(1)
    return "".join(chr(rng.randrange(0x4E00, 0x9FA6)) for _ in range(size // 3))


def _mixed(size: int) -> str:
    rng = Random(2)
    signs = "".join(SIGNS)
    return "".join(rng.choice(signs) for _ in range(size // 2))


def _different(size: int) -> str:
    return "".join(f"第{k}段，讲的是通关的事情和口岸的客流。\n" for k in range(size // 60))


def _by_turns(size: int) -> str:
    return "".join(f"{'甲乙丙丁'[k * k % 4]}{'国' * 20}\n" for k in range(size // 64))


def _nested_copies(size: int) -> str:
    """A page that doubles itself: every block is a copy, and half of a longer one."""
    text = "".join(f"第{k}段，口岸客流持续增长，旅客通关十分顺畅便捷。\n" for k in range(8))
    while len(text) * 6 < size:
        text += text
    return text
