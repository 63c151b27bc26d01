"""Day, authors, publisher and site of a page: from its head, from its own lines, in either script, and never from what is another's."""

from __future__ import annotations

import json
from time import process_time

import pytest
from factories import knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Article, Role
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment
from kouan.segmentation.issues import issue_of
from kouan.segmentation.persons import names_alone
from kouan.segmentation.publishers import beside_date

TITLE = "边城口岸旅客数创新高"
BODY = (
    "清晨六点，边城口岸的入境大厅里已经排起长队，民警正在为老人引路，通关有序而顺畅。",
    "该站今年以来验放出入境旅客二十五万人次，比去年同期多出一成，节假日的班次还将增加。",
)
TAIWANESE = (
    "清晨六點，邊城口岸的入境大廳裡已經排起長隊，民警正在為老人引路，通關有序而順暢。",
    "該站今年以來驗放出入境旅客二十五萬人次，比去年同期多出一成，節假日的班次還將增加。",
)


def article(raw: str) -> Article:
    (found,) = segment(clean_batch([decode(raw.encode())], knowledge())[0], knowledge())
    return found


def story(*above: str, below: tuple[str, ...] = (), body: tuple[str, ...] = BODY) -> Article:
    return article("\n".join((TITLE, *above, *body, *below)))


def page(head: str, above: str = "") -> Article:
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("首页", "新闻", "体育"))
    text = "".join(f"<p>{line}</p>" for line in BODY)
    return article(
        f"<!DOCTYPE html><html><head><title>{TITLE}</title>{head}</head><body><ul>{menu}</ul>"
        f"<h1>{TITLE}</h1>{above}{text}<ul>{menu}</ul></body></html>"
    )


def linked(**said: object) -> str:
    record = {"@context": "https://schema.org", "@type": "NewsArticle", **said}
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def test_linked_data_states_day_authors_and_site() -> None:
    found = page(
        linked(
            datePublished="2018-07-16T09:54:00+08:00",
            author=[{"@type": "Person", "name": "张小明"}, {"@type": "Person", "name": "李强"}],
            publisher={"@type": "Organization", "name": "边城网"},
        )
    )
    assert found.published_at == "2018-07-16T09:54:00"
    assert found.published_evidence == "datepublished: 2018-07-16T09:54:00+08:00"
    assert found.authors == ("张小明", "李强")
    assert (found.site, found.source) == ("边城网", None)


@pytest.mark.parametrize(
    "record",
    [
        "{",
        "[" * 50_000,
        '{"@type": "NewsArticle", "datePublished": {"a": 1}, "author": 7, "publisher": [null]}',
        '{"@type": ["Product"], "datePublished": "2018-07-16"}',
        '{"@graph": [1, [2], {"@type": null}]}',
    ],
    ids=["broken", "deep", "other types", "a product", "a graph of nothing"],
)
def test_a_record_that_says_nothing_states_nothing(record: str) -> None:
    found = page(f'<script type="application/ld+json">{record}</script>')
    assert (found.published_at, found.authors, found.site) == (None, (), None)


def test_a_marked_time_and_a_marked_author_are_read() -> None:
    found = page(
        "",
        "<time itemprop='datePublished' datetime='2018-07-16'>昨天</time><a rel='author' href='/z'>张小明</a>",
    )
    assert found.published_at == "2018-07-16"
    assert found.authors == ("张小明",)


def test_a_time_that_is_not_marked_as_the_articles_may_be_anybodys() -> None:
    assert page("", "<time datetime='2018-07-16'>昨天</time>").published_at is None


def test_a_pen_name_in_the_head_counts_where_the_page_shows_it() -> None:
    head = '<meta name="author" content="柠檬树">'
    assert page(head, "<div>柠檬树</div>").authors == ("柠檬树",)
    assert page(head).authors == ()


def test_names_of_the_head_come_in_the_script_of_the_text() -> None:
    text = "".join(f"<p>{line}</p>" for line in (*TAIWANESE, "張小強說，邊城的發展很快。"))
    found = article(
        f'<html><head><meta name="author" content="張小強"></head><body><h1>邊城口岸</h1>{text}</body></html>'
    )
    assert found.authors == ("张小强",)


