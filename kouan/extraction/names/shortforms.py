"""The passages of an article with their mentions in; short forms of one entity of the article out: 珠海局, 总局, 合作中心."""

from __future__ import annotations

from kouan.extraction.names.introduced import STATED
from kouan.extraction.names.legal_names import short_of_registered
from kouan.extraction.names.occurrences import occurrences
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: A tail of a name stands for it from this length on, but not these: they are common nouns.
TAIL_LENGTH = 4
#: Of systems a tail must say more than 监控系统.
SYSTEM_TAIL_LENGTH = 6
COMMON_TAILS = Expression(
    "(?:综合保税区|保税港区|经济开发区|自由贸易试验区|工业园区|产业园区|航空口岸|陆路口岸|水运口岸|边防检查站|检验检疫局|人民政府|有限公司|人民法院|人民医院|委员会|边境口岸|国际机场|工作会议|领导小组|信息系统|服务平台|管理系统|服务中心|研究中心|检查总站|专项行动|工作机制|高速公路|高速铁路|城际铁路|客运专线|国家公园|湿地公园|地质公园|技术开发区|产业开发区|旅游度假区|社区卫生服务中心|体育中心)$"
)
POINTING = Expression("[该本这那各每某我贵个大]$|(?:这个|那个|一个|各个)$")
#: Behind what any of several is: 全国十大批发市场 + 之一.
ONE_OF = "之一"
LEVELS = frozenset("省市县区州旗")
#: 河南省教育厅 is 省教育厅 in its own province; of 省委 and 省政府 every page of a province speaks.
OF_DIVISION = Expression(
    "^[\u4e00-\u9fff]{2,7}?([省市县][\u4e00-\u9fff]{2,12}(?:厅|局|委员会|办公室|中心|总队|支队|联合会|协会|法院|检察院|考试院|科学院|研究院))$",
    holds="省市县",
)


#: A county, a town or a quarter is called without the word for it too: 尤溪 of 尤溪县.
DIVISION = Expression(
    "(?!山区|夏播|城区|园区|[东西南北中]部)([\u4e00-\u9fff]{2,3})(?:[县市区镇乡]|街道)",
    holds="县市区镇乡街",
)
#: How far behind it what closes a longer name may stand.
LONGER = 4
#: Parts of speech behind which a place may be the beginning of another name, marks among them.
BEFORE_NAMES = ("n", "j", "z", "a", "x")
WORDS = Expression("(?:(?![的和与及在])[\u4e00-\u9fff])*")
#: 武汉地铁 of 武汉地铁集团, but not what is a place or a trade as well.
FIRM = Expression(
    "([\u4e00-\u9fff]{4,10})(?<!机场|港口|铁路|公路|交通|航运|投资|建设|旅游|水务|科技|国际)(?:集团|公司)"
)
#: 龙湾水产专业合作社 is 合作社 on its page.
COOPERATIVE = "合作社"
#: So is 白鹭县总医院 总医院.
HOSPITAL = "总医院"
#: 高铁公司 of 台湾高铁公司
OF_ISLAND = Expression("(?:台湾|香港|澳门)([\u4e00-\u9fff]{2,6}公司)")
#: 屏东县政府 is 县府 in papers of Taiwan.
GOVERNMENTS = ("县政府", "市政府")
#: Words that a short form may leave out inside: 霍尔果斯(国际)边境合作中心, 跨境工业区(专用)口岸.
LEFT_OUT = Expression("国际|边境|专用|综合")


def is_short_of(name: str, full: str) -> bool:
    """The name says the end of the full name, words without weight left out.

    >>> is_short_of("霍尔果斯边境合作中心", "中哈霍尔果斯国际边境合作中心")
    True
    """
    if len(name) >= len(full):
        return False
    return full.endswith(name) or LEFT_OUT.sub("", full).endswith(LEFT_OUT.sub("", name))


def find_short_forms(passage: Passage, resolved: list[Candidate]) -> list[Candidate]:
    """The short forms that can mean only one entity of the article."""
    full = {one.name or passage.text[one.start : one.end]: one.type for one in resolved}
    forms = {
        one: owner for one, owner in _of_registered(passage, resolved).items() if one not in full
    }
    forms |= _forms(full) | _given_names(full, passage) | _joint_governments(full)
    stated = _stated(passage, resolved)
    forms |= stated
    if not forms:
        return []
    found = []
    for start, end, surface in occurrences(passage.text, list(forms)):
        name, kind = forms[surface]
        if surface in stated:
            found.append(Candidate(start, end, kind, 1.0, name))
            continue
        if POINTING.search(passage.text[max(start - 2, 0) : start]) or passage.text.startswith(
            ONE_OF, end
        ):
            continue
        if (
            kind is EntityType.PLACE
            and DIVISION.fullmatch(name)
            and (name.startswith(passage.text[start : end + 1]) or not _is_proper(passage, start))
        ):
            continue
        if kind is EntityType.PERSON or (start in passage.words.starting and _ends(passage, end)):
            found.append(Candidate(start, end, kind, 0.7, name))
    return found


def _is_proper(passage: Passage, start: int) -> bool:
    """The segmenter takes the word for a name, and none begins with it: 尤溪, not 和平, nor 通渭 + 风电场."""
    number = passage.words.starting.get(start)
    if number is None or passage.words.tags[number] not in ("ns", "nr", "nrt"):
        return False
    before = passage.words.tags[number - 1] if number else "x"
    if before.startswith(BEFORE_NAMES) and passage.hit_over(start - 1, start) is None:
        return False  # 华能 + 通渭
    end = passage.words.ends[number]
    closing = next((head for head in passage.heads if end <= head.start <= end + LONGER), None)
    return closing is None or not WORDS.fullmatch(passage.text, end, closing.start)


