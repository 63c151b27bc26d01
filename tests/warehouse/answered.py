"""The sample documents in, warehouses with them out, and the answers that the query book gives there.

`python tests/warehouse/answered.py` writes answers.json anew; look at what it changed against the documents before
it is kept.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from asked_homes import HOMES

from warehouse.asking.query import run_query

ANSWERS = Path(__file__).with_name("answers.json")
#: What each question is asked, and in which of `asked_homes.HOMES`.
ASKED: Sequence[tuple[str, str, dict[str, str]]] = (
    ("aliases", "seeds", {"name": "%检验检疫局"}),
    ("article", "seeds", {"address": "seeds/003%"}),
    ("article_figures", "seeds", {"article": "%罗湖%"}),
    ("article_changes", "decided", {"location": "inbox/a%"}),
    ("arithmetic", "seeds", {"subject": "霍尔果斯%"}),
    ("articles", "seeds", {"name": "质检总局"}),
    ("biggest", "seeds", {"unit": "人次"}),
    ("changed_figures", "decided", {"kind": "changed"}),
    ("choices", "seeds", {}),
    ("bodies", "seeds", {"name": "质检总局"}),
    ("cleaning", "seeds", {"location": "seeds/003%"}),
    ("credited", "framed", {"publisher": "%港报%"}),
    ("conflicts", "seeds", {}),
    ("corrections", "framed", {"state": "active"}),
    ("copies", "later", {}),
    ("coverage", "seeds", {}),
    ("claims", "planned", {}),
    ("encodings", "seeds", {}),
    ("entity_timeline", "seeds", {"name": "霍尔果斯边检站"}),
    ("figures", "seeds", {"subject": "罗湖%"}),
    ("growth", "seeds", {"subject": "湛江%"}),
    ("held_reasons", "later", {}),
    ("history", "later", {"location": "news/%"}),
    ("indicator_figures", "seeds", {"indicator": "border_crossings"}),
    ("judged", "decided", {"reviewer": "ann"}),
    ("name_history", "decided", {"name": "罗湖口岸"}),
    ("people", "seeds", {"person": "刘小华"}),
    ("port_traffic", "seeds", {"port": "霍尔果斯%"}),
    ("ports", "seeds", {}),
    ("posts", "seeds", {"organization": "%质检总局"}),
    ("quality", "later", {}),
    ("quarantine", "later", {}),
    ("quarantine_groups", "decided", {"source": "(none)"}),
    ("release_changes", "released", {"release": "annual"}),
    ("releases", "released", {"release": "ann%"}),
    ("registry", "framed", {"source": "copies/%"}),
    ("removed", "seeds", {}),
    ("republications", "later", {}),
    ("rules", "seeds", {}),
    ("rules_by_run", "seeds", {"rule": "gloss"}),
    ("runs", "later", {}),
    ("scores", "later", {}),
    ("series", "seeds", {"indicator": "border_crossings", "subject": "霍尔果斯%"}),
    ("series_conflicts", "disputed", {"subject": "拱北口岸"}),
    (
        "series_total",
        "summed",
        {"indicator": "freight_throughput", "subject": "中国", "until": "2023-09-30"},
    ),
    ("shared_indicators", "seeds", {"least": "2"}),
    ("shares", "seeds", {"subject": "二连%"}),
    ("source_health", "later", {}),
    ("shown_by", "seeds", {"site": "%平台"}),
    ("sources", "seeds", {"publisher": "%日报%"}),
    ("suspicions", "later", {}),
    ("templates", "framed", {"source": "copies/%"}),
    ("timeline", "seeds", {"since": "2018-07-01", "until": "2018-07-31"}),
    ("together", "seeds", {"name": "湛江检验检疫局", "type": "organization", "least": "2"}),
    ("undated", "seeds", {}),
    ("units", "seeds", {"unit": "人%"}),
    ("who_held", "seeds", {"organization": "%质检总局"}),
    ("waivers", "decided", {"status": "active"}),
    ("words", "seeds", {"words": "旅客 通关"}),
)


def answer_of(home: Path, name: str, parameters: dict[str, str]) -> dict[str, Any]:
    """The answer to a question, without ids and times of publishing, which are not those of the documents."""
    answer = run_query(home, name, parameters)
    left_out = [
        number
        for number, column in enumerate(answer.columns)
        if column.endswith(("_id", "_met", "_seen"))
        or column in ("valid_from", "valid_to", "created_at", "digest")
    ]
    return {
        "parameters": parameters,
        "columns": without(answer.columns, left_out),
        "rows": [without(map(plain, row), left_out) for row in answer.rows],
    }


def without(values: Any, left_out: Sequence[int]) -> list[Any]:
    return [value for number, value in enumerate(values) if number not in left_out]


def plain(value: Any) -> Any:
    """A value as JSON has it: numbers as they are read, days in ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return round(value, 3)
    return (
        value.isoformat() if isinstance(value, datetime) or hasattr(value, "isoformat") else value
    )


def written(answers: dict[str, Any]) -> str:
    """Answers as JSON, a row a line, so that a difference can be read."""
    lines = ["{"]
    for name, answer in answers.items():
        head = (
            f'"{key}": {json.dumps(answer[key], ensure_ascii=False)}'
            for key in ("parameters", "columns")
        )
        rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in answer["rows"])
        lines.append(f'"{name}": {{{", ".join(head)}, "rows": [\n{rows}\n]}},')
    return "\n".join(lines).removesuffix(",") + "\n}\n"


def main() -> None:
    """Write the answers anew."""
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: make(Path(folder, name)) for name, make in HOMES.items()}
        answers = {name: answer_of(homes[where], name, given) for name, where, given in ASKED}
    ANSWERS.write_text(written(answers), "utf-8")
    sys.stdout.write(f"{len(answers)} answers in {ANSWERS}\n")


if __name__ == "__main__":
    main()
