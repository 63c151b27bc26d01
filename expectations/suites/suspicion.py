"""Suspicions are rows already; the audit shows each of them to whoever reads the report."""

from __future__ import annotations

from great_expectations import expectations as gxe

SUSPICION = (
    gxe.ExpectColumnValuesToBeNull(
        column="surface",
        severity="warning",
        notes="No stretch of text is in doubt; each one that was weighed and left as it stood is listed.",
    ),
)
