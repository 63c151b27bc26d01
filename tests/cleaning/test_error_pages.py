"""A page that a server or a guard sent in the place of an article is none; a page about such pages is one."""

from __future__ import annotations

import pytest

from kouan import clean

ERRORS = [
    "<title>404 Not Found</title><body><h1>404 Not Found</h1><hr>nginx/1.18.0</body>",
    "<title>502 Bad Gateway</title><body><h1>502 Bad Gateway</h1><p>openresty</p></body>",
    "<title>403 Forbidden</title><body><h1>403 Forbidden</h1><p>You don&#39;t have permission to access this resource.</p>"
    "<address>Apache/2.4.6 (CentOS) Server at www.example.cn Port 80</address></body>",
    "<title>提示信息</title><body><p>抱歉，您访问的页面不存在或已被删除！</p><p>5秒后自动返回首页</p></body>",
    "<title>404</title><body><h1>您要查看的页面不存在或已删除</h1><p>请检查您输入的网址是否正确</p></body>",
    "<title>页面未找到</title><body><p>对不起，你所请求的网页可能不存在。</p></body>",
    "<title>安全验证</title><body><p>请完成下方验证后继续操作</p><p>向右滑动完成拼图</p></body>",
]


@pytest.mark.parametrize("page", ERRORS)
def test_a_page_in_the_place_of_another_is_nothing_but_page(page: str) -> None:
    # an analyst counted 404 Not Found among her articles
    assert clean(f"<html>{page}</html>".encode()).refusal == "nothing_but_page"


@pytest.mark.parametrize(
    "text",
    [
        "海关网站一度无法访问\n\n2021年3月2日，打开该网站只见“404 Not Found”，您访问的页面不存在等提示令企业着急。",
        "口岸推行人脸安全验证\n\n旅客完成验证后继续通关，向右滑动即可。",
        "身份验证\n\n旅客须在闸机前出示证件，3秒完成核对。\n\n安全验证\n\n货物在查验场扫描一次。",
        "系统提示\n\n申报时出现下列内容的，请与海关联系。\n\n提示信息\n\n单证须在14日内补齐。",
        "系统提示错误怎么办\n\n系统提示申报信息不存在的，请重新登录。",
    ],
)
def test_what_is_told_of_such_pages_stays(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.refusal is None
    assert not cleaned.removals
