"""The persons and documents of an article in, which of them a figure is about, out: 72岁的邓先生, 小周一天验放2000人次."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import LEAD, Place
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What may be a subject where the sentence is built so.
_OTHERS: Final = frozenset({EntityType.PERSON, EntityType.DOCUMENT})
#: 支树平表示, 他说: what a person says is not about the person.
_SPEAKS: Final = Expression(
    "[^，。；！？]{0,30}?(?:表示|介绍|说|指出|透露|认为|强调|告诉|称|宣布|预估|预测|估计|坦言|坦陈|直言|判断|提醒|回应|预计|估算|推算|解释|分析|补充|质疑|呼吁|建议|感[慨叹]|总结|谈到|提到|回忆|打趣|看来|算[了过起]?一?[笔个起]?细?账|打了?个?比方|会见|会谈|致|主持|出席|访|应邀|讲话|批示|提出|要求)|[、和与]|同(?!志)"
)
#: 就合作提出四点建议: what is counted are his own words.
_SAID: Final = Expression("(?:重要)?(?:看法|建议|意见|主张|原则|倡议|要求|希望)")
#: 签署《备忘录》，明确关检在8个方面深化合作: the document says it.
_PROVIDES: Final = Expression(
    "(?:其中|并|该|文件|意见|方案|规划|通知)?(?:明确|规定|提出|要求|确定|部署|指出|涵盖|包含|包括|共|分为|力争)"
)
#: 履新不到10天的湛江海关关长陈小颖, 72岁的居民邓先生: the figure describes the person.
_PERSONAL: Final = Expression("的[^，。；、！？寄交给向对和与送到了在]{0,14}")
#: 32岁工程师王明, 58岁的果农王明: whose age it is.
_OF_AGE: Final = Expression("(?:的)?[^，。；、！？寄交给向对和与送到了在跟陪带着的]{0,14}")
#: 中国队选手王明, 全国人大代表李华: whoever they are of, they do it.
_CALLED: Final = Expression(
    "(?:[^，。；！？、：对向让为给由与和同及被在]{0,24}?)(?:[0-9一二三四五六七八九十]+岁的?)?"
    "(?:[果茶虾蔗菇花瓜菜药渔棉粮桑蚕蟹稻]农|业者|职工|员工|业务员|船娘|绣娘|用户|市民|家长|球迷|快递员|外卖员|骑手|保洁员|养蜂人|手艺人|贫困户|脱贫户|选手|小将|老将|名将|新秀|运动员|队员|人大代表|政协委员|村民|居民|老人|农民|工人|民警|战士|教师|老师|护士|学生|司机|师傅|老板|店主|业主|摊主|农户|果农|渔民|牧民|医生|医师|院士|研究员|厨师|教练|党员|村支书|支部书记|队长|班长|组长|列车长|机长|船长|工程师|技术员|志愿者|消防员|驾驶员|飞行员|教授|大学生|创业者|传承人|讲解员|种粮大户|种植大户|养殖户|种植户|带头人|游客|旅客|现任总统|总统候选人)(?=[一-龥])"
)
#: Whoever else is called by what he is or how old he is: 新生, 老人, 19岁的; who holds an office or speaks for one is told of otherwise.
_SOMEBODY: Final = Expression(
    "[^，。；！？、：对向让给由为与和同及被在把]{0,30}?(?:岁的|(?<!负责)(?<!发言)(?<!领导)(?<!主持)(?<!创始)(?<!法定代表)(?<!夫)人|(?<!人)民|[匠师手生妇翁嫂娘农商户友工医兵]|青年|门将|前锋|后卫|中[场锋]|(?<!作)(?<!记)(?<!编)者|战士|护士|(?<![委官议成讯论会])员)"
)
#: 海关抓获嫌疑人王某, 医院收治产妇李某: somebody does it to him; 抓获的嫌疑人 is called so.
_DONE_TO: Final = Expression(
    "(?:抓获|抓捕|捕获|查获|截获|缉获|擒获|查处|查扣|拘留|逮捕|控制|盘查|起诉|判处|判决|处罚|通报|约谈|收治|接诊|救治|抢救|救助|救援|营救|救[起出下]|护送|转[运送]|遣[返送]|移[交送]|接收|安置|签[下约]|引进|聘[请任用]|招[聘募录收]|录用|选派|派出|任命|提拔|奖励|表彰|嘉奖|资助|帮扶|帮助|协助|慰问|看望|走访|采访|接待|邀请|培养|提醒|劝[返阻])了?(?!的|者|来)"
)
_GRAVES: Final = ("墓", "故居", "塑像", "家中", "等", "看台", "广场", "高达", "树龄", "胸径")
#: Who begins a clause is rather meant than who is named in it.
_OPENS: Final = "，。；！？\n"
#: Nobody is meant by 他 who was named so many names ago.
_MENTIONS: Final = 200
#: Nor one who was named so many characters ago.
_NEAR: Final = 250


class Others:
    """Where persons and documents stand, which are subjects only where the sentence is built so."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        self._places = [place for place in places if place.type in _OTHERS]
        self._starts = [place.start for place in self._places]

    def holder(self, stop: int, place: Place | None) -> str | None:
        """The person that a figure describes, whatever office stands between."""
        at = bisect_left(self._starts, stop)
        for other in self._places[at : at + 1]:
            if other.type is not EntityType.PERSON:
                return None
            between = self._text[stop : other.start]
            if place is not None and place.start < other.start:
                between = between.replace(self._text[place.start : place.end], "", 1)
            is_his = _PERSONAL.fullmatch(between) or (
                self._text.startswith("岁", stop - 1)
                and _OF_AGE.fullmatch(between)
                and not any(tag.startswith(("v", "p", "d")) for _, tag in tagged_words(between))
            )
            return other.name if is_his else None
        return None

    def person(self, clause: int, start: int, stop: int) -> str | None:
        """The person that the clause of a figure begins with and that does something: 小周一天验放2000人次."""
        at = bisect_left(self._starts, clause)
        for other in self._places[at : at + 1]:
            lead = LEAD.match(self._text, clause, other.start)
            if (
                other.type is EntityType.PERSON
                and other.end <= start
                and lead is not None
                and lead.end() == other.start
                and (not _SPEAKS.match(self._text, other.end) or _SAID.match(self._text, stop))
            ):
                return self._pair(at) or other.name
        return None

    def called(self, clause: int, end: int) -> str | None:
        """The person that a clause begins with behind a word for what he is: 中国队选手王明."""
        lead = LEAD.match(self._text, clause, end)
        begin = lead.end() if lead else clause
        found = _CALLED.match(self._text, begin, end)
        at = bisect_left(self._starts, found.end() if found else begin)
        person = self._places[at] if at < len(self._places) else None
        if person is None or person.type is not EntityType.PERSON:
            return None
        if _DONE_TO.search(self._text, begin, person.start):
            return None
        if found is None or person.start != found.end():
            is_inside = begin < person.start < person.end <= end
            if not (is_inside and _SOMEBODY.fullmatch(self._text, begin, person.start)):
                return None
            if self._text.startswith("的", person.end):
                return None  # 经营户陈先生的摊位
        is_other = _SPEAKS.match(self._text, person.end) or self._text.startswith(
            _GRAVES, person.end
        )
        return None if is_other else self._pair(at) or person.name

    def _pair(self, at: int) -> str | None:
        """Both of two players: 王明/李华."""
        first, following = self._places[at], self._places[at + 1 : at + 2]
        is_pair = following and self._text[first.end : following[0].start] == "/"
        return self._text[first.start : following[0].end] if is_pair else None

    def last_person(self, clause: int) -> str | None:
        """Whom 他 means: the person named last."""
        at = bisect_left(self._starts, clause)
        before = self._places[max(0, at - _MENTIONS) : at]
        persons = [
            one
            for one in reversed(before)
            if one.type is EntityType.PERSON and clause - one.end <= _NEAR
        ]
        acting = (one.name for one in persons if self._text[one.start - 1] in _OPENS)
        return next(acting, None) or next((one.name for one in persons), None)

    def provided(self, clause: int, first: int) -> str | None:
        """The document that the clause before ends with, where this one says what it provides."""
        if not _PROVIDES.match(self._text, clause):
            return None
        at = bisect_left(self._starts, clause) - 1
        if at < 0 or self._places[at].type is not EntityType.DOCUMENT:
            return None
        document = self._places[at]
        is_close = document.start >= first and clause - document.end <= 3
        return document.name if is_close else None
