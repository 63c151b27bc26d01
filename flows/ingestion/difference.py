"""Knowledge of two states in, what a text must hold to be read otherwise out; or why every text may be.

A row of these lexicons is looked up in the text of the document itself, so it can touch only documents
that hold its surface. Whatever is not known to be so touches everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flows.ingestion.keeping import Kept
from kouan.cleaning.pattern_pairs import best_pairs
from kouan.model.knowledge import Phrase, Template
from kouan.model.line_shape import FIGURE

#: Lexicons that extraction and segmentation look up in the clean text, word by word.
LOCAL: Final = frozenset(
    {
        "bound", "caption", "common_name", "common_word", "counter", "country", "currency", "dimension", "division", "editor_note",
        "fixed_name", "gazetteer", "home_currency", "institution", "kind_cue", "measure_cue", "modality_cue", "name_boundary", "organization_suffix", "period_word",
        "place", "place_suffix", "port", "port_suffix", "post", "program_suffix", "rate", "system_suffix", "unit",
        "unit_lookalike", "unit_measure",
    }
)  # fmt: skip
#: Their columns that are looked for in a text, or name what a text says.
SURFACES: Final = ("surface", "name", "alias_of", "short", "stem")
#: Lexicons that the shipped code reads as a whole or before the text is clean, with what is at stake.
WHOLE: Final = {
    "byline": "it is read in text that cleaning takes out",
    "credit": "it is read in text that cleaning takes out",
    "indicator": "its names are compared with phrases that are put together from several words of a text",
    "surname": "its frequencies weigh every name",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells documents that may be read otherwise: they hold one of `needles`; `everything` says why all may be.

    `lines` tells more, as source and line: documents of that source that hold a run of signs of the line.
    """

    everything: tuple[str, ...] = ()
    needles: frozenset[str] = frozenset()
    lines: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Difference) -> Difference:
        return Difference(
            tuple(dict.fromkeys((*self.everything, *other.everything))),
            self.needles | other.needles,
            self.lines | other.lines,
        )


def difference(before: Kept, now: Kept) -> Difference:
    """What changed from one state to the other."""
    found = Difference(tuple(_reasons(before, now)))
    for name in sorted({*before.lexicons, *now.lexicons}):
        had, has = before.lexicons.get(name, ()), now.lexicons.get(name, ())
        if had != has:
            found |= _of_lexicon(name, had, has, has_rules=bool(now.rules or before.rules))
    changed = {*before.templates} ^ {*now.templates}
    found |= Difference(lines=frozenset((one.source, _needle(one)) for one in changed))
    return found | _of_phrases(before.phrases, now.phrases)


def _needle(template: Template) -> str:
    """What a document must hold to have a line of a template, whatever its figures."""
    parts = FIGURE.split(template.line) if template.figures == "any" else [template.line]
    return max(parts, key=lambda part: sum(map(is_han, part)))


def _reasons(before: Kept, now: Kept) -> Iterator[str]:
    for name in sorted({*before.versions, *now.versions}):
        if before.versions.get(name) != now.versions.get(name):
            yield {"source": "the code of kouan changed"}.get(
                name, f"{name} is {now.versions.get(name)} now, not {before.versions.get(name)}"
            )
    if before.model != now.model:
        yield "the character model changed"
    for name in sorted({*before.rules, *now.rules}):
        if before.rules.get(name) != now.rules.get(name):
            yield f"rules/{name} changed"


Row = Mapping[str, str]


def _of_lexicon(
    name: str, had: Iterable[Row], has: Iterable[Row], *, has_rules: bool
) -> Difference:
    if has_rules:
        return Difference(
            (f"lexicon {name} changed, and rules of the project may read it anywhere",)
        )
    if name not in LOCAL:
        shipped = WHOLE.get(name, "it is read before the text is clean")
        return Difference((f"lexicon {name} changed: {shipped}",))
    old, new = [_said(row) for row in had], [_said(row) for row in has]
    in_both = set(old) & set(new)
    # of two rows for one word the first may count
    if [row for row in old if row in in_both] != [row for row in new if row in in_both]:
        return Difference((f"the rows of lexicon {name} are in another order",))
    changed = [dict(row) for row in (*old, *new) if row not in in_both]
    needles = {row[column] for row in changed for column in SURFACES if row.get(column)}
    return Difference(needles=frozenset(needles))


def _said(row: Row) -> tuple[tuple[str, str], ...]:
    """A row without what only a reader reads: its example, source and licence; the source of a name counts."""
    return tuple((name, cell) for name, cell in row.items() if name not in ("example", "licence"))


def _of_phrases(had: tuple[Phrase, ...], has: tuple[Phrase, ...]) -> Difference:
    in_both = set(had) & set(has)
    if [one for one in had if one in in_both] != [one for one in has if one in in_both]:
        return Difference(("the phrases are in another order",))
    found = Difference()
    for phrase in (*had, *has):
        if phrase in in_both:
            continue
        pairs = best_pairs(phrase.pattern).pairs
        if pairs and all(is_han(sign) for pair in pairs for sign in pair):
            found |= Difference(needles=frozenset(pairs))
        else:
            found |= Difference(
                (f"phrase {phrase.name} changed, and no word tells where it may stand",)
            )
    return found


def is_han(sign: str) -> bool:
    """Whether a character is a Chinese one.

    >>> is_han("口"), is_han("〇"), is_han("K"), is_han("。")
    (True, True, False, False)
    """
    code = ord(sign)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code == 0x3007 or code >= 0x20000
