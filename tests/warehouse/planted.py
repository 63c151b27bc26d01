"""A seed in, articles with a mistake planted in each out: what a careless desk prints, and the question that finds it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

PORTS: Final = ("罗湖口岸", "拱北口岸", "满洲里口岸", "霍尔果斯口岸", "二连浩特口岸", "友谊关口岸")


@dataclass(frozen=True, slots=True)
class Planted:
    """Articles with one mistake among them; `question` is that of arithmetic_flag, or conflict."""

    question: str
    documents: tuple[str, ...]
    #: the figure that is wrong, as written
    surface: str


def growth(draw: random.Random, port: str, year: int) -> Planted:
    """A growth that the two levels beside it do not have."""
    before = draw.randint(200, 800)
    claimed, real = draw.randint(25, 60), draw.randint(2, 15)
    now = round(before * (1 + real / 100))
    text = (
        f"{port}客流公布\n\n{year + 1}年1月12日\n\n{port}边检站通报，{year}年，{port}出入境旅客{now}万人次，"
        f"同比增长{claimed}%。{year - 1}年，{port}出入境旅客{before}万人次。\n"
    )
    return Planted("growth", (text,), f"{claimed}%")


def money(draw: random.Random, port: str, year: int) -> Planted:
    """A growth of trade far from its levels: no revision of the base explains it."""
    before = draw.randint(300, 900)
    now = round(before * 0.8)
    claimed = draw.randint(20, 50)
    text = (
        f"{port}外贸公布\n\n{year}年8月10日\n\n{year}年7月，{port}进出口总值{now}亿元，同比增长{claimed}%。"
        f"{year - 1}年7月，{port}进出口总值{before}亿元。\n"
    )
    return Planted("growth", (text,), f"{claimed}%")


def growth_on_base(draw: random.Random, port: str, year: int) -> Planted:
    """A growth that the amount and that of the year before, named only as such, do not have."""
    before = draw.randint(200, 800)
    now = round(before * 1.1)
    claimed = draw.randint(25, 60)
    text = (
        f"{port}客流公布\n\n{year}年8月12日\n\n{year}年7月，{port}出入境旅客{now}万人次，"
        f"上年同期为{before}万人次，同比增长{claimed}%。\n"
    )
    return Planted("growth", (text,), f"{claimed}%")


def annual(draw: random.Random, port: str, year: int) -> Planted:
    """A yearly growth that its first and last year do not have."""
    before = draw.randint(200, 800)
    now = round(before * 1.2)
    claimed = draw.randint(20, 40)
    text = (
        f"{port}五年数据\n\n{year + 1}年3月2日\n\n{year - 3}年，{port}出入境人员达{before}万人次；{year}年达到{now}万人次，"
        f"通关量以年均{claimed}%的速度递增。\n"
    )
    return Planted("annual growth", (text,), f"{claimed}%")


def part(draw: random.Random, port: str, year: int) -> Planted:
    """A part that is more than its total."""
    whole = draw.randint(100, 400)
    more = whole + draw.randint(5, 90)
    text = (
        f"{port}客流公布\n\n{year}年8月2日\n\n{year}年7月，{port}出入境旅客{whole}万人次，"
        f"其中出境旅客{more}万人次。\n"
    )
    return Planted("part", (text,), f"{more}万人次")


def slipped_part(draw: random.Random, port: str, year: int) -> Planted:
    """A part whose 万 became 亿."""
    whole = draw.randint(100, 400)
    less = whole // 2
    text = (
        f"{port}货运公布\n\n{year}年8月2日\n\n{year}年7月，{port}完成货物吞吐量{whole}万吨，"
        f"其中进口{less}亿吨。\n"
    )
    return Planted("part", (text,), f"{less}亿吨")


def parts(draw: random.Random, port: str, year: int) -> Planted:
    """Exports and imports that do not make the trade."""
    exports, imports = draw.randint(100, 400), draw.randint(100, 400)
    whole = exports + imports + draw.randint(40, 90)
    text = (
        f"{port}外贸公布\n\n{year}年8月10日\n\n{year}年7月，{port}进出口总值{whole}亿元，"
        f"其中，出口{exports}亿元，进口{imports}亿元。\n"
    )
    return Planted("parts", (text,), f"{whole}亿元")


def shares(draw: random.Random, port: str, year: int) -> Planted:
    """Shares of one whole that are more than all of it."""
    one = draw.randint(55, 70)
    other = 100 - one + draw.randint(5, 20)
    text = (
        f"{port}客流公布\n\n{year}年8月2日\n\n{year}年7月，{port}出境旅客和入境旅客"
        f"分别占出入境旅客总数的{one}%和{other}%。\n"
    )
    return Planted("shares", (text,), f"{other}%")


def period(draw: random.Random, port: str, year: int) -> Planted:
    """A first half year with less than its first quarter."""
    quarter = draw.randint(300, 600)
    half = quarter - draw.randint(20, 200)
    text = (
        f"{port}客流公布\n\n{year}年7月8日\n\n{year}年上半年，{port}出入境旅客{half}万人次。"
        f"{year}年一季度，{port}出入境旅客{quarter}万人次。\n"
    )
    return Planted("period", (text,), f"{quarter}万人次")


SINGLE: Final[tuple[Callable[[random.Random, str, int], Planted], ...]] = (
    growth,
    growth_on_base,
    money,
    annual,
    part,
    slipped_part,
    parts,
    shares,
    period,
)


def planted(seed: int, number: int, sorts: tuple[Callable[..., Planted], ...]) -> Iterator[Planted]:
    """So many mistakes, of each sort in turn."""
    draw = random.Random(seed)
    for at in range(number):
        yield sorts[at % len(sorts)](draw, PORTS[at % len(PORTS)], 2010 + at % 12)


#: What else stands in two reports, so that neither is a copy of the other.
_MORE: Final = (
    "口岸在候检区配了热水、充电桩和休息室，值班人员用三种语言播报放行次序，司机在手机上也能看到自己的位置。",
    "沿线各县的果农说，水果当天采摘，当天就能过关，损耗比往年少了许多，订单也从春天排到了秋天。",
)


def copied_month(draw: random.Random, port: str, year: int) -> Planted:
    """A second report that gives July the figure of June."""
    june = draw.randint(200, 500)
    july = june + draw.randint(20, 90)
    first = (
        f"{port}客流公布\n\n{year}年8月2日\n\n{year}年6月，{port}出入境旅客{june}万人次；"
        f"{year}年7月，{port}出入境旅客{july}万人次。{_MORE[0]}\n"
    )
    second = f"暑期出行升温\n\n{year}年8月5日\n\n{_MORE[1]}\n\n{year}年7月，{port}出入境旅客{june}万人次。\n"
    return Planted("conflict", (first, second), f"{june}万人次")


def slipped_unit(draw: random.Random, port: str, year: int) -> Planted:
    """A second report that writes 亿 for 万."""
    tons = draw.randint(100, 900)
    first = f"{port}货运公布\n\n{year}年8月2日\n\n{year}年7月，{port}完成货物吞吐量{tons}万吨。{_MORE[0]}\n"
    second = f"口岸货运忙\n\n{year}年8月4日\n\n{_MORE[1]}\n\n{year}年7月，{port}完成货物吞吐量{tons}亿吨。\n"
    return Planted("conflict", (first, second), f"{tons}亿吨")


DISPUTED: Final = (copied_month, slipped_unit)
