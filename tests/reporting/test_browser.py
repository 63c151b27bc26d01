import pytest
from chromium import need_chromium
from test_pages import TWO

from flows.reporting.browser import take_picture

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _chromium():
    need_chromium()


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "index.zh.html",
        f"documents/{TWO[:16]}.html",
        "figures.html",
        "series.zh.html",
        f"series/{'5' * 16}.html",
    ],
)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (500, True)])
def test_a_page_opens_from_disk_without_network_and_without_complaint(
    report, tmp_path, name, width, dark
):
    index, _ = report
    picture = tmp_path / "page.png"
    assert take_picture(index.parent / name, picture, width, 1200, dark=dark) == []
    assert len(picture.read_bytes()) > 20_000, (
        "a blank page of this size packs into a few kilobytes"
    )
