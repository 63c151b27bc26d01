"""A sheet and a language in; the codebook as headings, facts, tables and sentences out, for whatever writes them down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from flows.citing.gbt7714 import gbt7714
from flows.citing.plain import plain
from flows.citing.words import Language, one_line
from flows.codebook.wording import Wording, day
from flows.impact.estimates import wilson
from warehouse.releases.cited import Cited
from warehouse.releases.sheet import Contradiction, Judged, Point, SeriesSheet, Sheet

#: More contradictions of one series are counted, not told: then it is the series that is wrong.
CONTRADICTIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a codebook; `rows` of facts are label and value, of a table cells, of a list one cell each."""

    kind: Literal["heading", "text", "facts", "table", "list", "references"]
    text: str = ""
    level: int = 1
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    #: Columns of numbers, which stand to the right.
    numbers: frozenset[int] = field(default_factory=frozenset)
    #: The column whose [numbers] lead to references.
    links: int | None = None


def outline(sheet: Sheet, language: Language) -> Iterator[Piece]:
    """The pieces of a codebook, in their order."""
    say = Wording(language)
    yield Piece("heading", say("page.title"))
    yield Piece(
        "text", say("page.made", day=f"{sheet.made_at:%Y-%m-%d %H:%M}", base=_base(sheet, say))
    )
    yield Piece("text", say("page.reading"))
    for series in sheet.series:
        yield from _series(series, say)
    if sheet.readings:
        yield Piece("heading", say("page.readings"), 2)
        yield Piece(
            "table",
            columns=tuple(
                say(f"page.{name}") for name in ("version", "knowledge", "code", "documents")
            ),
            rows=tuple(
                (one.version, one.knowledge_digest, one.code_digest, str(one.documents))
                for one in sheet.readings
            ),
            numbers=frozenset((3,)),
        )
    if sheet.cited:
        yield Piece("heading", say("page.references"), 2)
        yield Piece("references", rows=tuple(_reference(one, language) for one in sheet.cited))


def _base(sheet: Sheet, say: Wording) -> str:
    if sheet.release:
        name, made, digest = sheet.release
        return say("page.of_release", name=name, day=day(made), digest=digest)
    return say("page.of_run", run=sheet.run_id) if sheet.run_id else say("page.of_nothing")


def _reference(cited: Cited, language: Language) -> tuple[str, ...]:
    """A reference, and what is quoted: Chinese ones after the standard, English ones in words."""
    if language == "zh":
        reference, evidence = gbt7714(cited).split("\n")
        return reference, evidence
    reference = plain(cited, bare=True)
    return reference, plain(cited).removeprefix(reference).strip()


def title_of(series: SeriesSheet, say: Wording) -> str:
    """What a series is called: whose, where, what, of which part, in which unit."""
    named = [
        series.subject,
        series.place,
        series.partner and f"↔ {series.partner}",
        series.indicator,
    ]
    parts = f" [{', '.join(series.dimensions)}]" if series.dimensions else ""
    unit = say("series.in_unit", unit=say.unit(series.unit)) if series.unit else ""
    name = " ".join(one for one in named if one) + parts + unit
    return one_line(say("series.title", name=name, length=_length(series, say)))


def _length(series: SeriesSheet, say: Wording) -> str:
    """How long its periods are: the grain of a calendar period, else how it fills it."""
    if series.span == "single" or series.span not in ("ytd", "instant", "since", "custom"):
        return say.name("grain", series.grain)
    return say.name("span", series.span)


def _series(series: SeriesSheet, say: Wording) -> Iterator[Piece]:
    yield Piece("heading", title_of(series, say), 2)
    yield Piece("facts", rows=tuple(_facts(series, say)))
    yield Piece("heading", say("section.sources"), 3)
    yield Piece(
        "table",
        columns=tuple(
            say(f"source.{name}")
            for name in ("source", "publisher", "tier", "licence", "figures", "credited")
        ),
        rows=tuple(
            (
                one.pattern or say("page.none"),
                one.publisher or say("page.none"),
                say.name("tier", one.tier),
                one.licence or say("page.none"),
                str(one.figures),
                say.listed(one.credited) or say("page.none"),
            )
            for one in series.sources
        ),
        numbers=frozenset((4,)),
    )
    yield Piece("heading", say("section.gaps"), 3)
    yield Piece("list", rows=tuple((one,) for one in _gaps(series, say)))
    yield Piece("heading", say("section.revisions"), 3)
    revised = tuple((one,) for one in _revisions(series, say))
    yield Piece("list", rows=revised or ((say("section.no_revisions"),),))
    yield Piece("heading", say("section.flags"), 3)
    flags = tuple((one,) for one in _flags(series, say))
    yield Piece("list", rows=flags or ((say("section.no_flags"),),))
    yield Piece("heading", say("section.observations"), 3)
    yield _observations(series, say)


