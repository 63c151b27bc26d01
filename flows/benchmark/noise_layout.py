"""Clean text in, changes that spoil its page out: broken paragraphs, copies of blocks, dates, links and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from flows.benchmark.damaged import Change, UnfitError

HAN: Final = "\u4e00-\u9fff"
#: A paragraph that breaks off must show that it was running text; a headline may be as long as this.
LONG: Final = 45
#: A line that repeats alone is a copy only when it is as long.
SHORTEST_COPY: Final = 20
SITES: Final = ("中国口岸网", "大陆桥物流网", "沿边新闻网")
NOTICES: Final = (
    "版权声明：本网注明来源为“{site}”的所有文字、图片和音视频资料，版权均属{site}所有，未经协议授权不得转载。",
    "如因作品内容、版权和其它问题需要同本网联系的，请在30日内进行。",
)
LINKS: Final = (
    "边检站开展春季练兵",
    "口岸新通道启用",
    "海关推出便民新举措",
    "中欧班列再添新线路",
    "检验检疫部门加强监管",
)


def broken_paragraph(text: str, rng: Random) -> Iterator[Change]:
    """A paragraph in two, between two Chinese characters, with or without a blank line."""
    places = [
        line.start() + seam.start()
        for line in re.finditer(r"[^\n]+", text)
        if line.start() and line[0].endswith(("。", "！", "？", "”"))  # a title is not running text
        for seam in re.finditer(rf"(?<=[{HAN}])(?=[{HAN}])", line[0])
        if LONG <= seam.start() < len(line[0]) - 12
    ]
    if not places:
        raise UnfitError("there is no long paragraph")
    at = rng.choice(places)
    yield Change(at, at, rng.choice(["\n", "\n\n"]))


def repeated_block(text: str, rng: Random) -> Iterator[Change]:
    """The last paragraphs once more, as when a page is pasted twice."""
    lines = text.rstrip("\n").split("\n")
    starts = [k for k in range(1, len(lines)) if min(map(len, lines[k:])) >= SHORTEST_COPY]
    if not starts:
        raise UnfitError("its last paragraph is too short to be known again")
    at = len(text.rstrip("\n"))
    yield Change(at, at, "".join(f"\n{line}" for line in lines[rng.choice(starts) :]))


def dateline(text: str, rng: Random) -> Iterator[Change]:
    """The time of publication under the title, with a label and a source or without."""
    at = _behind_title(text)
    day = _day(rng)
    time = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
    line = rng.choice(
        [f"{day} {time}:00", f"发布时间：{day} {time}", f"{day} 来源：{rng.choice(SITES)}"]
    )
    yield Change(at, at, f"\n{line}")


def related_links(text: str, rng: Random) -> Iterator[Change]:
    """A list of other titles with their dates below the article."""
    at = len(text.rstrip("\n"))
    titles = rng.sample(LINKS, rng.randint(2, len(LINKS)))
    yield Change(at, at, "".join(f"\n- {title}({_day(rng)})" for title in titles))


def notice(text: str, rng: Random) -> Iterator[Change]:
    """A copyright notice below the article."""
    at = len(text.rstrip("\n"))
    site = rng.choice(SITES)
    lines = NOTICES[: rng.randint(1, len(NOTICES))]
    yield Change(at, at, "".join(f"\n{line.format(site=site)}" for line in lines))


def _behind_title(text: str) -> int:
    end = text.find("\n")
    if end < 0:
        raise UnfitError("there is nothing below the title")
    return end


def _day(rng: Random) -> str:
    return f"20{rng.randint(11, 25)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
