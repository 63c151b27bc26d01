"""What is asked of indicators in; those that are known, or those that are proposed, printed."""

from __future__ import annotations

import sys
from dataclasses import asdict

from flows.indicators.proposing import as_csv, proposals
from flows.ingestion.state import knowledge_of
from flows.settings import Settings, load_settings
from flows.terminal.printing import print_rows, say, tell
from kouan.extraction.figures.canonical import indicator_of_row
from kouan.model.facts import Indicator
from warehouse.connection import NoWarehouseError
from warehouse.unnamed import figures_by_indicator, unnamed_phrases

#: So many names of an indicator are shown in a table.
_NAMES = 3


def list_indicators(*, as_json: bool) -> int:
    """Print the indicators of this project, with how many published figures name each."""
    settings = load_settings()
    try:
        counted = figures_by_indicator(settings.home)
    except NoWarehouseError:
        counted = {}
    known = _known(settings)
    used = {one.indicator_id: counted.get(one.indicator_id, (0, 0)) for one in known}
    known.sort(key=lambda one: (-used[one.indicator_id][0], one.indicator_id))
    rows = [
        {
            "indicator_id": one.indicator_id,
            "name": one.name,
            "names": list(one.names if as_json else one.names[1 : 1 + _NAMES]),
            "measure": one.measure.value,
            "unit_base": one.unit_base,
            "dimensions": list(one.dimensions),
            "is_summable": one.is_summable,
            "figures": used[one.indicator_id][0],
            "articles": used[one.indicator_id][1],
        }
        for one in known
    ]
    print_rows(rows, json=as_json)
    return 0


def propose_indicators(least: int, *, as_rows: bool, as_json: bool) -> int:
    """Print groups of phrases that no indicator names; exit code 1 where there is none.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    settings = load_settings()
    found = proposals(unnamed_phrases(settings.home), least, _known(settings))
    if as_json:
        print_rows([asdict(one) for one in found], json=True)
    elif as_rows:
        sys.stdout.write(as_csv(found))
    elif found:
        columns = ("figures", "articles", "names", "measure", "unit_base", "example")
        print_rows([asdict(one) for one in found], columns)
        say("")
        say("--csv writes them as rows for lexicons/indicator.csv of your project", style="dim")
    if not found:
        tell(f"kouan: no phrase without an indicator stands in {least} articles; see --least")
    return 0 if found else 1


def _known(settings: Settings) -> list[Indicator]:
    return [indicator_of_row(row) for row in knowledge_of(settings.project).rows("indicator")]
