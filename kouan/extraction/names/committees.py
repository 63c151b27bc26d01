"""A passage in; committees of the bodies that it names out, each under the name of its body: 北约 + 军事委员会."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What a committee is for, behind its body; 有关专门委员会 are none by name.
COMMITTEE = Expression(
    "(?!有关|相关|专门|各|下属|所属|两个|多个|委员会)(?:(?![的和与及在为由让请是对向从等将就了])[\u4e00-\u9fff]){2,8}?委员会(?!议)"
)
#: Parts of speech of what a committee is for.
SUBJECTS = ("n", "vn", "j", "b", "l", "g", "an")


def find_committees(passage: Passage) -> Iterator[Candidate]:
    """Committees right behind a listed body; one that is listed itself keeps its own name."""
    if "委员会" not in passage.text:
        return
    words = passage.words
    for body in passage.hits:
        if body.name.type is not EntityType.ORGANIZATION:
            continue
        committee = COMMITTEE.match(passage.text, body.end)
        if committee is None:
            continue
        own = passage.hit_at(body.end)
        first, last = words.starting.get(body.end), words.closed_by(committee.end())
        if first is None or last is None or (own is not None and own.end == committee.end()):
            continue
        if all(tag.startswith(SUBJECTS) for tag in words.tags[first : last + 1]):
            yield Candidate(body.start, committee.end(), EntityType.ORGANIZATION, 0.85)
