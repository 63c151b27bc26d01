"""A passage in; railways and roads that are called by a character of each place they join, and groups by a name at the head of a clause, out: 杭衢高铁, 公牛集团."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: First and last characters of the names of cities, and the signs of provinces.
_SIGNS: Final = frozenset(
    "七万三上丘东临丹丽义乌乐九乡云亚京亳什仁伊余佛作佳保信儋元充六兰关兴冀内冈凉则包化北十华南博卫原厦双口台合吉同名吐吕吴周咸哈唐商喀善嘉四园固"
    "圳坊坝埠堰塔壁夏天太头威娄孜孝宁宏定宜宝宣宾宿密封尉尾岗岛岩岭岳峡峰崇川左巴市常广庄庆底店康廊延开张徐德忠忻怀怒思恩惠感成扬承抚拉掖揭攀文斯"
    "施无日昆昌明春昭晋普景曲朔朝本来杭松林果枣柳树株桂桃梁梅梧楚榆樊武毕水永汉汕江池汾沂沈沙沧沪河治泉波泰泸泽洛津洱洲济浙浮淄淮深清渝温渭港湖湘"
    "湛源溪滁滇滨漯漳潍潭潮澳濮烟焦照牡犁玉珠理琼甘甬田界番白百皖益盐盘盟眉石福秦穗粤红绍绥绵聊肇肥自舟色节芜芝花苏茂茅荆莆莞莱菏萍营萨葫蒙蓉藏蚌"
    "衡衢襄西许豫贡贵贺资赣赤边辽达迁运远连迪遂遵邢那邯邵郑郴郸都鄂酒金钦铁铜银锡锦镇长门闽阜防阳阿陇陕陵随雄雅霍青靖鞍韶顺饶香马驻鲁鸡鹤鹰黄黑黔"
    "龙"
)
_LINE: Final = Expression(
    "(?!深化|优化|强化|发展|建设|全国|国家|地方|沿江|沿海|城际|市域|普速)(?P<ends>[\u4e00-\u9fff]{2,4})(?:城际铁路|城际|高速铁路|高速公路|高铁|铁路|高速(?=路段|收费站|服务区|入口|出口|通车|[，。、；（）和与])|客专)(?!局|集团|公司|部门|系统|职工|警方|公安|运输)"
)
#: Words of these sorts are no name of a line.
_NO_LINE: Final = tuple("mprsvftuc")
#: A bridge bears the name of its town: 宜都 + 长江大桥.
_OVER_RIVER: Final = Expression(
    "(?:长江|黄河|珠江|汉江|湘江|赣江|钱塘江|嘉陵江|乌江|金沙江|澜沧江|怒江|淮河|松花江|北江|西江|东江|闽江|瓯江|岷江|沱江|渭河|汾河|鸭绿江|黑龙江)(?:公铁两用|公铁|公路|铁路|特)*(?:大桥|特大桥)"
)
_GROUP: Final = Expression(
    "(?:(?<=[，。；：、“（\n的])|^|(?<=位于)|(?<=来自)|(?<=记者从))"
    "(?P<name>(?!(?:企业|跨国|犯罪|医疗|教育|产业|利益|军事|上市|大型|国有|民营|财团|垄断|诈骗|传媒|出版|报业|投资|能源|从小|金融|汽车|钢铁|旅游|文旅|交通|城投|地铁|公交|机场|港口|水务|邮政|广电|演艺|黑恶|武装|资本|财阀|官僚|贵族|统治|部落|市属|省属|县属|区属|央企|国企|多家|多个|学校|名校)集团)"
    "(?:(?![的和与各该本这那一两三四五六七八九十多几其等是有在对由])[\u4e00-\u9fff]){2}集团)"
    "(?=[，。、；（和与的在已今将去]|负责人|董事长|总经理|副总|营收|员工|旗下|总部|方面|工作人员|技术|生产|上半年|前[一二三三四0-9]|发布|公布|宣布|披露|表示|称|则|也|还|与|收购|投资|签)"
)


def find_lines(passage: Passage) -> Iterator[Candidate]:
    """Lines and groups that no list has."""
    if (
        "铁" in passage.text
        or "高速" in passage.text
        or "城际" in passage.text
        or "客专" in passage.text
    ):
        for found in _LINE.finditer(passage.text):
            start = _begin(passage, found.start("ends"), found.end("ends"))
            if start is not None:
                yield Candidate(start, found.end(), EntityType.PLACE, 0.7)
    if "大桥" in passage.text:
        for found in _OVER_RIVER.finditer(passage.text):
            town = passage.hit_over(found.start() - 1, found.start()) if found.start() else None
            if town is not None and town.end == found.start() and town.name.level:
                yield Candidate(town.start, found.end(), EntityType.PLACE, 0.85)
    if "集团" in passage.text:
        for found in _GROUP.finditer(passage.text):
            number = passage.words.starting.get(found.start("name"))
            is_verb = number is not None and passage.words.tags[number].startswith("v")
            if not is_verb and passage.hit_at(found.start("name")) is None:
                yield Candidate(*found.span("name"), EntityType.ORGANIZATION, 0.65)


def _begin(passage: Passage, first: int, end: int) -> int | None:
    """Where the signs begin: with a word, and all of them signs."""
    words = passage.words
    for start in range(first, end - 1):
        if not _SIGNS.issuperset(passage.text[start:end]) or start not in words.starting:
            continue
        if passage.hit_over(start, end) is not None:
            return None
        tags = [words.tags[at] for at in range(words.starting[start], words.covering(end - 1) + 1)]
        return None if any(tag.startswith(_NO_LINE) for tag in tags) else start
    return None
