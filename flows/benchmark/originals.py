"""A corpus in, articles to copy out, without end: its own, then new ones from their sentences or from random words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from flows.benchmark.copying import SHORTEST
from flows.character_model import items

#: Sentences of an article that is put together from those of others.
SENTENCES: Final = (6, 16)
_WORDS: Final = [
    "口岸",
    "海关",
    "旅客",
    "货物",
    "通关",
    "检验",
    "边检",
    "车辆",
    "船舶",
    "航班",
    "窗口",
    "服务",
    "效率",
    "改革",
    "创新",
    "合作",
    "发展",
    "港口",
    "贸易",
    "企业",
    "政策",
    "措施",
    "部门",
    "记者",
    "工作",
    "人员",
    "国家",
    "地区",
    "市场",
    "经济",
    "管理",
    "安全",
    "监管",
    "系统",
    "信息",
    "平台",
    "建设",
    "项目",
    "资金",
    "投资",
    "产业",
    "农村",
    "城市",
    "学校",
    "医院",
    "交通",
    "铁路",
    "公路",
    "桥梁",
    "机场",
    "能源",
    "环境",
    "生态",
    "保护",
    "文化",
    "旅游",
    "教育",
    "科技",
    "研究",
    "专家",
    "代表",
    "委员",
    "会议",
    "报告",
    "计划",
    "目标",
    "任务",
    "责任",
    "制度",
    "法律",
    "标准",
    "质量",
    "品牌",
    "产品",
    "价格",
    "消费",
    "居民",
    "收入",
    "就业",
    "社会",
    "保障",
    "养老",
    "卫生",
    "健康",
    "疫情",
    "防控",
    "物资",
    "运输",
    "仓储",
    "物流",
    "电商",
    "跨境",
    "关税",
    "税收",
    "金融",
    "银行",
    "保险",
    "证券",
    "基金",
    "风险",
]


def bases(corpus: Path | None, seed: int) -> Iterator[str]:
    """Articles without end: those of the corpus, then new ones from their sentences; or sentences of random words."""
    rng = Random(seed)
    texts = [text.split("\n", 1)[-1] for _, text in items(corpus)] if corpus else []
    texts = [text for text in texts if len(text) >= SHORTEST]
    yield from texts
    pool = [one for text in texts for one in text.replace("\n", "").split("。") if len(one) > 12]
    while True:
        count = rng.randint(*SENTENCES)
        if pool:
            yield "。".join(rng.choice(pool) for _ in range(count)) + "。"
        else:
            yield "".join(_sentence(rng) for _ in range(count))


def _sentence(rng: Random) -> str:
    words = "".join(rng.choice(_WORDS) for _ in range(rng.randint(8, 20)))
    return words + (f"达{rng.randint(10, 9999)}万人次。" if rng.random() < 0.5 else "。")
