"""What a mention must be to count as one: a name, whole and undamaged."""

from __future__ import annotations

from great_expectations import expectations as gxe

MENTION = (
    gxe.ExpectColumnValueLengthsToBeBetween(
        column="surface",
        min_value=2,
        max_value=80,
        severity="critical",
        notes="A name has at least two characters, and even a document's title no more than eighty.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="surface",
        regex="[。\n\ufffd\ue000-\uf8ff]",
        severity="critical",
        notes="A name does not reach over a full stop, a line or a damaged character (! and ? belong to some titles).",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="confidence",
        min_value=0,
        max_value=1,
        severity="critical",
        notes="Confidence is a share of one.",
    ),
)
