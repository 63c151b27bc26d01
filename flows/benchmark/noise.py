"""Clean text and the names of damages in, the damaged text with its exact truth out; the same seed, the same damage.

    damage(text, ["half_width", "gb18030"], Random(1))

Damages of the text are laid over one another in the order named; at most one name says how the file is written,
UTF-8 unless named. `DAMAGES` is the list of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from flows.benchmark import (
    noise_classic,
    noise_escapes,
    noise_layout,
    noise_mojibake,
    noise_script,
    noise_text,
)
from flows.benchmark.damaged import Change, Damaged, UnfitError, changed, untouched
from flows.benchmark.noise_bytes import WRITINGS, Writing, rare_characters

__all__ = ["DAMAGES", "Damage", "Damaged", "UnfitError", "damage", "damages_of"]


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage: changes to a text (`spoil`), or a way of writing it as bytes (`write`).

    `prepare` puts into the truth what the damage needs. `is_reversible`: the damaged text holds all of the truth.
    """

    name: str
    family: str
    spoil: Callable[[str, Random], Iterable[Change]] | None = None
    write: Writing | None = None
    prepare: Callable[[str, Random], str] | None = None
    is_reversible: bool = True


def _all() -> Iterator[Damage]:
    for name, write in WRITINGS.items():
        spoils = name.startswith(("truncated", "stray"))
        yield Damage(name, "encoding", write=write, is_reversible=not spoils)
    yield Damage(
        "gb18030_four_bytes", "encoding", write=WRITINGS["gb18030"], prepare=rare_characters
    )
    for name in noise_classic.FAMILIES:
        spoil = noise_mojibake.wrong_codec(name)
        yield Damage(name, "mojibake", spoil, is_reversible=name in noise_classic.REVERSIBLE)
    for codec in ("gb18030", "big5hkscs"):
        lost = noise_mojibake.out_of_step(codec)
        yield Damage(f"shifted_{codec}", "shifted", lost, is_reversible=False)
        kept = noise_mojibake.out_of_step(codec, keeps_private=True)
        yield Damage(f"shifted_{codec}_private_kept", "shifted", kept, is_reversible=False)
    for name, module, family in (
        ("glossed", noise_script, "gloss"),
        ("glossed_wide", noise_script, "gloss"),
        ("glossed_otherwise", noise_script, "gloss"),
        ("glossed_toneless", noise_script, "gloss"),
        ("half_width", noise_text, "width"),
        ("blank_beside_mark", noise_text, "space"),
        ("letter_spaced", noise_text, "space"),
        ("invisible", noise_text, "invisible"),
        ("other_line_ends", noise_text, "line_end"),
        ("stray_word", noise_text, "stray_word"),
        ("named", noise_escapes, "escape"),
        ("named_twice", noise_escapes, "escape"),
        ("decimal", noise_escapes, "escape"),
        ("hexadecimal", noise_escapes, "escape"),
        ("bare_decimal", noise_escapes, "escape"),
        ("bare_hexadecimal", noise_escapes, "escape"),
        ("backslash", noise_escapes, "escape"),
        ("percent_u", noise_escapes, "escape"),
        ("percent_utf8", noise_escapes, "escape"),
        ("percent_gbk", noise_escapes, "escape"),
        ("broken_paragraph", noise_layout, "layout"),
        ("repeated_block", noise_layout, "layout"),
        ("dateline", noise_layout, "layout"),
        ("related_links", noise_layout, "layout"),
        ("notice", noise_layout, "layout"),
    ):
        yield Damage(name, family, getattr(module, name))
    for profile in ("s2t", "s2tw", "s2hk"):
        yield Damage(profile, "script", noise_script.traditional(profile))


DAMAGES: Final[dict[str, Damage]] = {one.name: one for one in _all()}


def damages_of(family: str) -> tuple[Damage, ...]:
    """All damages of one family."""
    return tuple(one for one in DAMAGES.values() if one.family == family)


def damage(truth: str, names: Sequence[str], rng: Random) -> Damaged:
    """The text with these damages, one laid over the other, and as the bytes of a file.

    Raises:
        UnfitError: a damage finds no place in this text, or two say how the file is written.
        KeyError: there is no such damage.
    """
    chosen = [DAMAGES[name] for name in names]
    for one in chosen:
        if one.prepare:
            truth = one.prepare(truth, rng)
    done = untouched(truth)
    for one in chosen:
        if one.spoil:
            done = changed(done, one.name, one.spoil(done.text, rng))
    writings = [one for one in chosen if one.write]
    if len(writings) > 1:
        raise UnfitError(
            f"{writings[0].name} and {writings[1].name} both say how the file is written"
        )
    for one in writings:
        if one.write:
            text, raw = one.write(done, rng)
            done = replace(text, names=(*done.names, one.name), raw=raw, codec=one.name)
    return done
