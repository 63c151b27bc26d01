"""A word that may say how a figure is meant and its sentence in, whether it says nothing of the figure there, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.figures.statement import Cue, Statement
from kouan.model.expression import Expression

#: What follows a word that is part of a name, or a noun of which something else is said: 《…行动计划》, 设计院, 拟南芥.
_BEFORE: Final = {
    "计划": "[》”’的、。第内外书表]|草案|(?:已|累计|共)?惠及(?:了|过)?|任务|单列|经济|生育|总?投资额?(?:同比|环比|[增下][长降])",
    "规划": "[》”’的、，。展馆院局师纲图]|重[大点]|任务",
    "设计": "[师院奖展周大专企公新建了的、，。和与及追研领团队服]|产[业品]",
    "目标": "(?!（|任务（|全年|[今明]年|20[0-9]{2}年|[为是：定设达在约到值调由从将0-9])",
    "预期": "指数|寿命|[来的](?!百?[0-9])",
    "能力": "[的”’》、，。和与]|建设|培训|实现了?从|测试|测评|考试|评价|水平|作风|提升(?![了到至为约近超0-9])",
    "要求": "[，。、；的”’》和与（]|标准|条件",
    "规定": "[，、》和与]|材料|动作|的(?![0-9一二三四五六七八九十两不最至])",
    "预测": "预报|预警|模型|系统|服务",
    "预报": "[、，。和]|预警|模型|系统|服务",
    "建议": "[，。、；的”’》和与（]|渠道|提案|书",
    "呼吁": "[，。、；的”’》书]",
    "拟": "[南人态真]",
    "载重": "吨",
    "年产": "销",
    "禁止": "令",
    "不得": "[不已]|.{0,3}(?:而知|人心)",
    "争取": "[了到来]",
    "确保": "了",
    "限额": "以上",
    "可达": "性",
}
#: What stands before such a word.
_BEHIND: Final = {
    "要求": "[的总各等]|条件",
    "建议": "[的总各等]|意见|提出|合理化|人民",
    "拟": "[虚模草比]",
    "预测": "(?:开展|进行|提供|加强)[^，。；]{0,4}",
    "预报": "预测|(?:开展|进行|提供|加强)[^，。；]{0,4}",
    "预期": "[于超合及出]|于市场|企业市场",
    "计划": "重点研发",
    "产能": "(?:淘汰|退出|化解|压减|关停|落后|过剩)[^，。；]{0,6}",
    "设计": "工业|服装|平面|创意",
}
_NAMED_AFTER: Final = {word: Expression(pattern) for word, pattern in _BEFORE.items()}
_NAMED_BEFORE: Final = {word: Expression(f"(?:{pattern})$") for word, pattern in _BEHIND.items()}
#: 完成全年目标的80%, 超额完成目标: the figure measures what was done.
_OF_TARGET: Final = Expression("(?:完成|实现|达到|超过|占)(?:了)?[^，。；！？]{0,8}$")
_AIMS: Final = frozenset(("目标", "计划", "任务", "规划"))
#: 比上月预测值增加, 比初步核算数多: what was expected, or said at first, is only compared with.
_COMPARED: Final = Expression("[比较][^，。；！？]{0,8}$")
_EXPECTED: Final = frozenset(
    (
        "预测",
        "预期",
        "预估",
        "初步统计",
        "初步核算",
        "初步测算",
        "初步数据",
        "初步汇总",
        "快报",
        "初值",
    )
)
#: 提出建议300条, 要求采取增加人手等6项措施: counted, not advised.
_COUNTED: Final = frozenset(("要求", "建议", "呼吁"))
#: No capacity, and as little a fact as any other noun: 投产后年产值达6亿元.
_YEARLY: Final = frozenset(("年产量", "年产值"))
#: 确保全县190万亩水稻丰收: how much there is of what is taken care of.
_SECURED: Final = Expression("(?:(?:全|当地)[省市区县州]?|[^，。；！？0-9]{2,3}[省市区县州])?")


def is_idle(figure: Statement, cue: Cue) -> bool:
    """True where the word says nothing of the figure: it is part of a name or a noun, or is only compared with."""
    text, word = figure.text, cue.word
    if (after := _NAMED_AFTER.get(word)) and after.match(text, cue.end, figure.last):
        return True
    if (before := _NAMED_BEFORE.get(word)) and before.search(text, figure.first, cue.start):
        return True
    if word in _AIMS and _OF_TARGET.search(text, figure.first, cue.start):
        return True
    if word in _EXPECTED and _COMPARED.search(text, figure.first, cue.start):
        return True
    if word in _COUNTED and (cue.end == figure.start or text.endswith("等", cue.end, figure.start)):
        return True
    if word in _YEARLY or (word[0] == "年" and text[cue.start - 1 : cue.start].isdigit()):
        return True  # 2030年产量
    return (
        word == "确保"
        and figure.quantity.unit != "%"
        and _SECURED.fullmatch(text, cue.end, figure.start) is not None
    )
