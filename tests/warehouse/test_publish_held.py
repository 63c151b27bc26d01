"""Documents and facts that are held: what publishing leaves out, and what comes back."""

from dataclasses import replace

import pytest
from batches import Page, already, ask, document_of, published

from kouan.model.facts import EntityType, Position
from warehouse.publishing.state import known_documents
from warehouse.records import Findings, Held

GOOD, OTHER = Page("inbox/a.txt"), Page("inbox/b.txt", title="另一篇")


def metric_id(home):
    return ask(home, "SELECT metric_id FROM metric ORDER BY metric_id LIMIT 1")[0][0]


def held_document(page, reason="nothing_but_page"):
    return Held(
        "document", document_of(page).document_id, page.location, reason, "no article in it"
    )


def test_a_held_document_has_a_row_and_no_article(tmp_path):
    bad = replace(OTHER, refusal="nothing_but_page")
    published(tmp_path, GOOD, bad, held=[held_document(bad)])
    assert ask(tmp_path, "SELECT status FROM document ORDER BY status") == [
        ("held",),
        ("released",),
    ]
    assert ask(tmp_path, "SELECT location FROM article") == [("inbox/a.txt",)]
    assert ask(tmp_path, "SELECT status, attempts, reason FROM quarantine") == [
        ("held", 1, "nothing_but_page")
    ]
    assert known_documents(tmp_path)[document_of(bad).document_id].status == "held"


def test_a_document_that_the_audit_holds_keeps_its_facts_out_too(tmp_path):
    page = Page("inbox/c.txt", title="独有", names=(), figures=GOOD.figures)
    published(tmp_path, GOOD, page, findings=Findings(held=(held_document(page, "audit"),)))
    assert ask(tmp_path, "SELECT count(*) FROM metric") == [(2,)]
    assert ask(tmp_path, "SELECT status FROM document WHERE locations = ['inbox/c.txt']") == [
        ("held",)
    ]


def test_a_held_document_that_is_released_later_says_so(tmp_path):
    bad = replace(OTHER, refusal="nothing_but_page")
    published(tmp_path, bad, held=[held_document(bad)])
    published(tmp_path, OTHER, run_id="run-2", state="state-2")
    assert ask(tmp_path, "SELECT status, attempts FROM quarantine") == [("released", 1)]
    assert ask(tmp_path, "SELECT status FROM document") == [("released",)]


def test_a_document_met_again_in_quarantine_counts_its_attempts_by_run(tmp_path):
    bad = replace(OTHER, refusal="nothing_but_page")
    for run_id in ("run-1", "run-2", "run-2"):
        published(tmp_path, bad, run_id=run_id, held=[held_document(bad)])
    assert ask(tmp_path, "SELECT attempts, first_run_id, run_id FROM quarantine") == [
        (2, "run-1", "run-2")
    ]


def test_a_released_document_that_is_held_now_is_not_valid_any_more(tmp_path):
    already(tmp_path, GOOD)
    published(
        tmp_path,
        replace(GOOD, refusal="empty"),
        run_id="run-2",
        state="state-2",
        held=[held_document(GOOD)],
    )
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(0,)]
    assert ask(tmp_path, "SELECT status FROM document") == [("held",)]


def test_a_document_over_budget_stays_published_as_it_was(tmp_path):
    already(tmp_path, GOOD)
    held = Findings(held=(held_document(GOOD, "budget"),))
    published(tmp_path, GOOD, run_id="run-2", state="state-2", findings=held)
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(1,)]
    assert ask(tmp_path, "SELECT status, state_digest FROM document") == [("released", "state-1")]


def test_a_held_fact_stays_out_alone_and_its_row_waits(tmp_path):
    already(tmp_path / "first", GOOD)
    id_ = metric_id(tmp_path / "first")
    held = Held("fact", id_, GOOD.location, "value_between", "too large", "metric")
    published(tmp_path / "second", GOOD, findings=Findings(held=(held,)))
    assert ask(tmp_path / "second", "SELECT count(*) FROM metric") == [(1,)]
    assert ask(
        tmp_path / "second",
        "SELECT level, json_extract_string(row_json, '$.metric_id') FROM quarantine",
    ) == [("fact", id_)]


