"""A made-up archive in, what templates propose and take out of it out: `python -m flows.benchmark.frames`.

Three sources with sixty documents each, one of them in the other script, every page between the lines of its source's
frame; a story that all of them print, and one of them fifteen times; a report by form that comes every week; a source
of three documents. Proposed must be the frames and nothing else, and what approving them takes out are their lines.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final

from flows.project import make_project
from flows.run import run_direct
from flows.settings import load_settings
from flows.steps import Options
from flows.templates.deciding import rows_of
from flows.templates.files import write_decided
from flows.templates.records import decided_from
from kouan.cleaning.script.tables import converter
from kouan.model.line_shape import line_shape
from warehouse.connection import reader
from warehouse.records import TemplateRecord

#: What stands before and behind the articles of each source; {n} and {d} are figures of the page.
FRAMES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "haigang": (
        ("海港观察 每日为您读懂港口", "今日值班台长在线 第{n}号席位"),
        (
            "喜欢这里就把海港观察装进口袋",
            "本页由小港机器人排版 编号{n}",
            "海港观察只做信息的搬运工，读者据此操作的后果由读者自己掂量。",
        ),
    ),
    "guanwu": (
        ("關務週報電子版", "讀者服務台 週{d}無休"),
        ("掌上關務 一手掌握", "本報對文中所涉各方一視同仁，歡迎讀者來函指教。", "關務週報 第{n}期"),
    ),
    "bianmao": (
        ("边贸之窗 窗外有风景",),
        ("边贸之窗伴您走过第{n}天", "想看更多边贸故事请摇一摇手机"),
    ),
    "xinzhan": (("新站试运行",), ("新站还在搭建 敬请谅解",)),
}
#: The source that is too small to propose anything.
SMALL: Final = "xinzhan"
TRADITIONAL: Final = frozenset({"guanwu"})
PLACES: Final = (
    "罗湖",
    "拱北",
    "湛江",
    "瑞丽",
    "东兴",
    "绥芬河",
    "满洲里",
    "霍尔果斯",
    "友谊关",
    "河口",
)
WHO: Final = ("边检站", "海关", "口岸办", "港务局", "商务局", "铁路局", "货运公司", "报关行")
DOES: Final = ("查验", "放行", "登记", "转运", "检疫", "装卸", "抽检", "通关")
GOODS: Final = ("车辆", "集装箱", "旅客", "货柜", "邮包", "水果", "木材", "粮食", "煤炭", "设备")
HOW: Final = (
    "比往年更快",
    "秩序井然",
    "没有排队",
    "增开了窗口",
    "启用了新系统",
    "由专人引导",
    "全程可查",
)
STOCK: Final = "有关负责人表示，下一步将继续优化流程，让往来更加方便。"
STORY: Final = (
    "跨江大桥昨天合龙，两岸工人在桥面中央握手。",
    "大桥全长两公里多，历时三年建成，是当地第一座斜拉桥。",
    "总工程师说，最难的是深水基础，洪水来时只能停工等待。",
    "通车以后，过江时间将从一个小时缩短到五分钟。",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was proposed and taken out beside what should have been, as lines by source and shape."""

    proposed: frozenset[tuple[str, str]]
    frames: frozenset[tuple[str, str]]
    removed: tuple[tuple[str, str], ...]
    due: tuple[tuple[str, str], ...]

    def figures(self) -> Iterator[tuple[str, int, int, int]]:
        """What was measured, with how many are right, found, and due."""
        yield "proposed", len(self.proposed & self.frames), len(self.proposed), len(self.frames)
        right = sum(one in self.frames for one in self.removed)
        yield "taken out", right, len(self.removed), len(self.due)


def page(source: str, number: int, lines: Sequence[str]) -> str:
    """An article between the lines of its source's frame."""
    head, foot = FRAMES[source]
    figures = {"n": 100 + number * 7, "d": "一二三四五六日"[number % 7]}
    framed = [
        *(one.format(**figures) for one in head),
        "",
        *lines,
        "",
        *(one.format(**figures) for one in foot),
    ]
    return "\n".join(framed) + "\n"


def article(draw: Random, number: int) -> list[str]:
    """A title and sentences that no other article has all of; a few end with the same stock sentence."""
    place, goods = draw.choice(PLACES), draw.choice(GOODS)
    lines = [f"{place}{draw.choice(WHO)}{draw.choice(DOES)}{goods}{draw.choice(HOW)}"]
    for _ in range(draw.randint(3, 7)):
        lines.append(
            f"{draw.choice(PLACES)}{draw.choice(WHO)}{draw.randint(1, 28)}日{draw.choice(DOES)}{draw.choice(GOODS)}"
            f"{draw.randint(2, 9000)}件，{draw.choice(HOW)}，{draw.choice(GOODS)}{draw.choice(HOW)}。"
        )
    return [*lines, STOCK] if number % 6 == 0 else lines


