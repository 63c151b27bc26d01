"""Staged blocks and damages in; the blocks that are published with damage in them out, each with the words around it."""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.records import Held

#: Characters shown on either side of a damage.
CONTEXT: Final = 30
#: A block shows so many of its damages; the rest are counted.
SHOWN: Final = 5

DETAILS: Final = {
    "broken": "Characters of this paragraph were destroyed before the page reached kouan; its text is published as"
    " it stands and no fact is taken from the damaged stretch. Fetch the page again, or correct it by hand.",
    "guessed": "A repair put characters into this paragraph without seeing all their bytes; its text is published"
    " and no fact is taken from the guessed stretch. Compare it with another copy of the page.",
}

_DAMAGED: Final = """
SELECT document.document_id, document.locations[1], block.raw_start, block.raw_end, damage.state, block.text,
    list([damage."start" - block."start", damage."end" - block."start"] ORDER BY damage."start") AS spans
FROM temp.damage AS damage
INNER JOIN temp.document AS document USING (document_id)
INNER JOIN temp.article AS article USING (document_id)
INNER JOIN temp.block AS block
    ON block.article_id = article.article_id AND damage."start" < block."end" AND block."start" < damage."end"
GROUP BY ALL
ORDER BY document.document_id, block.raw_start, damage.state
"""


def damaged_blocks(connection: duckdb.DuckDBPyConnection) -> tuple[Held, ...]:
    """One row per staged block and kind of damage in it. Nothing is taken out: the text is published, flagged."""
    return tuple(
        Held(
            "block",
            f"{document_id}:{raw_start}:{raw_end}",
            location,
            state,
            DETAILS[state],
            evidence=_shown(text, spans),
        )
        for document_id, location, raw_start, raw_end, state, text, spans in connection.execute(
            _DAMAGED
        ).fetchall()
    )


def _shown(text: str, spans: list[list[int]]) -> str:
    """The damaged stretches in marks that no text of the press has, neighbours around them; what is near stands once."""
    shown, at = "", 0
    for start, end in spans[:SHOWN]:
        first, last = max(at, start), min(len(text), end)
        if not shown:
            shown = "…" * (first > CONTEXT) + text[max(0, first - CONTEXT) : first]
        elif first - at <= 2 * CONTEXT:
            shown += text[at:first]
        else:
            shown += f"{text[at : at + CONTEXT]} … {text[first - CONTEXT : first]}"
        shown += f"⟦{text[first:last]}⟧"
        at = last
    more = len(spans) - SHOWN
    if more > 0:
        return f"{shown}{text[at : at + CONTEXT]} … and {more} more"
    return shown + text[at : at + CONTEXT] + "…" * (at + CONTEXT < len(text))
