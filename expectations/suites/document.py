"""What a document must show once it has been read; a document that cannot be an article was refused before."""

from __future__ import annotations

from great_expectations import expectations as gxe

DOCUMENT = (
    gxe.ExpectColumnValuesToBeBetween(
        column="undecodable_bytes",
        min_value=0,
        max_value=0,
        severity="warning",
        notes="Every byte was read as a character; bytes that were not stand as U+FFFD and yield no facts.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="encoding_margin",
        min_value=0.05,
        severity="warning",
        notes="The encoding won by a clear margin; where the runner-up is close, the text may be misread.",
    ),
)
