"""The sample documents in, warehouses with them out: those that the query book is asked in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from batches import Page, document_of, processed_of, published, run_of
from factories import SEEDS, knowledge
from reviews import verdict_on

from flows.copies import NearCopies
from flows.templates.files import write_decided
from flows.templates.framing import Frames
from kouan.model.batch import Batch, Source
from kouan.model.correction import Corrected, Correction
from kouan.model.edits import Suspicion
from kouan.model.facts import MetricKind
from kouan.model.knowledge import Template
from kouan.model.template import DecidedTemplate, Evidence
from kouan.stages import process
from kouan.tabulation import part_id, tables, write_part
from kouan.tabulation.identity import fact_key
from warehouse.publish import publish
from warehouse.quarantine.decisions import Decisions
from warehouse.records import (
    CheckResult,
    Decision,
    Findings,
    Held,
    Score,
    SourceRecord,
)
from warehouse.releases.making import create_release
from warehouse.reviewing.drawing import Order, draw
from warehouse.reviewing.judgments import write_reviews
from warehouse.transaction import transaction

STATE = "state-1"

NEWS = """\
新闸口岸开通货运通道

2024年3月5日，新闸口岸开通货运通道8条，当天验放货车320辆。

新闸海关介绍，货车从到达口岸到放行平均用时25分钟，比去年同期缩短三分之一。企业可以提前一天预约，到场后凭车牌识别直接过磅。

口岸管理部门表示，下一步将把夜间通关时间延长到22时，方便鲜活农产品出口。沿线各县的果农说，水果当天采摘，当天就能过关。

为了让司机少等，口岸在入口处新设了候检区，配有热水、充电桩和休息室。值班人员用三种语言播报放行次序，司机在手机上也能看到自己排在第几位。

新闸边检站把查验台从两层改为一层，货车不必再绕行。站长说，雨季路滑，少拐一个弯，就少一分危险。
"""

NOTICE = """\
新闸口岸假日通关公告

新闸口岸端午假日照常通关，每日9时开关，17时闭关。请旅客带好证件，提前到达。
"""


PLAN = """\
横琴口岸公布年度货运计划

2024年1月10日，珠海市口岸局公布，横琴口岸计划2024年出口货物300万吨，比上年多两成。

口岸将在三月前修好第二条货运通道，并把夜间通关时间延长两小时。
"""

OUTCOME = """\
横琴口岸全年货运量创新高

2025年1月8日，珠海市口岸局通报了去年的情况。

2024年，横琴口岸出口货物320万吨，为开通以来最多的一年。第二条货运通道去年三月启用后，排队的车少了一半。
"""

CLAIMED = """\
拱北口岸七月客流公布

2024年8月2日，拱北边检站公布，2024年7月，拱北口岸出入境旅客{number}人次，候检区全天开放。