def test_a_fact_is_held_by_its_whole_key_too(tmp_path):
    already(tmp_path / "first", GOOD)
    key = ask(tmp_path / "first", "SELECT metric_id || ':' || article_id FROM metric LIMIT 1")[0][0]
    held = Held("fact", key, GOOD.location, "value_between", "too large", "metric", "{}")
    published(tmp_path / "second", GOOD, findings=Findings(held=(held,)))
    assert ask(tmp_path / "second", "SELECT count(*) FROM metric") == [(1,)]


@pytest.mark.slow
def test_a_held_fact_that_passes_later_is_released(tmp_path):
    already(tmp_path / "first", GOOD)
    held = Held(
        "fact", metric_id(tmp_path / "first"), GOOD.location, "value_between", "too large", "metric"
    )
    published(tmp_path / "second", GOOD, findings=Findings(held=(held,)))
    published(tmp_path / "second", GOOD, run_id="run-2")
    assert ask(tmp_path / "second", "SELECT status FROM quarantine") == [("released",)]
    assert ask(tmp_path / "second", "SELECT count(*) FROM current_metric") == [(2,)]


def test_an_entity_of_held_mentions_only_is_not_published(tmp_path):
    already(tmp_path / "first", GOOD)
    ((id_,),) = ask(
        tmp_path / "first", "SELECT mention_id FROM mention WHERE type = 'organization'"
    )
    held = Held("fact", id_, GOOD.location, "reason", "detail", "mention")
    published(tmp_path / "second", GOOD, findings=Findings(held=(held,)))
    assert ask(tmp_path / "second", "SELECT type FROM entity") == [("port",)]
    assert ask(tmp_path / "second", "SELECT count(*) FROM entity_alias") == [(1,)]


def page_with_a_post():
    """拱北海关关长李志平, as the road hands it on."""
    document = document_of(
        Page(
            body="拱北海关关长李志平说，通关快。",
            names=(
                (EntityType.ORGANIZATION, "拱北海关", "拱北海关"),
                (EntityType.PERSON, "李志平", "李志平"),
            ),
            figures=(),
        )
    )
    at = document.stories[0].article.blocks[0].start
    sentence = document.stories[0].article.blocks[0].text
    said = Position(at, at + 9, sentence[:9], "李志平", "关长", "拱北海关", sentence, at)
    return replace(document, stories=(replace(document.stories[0], positions=(said,)),))


def test_a_post_is_published_with_its_person_and_organization(tmp_path):
    published(tmp_path, page_with_a_post())
    assert ask(
        tmp_path,
        "SELECT person.name, post, office.name, surface FROM current_position AS held"
        " INNER JOIN entity AS person ON person_id = person.entity_id"
        " INNER JOIN entity AS office ON organization_id = office.entity_id"
        " INNER JOIN (SELECT '拱北海关关长李志平' AS surface) ON len(surface) = held.\"end\" - held.start",
    ) == [("李志平", "关长", "拱北海关", "拱北海关关长李志平")]


@pytest.mark.slow
@pytest.mark.parametrize("type_", ["person", "organization"])
def test_a_post_whose_person_or_organization_is_held_is_not_published(tmp_path, type_):
    page = page_with_a_post()
    published(tmp_path / "first", page)
    ((id_,),) = ask(tmp_path / "first", "SELECT mention_id FROM mention WHERE type = ?", type_)
    held = Held("fact", id_, "inbox/a.txt", "reason", "detail", "mention")
    published(tmp_path / "second", page, findings=Findings(held=(held,)))
    assert ask(tmp_path / "second", "SELECT count(*) FROM position") == [(0,)]
    assert ask(tmp_path / "second", "SELECT count(*) FROM mention") == [(1,)]
