"""A selection is what is shown, what the diff prints and what is mended; everything else in the file stays."""

from __future__ import annotations

import pytest
from factories import SEEDS, knowledge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linting.documents import cleaned_by

from kouan.cleaning.pipeline import RULES, clean_batch
from kouan.cleaning.script.tables import t2s
from kouan.linting.hits import lint
from kouan.linting.mending import CannotWriteError, mended
from kouan.linting.narrowing import narrowed
from kouan.linting.selection import Selection, SelectionError, names_known, refuse_unknown
from kouan.model.article import RemovedKind, RepairKind
from kouan.model.edits import Edit, Suspicion
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

#: Faults of most rules, and what stands around them.
PIECES = [
    "檢(jiǎn)", "驗(yàn)", "口岸,", "&ldquo;", "&#44;", " ", "\n", "\n\n", "\r\n", "\u200b", "a", "。", "隨著",
    "（来源：法制日报）\n", "\n版权声明：本网所有稿件不得转载。\n", "我们 and 你们", "说,“", "”", "該局(園)",
    "\ufeff", "\u2028", "陸??湛诎锻菩兄袊癯鋈刖惩", "责任编辑：张三\n", "\U00020000",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
#: A repair of shifted bytes is weighed with the characters around it, so mending these alone may change it.
without_runs = texts.map(lambda text: text.replace("陸??湛诎锻菩兄袊癯鋈刖惩", ""))
choices = st.sets(st.sampled_from([rule.name for rule in RULES]), min_size=1)


def cleaned(raw: bytes) -> Cleaned:
    return clean_batch([decode(raw)], knowledge())[0]


def only(*names: str) -> Selection:
    return Selection(names)


@pytest.mark.parametrize(
    ("selection", "rule", "kind", "is_taken"),
    [
        (Selection(), "width", "punctuation_width", True),
        (Selection(("width",)), "width", "punctuation_width", True),
        (Selection(("width",)), "gloss", "pinyin_annotation", False),
        (Selection(("pinyin_annotation",)), "gloss", "pinyin_annotation", True),
        (Selection(("copyright_*",)), "boilerplate", "copyright_notice", True),
        (Selection(("*",), ("script",)), "script", "script", False),
        (Selection((), ("ad_footer",)), "boilerplate", "copyright_notice", True),
        (Selection(("width",)).without(["width"]), "width", "punctuation_width", False),
    ],
)
def test_a_name_is_a_rule_a_kind_or_a_pattern(
    selection: Selection, rule: str, kind: str, is_taken: bool
) -> None:
    assert selection.takes(rule, kind) is is_taken


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    known = names_known(knowledge())
    refuse_unknown(["width", "pinyin_annotation", "b*", "undecodable_bytes"], known, "--select")
    with pytest.raises(SelectionError, match=r"--select: .*'widthh'; did you mean width\?"):
        refuse_unknown(["widthh"], known, "--select")
    with pytest.raises(SelectionError, match=r"'x\*'; kouan check"):
        refuse_unknown(["x*"], known, "--ignore")


def test_every_rule_and_kind_has_a_name_to_select() -> None:
    assert set(names_known(knowledge())) >= {rule.name for rule in RULES} | {
        str(kind) for kind in (*RepairKind, *RemovedKind)
    }


def test_what_a_rule_finds_does_not_depend_on_the_others() -> None:
    document = cleaned("檢驗(yàn)檢疫局,按照規(guī)定。".encode())
    assert narrowed(document, only("width")).clean == "檢驗(yàn)檢疫局，按照規(guī)定。"
    assert narrowed(document, only("gloss")).clean == "檢驗檢疫局,按照規定。"
    assert narrowed(document, only("script")).clean == "检验(yàn)检疫局,按照规(guī)定。"
    assert narrowed(document, Selection((), ("script",))).clean == "檢驗檢疫局，按照規定。"
    assert narrowed(document, Selection()) is document


def test_an_edit_made_of_work_that_is_not_selected_is_left_out() -> None:
    document = cleaned("檢疫局&#44;按照".encode())
    assert document.clean == "检疫局，按照"
    assert narrowed(document, only("width")).clean == "檢疫局&#44;按照"
    assert narrowed(document, only("character_reference", "width")).clean == "檢疫局，按照"


def test_a_removed_block_goes_whole_and_a_block_within_it_stays() -> None:
    text = "甲。\n驗(yàn)一\n廣告\n二\n乙。"
    document = cleaned_by(
        text,
        ("gloss", [Edit(4, 8, "")]),
        ("script", [Edit(3, 4, "验"), Edit(6, 7, "广")]),
        ("boilerplate", [Edit(6, 9, "", kind="ad_footer")]),
        ("repeated_block", [Edit(2, 8, "", kind="duplicate_block")]),
    )
    assert document.clean == "甲。\n乙。"
    # the gloss and the Traditional characters go with their block, the advertisement is another finding
    assert narrowed(document, only("repeated_block")).clean == "甲。\n廣告\n乙。"
    assert narrowed(document, only("boilerplate")).clean == "甲。\n驗(yàn)一\n二\n乙。"


def test_a_join_over_a_removed_block_waits_for_its_removal() -> None:
    document = cleaned_by(
        "前半\n廣告\n后半",
        ("boilerplate", [Edit(2, 5, "", kind="ad_footer")]),
        ("broken_paragraph", [Edit(2, 3, "")]),
    )
    assert document.clean == "前半后半"
    assert narrowed(document, only("broken_paragraph")).clean == "前半廣告后半".replace(
        "半廣", "半\n廣"
    ).replace("告后", "告后")


def test_a_suspicion_is_placed_in_the_narrowed_text() -> None:
    document = cleaned_by(
        "驗(yàn)員陸??湛",
        ("gloss", [Edit(1, 6, "")]),
        suspicions=[Suspicion("misread_bytes", 2, 6, "陸??湛")],
    )
    for selection in (only("misread_bytes"), Selection((), ("x*",)), Selection()):
        (one,) = narrowed(document, selection).suspicions
        assert narrowed(document, selection).clean[one.start : one.end] == "陸??湛"
    assert narrowed(document, only("gloss")).suspicions == ()


def test_the_mark_of_utf_16_is_no_fault_and_stays() -> None:
    raw = "口岸,通关。".encode("utf-16")
    document = cleaned(raw)
    assert [hit.rule for hit in lint(document)] == ["width"]
    assert mended(narrowed(document, Selection())) == "口岸，通关。".encode("utf-16")
    assert [hit.rule for hit in lint(cleaned("\ufeff口岸。".encode()))] == ["invisible"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "hz"])
