"""What cleaning took out of a page, and what its head states, in; what the page says of itself out: publisher, authors, site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kouan.model.article import Removal, RemovedKind
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.credited import credited
from kouan.segmentation.issues import parted_days
from kouan.segmentation.owners import owner_of
from kouan.segmentation.persons import Persons, names_alone, stands_alone
from kouan.segmentation.publishers import account_of, beside_date, is_name, publisher_of
from kouan.segmentation.statements import AUTHORS, PUBLISHERS, SITES

#: A line that states date or source is short; the rest of a longer one is not looked at.
LONGEST: Final = 300

#: The only removals that speak for the article: a related link has a date too, but another story's.
SPEAKING: Final = (RemovedKind.DATELINE, RemovedKind.SOURCE_LINE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Publisher with the words that credit it, the names credited beside it, the site that shows the page.

    `said` are the lines that speak for the article, `statements` what the head of the page states, `shown` the lines
    that were taken out, whatever they were: a name that the head states may stand among them. `below` are lines with
    which a stretch of the page begins that was taken out: the last line of the article may have gone with it.
    """

    source: str | None = None
    source_evidence: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    said: tuple[str, ...] = ()
    statements: Mapping[str, str] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    below: tuple[str, ...] = ()
    #: Whose page it is, with the words that say so, where nobody is credited.
    owner: tuple[str, str] | None = None


def metadata_of(
    removals: Sequence[Removal], knowledge: Knowledge, statements: Mapping[str, str] | None = None
) -> Metadata:
    """Read publisher and authors from the removed date and source lines; None is "not stated".

    What the page shows counts first; what its head states (`statements`, name and content) where it shows nothing.
    """
    statements = statements or {}
    said = tuple(one.text.strip()[:LONGEST] for one in removals if one.kind in SPEAKING)
    said += tuple(
        day
        for one in removals
        if one.kind not in SPEAKING and "\n20" in f"\n{one.text[:LONGEST]}"
        for day in parted_days(one.text[:LONGEST])
    )
    credited_to = list(_publishers(said, statements, knowledge))
    authors = dict.fromkeys(name for text in said for name in _credited_authors(text, knowledge))
    # 来源：张三 below an article whose date line names the paper: a person was credited, not a publisher
    known = knowledge.made(Persons.of)
    while len(credited_to) > 1 and stands_alone(credited_to[0][0], known):
        authors.setdefault(credited_to.pop(0)[0])
    source, source_evidence = credited_to[0] if credited_to else (None, None)
    return Metadata(
        source,
        source_evidence,
        tuple(authors),
        _site(removals, statements),
        said,
        statements,
        frozenset(line.strip() for one in removals for line in one.text.split("\n")),
        tuple(
            one.text.strip().split("\n", 1)[0].strip()
            for one in removals
            if one.at and one.kind not in (*SPEAKING, RemovedKind.RELATED_LINKS)
        ),
        owner_of(removals, knowledge),
    )


def _publishers(
    said: Sequence[str], statements: Mapping[str, str], knowledge: Knowledge
) -> Iterator[tuple[str, str]]:
    """Who is credited, with the words that do so: behind a label, beside the date, in the head."""
    for text in said:
        if name := publisher_of(text, knowledge):
            yield name, text
    for text in said:
        for line in text.split("\n"):
            name = account_of(line) or beside_date(line)
            if name and not stands_alone(name, knowledge.made(Persons.of)):  # 原创 王小明
                yield name, line
    for key in PUBLISHERS:
        if content := statements.get(key):
            name = publisher_of(content, knowledge) or content
            if is_name(name, knowledge):
                yield name, f"{key}: {content}"


#: 边城口岸旅客增长_某某网, …-某某新闻-某某网
SEPARATOR: Final = Expression(r"[_|｜—–-]")
WINDOW: Final = Expression(r"(.{4,}?)\s?[_|｜—–-]{1,3}\s?([^_|｜—–\-\n]{2,20})\s*")
#: 边城日报电子版 - 边城口岸旅客增长: some windows say their site first.
SITE_FIRST: Final = Expression(
    r"[\w·.&]{2,14}(?<!上)(?:网|网站|在线|[日晚时早晨周]报|周刊|频道|客户端|门户|电子[版报]|数字[版报])"
)


