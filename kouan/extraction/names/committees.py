"""A passage in; committees and organs of the bodies that it names out, each under the name of its body: 北约 + 军事委员会."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What a committee is for, behind its body; 有关专门委员会 are none by name.
COMMITTEE = Expression(
    "(?!有关|相关|专门|各|下属|所属|两个|多个|委员会|理事会)(?:(?![的和与及在为由让请是对向从等将就了])[\u4e00-\u9fff]){2,8}?(?:委员会|理事会)(?!议)"
)
#: Parts of speech of what a committee is for.
SUBJECTS = ("n", "vn", "j", "b", "l", "g", "an")
#: Organs that any body may have and that bear its name: 郴州市委 + 督查室, 中国共产党 + 第二十届中央委员会.
ORGAN = Expression(
    "(?:第[一二三四五六七八九十]{1,4}届)(?:中央委员会|全国委员会|中央常务委员会|理事会|常务理事会|执行委员会)(?!议)"
    "|第[一二三四五六七八九十]{1,3}(?:巡视组|巡回督导组|指导组|督察组|检查组)|督查室|政策研究室|研究室|信访局|巡视组|机关党委|机关事务管理局|仪仗队|军乐团|执行局|总参谋部"
)
#: What the names of bodies end with that have a standing committee, and nothing else belongs to: 政协第十四届全国委员会 + 常务委员会.
STANDING, ASSEMBLIES = "常务委员会", ("全国委员会", "中央委员会")


def find_committees(passage: Passage, organizations: Sequence[Candidate]) -> Iterator[Candidate]:
    """Committees right behind a listed body, organs behind any; one that is listed itself keeps its own name."""
    yield from _organs(passage, organizations)
    if "委员会" not in passage.text and "理事会" not in passage.text:
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


def _organs(passage: Passage, organizations: Sequence[Candidate]) -> Iterator[Candidate]:
    text = passage.text
    owners = {one.end: one.start for one in organizations}
    owners |= {
        hit.end: hit.start for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION
    }
    for end, start in owners.items():
        organ = ORGAN.match(text, end)
        at = end if organ is None else organ.end()
        if text.endswith(ASSEMBLIES, start, at) and text.startswith(STANDING, at):
            at += len(STANDING)
        if at > end:
            yield Candidate(start, at, EntityType.ORGANIZATION, 0.85)
