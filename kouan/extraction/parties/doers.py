"""What nouns for people, bodies and machines end with, and which of these nouns are no subjects of their own."""

from __future__ import annotations

from typing import Final

#: People, bodies and machines: who acts, by the end of the noun.
DOERS: Final = (
    "员", "员们", "工人", "工人们", "者", "官兵", "礼兵", "战士", "队", "队们", "团", "组", "医生", "选手", "艺术家", "科学家", "企业家", "作家", "画家", "村民", "居民们", "群众", "民众", "农户", "商户", "客商", "师傅", "师", "学生", "老人", "孩子们", "牧民", "嫌疑人", "枪手", "乘客", "少年",
    "空军", "海军", "陆军", "机构", "运营商", "法院", "检察院", "警方", "军方", "工厂", "企业", "公司", "银行", "基金", "反对派", "目录", "名录", "清单", "商家", "参展商", "采购商", "合作社", "医院", "学校", "高校", "书店", "餐厅", "酒店", "农场", "渔场",
    "机", "机器人", "列车", "航班", "船", "货轮", "艇", "火箭", "卫星", "探测器", "航天器", "望远镜", "井", "传感器", "仪", "反应堆", "坦克",
    "飓风", "林火", "新规", "条例", "图集", "节目", "展会", "赛事", "指南", "办法", "病毒", "疫苗", "月壤", "动物", "候鸟", "斑海豹", "鱼", "羊群", "牛羊", "象群", "大熊猫",
)  # fmt: skip
#: People and crews: of whom they are, the page says.
CREWS: Final = (
    "员", "人员", "工人", "者", "官兵", "礼兵", "战士", "队", "团", "组", "医生", "选手", "师", "学生", "警方", "军方", "企业", "农场", "法院", "公司", "工厂",
)  # fmt: skip
#: What statistics are of, rather than who acts, where a noun follows: 企业数量, 银行存款.
SECTORS: Final = (
    "企业", "公司", "银行", "机构", "基金", "医院", "学校", "高校", "酒店", "餐厅", "农户", "人员",
)  # fmt: skip
#: Who they are, the text has said before.
BARE: Final = frozenset(
    (*SECTORS, "团队", "队员", "学生", "老人", "列车", "飞机", "总队", "支队", "大队", "中队", "集团", "航班")
)  # fmt: skip
#: Of whose figures the house is: 科研人员.
STAFF: Final = tuple(
    f"{what}人员"
    for what in ("工作", "研究", "科研", "技术", "医务", "医护", "管理", "施工", "从业", "参会")
)
#: Words that end as doers do and are none.
NO_DOERS: Final = (
    "装机", "脑机", "时机", "危机", "有机", "投机", "动机", "契机", "手机", "转机", "商机", "钻井", "油井", "矿井", "海船", "造船", "农机", "捕鱼", "养鱼",
)  # fmt: skip
