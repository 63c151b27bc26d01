"""Points of a series in words in, a column chart as still SVG out: what was stated, derived, revised, doubted or held looks different."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from flows.reporting.charts import SIZE, WIDTH, still
from flows.reporting.display import short
from flows.reporting.wording import Wording
from flows.series.amounts import scale_of
from flows.series.words import Told

#: What a column can be, in the order in which the legend names them; each is dressed by its name.
KINDS: Final = ("stated", "derived", "doubtful", "superseded", "held")
#: Columns of one chart; of a longer series the last ones.
COLUMNS: Final = 120
_HEIGHT: Final = 300
#: Names of periods that fit below a chart.
_NAMED: Final = 6
#: Characters of an amount beside its axis.
_LABEL: Final = 24


def kind_of(told: Told) -> str:
    """What the column of a point is drawn as."""
    point = told.point
    if point.value is None:
        return "held"
    if not point.is_last:
        return "superseded"
    if point.is_doubtful:
        return "doubtful"
    return "derived" if point.state == "derived" else "stated"


def columns(title: str, points: Sequence[Told], hrefs: Sequence[str], say: Wording) -> Markup:
    """A column for each point, that leads to where its sentence stands; a held one is an empty frame of full height."""
    import pygal

    points, hrefs = points[-COLUMNS:], hrefs[-COLUMNS:]
    values = [one.point.value for one in points if one.point.value is not None]
    highest = max((abs(value) for value in values), default=Decimal(1)) or Decimal(1)
    first = next((one.point for one in points if one.point.value is not None), points[0].point)
    coarse = Decimal(10) ** (highest.adjusted() - 1)
    scale = scale_of(highest, first.unit_base, coarse, say.language, first.written_in)
    every = -(-len(points) // _NAMED)
    kinds = [kind_of(one) for one in points]
    present = [kind for kind in KINDS if kind in kinds]
    chart = pygal.StackedBar(
        css=[],
        js=[],
        width=WIDTH,
        height=_HEIGHT,
        margin=8,
        # pygal takes a Chinese character for a narrow one
        margin_left=12 + SIZE * sum(not one.isascii() for one in scale.words[:_LABEL]) // 2,
        margin_right=24,
        spacing=4,
        show_legend=present != ["stated"],
        legend_at_bottom=True,
        legend_at_bottom_columns=len(present),
        truncate_label=-1,
        show_y_guides=True,
        show_minor_x_labels=False,
        value_formatter=lambda value: (
            short(scale.number(Decimal(value), 1) + scale.words, _LABEL) if value else "0"
        ),
        style=pygal.style.Style(
            label_font_size=SIZE, major_label_font_size=SIZE, legend_font_size=SIZE
        ),
    )
    chart.x_labels = [one.period for one in points]
    heights = [float(_height(one, highest)) for one in points]
    lowest, top = min(0.0, *heights), max(0.0, *heights)
    chart.y_labels = _marks(lowest, top if lowest < top else 1.0)
    chart.x_labels_major = [one.period for one in points[::every]]
    for kind in present:
        chart.add(
            say.name("column_kind", kind),
            [
                _column(one, href, highest) if mine == kind else None
                for one, href, mine in zip(points, hrefs, kinds, strict=True)
            ],
        )
    tree = still(chart.render_tree(), title)
    _drop_absent(tree)
    _name_kinds(tree, present)
    return Markup(tostring(tree, encoding="unicode"))


def _marks(lowest: float, highest: float) -> list[float]:
    """Round amounts one step apart, for the axis: 0 among them, and the last ones behind what is drawn.

    >>> _marks(0.0, 5_860_000.0)
    [0.0, 2000000.0, 4000000.0, 6000000.0]
    >>> _marks(-3.0, 11.0)
    [-5.0, 0.0, 5.0, 10.0, 15.0]
    >>> _marks(-3.0, 0.0)
    [-3.0, -2.0, -1.0, 0.0]
    """
    rough = (highest - lowest) / 3
    unit = 10.0 ** floor(log10(rough))
    step = min((unit * times for times in (1, 2, 5, 10)), key=lambda one: abs(one - rough))
    return [number * step for number in range(floor(lowest / step), ceil(highest / step) + 1)]


def _height(told: Told, highest: Decimal) -> Decimal:
    """How high a column is: a held one fills the chart."""
    return highest if told.point.value is None else told.point.value


def _column(told: Told, href: str, highest: Decimal) -> dict[str, object]:
    label = " · ".join(one for one in (told.amount or told.state, *told.notes) if one)
    return {
        "value": float(_height(told, highest)),
        "label": short(label, 120),
        "xlink": {"href": href, "target": "_self"},
    }


def _drop_absent(tree: Element) -> None:
    """Take out what pygal draws where a kind has no column: a bar without height, that says 0."""
    for group in tree.iter("g"):
        for bar in [one for one in group if one.get("class") == "bar"]:
            if bar.find("a") is None:
                group.remove(bar)


def _name_kinds(tree: Element, present: Sequence[str]) -> None:
    """Dress columns by what they are, and not by their place in the legend."""
    names = {f"color-{number}": f"column-{kind}" for number, kind in enumerate(present)}
    for element in tree.iter():
        if said := element.get("class"):
            element.set("class", " ".join(names.get(word, word) for word in said.split()))


def sparkline(amounts: Sequence[Decimal | None]) -> Markup:
    """A line through the amounts of a series, broken where one is held; no text, no colour of its own."""
    width, height, rim = 120, 28, 3
    known = [float(one) for one in amounts if one is not None]
    lowest, highest = min(known, default=0.0), max(known, default=0.0)
    step = (width - 2 * rim) / max(1, len(amounts) - 1)
    rise = (height - 2 * rim) / ((highest - lowest) or 1)
    svg = Element(
        "svg",
        {"class": "sparkline", "viewBox": f"0 0 {width} {height}", "aria-hidden": "true"},
    )
    line: list[str] = []
    for place, amount in enumerate([*amounts, None]):
        if amount is not None:
            x, y = rim + place * step, height - rim - (float(amount) - lowest) * rise
            line.append(f"{x:.1f},{y:.1f}")
        elif line:
            SubElement(svg, "polyline", {"points": " ".join(line)})
            x_last, y_last = line[-1].split(",")
            SubElement(svg, "circle", {"cx": x_last, "cy": y_last, "r": "2"})
            line = []
    return Markup(tostring(svg, encoding="unicode"))
