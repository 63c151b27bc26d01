"""A passage in; events out that the text says are held, and festivals, days and races by what such are called: 举行 + 凤梨释迦外销启运典礼, 菊岛海鲜节."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_NO: Final = "(?![的了着过将于由为被把从等是让使个次场位名两几各该本此这那每某后前上中下])"
#: What is done with a festival, and what stands between two of them.
_DOING: Final = "[和与及暨]|举[办行]|推出|组织|开展|参加|迎来|打造|围绕|亮相|启动|开启|走进|用好|借助|依托|还有|包括"
#: What is held by a name of its own.
_HELD: Final = Expression(
    f"(?:召开|举行|举办|主办|承办|出席|参加|举行的|召开的|举办的)(?P<event>(?:{_NO}[\u4e00-\u9fffA-Za-z0-9·“”—]){{4,26}}?"
    "(?:通气会|推进会|动员会|动员大会|誓师大会|推介会|招商会|对接会|招聘会|双选会|宣讲会|表彰大会|庆祝大会|纪念大会|发展大会|周年大会|毕业典礼|开学典礼|颁奖典礼|启运典礼|启用典礼|通车典礼|落成典礼|动土典礼|揭牌典礼|开幕典礼|开业典礼"
    "|启动仪式|开园仪式|开工仪式|开通仪式|签约仪式|揭牌仪式|首航仪式|首发仪式|发车仪式|授牌仪式|交接仪式|展销会|糖酒会|工作会议))"
    "(?![员者场馆组选])"
)
#: Any of many, by what it is for: 举行专场招聘会, 召开新闻通气会.
_ANY: Final = Expression(
    "(?:20\\d\\d年(?:度|底|初|首场|第[一二三四]季度)?)?(?:专题|一周年|系列活动|贸易|投资|设备|更新|专场|新闻|媒体|例行|线上|线下|网络|现场|首场|系列|大型|隆重|盛大|简短|年度|全体|紧急|视频|工作|部署|动员|项目|重大|集中|统一|校园|企业|就业|毕业生|春季|秋季|招商|引资|高校|政策|银企|产销|供需|落成|合作|战略|框架|协议|捐赠|奠基|正式|开业|联合|启用|这一|一个|一[次场]|多场|和|与|及|[0-9场])*$"
)
#: Festivals by what is celebrated.
_FESTIVAL: Final = Expression(
    "(?:(?<![\u4e00-\u9fff])|(?<=[的在和与及至届年由到]))(?P<event>(?:20\\d\\d年?)?(?:中国·)?(?!(?:全|每|各|这|那|该|本|首|一|二|两|三|今|去|我)[\u4e00-\u9fff]?(?:[^国])?节)"
    f"(?:(?:{_NO}(?!{_DOING})[\u4e00-\u9fff]){{0,10}}?(?:文化|旅游|艺术|音乐|美食|小吃|海鲜|啤酒|花火|烟花|灯火|灯光|冰雪|电影|戏剧|动漫|购物|消费|采摘|丰收|民俗|诗歌|读书|阅读|体育|龙舟|风筝|服装|时装|摄影|登山|草莓|葡萄|樱桃|荔枝|龙虾|开渔|踏青|穿越|国风|赏花|观鸟|温泉|泼水|火把|槟榔|咖啡|白酒|牡丹|桃花|樱花|梨花|油菜花|菜花|荷花|菊花|梅花|杏花|杜鹃花|郁金香)"
    f"|(?:{_NO}(?!{_DOING})[\u4e00-\u9fff]){{2,8}}?[鱼虾蟹鲤莓果梨桃枣柚橙茶酒瓜菇稻羊])节)(?![目点能省约假日水气庆])"
)
_NO_FESTIVAL: Final = Expression(
    "(?:户外|露天|国际|动漫|诗歌|灯光|花火|烟花|小吃|摄影|登山|温泉|传统|民族|民间|地方|各类|各种|有关|相关|特色|大型|乡村|当地|校园|主题|春季|秋季|夏季|冬季|年度|新|和|与|及)*(?:国际|文化|旅游|艺术|音乐|美食|海鲜|体育|电影|啤酒|购物|消费|采摘|丰收|民俗|读书|阅读|龙舟|风筝|冰雪|灯光|戏剧|动漫|诗歌|水果|赏花|咖啡)+节"
)
#: Days of the year that the world or a country gives to something.
_DAY: Final = Expression(
    "(?:全国|世界|国际)(?:(?![今昨明当同近次每首节假的了和与在是有第单工作本队][\u4e00-\u9fff]?日|双休|休息|铁路|[的了和与在是有从向各一二三两最等]|开展|举行|举办|范围|人民)[\u4e00-\u9fff]){2,9}日(?=[，。、；！？”）“（\n]|当天|到来|活动|主题|来临|系列|宣传|$)"
)
#: Races by their place, and fairs that are called for short.
_RACE: Final = Expression(
    "(?:国际|城市|半程|女子|全程|跨海|环湖|山地|越野){0,3}马拉松(?:公开赛|精英赛|大师赛|邀请赛|赛)?(?![选爱运跑式比谈])|(?:春季|秋季|国际){0,2}(?:糖酒会|车展|书展|茶博会|农博会|文博会|旅博会|药博会|渔博会)"
)


#: What no other 节 ends with: not 春节, 环节, 季节.
_CLOSES: Final = Expression("节", holds="节")
_BEFORE_CLOSE: Final = frozenset(
    "化游术乐食吃鲜酒火花光雪影剧漫物费摘收俗歌书读育舟筝装山莓萄桃枝虾渔青越风鸟泉水把榔啡鱼蟹鲤果梨枣柚橙茶瓜菇稻羊丹香"
)
_RACES: Final = ("马拉松", "糖酒会", "车展", "书展", "博会")
_LONGEST: Final = 26


def find_events(passage: Passage) -> Iterator[Candidate]:
    """Events that no number, list or quotation mark gives away."""
    text = passage.text
    if "会" in text or "礼" in text or "式" in text or "节" in text:
        for held in _HELD.finditer(text):
            start, end = held.span("event")
            name = text[start:end]
            head = 4 if name.endswith(("典礼", "仪式", "大会", "会议")) else 3
            if not _ANY.match(text, start, end - head) and "，" not in name:
                yield Candidate(start, end, EntityType.PROGRAM, 0.7)
    for close in _CLOSES.finditer(text):
        if text[close.start() - 1 : close.start()] not in _BEFORE_CLOSE:
            continue
        for feast in _FESTIVAL.finditer(text, max(0, close.start() - _LONGEST), close.end() + 1):
            if feast.end() == close.end() and not _NO_FESTIVAL.fullmatch(feast["event"]):
                yield Candidate(*feast.span("event"), EntityType.PROGRAM, 0.7)
    if "日" in text:
        for day in _DAY.finditer(text):
            yield Candidate(*day.span(), EntityType.PROGRAM, 0.7)
    if any(word in text for word in _RACES):
        for race in _RACE.finditer(text):
            place = passage.hit_over(race.start() - 1, race.start()) if race.start() else None
            if (
                place is not None
                and place.end == race.start()
                and place.name.type is EntityType.PLACE
                and place.name.level != "country"
            ):
                yield Candidate(place.start, race.end(), EntityType.PROGRAM, 0.75)
