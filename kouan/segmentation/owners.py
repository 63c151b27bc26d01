"""What was taken out of a page that credits nobody in, whose page it is out: by its masthead, the printed page, its rights."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from kouan.lexicons.words import any_of, words_by_use
from kouan.model.article import Removal, RemovedKind
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.lines import SHORT
from kouan.segmentation.persons import Persons, stands_alone

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


#: A name of a house in the first line of a page is short, and no sentence.
NAME: Final = Expression(r"[\u3400-\u9fffA-Za-z0-9][\u3400-\u9fffA-Za-z0-9·]{1,11}")
#: Whose page it is stands right beside what says so: 版权所有 © 边港银行股份有限公司, 打开边城茶座APP.
HOLDS: Final = r"(?:版权(?:所有|归)|©|[Cc]opyright)[\s:：©@]{{0,3}}(?:(?:19|20)\d\d[-–—]?){{0,2}}\s{{0,2}}{0}|(?:下载|打开){0}(?:APP|App|客户端)|(?:未经[^，。]{{0,12}}[，\s]|^){0}(?:保留|版权所有|，未经)"
#: What stands behind the name of a house that sends its own story.
SENDS: Final = r"(?:\d{1,2}月)?\d{1,2}日(?:讯|电|消息|[\u3400-\u9fff]{0,4}报[道导])"
#: A letter of news says its number: 边城周报 第186期.
ISSUE: Final = Expression(
    r"(?P<name>[\u3400-\u9fffA-Za-z]{2,14})\s{1,3}(?:总?第\s?\d{1,5}\s?期|[Vv]ol\.?\s?\d{1,4}|[Nn]o\.?\s?\d{1,4})"
)
#: From: 边城早报 <daily@kouan.example>
SENDER: Final = Expression(
    r"From:\s?\"?(?P<name>[\u3400-\u9fffA-Za-z][^<>\"@\n]{1,20}?)\"?\s?<[^<>\n]{3,80}>$"
)
#: The name of an account is no button; it comes again within so many lines.
ACCOUNT: Final = Expression(
    r"(?!.*(?:分享|收藏|评论|点赞|关注|打印|字号|广告|播放|登录|下载|首页|新闻$|要闻))[\u3400-\u9fff]{4,10}"
)
TWICE: Final = 6
BULLETIN: Final = "新闻公报"
#: What accounts and houses are called by, and the buttons beside them.
OF_HOUSE: Final = Expression(
    r"(?:参考|观察|研究|财经|在线|发布|传媒|资讯|快讯|速递|周刊|杂志|频道|之声|电台|视点|视界|前沿|智库|头条|日报|晚报|新闻|网|报|社)$"
)
BUTTON: Final = Expression(r"[+＋]?\s?(?:已?关注|发消息|私信|订阅)(?:TA|Ta|他|她)?")
#: A house is named in one of the first so many lines of the text that was left.
ABOVE: Final = 4


class Houses(NamedTuple):
    """The names of `credit.csv` that stand above pages without any mark that they are houses."""

    known: Expression

    @classmethod
    def of(cls, knowledge: Knowledge) -> Houses:
        """Build the pattern once for this knowledge."""
        names = any_of(words_by_use(knowledge.rows("credit"))["house"])
        return cls(Expression(rf"(?P<name>{names})(?:中文)?(?:网站?|官网|客户端|APP|App)?"))


def owner_of(removals: Sequence[Removal], knowledge: Knowledge) -> tuple[str, str] | None:
    """The house whose page it is, with the words that say so."""
    return next(_owners(removals, knowledge.made(Houses.of)), None)


def house_above(
    lines: Sequence[str], source: str | None, shown: Collection[str], knowledge: Knowledge
) -> tuple[str, str | None] | None:
    """The line above a story that names whose page it is, with the words that credit it; None where none does.

    The first line does where the page credits that name (`source`), where its story opens with it (边城快讯7月16日电), or
    where the page (its lines and those `shown` around it) keeps its rights under it: that credits nobody with the story.
    One of the first lines does where `credit.csv` knows the name.
    """
    known = knowledge.made(Houses.of).known
    for number, line in enumerate(lines[:ABOVE]):
        # 新闻公报 is a sort of text as well: a house where it stands above all, and a title below it
        is_house = line != BULLETIN or (number == 0 and len(lines) > 2 and len(lines[1]) < SHORT)
        if is_house and known.fullmatch(line):
            return line, line
    for number, line in enumerate(lines[:ABOVE]):
        found = ISSUE.fullmatch(line) or SENDER.match(line)
        if found and not stands_alone(found["name"], knowledge.made(Persons.of)):
            return found["name"], line
        # an account stands above its title and below it again; so does a heading, which no house is called
        if (
            line in lines[number + 2 : number + TWICE]
            and ACCOUNT.fullmatch(line)
            and (OF_HOUSE.search(line) or any(map(BUTTON.fullmatch, (*lines[: 2 * TWICE], *shown))))
        ):
            return line, line
    first = lines[0] if lines else ""
    if len(lines) < 3 or not NAME.fullmatch(first):
        return None
    if first == source:
        return first, first
    name = re.escape(first)
    sent, held = Expression(rf"[【（(]?{name}{SENDS}"), Expression(HOLDS.format(name))
    for line in (*lines[1:], *shown):
        if first in line and len(line) > len(first):
            if sent.match(line):
                return first, line[:40]
            if len(line) < LONGEST and held.search(line):
                return first, None
    return None


def _owners(removals: Sequence[Removal], houses: Houses) -> Iterator[tuple[str, str]]:
    for one in removals:
        if one.kind == RemovedKind.NAVIGATION and (found := PRINTED.match(one.text.strip())):
            yield found["paper"], found[0]
    above = [line.strip() for one in removals if not one.at for line in one.text.split("\n")]
    for line in [line for line in above if line][:FIRST]:
        if found := houses.known.fullmatch(line):
            yield found["name"], found[0]
        if found := MASTHEAD.match(line):
            yield found["paper"], found[0]
    for one in removals:
        if "版权所有" in one.text or "©" in one.text:
            for line in one.text.split("\n"):
                if found := OWNED.search(line.strip()[:LONGEST]):
                    yield found["paper"] or found["house"] or found["firm"], found[0].strip()
