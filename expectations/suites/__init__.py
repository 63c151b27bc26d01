"""What the audit asks of each table: one tuple of expectations per table, in the order reports print them."""

from __future__ import annotations

from great_expectations.expectations.expectation import Expectation

from expectations.suites.article import ARTICLE
from expectations.suites.block import BLOCK
from expectations.suites.document import DOCUMENT
from expectations.suites.mention import MENTION
from expectations.suites.metric import METRIC
from expectations.suites.suspicion import SUSPICION

SUITES: dict[str, tuple[Expectation, ...]] = {
    "document": DOCUMENT,
    "article": ARTICLE,
    "block": BLOCK,
    "suspicion": SUSPICION,
    "mention": MENTION,
    "metric": METRIC,
}
