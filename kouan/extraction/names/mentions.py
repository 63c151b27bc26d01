"""Articles in, their mentions out: what the finders propose, what the document repeats, and one reading for each place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from kouan.extraction.names.backends import named_by
from kouan.extraction.names.branches import with_offices
from kouan.extraction.names.centers import find_centers
from kouan.extraction.names.coordination import find_coordinated
from kouan.extraction.names.crossings import find_crossings
from kouan.extraction.names.estates import find_estates
from kouan.extraction.names.events import find_events
from kouan.extraction.names.extended import extensions
from kouan.extraction.names.forces import find_forces
from kouan.extraction.names.founded import find_founded
from kouan.extraction.names.headed import find_headed
from kouan.extraction.names.introduced import find_introduced
from kouan.extraction.names.legal_names import body_ends, find_legal_names
from kouan.extraction.names.lines import find_lines
from kouan.extraction.names.listed import NameBook, name_book
from kouan.extraction.names.nobodys import is_one
from kouan.extraction.names.occurrences import occurrences
from kouan.extraction.names.parted import parted
from kouan.extraction.names.passages import Candidate, Passage, read_passages
from kouan.extraction.names.personal_names import Surnames, surnames
from kouan.extraction.names.persons import find_persons
from kouan.extraction.names.places import find_places
from kouan.extraction.names.plants import find_plants
from kouan.extraction.names.programs import find_programs
from kouan.extraction.names.quotations import find_quoted, find_titles
from kouan.extraction.names.quoted_houses import find_quoted_houses
from kouan.extraction.names.runs import Boundaries, boundaries
from kouan.extraction.names.schools import find_local_schools, local_schools_apart
from kouan.extraction.names.shapes import find_shapes
from kouan.extraction.names.shortforms import find_short_forms
from kouan.extraction.names.stations import find_stations
from kouan.extraction.names.stops import find_stops
from kouan.extraction.names.styled import find_firms, find_groups, find_styled
from kouan.extraction.names.teams import find_teams
from kouan.extraction.names.towns import find_towns
from kouan.extraction.names.townships import find_townships
from kouan.extraction.names.traded import find_traded
from kouan.extraction.names.transliterated import find_abroad, whole
from kouan.extraction.names.voting import vote
from kouan.extraction.names.whole_bodies import find_whole_bodies
from kouan.model.article import Article, Damage, Role
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: A name found once is looked for everywhere from this length on.
REPEATED_LENGTH = 2
#: A title so short is a name outside its marks only with the word for what it is: 政治监督, but 刑法.
SHORT_TITLE = 4
TITLE_ENDS = (
    "法", "条例", "办法", "规定", "规则", "意见", "方案", "规划", "纲要", "决定", "公约", "协定", "宣言", "通知", "报告", "白皮书",
)  # fmt: skip
#: Which of several assemblies it is, in front of the body that meets.
TERM = Expression("第?[一二三四五六七八九十]{1,3}届")
#: A character that no candidate holds.
_FREE = -1
#: What stands by itself is as sure as where it is said again beside a post.
UNSURE = 0.6


class Finders(NamedTuple):
    """What the finders know, made once."""

    book: NameBook
    limits: Boundaries
    surnames: Surnames
    #: short forms of listed bodies: 卫福部, but not 外交部
    short: frozenset[str]


def finders(knowledge: Knowledge) -> Finders:
    """The gazetteers and grammars of a knowledge."""
    short = frozenset(
        row["surface"] for row in knowledge.rows("institution") if row["alias_of"] != row["surface"]
    )
    return Finders(name_book(knowledge), boundaries(knowledge), surnames(knowledge), short)


def find_mentions(
    articles: Sequence[Article], knowledge: Knowledge
) -> list[tuple[Passage, list[Candidate]]]:
    """The blocks of each article as one passage (a line each), and what holds in it, in order.

    Each step goes through all articles before the next begins (kouan.stages says why).
    """
    known = knowledge.made(finders)
    passages = read_passages(
        ["\n".join(block.text for block in article.blocks) for article in articles], known.book
    )
    proposed = _propose(articles, passages, known)
    if (model := knowledge.name_model) is not None:
        proposed = [
            list(vote(some, named_by(model, passage.text), passage, model, known.surnames))
            for passage, some in zip(passages, proposed, strict=True)
        ]
    resolved = [
        local_schools_apart(
            passage, parted(passage, _extended(passage, _resolve(passage.text, some)))
        )
        for passage, some in zip(passages, proposed, strict=True)
    ]
    repeated = [
        _repeat(passage, some, article)
        for passage, some, article in zip(passages, resolved, articles, strict=True)
    ]
    whole = [
        with_offices(
            passage,
            _resolve(passage.text, [*more, *some])
            if (more := find_short_forms(passage, some))
            else some,
        )
        for passage, some in zip(passages, repeated, strict=True)
    ]
    return [
        (passage, [one for one in some if is_one(passage.text, one)])
        for passage, some in zip(passages, whole, strict=True)
    ]


def place_mentions(
    article: Article, damages: Sequence[Damage], candidates: Iterable[Candidate]
) -> Iterator[tuple[int, Candidate]]:
    """Each candidate with where it starts in the clean document; those in damaged spans are left out."""
    bounds = list(accumulate((len(block.text) + 1 for block in article.blocks), initial=0))
    broken = sorted((damage.start, damage.end) for damage in damages)
    reach = list(accumulate((end for _, end in broken), max))
    for one in candidates:
        number = bisect_right(bounds, one.start) - 1
        start = article.blocks[number].start + one.start - bounds[number]
        before = bisect_left(broken, (start + one.end - one.start, 0))
        if before == 0 or reach[before - 1] <= start:
            yield start, one


def _propose(
    articles: Sequence[Article], passages: Sequence[Passage], known: Finders
) -> list[list[Candidate]]:
    """What the finders propose for each passage, finder by finder."""
    limits = known.limits
    persons = [list(find_persons(one, known.surnames, limits)) for one in passages]
    shapes = [[whole(one, found) for found in find_shapes(one, limits)] for one in passages]
    proposed = (
        [list(_bylines(article)) for article in articles],
        [list(find_titles(one)) for one in passages],
        [[*find_quoted(one), *find_quoted_houses(one)] for one in passages],
        shapes,
        [
            [*find_legal_names(one, ends, limits), *find_whole_bodies(one, ends, limits)]
            for one, some in zip(passages, shapes, strict=True)
            for ends in (body_ends(one, some),)
        ],
        [list(find_founded(one)) for one in passages],
        [[*find_programs(one, limits), *find_events(one)] for one in passages],
        [list(find_introduced(one)) for one in passages],
        [list(find_coordinated(one, limits)) for one in passages],
        [[whole(one, found) for found in find_places(one, limits)] for one in passages],
        [[*find_townships(one), *find_towns(one), *find_estates(one)] for one in passages],
        [
            [
                *find_styled(one, limits),
                *find_firms(one, limits),
                *find_groups(one),
                *find_traded(one),
            ]
            for one in passages
        ],
        [
            [
                *find_centers(one),
                *find_teams(one, known.book),
                *find_forces(one, known.book),
                *find_plants(one),
                *find_local_schools(one),
            ]
            for one in passages
        ],
        [
            [
                *find_lines(one, limits),
                *find_crossings(one),
                *find_stops(one),
                *find_stations(one),
            ]
            for one in passages
        ],
        [list(find_abroad(one)) for one in passages],
        persons,
        [
            list(find_headed(one, some, known.book, known.short))
            for one, some in zip(passages, persons, strict=True)
        ],
    )
    return [list(chain.from_iterable(found)) for found in zip(*proposed, strict=True)]


def _bylines(article: Article) -> Iterator[Candidate]:
    at = 0
    for block in article.blocks:
        if block.role is Role.BYLINE:
            for author in article.authors:
                for found in re.finditer(re.escape(author), block.text):
                    start, end = found.span()
                    yield Candidate(at + start, at + end, EntityType.PERSON, 1.0, author)
        at += len(block.text) + 1


def _resolve(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap the longer holds, then the surer; two readings of one start may share it."""
    ordered = sorted(candidates, key=lambda one: (one.start - one.end, -one.confidence, one.start))
    kept: list[Candidate] = []
    owner = [_FREE] * max((one.end for one in ordered), default=0)
    spans: set[tuple[int, int, EntityType]] = set()
    for candidate in ordered:
        start, end, kind = candidate[:3]
        if (start, end, kind) in spans:
            continue
        # what was kept before is no shorter: it holds an end of this one, or nothing of it
        first, last = owner[start], owner[end - 1]
        if first == last == _FREE:
            owner[start:end] = [len(kept)] * (end - start)
        elif first != last or not _may_nest(text, candidate, kept[first]):
            continue
        kept.append(candidate)
        spans.add((start, end, kind))
    return sorted(kept, key=itemgetter(0, 1))


