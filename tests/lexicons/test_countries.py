"""The countries as data: every member of the United Nations, and each capital in a country that has a row."""

from __future__ import annotations

from factories import knowledge

#: The members in 2026, by the names that the press calls them by, as the United Nations group them.
MEMBERS = """
阿尔及利亚 安哥拉 贝宁 博茨瓦纳 布基纳法索 布隆迪 佛得角 喀麦隆 中非 乍得 科摩罗 刚果（布） 刚果（金） 科特迪瓦 吉布提 埃及 赤道几内亚 厄立特里亚
埃斯瓦蒂尼 埃塞俄比亚 加蓬 冈比亚 加纳 几内亚 几内亚比绍 肯尼亚 莱索托 利比里亚 利比亚 马达加斯加 马拉维 马里 毛里塔尼亚 毛里求斯 摩洛哥 莫桑比克
纳米比亚 尼日尔 尼日利亚 卢旺达 圣多美和普林西比 塞内加尔 塞舌尔 塞拉利昂 索马里 南非 南苏丹 苏丹 坦桑尼亚 多哥 突尼斯 乌干达 赞比亚 津巴布韦
阿富汗 巴林 孟加拉国 不丹 文莱 柬埔寨 中国 塞浦路斯 朝鲜 印度 印度尼西亚 伊朗 伊拉克 日本 约旦 哈萨克斯坦 科威特 吉尔吉斯斯坦 老挝 黎巴嫩 马来西亚
马尔代夫 蒙古 缅甸 尼泊尔 阿曼 巴基斯坦 菲律宾 卡塔尔 韩国 沙特 新加坡 斯里兰卡 叙利亚 塔吉克斯坦 泰国 东帝汶 土耳其 土库曼斯坦 阿联酋 乌兹别克斯坦
越南 也门 斐济 基里巴斯 马绍尔群岛 密克罗尼西亚 瑙鲁 帕劳 巴布亚新几内亚 萨摩亚 所罗门群岛 汤加 图瓦卢 瓦努阿图
阿尔巴尼亚 亚美尼亚 阿塞拜疆 白俄罗斯 波黑 保加利亚 克罗地亚 捷克 爱沙尼亚 格鲁吉亚 匈牙利 拉脱维亚 立陶宛 黑山 北马其顿 波兰 摩尔多瓦 罗马尼亚
俄罗斯 塞尔维亚 斯洛伐克 斯洛文尼亚 乌克兰
安提瓜和巴布达 阿根廷 巴哈马 巴巴多斯 伯利兹 玻利维亚 巴西 智利 哥伦比亚 哥斯达黎加 古巴 多米尼克国 多米尼加 厄瓜多尔 萨尔瓦多 格林纳达 危地马拉
圭亚那 海地 洪都拉斯 牙买加 墨西哥 尼加拉瓜 巴拿马 巴拉圭 秘鲁 圣基茨和尼维斯 圣卢西亚 圣文森特和格林纳丁斯 苏里南 特立尼达和多巴哥 乌拉圭 委内瑞拉
安道尔 澳大利亚 奥地利 比利时 加拿大 丹麦 芬兰 法国 德国 希腊 冰岛 爱尔兰 以色列 意大利 列支敦士登 卢森堡 马耳他 摩纳哥 荷兰 新西兰 挪威 葡萄牙
圣马力诺 西班牙 瑞典 瑞士 英国 美国
"""


def test_every_member_of_the_united_nations_has_a_row_of_its_own_name() -> None:
    listed = {row["surface"] for row in knowledge().rows("country") if row["level"] == "country"}
    members = MEMBERS.split()
    assert len(set(members)) == len(members) == 193
    assert set(members) - listed == set()


def test_every_capital_lies_in_a_country_of_the_file() -> None:
    rows = knowledge().rows("country")
    countries = {row["short"] for row in rows if row["level"] == "country"}
    assert {row["parent"] for row in rows if row["level"] == "capital"} - countries == set()
