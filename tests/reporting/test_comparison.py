import numpy as np
from factories import decoding_of
from hypothesis import given
from hypothesis import strategies as st

from flows.reporting.changes import changes
from flows.reporting.comparison import Doubt, compare
from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import Ledger, apply


def ledger_of(text: str, *steps: tuple[str, list[Edit]]) -> tuple[Ledger, str]:
    """A document taken through some passes; offsets of each step count in the text before it."""
    codes, passes = codes_of(text), []
    for rule, edits in steps:
        bounds = np.array([0]), np.array([len(codes)])
        codes, done = apply(rule, codes, Edits.of(edits), *bounds)
        passes.append(done)
    return Ledger(decoding_of(text).segments, tuple(passes), len(text)), text_of(codes)


def marked(stretches):
    return [(part.text, part.mark.category if part.mark else None) for part in stretches]


def test_every_character_of_the_file_stands_before_and_every_clean_one_after():
    ledger, clean = ledger_of(
        "通關(guān)了\n\n相关链接\n好,",
        ("gloss", [Edit(2, 8, "")]),
        ("script", [Edit(1, 2, "关")]),
        ("footer", [Edit(5, 10, "", kind="related_links")]),
        ("width", [Edit(6, 7, "，")]),
    )
    assert clean == "通关了\n\n好，"
    shown = compare(ledger, clean)
    assert [marked(row.before) for row in shown.rows] == [
        [("通", None), ("關", "script"), ("(guān)", "gloss"), ("了", None)],
        [("\n\n", None), ("相关链接\n", "page")],
        [("好", None), (",", "width")],
    ]
    assert [marked(row.after) for row in shown.rows] == [
        [("通", None), ("关", "script"), ("了", None)],
        [],
        [("好", None), ("，", "width")],
    ]
    assert shown.counts == {"page": 1, "gloss": 1, "script": 1, "width": 1}


def test_a_removed_footer_is_one_stretch_whatever_was_done_inside_it_before():
    ledger, clean = ledger_of(
        "正文\n關(guān)注我們",
        ("gloss", [Edit(4, 10, "")]),
        ("script", [Edit(3, 4, "关"), Edit(6, 7, "们")]),
        ("footer", [Edit(2, 7, "", kind="ad_footer")]),
    )
    assert clean == "正文"
    removed = compare(ledger, clean).rows[-1]
    assert marked(removed.before) == [("\n關(guān)注我們", "page")]
    assert removed.is_removed


def test_a_gloss_inside_a_mended_run_of_mojibake_stays_part_of_the_mojibake():
    ledger, clean = ledger_of(
        "甲锛欏锛乙",
        ("mojibake", [Edit(1, 4, "口(kǒu)岸")]),
        ("gloss", [Edit(2, 7, "")]),
    )
    assert clean == "甲口岸乙"
    assert marked(compare(ledger, clean).rows[0].before) == [
        ("甲", None),
        ("锛欏锛", "damage"),
        ("乙", None),
    ]
    assert [change.is_inner for change in changes(ledger)] == [False, True]


def test_what_two_rules_took_out_side_by_side_is_two_rows():
    """The later removal spans the place of the earlier one; the copy stays a copy."""
    ledger, clean = ledger_of(
        "正文\n副本\n链接",
        ("repeated_block", [Edit(3, 6, "", kind="duplicate_block")]),
        ("related_links", [Edit(2, 5, "", kind="related_links")]),
    )
    assert clean == "正文"
    assert [marked(row.before) for row in compare(ledger, clean).rows] == [
        [("正文", None)],
        [("\n", "page"), ("副本\n", "page")],
        [("链接", "page")],
    ]
    assert [row.marks[0].kind for row in compare(ledger, clean).rows[1:]] == [
        "duplicate_block", "related_links",
    ]  # fmt: skip


def test_neighbouring_changes_of_one_rule_are_one_run():
    ledger, clean = ledger_of("關係好", ("script", [Edit(0, 1, "关"), Edit(1, 2, "系")]))
    first = compare(ledger, clean).rows[0].before[0]
    assert (first.text, first.mark.before, first.mark.after) == ("關係", "關係", "关系")


def test_lines_that_were_joined_stand_beside_their_paragraph():
    ledger, clean = ledger_of("口岸\n\n通关", ("join", [Edit(2, 4, "", kind="broken_paragraph")]))
    (row,) = compare(ledger, clean).rows
    assert marked(row.before) == [("口岸", None), ("\n\n", "join"), ("通关", None)]
    assert marked(row.after) == [("口岸通关", None)]


def test_a_doubt_marks_its_characters_after():
    ledger, clean = ledger_of("全国陸??湛诎锻")
    (row,) = compare(ledger, clean, [Doubt(3, 5, "shifted")]).rows
    assert [(part.text, part.doubt) for part in row.after] == [
        ("全国陸", None),
        ("??", "shifted"),
        ("湛诎锻", None),
    ]


def test_a_long_document_is_cut_and_says_by_how_much():
    ledger, clean = ledger_of("口岸\n" * 100)
    shown = compare(ledger, clean, shown=30)
    assert sum(row.characters for row in shown.rows) <= 30
    assert shown.hidden == 270


steps = st.lists(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 6), st.text("口a\n", max_size=3)), max_size=6
    ),
    max_size=5,
)


@given(st.text("口岸關(guān)\n, ", max_size=40), steps)
def test_whatever_was_done_no_character_is_shown_twice_or_lost(text, steps):
    """White space between paragraphs aside, the rows hold the file on one side and the clean text on the other."""
    codes, passes = codes_of(text), []
    for number, edits in enumerate(steps):
        wanted = [
            Edit(start, start + size, after)
            for start, size, after in edits
            if start + size <= len(codes)
        ]
        codes, done = apply(
            f"rule{number}", codes, Edits.of(wanted), np.array([0]), np.array([len(codes)])
        )
        passes.append(done)
    ledger, clean = Ledger(decoding_of(text).segments, tuple(passes), len(text)), text_of(codes)
    rows = compare(ledger, clean).rows
    before = "".join(part.text for row in rows for part in row.before)
    after = "".join(part.text for row in rows for part in row.after)
    assert "".join(before.split()) == "".join(text.split())
    assert after == clean.replace("\n", "")