def test_the_publisher_of_the_head_is_credited_and_the_site_is_who_shows_it() -> None:
    found = page(
        '<meta name="ContentSource" content="边城日报"><meta property="og:site_name" content="某某网">'
    )
    assert (found.source, found.source_evidence) == ("边城日报", "contentsource: 边城日报")
    assert found.site == "某某网"


def test_two_that_agree_on_the_day_confirm_each_other() -> None:
    head = '<meta name="pubdate" content="2018-07-16">'
    alone, both = page(head), page(head, "<div>2018-07-16 09:54 来源：边城日报</div>")
    other = page(head, "<div>2018-07-15 09:54 来源：边城日报</div>")
    assert alone.published_confidence == 0.9
    assert (both.published_at, both.published_confidence) == ("2018-07-16T09:54:00", 0.99)
    assert (other.published_at, other.published_confidence) == ("2018-07-15T09:54:00", 0.95)


def test_no_day_has_no_confidence() -> None:
    found = story()
    assert (found.published_at, found.published_evidence, found.published_confidence) == (
        None,
        None,
        None,
    )


def test_the_story_itself_says_when_it_was_sent() -> None:
    found = story(body=("【某报2018年7月16日报道】" + BODY[0], BODY[1]))
    assert found.published_at == "2018-07-16"
    assert found.published_evidence == "【某报2018年7月16日报道"


def test_the_day_of_an_event_is_not_the_day_of_publication() -> None:
    assert story(body=("2018年7月16日，" + BODY[0], BODY[1])).published_at is None
    assert story(below=("通车日期：2018年7月16日",)).published_at is None


def test_the_code_at_the_end_of_a_story_of_the_agency_is_its_day() -> None:
    found = story(body=(TAIWANESE[0], TAIWANESE[1] + "（編輯：張小明）1070716"))
    assert (found.published_at, found.published_evidence) == ("2018-07-16", "1070716")
    assert story(body=(TAIWANESE[0], TAIWANESE[1] + "（電話）1070732")).published_at is None


def test_the_issue_below_an_article_dates_and_credits_it() -> None:
    found = story(below=("——《边城月刊》1998年3月号",))
    assert (found.published_at, found.source) == ("1998-03", "边城月刊")
    assert found.source_evidence == "——《边城月刊》1998年3月号"


def test_a_signed_letter_is_dated_by_its_signature_and_not_very_surely() -> None:
    found = story(below=("边城口岸管理委员会", "2018年7月16日"))
    assert (found.published_at, found.published_confidence) == ("2018-07-16", 0.6)


@pytest.mark.parametrize("who", ["", "記者王小明"])
def test_a_wire_of_taiwan_is_dated_by_the_year_of_the_republic(who: str) -> None:
    found = story(body=(f"（中央社{who}台北113年8月2日電）{TAIWANESE[0]}", *TAIWANESE[1:]))
    assert (found.published_at, found.source) == ("2024-08-02", "中央社")


def test_the_agency_that_sent_a_story_is_credited() -> None:
    assert story("央视网消息").source == "央视网"
    assert story(body=("新华社边城7月16日电（记者 张小明）" + BODY[0], BODY[1])).source == "新华社"
    assert story(body=("本报讯（记者 张小明）" + BODY[0], BODY[1])).source is None


@pytest.mark.parametrize(
    ("opening", "authors"),
    [
        ("〔記者王小明／台北報導〕", ("王小明",)),
        ("【記者王小明、李大同／綜合報導】", ("王小明", "李大同")),
        ("（中央社記者王小明台北16日電）", ("王小明",)),
        ("【大公報訊】（記者 王小明）", ("王小明",)),
        ("香港文匯報訊（記者 王小明）", ("王小明",)),
    ],
)
def test_the_openings_of_taiwan_and_hong_kong_name_their_reporters(
    opening: str, authors: tuple[str, ...]
) -> None:
    assert story(body=(opening + TAIWANESE[0], TAIWANESE[1])).authors == authors


