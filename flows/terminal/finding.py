"""Words as somebody types them in; the same in the script and width of the warehouse out, and findings as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from flows.terminal.printing import has_color, shown

if TYPE_CHECKING:
    from warehouse.search.articles import Hit
    from warehouse.search.named import Naming
    from warehouse.search.snippets import Snippet, Span

#: Letters and digits as wide as a Chinese character, and the signs that mean something in a search.
_WIDE: Final = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SIGNS: Final = {ord("－"): "-", ord("＂"): '"', ord("｜"): "|", ord("\u3000"): " "}

#: How a word is marked where colours are not wanted.
OPEN, CLOSE = "«", "»"


def simplified(words: str) -> str:
    """The words in Simplified script, as the warehouse has them; letters and digits in plain width.

    >>> simplified("霍爾果斯口岸　通關時間２０秒")
    '霍尔果斯口岸 通关时间20秒'
    """
    from kouan.cleaning.script.conversion import t2s

    plain = words.translate(_WIDE).translate(_SIGNS)
    return plain if plain.isascii() else str(t2s().convert(plain))


def as_phrase(words: str) -> str:
    """The words as one phrase: Chinese ones close up.

    >>> as_phrase("口岸 通关 New York")
    '“口岸通关 New York”'
    """
    closed = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", words)
    return f"“{re.sub('[“”]', '', closed)}”"


def marked(text: str, spans: Sequence[Span]) -> str:
    """A text as one line, the spans in it coloured on a terminal and in «» elsewhere."""
    opened, closed = ("\x1b[1;33m", "\x1b[0m") if has_color() else (OPEN, CLOSE)
    pieces, at = [], 0
    for start, end in spans:
        pieces += [shown(text[at:start]), opened, shown(text[start:end]), closed]
        at = end
    return "".join((*pieces, shown(text[at:])))


def hit_lines(number: int, hit: Hit, words: Sequence[str]) -> Iterator[str]:
    """One article that was found, as lines."""
    from warehouse.search.snippets import highlights

    title = hit.title or "(no title)"
    yield f"{number}. {marked(title, highlights(title, words))}"
    yield "   " + "  ".join(
        shown(part)
        for part in (hit.published, hit.publisher, hit.location, hit.article_id[:12])
        if part
    )
    for snippet in hit.snippets:
        yield "   " + _stretch(snippet)


def _stretch(snippet: Snippet) -> str:
    before, after = "…" * snippet.is_cut_before, "…" * snippet.is_cut_after
    return before + marked(snippet.text, snippet.spans) + after


def hit_row(hit: Hit) -> dict[str, Any]:
    """The same for --json; offsets are half-open code points, `highlights` within `text`, `start` in the clean document."""
    return {
        "article_id": hit.article_id,
        "title": hit.title,
        "published": hit.published,
        "publisher": hit.publisher,
        "location": hit.location,
        "score": hit.score,
        "snippets": [
            {
                "text": one.text,
                "start": one.start,
                "role": one.role,
                "highlights": [list(span) for span in one.spans],
            }
            for one in hit.snippets
        ],
    }


def naming_lines(number: int, naming: Naming) -> Iterator[str]:
    """One article that names what was asked for, as lines: each surface once, with its first sentence."""
    yield f"{number}. {shown(naming.title or '(no title)')}"
    yield "   " + "  ".join(
        shown(part)
        for part in (
            naming.published or "no date",
            naming.publisher,
            naming.location,
            naming.article_id[:12],
        )
        if part
    )
    surfaces = dict.fromkeys(place.surface for place in naming.places)
    for surface in surfaces:
        places = [place for place in naming.places if place.surface == surface]
        first = places[0]
        times = f"  ×{len(places)}" if len(places) > 1 else ""
        yield "   " + marked(first.sentence, [(first.at, first.at + len(surface))]) + times
    if naming.held:
        yield f"   held: {shown(naming.held)} (kouan quarantine)"


def naming_row(naming: Naming) -> dict[str, Any]:
    """The same for --json; `start` and `end` are half-open code points of the clean document."""
    return {
        "article_id": naming.article_id,
        "title": naming.title,
        "published": naming.published,
        "publisher": naming.publisher,
        "location": naming.location,
        "mentions": [
            {
                "surface": place.surface,
                "name": place.name,
                "type": place.type,
                "start": place.start,
                "end": place.end,
                "sentence": place.sentence,
            }
            for place in naming.places
        ],
        "held": list(naming.held),
    }
