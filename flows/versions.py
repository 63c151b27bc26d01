"""The name of an article in; its versions and their differences printed out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flows.location import SettingsError, find_home
from flows.terminal.printing import print_json, print_rows, say, shown, tell

if TYPE_CHECKING:
    from warehouse.history.article_history import Change, Comparison

Row = dict[str, Any]
#: Longer blocks are not compared character by character.
COMPARED = 4000
#: A stretch that stayed is shown so far on either side of a change.
AROUND = 20


def show_versions(name: str, *, json: bool) -> int:
    """Print the versions of articles, the newest last; exit code 1 where there is no such article."""
    from warehouse.history.article_history import versions_of

    rows = versions_of(find_home(), name)
    if json:
        print_rows(rows, json=True)
    for (place, key), stories in (
        () if json else groupby(rows, lambda row: (row["location"], row["article_key"]))
    ):
        listed = list(stories)
        say(f"{shown(listed[-1]['title'])}  {shown(place)}  {key[:12]}", style="bold")
        if gone := listed[-1]["vanished_at"]:
            say(
                f"not found any more since {gone:%Y-%m-%d %H:%M} UTC; what was published stays",
                style="doubtful",
            )
        print_rows([_told(row) for row in listed])
        if len(listed) > 1:
            say("+ came, - went, ~ changed, against the version before", style="dim")
        say("")
    if not rows:
        tell(f"kouan: {shown(name)}: no article is or was at this place or has such an id")
    return 0 if rows else 1


def _told(row: Row) -> Row:
    page = row["published_text"]
    crawled = row["crawled_at"]
    return {
        "version": row["number"],
        "reason": row["version_reason"],
        "from": f"{row['valid_from']:%Y-%m-%d %H:%M}",
        "to": f"{row['valid_to']:%Y-%m-%d %H:%M}" if row["valid_to"] else "valid",
        "page dated": page,
        "crawled": f"{crawled:%Y-%m-%d %H:%M}" if crawled else None,
        "characters": _signed(row, "characters_added", "characters_removed") or row["characters"],
        "blocks": _signed(row, "blocks_added", "blocks_removed", "blocks_changed"),
        "figures": _signed(row, "figures_added", "figures_gone", "figures_changed"),
        "article_id": row["article_id"][:12],
    }


def _signed(row: Row, added: str, gone: str, changed: str = "") -> str:
    """Counts as +2 -1 ~3; empty where there is no version before."""
    if row[added] is None:
        return ""
    parts = [
        f"{sign}{row[name]}"
        for sign, name in (("+", added), ("-", gone), ("~", changed))
        if name and row[name]
    ]
    return " ".join(parts) or "same"


def show_differences(name: str, old: int | None, new: int | None, *, json: bool) -> int:
    """Print what a version changed against another one, by default the last against the one before it.

    Raises:
        SettingsError: the name fits several articles, or there is no version of that number.
    """
    from warehouse.history.article_history import compare, versions_of

    home = find_home()
    rows = versions_of(home, name)
    if not rows:
        tell(f"kouan: {shown(name)}: no article is or was at this place or has such an id")
        return 1
    if len({row["article_key"] for row in rows}) > 1:
        raise SettingsError(
            f"{name}: several articles fit; give the article_key of one, `kouan versions` lists them"
        )
    by_number = {row["number"]: row for row in rows}
    second = new if new is not None else rows[-1]["number"]
    first = old if old is not None else second - 1
    for number in (first, second):
        if number not in by_number:
            if number == 0:
                tell(f"kouan: {shown(name)}: there is one version; nothing to compare it with")
                return 1
            raise SettingsError(
                f"{name}: there is no version {number}; there are 1 to {rows[-1]['number']}"
            )
    found = compare(home, by_number[first], by_number[second])
    if json:
        print_json([asdict(found)])
    else:
        for line, style in lines_of(found):
            say(line, style=style)
    return 0


def lines_of(found: Comparison) -> Iterator[tuple[str, str]]:
    """A comparison as lines with their styles: blocks first, then the figures by name."""
    for name, row in (("old", found.first), ("new", found.second)):
        stated = f", page dated {row['published_text']}" if row["published_text"] else ""
        yield (
            f"{name}  version {row['number']} of {row['valid_from']:%Y-%m-%d %H:%M} ({row['version_reason']}){stated}",
            "dim",
        )
    for change in found.changes:
        yield from _block_lines(change)
    yield f"{found.same} blocks are the same", "dim"
    for figure in found.figures:
        about = shown(figure["indicator_raw"] or figure["subject"] or "figure")
        before, after = shown(figure["old_surface"]), shown(figure["new_surface"])
        if figure["kind"] == "changed":
            what = ", ".join(figure["changed"])
            yield f"figure  {about}: {before} → {after}  (changed: {what})", "doubtful"
        elif figure["kind"] == "added":
            yield f"figure  {about}: + {after}", "good"
        else:
            yield f"figure  {about}: - {before}", "bad"


def _block_lines(change: Change) -> Iterator[tuple[str, str]]:
    if change.before is None or change.after is None:
        sign, style = ("+", "good") if change.before is None else ("-", "bad")
        yield (
            f"{sign} {change.role}: {shown(change.after if change.before is None else change.before)}",
            style,
        )
        return
    if len(change.before) + len(change.after) > COMPARED:
        yield f"- {change.role}: {shown(change.before)}", "bad"
        yield f"+ {change.role}: {shown(change.after)}", "good"
        return
    yield f"~ {change.role}: {marked(change.before, change.after)}", ""


def marked(before: str, after: str) -> str:
    """One text with what went in [-…-] and what came in {+…+}; long stretches that stayed are cut.

    >>> marked("达25万人次", "达31万人次")
    '达[-25-]{+31+}万人次'
    """
    parts = []
    codes = SequenceMatcher(None, before, after, False).get_opcodes()
    for number, (what, first, last, start, end) in enumerate(codes):
        if what == "equal":
            parts.append(
                _shortened(
                    before[first:last], is_first=number == 0, is_last=number == len(codes) - 1
                )
            )
            continue
        if last > first:
            parts.append(f"[-{shown(before[first:last])}-]")
        if end > start:
            parts.append(f"{{+{shown(after[start:end])}+}}")
    return "".join(parts)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    if len(text) <= 2 * AROUND:
        return shown(text)
    head = "" if is_first else text[:AROUND]
    tail = "" if is_last else text[-AROUND:]
    return f"{shown(head)}…{shown(tail)}"