@pytest.mark.parametrize(
    ("closing", "authors"),
    [
        ("（张小明 上海报道）", ("张小明",)),
        ("（张小明 李强）", ("张小明", "李强")),
        ("（本报记者 张小明）", ("张小明",)),
        ("（作者系边城大学教授）", ()),
        ("（完）", ()),
        ("（全文完）", ()),
    ],
)
def test_the_bracket_that_closes_a_story(closing: str, authors: tuple[str, ...]) -> None:
    assert story(body=(BODY[0], BODY[1] + closing)).authors == authors


def test_a_bracket_in_a_line_of_its_own_names_even_one() -> None:
    assert story(below=("（袁明）",)).authors == ("袁明",)
    assert story(below=("（连载）",)).authors == ()


def test_a_name_alone_under_the_title_is_a_byline() -> None:
    for line, body in (("李明", BODY), ("赵明东、风小天", BODY), ("張小明", TAIWANESE)):
        found = story(line, body=body)
        assert found.authors == tuple(line.replace("張", "张").split("、"))
        assert found.blocks[0].role is Role.BYLINE


@pytest.mark.parametrize("line", ["时政", "简讯", "江苏", "通知", "江苏省", "韩国", "开放的边城"])
def test_a_column_a_place_or_a_heading_under_the_title_is_no_author(line: str) -> None:
    assert story(line).authors == ()


def test_who_holds_a_post_is_no_author() -> None:
    assert story("主任委员：", "张小明", "委员：").authors == ()


def test_who_speaks_in_the_title_wrote_it_where_the_name_stands_below() -> None:
    found = article("\n".join(("青柠：我怎样当上关员", "青柠", *BODY)))
    assert found.authors == ("青柠",)


def test_who_copied_a_story_did_not_write_it() -> None:
    found = story(
        body=("本报讯（记者 张小明）" + BODY[0], BODY[1]),
        below=("zhangsan 发表于 2018-07-16 09:54",),
    )
    assert found.authors == ("张小明",)


def test_an_editor_is_no_author() -> None:
    assert story(below=("（责任编辑：张小明）",)).authors == ()


def test_a_person_in_place_of_the_publisher_wrote_it_where_the_paper_is_named() -> None:
    menu = ["首页", "新闻", "体育", "财经", "论坛", "博客", "登录", "注册"]
    foot = ["相关新闻", "发表评论", "某某网版权所有"]
    date = "http://www.kouan.cn 2018年07月16日 11:21 《边城周刊》"
    found = article(
        "\n".join((f"{TITLE}_某某网", *menu, TITLE, date, *BODY, "来源：尹小娟", *foot))
    )
    assert (found.source, found.authors, found.site) == ("边城周刊", ("尹小娟",), "某某网")


@pytest.mark.parametrize(
    "line",
    [
        "他在《边城月刊》1998年3月号上说，口岸应当扩建。",
        "《边城月刊》创刊号",
        "（原载《边城月刊》1998年13月号）",
    ],
)
def test_a_periodical_in_a_sentence_credits_nothing(line: str) -> None:
    assert issue_of(line) is None


@pytest.mark.parametrize(
    "text", ["2018-07-16 09:54", "2018年7月16日 通报 评论 分享", "2018-07-16 张三的博客"]
)
def test_not_all_beside_a_date_is_a_publisher(text: str) -> None:
    assert beside_date(text) is None


@pytest.mark.parametrize("text", ["快来报名", "李明说好。", "口岸、边检、海关", "李", ""])
def test_words_are_no_names(text: str) -> None:
    assert names_alone(text, knowledge()) == ()


def test_the_sites_name_behind_the_title_is_no_part_of_it_and_says_who_shows_the_page() -> None:
    found = article("\n".join((f"{TITLE}_边城新闻_某某网", *BODY)))
    assert (found.title, found.site) == (TITLE, "某某网")
    text = "".join(f"<p>{line}</p>" for line in BODY)
    found = article(f"<html><head><title>{TITLE} - 某某</title></head><body>{text}</body></html>")
    assert (found.title, found.site) == (TITLE, "某某")


@pytest.mark.parametrize("site", ["边城日报电子版", "边城新闻网", "边城晚报数字报"])
def test_a_window_may_say_its_site_before_the_title(site: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in BODY)
    head = f"<html><head><title>{site} - {TITLE}</title></head>"
    found = article(f"{head}<body><h1>{TITLE}</h1>{text}</body></html>")
    assert (found.title, found.site) == (TITLE, site)


