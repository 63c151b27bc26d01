"""Schools of Taiwan are told apart from their district; estates, departments and quarters of Hong Kong and Macao are named."""

from __future__ import annotations

import pytest
from factories import named
from growth import is_linear

from kouan.extraction.names.schools import LOCAL_SCHOOL


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("板桥区中山国小停课两天，影响学生610人。", {"place 板桥区", "organization 中山国小"}),
        ("三民区阳明国中今年新生320人。", {"place 三民区", "organization 阳明国中"}),
        ("他在左营区新民国小教书12年。", {"place 左营区", "organization 新民国小"}),
        ("竹东镇大同国小营养午餐每餐55元。", {"place 竹东镇", "organization 大同国小"}),
        ("火警发生在葵盛东邨，12名住户疏散。", {"place 葵盛东邨"}),
        ("记者在秀茂坪邨见到，街市有15个空置档位。", {"place 秀茂坪邨"}),
        ("将军澳厚德邨商场开设20个摊位。", {"place 将军澳", "place 厚德邨"}),
        ("全港公共屋邨和各旧邨共有80万户。", set()),
        ("尖沙咀一带酒店每晚索价1100元。", {"place 尖沙咀"}),
        ("她希望运输署尽快检讨班次。", {"organization 运输署"}),
        ("消委会昨日公布，上月共接获310宗投诉。", {"organization 消委会"}),
        ("市政署在12个街市增设冷气。", {"organization 市政署"}),
    ],
)
def test_names_are_read_as_they_are_used_there(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize("piece", ["永康区复兴国", "区区区", "复兴国小"])
def test_schools_are_looked_for_in_time_that_grows_with_the_text(piece: str) -> None:
    def search(length: int) -> None:
        for _ in LOCAL_SCHOOL.finditer(piece * (length // len(piece))):
            pass

    assert is_linear(search, 200_000)
