"""A figure that counts who is present in, the meeting, the fair or the match that they attend out: 约700名代表出席 of a 国庆招待会."""

from __future__ import annotations

from typing import Final

from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

#: What people attend, by the end of its name.
_SORTS: Final = (
    "招待会", "宣介会", "座谈会", "报告会", "音乐会", "晚会", "年会", "大会", "会议", "茶话会", "团拜会", "研讨会", "交流会", "推介会", "洽谈会", "对接会", "招聘会", "发布会", "说明会", "纪念会", "宣讲会", "庆祝会", "庆典", "论坛", "峰会", "博览会", "交易会", "展览会",
    "典礼", "仪式", "运动会", "锦标赛", "公开赛", "邀请赛", "挑战赛", "联赛", "大赛", "马拉松", "研修班", "培训班", "研习营", "夏令营", "冬令营", "艺术节", "文化节", "电影节", "音乐节", "嘉年华",
)  # fmt: skip
_COUNTED: Final = Expression("(?:[名位人]|人次|个|余人|多人)$")
#: 约500名来宾出席, 60个国家的代表参会
_PRESENT: Final = Expression(
    "[^，。；！？0-9]{0,24}?(?:(?<!应)出席|参会|与会|到会|列席|参加|参赛|观礼)了?(?P<what>[^，。；！？]{0,30})"
)
#: The short words for it name nothing: 出席大会, 参加活动.
_BARE: Final = Expression(
    "(?:本[届次]|此次?|这次|该|当天的?|今天的?)?(?:大会|会议|论坛|峰会|年会|典礼|仪式|大赛|招待会|开幕式|晚会|活动)?(?:开幕式|闭幕式)?(?:并.*)?"
)
_NAME: Final = f"(?P<name>[^，。；！？：、的在为等“”《》\\n 0-9日了过]{{0,18}}?(?:{any_of(_SORTS)}))(?![一-龥]?[议员址])"
_OBJECT: Final = Expression(f"(?:[^，。；！？]{{0,16}}的)?{_NAME}(?:$|开幕式|闭幕式|并|现场)")
#: 举行国庆招待会，
_HELD: Final = Expression(
    f"(?:举行|举办|召开|主办|承办)(?:的|了)?(?:[^，。；！？、]{{0,10}}的)?{_NAME}(?=[，。；！？中上时 \\n]|$)"
)
#: 某某报告会在北京举行
_OPENED: Final = Expression(
    f"(?:[，。；！？：的 \\n）]|^){_NAME}(?=(?:[0-9]{{1,2}}日|今天|昨天|日前|近日|正式|（[^）]{{1,8}}）|在[^，。；！？]{{2,16}}?){{0,3}}(?:举行|召开|举办|开幕|闭幕))"
)
#: Who sends people, and who stays away: 派出68名选手参加, 数十名议员没有出席.
_OTHERS: Final = Expression("派出|选派|组织|动员|邀请|投入|带动|获得|名额")
_ABSENT: Final = Expression("没有|未能?|拒绝|资格|访问|陪同")
#: A subject that ends so is already what they attend, or the team that they are of.
_ALIKE: Final = (
    "会", "节", "赛", "展", "季", "周", "坛", "团", "队", "班", "营", "松", "军", "典", "礼", "式", "活动", "会议", "罢工", "演习", "演练", "比赛", "赛事", "小组",
)  # fmt: skip
#: Nobody is present at what was named further back, in characters.
_REACH: Final = 400


def attended(
    text: str,
    begin: int,
    sentence: int,
    figure: tuple[int, int],
    event: str | None,
    title: str = "",
) -> str | None:
    """What those attend whom the figure counts: the object of 出席, what the sentence says is held, the event of the page, what was held before.

    >>> attended("某馆举行国庆招待会，各界人士等500人出席。", 0, 0, (15, 19), None)
    '国庆招待会'
    """
    start, stop = figure
    present = _PRESENT.match(text, stop) if _COUNTED.search(text, start, stop) else None
    if (
        present is None
        or _ABSENT.search(present[0])
        or _OTHERS.search(text, max(sentence, start - _REACH), start)
    ):
        return None
    what: str = present["what"]
    named = _OBJECT.match(what)
    if named and not _BARE.fullmatch(named["name"]):
        return str(named["name"])
    if not _BARE.fullmatch(what):
        return None
    found = [
        one
        for way in (_HELD, _OPENED)
        for one in way.finditer(text, max(begin, start - _REACH), start)
        if not _BARE.fullmatch(one["name"])
    ]
    last = max(found, key=lambda one: one.start("name"), default=None)
    if last is None and (titled := _HELD.search(title)) and not _BARE.fullmatch(titled["name"]):
        return str(titled["name"])
    if last is not None and last.start() >= sentence:
        return str(last["name"])
    event = None if event and event.endswith("奖") else event
    return event or (last["name"] if last else None)


def is_event(name: str) -> bool:
    """True of a subject that may be what people attend, or the team that they are of."""
    return name.endswith(_ALIKE)
