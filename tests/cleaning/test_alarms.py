"""The list of edits on clean news, and the verdicts of its readers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from factories import knowledge

from flows.benchmark.alarms import Alarm, alarms_of
from flows.benchmark.false_alarms import ALIKE, half_of, sampled
from flows.benchmark.verdicts import (
    Verdict,
    VerdictError,
    compared,
    read_verdicts,
    summary,
    write_verdicts,
)
from kouan.cleaning.pipeline import clean_batch
from kouan.reading.decoding import decode

JUDGED = Path(__file__).parents[1] / "judged"
TEXTS = [
    "标题\r\n檢驗(yàn)檢疫局,按照規定和平處理。\r\n他說著,將指南發給旅客。",
    "标题\n区位优势 and 特色；這裡等候的旅客排隊通關。",
]


def alarms(texts: Sequence[str] = TEXTS) -> list[Alarm]:
    names = [f"item-{number}" for number in range(len(texts))]
    batch = clean_batch([decode(text.encode()) for text in texts], knowledge())
    return list(alarms_of(names, batch))


def test_every_edit_is_listed_at_its_place_in_the_decoded_text() -> None:
    found = [one for one in alarms() if one.rule in ("gloss", "width", "script", "stray_word")]
    assert {one.rule for one in found} == {"gloss", "width", "script", "stray_word"}
    for one in found:
        text = TEXTS[int(one.id.removeprefix("item-"))]
        # a mark that an earlier pass has widened is not what stood there at first
        assert text[one.offset : one.offset + len(one.before)] == one.before, one


def test_an_edit_is_shown_with_what_its_rule_saw_around_it() -> None:
    (one,) = [one for one in alarms() if one.rule == "stray_word"]
    assert (one.left[-4:], one.before, one.after, one.right[:2]) == (
        "区位优势",
        " and ",
        "和",
        "特色",
    )


def test_the_digest_changes_with_what_the_verdict_depends_on() -> None:
    first, second = alarms(["檢驗(yàn)檢疫局。"]), alarms(["檢驗(yàn)檢疫站。"])
    assert {one.digest for one in first}.isdisjoint(one.digest for one in second)
    assert [one.digest for one in first] == [
        one.digest for one in alarms(["檢驗(yàn)檢疫局。", "别的"])
    ]


def test_of_edits_that_look_alike_only_some_are_drawn_before_the_others() -> None:
    page = "（更新时间戳: {})\n"
    footers = "标题\n" + "".join(page.format(number) for number in range(100, 160))
    found = alarms([footers, "标题\n检疫局,按照规定处理。"])
    marks = [one for one in found if one.rule == "width"]
    drawn = sampled(marks, number=2 * ALIKE + 1)
    assert [one.id for one in drawn].count("item-1") == 1
    assert drawn == sampled(reversed(marks), number=2 * ALIKE + 1)
    assert len(sampled(marks)) == len(marks)


def test_both_halves_of_a_corpus_are_filled() -> None:
    assert {half_of(str(number)) for number in range(20)} == {0, 1}


def test_a_verdict_holds_as_long_as_the_edit_is_the_same(tmp_path: Path) -> None:
    found = alarms()
    verdicts = [Verdict(one.id, one.offset, one.rule, one.digest, "right") for one in found[1:]]
    write_verdicts(
        tmp_path / "judged.csv", [*verdicts, Verdict("gone", 3, "width", "0" * 16, "wrong")]
    )
    read = read_verdicts(tmp_path / "judged.csv")
    counts, left = compared(found, read)
    assert left == found[:1]
    assert sum(said["right"] for said in counts.values()) == len(found) - 1
    assert any(found[0].rule in line for line in summary(counts, left))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,x,width,0123456789abcdef,right,", "offset should be a number"),
        ("a,1,width,0123456789abcdef,good,", "verdict one of"),
        ("a,1,width,0123,right,", "16 hexadecimal digits"),
        ("a,1,width,0123456789abcdef,right,\na,1,width,0123456789abcdef,wrong,", "judged twice"),
    ],
)
def test_a_verdict_that_cannot_be_used_is_named(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "judged.csv"
    path.write_text(f"id,offset,rule,digest,verdict,note\n{row}\n", "utf-8")
    with pytest.raises(VerdictError, match=said):
        read_verdicts(path)


def test_the_verdicts_are_well_formed_and_hold_no_text_of_the_corpus() -> None:
    files = sorted(JUDGED.glob("*.csv"))
    assert files
    for path in files:
        verdicts = read_verdicts(path)
        assert verdicts, path.name
        assert verdicts == sorted(verdicts, key=lambda one: (one.id, one.offset, one.rule)), (
            path.name
        )
        # a note is a word or two of a reader's, in English: no sentence of the news gets in
        assert path.read_text("utf-8").isascii(), path.name
        assert all(len(one.note) <= 80 for one in verdicts), path.name
