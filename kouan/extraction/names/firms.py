"""Organizations that a passage names in; the firms that stand in a row with one, or whose share has moved, out."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Of firms in a row one that is known tells of the others: 京东集团、皇冠集团.
FIRMS = Expression("[\u4e00-\u9fff]{2,12}(?:集团|公司)(?:、[\u4e00-\u9fff]{2,8}(?:集团|公司))+")
ROW = Expression("(?:集团|公司)、")
FIRM = Expression("(?<=、)[\u4e00-\u9fff]{2,8}(?:集团|公司)(?=[、等和与及，。；])")
#: Of firms in a row one that is known tells of others that end with a trade: 厦门钨业、翔鹭石化.
TRADE = (
    "重工|智能|股份|生物|科技|医药|药业|制药|电子|电器|电气|汽车|能源|材料|新材|光电|通信|传媒|超媒|软件|信息|机械|装备|乳业|酒业|水泥|化工|石化|化纤"
    "|矿业|钨业|锂业|铝业|铜业|钼业|钢铁|物流|航运|地产|置业|环保|水务|燃气|电力|光伏|储能|医疗|百货|家居|服饰|纺织|纸业|种业|渔业|港口"
)
TRADED = Expression(
    f"[\u4e00-\u9fff]{{2}}(?:{TRADE})"
    "(?=[^\u4e00-\u9fff]|$|等|和|与|及|的|入选|发布|公布|宣布|推出|分别|均|也|则|将|已|在|出口|跻身|成为|扩产|[上收]?[涨跌])"
)
#: What no firm in such a row ends with.
NO_FIRM = frozenset("部局委会署院社厅府学报协校队")
#: Whose share it is that is told to have moved: 白鹭股份收涨2%, not an index, a sector or a sort of goods.
SHARE = Expression(
    "(?<=[，。；、：])(?P<name>(?:(?!今日|昨日|当日|盘|早|午|尾|收|全|股价|股票|板块)[\u4e00-\u9fff]){4})"
    "(?=(?:连续[0-9一二三四五六七八九十]+个交易日)?(?:涨停|跌停)|(?:盘中|早盘|午后|尾盘|收盘)(?:一度)?[大收]?[涨跌](?:超|逾|近)?[0-9])"
)
NO_SHARE = Expression(
    "(?:[指数油金银铜锌铝铁钢煤股价率额量]|指数|板块|概念|期货|原油|黄金|三大|个股|汇率|债券)$|^(?:指数|大盘|沪深|深证|上证|恒生|人民币)"
)


def find_firms_in_rows(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """The firms of a row in which one is known."""
    if not ROW.search(passage.text):
        return
    known = {one.end for one in organizations} | {
        hit.end for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION
    }
    for row in FIRMS.finditer(passage.text):
        if any(end in known for end in range(row.start(), row.end() + 1)):
            for firm in FIRM.finditer(passage.text, row.start()):
                if firm.start() >= row.end():
                    break
                if firm.end() not in known:
                    yield Candidate(*firm.span(), EntityType.ORGANIZATION, 0.7)


def find_firms_by_trade(passage: Passage) -> Iterator[Candidate]:
    """Firms without 公司 beside a listed one in a row."""
    text = passage.text
    known = [
        hit
        for hit in passage.hits
        if hit.name.type is EntityType.ORGANIZATION and hit.surface[-1] not in NO_FIRM
    ]
    for hit in known:
        at = hit.end
        while text[at : at + 1] in ("、", "和", "与") and (firm := TRADED.match(text, at + 1)):
            yield Candidate(*firm.span(), EntityType.ORGANIZATION, 0.75)
            at = firm.end()
        at = hit.start
        while text[max(at - 1, 0) : at] == "、" and (
            firm := TRADED.fullmatch(text, max(at - 5, 0), at - 1)
        ):
            if firm.start() not in passage.words.starting:
                break  # 比 + 亚迪汽车
            yield Candidate(*firm.span(), EntityType.ORGANIZATION, 0.75)
            at = firm.start()


def find_firms_by_share(passage: Passage) -> Iterator[Candidate]:
    """A company whose share is told to have moved."""
    if "涨" not in passage.text and "跌" not in passage.text:
        return
    for found in SHARE.finditer(passage.text):
        if not NO_SHARE.search(found["name"]):
            yield Candidate(*found.span("name"), EntityType.ORGANIZATION, 0.7)
