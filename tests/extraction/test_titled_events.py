"""A title that says something is held in, the event that the page tells of out."""

import pytest

from kouan.extraction.parties.background import Background


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("青岭水利研讨班今天开班", "青岭水利研讨班"),
        ("白鹭湖放鱼仪式在京隆重举行", "白鹭湖放鱼仪式"),
        ("林溪出席青岭商会年度晚宴并致辞", "青岭商会年度晚宴"),
        ("青岭水利局修好20座桥", None),
    ],
)
def test_the_event_of_a_page_is_what_its_title_says_is_held(title: str, event: str | None) -> None:
    assert Background("各界人士到场。", (0, 7), title, [], "中国").event == event
