"""A request about releases in; the answer printed, and its exit code out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import kouan
from flows.location import SettingsError, find_home
from flows.releases.telling import as_object, lines_of
from flows.summary import counted
from flows.terminal.finding import simplified
from flows.terminal.printing import print_json, print_rows, say, shown, tell
from flows.terminal.progress import shown_progress
from warehouse.releases.comparison import compare_releases
from warehouse.releases.making import (
    RefusedReleaseError,
    Release,
    create_release,
    figures_of,
    releases,
    verified,
)
from warehouse.releases.series import figures_in, named_series

#: Digits of a digest that are shown.
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """Which figures are frozen: one of the three."""

    every: bool
    where: str | None
    series: tuple[str, ...]

    def condition(self, home: Path) -> str | None:
        """The condition on view current_metric; None for all.

        Raises:
            SettingsError: none or several are given. UnknownSeriesError: a series is not there.
        """
        if [self.every, self.where is not None, bool(self.series)].count(True) != 1:
            raise SettingsError("say which figures: --all, --where CONDITION or --series NAME")
        if self.series:
            return figures_in(named_series(home, [simplified(name) for name in self.series]))
        return self.where


def create(names: Sequence[str], choice: Choice, *, note: str | None, as_json: bool) -> int:
    """Freeze figures under a name; exit code 1 where it is taken or no figure fits.

    Raises:
        SettingsError: there is not one name, or not one choice of figures. UnknownSeriesError.
    """
    (name,) = _names(names, 1, "create NAME")
    home = find_home()
    selection = choice.condition(home)
    try:
        with shown_progress("figures") as progress:
            progress("freezing figures", 0, 0)
            made = create_release(home, name, kouan.__version__, selection=selection, note=note)
    except RefusedReleaseError as error:
        tell(f"kouan: {error}")
        return 1
    if as_json:
        print_json([asdict(made)])
    else:
        say(f"{shown(made.release_name)}: {counted(made.facts, 'figure')}, sha256 {made.digest}")
        say(f"kouan cite FACT --release {made.release_name} cites from it", style="dim")
    return 0


def list_releases(names: Sequence[str], *, as_json: bool) -> int:
    """Print the releases, the newest first; exit code 1 where there is none.

    Raises:
        SettingsError: a name is given, which `show` takes.
    """
    if names:
        raise SettingsError(f"list takes no name; `kouan release show {names[0]}` shows one")
    found = releases(find_home())
    if as_json:
        print_rows(map(asdict, found), json=True)
    elif found:
        print_rows(map(_row, found))
    else:
        tell("kouan: no release was made yet; `kouan release create NAME --all` makes one")
    return 0 if found else 1


def _row(release: Release) -> dict[str, Any]:
    return {
        "name": release.release_name,
        "made": f"{release.created_at:%Y-%m-%d %H:%M}",
        "figures": release.facts,
        "which": release.selection or "all",
        "note": release.note,
        "sha256": release.digest[:_DIGITS],
        "run": release.run_id,
        "kouan": release.version,
    }


def show(names: Sequence[str], rows: int, *, verify: bool, as_json: bool) -> int:
    """Print a release with its figures, or whether it is what it was; exit code 1 where it is not.

    Raises:
        SettingsError: there is not one name. UnknownReleaseError: there is no such release.
    """
    (name,) = _names(names, 1, "show NAME")
    if verify:
        return _verify(name, as_json=as_json)
    found = figures_of(find_home(), name, rows or None)
    if as_json:
        print_rows(found, json=True)
        return 0
    (release,) = (one for one in releases(find_home()) if one.release_name == name)
    print_rows([_row(release)])
    say("")
    print_rows(
        {
            "fact_key": one["fact_key"][:_DIGITS],
            "surface": one["surface"],
            "published": one["published_text"],
            "publisher": one["publisher"] or one["site"],
            "title": one["title"],
            "location": one["location"],
        }
        for one in found
    )
    if len(found) < release.facts:
        tell(f"{counted(release.facts - len(found), 'more figure')}; --rows 0 lists all")
    return 0


def _verify(name: str, *, as_json: bool) -> int:
    release, facts, digest = verified(find_home(), name)
    is_whole = facts == release.facts and digest == release.digest
    if as_json:
        print_json(
            [{**asdict(release), "found": facts, "found_digest": digest, "is_whole": is_whole}]
        )
    elif is_whole:
        say(f"{shown(name)}: whole, {counted(facts, 'figure')}, sha256 {digest}", style="good")
    else:
        say(
            f"{shown(name)}: damaged: {counted(facts, 'figure')} of {release.facts}, sha256 {digest} instead of"
            f" {release.digest}; restore the warehouse from a backup that verifies",
            style="bad",
        )
    return 0 if is_whole else 1


def compare(names: Sequence[str], kinds: Sequence[str], rows: int, *, as_json: bool) -> int:
    """Print what became of the figures of a release; exit code 0 whatever it was.

    Raises:
        SettingsError: there are not one or two names. ReleaseError: they cannot be compared.
    """
    if len(names) not in (1, 2):
        raise SettingsError("name one release, or two; write `kouan release compare A B`")
    with shown_progress("figures") as progress:
        progress("comparing figures", 0, 0)
        found = compare_releases(
            find_home(), *names, kinds=tuple(kinds), limit=rows if rows > 0 else None
        )
    if as_json:
        print_json([as_object(found)])
        return 0
    for line, style in lines_of(found):
        say(line, style=style)
    if found.is_cut:
        tell("more figures changed than are listed; --rows 0 lists all, --kind chooses")
    return 0


def _names(names: Sequence[str], number: int, usage: str) -> Sequence[str]:
    if len(names) != number:
        raise SettingsError(f"{counted(len(names), 'name')} given; write `kouan release {usage}`")
    return names