{more}
"""


def seeds_in(home: Path) -> Path:
    """The sample documents, published at once."""
    documents = [(f"seeds/{path.name}", path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))]
    return published_in(home, documents, "run-1", released=5)


def later_in(home: Path) -> Path:
    """A page and its near copy elsewhere, a notice that is changed; something held, something in doubt, a check and a score."""
    page = ("news/a.txt", NEWS.encode())
    copy = ("copies/b.txt", NEWS.replace("当天就能过关", "当天过关").encode())
    published_in(home, [page, ("news/e.txt", NOTICE.encode())], "run-1", released=2)
    published_in(home, [copy], "run-2", released=1)
    doubted = Page(
        "doubt/c.txt",
        body="罗湖口岸开通。",
        names=(),
        figures=(),
        suspicions=(Suspicion("misread_bytes", 0, 2, "罗湖", ("萝湖",), 0.5, "two readings"),),
    )
    processed = processed_of(doubted)
    part = write_part(tables(processed, STATE), home / "parts", part_id(processed.batch, STATE))
    findings = Findings(
        results=(CheckResult("metric", "value is there", "critical", "failed", 10, 1, "A figure."),)
    )
    held = [Held("document", "e" * 64, "news/d.txt", "empty", "it holds no text; send it again")]
    scores = (Score("all", "ent_strict", 0.9, 0.8, 0.847, 10, 9),)
    publish(home, [part], findings, held, run_of("run-3", released=1, held=1), scores)
    changed = ("news/e.txt", NOTICE.replace("17时", "18时").encode())
    return published_in(home, [changed], "run-4", released=1)


def planned_in(home: Path) -> Path:
    """What was planned for a year, and what is told of that year when it is over."""
    published_in(home, [("news/plan.txt", PLAN.encode())], "run-1", released=1)
    return published_in(home, [("news/year.txt", OUTCOME.encode())], "run-2", released=1)


def disputed_in(home: Path) -> Path:
    """Two reports of one month that disagree."""
    first = CLAIMED.format(number="52万", more="口岸在入口处配有热水和充电桩，雨天也能在室内候检。")
    second = CLAIMED.format(
        number="61万", more="果农说，水果当天采摘，当天就能过关，损耗比去年少。"
    )
    pages = [("news/one.txt", first.encode()), ("news/two.txt", second.encode())]
    return published_in(home, pages, "run-1", released=2)


def summed_in(home: Path) -> Path:
    """Port cargo of a year as it was told on the way: by quarters, to a month, of a month alone, twice, in two wordings."""
    told = (
        ("2023年4月20日", "今年一季度，全国港口完成货物吞吐量385421万吨"),
        ("2023年6月20日", "今年1—5月，全国港口完成货物吞吐量67.5亿吨"),
        ("2023年7月18日", "今年上半年，全国港口完成货物吞吐量81.9亿吨"),
        ("2023年7月20日", "上半年全国港口货物吞吐量达81.9亿吨"),
        ("2023年8月25日", "今年7月，全国港口完成货物吞吐量14.3亿吨"),
        ("2023年10月25日", "今年1—9月，全国港口完成货物吞吐量125.4亿吨"),
        ("2023年10月27日", "今年前三季度，全国港口完成货物吞吐量125.4亿吨"),
    )
    pages = [
        (
            f"cargo/{number}.txt",
            f"港口货运第{number}次通报\n\n{day}\n\n交通运输部公布，{said}。\n".encode(),
        )
        for number, (day, said) in enumerate(told, 1)
    ]
    return published_in(home, pages, "run-1", released=len(pages))


def decided_in(home: Path) -> Path:
    """A page whose figure changes, and one that a check held and a person let through."""
    page = Page("inbox/a.txt")
    figure = ("31万余人次", "310000", "人次", MetricKind.RATE, "2018-07")
    more = replace(page, body=page.body.replace("25万", "31万"), figures=(figure, page.figures[1]))
    odd = Page("inbox/b.txt", title="另一篇", names=(), figures=())
    held = Held("document", document_of(odd).document_id, odd.location, "a_check", "not so")
    waiver = Decision(
        "waive", "document", held.subject_id, None, "a_check", "read it", "ann", date(2026, 1, 1)
    )
    decisions = Decisions((waiver,), date(2026, 1, 2))
    for number, pages in enumerate(((page, odd), (more,)), 1):
        processed = processed_of(*pages)
        rows = tables(processed, STATE)
        part = write_part(rows, home / "parts", part_id(processed.batch, STATE))
        findings = Findings(held=(held,) if number == 1 else ())
        run = run_of(f"run-{number}", released=len(pages))
        publish(home, [part], findings, [], run, decisions=decisions)
    judge_in(home)
    return home


def released_in(home: Path) -> Path:
    """Two pages whose figures were released; then one says otherwise, and the other is read otherwise."""
    page, other = Page("inbox/a.txt"), Page("inbox/b.txt", title="另一篇")
    published(home, page, other)
    create_release(home, "annual", "0.1.0", note="for the annual report")
    figure = ("31万余人次", "310000", "人次", MetricKind.RATE, "2018-07")
    more = replace(page, body=page.body.replace("25万", "31万"), figures=(figure,))
    published(home, more, run_id="run-2")
    surface, _, unit, kind, period = other.figures[0]
    read = ((surface, "250001", unit, kind, period), other.figures[1])
    published(home, replace(other, figures=read), run_id="run-3", state="state-2")
    return home


def judge_in(home: Path) -> None:
    """Verdicts of two persons on two figures, about which they differ once, and one on a figure that is gone."""
    rows = draw(home, Order("metric", 2, ("kind",)))
    gone = replace(rows[0], row_id="0" * 32)
    said = (
        (rows[0], "ann", "right"),
        (rows[1], "ann", "wrong"),
        (gone, "ann", "right"),
        (rows[0], "ben", "right"),
        (rows[1], "ben", "right"),
    )
    with transaction(home) as connection:
        write_reviews(
            connection,
            [
                verdict_on(
                    row, verdict, reviewer=who, reviewed_at=datetime.fromisoformat("2026-01-03")
                )
                for row, who, verdict in said
            ],
        )


def framed_in(home: Path) -> Path:
    """A page that a copier printed, credited to another paper, and a line of its frame that a person approved."""
    line = "某某网陪您看海"
    template = Template("foot-1", "copies/*", line, "ad_footer", reason="on every page")
    evidence = Evidence("foot", 12, 11, 0.9, examples=(line,))
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    write_decided(home / "templates", [DecidedTemplate(template, evidence, "approved", "ann", at)])
    known = replace(knowledge(), templates=(template,), digest="framed", _made={})
    source = Source("copies/a.txt", source="copies/*")
    page = f"{NEWS}\n{line}\n（来源：南海港报）\n".encode()
    batch = Batch.of([(source, page)])
    known = known.with_corrections(corrections_of(page, batch.document_id(0)))
    rows = tables(process(batch, known), STATE)
    part = write_part(rows, home / "parts", part_id(batch, STATE))
    sources = (
        SourceRecord("copies/*", "某某网", "copier", "CC BY 4.0", "2 years", 0.2),
        SourceRecord("*"),
    )
    run, framing = run_of("run-1", released=1), Frames(home, known, 10)
    publish(home, [part], Findings(), [], run, sources=sources, framing=framing)
    return home


def corrections_of(page: bytes, document_id: str) -> tuple[Correction, ...]:
    """A correction that changes a figure, and one of a reading that is not there."""
    start = page.index("320辆".encode())
    raw = (start, start + len("320辆".encode()))
    key, day = fact_key(document_id, raw), date(2026, 1, 2)
    return tuple(
        replace(
            Correction(Corrected.METRIC, "value", seen, "302", "转载时写错", "ann", day),
            fact_key=key,
            document_id=document_id,
            raw_start=raw[0],
            raw_end=raw[1],
            evidence=evidence,
            file="2026-01.csv",
            line=line,
        )
        for line, seen, evidence in ((2, "320", "南海港报第2版"), (3, "230", None))
    )


def published_in(
    home: Path, documents: list[tuple[str, bytes]], run_id: str, **counts: int
) -> Path:
    """Publish documents as they are, near copies marked."""
    batch = Batch.of(documents)
    rows = tables(process(batch, knowledge()), STATE)
    part = write_part(rows, home / "parts", part_id(batch, STATE))
    run = run_of(run_id, **counts)
    publish(home, [part], Findings(), [], run, comparison=NearCopies())
    return home


#: How each warehouse that is asked is made.
HOMES: Mapping[str, Callable[[Path], Path]] = {
    "seeds": seeds_in,
    "later": later_in,
    "decided": decided_in,
    "framed": framed_in,
    "planned": planned_in,
    "summed": summed_in,
    "released": released_in,
    "disputed": disputed_in,
}
