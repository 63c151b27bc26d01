"""A clause that begins with a name in marks in, that name out, whether or not a gazetteer has it: “一单制”推行后."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import NO_SUBJECT
from kouan.model.expression import Expression

#: What is carried out, starts or is under way was named as a thing of its own.
_STARTS: Final = (
    "推行|推动|实施|实行|施行|启用|上线|落地|推出|启动|投用|试行|推广|开行|开通|运行|开展|投运|试点"
)
_SCHEME: Final = Expression(
    f"(?:自|随着|在|自从|得益于)?[“「](?P<name>[^”“「」，。；：！？]{{2,14}})[”」](?P<sort>[一-龥]{{0,4}}?)(?:正式|全面|全线|首次|试点|成功)?(?:{_STARTS})(?:以?[来后]|之后|至今|[0-9一二三两半]+个?[年月周天]多?[来后]?)(?=，|$)",
    holds="”」",
)
#: 某某局主办的“社区消费大奖赏”同步进行: behind who gives it.
_GIVEN: Final = Expression(
    "[^，。；：！？“”「」]{2,24}(?:主办|承办|举办|推出|发起|组织|打造|推行|开发|研发|创办|设立|发行|策划|运营)的[“「](?P<name>[^”“「」，。；：！？]{2,16})[”」](?P<sort>活动|项目|计划|平台|系统|行动|工程)?"
    "(?=[^，。；：！？“”、的]{0,6}(?:进行|启动|推出|展开|开展|登场|上线|举行|开幕|吸引|带动|惠及|覆盖|累计|已|共|将))",
    holds="”」",
)
#: 某某船厂建造的“海装7”轮今年投入运营: a ship, whoever built it and whatever it carries; “三无”船舶 and “新能源”渡轮 are sorts.
_SHIP: Final = Expression(
    "(?:[^，。；：！？“”「」向对把将给]{2,30}的)?[“「](?P<name>[^”“「」，。；：！？]{2,10})[”」](?!轮[船渡胎椅])(?P<sort>[号轮]?)(?:(?<=轮)|[货客邮渡]轮|[^，。；“”号]{0,4}船|(?<!无人”)(?P<armed>[舰艇]))(?![次流换值班候廓舶、和与及])",
    holds="”」",
)

#: 某某交易所10月23日发布的中国出口运价指数报1124点: of what is quoted, not of who quotes it.
_QUOTED: Final = Expression(
    "[^，。；：！？“”的]{2,28}?(?:发布|公布|编制)的(?P<name>[一-龥A-Z]{3,22}?(?:指数|[均油气煤粮]?价|中间价|汇率|利率|LPR))(?=(?:最新|午间|上午)?报[0-9])"
)


def index_in(text: str, clause: int, end: int) -> str | None:
    """The index or price that [clause, end) says somebody publishes and that stands at the figure behind it."""
    if text.find("报", clause, end) < 0:
        return None
    found = _QUOTED.match(text, clause, end + 1)
    return found["name"] if found else None


def quoted(text: str, clause: int, end: int) -> str | None:
    """The name in marks that [clause, end) says is carried out or given by somebody."""
    ship = _SHIP.match(text, clause, end)
    if ship and (ship["sort"] or ship["armed"] or any(one.isdigit() for one in ship["name"])):
        return ship["name"] + ship["sort"]
    found = _SCHEME.match(text, clause, end) or _GIVEN.match(text, clause, end)
    if found is None or NO_SUBJECT.fullmatch(found["name"]):
        return None
    return found["name"] + (found["sort"] or "")
