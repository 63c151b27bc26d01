"""How a line reads that says when a page went out: the date, its labels, the house beside it and the buttons of the page."""

from __future__ import annotations

from kouan.language.dates import MONTHS
from kouan.model.expression import Expression

_DATE = (
    r"(?:(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}\s?日?"
    r"|(?:19|20)\d\d\s\d{1,2}/\d{1,2}(?=\s)"
    r"|(?:中华)?民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    rf"|(?:\d{{1,2}}\s{MONTHS}\.?,?|{MONTHS}\.?\s\d{{1,2}},)\s(?:19|20)\d\d(?!\d))"
)
_CLOCK = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
#: Told in words behind a label alone: without one 7月16日8时 is a line of a chronicle, or of a gauge.
_TIME = rf"(?:{_CLOCK}|\d{{1,2}}时(?:\d{{1,2}}分)?)"
_DEEDS = "发布|发表|发稿|更新|刊登|上传|录入|添加|生成|出版|见报|上架|刊发"
_TIMES = "时间|日期"
_FACTS = "来源|稿源|作者|编辑|责编|点击|浏览|阅读|访问|字号|字体|评论|信息来源|文章来源|发布人|责任编辑|索引号|文号|发文字号|发布机构|信息分类|主题分类|供稿单位|发布者|发布单位|部门|科室|供稿|撰稿|审核|校对|摄影|文|图"
_LABEL = rf"(?:(?:最[新后])?(?:{_DEEDS})?(?:{_TIMES})|日期|(?:发布|刊登|刊发|编辑)于|(?:最[新后])?更新于?|时间)\s*[:：]?\s*"
_WORD = rf"(?:(?:{_FACTS})(?:数|次数|量|人数)?\s*[:：])"
#: A labelled piece reaches to the next label, at most 40 signs on, and never gives back what it took: a line of nothing
#: but labels (来源：来源：…) would else be divided in every possible way.
_PIECES = rf"(?:{_WORD}(?:(?!{_WORD}).){{0,40}}+[\s|｜]*+)"
#: A year of the Republic of China in figures alone (112-01-02) needs its label.
_REPUBLIC = (
    r"(?:发布|公布|上版|上稿|张贴|公告)(?:时间|日期)\s*[:：]\s*1\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
#: Behind a label a year may lack its century: 日期：18.07.16.
_CENTURYLESS = rf"{_LABEL}['’]?[12]\d[-./年]\d{{1,2}}[-./月]\d{{1,2}}日?(?![\d-])"
#: 星期三, （周三）, （三）
_WEEKDAY = r"(?:\s*(?:星期|周)[一二三四五六日天]|\s?[(（](?:星期|周)?[一二三四五六日天][)）])?"
DATED = Expression(
    rf"(?:(?:{_LABEL}{_DATE}|{_REPUBLIC}|{_CENTURYLESS}){_WEEKDAY}[\sT]*(?:[上下]午\s?)?(?:{_TIME})?"
    rf"|{_LABEL}{_CLOCK}\s{_DATE}|{_DATE}{_WEEKDAY}[\sT]*(?:HKT\s)?(?:(?:[上下]午\s?)?{_CLOCK})?)(?:\s?HKT)?[\s\]】）)|｜]*"
)
BEFORE_DATE = Expression(
    rf"[\s\[【（(〖]*|[\s〖]*{_PIECES}+|By\s[A-Z][A-Za-z.' \-]{{2,40}}[|｜,·]\s?|(?:https?://)?www\.[\w.\-/]{{3,60}}\s+"
)
#: The head of a printed page: 2018年7月16日　星期一　第A03版：要闻
_PAGE = r"(?:(?:第|总第)\s?\d{1,5}\s?期[\s|｜]*+)?(?:版[次面]\s?[:：]\s?[A-Z]?\d{1,3}[\s|｜]*+|(?:第?\s?[A-Z]?\d{1,3}\s?版|[A-D]\d{1,2})(?:\s?[:：]\s?[\u3400-\u9fff]{2,6})?[\s|｜]*+)?"
#: The desk of a paper that wrote it; 男子甲组 and 高三年级组 are none.
_DESK = "(?:健康|地方|财经|经济|产业|证券|国际|两岸|大陆|港澳|政治|社会|生活|民生|教育|科技|科学|文化|文教|艺文|娱乐|影视|影剧|体育|运动|旅游|消费|综合|编辑|采访|新闻|要闻|时政|评论|摄影|视频|专题|编译)组"
#: Who issued the page stands on the same line, before the date or behind it, with the buttons of the page: 国家统计局 2018-07-16 【打印】
_HOUSE = (
    r"(?:[\u3400-\u9fffA-Za-z·]{1,22}(?:[局厅委会部院署司处队社台网报]|中心|办公室|大学|银行|公司|集团|网站|周刊|杂志|频道|调查队|总队"
    rf"|客户端|新闻|在线|平台|发布|海关|交易所)|{_DESK})(?:[（(][\u3400-\u9fffA-Za-z]{{2,12}}[）)])?"
)
_COUNT = r"(?:阅读|浏览|点击|评论|访问|热度|人气)(?:数|量|次数)?\s?[:：]?\s?[（(]?\d[\d,.]{0,11}\s?(?:万?次?)"
#: The buttons never give back what they took, for the same reason as the pieces: the blanks between them belong to either.
_BUTTONS = rf"(?:[\s|｜·]*[\[【（(]?(?:打印|列印|关闭|收藏|扫一扫|手机看|听全文|试听|阅读全文|举报|关注|分享[到至]?\s?[:：]?|转寄|微博|微信|QQ空间|朋友圈|{_COUNT}|字[体号]\s?[:：]?|[大中小]|[AT](?![A-Za-z])[-+]?|(?:\d{{1,2}}[-/]\d{{1,2}})?\s?(?:\d\d:\d\d)?\s?更新)[\]】）)]?)*+"
_REPORTER = r"(?:[\s|｜／/〔\[【（(]*(?:记者|编译|作者)\s?[\u3400-\u9fff·、]{2,12}(?:[／/][\u3400-\u9fff]{2,10})?[〕\]】）)]?)?"
#: An account of WeChat says in which province it writes: 2018年7月16日 09:54 某省.
_WHENCE = (
    r"(?:[\s|｜·]*(?:(?:IP\s?属地|发布于|发表于)\s?[:：]?\s?)?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    r"|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门))?"
)
#: When it was changed, behind when it went out.
_CHANGED = rf"(?:[\s|｜(（]*(?:最[后新])?(?:更新|修改)(?:时间|日期|于)?\s*[:：]?\s*{_DATE}[\sT]*(?:{_TIME})?\s*[)）]?)?"
BEHIND_DATE = Expression(
    rf"{_PAGE}(?:www\.[\w.\-/]{{3,60}}\s*)?(?:[【〖\[]?{_PIECES})*{_CHANGED}{_BUTTONS}{_WHENCE}{_BUTTONS}[\s〗]*"
)
#: Two houses may issue a page together, and a paper may say on which of its pages it stood.
HOUSE_BEFORE = Expression(
    rf"(?:[\u3400-\u9fff]{{2,4}}[\s|｜]+)?(?:{_HOUSE}[\s|｜]+){{1,2}}+(?:第?[A-Z]?\d{{1,3}}版[\s|｜]+)?|www\.[\w.\-/]{{3,60}}[\s|｜]+"
)
#: 要闻 A02: the column and the page that a paper printed it on.
_ON_PAGE = r"(?:[\s|｜]+[\u3400-\u9fff]{2,6})?(?:[\s|｜]*第?\s?[A-Z]?\d{1,3}\s?版?)?"
HOUSE_BEGINS = Expression(r"[\u3400-\u9fffA-Za-z·]")
PARTS = Expression(r"[\s|｜]")
HOUSE_BEHIND = Expression(
    rf"(?:{_HOUSE}{_ON_PAGE})?{_REPORTER}{_BUTTONS}{_WHENCE}{_BUTTONS}(?:[\s|｜]*{_PIECES}+)?{_BUTTONS}\s*"
)
#: Two desks beside two days are a list.
DESK = Expression(rf"(?:^|[\s|｜]){_DESK}(?:$|[\s|｜（(])")
#: 图：旧港 1987年7月16日 says what is to be seen; who wrote, took or holds a thing does so too, unless a second label of
#: a page follows, or the day is called one of issue.
CAPTION = Expression(
    rf"图\s*[:：]|(?:文|摄影|科室|部门)\s*[:：](?!.*?(?:{_FACTS})(?:数|次数|量|人数)?\s*[:：]|.*?(?:(?:{_DEEDS})(?:{_TIMES}|于)|日期))"
)
#: What such a line begins with, behind blanks and brackets: a century, a day or a month in English, or a label.
FIRST_SIGNS = frozenset(
    "0123中民上张公最编BJFMASOND"
    + "".join(word[0] for word in f"{_DEEDS}|{_TIMES}|{_FACTS}".split("|"))
)
MONTH = Expression(rf"(?<![A-Za-z]){MONTHS}\.?,?\s")
