"""The benchmark of copies: an archive whose truth is known, and figures that would show a fault."""

from __future__ import annotations

from itertools import islice

import pytest

from flows.benchmark.comparing import compare
from flows.benchmark.copies import report
from flows.benchmark.copying import KINDS, OTHER, archive
from flows.benchmark.originals import bases
from kouan.api import clean


def test_the_same_seed_makes_the_same_archive_and_every_kind_of_copy() -> None:
    printed = list(archive(bases(None, 1), 300, 1))
    assert printed == list(archive(bases(None, 1), 300, 1))
    assert printed != list(archive(bases(None, 2), 300, 2))
    assert len(printed) == 300
    assert {one.kind for one in printed} >= {"article", "glossed", "furniture", OTHER}
    assert {one.kind for one in printed} <= {"article", *KINDS}


def test_changed_figures_make_another_article_and_all_else_a_copy() -> None:
    article = 0
    for one in archive(bases(None, 1), 300, 1):
        if one.kind == "article":
            article = one.cluster
        assert (one.cluster == article) is not one.kind.startswith(OTHER)


def test_what_is_printed_in_another_script_or_glossed_is_the_same_once_clean() -> None:
    article = ""
    for one in islice(archive(bases(None, 1), 400, 1), 400):
        if one.kind == "article":
            article = one.text
        elif one.needs_cleaning:
            assert one.text != article
            assert str(clean(one.text)) == str(clean(article))


def test_copies_are_found_and_reports_with_other_figures_are_not() -> None:
    printed = [one for one in archive(bases(None, 1), 400, 1) if not one.needs_cleaning]
    texts = [one.text for one in printed]
    lines = list(report(printed, texts, compare(texts, 150)))
    precision, recall = (float(line.split()[1]) for line in lines[1:3])
    assert (lines[1].split()[0], lines[2].split()[0]) == ("precision", "recall")
    assert precision >= 0.99
    assert recall >= 0.97


@pytest.mark.parametrize("merged", [True, False])
def test_a_comparison_that_is_wrong_is_seen_in_the_figures(merged: bool) -> None:
    printed = list(archive(bases(None, 1), 60, 1))
    texts = [one.text for one in printed]
    found = compare(texts)
    cluster = ["all"] * len(texts) if merged else [str(number) for number in range(len(texts))]
    wrong = type(found)(cluster, found.taken, found.candidates)
    lines = list(report(printed, texts, wrong))
    precision, recall = (float(line.split()[1]) for line in lines[1:3])
    assert (precision < 0.5, recall == 1) if merged else recall == 0
