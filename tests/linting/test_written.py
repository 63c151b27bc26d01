"""Markdown and HTML that somebody writes: markup, lists and code stay, prose is looked at."""

from __future__ import annotations

import pytest
from factories import knowledge
from growth import is_linear

from kouan.cleaning.pipeline import clean_batch
from kouan.linting.endings import form_of
from kouan.linting.hits import lint
from kouan.linting.mending import mended
from kouan.linting.narrowing import narrowed
from kouan.linting.selection import Selection
from kouan.linting.written import code_in
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

MARKDOWN = Selection(written_in="markdown")
README = """---
title: 说明
tags: [口岸, 边检]
---
<h1 align="center">口岸</h1>
<p align="center"><img src="a.png" alt="标志"><img src="b.png"></p>
<div align="center">

**说明,一**

</div>

- [安装](#安装)
- [用法](用法,一.md)

<table><tr><td>单元格</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>
<details><summary>更多</summary><p>第一段。</p><p>第二段。</p></details>

## 用法

用 `甲, 乙` 交换,第一行<br>第二行&nbsp;完。

```sql
SELECT 姓名, 年龄 FROM 旅客;
```

版权所有 © 2024 口岸项目组,保留一切权利。
"""
MENDED = (
    README.replace("说明,一", "说明，一")
    .replace("交换,第", "交换，第")
    .replace("项目组,保", "项目组，保")
)


def cleaned_of(text: str) -> Cleaned:
    return clean_batch([decode(text.encode())], knowledge())[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a `甲` b", ["`甲`"]),
        ("a `` 甲`乙 `` b", ["`` 甲`乙 ``"]),
        ("`甲\n\n乙`", []),
        ("```\n甲\n```\n乙", ["```\n甲\n```\n"]),
        ("- ~~~ sh\n  甲\n  ```\n  ~~~\n乙", ["- ~~~ sh\n  甲\n  ```\n  ~~~\n"]),
        ("甲\n```\n乙", ["```\n乙"]),
        ("---\r\n甲: 乙\r\n---\r\n丙", ["---\r\n甲: 乙\r\n---\r\n"]),
        ("\ufeff+++\n甲 = 乙\n+++\n丙", ["+++\n甲 = 乙\n+++\n"]),
        ("甲\n\n---\n\n乙\n\n---\n", []),
        ("[甲](乙(一).md) 丙\n\n[丁]: 戊.md\n[^1]: 己", ["](乙(一).md)", "[丁]: 戊.md"]),
        ("<pre>甲</pre>乙<!-- 丙 -->a < b", ["<pre>甲</pre", "<!-- 丙 -->"]),
        ("<code>甲, 乙\n<b 丙", ["<code>"]),
        ("设 $a, b$ 与\n$$x \\in 甲,\n即可$$ 乙", ["$a, b$", "$$x \\in 甲,\n即可$$"]),
        (
            "{{< figure src='图,一.png' >}} {% 甲, 乙 %} {甲} {{ 丙.丁 }}",
            ["{{< figure src='图,一.png' >}}", "{% 甲, 乙 %}", "{{ 丙.丁 }}"],
        ),
        ("[[甲,乙|丙,丁]] [[戊]] [[", ["[[甲,乙", "[[戊"]),
        ("import 甲,{乙} from './丙.js'\n丁", ["import 甲,{乙} from './丙.js'"]),
        ("售价$5,合人民币36元,不是$6,也不是 $7 。", []),
        (
            "见 http://例子.cn/甲,乙?丙=1 和 https://a.cn/b,然后",
            ["http://例子.cn/甲,乙?丙=", "https://a.cn/"],
        ),
    ],
)
def test_code_is_found_in_markdown(text: str, code: list[str]) -> None:
    starts, ends = code_in(text)
    assert [text[a:b].rstrip(">") for a, b in zip(starts, ends, strict=True)] == [
        one.rstrip(">") for one in code
    ]


@pytest.mark.parametrize(
    "part",
    [
        "`a",
        "<!--",
        "<code>",
        "](",
        "[",
        " \t",
        "```\n",
        "](a(b)c",
        ">",
        "$",
        "$a",
        "$$",
        "http://",
        "http://a",
    ],
)
def test_what_never_ends_is_no_work(part: str) -> None:
    assert len(code_in(part * 40_000)[0]) <= 40_000


