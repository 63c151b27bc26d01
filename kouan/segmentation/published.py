"""What a page says of its day in, when it went out with evidence and confidence out; nothing where nothing states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kouan.model.expression import Expression
from kouan.segmentation.datelines import RUN_IN, Said, stated_in
from kouan.segmentation.issues import issue_of, sent_on
from kouan.segmentation.lines import fact_lines
from kouan.segmentation.publishers import beside_date
from kouan.segmentation.statements import DATES

#: How sure each way of stating the day is: a line under the title that calls it so, one with the hour, a date alone,
#: the page's head, a line that was left among the text, the opening of the story, the issue credited below it, the day
#: under a signature, the day a page was changed.
ISSUED, TIMED, DATED, HEAD, LEFT, OPENED, CREDITED, SIGNED, UPDATED = (
    0.98,
    0.95,
    0.9,
    0.9,
    0.8,
    0.85,
    0.8,
    0.6,
    0.5,
)
#: Two that agree on the day leave little doubt.
AGREED: Final = 0.99
#: A line of dates and facts that was left in the text is short, and stands among the first so many, or among those above
#: the first paragraph of a page whose menu was left too.
FIRST, ABOVE = 4, 6
LONGEST_LINE: Final = 60
#: An issue is credited, and a letter signed, in one of the last so many lines.
LAST, FURTHEST = 3, 8
LONGEST_SIGNER: Final = 30
#: 【某报2005年07月03日报道】, 新华社边城2018年7月16日电, 中央社台北113年8月2日电
OPENING: Final = Expression(
    r"[【〔（(]?[\u3400-\u9fffA-Za-z·\s]{2,20}((?:19\d\d|20\d\d|1[01]\d)年\d{1,2}月\d{1,2}日)\s?(?:报[道导]|电|讯|消息|专电)",
    holds="日",
)
#: A date that is a line by itself, whatever dots and words around it say that it is one.
ALONE: Final = Expression(
    r"[\s(（]*(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s?(?:[（(]?星期[一二三四五六日天])?[\s)）]*"
)
STOPS: Final = ("。", "！", "？", "”", "；", "：")
#: What may be left of a line of facts when the dates are out of it.
FACTS: Final = Expression(
    r"农历\S*|[〇零一二三四五六七八九十]{1,4}(?=[年月日])|https?://\S+|\b[\w-]+(?:\.[\w-]+)+\b|[\d\W_]+|年|月|日|星期.|周.|时|分|上午|下午|发布|发表|时间|日期|来源|作者|记者|编辑|字号|大|中|小|打印|评论|浏览|阅读|点击|次"
)
LONGEST_REST: Final = 8
#: 2018.07.16 记者/王小明
BYLINE: Final = Expression(
    r"^\D{0,2}(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}\s{1,4}(?:记者|文)\s?[/／:：\s]"
)
#: The head of a printed page: 2025年10月10日　星期五　第A03版：要闻
OF_PAPER: Final = Expression(r"日\s{0,4}星期[一二三四五六日天]|第\s?[A-Z]?\d{1,3}\s?版")


@dataclass(frozen=True, slots=True)
class Published:
    """When a page went out (ISO 8601, as exact as it is stated), the words that say so, and how sure it is."""

    at: str | None = None
    evidence: str | None = None
    confidence: float | None = None


def published_in(
    said: Sequence[str],
    texts: Sequence[str],
    paragraphs: Sequence[int],
    statements: Mapping[str, str],
) -> Published:
    """The day of publication, by what the page shows, then by what its head states.

    First come the date lines that were taken out (`said`), last the story's own lines (`texts`; `paragraphs` are the
    numbers of those that are running text). Two that agree on the day confirm each other.
    """
    found = list(_candidates(said, texts, paragraphs, statements))
    if not found:
        return Published()
    first = found[0]
    agrees = any(
        (one.at or "")[:10] == (first.at or "")[:10] and one.evidence != first.evidence
        for one in found[1:]
    )
    return Published(first.at, first.evidence, AGREED if agrees else first.confidence)


def _candidates(
    said: Sequence[str],
    texts: Sequence[str],
    paragraphs: Sequence[int],
    statements: Mapping[str, str],
) -> Iterator[Published]:
    shown = [(text, stated) for text in said if (stated := stated_in(text))]
    for text, stated in sorted(shown, key=lambda one: -one[1].said):
        if stated.said is Said.ISSUED:
            yield Published(stated.at, text, ISSUED)
        elif stated.said is Said.PLAIN:
            yield Published(stated.at, text, TIMED if stated.has_clock else DATED)
    for name in DATES:
        if (content := statements.get(name)) and (stated := stated_in(content)):
            yield Published(stated.at, f"{name}: {content}", HEAD)
    head = fact_lines(len(texts), paragraphs, FIRST, ABOVE)
    for number in reversed(head):  # the nearest to the text
        if _is_facts(texts[number]) and (stated := stated_in(texts[number])):
            yield Published(stated.at, texts[number], LEFT)
    for text in (*texts[:FIRST], *(texts[number] for number in paragraphs[:1])):
        if (opened := OPENING.match(text) or RUN_IN.match(text)) and (
            stated := stated_in(("民国" if opened[1][3] == "年" else "") + opened[1])
        ):
            yield Published(stated.at, opened[0], OPENED)
    for text in (*texts[-LAST:], *said):
        if issue := issue_of(text):
            yield Published(issue.at, text, CREDITED)
    for text in texts[-LAST:]:
        if sent := sent_on(text):
            yield Published(*sent, CREDITED)
    for text, stated in shown:
        if stated.said is Said.UPDATED:
            yield Published(stated.at, text, UPDATED)
    yield from _signed(texts)


def _is_facts(text: str) -> bool:
    """A short line that is a date with its hour, a label or a publisher, and hardly a word else."""
    if len(text) > LONGEST_LINE or "，" in text or text.endswith("。"):
        return False
    if ALONE.fullmatch(text):
        return False
    rest = FACTS.sub("", text)
    publisher = beside_date(text)
    if publisher:
        rest = rest.replace(publisher, "")
    stated = stated_in(text)
    is_told = stated is not None and (
        stated.has_clock
        or stated.said is Said.ISSUED
        or bool(publisher)
        or OF_PAPER.search(text) is not None
        or BYLINE.search(text) is not None
    )
    return is_told and len(rest) <= LONGEST_REST


def _signed(lines: Sequence[str]) -> Iterator[Published]:
    """The day below the name that signs a letter or a notice."""
    # what a house puts below its day (who has the text, what is enclosed) is short
    last = len(lines) - LAST
    while last > 2 and len(lines) - last < FURTHEST and len(lines[last]) <= LONGEST_SIGNER:
        last -= 1
    for number in range(max(2, last), len(lines)):
        above = lines[number - 1]
        if (
            ALONE.fullmatch(lines[number])
            and len(above) <= LONGEST_SIGNER
            and not above.endswith((*STOPS, "，", "、"))
            and lines[number - 2].endswith(STOPS)
            and (stated := stated_in(lines[number]))
        ):
            yield Published(stated.at, lines[number], SIGNED)
