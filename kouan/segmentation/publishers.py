"""Lines in, the publisher they credit out: behind a label, in brackets beside the date, or by the agency that sent the story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.lexicons.words import any_of, words_by_use
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.datelines import RUN_IN, stated_in
from kouan.segmentation.issues import issue_of

LONGEST_NAME: Final = 40
#: What a name is not part of, though it stands between label and name: 来源：[ 边城日报 ]
AROUND: Final = " \u3000\xa0。，,、:：;；《》“”\"'[]【】〔〕()（）"
#: Markup that a page shows for want of a value (来源：size="20") names nobody.
NO_NAME: Final = Expression(r"[=<>{}\ufffd]|^[\d\W]*$|^https?:|^(?:点击|阅读|浏览)")
#: What stands beside a date: addresses and what counts readers go, the name of a publisher is left.
BESIDE: Final = Expression(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+\b|\([^()]*\)|（[^（）]*）|\d+")
#: A name without a label is one by its end, or by its marks.
IN_MARKS: Final = Expression(r"《([^《》\n]{2,20})》")
BY_END: Final = Expression(
    r"(?<![\u3400-\u9fffA-Za-z])([中新][华新央通评]社|[\u3400-\u9fff]{2,12}(?:[日晚早晨时周学商信导快青法画]报|(?<=文汇)报|(?<![情通简预汇海喜捷战警举填申上])报(?![道告导])|证券网|[日时晚商]报网|中文网|财经网|新闻云|新闻社|通讯社|新华社|周刊|杂志|电视台|广播网?|新闻网|参考报|经济报|政府网|新闻(?=记者)))(?:(?=记者)|(?![\u3400-\u9fffA-Za-z]))",
    holds="报社刊志台播网闻云",
)
#: 某某省统计局　2018-07-16: the house that issues the page stands before its date.
HOUSE: Final = Expression(
    r"\s*([\u3400-\u9fff]{3,24}(?:局|厅|委员会|总队|署|网站|大学|医院|海关|银行|新闻|客户端|融媒)|[\u3400-\u9fff]{2,10}网[（(][\u3400-\u9fff]{2,10}网[）)])[\s|｜]+(?:[\u3400-\u9fff]{3,24}(?:局|厅|委员会|总队|调查队)[\s|｜]+)?(?=(?:19|20)\d\d)"
)
#: 2018-07-16 09:54 · 边城观察: an account behind its hour.
DOTTED: Final = Expression(
    r"\d:\d\d\s?[·•]\s?(?!IP|阅读|来自|(?:原创|首发|转载|转发|已编辑|置顶|精选|字号|未知|(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    r"|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(?:省|市|自治区)?)$)([\u3400-\u9fffA-Za-z]{2,16})$"
)
LONGEST_BESIDE: Final = 80
#: 原创 张三 边城发布: the account, behind who wrote for it.
ACCOUNT: Final = Expression(
    r"原创[\s|｜]+(?:[^\s，。：:|｜]{2,20} )?(?P<name>[^\s，。：:|｜]{2,20})(?=\s*$|[\s|｜]+(?:收藏|点赞|赞|分享|在看|评论|关注))"
)


#: 边城社7月16日电, 【边城报专讯】, （边城之声中文网）: a house sends its own story, with the day or a mark right behind.
OWN: Final = Expression(
    r"[【〔（(]?(?:(?P<house>(?!据|旅行|供销|出版|合作|我)[\u3400-\u9fff]{1,5}(?:社|网|报|财经|新闻|电台|之声))"
    r"(?:(?:(?:[\u3400-\u9fff]{2,4})?(?:(?:\d{3,4}年)?\d{1,2}月)?\d{1,2}日|中文网)(?:专|综合)?|专)(?:讯|电|消息|综合报[道导])[】〕）)\s，,：:（(])"
    r"|[【〔（(](?P<beside>[\u3400-\u9fff]{1,5}(?:社|网|报|财经|新闻|电台|之声)(?=中文网[】〕）)]))",
    holds="社网报经闻台声",
)


#: 以下文章来源于边城日报，作者张三; 本文来自公众号“边城日报”（ID：…）
COPIED: Final = Expression(
    r"(?:以下文章来源于|本文(?:来自|转自|首发于)(?:微信)?公众号)\s?[:：]?\s?[“「【]?(?P<name>[^\s，,。”」】（(]{2,20})"
)


class Credits(NamedTuple):
    """The words of `credit.csv` as patterns, and the agencies of `byline.csv`."""

    publisher: Expression
    stop: Expression
    nobody: frozenset[str]
    sent: Expression

    @classmethod
    def of(cls, knowledge: Knowledge) -> Credits:
        """Build the patterns once for this knowledge."""
        words = words_by_use(knowledge.rows("credit"))
        cues, fields = any_of(words["publisher"]), any_of(words["field"])
        byline = words_by_use(knowledge.rows("byline"))
        agencies, wire = any_of(byline["agency"]), any_of(byline["wire"])
        return cls(
            Expression(
                rf"(?:{cues})[】〕]?\s{{0,2}}(?:[:：|｜丨∣/／]\s{{0,4}}|(?=《)|\s)[\[【〔]?\s?"
            ),
            Expression(
                rf"\s(?:{fields}|{cues})|(?:{fields})[:：]|\s[∙·•>]|[\n\t|｜丨∣)）\]】]|\s{{2}}|\s?\d{{4}}[-/.年]\d|$"
            ),
            frozenset(words["nobody"]),
            Expression(
                rf"[【〔（(]?(?:(?P<agency>{agencies}|[\u3400-\u9fff]{{2,4}}网)(?P<place>[\u3400-\u9fff]{{0,8}}?)"
                rf"(?:(?:19\d\d|20\d\d|1[01]\d)年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:{wire}))"
            ),
        )


def publisher_of(text: str, knowledge: Knowledge) -> str | None:
    """The publisher that a source line credits; None for the site's own name, and for "the internet".

    >>> from kouan.stages import gather
    >>> publisher_of("（来源：法制日报——法制网）", gather())
    '法制日报——法制网'
    """
    words = knowledge.made(Credits.of)
    for cue in words.publisher.finditer(text):
        stop = words.stop.search(text, cue.end())
        name = text[cue.end() : stop.start() if stop else len(text)].strip(AROUND)
        if "《" in name and "》" not in name:  # 光明网-《光明日报》
            name += "》"
        if is_name(name, knowledge):
            return name
    return None


def is_name(name: str, knowledge: Knowledge) -> bool:
    """Whether a credit names somebody at all."""
    words = knowledge.made(Credits.of)
    return 2 <= len(name) <= LONGEST_NAME and name not in words.nobody and not NO_NAME.search(name)


def beside_date(text: str) -> str | None:
    """The publisher whose name stands beside the date without a label.

    >>> beside_date("http://news.kouan.cn 2005年03月21日 11:21 《边城周刊》"), beside_date("2018-07-16 边城晚报")
    ('边城周刊', '边城晚报')
    >>> beside_date("2018/07/16 17:32　中央社"), beside_date("2018/07/16 17:32　合作社")
    ('中央社', None)
    >>> beside_date("边城市统计局　2018-07-16"), beside_date("边城市统计局　共2018页")
    ('边城市统计局', None)
    >>> beside_date("2018-07-16 09:54 字号 评论") is None
    True
    """
    if len(text) > LONGEST_BESIDE:
        return None
    if house := HOUSE.match(text) or DOTTED.search(text):
        return house[1]
    rest = BESIDE.sub(" ", text)
    found = IN_MARKS.search(rest) or BY_END.search(rest)
    return found[1] if found else None


def account_of(text: str) -> str | None:
    """The account or paper whose own story a page is.

    >>> account_of("原创 边城晚报　收藏 点赞 评论(36)"), account_of("原创 黄宇 边城发布"), account_of("原创内容")
    ('边城晚报', '边城发布', None)
    """
    found = ACCOUNT.match(text.strip()) or COPIED.match(text.strip())
    return found["name"] if found else None


def sender_of(text: str, knowledge: Knowledge) -> str | None:
    """The agency that sent a story, by its opening: 新华社边城7月16日电, 央视网消息. 本报讯 names nobody.

    >>> from kouan.stages import gather
    >>> sender_of("新华社边城7月16日电（记者张三）口岸今日开关。", gather()), sender_of("本报讯 口岸今日开关。", gather())
    ('新华社', None)
    """
    found = knowledge.made(Credits.of).sent.match(text)
    name = found["agency"] if found else None
    if name is None and (found := OWN.match(text)):
        name = found["house"] or found["beside"]
    return None if name is None or name.startswith(("本", "该")) else name


#: Who issues a document or a notice is named first in its title: 边城港口股份有限公司关于…的公告.
ISSUER: Final = Expression(
    r"(?!转发|解读|详解|一图|一文|图解|读懂|学习|贯彻|落实|聚焦|关注|记者|如何|专家|[^关]{2,8}授权发布)(?P<name>[\u3400-\u9fff（）()·]{4,40}?(?:公司|政府|委员会|办公[室厅]|交易所|银行|总局|[局厅院部署]))(?:董事会|监事会)?\s?关于[^。；]{4,80}(?:公告|通知|通报|通告|意见|决定|批复|报告|办法|方案|复函|答复)(?:[（(][^（）()]{1,20}[）)])?"
)


def issuer_of(title: str) -> tuple[str, str] | None:
    """Who issued what a title names, with the title.

    >>> issuer_of("边城港口股份有限公司关于签订合同的公告"), issuer_of("专家谈关于口岸的意见")
    (('边城港口股份有限公司', '边城港口股份有限公司关于签订合同的公告'), None)
    """
    found = ISSUER.fullmatch(title)
    return (found["name"], title) if found else None


#: The name of a paper alone, above or below the title.
PAPER: Final = Expression(
    r"[\u3400-\u9fff]{2,6}(?:[日晚早晨时商周]报|(?:都市|经济|青年|工人|农民|法[制治]|教育|科技|交通|能源|物流|新生|文汇)报|周刊)|联合报|中央社|新华社"
)
#: The story's own lines credit a publisher where it opens and in one of the last so many.
FIRST, LAST = 2, 3


def credit_in(lines: Sequence[str], knowledge: Knowledge) -> tuple[str | None, str | None]:
    """The publisher that a story credits in its own lines, with the words: the issue below it, the agency that sent it."""
    for text in lines[-LAST:]:
        if issue := issue_of(text):
            return issue.publisher, text
    opening = [text for text in lines[FIRST:] if len(text) >= LONGEST_NAME][:2]
    for text in (*lines[:FIRST], *opening):
        if PAPER.fullmatch(text):
            return text, text
        if run_in := RUN_IN.match(text):
            return run_in["publisher"], run_in[0]
        if (beside := beside_date(text)) and stated_in(text):
            return beside, text
        if sender := sender_of(text, knowledge):
            return sender, text[:LONGEST_NAME]
    return None, None
