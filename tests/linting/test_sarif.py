"""The SARIF log has the shape that the standard demands and what code scanners show."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factories import SEEDS, knowledge
from linting.documents import cleaned_by

from kouan.cleaning.pipeline import RULES
from kouan.linting.catalogue import catalogue
from kouan.linting.checking import Checking, clean_documents
from kouan.model.batch import Batch
from kouan.model.edits import Edit
from kouan.reading.sources import Failure

#: Property, type and whether it must be there, as the schema of SARIF 2.1.0 has them.
SHAPES: dict[str, dict[str, tuple[Any, bool]]] = {
    "log": {"$schema": (str, False), "version": (str, True), "runs": (list, True)},
    "run": {"tool": (dict, True), "columnKind": (str, False), "invocations": (list, False), "results": (list, False)},
    "driver": {"name": (str, True), "version": (str, False), "semanticVersion": (str, False), "rules": (list, False)},
    "rule": {
        "id": (str, True), "shortDescription": (dict, False), "fullDescription": (dict, False), "help": (dict, False),
        "defaultConfiguration": (dict, False), "properties": (dict, False),
    },
    "invocation": {"executionSuccessful": (bool, True), "toolExecutionNotifications": (list, False)},
    "result": {
        "ruleId": (str, False), "ruleIndex": (int, False), "level": (str, False), "message": (dict, True),
        "locations": (list, False), "properties": (dict, False),
    },
    "region": {
        "startLine": (int, False), "startColumn": (int, False), "endLine": (int, False), "endColumn": (int, False),
        "charOffset": (int, False), "charLength": (int, False), "properties": (dict, False),
    },
}  # fmt: skip


def held_against(shape: str, one: dict[str, Any]) -> dict[str, Any]:
    properties = SHAPES[shape]
    assert set(one) <= set(properties), (shape, one)
    for name, (type_, is_required) in properties.items():
        assert name in one or not is_required, (shape, name)
        assert name not in one or isinstance(one[name], type_), (shape, name)
    return one


def sarif_of(documents: list[Any], failures: tuple[Failure, ...] = ()) -> dict[str, Any]:
    checking = Checking("sarif", catalogue(knowledge()))
    for name, cleaned in documents:
        assert checking.add(name, cleaned) == ""
    log: dict[str, Any] = json.loads(checking.rest(failures))
    return log


@pytest.fixture(scope="module")
def log() -> dict[str, Any]:
    batch = Batch.of(
        [
            *((path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))),
            ("empty.txt", b""),
        ]
    )
    failure = Failure("gone.txt", "missing", "gone.txt: there is no such file; correct the name")
    return sarif_of(clean_documents(batch, knowledge()), (failure,))


def test_the_log_has_the_shape_of_the_standard(log: dict[str, Any]) -> None:
    held_against("log", log)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = held_against("run", log["runs"][0])
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert set(run["tool"]) == {"driver"}
    rules = held_against("driver", run["tool"]["driver"])["rules"]
    (invocation,) = run["invocations"]
    held_against("invocation", invocation)
    assert invocation["executionSuccessful"] is False
    assert [set(one) for one in invocation["toolExecutionNotifications"]] == [{"level", "message"}]
    for result in run["results"]:
        held_against("result", result)
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert set(place) == {"artifactLocation", "region"}
        region = held_against("region", place["region"])
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        start = (region["startLine"], region["startColumn"])
        assert start <= (region["endLine"], region["endColumn"])


def test_every_rule_is_described_once_as_scanners_show_it(log: dict[str, Any]) -> None:
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    names = [one["id"] for one in rules]
    assert len(set(names)) == len(names)
    assert set(names) >= {rule.name for rule in RULES} | {"empty", "undecodable_bytes"}
    for one in rules:
        held_against("rule", one)
        for said in ("shortDescription", "fullDescription"):
            assert one[said]["text"].strip()
        assert "\n" not in one["shortDescription"]["text"]
        assert one["help"]["text"].strip()
        assert one["help"]["markdown"].strip()
        assert one["defaultConfiguration"]["level"] in ("note", "warning", "error")
    gloss = next(one for one in rules if one["id"] == "gloss")
    assert "→" in gloss["help"]["text"]


def test_columns_count_code_points_and_in_utf_16_code_units_beside_them() -> None:
    cleaned = cleaned_by("\U00020000口\U00020001,", ("width", [Edit(3, 4, "，")]))
    (result,) = sarif_of([("a.txt", cleaned)])["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (4, 5)
    assert region["properties"] == {"utf16StartColumn": 6, "utf16EndColumn": 7}


def test_a_clean_run_has_no_results_and_succeeded() -> None:
    (run,) = sarif_of([("a.txt", cleaned_by("口岸"))])["runs"]
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True
