"""A passage in; bodies of the division that the page is of, by what such bodies are called everywhere, out: 会同 + 省医保局, 县融媒体中心, 市招办."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What every division has, for short or in full.
_BODY: Final = Expression(
    "(?:自治区|自治州|[省市县区州旗])(?:"
    "(?:财政|教育|教体|卫健|卫生健康|民政|人社|人力社保|住建|自然资源|规划和自然资源|自然资源和规划|规划资源|生态环境|交通运输|交通|水利|水务|农业农村|商务|文旅|文化和旅游|文化广电和旅游|文体广电和旅游|文体旅游|文广旅"
    "|体育|统计|审计|司法|公安|市场监管|应急管理|应急|医保|医疗保障|林草|林业|园林|园林绿化|城管|城管执法|城市管理|综合执法|发改|科技|工信|工业和信息化|经济和信息化|国资|信访|退役军人|退役军人事务|乡村振兴|气象|渔业|畜牧|粮食|粮储|税务|数据|大数据"
    "|政务服务|行政审批|机关事务|民宗|民族宗教|外事|文物|药监|知识产权|版权|广电|能源|邮政管理|地震|供销|金融监管|地方金融|烟草专卖|住房保障|港航|公路|铁路)[局厅]"
    "|(?:卫健|卫生健康|发改|发展改革|经信|国资|住建|城管|交通|教|体改|民宗|农)委"
    "|(?:招|招考|招生|考试|侨|外|编|农|防汛|文明|网信|扶贫|双拥|创建|普查|政府新闻|政府|委网信|委编|委文明)办(?!公|学|理|法|事|案|[的得好成过起])"
    "|委(?:宣传部|组织部|统战部|政法委|社会工作部|教育工委|党校|办公室)"
    "|疾控中心|疾病预防控制中心|急救中心|融媒体中心|传媒中心|精神卫生中心|血液中心|中心血站|广播电视台|供销(?:合作)?社(?!区)|(?:教育)?(?:招生)?考试院|[妇残侨科文]联(?!合|系|手|动|赛|网|欢|盟|邦|想)|社科联|工商联|红十字会|慈善总会|总工会|团委"
    "|公交(?:公司|集团)|(?:城投|交投|水务|文旅|地铁|轨道|燃气|热力|农发|国投|城建|机场)集团|(?:自来水|供电|供水|燃气|热力|轮渡|环卫)公司"
    "|(?:第[一二三四五六七八九十]|中心|儿童|妇女儿童|妇幼保健|传染病|肿瘤|胸科|口腔|眼科|骨科|老年)?(?:人民|中)?医院|中医医院|中西医结合医院|妇幼保健(?:计划生育服务中心|院)|妇保院"
    "|(?:人民|中级人民|高级人民)?(?:法院|检察院)|消委会|消保委|科技馆|图书馆|博物馆|美术馆|文化馆|体育馆"
    ")(?![长级们制]|系统)"
)
#: What stands in front of a bare division by its parts of speech, and what does however the segmenter joins it.
_BEFORE: Final = ("p", "c", "v", "d", "u", "r", "t", "x", "m", "f")
_MANY: Final = ("全国", "各", "所有", "每", "所", "家", "个", "多数")
_JOINED: Final = Expression(
    "(?:[由据从与和及经向对受给请为在到被把将让令使报是的]|会同|联合|走进|来到|前往|送到|送往|送至|转到|转往|转至|通过|协调|记者从|获悉|了解到|邀请|隶属|划归|并入|移交|上报|报请)$"
)


def find_local_bodies(passage: Passage, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Each such body, where it is no end of one that is named whole."""
    text = passage.text
    whole = {text[one.start : one.end] for one in named if one.type is EntityType.ORGANIZATION}
    for found in _BODY.finditer(text):
        surface = found[0]
        if not _is_free(passage, found.start()):
            continue
        if any(name.endswith(surface) and name != surface for name in whole):
            continue
        yield Candidate(*found.span(), EntityType.ORGANIZATION, 0.75)


def _is_free(passage: Passage, start: int) -> bool:
    """No name of a division ends with the word for it: not 丰 + 县医院, 海淀 + 区教委."""
    text, words = passage.text, passage.words
    if start == 0 or not HAN.match(text[start - 1]):
        return True
    if text.endswith(_MANY, 0, start):
        return False
    if _JOINED.search(text, max(0, start - 3), start):
        return True
    if passage.hit_over(start - 1, start + 1) is not None:
        return False
    number = words.closed_by(start)
    return number is not None and words.tags[number].startswith(_BEFORE)