def test_a_file_of_a_repository_is_known_by_its_name() -> None:
    """--fix took the holder of the rights out of a LICENSE, and left nothing of a NOTICE."""
    lines = ("LICENSE", "Notice", "AUTHORS.txt", "copying")
    assert {form_of(one) for one in lines} == {"lines"}
    programs = ("CMakeLists.txt", "requirements.txt", "requirements-dev.txt", "robots.txt")
    assert {form_of(one) for one in programs} == {"program"}
    texts = ("news.txt", "history.txt", "changes.txt", "install.txt", "thanks.txt")
    assert {form_of(one) for one in texts} == {""}
    assert {form_of(one) for one in ("NEWS", "INSTALL")} == {"lines"}
    assert form_of("我的license说明.txt") == form_of("requirement.txt") == ""


def test_a_file_is_known_by_its_ending() -> None:
    endings = (".MD", ".html", ".txt", "", ".srt", ".py")
    assert [form_of(one) for one in endings] == ["markdown", "html", "", "", "lines", "program"]


SUBTITLES = """1
00:00:01,000 --> 00:00:03,500
我们今天要去的地方,
是一座靠海的小城，那里

2
00:00:06,500 --> 00:00:08,000
灯塔照着海面亮堂堂，照见远行的船要回家乡

3
00:00:16,500 --> 00:00:18,000
灯塔照着海面亮堂堂，照见远行的船要回家乡

4
00:00:24,500 --> 00:00:26,000
版权所有，未经许可不得转载
"""


def test_no_line_of_subtitles_is_taken_for_a_copy() -> None:
    """What is sung twice was cut out of the file by --fix."""
    document = narrowed(cleaned_of(SUBTITLES), Selection(written_in="lines"))
    assert mended(document).decode() == SUBTITLES.replace("地方,", "地方，")


SUNG = "我们今天要去的地方就在\n那座靠海的小城的最南边\n2024年7月16日\n"
ROWS = "港口名称,吞吐量,\n东滩港的说明,1200,\n来源,吨,\n"


@pytest.mark.parametrize(("name", "text"), [("a.srt", SUNG), ("a.md", SUNG), ("a.csv", ROWS)])
def test_no_two_lines_of_a_file_are_joined_as_the_title_of_a_page(name: str, text: str) -> None:
    """--fix joined two lines of subtitles, and two rows of a table."""
    assert mended(narrowed(cleaned_of(text), Selection(written_in=form_of(name)))).decode() == text


@pytest.mark.parametrize(
    "text",
    [
        "港口,吞吐量,单位\n东滩港,1200,万吨\n",
        "名称: 口岸\n列表: [口岸, 海关,边检]\n",
        'print("口岸,海关".split(","))  # 说明,一二\n',
        '{"口岸": "\\u6e2f,\\u53e3"}\n',
    ],
)
def test_the_marks_of_a_program_are_those_of_its_language(text: str) -> None:
    """Hooks name every file: --fix made one cell of a row of a table."""
    written = Selection(written_in="program")
    assert mended(narrowed(cleaned_of(text), written)).decode() == text
    assert not lint(cleaned_of(text), written)
    asked = Selection(("width",), written_in="program")
    assert {hit.rule for hit in lint(cleaned_of(text), asked)} <= {"width"}


def test_a_link_beside_rare_words_is_no_damage() -> None:
    text = "参见 https://e.org/x,参数 和 [链接](https://e.org/a(b),c)。\n粤语：佢哋喺度做緊嘢，唔該晒。\n"
    assert not [hit for hit in lint(cleaned_of(text), MARKDOWN) if hit.rule == "misread_bytes"]


def test_a_readme_keeps_its_markup_its_lists_and_its_code() -> None:
    cleaned = cleaned_of(README)
    assert mended(narrowed(cleaned, MARKDOWN)).decode() == MENDED
    assert {hit.rule for hit in lint(cleaned, MARKDOWN)} == {"width"}
    assert lint(cleaned_of(MENDED), MARKDOWN) == ()
    # a page that was saved as text is still taken apart
    assert {"markup", "width"} <= {hit.rule for hit in lint(cleaned)}


