"""A profile of rows in, expectations on their shape out: every row is one that its table would take."""

from __future__ import annotations

from great_expectations import expectations as gxe

STRUCTURE = (
    gxe.ExpectColumnValuesToBeInSet(
        column="is_missing",
        value_set=[False],
        severity="critical",
        notes="Every column of the table is there, and no other.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="refused",
        min_value=0,
        max_value=0,
        severity="critical",
        notes="Every row keeps to the definition of its table; one that does not is an error of kouan, and is held.",
    ),
)