def weekly(number: int) -> list[str]:
    """A report by form: only its figures differ from week to week."""
    return [
        f"东兴口岸第{number}周客流通报",
        f"本周东兴口岸验放旅客{number * 37 % 90 + 9}万人次，比上周增加{number % 9 + 1}个百分点。",
        "东兴口岸提醒旅客错峰出行，随身带好证件。",
    ]


def archive(folder: Path, documents: int = 60, seed: int = 1) -> None:
    """Write the archive: a folder a source."""
    draw, convert = Random(seed), converter("s2tw").convert
    for source in FRAMES:
        count = 3 if source == SMALL else documents
        pages = [article(draw, number) for number in range(count)]
        if source != SMALL:
            pages[7] = ["跨江大桥合龙", *STORY]
        if source == "haigang":
            pages[20:35] = [
                [f"大桥合龙 {'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[n]}版", *STORY] for n in range(15)
            ]
        if source == "bianmao":
            pages[10:30] = [weekly(number) for number in range(1, 21)]
        (folder / source).mkdir(parents=True, exist_ok=True)
        for number, lines in enumerate(pages):
            own = [convert(one) for one in lines] if source in TRADITIONAL else lines
            (folder / source / f"{number:03}.txt").write_text(page(source, number, own), "utf-8")


def measured(folder: Path, documents: int = 60, seed: int = 1) -> Result:
    """Run the archive in a project of its own, approve all it proposes, run again."""
    make_project(folder)
    rows = "".join(f"inbox/{source}/*,,copier,,,\n" for source in FRAMES)
    (folder / "sources.csv").write_text(f"pattern,publisher,tier,licence,retention,budget\n{rows}")
    archive(folder / "inbox", documents, seed)
    settings = load_settings(folder)
    run_direct(settings)
    proposed = [one for one in rows_of(settings) if one.status == "proposed"]
    before = _lines(settings.home)
    frames = frozenset(_frames())
    due = tuple(one for one in before if one in frames)
    _approve(folder, proposed)
    run_direct(settings, Options(only_affected=True))
    after = _lines(settings.home)
    gone = list(before)
    for one in after:
        gone.remove(one)
    said = frozenset((one.site, line_shape(one.line)) for one in proposed)
    return Result(said, frames, tuple(gone), due)


def _approve(folder: Path, proposed: Sequence[TemplateRecord]) -> None:
    now = datetime.now(UTC)
    made = [decided_from(one, "approved", "benchmark", now, "measured") for one in proposed]
    write_decided(folder / "templates", made)


def _frames() -> Iterator[tuple[str, str]]:
    """The lines of the frames of all sources that are large enough, as they read when they are clean."""
    convert = converter("t2s").convert
    for source, (head, foot) in FRAMES.items():
        if source != SMALL:
            for line in (*head, *foot):
                yield f"inbox/{source}/*", line_shape(convert(line.format(n=1, d="一")))


def _lines(home: Path) -> list[tuple[str, str]]:
    """Every line of every valid article, title and blocks, with its source."""
    with closing(reader(home)) as connection:
        rows = connection.execute(
            "SELECT document.source, block.text FROM block INNER JOIN article USING (article_id, valid_from)"
            " INNER JOIN document USING (document_id) WHERE article.valid_to IS NULL"
        ).fetchall()
    return [(source, line_shape(text)) for source, text in rows]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of what is proposed, and of what is taken out when it is approved."""
    parser = argparse.ArgumentParser(prog="python -m flows.benchmark.frames", description=__doc__)
    parser.add_argument("--documents", type=int, default=60, help="documents of each source")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        result = measured(Path(folder) / "project", given.documents, given.seed)
    for what, right, found, due in result.figures():
        print(
            f"{what}: {found} lines, {right} of {due} due;"
            f" precision {right / max(found, 1):.3f}, recall {right / max(due, 1):.3f}"
        )
    for site, line in sorted(result.proposed ^ result.frames):
        print(f"  {'missed' if (site, line) in result.frames else 'wrong'}: {site}: {line}")
    return (
        0
        if result.proposed == result.frames and Counter(result.removed) == Counter(result.due)
        else 1
    )


if __name__ == "__main__":
    raise SystemExit(main())
