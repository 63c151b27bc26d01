"""One frame and its expectations in, one verdict each out; the only module that runs Great Expectations."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.verdict import KEY, OBSERVED_CHARACTERS, Verdict, observed, parameters

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the import: it is read only once

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig

if TYPE_CHECKING:
    from great_expectations.core.batch import Batch
    from great_expectations.data_context import EphemeralDataContext
    from great_expectations.expectations.expectation import Expectation


class Judge:
    """An ephemeral context, set up once for all tables of an audit."""

    def __init__(self) -> None:
        logging.getLogger("great_expectations").setLevel(logging.ERROR)
        self.context: EphemeralDataContext = gx.get_context(mode="ephemeral")
        self.context.enable_analytics(False)
        self.context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self.source = self.context.data_sources.add_pandas("kouan")
        self.batches = 0

    def verdicts(
        self, rows: pa.Table, keys: pa.Array, expectations: Sequence[Expectation]
    ) -> list[Verdict]:
        """A verdict per expectation, in their order; the frame holds only what they read."""
        frame = rows.select(columns_read(expectations, rows.column_names)).append_column(KEY, keys)
        batch = self._batch(frame)
        found = self._results(batch, dict(enumerate(expectations)), "BASIC")
        failed = {
            number: expectations[number]
            for number, result in found.items()
            if result.result.get("unexpected_count")
        }
        if failed:
            found |= self._results(batch, failed, "COMPLETE")
        return [_verdict(found[number], rows.num_rows) for number in range(len(expectations))]

    def _batch(self, frame: pa.Table) -> Batch:
        self.batches += 1
        asset = self.source.add_dataframe_asset(f"rows_{self.batches}")
        definition = asset.add_batch_definition_whole_dataframe("rows")
        return definition.get_batch({"dataframe": frame.to_pandas(types_mapper=pd.ArrowDtype)})

    def _results(
        self, batch: Batch, expectations: Mapping[int, Expectation], form: str
    ) -> dict[int, Any]:
        # an expectation that raised comes back behind the others: the number it carries tells which it was
        numbered = [
            expectation.copy(update={"meta": {"number": number}, "id": None})
            for number, expectation in expectations.items()
        ]
        results = batch.validate(
            gx.ExpectationSuite("rows", expectations=numbered),
            expectation_parameters=parameters(),
            result_format={
                "result_format": form,
                "unexpected_index_column_names": [KEY],
                "return_unexpected_index_query": False,
            },
        ).results
        return {result.expectation_config.meta["number"]: result for result in results}


def columns_read(expectations: Sequence[Expectation], columns: Sequence[str]) -> list[str]:
    """Those of the columns that the expectations name, in a field or a condition on rows."""
    named: set[str] = set()
    for expectation in expectations:
        for value in expectation.configuration.kwargs.values():
            named |= _names(value, columns)
    return [column for column in columns if column in named]


def _names(value: Any, columns: Sequence[str]) -> set[str]:
    if isinstance(value, str):
        return set(re.findall(r"\w+", value)) & set(columns)
    if isinstance(value, Mapping):
        return _names([*value.values()], columns)
    if isinstance(value, list | tuple | set):
        return {name for item in value for name in _names(item, columns)}
    return set()


def _verdict(result: Any, rows: int) -> Verdict:
    if message := _raised(result.exception_info):
        return Verdict("error", rows, (), message)
    found = result.result
    checked = int(found.get("element_count", rows) or 0)
    failing = tuple(
        (str(row[KEY]), observed(row, _is_null)) for row in found.get("unexpected_index_list") or ()
    )
    if not failing and not result.success:  # it judges the table as a whole
        failing = (("*", str(found.get("observed_value"))[:OBSERVED_CHARACTERS]),)
    return Verdict("passed" if result.success else "failed", checked, failing)


def _is_null(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT


def _raised(info: Mapping[str, Any]) -> str:
    """The message of an expectation that raised: flat, or one entry per metric that raised."""
    entries = [info] if "raised_exception" in info else list(info.values())
    messages = [
        str(entry["exception_message"]) for entry in entries if entry.get("raised_exception")
    ]
    return "; ".join(dict.fromkeys(messages))
