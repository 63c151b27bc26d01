"""What was taken out of a page that credits nobody in, whose page it is out: by its masthead, the printed page, its rights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kouan.model.article import Removal, RemovedKind
from kouan.model.expression import Expression

#: 某某日报版权所有, 某某社 ©2018: on a page that credits nobody, the paper whose page it is.
OWNED: Final = Expression(
    r"(?:^|[\s|｜©])(?P<paper>[\u3400-\u9fff]{2,6}(?<![情通简预汇海喜捷战警举本])报|[\u3400-\u9fff]{2,8}(?:新闻[网云]|在线|通讯社|电台|电视台|广播网))(?:社|网)?\s?版权所有"
    r"|版权所有\s?[:：]\s?(?P<firm>[\u3400-\u9fff]{2,16}(?:集团|公司))(?=$|[\s|｜])"
    r"|^(?P<house>[\u3400-\u9fff]{1,6}(?:社|报|新闻[网云]))\s?[©®]"
)
#: The name of a paper or a site of news, alone in one of the first lines of a page.
MASTHEAD: Final = Expression(
    r"(?:[A-Za-z]{2,8}\s)?(?P<paper>[A-Za-z]{0,10}[\u3400-\u9fff]{0,8}(?:(?<=[\u3400-\u9fffA-Za-z]{2})新闻[网云]|(?<=[\u3400-\u9fff]{2})(?:中文网|新闻公报|(?:[日晚早晨时商]|都市)报))|中央社|财联社)(?=$|\n|\s?数字报|\s?电子[报版]|\s*[>＞»›]|\s[\u3400-\u9fff]{2,6}$)"
)
#: 某某日报 | 第5版：要闻: the printed page that the story stands on.
PRINTED: Final = Expression(
    r"(?P<paper>[\u3400-\u9fff]{2,8}?报)(?:社|数字报|电子[报版]|多媒体数字报)?[\s|｜]+(?:第\s?)?[A-Z]?\d{1,3}\s?版"
)
#: A masthead stands among so many lines at the head of what was taken out above the text.
FIRST: Final = 4
LONGEST: Final = 300


def owner_of(removals: Sequence[Removal]) -> tuple[str, str] | None:
    """The house whose page it is, with the words that say so."""
    return next(_owners(removals), None)


def _owners(removals: Sequence[Removal]) -> Iterator[tuple[str, str]]:
    for one in removals:
        if one.kind == RemovedKind.NAVIGATION and (found := PRINTED.match(one.text.strip())):
            yield found["paper"], found[0]
    above = [line.strip() for one in removals if not one.at for line in one.text.split("\n")]
    for line in [line for line in above if line][:FIRST]:
        if found := MASTHEAD.match(line):
            yield found["paper"], found[0]
    for one in removals:
        if "版权所有" in one.text or "©" in one.text:
            for line in one.text.split("\n"):
                if found := OWNED.search(line.strip()[:LONGEST]):
                    yield found["paper"] or found["house"] or found["firm"], found[0].strip()