def _extended(passage: Passage, resolved: list[Candidate]) -> list[Candidate]:
    """With what is named by one of the mentions and what stands behind it."""
    longer = list(extensions(passage, resolved))
    return _resolve(passage.text, [*resolved, *longer]) if longer else resolved


def _may_nest(text: str, candidate: Candidate, around: Candidate) -> bool:
    """湛江市委 in 湛江市委市政府, the organizer at the head of its meeting's name."""
    if candidate.type is not EntityType.ORGANIZATION:
        return False
    if candidate.start != around.start:
        is_term = TERM.fullmatch(text, around.start, candidate.start) is not None
        return is_term and around.type is EntityType.PROGRAM
    joint = around.type is EntityType.ORGANIZATION and candidate.name is not None
    return around.type is EntityType.PROGRAM or (joint and around.name is not None)


def _repeat(passage: Passage, resolved: list[Candidate], article: Article) -> list[Candidate]:
    """A name that is sure in one place is a mention wherever the document repeats it."""
    text = passage.text
    sure: dict[str, Candidate] = {}
    for one in resolved:
        surface = text[one.start : one.end]
        whole = one.name is None or one.name == surface
        if not whole or len(surface) < REPEATED_LENGTH or one.type is EntityType.PLACE:
            continue
        is_title = one.type is EntityType.DOCUMENT and len(surface) <= SHORT_TITLE
        if is_title and not surface.endswith(TITLE_ENDS):
            continue
        known = sure.get(surface)
        if known is None or one.confidence > known.confidence:
            sure[surface] = one
    for author in article.authors:
        sure.setdefault(author, Candidate(0, len(author), EntityType.PERSON, 0.9, author))
    if not sure:
        return resolved
    spans = {(one.start, one.end) for one in resolved if one.confidence > UNSURE}
    more = []
    for start, end, surface in occurrences(text, list(sure)):
        if (start, end) in spans:
            continue
        origin = sure[surface]
        if end - start > 2 or passage.words.is_aligned(start, end):
            more.append(Candidate(start, end, origin.type, origin.confidence, origin.name))
    return _resolve(text, [*resolved, *more]) if more else resolved
