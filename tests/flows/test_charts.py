"""What is written on a bar stays on it: where it has no room, the title of the part says it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from flows.reporting.charts import Bar, bars


def test_a_label_that_would_run_into_the_next_part_is_left_to_the_title() -> None:
    many, few = [Bar(500, "500"), Bar(300, "300")], [Bar(2, "2"), None]
    drawn = str(bars("figures", ["中国", "成都"], {"level": many, "share": few}))
    tree = ET.fromstring(drawn)
    parts = [part for part in tree.iter() if (part.get("class") or "") == "label"]
    assert sorted(part.text or "" for part in parts) == ["300", "500"]
    assert re.search(r"<title>[^<]*\b2</title>", drawn)


def test_what_has_a_bar_of_its_own_stands_beside_it_however_small() -> None:
    drawn = str(bars("figures", ["中国", "成都"], {"level": [Bar(500, "500"), Bar(1, "1")]}))
    assert drawn.count('class="label beside"') == 2
