"""Text in; the words of time in it out, each a match whose `lastgroup` names its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kouan.extraction.time.festivals import Festivals
from kouan.language.dates import DAY_NUMBER, MONTH_NUMBER
from kouan.language.numerals import number
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

if TYPE_CHECKING:
    from kouan.model.knowledge import Knowledge

NUMBER: Final = "(?:[0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,4}|仨|俩)"
TO: Final = "(?: ?(?:至|到|—{1,2}|-{1,2}|–|－|~|～) ?)"
_WEEK: Final = "(?:周|星期|礼拜)"
_DIGIT: Final = "[零〇○一二三四五六七八九]"
#: What makes two digits before 年 a year and no length of time.
_IN_YEAR: Final = (
    f"(?= ?(?:(?:{MONTH_NUMBER}) ?月|(?:年)?[底末初]|伊始|第[0-9一二三四五六七八九十]|首季|首月|前[0-9一二两三四五六七八九十]|[上下]半年"
    "|[一二三四1-4]季|全年|春[节季]|[夏秋冬]季|元旦|端午|中秋|国庆|元宵|农历))"
)
_SPAN: Final = (
    "(?P<{0}n>[0-9]{{1,4}}|[一二两三四五六七八九十百]{{1,4}}|几|半|仨)(?P<{0}some>几)?十?个?(?P<{0}half>半|多|余)?"
    "(?P<{0}unit>世纪|季度|年|月|周|星期|礼拜|天|日|小时|钟头|刻钟|分钟|分|秒钟|秒)(?P<{0}rest>半|多|余)?钟?"
)
#: Full forms of characters that texts in Traditional script write; one for one, so that places stay.
_PLAIN: Final = str.maketrans(
    "個後週禮點時號鐘節陽曆農這過兩從裏間禮晝東", "个后周礼点时号钟节阳历农这过两从里间礼昼东"
)


def plain(text: str) -> str:
    """The text with the words of time in Simplified characters, as long as before."""
    return text.translate(_PLAIN)


def count(surface: str | None) -> int:
    """The number that a token holds; 元 and 首 are the first, 廿 is twenty."""
    if not surface:
        return 0
    known = {"元": 1, "首": 1, "仨": 3, "俩": 2, "正": 1, "冬": 11, "腊": 12}
    if surface in known:
        return known[surface]
    value = number(surface.removeprefix("初").replace("廿", "二十"))
    return 0 if value is None else int(value)


class Tokens:
    """The pattern of all words of time, made once from the lexicons."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.festivals = knowledge.made(Festivals)
        self.eras = {row["surface"]: int(row["first"]) for row in knowledge.rows("era")}
        self.day_parts = {
            row["surface"]: (int(row["first"]), int(row["until"]))
            for row in knowledge.rows("day_part")
        }
        parts = [part for part in self.day_parts if len(part) > 1]
        kinds = {
            "stamp": "(?<![0-9A-Za-z])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])",
            "ymd": "(?<![0-9.])(?P<y>[12][0-9]{3})[-/. ](?P<m>1[0-2]|0?[1-9])[-/. ](?P<d>3[01]|[12][0-9]|0?[1-9])(?:-(?=[0-9]{1,2}[:：])|(?=[0-2][0-9][:：])|(?![0-9]))",
            "dmy": "(?<![0-9.])(?P<d1>3[01]|[12][0-9]|0?[1-9])[-/.](?P<m1>1[0-2]|0?[1-9])[-/.](?P<y1>[12][0-9]{3})(?![0-9])",
            "short": "(?<![0-9.])(?P<a>[0-9]{1,2})(?P<sep>[-/])(?P<b>1[0-2]|0?[1-9])(?P=sep)(?P<c>[0-9]{1,2})(?![0-9])",
            "ym": "(?<![0-9.])(?P<y2>(?:19|20)[0-9]{2})[.](?P<m2>0[1-9]|1[0-2])(?![0-9.])",
            "md": "(?<![0-9./·月\u4e00-\u9fff-])(?P<m3>1[0-2]|0?[1-9])(?:[/·]|(?<=[0-9]{2})-(?=[0-9]{2}))(?P<d3>3[01]|[12][0-9]|0?[1-9])(?:[日号]|(?![0-9/.%·-])(?=$|[ ，。、至到～~]))",
            "era": f"(?P<era_name>{any_of(self.eras)})(?P<era_n>元|[0-9]{{1,3}}|[一二三四五六七八九十百]{{1,4}}) ?年",
            "decade": f"(?:(?P<century>{NUMBER})世纪|(?P<century_word>上个?世纪|本世纪))(?:(?P<tens>[0-9]0|[二三四五六七八九]?十)年代)?(?P<decade_edge>初期|前期|初|中期|后期|末期|末)?"
            "|(?P<tens1>[0-9]0|[二三四五六七八九]十)年代(?P<decade_edge1>初期|前期|初|中期|后期|末期|末)?",
            "years": "(?<![0-9])(?:(?P<y40>[12][0-9]{3}|"
            + _DIGIT
            + f"{{4}}) ?年?{TO})?(?P<y41>[12][0-9]{{3}}|{_DIGIT}{{4}}|[一二两]千[零〇]?[一二三四五六七八九十]{{0,3}}) ?年(?:度)?(?!代)"
            f"|(?<=[在于自从至到])(?P<y3>[1-9][0-9]{{2}}) ?年|(?P<y3c>[一二三四五六七八九]{_DIGIT}{{2}})年(?=(?:{MONTH_NUMBER})月)"
            f"|(?<![0-9])(?P<y20>0[0-9]|[零〇]{_DIGIT}) ?年|(?<![0-9.第近])(?P<y2c>[0-9]{{2}}|{_DIGIT}{{2}}) ?年{_IN_YEAR}"
            "|^(?P<y2d>[1-9][0-9]|[一二三四五六七八九]{2})年$",
            "year": "(?P<both_years>今明两年)|(?P<year_word>大前年|(?!(?<=[成产工运用造建营线了年])[前后]年|[前后]年[产均销吞])[前后]年|去年|(?<![网线桌车船地])上年|上一年|今年|本年度?|这一年|当年|同年|明年|次年|来年|大后年)(?!代)",
            "bare": f"(?<![0-9A-Za-z.第])(?P<y42>(?:19|20)[0-9]{{2}})(?=$| |Q[1-4](?![0-9A-Za-z])|{TO}(?:(?:19|20)?[0-9]{{2}}(?: ?年|$|[^0-9])))",
            "part": f"(?P<half>[上下])半年|第?(?P<quarter>[一二三四首1-4])季度(?P<quarter_edge>[初末底])?|Q(?P<q>[1-4])(?:季度)?|第(?P<quarter1>[一二三四1-4])季(?!度)"
            f"|前(?P<quarters>{NUMBER})个?季度|(?P<quarter_word>上{{1,4}}|本|这|下{{1,4}})一?个?季度(?P<quarter_edge1>[初末底])?"
            f"|(?<![0-9])(?P<first_last>前|头|后)(?P<months>{NUMBER})个?月|(?P<first_month>首月)|第(?P<month_n>{NUMBER})个月"
            "|(?P<year_edge>年底|年末|年初|岁末|年中|伊始|底(?!前的)|末(?!期)|初(?![一二三四五六七八九十]))"
            "|(?P<season>[春夏秋冬])(?:季(?!运动|奥|联赛)|天|(?=$|[，。]))|(?P<holidays>暑假|寒假)|(?P<whole>全年|年?内(?![地陆外容部资需]))",
            "lunar": "(?:农历|阴历|旧历)(?!新年)",
            "month": f"(?P<leap>闰)?(?<![0-9])(?:(?<!月)(?P<m40>{MONTH_NUMBER}) ?月?份?{TO})?(?P<m4>正|腊|冬(?=月)|{MONTH_NUMBER}) ?月份?(?P<month_edge>月?[底末]|月?初(?![一二三四五六七八九十])|[上中下]旬)?"
            "|(?P<month_word>上{1,4}|本|这|当|同|下{1,4})一?个?月(?P<month_edge1>月?[底末]|月?初(?![一二三四五六七八九十])|[上中下]旬)?",
            "week": f"(?P<week_word>上{{1,4}}|本|这|下{{1,4}})一?个?{_WEEK}(?:{_WEEK}(?=[一二三四五六日天]))?(?P<weekday>[一二三四五六日天末](?!天|个))?(?![期年边围岁长])"
            f"|第(?P<week_n>{NUMBER})个?{_WEEK}(?P<weekday1>[一二三四五六日天])?|最后一?个?{_WEEK}(?P<weekday2>[一二三四五六日天])?"
            f"|{_WEEK}(?P<weekday3>[一二三四五六日天末])(?!天|个|[\u4e00-\u9fff]{{1,2}}[说称])",
            "festival": f"大年(?P<new_year>初[一二三四五六七八九十]|三十)|(?P<festival_name>{self.festivals.pattern})(?![0-9])",
            "span": _SPAN.format("a")
            + "(?P<direction>之后|以后|后|之前|以前|前|以内|之内|内|以来)(?!半|[年天续排端])"
            + "|(?<![0-9之以月])(?P<side>近|过去|最近|未来|今后|(?<![\u4e00-\u9fff])[上前后]) ?的? ?(?! )"
            + _SPAN.format("b").replace("(?P<bunit>", " ?(?P<bunit>")
            + "(?:之?内|里|中(?!国))?(?!度)",
            "day": f"(?P<day_word>大{{0,4}}后天|大{{0,4}}前天|昨[天日]|[今明][天日]|[今昨明当](?=[晚早晨])|当[天日]|本日|同日|次日|翌日|第二天)"
            f"|第(?P<day_n>{NUMBER})天|前(?P<first_days>{NUMBER})天|最后(?P<last_days>{NUMBER})天"
            "|(?P<lunar_day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)[日号]?"
            f"|(?<![0-9])(?:(?P<d40>{DAY_NUMBER}) ?[日号]?{TO})?(?P<d4>{DAY_NUMBER}) ?[日号](?![均元语圆])"
            f"|(?<=月)(?P<d5>{DAY_NUMBER})(?=$|[^0-9\\w.]|出|在|至|到|晚|早|上午|下午|凌晨|那|这)"
            "|(?<=[一二三四五六七八九十]月)(?P<d6>二?十[一二三四五六七八九]|二十|三十一?)(?![一二三四五六七八九日号个名人条件年月吨项天次家万亿点多余])",
            "now": "现在|如今|目前|当前|(?:自|直)?[至到]今(?![年日天晚晨早春夏秋冬])|最近(?![0-9一二两三四五六七八九十的])",
            "day_part": f"{any_of(parts)}|(?<=[今昨明当天日号节五六七八九十0-9])(?:晚|早|晨)(?:上)?",
            "clock": "(?:(?<![0-9:：])|(?<=[-/.][0-9]{2}))(?P<h>[01]?[0-9]|2[0-4])[:：](?P<mi>[0-5][0-9])(?:[:：](?P<s>[0-5][0-9]))?[时分]?(?![0-9:：])"
            f"|(?<![0-9.])(?:(?P<h0>[0-9]{{1,2}}|[零一二两三四五六七八九十]{{1,3}})[点时]?{TO})?(?P<h1>[01]?[0-9]|2[0-4]|[零一二两三四五六七八九十]{{1,3}})(?:点钟?|时)(?:"
            "(?P<mi1>[0-5][0-9]|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[0-9一二三四五六七八九](?=分))分?(?:(?P<s1>[0-5]?[0-9]|[零一二三四五六七八九十]{1,3})秒)?"
            "|(?P<half_hour>半)|(?P<quarter_hour>[一二三123])刻)?(?:整|许|多钟?|左右)?(?![0-9.零一二两三四五六七八九十个要希建代间期速常尚装效局度])",
        }
        self.pattern = Expression("|".join(f"(?P<{kind}>{made})" for kind, made in kinds.items()))
