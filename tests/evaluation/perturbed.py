"""Predictions that are wrong in known ways, made from the labels; the same seed makes the same ones everywhere."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

Labels = dict[str, Any]

#: Only `random()` is used: its sequence for a seed is promised to stay.
STRENGTHS = {"slight": 0.1, "marked": 0.35, "heavy": 0.7}
MODIFIERS = ("近", "超过", "不到", "约")


def perturbed(labels: Labels, strength: float, seed: int) -> Labels:
    """The labels with about `strength` of their statements dropped, changed, or joined by wrong ones."""
    rng = Random(seed)
    prediction = copy.deepcopy(labels)

    def chance(factor: float = 1.0) -> bool:
        return rng.random() < strength * factor

    def pick(values: Any) -> Any:
        return values[int(rng.random() * len(values))]

    if chance():
        prediction["title"] = pick([None, prediction["title"] + "！", " " + prediction["title"]])
    if chance():
        prediction["published_at"] = pick([None, "2018-07-16", "2018-07-16 09:54", "2011-02-18"])
    if chance():
        prediction["source"] = pick([None, "Landbridge平台", "法制日報——法制网"])
    prediction["blocks"] = _blocks(prediction, chance, pick)
    prediction["removed"] = _removed(prediction, chance, pick)
    prediction["entities"] = _entities(prediction, chance, pick)
    prediction["metrics"] = _metrics(prediction, chance, pick)
    return prediction


def _blocks(prediction: Labels, chance: Any, pick: Any) -> list[Any]:
    blocks: list[Any] = []
    if chance():
        blocks.append({"role": "heading", "text": "# " + (prediction["title"] or "口岸")})
    for block in prediction["blocks"]:
        if chance(0.3):
            continue
        if chance():
            cut = len(block["text"]) // 2
            block["text"] = block["text"][:cut] + pick("的了在 \n") + block["text"][cut + 1 :]
        if chance(0.3):
            block["role"] = pick(["body", "heading", "editor_note"])
        blocks.append(block["text"] if chance(0.3) else block)
    return blocks


def _removed(prediction: Labels, chance: Any, pick: Any) -> list[Any]:
    removed: list[Any] = []
    for one in prediction["removed"]:
        if chance():
            continue
        if chance():
            one["text"] = one["text"][: int(len(one["text"]) * pick([0.3, 0.92]))]
        removed.append(one["text"] if chance(0.5) else one)
    if chance() and prediction["blocks"]:
        removed.append({"kind": "other", "text": "分享到微信\n责任编辑：张三"})
    return removed


def _entities(prediction: Labels, chance: Any, pick: Any) -> list[Any]:
    entities: list[Any] = []
    for entity in prediction["entities"]:
        if chance(0.6):
            continue
        if chance(0.6):
            entity["type"] = pick(["place", "organization", "port", "person"])
        if chance(0.5):
            entity["mentions"] = entity["mentions"][1:]
        if chance(0.3):
            entity["mentions"].append(pick(["口岸", "我国", "记者"]))
        entities.append(entity)
    if chance():
        entities.append("旅客")
    if chance() and prediction["title"]:
        entities.append({"name": prediction["title"][:4], "type": "place", "mentions": []})
    return entities


def _metrics(prediction: Labels, chance: Any, pick: Any) -> list[Any]:
    metrics: list[Any] = []
    for metric in prediction["metrics"]:
        if chance(0.5):
            continue
        if chance(0.5):
            metric["surface"] = pick(MODIFIERS) + metric["surface"]
        if chance(0.4):
            metric["surface"] = metric["surface"][:-1]
        if chance(0.4):
            metric["value"] = pick(
                [-metric["value"], metric["value"] * 10, None, str(metric["value"])]
            )
        if chance(0.3):
            metric["unit"] = pick([None, "个", "人次", metric["unit"] + "次"])
        if chance(0.4):
            metric["subject"] = pick([None, "口岸", metric["subject"] + "处"])
        if chance(0.4):
            metric["period"] = pick([None, "", "2014", "2018-07-12"])
        if chance(0.3):
            metric["sentence"] = metric["sentence"][: len(metric["sentence"]) // 3]
        metrics.append(metric)
        if chance(0.2):
            metrics.append(copy.deepcopy(metric))
    return metrics[::-1] if chance() else metrics


def prediction_sets(gold: dict[str, Labels]) -> dict[str, dict[str, Labels]]:
    """Named sets of predictions, each by label file name."""
    names = sorted(gold)
    sets: dict[str, dict[str, Labels]] = {
        "the labels themselves": copy.deepcopy(gold),
        "nothing": {},
        "one document of five": {names[2]: copy.deepcopy(gold[names[2]])},
        "documents without content": {name: {"doc": gold[name]["doc"]} for name in names},
    }
    for label, strength in STRENGTHS.items():
        for seed in (1, 2):
            sets[f"{label} noise, seed {seed}"] = {
                name: perturbed(gold[name], strength, seed * 100 + number)
                for number, name in enumerate(names)
            }
    sets["optional labels"] = copy.deepcopy(sets["marked noise, seed 1"])
    return sets


def with_options(gold: dict[str, Labels]) -> dict[str, Labels]:
    """The labels with every fourth entity and figure optional, and with alternatives."""
    gold = copy.deepcopy(gold)
    for labels in gold.values():
        for entity in labels["entities"][::4]:
            entity["optional"] = True
        for metric in labels["metrics"][::4]:
            metric["optional"] = True
        for metric in labels["metrics"][1::4]:
            metric["period_alt"] = ["2014", None]
        for metric in labels["metrics"][2::4]:
            metric["unit"] = None
        labels["title_alt"] = [labels["title"] + "！"]
        labels["source_alt"] = ["法制日報——法制网"]
    return gold
