"""The benchmark of pages reads a suite, and its measures say what they should."""

from __future__ import annotations

import json
from pathlib import Path

from factories import knowledge

from flows.benchmark.pages import FORMS, authors_are_right, date_is_right, likeness, row, verdicts

BODY = "记者在边城口岸看到，入境大厅里旅客排队有序，通关顺畅，民警正在为老人引路。"


def test_a_page_read_right_scores_full_marks_from_both_its_forms(tmp_path: Path) -> None:
    page = f"<html><head><title>旅客增多</title></head><body><h1>旅客增多</h1><p>2018-07-16 09:54 作者：张三</p><p>{BODY}</p></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "a.txt").write_text(f"旅客增多\n2018-07-16 09:54 作者：张三\n{BODY}", "utf-8")
    item = {"id": "web_cwced-00002", "file": "a.html", "file_text": "a.txt", "text": BODY, "date": "2018-7-16", "author": "张三"}  # fmt: skip
    (tmp_path / "web_cwced.jsonl").write_text(json.dumps(item, ensure_ascii=False), "utf-8")
    for form in FORMS:
        (found,) = verdicts(tmp_path, form, knowledge())
        assert (found.f1, found.date, found.authors, found.half) == (1.0, True, True, "even")
        assert "100.00" in row("all", [found])


def test_what_is_lost_and_what_is_left_over_costs() -> None:
    assert likeness(BODY, BODY[:20])[0] == 1.0
    assert likeness(BODY, BODY[:20])[1] < 0.6
    assert likeness(BODY, "关于我们联系我们")[2] == 0.0


def test_a_label_without_day_is_right_as_far_as_it_goes() -> None:
    assert date_is_right("2018", "2018-07-16T09:54:00")
    assert not date_is_right("2018-7-16", "2018-07-15")
    assert not date_is_right("2018-7-16", None)
    assert authors_are_right("张三 李四", ("李四", "张三"))
    assert not authors_are_right("张三", ())
    assert authors_are_right(" ", ()) is None
