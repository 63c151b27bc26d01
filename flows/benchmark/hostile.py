"""Hostile texts in, the time each rule needs for them out: `python -m flows.benchmark.hostile [--megabytes 1]`.

A rule that searches long, or looks at everything from everywhere, shows here: more than a second of processor time for
a megabyte is too much. The exit code is 1 when there is such a rule. `--only WORD` takes the texts whose name holds it.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flows.benchmark.provocations import Provocation, provocations
from kouan.cleaning.pipeline import RULES, clean_batch
from kouan.gathering import gather
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView
from kouan.reading.decoding import decode

MEGABYTE: Final = 1_000_000
#: Seconds of processor time that a rule may take for a megabyte.
ALLOWED: Final = 1.0
#: What all rules in all their rounds, decoding included, may take.
ALLOWED_IN_ALL: Final = 10.0
#: Seconds until a single piece of work is broken off: a search without end must not hide the others.
PATIENCE: Final = 20.0
#: The name of the whole of cleaning beside those of its rules.
ALL: Final = "all rules, in rounds"


@dataclass(frozen=True, slots=True)
class Time:
    """What one rule took for one text, in seconds for a megabyte."""

    rule: str
    provocation: str
    seconds_per_megabyte: float

    @property
    def is_too_long(self) -> bool:
        """Whether it is more than allowed."""
        return self.seconds_per_megabyte > (ALLOWED_IN_ALL if self.rule == ALL else ALLOWED)


def times(provocation: Provocation, size: int, knowledge: Knowledge) -> Iterator[Time]:
    """The time of each rule it is meant for, and of cleaning as a whole, for one text of about `size` bytes."""
    text = provocation.make(size)
    raw = text.encode("utf-8", "surrogatepass")
    share = MEGABYTE / len(raw)
    for rule in RULES:
        if provocation.module in ("", rule.module):
            view = BatchView.of([text.replace("\x1e", "\ufffd")], knowledge)
            yield Time(rule.name, provocation.name, _seconds(partial(rule, view)) * share)
    if not provocation.module:
        taken = _seconds(lambda: clean_batch([decode(raw)], knowledge))
        yield Time(ALL, provocation.name, taken * share)


def warm(knowledge: Knowledge) -> None:
    """Let every rule read its tables, which the first text would be charged with."""
    for rule in RULES:
        for text in (*rule.examples, *rule.keeps):
            clean_batch([decode(text.encode())], knowledge)


def _seconds(work: Callable[[], object]) -> float:
    """The processor time of some work, which is broken off when it takes too long to wait for."""
    previous = signal.signal(signal.SIGVTALRM, _break_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    start = time.process_time()
    try:
        work()
    except _TooLongError:
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
    return time.process_time() - start


class _TooLongError(Exception):
    """The work was broken off."""


def _break_off(*_: object) -> None:
    raise _TooLongError


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the longest times by rule; exit code 1 when one is too long."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--only", default="")
    asked = parser.parse_args(arguments)
    knowledge = gather()
    longest: dict[str, Time] = {}
    failed: list[Time] = []
    number = 0
    warm(knowledge)
    for provocation in provocations(knowledge):
        if asked.only in provocation.name:
            number += 1
            for one in times(provocation, int(asked.megabytes * MEGABYTE), knowledge):
                failed += [one] * one.is_too_long
                if (
                    one.rule not in longest
                    or one.seconds_per_megabyte > longest[one.rule].seconds_per_megabyte
                ):
                    longest[one.rule] = one
    print(f"{number} texts of {asked.megabytes:g} MB; the longest time of each rule")
    for one in (*longest.values(), *failed):
        mark = "TOO LONG" if one.is_too_long else ""
        print(f"{one.rule:24} {one.seconds_per_megabyte:8.3f} s/MB  {one.provocation:48} {mark}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
