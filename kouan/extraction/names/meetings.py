"""A passage in; meetings that bear the name of who meets, by their number or by who leads them, out: 全国人大常委会第六次会议."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_NUMBER = "[一二三四五六七八九十百0-9]{1,4}"
_KIND = "全体会议|全国代表大会|代表大会|委员长会议|主席会议|常务委员会会议|理事会会议|非正式会议|非正式会晤|协商座谈会|会议|大会|全会|峰会|会晤"
#: Which of the meetings of a body it is: 第六次会议, 十四届二次会议, 三次全会, 领导人第十九次峰会, 成员国元首理事会会议.
NUMBERED = Expression(
    f"(?:第{_NUMBER}届)?(?:(?:成员国)?(?:领导人|元首|国家元首|政府首脑|总理))?(?:{_NUMBER}届)?第?{_NUMBER}[次届](?:(?![的了和与及在为由、])[\u4e00-\u9fff]){{0,4}}?(?:{_KIND})(?!精神的|[室厅桌])"
    "|(?:成员国)?(?:领导人|元首|国家元首|政府首脑)(?:非正式会议|非正式会晤|理事会会议|峰会|会晤)"
)
#: Which of several assemblies it is, in front of the body that meets: 十四届 + 全国人大常委会.
TERM_BEFORE = Expression("第?[一二三四五六七八九十]{1,3}届$")
#: What a meeting is to do, in front of a scheme: 新时代推动 + 西部大开发 + 座谈会.
TO_DO = Expression("(?:新时代)?(?:(?:深入|全面|进一步)?(?:推动|推进))?$")
#: Between a scheme and the meeting about it.
ABOUT = Expression("(?:发展|建设|工作)?$")


def find_numbered(passage: Passage) -> Iterator[Candidate]:
    """Meetings right behind the listed body that meets."""
    for body in passage.hits:
        if body.name.type is not EntityType.ORGANIZATION:
            continue
        meeting = NUMBERED.match(passage.text, body.end)
        if meeting is not None:
            start = term_start(passage, body.start)
            yield Candidate(start, meeting.end(), EntityType.PROGRAM, 0.85)


def term_start(passage: Passage, start: int) -> int:
    """Where the name of an assembly begins that says which of several it is."""
    term = TERM_BEFORE.search(passage.text, max(start - 5, 0), start)
    return start if term is None else term.start()


def about_scheme(passage: Passage, head: int, start: int | None) -> int | None:
    """Where a meeting begins that is about a scheme, else `start`: 新时代推动西部大开发座谈会."""
    text = passage.text
    if not text.startswith("座谈会", head):
        return start
    about = ABOUT.search(text, max(head - 2, 0), head)
    ends = (head, head if about is None else about.start())
    scheme = passage.hit_over(head - 3, head) if head > 3 else None
    if scheme is None or scheme.end not in ends or scheme.name.type is not EntityType.PROGRAM:
        return start
    to_do = TO_DO.search(text, max(scheme.start - 9, 0), scheme.start)
    return scheme.start if to_do is None else to_do.start()
