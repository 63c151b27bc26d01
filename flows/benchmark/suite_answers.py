"""A case of other people's test cases in, kouan's answer through its public names out, in the form that their scorer reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flows.benchmark.suite_figures import Answer, found_figures
from kouan import clean, location, periods
from kouan.extraction.time.intervals import Interval

Case = dict[str, Any]


def answer(suite: str, case: Case, folder: Path) -> Answer:
    """The answer to one case; the folder of the suites holds the files that a case may name."""
    id_ = {"id": case["id"]}
    if suite.startswith("mojibake"):
        return id_ | {"text": clean(case["raw"]).text}
    if suite.startswith("web_"):
        return id_ | {"text": clean((folder / case["file"]).read_bytes()).text}
    if suite == "jionlp_location":
        return id_ | _location(case["text"])
    if "reference" in case:
        return id_ | {"found": _periods(suite, case["text"], case["reference"])}
    return id_ | {"found": found_figures(suite, case["text"])}


def _periods(suite: str, text: str, reference: str) -> list[Answer]:
    """Every reading of every time expression against the reference, its end as the suite counts it.

    Microsoft ends a stretch where its last named day begins. JioNLP closes what ends at an instant by that
    instant, so its end, made half-open, lies one second or one minute further on.
    """
    rows = {
        (one.start, one.end, reading.first.isoformat(), end.isoformat()): None
        for one in periods(text, _meant(reference))
        for reading in one.readings
        for end in _ends(suite, reading)
    }
    return [dict(zip(("start", "end", "from", "to"), row, strict=True)) for row in rows]


def _ends(suite: str, reading: Interval) -> list[datetime]:
    if suite.startswith("ms_"):
        return [reading.until, reading.last or reading.until]
    steps = (0, 1, 60) if suite.startswith("jionlp") else (0,)
    return [reading.until + timedelta(seconds=step) for step in steps]


def _meant(reference: str) -> str:
    """A reference as finely as it is meant: a time of noughts is a date, 07:00:00 an hour.

    >>> _meant("2019-02-18T00:00:00"), _meant("2019-02-18T07:00:00")
    ('2019-02-18', '2019-02-18T07')
    """
    return reference.removesuffix(":00").removesuffix(":00").removesuffix("T00")


def _location(text: str) -> Answer:
    """Province, city and county of an address, by their present names."""
    place = location(text)
    return {level: place and getattr(place, level) for level in ("province", "city", "county")}