def _of_registered(
    passage: Passage, resolved: list[Candidate]
) -> dict[str, tuple[str, EntityType]]:
    """共享装备 of 共享装备股份有限公司, 垛上农业 of 兴化市垛上农业发展有限公司: what companies are called for short."""
    owners: dict[str, set[str]] = {}
    for one in resolved:
        name = one.name or passage.text[one.start : one.end]
        if one.type is EntityType.ORGANIZATION and name.endswith("公司"):
            place = passage.hit_at(one.start)
            known = place.surface if place and place.name.type is EntityType.PLACE else ""
            number = passage.words.starting.get(one.start + len(known))
            word = "" if number is None else passage.words.surfaces[number]
            for form in short_of_registered(name, known):
                if form != word:  # 集成电路 is a thing
                    owners.setdefault(form, set()).add(name)
    return {
        form: (next(iter(names)), EntityType.ORGANIZATION)
        for form, names in owners.items()
        if len(names) == 1
    }


def _stated(passage: Passage, resolved: list[Candidate]) -> dict[str, tuple[str, EntityType]]:
    """Short forms that the text itself gives in brackets behind a name."""
    if "称" not in passage.text:
        return {}
    ending = {one.end: one for one in resolved}
    return {
        found["short"]: (one.name or passage.text[one.start : one.end], one.type)
        for found in STATED.finditer(passage.text)
        if (one := ending.get(found.start())) is not None
        and found["short"] != passage.text[one.start : one.end]
    }


def _given_names(
    full: dict[str, EntityType], passage: Passage
) -> dict[str, tuple[str, EntityType]]:
    """小颖 of 陈小颖, where the article calls her so in front of her post."""
    given: dict[str, set[str]] = {}
    for name, kind in full.items():
        if kind is EntityType.PERSON and len(name) == 3 and "先" not in name:
            given.setdefault(name[1:], set()).add(name)
    if not given:
        return {}
    called = {
        passage.text[post.start - 2 : post.start]
        for post in passage.posts
        if post.start >= 2 and passage.text[post.start - 3 : post.start] not in full
    }
    return {
        form: (next(iter(names)), EntityType.PERSON)
        for form, names in given.items()
        if len(names) == 1 and form in called
    }


def _joint_governments(full: dict[str, EntityType]) -> dict[str, tuple[str, EntityType]]:
    """市委市政府, where the article has one such city."""
    owners: dict[str, set[str]] = {}
    for name in full:
        level = name[-3:-2]
        if (
            len(name) > 3
            and name.endswith("政府")
            and level in LEVELS
            and f"{name[:-3]}{level}委" in full
        ):
            owners.setdefault(f"{level}委{level}政府", set()).add(name)
    return {
        form: (next(iter(names)), EntityType.ORGANIZATION)
        for form, names in owners.items()
        if len(names) == 1
    }


def _ends(passage: Passage, end: int) -> bool:
    if end in passage.words.ending:
        return True
    return passage.text[end : end + 1] in ("局", "长")


def _forms(full: dict[str, EntityType]) -> dict[str, tuple[str, EntityType]]:
    """Short forms by the one name each can stand for."""
    candidates: dict[str, set[tuple[str, EntityType]]] = {}
    for name, kind in full.items():
        for form in _shortened(name, kind):
            if form != name and form not in full:
                candidates.setdefault(form, set()).add((name, kind))
    forms: dict[str, tuple[str, EntityType]] = {}
    for form, owners in candidates.items():
        longest = max(owners, key=lambda owner: len(owner[0]))
        # 国家质检总局 and 质检总局 are one: of names that shorten one another the longest owns the form
        if all(name == longest[0] or is_short_of(name, longest[0]) for name, _ in owners):
            forms[form] = longest
    return forms


def _shortened(name: str, kind: EntityType) -> list[str]:
    if kind is EntityType.ORGANIZATION and name.endswith("总局") and len(name) > 3:
        return ["总局"]
    if kind is EntityType.ORGANIZATION and name.endswith(HOSPITAL) and len(name) > 5:
        return [HOSPITAL]
    if kind is EntityType.ORGANIZATION and name.endswith(COOPERATIVE) and len(name) > 5:
        return [COOPERATIVE]
    if kind is EntityType.ORGANIZATION and (own := OF_ISLAND.fullmatch(name)):
        return [own[1]]
    if kind is EntityType.ORGANIZATION and (firm := FIRM.fullmatch(name)):
        return [firm[1]]
    if kind is EntityType.ORGANIZATION and (own := OF_DIVISION.match(name)):
        return [own[1]]
    if kind is EntityType.ORGANIZATION and len(name) > 4 and name.endswith(GOVERNMENTS):
        return [f"{name[-3]}府"]
    if kind is EntityType.PLACE and (division := DIVISION.fullmatch(name)):
        return [division[1]]
    if kind in (EntityType.PLACE, EntityType.SYSTEM, EntityType.PORT):
        least = SYSTEM_TAIL_LENGTH if kind is EntityType.SYSTEM else TAIL_LENGTH
        tails = [name[at:] for at in range(1, len(name) - TAIL_LENGTH + 1)]
        return [
            tail
            for tail in tails
            if (len(tail) >= least or tail == "指挥中心") and not COMMON_TAILS.search(tail)
        ]
    return []
