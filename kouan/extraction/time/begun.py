"""What began at a day and is told up to another in, the period of its figures out: 2021年6月上线，截至5月底，累计减免2860万元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.calendars import Calendar
from kouan.extraction.time.dated import CARRIED, OPEN, Dated
from kouan.extraction.time.notation import interval_of, iso_span
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.language.dates import Day
from kouan.model.expression import Expression

#: What begins on a day: a festival, a scheme, a line, a work.
_BEGUN: Final = Expression(
    "(?:正式|全面|率先)?(?:登场|开幕|开[工业馆园展播演票赛放售建始镰秤渔]|启动|启用|启幕|上线|上市|上映|开通|通车|投[产用运]|试?运营|实施|施行|首发|发车|起(?!义|点|草|伏))"
)
#: 9月1日，消费券正式发放: behind a day may stand what begins.
_BEGUN_BEHIND: Final = Expression(
    "(?:起)?，[^，。；！？0-9]{0,20}?(?:正式|全面|率先|开始|陆续)?(?:启动|启用|上线|开[幕园馆放镰秤渔赛][^闭]?|开始|试?运营|实施|施行|启幕|登场|[纳列]入|推行|推出|实行|铺开)"
)
#: 9月1日，试点正式启动; 2018年码头投用
_BEGUN_THEN: Final = Expression(
    "[^。；！？0-9]{0,20}?(?:启[用动]|上线|开[幕园馆业通工航行]|投[产用运]|试?运营|实施|施行|推[出行]|通车|成立|组建|创[办立]|挂牌|发车|落[成户]|建[成立]|铺开)[^的；！？0-9]{0,4}$"
)
_MONTH_TOLD: Final = "2025-09"
#: What is summed up since then, no state: what there is at a day has no beginning.
_SUMMED: Final = Expression(
    "，?[^，。；！？]{0,16}?(?:累计|已经?[^，。；！？0-9]{0,4}?为(?=[0-9约近超逾])|(?:已经?|共计?)[^，。；！？0-9]{0,6}?(?:吸引|接待|完成|运送|发送|开行|办[理结]|服务|售出?|减免|发放|投入|惠及|受理|查[获处]|收[治到购]|接种|签|吞吐|采集|救助|培训|核销|排查|整改|走访|回收|抓获|破获|清理|检查|栽|修复|补贴))"
)
_STANDING: Final = Expression(
    "，?[^，。；！？0-9]{0,16}(?:余额|存量|现有|保有|库存|共有|拥有|建成|开通|在[册校建]|存续|装机|注册|登记|参保|里程|用户|覆盖)"
)


#: Up to the present; what is so at present still (至今仍有) is no sum.
TO_NOW: Final = ("至今", "迄今", "到现在")
_STILL: Final = Expression(
    "[^，。；！？0-9]{0,6}(?:仍|还|尚|未|没|无|依然|依旧|保持|沿用|最|第|首)|，?[^，。；！？0-9]{0,16}(?:余额|存量|现有|保有|库存|拥有|在[册校建]|存续|装机|里程)"
)
_DONE_TO_NOW: Final = Expression(
    "，?[^，。；！？0-9]{0,8}?(?:累计|已|共|先后|总计|合计|运送|接待|办[理结]|查[获处]|发[送放]|完成|服务|惠及|救[助治]|培训|验放|开行|吸引)"
)
#: 开馆至今: since when, nobody says.
_FROM_UNSAID: Final = Expression(
    "(?:运[行营]|投[用运产]|开[通业馆园放展办播工设街航行]|上线|成立|启[用动]|实施|施行|推[出行]|通车|挂牌|组建|建[成立校馆]|复[航运]|创[办刊立]|入[汛冬夏秋春伏梅])$"
)


def to_now(text: str, before: Sequence[Period], earlier: Sequence[Period]) -> Dated | None:
    """The stretch from when something began to the present, of a figure behind 至今; None where another time is told or it is a state."""
    if not before or before[-1].surface not in TO_NOW:
        return None
    told = before[-1]
    if _STILL.match(text, told.end):
        return None
    others = before[:-1] or earlier[-1:]
    if others and _is_begun(text, others[-1], told.start) and _DONE_TO_NOW.match(text, told.end):
        return _as_finely(others[-1], told)
    is_unsaid = _FROM_UNSAID.search(text, max(0, told.start - 3), told.start)
    return Dated(None, OPEN) if is_unsaid else None


def _is_begun(text: str, one: Period, stop: int) -> bool:
    """Whether what is told of a time before `stop` is that something began then."""
    return bool(_BEGUN.match(text, one.end) or _BEGUN_THEN.match(text, one.end, stop))


def _as_finely(begun: Period, told: Period) -> Dated | None:
    """From the beginning of one time to another, as finely as the coarser is told."""
    begin, end = (begun.value or "").partition("/")[0], (told.value or "").rpartition("/")[2]
    least = min(len(begin), len(end), len(_MONTH_TOLD))
    begin, end = begin[:least], end[:least]
    return Dated(f"{begin}/{end}", CARRIED, told.basis, "since") if begin < end else None


def begun_before(
    text: str, before: Sequence[Period], earlier: Sequence[Period] = ()
) -> Dated | None:
    """The stretch from when something began to the day up to which it is summed; None where nothing began or it is a state.

    `before` are the times told in the sentence, `earlier` those of the sentences just before it.
    """
    told = before[-1]
    if not told.is_until or not told.value or not (earlier or before[1:]):
        return None
    if not _SUMMED.match(text, told.end) or _STANDING.match(text, told.end):
        return None
    for one in reversed(before[:-1]):
        if one.value and (one.span == "since" or _BEGUN.match(text, one.end)):
            return _between(one.value, told)
    last = earlier[-1] if earlier and len(before) == 1 else None
    is_begun = last and (_BEGUN.match(text, last.end) or _BEGUN_BEHIND.match(text, last.end))
    return _between(last.value, told) if last and last.value and is_begun else None


def _between(begun: str, told: Period) -> Dated | None:
    """From the beginning of one time to the end of another, as finely as both are told."""
    begin, end = begun.partition("/")[0], (told.value or "").rpartition("/")[2]
    if len(end) < len(_MONTH_TOLD) or len(begin) < len(_MONTH_TOLD):
        return None
    if len(end) < len(begin):
        begin = begin[: len(end)]
    first, last = interval_of(begin), interval_of(end)
    if first and last and first.first < last.first:
        return Dated(f"{begin}/{end}", 0.9, told.basis, "since")
    return None


#: 去年11月，某县入选试点。入选以来，已改造860间
_SINCE_IT: Final = Expression(
    "(?!有史|长期|一直|近|自古|今|入[春夏秋冬汛伏]|多年|数|建国|改革|党的)(?:自)?(?P<event>[一-龥]{2,10}?)以来，"
)
#: 馆长说，开馆以来已接待读者3万人: since when, nobody says.
_UNSAID: Final = Expression(
    "(?<![^，。；：！？“「])[^，。；：！？“「0-9]{0,14}?(?:运[行营]|投[用运产]|开[通业馆园放展办播工设街]|上线|成立|启[用动]|实施|施行|推[出行]|通车|挂牌|组建|建[成立校馆]|落[成地]|复[航运线]|创[办刊立])以来(?=，|已|累计|共(?!同|建|享))",
    holds="以来",
)


def since_it(passage: Passage, sentence: int, calendar: Calendar) -> Dated | None:
    """The stretch from the day that the sentence before told to the present, where this one begins with what happened then: 入选以来.

    Where no sentence says when it began (运行以来), there is none.
    """
    first, last = passage.sentences[sentence]
    if passage.text.find("以来", first, last) < 0:
        return None
    told = passage.last_in(sentence - 1, 2)
    found = _SINCE_IT.match(passage.text, first, last)
    if (
        found
        and told
        and told.span == "single"
        and told.value
        and len(told.value) >= len(_MONTH_TOLD)
        and _is_told_of(found["event"], passage, sentence)
    ):
        begin = Day(int(told.value[:4]), int(told.value[5:7]))
        value = iso_span(begin, calendar.until_now(begin))
        return Dated(value, CARRIED, "carried", "since") if value and "/" in value else None
    return Dated(None, OPEN) if _UNSAID.search(passage.text, first, last) else None


def _is_told_of(event: str, passage: Passage, sentence: int) -> bool:
    """Whether the two sentences before have what happened, or say of what it happened to that it began: 启动行动 of 行动开展."""
    first, last = passage.sentences[max(0, sentence - 2)][0], passage.sentences[sentence][0]
    before = passage.text[first:last]
    is_named = any(event[at : at + 2] in before for at in range(len(event) - 3))
    return event[-2:] in before or (is_named and _BEGUN.search(before) is not None)


#: 比年初增加90亿元: what was added since then, not what there is at the end.
_SINCE_NEW_YEAR: Final = Expression(
    "[比较]年初(?:净|多|共)?(?:新?增|增加|增长|减少|下降|扩大|提高|上升)[^，。；]{0,4}$"
)
_MONTH: Final = len("2025-09")


def since_new_year(text: str, clause: int, start: int, told: Dated) -> Dated:
    """The period of a figure, from January on where it is measured against the beginning of the year."""
    month = told.value or ""
    if len(month) != _MONTH or "/" in month or month.endswith("-01"):
        return told
    if not _SINCE_NEW_YEAR.search(text, clause, start):
        return told
    return told._replace(value=f"{month[:4]}-01/{month}", span="ytd")