def test_a_republic_date_line_without_its_name_needs_its_label() -> None:
    assert story("發布日期：112-01-02", body=TAIWANESE).published_at == "2023-01-02"
    assert story("編號：112-01-02", body=TAIWANESE).published_at is None


def test_a_sites_own_name_under_the_date_is_who_shows_it_not_whom_the_article_credits() -> None:
    found = story("2018-07-16 09:54:07", "某某平台", below=("（来源：边城日报）",))
    assert (found.site, found.source) == ("某某平台", "边城日报")


@pytest.mark.parametrize(
    "tags",
    [
        "<script type='application/ld+json'>",
        "<script ld+json ",
        "<a rel=author ",
        "<a rel=author rel=author ",
        "<time pubdate datetime ",
        "<time pubdate datetime=2018>",
        "<meta name='author' ",
        "<a itemprop='author'>",
    ],
)
def test_tags_without_end_take_time_in_proportion(tags: str) -> None:
    page = f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><p>{BODY[0]}</p>"
    seconds = []
    for count in (2_000, 16_000):
        (document,) = clean_batch([decode((page + tags * count).encode())], knowledge())
        started = process_time()
        segment(document, knowledge())
        seconds.append(process_time() - started)
    # eight times the tags in far less than eight times eight the time; what is too quick to measure is quick enough
    assert seconds[1] < max(2.0, 24 * seconds[0])


@pytest.mark.parametrize("behind", ["　星期一　第A03版：要闻", "　星期一", "　第3版"])
def test_the_head_of_a_printed_page_dates_it(behind: str) -> None:
    assert story("2018年7月16日" + behind).published_at == "2018-07-16"


@pytest.mark.parametrize(
    ("above", "day", "publisher"),
    [
        (
            (
                "您现在所在的位置：首页 > 新闻动态 > 边检要闻",
                "索引号：00612/2018-01873　　文号：无　　公开范围：全部公开",
                TITLE,
                "信息来源：边城口岸管理局　　作者：办公室　　日期：2018-07-16　　【打印】【关闭】",
            ),
            "2018-07-16",
            "边城口岸管理局",
        ),
        (
            (TITLE, "索引号：BC001-2018　发布机构：边城口岸管理局", "生成日期：2018-07-16"),
            "2018-07-16",
            "边城口岸管理局",
        ),
        ((TITLE, "2018-07-16 09:54", "边城时报／地方中心"), "2018-07-16T09:54:00", "边城时报"),
        ((TITLE, "边城日报　A7版　　2018-07-16 09:54"), "2018-07-16T09:54:00", "边城日报"),
        (
            (TITLE, "边城市统计局　国家统计局边城调查队　　2018年7月16日"),
            "2018-07-16",
            "边城市统计局",
        ),
        (
            ("边城新闻网 · 首页 · 要闻 · 口岸 · 专题 · 登录", TITLE, "日期：2018-07-16"),
            "2018-07-16",
            None,
        ),
        (
            (
                "首页　要闻　口岸　视频　电子报　新闻热线：0000-12345678",
                TITLE,
                "2018-07-16 09:54 来源：边城日报　7月16日，边城口岸的入境大厅里排起长队，通关有序。",
            ),
            "2018-07-16T09:54:00",
            "边城日报",
        ),
    ],
)
def test_what_stands_around_a_title_hides_neither_title_nor_day_nor_publisher(
    above: tuple[str, ...], day: str, publisher: str | None
) -> None:
    found = article("\n".join((*above, *BODY)))
    assert (found.title, found.published_at, found.source) == (TITLE, day, publisher)
    assert all("索引号" not in block.text for block in found.blocks)


def test_who_owns_a_page_that_credits_nobody_is_its_publisher_where_it_is_a_paper() -> None:
    owned = story("2018-07-16", below=("边城日报版权所有，未经书面同意不得转载　地址：边城白马路",))
    assert owned.source == "边城日报"
    credited_to = story("2018-07-16　来源：口岸时报", below=("边城日报版权所有，不得转载",))
    assert credited_to.source == "口岸时报"
    assert story("2018-07-16", below=("边城商贸公司版权所有，不得转载",)).source is None
