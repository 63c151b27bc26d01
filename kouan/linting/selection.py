"""Names of rules and kinds in, a choice of findings out; unknown names are refused with the nearest known one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Final

from kouan.cleaning.pipeline import layers_of
from kouan.linting.written import OF_SYNTAX, TAKING_APART
from kouan.model.article import RemovedKind, RepairKind
from kouan.model.knowledge import Knowledge

#: What decoding finds, under the names that it has in the output; no rule mends it.
DECODING: Final = ("undecodable_bytes", "separator_control")
#: The finding that a file holds several stories; nobody mends it.
STORIES: Final = "several_stories"


class SelectionError(ValueError):
    """A name that fits no rule and no kind; the message gives the nearest one that exists."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The findings that count: all, or those that `select` names; in both cases less those that `ignore` names.

    A name is that of a rule (width), of a kind of repair or removal (pinyin_annotation, ad_footer), or a
    pattern with * over both. In a file that is written in Markdown or HTML, or line by line, the rules that take a saved
    page apart count only where something is selected by name, in a program nor those of marks; what is code does not count.

    >>> Selection(("width", "gloss"), ("gl*",)).takes("gloss", "pinyin_annotation")
    False
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    #: What the file is written in: "markdown", "html", "lines", "program", or nothing, so plain text.
    written_in: str = ""

    def takes(self, rule: str, kind: str = "") -> bool:
        """Whether a finding of this rule and kind counts."""
        names = (rule, kind)
        if self.written_in and not self.select and rule in TAKING_APART:
            return False
        if self.written_in == "program" and not self.select and rule in OF_SYNTAX:
            return False
        return (not self.select or _fits(self.select, names)) and not _fits(self.ignore, names)

    def without(self, names: Iterable[str]) -> Selection:
        """The same choice less what these names take."""
        more = tuple(name for name in names if name not in self.ignore)
        return replace(self, ignore=self.ignore + more) if more else self


#: Every finding counts.
EVERYTHING: Final = Selection()


def _fits(patterns: Iterable[str], names: Collection[str]) -> bool:
    return any(
        pattern in names or ("*" in pattern and any(fnmatchcase(name, pattern) for name in names))
        for pattern in patterns
    )


def names_known(knowledge: Knowledge) -> tuple[str, ...]:
    """Every name a selection may use: rules in their order (those of the project too), what no rule finds, kinds."""
    rules = [rule for layer in layers_of(knowledge) for rule in layer]
    kinds = (*RepairKind, *RemovedKind, *(rule.kind for rule in rules))
    return tuple(
        dict.fromkeys(
            [*DECODING, *(rule.name for rule in rules), STORIES, *(str(kind) for kind in kinds)]
        )
    )


def refuse_unknown(names: Iterable[str], known: Collection[str], where: str) -> None:
    """Let known names and patterns that fit one pass.

    Raises:
        SelectionError: a name fits nothing; `where` says in the message who gave it.
    """
    for name in names:
        if name in known or ("*" in name and any(fnmatchcase(one, name) for one in known)):
            continue
        near = get_close_matches(name.lower().replace("-", "_"), list(known), 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise SelectionError(
            f"{where}: there is no rule or kind {name!r}; {hint}kouan check --list-rules shows them"
        )
