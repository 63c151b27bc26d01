"""A passage in; schemes that a list or a word for what all of them are gives away out: 快速核放、直报通放等模式, CB、CE等认证."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

LIST = Expression(
    r"((?:[^，。；：！？、\s“”《》（）]{2,16}、){1,8}[^，。；：！？、\s“”《》（）]{2,14}?)等(?:一系列|多项|\d+项|[一二三四五六七八九十]+项)?"
    r"(?:[^，。；：、]{0,5})?(?:模式|举措|制度|机制)(?![\u4e00-\u9fff]*等)"
)
LIST_END = Expression("、[^，。；：]{2,14}等[^，。；：、]{0,8}(?:模式|举措|制度|机制)")
LIST_VERB = Expression(
    r".*(?:推广|推行|推出|实施|实行|采取|采用|建立|制定|开展|探索|落实|启动|启用|开设|设立|包括|运用|创新|试点|的|了)"
)
CERTIFICATES = Expression(
    r"((?:[A-Z][A-Z0-9]{1,9}、)*[A-Z][A-Z0-9]{1,9})等?(?:[\u4e00-\u9fff]{0,3})?认证"
)
#: Items that begin so say what is done, not what a scheme is called.
DOING = Expression(
    r"(?:加强|强化|优化|提高|提升|完善|加大|深化|推进|推动|扩大|加快|严格|规范|健全|增加|减少|降低|支持|鼓励|坚持|加)"
)


def find_listed(passage: Passage) -> Iterator[Candidate]:
    """快速核放、直报通放、直报转检等通关新模式: each item of the list is a scheme."""
    if not LIST_END.search(passage.text):
        return
    for found in LIST.finditer(passage.text):
        items = found[1].split("、")
        at = found.start(1)
        lead = LIST_VERB.match(items[0])
        if lead is None:
            continue
        spans = []
        for number, item in enumerate(items):
            cut = lead.end() if number == 0 else 0
            spans.append((at + cut, at + len(item)))
            at += len(item) + 1
        if any(end - start < 2 or _says_doing(passage, start, end) for start, end in spans):
            continue
        for start, end in spans:
            yield Candidate(start, end, EntityType.PROGRAM, 0.7)


def _says_doing(passage: Passage, start: int, end: int) -> bool:
    """拓展文化旅游消费: a long item that opens with a verb says what is done."""
    number = passage.words.starting.get(start)
    verb = number is not None and passage.words.tags[number] == "v"
    closed = end in passage.head_ending
    doing = DOING.match(passage.text, start) is not None
    return doing or (verb and not closed and end - start >= 6)


def find_certificates(passage: Passage) -> Iterator[Candidate]:
    """CB、CE等认证: each is a certification of its own."""
    if "认证" not in passage.text:
        return
    for found in CERTIFICATES.finditer(passage.text):
        at = found.start(1)
        for item in found[1].split("、"):
            yield Candidate(at, at + len(item), EntityType.PROGRAM, 0.8, f"{item}认证")
            at += len(item) + 1