def _site(removals: Sequence[Removal], statements: Mapping[str, str]) -> str | None:
    """The name of the site that shows the page: by its head, by the end of the window's title, or by a line of its own under the date."""
    for key in SITES:
        if content := statements.get(key):
            return content
    for one in removals:
        if one.rule == "site_suffix":  # 边城口岸旅客数创新高_边城新闻_某某网
            return SEPARATOR.split(one.text)[-1].strip() or None
        if one.at <= 1 and one.kind == RemovedKind.NAVIGATION:
            if found := WINDOW.fullmatch(one.text.split("\n", 1)[0].strip()):
                first, last = found[1].strip(), found[2].strip()
                is_first = SITE_FIRST.fullmatch(first) and not SITE_FIRST.fullmatch(last)
                return first if is_first else last
            break
    # besides dates the rule of date lines takes out the site's own name
    named = (
        one for one in removals if one.rule == "dateline" and one.kind == RemovedKind.SOURCE_LINE
    )
    return next((one.text.strip() or None for one in named), None)


#: A field of a source line that credits a person.
_AUTHOR: Final = Expression(
    r"(?:^|[\s|｜(（【\[])((?:作者|记者|通讯员|撰稿|撰文|执笔人?)[:：][^\n:：|｜()（）]{2,40})"
)
#: 张三 综合报道
DID: Final = Expression(r"[\s(（/／]*(?:综合|编译|专题|即时)?报[道导][)）]?$")
LONGEST_ALONE: Final = 16
#: 2018-07-16 09:54 边城时报记者 黄宇　阅读 302, 边城时报／记者黄宇／台北报导
_REPORTER: Final = Expression(
    r"(?:记者|通讯员)\s?([\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){0,5})(?=[\s|｜/／]|$)"
)
#: 2004年7月16日08:19 [ 黄宇 ] 来源：… : a name in brackets behind the date.
_BRACKETED: Final = Expression(
    r"\d[日\s]*(?:\d{1,2}[:：]\d\d)?\s*[\[【〔]\s*([^\[\]【】〔〕\s]{2,4})\s*[\]】〕]"
)


def stated_authors(
    metadata: Metadata, lines: Iterable[str], knowledge: Knowledge
) -> tuple[str, ...]:
    """Names in the head of a page that read as names of persons do: sites name themselves there too.

    A pen name counts where the page shows it too, in a line of its own.
    """
    shown: frozenset[str] | None = None
    for key in AUTHORS:
        content = metadata.statements.get(key, "")
        if not content:
            continue
        if found := byline_names(f"记者 {content}", knowledge) or names_alone(
            content.replace(" ", "") if len(content) <= 4 else content, knowledge
        ):
            return found
        if content not in (metadata.site, metadata.source) and is_name(content, knowledge):
            shown = frozenset(lines) if shown is None else shown
            if content in shown or content in metadata.shown:
                return (content,)
    return ()


def _credited_authors(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    lines = [line.strip() for line in text.split("\n")]
    for line in lines:
        if said := credited(line):
            return said
    if told := [name for line in lines for name in byline_names(line, knowledge) or ()]:
        return tuple(dict.fromkeys(told))
    for line in lines:  # a name alone between title and text, with what it did or without
        if len(line) <= LONGEST_ALONE and (alone := names_alone(DID.sub("", line), knowledge)):
            return alone
    if (found := _BRACKETED.search(text)) and stands_alone(found[1], knowledge.made(Persons.of)):
        return (found[1],)
    found = _AUTHOR.search(text)
    if not found:
        reporter = _REPORTER.search(text)
        return byline_names(f"记者 {reporter[1]}", knowledge) or () if reporter else ()
    words = found[1].split()
    for stop in range(len(words), 0, -1):  # "作者：张三 责任编辑" reads up to the next field
        if names := byline_names(" ".join(words[:stop]), knowledge):
            return names
    return ()