def test_a_mended_file_keeps_its_encoding_and_its_line_ends(encoding: str) -> None:
    text = "旅客日均十人,\r\n口岸今天,人多。\r\n" * 3
    if encoding == "hz":
        text = text.replace("\r", "")
    raw = text.encode(encoding)
    after = mended(narrowed(cleaned(raw), only("width")))
    assert after.decode(encoding) == text.replace(",", "，")


def test_bytes_that_are_no_text_stay_where_they_are() -> None:
    raw = "海关总署,今天通知各口岸".encode() + b"\xff\xfe" + "，旅客可以通行。\x1e".encode()
    after = mended(narrowed(cleaned(raw), only("width")))
    assert after == raw.replace(b",", "，".encode())


def test_what_an_encoding_cannot_write_is_refused_with_the_character() -> None:
    document = cleaned("羅湖檢驗檢疫局的檢驗員,正在口岸檢驗。這是我們的工作。".encode("big5hkscs"))
    with pytest.raises(CannotWriteError, match=r"big5hkscs, cannot write 罗 \(U\+7F57\)"):
        mended(narrowed(document, only("script")))
    assert "，".encode("big5hkscs") in mended(narrowed(document, only("width")))


@pytest.mark.slow
@given(texts, choices)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_only_selected_rules_change_anything_and_the_file_is_what_the_diff_says(
    text: str, chosen: set[str]
) -> None:
    raw = text.encode()
    document = narrowed(cleaned(raw), Selection(tuple(sorted(chosen))))
    assert {rule for done in document.passes for rule in done.rules} <= chosen
    assert document.ledger.rebuild(document.clean) == raw
    assert mended(document) == document.clean.encode()
    hits = lint(document, Selection(tuple(sorted(chosen))))
    assert bool(document.passes) == any(hit.is_fixable for hit in hits)


@given(without_runs, choices)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_mended_is_not_found_again_and_leads_to_the_same_clean_text(
    text: str, chosen: set[str]
) -> None:
    selection = Selection(tuple(sorted(chosen)))
    before = cleaned(text.encode())
    written = mended(narrowed(before, selection))
    after = cleaned(written)
    assert narrowed(after, selection).passes == ()
    if written.count(b"\n") == text.encode().count(b"\n"):
        assert after.clean == before.clean
    else:  # the script of an undecided line follows its neighbours, and a line that went was one
        assert t2s().convert(after.clean) == t2s().convert(before.clean)


@given(st.binary(max_size=80), choices)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_arbitrary_bytes_are_mended_or_refused(raw: bytes, chosen: set[str]) -> None:
    document = narrowed(cleaned(raw), Selection(tuple(sorted(chosen))))
    try:
        after = mended(document)
    except CannotWriteError:
        return
    assert document.passes or after == raw


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_each_rule_alone_does_in_the_seeds_what_it_does_among_the_others(path: object) -> None:
    document = cleaned(path.read_bytes())  # type: ignore[attr-defined]
    text = document.decoding.text
    for rule in RULES:
        alone = narrowed(document, only(rule.name))
        # what stands in the file as the rule saw it; the rest is made of other rules' work
        wanted = sum(
            edit.rule == rule.name and text[edit.start : edit.end] == edit.before
            for edit in document.edits
        )
        # a block that holds another removal goes in two pieces
        assert sum(len(done.edits) for done in alone.passes) >= wanted
        rest = narrowed(document, Selection((), (rule.name,)))
        assert rule.name not in {name for done in rest.passes for name in done.rules}
