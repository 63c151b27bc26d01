"""The pieces of a codebook in; one HTML file out that asks nothing of anybody and prints well on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.citing.words import Language
from flows.codebook.outline import Piece


def page(pieces: Iterable[Piece], language: Language) -> str:
    """The codebook as HTML; every text is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def linked(cell: str) -> Markup:
        link = Markup('<a href="#reference-{0}">[{0}]</a>')
        return Markup().join(link.format(number) for number in re.findall(r"\d+", cell))

    environment = Environment(
        loader=PackageLoader("flows.codebook"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["linked"] = linked
    return environment.get_template("codebook.html").render(pieces=list(pieces), language=language)
