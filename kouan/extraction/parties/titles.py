"""A clause in, the work or document that it names in marks and that its figure is of out: 《某某条例》共5章, 16集专题片《某某》."""

from __future__ import annotations

from typing import Final

from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

#: 《条例》共5章27条: a document that a clause begins with, and what it is made of or says.
_BEGINS: Final = Expression(
    "(?:新?修[订改]后?的|新版|该|这部|(?:透过|通过|按照|根据|依据|落实)(?=《[^》\\n]{2,40}》(?:提出|明确|部署|确定)的)|[^，。；：！？、《》]{0,16}?(?:出台|发布|公布|印发|实施|施行|制定)的)?《(?P<name>[^》\\n]{2,40})》(?:（[^）]{1,20}）)?(?:还|全书|全片|全文|总|一)?"
    "(?:(?:近日|日前|今天|昨天)?(?:正式)?(?:公布|发布|印发|出台|施行|实施)|以|，(?=在)|"
    "共|分为?|收录|收入|包括|包含|明确|提出|规定|从|围绕|聚焦|由|设置?|设立|涵盖|确定|部署|要求|指出|计划|累计|总?票房|首日|观影|(?:修改|废止|删除|取消|新增|增加|列出|公布)了|提出的)"
)
#: 16集大型专题片《某某》, 20集的电视剧《某某》
_COUNTED: Final = Expression("[集部卷章册篇期回幕]$")
_BEHIND: Final = Expression("[^，。；：！？《》、]{0,12}《(?P<name>[^》\\n]{2,40})》")
#: 措施共18条: the kind of a document that the same sentence has named.
_KINDS: Final = (
    "措施", "意见", "方案", "规划", "办法", "条例", "规定", "通知", "指南", "纲要", "细则", "清单", "公告", "报告", "标准", "决定",
)  # fmt: skip
_KIND: Final = Expression(
    f"(?P<kind>{any_of(_KINDS)})(?:一?共|全文|分为?|涵盖|包[含括]|从|围绕|由|明确|提出|部署)"
)
#: 《方案》, where the whole title is not said before, names nothing.
_NAMELESS: Final = frozenset((*_KINDS, "决议", "计划", "白皮书", "公报"))
_SENTENCE: Final = 120
#: A title of so few characters may be short for another, named so many characters before.
_SHORT: Final = 6
_REACH: Final = 1500
_TITLES: Final = Expression("《([^》\\n]{2,60})》")


def titled(text: str, clause: int, start: int, stop: int) -> str | None:
    """The title that the clause of the figure at [start, stop) begins with, or that stands behind its 集 or 章."""
    found = _BEGINS.match(text, clause, start)
    if found is None and _COUNTED.search(text, start, stop):
        found = _BEHIND.match(text, stop)
    if found is None and (kind := _KIND.match(text, clause, stop)):
        near = max(0, clause - _SENTENCE)
        titles = _TITLES.findall(text, max(text.rfind("。", near, clause), near), clause)
        return next((one for one in reversed(titles) if one.endswith(kind["kind"])), None)
    return _in_full(text, clause, found["name"]) if found else None


def _in_full(text: str, clause: int, name: str) -> str | None:
    """The whole title that a short one stands for: 《条例》 behind 《某某管理条例》."""
    if len(name) > _SHORT:
        return name
    titles = _TITLES.findall(text, max(0, clause - _REACH), clause)
    whole = next((one for one in reversed(titles) if one.endswith(name) and one != name), None)
    return whole or (None if name in _NAMELESS else name)
