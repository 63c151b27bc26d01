"""What an article must show after cleaning: nothing left to clean, a title, a believable date."""

from __future__ import annotations

from datetime import datetime

from great_expectations import expectations as gxe
from great_expectations.expectations.row_conditions import Column

ARTICLE = (
    gxe.ExpectColumnValuesToBeBetween(
        column="residual_edits",
        min_value=0,
        max_value=0,
        severity="warning",
        notes="Cleaning is idempotent: a second pass finds nothing to do.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="residual_glosses",
        min_value=0,
        max_value=0,
        severity="warning",
        notes="No reading in pinyin is left behind a character.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="residual_traditional",
        min_value=0,
        max_value=0,
        severity="warning",
        notes="No Traditional character is left in the text.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="damaged_characters",
        min_value=0,
        max_value=0,
        severity="warning",
        notes="No stretch of the text is damaged or guessed; where one is, no fact is taken from it.",
    ),
    gxe.ExpectColumnValuesToNotBeNull(
        column="title",
        severity="warning",
        notes="The article has a title.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="blocks",
        min_value=1,
        severity="warning",
        notes="Something is left of the page besides its title.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="published_at",
        min_value=datetime(1900, 1, 1),  # noqa: DTZ001 -- the column has no time zone
        max_value={"$PARAMETER": "tomorrow"},
        severity="warning",
        notes="The date of publication lies neither before the modern press nor in the future.",
    ),
    gxe.ExpectColumnValuesToNotBeNull(
        column="published_evidence",
        row_condition=Column("published_at").is_not_null(),
        severity="warning",
        notes="Whoever states a date of publication can show the words that state it.",
    ),
    gxe.ExpectColumnValuesToNotBeNull(
        column="publisher",
        severity="info",
        notes="The article credits a publisher; where it does not, nobody is guessed.",
    ),
)