def test_a_table_in_markdown_stays_one() -> None:
    """Bars are how Markdown writes tables; elsewhere the rows are parted by tabs."""
    table = "港口吞吐量\n\n| 港口 | 吞吐量 |\n| --- | ---: |\n| 东港 | 70.1 |\n| 西港 | 8.2 |\n"
    cleaned = cleaned_of(table)
    assert "东港\t70.1\n" in cleaned.clean
    assert mended(narrowed(cleaned, MARKDOWN)).decode() == table


def test_whoever_selects_by_name_is_given_what_was_selected() -> None:
    asked = Selection(("markup", "width"), written_in="markdown")
    assert {hit.rule for hit in lint(cleaned_of(README), asked)} == {"markup", "width"}


def test_a_page_in_html_stays_one() -> None:
    page = (
        "<!DOCTYPE html>\n<html><head><title>口岸,一</title>\n<script>var a = '甲,乙';</script></head>\n"
        "<body><nav><a href='/'>首页</a></nav>\n<p>口岸开放,旅客很多。A &lt; B</p>\n"
        "<pre>甲,乙</pre>\n<footer>版权所有</footer></body></html>\n"
    )
    there = narrowed(cleaned_of(page), Selection(written_in="html"))
    assert mended(there).decode() == page.replace("开放,旅", "开放，旅").replace(
        "口岸,一", "口岸，一"
    )


def test_line_ends_in_code_are_those_of_the_file() -> None:
    text = "甲说,好。\r\n\r\n```\r\n甲,乙\r\n```\r\n"
    assert (
        mended(narrowed(cleaned_of(text), MARKDOWN)).decode() == "甲说，好。\n\n```\n甲,乙\n```\n"
    )


def test_what_is_only_suspected_in_code_is_not_said() -> None:
    text = "口岸通关。\n\n```\n锟斤拷锟斤拷\n```\n\n锟斤拷锟斤拷\n"
    assert [hit.line for hit in lint(cleaned_of(text), MARKDOWN)] == [7]


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_whoever_asks_for_all_rules_gets_the_article_of_a_page(form: str) -> None:
    page = cleaned_of("<html><body><nav><a href='/'>首页</a></nav><p>中文,标点。</p></body></html>")
    assert narrowed(page, Selection(select=("*",), written_in=form)).clean == page.clean


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("---\n\n正文。\n\n```py\n\n甲 = '乙,丙'\n```\n", "'乙,丙'"),
        ("---\n\n正文。\n\n* * *\n\n```\n甲,乙\n```\n", "甲,乙"),
        ("<PRE>值,甲,乙</PRE>", "值,甲,乙"),
        ("<Code>值,甲</code >", "值,甲"),
    ],
)
def test_code_stays_behind_an_open_line_of_dashes_and_in_capitals(text: str, kept: str) -> None:
    assert kept in narrowed(cleaned_of(text), MARKDOWN).clean


@pytest.mark.parametrize(
    "piece",
    [
        "<" + "a" * 19,
        "a-",
        "<pre><",
        "---\n",
        "<!--",
        "$a甲",
        "$$a",
        "http://",
        "://a",
        "{{a",
        "{%",
        "[[",
        "import a\n",
    ],
)
def test_code_is_found_in_the_time_that_is_read(piece: str) -> None:
    assert is_linear(lambda size: code_in("<" + piece * (size // len(piece))), 200_000)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("甲方（签字）：　　　　　　乙方（签字）：　　　　\n", None),
        ("甲方（签字）：______ 日期：____年__月__日\n", None),
        ("姓名：        性别：    出生：\n", None),
        ("日期：    年  月  日，金额：      元\n", None),
        ("甲方：    ，乙方：    。\n", None),
        ("单位：      （盖章）\n", None),
        ("北京是（　　）的首都，第（ ）条。\n", None),
        ("姓名:    性别:    \n", "姓名：    性别：    \n"),
        ("佳音：  “三个一”,来源：  某某网\n", "佳音：“三个一”，来源：某某网\n"),
        ("负责人： 张三，联系人： 李四\n", "负责人：张三，联系人：李四\n"),
    ],
)
def test_blanks_that_somebody_is_to_write_in_stay(text: str, after: str | None) -> None:
    document = narrowed(cleaned_of(text), Selection())
    assert mended(document).decode() == (after or text)
    if after is None:
        assert lint(cleaned_of(text)) == ()
