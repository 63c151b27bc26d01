"""The sentences of an article with the places of their figures in, whether they are statements of a bulletin out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.sentences import CLAUSE_END
from kouan.extraction.time.asides import OTHER_TIMES
from kouan.extraction.time.passages import Passage
from kouan.model.expression import Expression

#: What statistics, results and reports of a day or week count.
_COUNTED: Final = (
    "总[额值量产]|增加值|收入|支出|利润|营收|[产销用售][量值]|销售[额面]|零售额|成交[额量]|投资额|余额|贷款|存款|[客货运吞电水气][吐运]?量"
    "|周转量|人均|指数|比重|占比|份额|倍差|比例|浓度|新增|病例|确诊|死亡|招生|学位|进出口|吞吐|损失|停电|受灾|发送|到发|运送|客流|车流|接待|装车|游客|旅客|考生|报名|录取|诊疗|门诊|接诊|查验|验放|出入境|[^效速频功税利汇]率"
)
#: What such texts say of it.
_MOVED: Final = "同比|环比|按[年月季][^，。；！？]{0,4}[0-9一二三四五六七八九]|[增减]加?(?:长|少|幅|速)?[0-9]|(?:增长|下降|增加|减少|上升|回落|提高|上涨|下跌|下滑|扩大|缩小|成长)[^，。；！？]{0,5}[0-9]|占[^，。；！？]{0,12}[0-9一半成]"
_GROWN: Final = Expression(_MOVED)
STATISTIC: Final = Expression(f"{_COUNTED}|{_MOVED}")
#: What is no such statement: of another time, of what lasts, a norm, a wish, a quantity of no period.
_OTHERWISE: Final = Expression(
    f"{OTHER_TIMES}|每[次人名天日周年月](?![^，。；！？]{{0,6}}平均)|预[计测期估]|规划|可[以能达]|近[日期年几]|连[日年]|连续(?![0-9一二三四五六七八九十]{{1,3}}(?:个(?:月|季度|交易日)|年|周|天))"
    "|多年|往年|(?:一般|通常|往往)[为是在需]|[0-9一二三四五六七八九十几多]个?[年月周日天](?:[前后内里间多来以]|期间|左右)|历史|(?<![表实出发体呈再涌])现[有共拥]|不[超低少多高]于?|不得|总投资|设计|全长|建成|投产|位于|成立|以来|至今|过去|最近|初期|当[时初]|当年(?!价)|不久前|(?<!同日)(?<!同时)[发公][布表]的"
    # what an office says of its figures is the bulletin's own
    "|(?<![局部署厅会委司站院处心行电])(?:表示|介绍|指出)|(?:家长|市民|居民|村民|旅客|乘客|游客|顾客|司机|师傅|患者|店主|老板|网友|农户|商户|工人|老人|先生|女士)[^，。；：0-9]{0,8}[说称][，：]|(?:认为|强调|坦言|告诉|回忆|建议|提出|要求)"
    "|[他她你您咱]|我(?:们(?!国)|[的说想觉家在是就也还都])"
)
_SPEECH: Final = Expression("[“‘「『”’]")
#: “双减”政策 and “宽带”项目 are names and no speech.
_LABEL: Final = Expression("“[^“”，。；：！？]{1,12}”")
#: “贷款余额20亿元，增速8.3%。” is read out from the bulletin.
_SAID: Final = Expression("“[^“”‘’「」？！]{8,120}(?:。”)?")
_TITLE: Final = Expression(
    "[0-9](?:万|亿|%|％|余|多|个?百分点|[人件辆列艘吨元例家天所户亩点]|分(?![钟之]))|[一二三四五六七八九]成|情况|公报|统计|数据|业绩|[快月季年周日]报|状况|概况|成绩单|指数"
)
_END: Final = Expression(f"{CLAUSE_END.pattern}|——")
#: In how many sentences one may fail, of a text that is all statements of figures.
_SHARE: Final = 0.6
#: In how many where the title says of which period it reports.
_SHARE_OF_TITLED: Final = 0.5
#: In how many, where they are of any kind.
_SHARE_OF_TALLY: Final = 0.8
#: A shorter text has no run of statements.
_FEWEST: Final = 3


def is_tally(passages: Sequence[Passage], figures: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether nearly every sentence states a figure, of whatever kind: the damage of a storm, a day at the polls."""
    whole = [
        holds(found, first, last)
        for passage, found in zip(passages, figures, strict=True)
        for first, last in passage.sentences
        if passage.text[last - 1] == "。"
    ]
    return sum(whole) >= max(_FEWEST, _SHARE_OF_TALLY * len(whole))


def is_statement(title: str) -> bool:
    """Whether a title states a figure or says that it reports some: 2024年医疗服务情况, 旅客发送量突破3亿人次."""
    return bool(_TITLE.search(title))


def states_figures(
    passages: Sequence[Passage],
    figures: Sequence[Sequence[tuple[int, int]]],
    *,
    is_titled: bool,
    has_period: bool,
) -> bool:
    """Whether most sentences are statements of figures; behind a title that promises them fewer need be of a known kind."""
    whole = [
        (passage.text, first, last, found)
        for passage, found in zip(passages, figures, strict=True)
        for first, last in passage.sentences
        if passage.text[last - 1] == "。"
    ]
    share = _SHARE_OF_TITLED if is_titled and has_period else _SHARE
    enough = max(_FEWEST, share * len(whole))
    held = [(text, first, last) for text, first, last, found in whole if holds(found, first, last)]
    # most texts end here: what is counted in them needs no look
    if len(held) < enough:
        return False
    known = sum(bool(STATISTIC.search(*place)) for place in held)
    return known >= (enough / 2 if is_titled else enough)


def holds(figures: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a figure begins in [first, last)."""
    at = bisect_left(figures, (first, first))
    return at < len(figures) and figures[at][0] < last


def end_of_figures(passage: Passage, figures: Sequence[tuple[int, int]], last: int) -> int:
    """The end of the clause of the last figure before `last`: what stands behind it (预计明天恢复) is no word of it."""
    at = bisect_left(figures, (last, 0))
    end = at and _END.search(passage.text, figures[at - 1][1], last)
    return end.start() if end else last


def resumes(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence says how much something grew or what part it is, as the bulletin did before it was broken off."""
    return _GROWN.search(passage.text, first, last) is not None and goes_on(
        passage, first, last, is_bulletin=True
    )


def _is_otherwise(text: str, first: int, last: int) -> bool:
    """Whether a sentence is of another time; what each month was says so only of its own part, behind a ；."""
    for found in _OTHERWISE.finditer(text, first, last):
        if found[0][0] != "每" or "；" not in text[first : found.start()]:
            return True
    return False


def goes_on(passage: Passage, first: int, last: int, is_bulletin: bool) -> bool:
    """Whether a sentence states figures as the one before did, with no time, speaker or condition of its own."""
    told = passage.text[first:last]
    is_said = is_bulletin and bool(_SAID.fullmatch(told)) and bool(_GROWN.search(told))
    return bool(
        (is_bulletin or STATISTIC.search(passage.text, first, last))
        and not _is_otherwise(passage.text, first, last)
        and (is_said or not _SPEECH.search(_LABEL.sub("", told)))
    )