def _facts(series: SeriesSheet, say: Wording) -> Iterator[tuple[str, str]]:
    names = [name for name in series.names if name != series.indicator]
    yield say("series.indicator"), f"{series.indicator} ({series.indicator_id})"
    if names:
        yield say("series.names"), say.listed(names)
    yield say("series.definition"), series.definition or say("series.no_definition")
    for key, value in (
        ("subject", series.subject),
        ("place", series.place),
        ("partner", series.partner),
    ):
        if value:
            yield say(f"series.{key}"), value
    if series.dimensions:
        yield say("series.dimensions"), say.listed(series.dimensions)
    yield say("series.measure"), say.name("measure", series.measure)
    yield say("series.unit"), say.unit(series.unit) or say("series.ratio")
    if series.price_basis:
        yield say("series.price"), say.name("price", series.price_basis)
    yield say("series.grain"), _length(series, say)
    if series.is_summable is not None:
        yield say("series.is_summable"), say("page.yes" if series.is_summable else "page.no")
    yield say("series.coverage"), _coverage(series, say)
    yield say("series.precision"), _precision(series, say)
    yield say("series.id"), series.series_id


def _coverage(series: SeriesSheet, say: Wording) -> str:
    return say(
        "series.covered",
        first=min(one.period_start for one in series.points),
        last=max(one.period_end for one in series.points),
        points=len(series.points),
        **{state: series.counted(state) for state in ("stated", "derived", "gap")},
    )


def _precision(series: SeriesSheet, say: Wording) -> str:
    return ("；" if say.language == "zh" else "; ").join(
        (
            say("series.of_series", said=_judged(series.judged, say)),
            say("series.of_indicator", said=_judged(series.judged_of_indicator, say)),
        )
    )


def _judged(judged: Judged, say: Wording) -> str:
    decided = judged.right + judged.wrong
    if not decided:
        return say("series.not_judged")
    low, high = wilson(judged.right, decided)
    return say(
        "series.judged",
        right=judged.right,
        n=decided,
        share=f"{judged.right / decided:.0%}",
        low=f"{low:.0%}",
        high=f"{high:.0%}",
        unsure=say("series.unsure", n=judged.unsure) if judged.unsure else "",
    )


def _period(series: SeriesSheet, point: Point, say: Wording) -> str:
    return say.period(point.period_start, point.period_end, series.span)


def _gaps(series: SeriesSheet, say: Wording) -> Iterator[str]:
    held = [_period(series, one, say) for one in series.points if one.state == "gap"]
    if held:
        yield say("section.held", periods=say.listed(held))
    if series.missing:
        yield say("section.missing", periods=say.listed(_runs(series, say)))
    elif series.span != "single" or series.grain in ("day", "other"):
        yield say("section.irregular")
    elif not held:
        yield say("section.no_gaps")


def _runs(series: SeriesSheet, say: Wording) -> Iterator[str]:
    """The missing periods, those that follow upon one another as one range."""
    runs: list[list[tuple[date, date]]] = []
    for period in series.missing:
        if runs and runs[-1][-1][1] + timedelta(days=1) == period[0]:
            runs[-1].append(period)
        else:
            runs.append([period])
    for run in runs:
        first, last = (say.period(*one, series.span) for one in (run[0], run[-1]))
        yield first if len(run) == 1 else say("page.range", first=first, last=last)


def _revisions(series: SeriesSheet, say: Wording) -> Iterator[str]:
    for one, later in series.revisions:
        old, new = (say.amount(each, series.unit) for each in (one, later))
        yield say(
            "section.revised",
            period=_period(series, later, say),
            old=old,
            new=new,
            day=day(later.published_at) or say("page.none"),
        )


def _flags(series: SeriesSheet, say: Wording) -> Iterator[str]:
    flagged: dict[str, list[str]] = {}
    for point in series.points:
        for flag in point.flags:
            flagged.setdefault(flag, []).append(_period(series, point, say))
    for flag, periods in flagged.items():
        yield f"{say.name('flag', flag)}{say('page.colon')}{say.listed(periods)}"
    for one in series.contradictions[:CONTRADICTIONS]:
        yield _contradiction(one, say)
    if (more := len(series.contradictions) - CONTRADICTIONS) > 0:
        yield say("section.more", n=more)


def _contradiction(one: Contradiction, say: Wording) -> str:
    said = " / ".join(
        f"“{one_line(sentence)}”"
        for sentence in dict.fromkeys((one.sentence, *one.other_sentences))
    )
    against = " / ".join((one.surface, *one.other_surfaces))
    question = say.name("question", one.question)
    if one.verdict != "contradiction":
        question = say(
            "section.doubtful", question=question, verdict=say.name("verdict", one.verdict)
        )
    return f"{question}{say('page.colon')}{against}{say('page.stop')}{said}"


def _observations(series: SeriesSheet, say: Wording) -> Piece:
    columns = (
        "period", "value", "range", "state", "statements", "reprints", "published", "flags", "references",
    )  # fmt: skip
    return Piece(
        "table",
        columns=tuple(say(f"point.{name}") for name in columns),
        rows=tuple(_row(series, one, say) for one in series.points),
        numbers=frozenset((1, 2, 4, 5)),
        links=len(columns) - 1,
    )


def _row(series: SeriesSheet, one: Point, say: Wording) -> tuple[str, ...]:
    state = say.name("state", one.state)
    if one.vintage:
        state = say.listed((state, say("revision.revision", n=one.vintage)))
    return (
        _period(series, one, say),
        say.amount(one, series.unit),
        say.interval(one, series.unit),
        state,
        str(one.statements) if one.state == "stated" else "",
        str(one.reprints) if one.state == "stated" else "",
        day(one.published_at),
        say.listed(say.name("flag", flag) for flag in one.flags),
        "".join(f"[{place}]" for place in one.sources),
    )
