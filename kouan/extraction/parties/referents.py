"""A clause that begins with 该项目, 工程全长 or 本届展会 and the clauses before it in, the name that its noun stands for out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kouan.extraction.parties.actors import LEAD, Place
from kouan.extraction.parties.continuations import goes_on
from kouan.extraction.parties.leading import LONGEST, apposed, described_name, leading_name
from kouan.extraction.parties.sorts import GENERIC, SORTS, WORKS
from kouan.extraction.parties.ways import two_ended
from kouan.extraction.words import tagged_words
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

#: Nouns that stand for what was named with another noun: 该项目 for a bridge, 线路 for a railway.
_WIDE: Final = ("项目", "工程", "设施", "建筑")
_WAYS: Final = ("线路", "全线", "线")
#: What a way is called: 线路 stands for none but these.
_WAY_ENDS: Final = (
    "铁路",
    "高铁",
    "高速",
    "公路",
    "地铁",
    "航线",
    "通道",
    "班列",
    "段",
    "号线",
    "管道",
    "隧道",
    "大桥",
)
_FIRM: Final = "企业"
_MEETING: Final = "会议"
#: What names end with that a noun stands for, where that is not the noun itself.
_STANDS_FOR: Final = {
    **dict.fromkeys(_WIDE, WORKS),
    **dict.fromkeys(_WAYS, _WAY_ENDS),
    _FIRM: ("公司", "集团", "厂", _FIRM),
    "学校": ("小学", "中学", "大学", "学院", "学校", "职校", "幼儿园"),
    "展会": ("展览会", "博览会", "交易会", "展销会", "车展", "展", "展会"),
    _MEETING: ("大会", "年会", "全会", "论坛", "峰会", _MEETING),
}
_SORTS: Final = (
    *_WIDE, *_WAYS, *SORTS, "船", "飞机", "展会", "活动", "赛事", "学校", _FIRM, "港口", "井", "馆", "园", "编队", "农场", "林场", "国债", "对话会", "盾构机", "顶管机", "图集", "丛书", "墓葬",
)  # fmt: skip
_POINTED: Final = Expression(
    f"(?:该|此次?|本[届次轮]?|这[座个条艘款家所项部届次]|(?<=这)[座个条艘款家所项部届次])(?:型|[一-龥]{{2}}(?=桥|隧道|铁路|高铁|公路|电站|管道))?(?P<sort>{any_of(_SORTS)})(?!员|东|舶|只|队|厂|闸|内人|(?<=线)[上下索人]|(?<=渠)道)",
    holds="该此本这",
)
#: 工程全长, 线路设计时速, 项目建成后: without a pointing word only where the clause goes on so.
_BARE: Final = Expression(
    "(?P<sort>项目|工程|线路|学校|全线|高铁|铁路|高速|公路|大桥|隧道|电站|核电站|水库|灌区|望远镜|博物馆|展会|大会|论坛|年会|峰会|博览会|电影节|艺术节|赛事|示范区|园区|片区|新区|平台|基地|景区|机场|运河|飞船|卫星|火箭|油田|气田|邮轮|客机|会议|码头|接收站|体育馆|书店|编队|农场|林场|国债|对话会|盾构机)"
    "(?:主桥|桥面)?(?:全[长部线面程年]|总|正线|建成|投产|投运|位于|设计|包括|开工|建设[工周]|计划|预计|将|已|自|是(?!我国)|由|以|采用|占地|覆盖|投资|拥有|可(?!再)|有|年|规划|期间|开通|通车|吸引|现场|设|累计|启动|运营|正式|完工|沿线|内|首期|一期|二期|三期|地处|从|上线|共|线路|落成|场址|绿化|森林|经济|GDP|企业|外贸|进出口|常住|首先|通过|听取|审议|完成|主题|期限|票面|表决|选举|应到|为期|持续|每[年天日]|日均|年均)"
)
#: Nobody points further back, in characters and clauses.
_REACH: Final = 400
_CLAUSES: Final = 14
#: A number before the noun is part of it: 30万吨级油船.
_COUNTED: Final = Expression("[万千]?[吨米座]级?")
_DIGITS: Final = Expression("[0-9.]*$")
_MOST: Final = 6
#: 船舶, 船员: the noun is but half a word.
_NO_END: Final = frozenset("舶员东只队厂闸")
_BREAK: Final = Expression("[。！？…”：）]\\s*?\n\\s*")
_OPENS: Final = Expression("[^，。；！？：\\n]+")


class Referents:
    """What the nouns of an article stand for that name nothing themselves."""

    def __init__(
        self, text: str, places: Sequence[Place], begin: int, article: str, event: str | None
    ) -> None:
        self._text, self._places, self._begin = text, places, begin
        self._event = event
        self._starts = [place.start for place in places]
        self._article = article

    def meant(self, begin: int, end: int) -> str | None:
        """The last name before that ends in the noun which [begin, end) begins with, or that the noun may stand for."""
        pointed = _POINTED.match(self._text, begin, end)
        found = pointed or _BARE.match(self._text, begin, end)
        if found is None:
            return None
        sort = found["sort"]
        if self._event and _may_mean(sort, self._event):
            return self._event
        # without a pointing word a noun means what its own paragraph named
        first = self._begin if pointed else self._paragraph(begin)
        named = (name for name in self._named(first, begin) if _may_mean(sort, name))
        return next(named, None) or (
            self._called(sort, first, begin) if pointed or sort in _WIDE else None
        )

    def _paragraph(self, at: int) -> int:
        """Where the paragraph begins; a break inside a sentence begins none."""
        breaks = [*_BREAK.finditer(self._text, max(self._begin, at - _REACH), at)][-1:]
        return breaks[0].end() if breaks else self._begin

    def _called(self, sort: str, first: int, at: int) -> str | None:
        """The nouns that end in the noun, where it was named by no name: 该船 for a 汽车运输船."""
        stop = self._text.rfind(sort, max(first, at - _REACH), at) + len(sort)
        if stop < len(sort) or self._text[stop : stop + 1] in _NO_END:
            return None
        name = ""
        for surface, tag in reversed(
            tagged_words(self._text[max(self._begin, stop - LONGEST) : stop])
        ):
            if tag[0] not in "njb" and tag not in ("vn", "an"):
                break
            name = surface + name
        name = name.removeprefix("生产")
        if _COUNTED.match(name):
            begin = stop - len(name)
            digits = _DIGITS.search(self._text, max(first, begin - _MOST), begin)
            name = (digits[0] if digits else "") + name  # 30万吨级油船
        if sort in _WIDE and name.startswith(GENERIC):
            return None
        return name if _may_mean(sort, name) and len(name) > len(sort) + 1 else None

    def _named(self, first: int, at: int) -> Iterator[str]:
        """The names before, the last first: those of entities and those that clauses begin with."""
        first = max(first, self._begin, at - _REACH)
        clauses = list(_OPENS.finditer(self._text, first, at))[-_CLAUSES:]
        for clause in reversed(clauses):
            number = bisect_left(self._starts, clause.end()) - 1
            lead = LEAD.match(self._text, *clause.span())
            begin = lead.end() if lead else clause.start()
            if not _POINTED.match(self._text, begin):
                first = bisect_left(self._starts, begin)
                if first <= number and self._starts[first] == begin:
                    name = goes_on(self._text, self._places[first], clause.end(), self._article)
                    yield from (name,) if name else ()
                yield from self._opened(begin, clause.end())
            while number >= 0 and self._places[number].start >= clause.start():
                yield self._places[number].name
                number -= 1

    def _opened(self, begin: int, end: int) -> Iterator[str]:
        """What a clause begins with, or what stands behind a description in it: 总投资42亿元的某某灌区."""
        if name := apposed(self._text, begin, end) or two_ended(self._text, begin, end):
            yield name
        if name := leading_name(self._text[begin : min(end, begin + LONGEST)], self._article):
            yield name
        described = self._text.rfind("的", begin, end) + 1
        if described and (
            name := described_name(self._text[described : min(end, described + LONGEST)])
        ):
            yield name


def _may_mean(sort: str, name: str) -> bool:
    """Whether a noun may stand for a name: 该高铁 for a name in 高铁, 线路 for any way."""
    return len(name) > len(sort) and name.endswith(_STANDS_FOR.get(sort, sort))
