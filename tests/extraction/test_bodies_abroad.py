"""A body abroad bears the names of who sent it and of where it sits, country and city."""

from __future__ import annotations

import pytest
from factories import knowledge

from kouan import entities


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("美国驻德国法兰克福领事馆附近很安静。", "美国驻德国法兰克福领事馆"),
        ("中国驻巴基斯坦卡拉奇总领事馆提醒游客。", "中国驻巴基斯坦卡拉奇总领事馆"),
        ("加拿大驻沙特吉达领事馆恢复办公。", "加拿大驻沙特吉达领事馆"),
        ("欧盟驻美国纽约办事处搬了新址。", "欧盟驻美国纽约办事处"),
        ("韩国驻日本大阪总领事馆发出通知。", "韩国驻日本大阪总领事馆"),
        ("中国驻柬埔寨大使馆提醒游客。", "中国驻柬埔寨大使馆"),
    ],
)
def test_a_mission_is_one_name_from_its_sender_to_its_city(text: str, name: str) -> None:
    assert name in [found.name for found in entities(text, knowledge())]


def test_a_city_behind_its_country_is_no_mission() -> None:
    names = [found.name for found in entities("记者在美国纽约市警察局采访。", knowledge())]
    assert names == ["美国", "纽约市警察局"]
