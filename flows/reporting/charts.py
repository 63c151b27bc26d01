"""Counts and amounts in, bar charts as still SVG out: no script, colours and type from the page's stylesheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

#: Of a chart in its own units; the page scales it.
WIDTH: Final = 860
ROW: Final = 34
SIZE: Final = 13
LONGEST: Final = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or part of a bar: its value, what is written on it, where it leads."""

    value: float
    label: str = ""
    href: str = ""


def bars(title: str, labels: Sequence[str], series: Mapping[str, Sequence[Bar | None]]) -> Markup:
    """A horizontal bar for each label, first on top, its parts coloured by series.

    Where no bar has two parts, what is written on it stands beside it; of more parts each says what it has room for.

    pygal draws; what it adds for its own script (configuration, tooltips, random ids, its style) is
    taken out, so that equal rows give equal bytes and a page needs no script.
    """
    import pygal

    is_single = all(
        sum(part is not None for part in parts) < 2 for parts in zip(*series.values(), strict=True)
    )
    shown = [_shortened(label) for label in labels]
    widest = max((_width(label) for label in shown), default=0)
    chart = pygal.HorizontalStackedBar(
        css=[],
        js=[],
        width=WIDTH,
        height=ROW * len(labels) + (44 if len(series) > 1 else 12),
        margin=4,
        margin_left=int(widest * SIZE) + 12,
        margin_right=_room_beside(series) if is_single else 12,
        spacing=6,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=min(len(series), 6),
        print_labels=True,
        show_x_labels=False,  # every bar says its value
        show_x_guides=False,
        style=pygal.style.Style(
            label_font_size=0.1,
            major_label_font_size=SIZE,
            value_label_font_size=SIZE,
            legend_font_size=SIZE,
        ),
    )
    chart.x_labels = list(reversed(shown))
    for name, parts in series.items():
        chart.add(name, [_drawn(part) for part in reversed(parts)])
    tree = still(chart.render_tree(), title)
    if is_single:
        _write_beside(tree)
    else:
        _keep_what_fits(tree)
    # tostring escapes what documents brought in
    return Markup(tostring(tree, encoding="unicode"))


def _room_beside(series: Mapping[str, Sequence[Bar | None]]) -> int:
    widest = max(
        (_width(part.label) for parts in series.values() for part in parts if part), default=0
    )
    return int(widest * SIZE) + 20


def _write_beside(tree: Element) -> None:
    """Move what is written on bars beside them: it may be longer than its bar."""
    for rect, text in _labelled(tree):
        text.set("x", f"{float(rect.get('x', 0)) + float(rect.get('width', 0)) + 8:.1f}")
        text.set("class", "label beside")


def _keep_what_fits(tree: Element) -> None:
    """Leave off what is wider than its part of a bar and would run into the next; it stands in the part's title."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for rect, text in _labelled(tree):
        if _width(text.text or "") * SIZE > float(rect.get("width", 0)):
            parents[text].remove(text)


def _labelled(tree: Element) -> Iterator[tuple[Element, Element]]:
    """The parts of the bars, each with what is written on it."""
    rects = [rect for rect in tree.iter("rect") if (rect.get("class") or "").startswith("rect ")]
    texts = [text for text in tree.iter("text") if text.get("class") == "label"]
    return zip(rects, texts, strict=True)


def _drawn(part: Bar | None) -> dict[str, Any] | None:
    if part is None:
        return None
    drawn: dict[str, Any] = {"value": part.value, "label": part.label}
    if part.href:
        drawn["xlink"] = {"href": part.href, "target": "_self"}
    return drawn


def still(tree: Element, title: str) -> Element:
    """A drawing of pygal without its machinery: equal rows give equal bytes, and a page needs no script."""
    for parent in list(tree.iter()):
        for child in list(parent):
            name = child.get("class") or ""
            is_empty = child.tag == "rect" and not child.get("width")
            if (
                not isinstance(child.tag, str)
                or child.tag == "defs"
                or "tooltip-overlay" in name
                or is_empty
            ):
                parent.remove(child)
        said = {child.get("class"): child.text or "" for child in parent if child.tag == "desc"}
        for child in [child for child in parent if child.tag in ("desc", "title")]:
            parent.remove(child)
        if said:
            caption = Element("title")
            caption.text = " · ".join(
                part
                for part in (said.get("x_label"), said.get("label") or said.get("value"))
                if part
            )
            parent.insert(0, caption)
        for name in ("id", "target"):
            parent.attrib.pop(name, None)
        for key in [key for key in parent.attrib if _is_link(key)]:
            parent.set("href", parent.attrib.pop(key))
    tree.set("role", "img")
    tree.set("aria-label", title)
    tree.set("class", "chart")
    return tree


def _is_link(key: object) -> bool:
    """Whether an attribute is the old name of href: pygal writes it with its namespace."""
    return str(getattr(key, "text", key)) in ("xlink:href", "{http://www.w3.org/1999/xlink}href")


def _width(label: str) -> float:
    """Width of a label in ems."""
    return sum(1.0 if east_asian_width(character) in "WF" else 0.56 for character in label)


def _shortened(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
