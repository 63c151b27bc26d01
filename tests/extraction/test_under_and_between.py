"""What a clause only stands under, where a journey begins and when it is there are not whom a figure is about; a region of crops is."""

from __future__ import annotations

import pytest
from factories import subjects_in_turn
from growth import is_search_linear

from kouan.extraction.parties import clause_subjects, unlisted, ways
from kouan.model.expression import Expression


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("随着上海证券交易所的钟声响起，首批12家企业上市。", "上海证券交易所"),
        ("随着拱北海关的窗口启用，办事时间缩短30%。", "拱北海关"),
        ("在钟南山院士的带领下，先后有15名青年来到这里。", "钟南山"),
        ("在深圳海关的支持下，首批3000台设备出口。", "深圳海关"),
        ("在湖北省政府的推动下，先后有20家企业落户。", "湖北省政府"),
    ],
)
def test_what_a_clause_stands_under_is_not_what_the_next_is_about(text: str, name: str) -> None:
    assert subjects_in_turn(text)[-1] != name


@pytest.mark.parametrize(
    "text",
    [
        "渝昆高铁开通后，重庆西至昆明南旅行时间缩短到2小时。",
        "渝昆高铁明天开通。届时，重庆西至昆明南站最快2小时可达。",
        "渝昆高铁全线贯通。贵阳北至昆明南的车程由5小时缩短到2小时。",
        "渝昆高铁明天通车。重庆西到昆明南仅需2小时。",
        "渝昆高铁试运行。重庆北至昆明南通行时间压缩到130分钟。",
    ],
)
def test_how_long_one_travels_is_told_of_the_way(text: str) -> None:
    assert subjects_in_turn(text)[-1] == "渝昆高铁"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("当地时间6日夜间秘鲁发生5.8级地震。", "秘鲁"),
        ("当地时间深夜智利有3万户居民断电。", "智利"),
        ("2021年某峰会上，到2030年中国森林覆盖率将达到26%。", "中国"),
        ("浙江省交通厅说，到2027年宁波港将新增泊位12个。", "宁波港"),
        ("专家介绍，到今年底广东将建成充电桩50万个。", "广东"),
    ],
)
def test_when_it_is_there_stands_before_whom_it_is_about(text: str, name: str) -> None:
    assert subjects_in_turn(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("西湖区积水严重。杭州市气象台发布预警。当地组织抢险队伍200人。", "西湖区"),
        ("大理迎来旺季。云南大学的专家说，天气很好。当地种植茶树3000亩。", "大理"),
    ],
)
def test_of_there_a_place_is_meant_and_no_house(text: str, place: str) -> None:
    assert subjects_in_turn(text)[-1] == place


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("全国备耕有序，江南早稻育秧过半，华南双季稻插秧完成2成。", "华南"),
        ("全国农情平稳，东北大豆播种已过7成。", "东北"),
        ("全国入冬以来偏暖，西北气温偏高2℃。", "西北"),
        ("全国粮食丰收在望，黄淮海玉米收获完成8成。", "黄淮海"),
        ("全国三夏进展顺利，西南油菜收割过九成。", "西南"),
    ],
)
def test_crops_and_weather_of_a_region_are_told_of_it(text: str, region: str) -> None:
    assert subjects_in_turn(text)[-1] == region


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (unlisted._WEATHER, "南方和北方、"),
        (ways._TRIP, "东至甲城"),
        (ways._TRIP, "站到乙城运行"),
        (clause_subjects._UNDER, "在甲县的带动"),
        (clause_subjects._UNDER, "今天，随"),
    ],
)
def test_looking_for_these_takes_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
