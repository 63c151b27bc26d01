"""The first lines of a story in, title and subtitle out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kouan.language.echo import echoed, said_in
from kouan.language.offices import are_offices
from kouan.model.expression import Expression
from kouan.segmentation.lines import Line, is_paragraph, rows_of_tables
from kouan.segmentation.shapes import PATH

LONGEST_TITLE: Final = 90
#: Titles of several halves, parted by spaces: each half is short, the whole need not be.
LONGEST_HALVES: Final = 160

#: A field of a record, a table of facts, or a link that skips the menu: 发布单位 | 某某局, DOI: 10.1000/1, 跳转到内容.
FIELD: Final = Expression(
    r"(?:索\s?引\s?号|(?:主题|信息|体裁)分类|(?:发布|发文|公开|制发)(?:机构|单位|机关|方式|日期|类别|范围|时限|形式|程序)|(?:成文|生成|收稿|修回|录用|出版)(?:日期|时间)"
    r"|发文字号|文\s?号|有\s?效\s?性|关键词|检索(?:式|词|条件)|报章|文章编号|DOI|ISSN|来源|作者|记者|编辑)\s{0,4}[:：|｜∣]"
    r"|命中\s?[:：]\s?\d|(?:[A-Z]\d{1,3}\s?版?|\d{1,3}\s?版)\s?[|｜]\s?(?:[\u3400-\u9fff]{2,6}$|[^|｜]{1,12}[|｜])|\d{1,3}\s?[|｜]\s?(?:[\u3400-\u9fff]{2}$|[^|｜]{1,12}[|｜])"
    r"|(?:跳转?[到至]|转到|跳过)(?:主要?|正文|导航|检索|搜索|内容|菜单|此部分)(?:内容|区块?|栏|菜单)?$|无障碍链接$"
)
#: 【边城见闻】: a column in a box, above a title.
BOX: Final = Expression(r"[【〔\[][^【】〔〕\[\]]{2,12}[】〕\]]")
#: 【边城港装卸量增长一成】: a title in a box, so many signs long at least.
BOXED: Final = Expression(r"【[^【】]{9,}】")
#: A mark that no title ends in; a question or a call may be one.
UNFINISHED: Final = Expression(r"[。，、；;：:,]$")
#: A sentence ends inside: 今天上午开关。记者…
SENTENCES: Final = Expression(r"[。；;](?![”’」』》）)]*$)|[^。]。$")
LIST_MARK: Final = Expression(r"(?:[-*+·•]\s|https?://|\d{1,2}(?:[、．]|\.(?!\d))\s?\S)")
WORD: Final = Expression(r"[^\W\d_]")

#: ——来自二连出入境边防检查站的一线报道
SUBTITLE: Final = Expression(r"(?:[—–―─]{1,4}|-{2,4})\s{0,2}[^\s—–―─-]")

#: A window or a list cuts a title short after so many characters at least.
CUT: Final = Expression(r"(?<=.{4})(?:…{1,2}|\.{3,6})$")
DOTS: Final = ("…", "...")
#: 时政, 快讯 above the title: shorter than a title, which has so many characters itself.
LONGEST_COLUMN, FEWEST_BELOW = 3, 6

#: The name of a house above the title in its app, where a line below begins with it too: 封面新闻, 封面新闻记者 张三.
HOUSE: Final = Expression(
    r"[\u3400-\u9fffA-Za-z]{2,10}(?:新闻|日报|晚报|时报|网|在线|客户端|融媒|发布|频道)"
)
#: What stands above titles: a paper or an app, a column, a page as printed (A5 民生).
FURNITURE: Final = Expression(
    r"[\u3400-\u9fffA-Za-z]{2,8}(?:[日晚早晨时周]报|在线|客户端|APP|App|融媒|频道)"
    r"|[\u3400-\u9fffA-Za-z]{2,3}(?:网|新闻|要闻|动态|中心|快讯|资讯|专题|头条|周刊|专栏|观察)"
    r"|(?:要闻|新闻|快讯|动态|资讯|专题|头条|观察|民生|经济|时政|社会|国内|国际|财经|科教|教育|文化|健康|港闻|澳闻|即时|生活|地方|两岸)"
    r"|第?\s?[A-Z]?\d{1,3}\s?版?[\s:：|｜]{1,2}[\u3400-\u9fff]{2,6}"
    r"|[\u3400-\u9fff]{2,8}(?:网|报|社|新闻)(?:[\s|｜]+[\u3400-\u9fff]{2,4}){1,12}"
    # its name in Latin letters too: 濠镜新闻Macao News
    r"|[\u3400-\u9fff]{2,8}(?:网|报|社|新闻)\s?[A-Z][A-Za-z. ]{1,20}"
)
#: What sort of story it is, above its title: 记者调查, 【两会观察】, 走基层·一线见闻.
KICKER: Final = Expression(
    r"[【\[]?(?:(?:记者|本报|一线|基层|民生|社会|深度|两会|市场|行业|产业|公司|财经|金融|经济|三农|乡村|热点|焦点|教育|健康|文旅|数据|政策|新春|假日|暑期|现场|[一三]?季报|中报|年报|半年报)(?:观察|点评|调查|见闻|聚焦|关注|追踪|特写|纪实|时评|快评|评论|解读|视点|速递|看点|走笔|手记)"
    r"|(?:新春)?走基层(?:[·•・][\u3400-\u9fff]{2,6})?|深度(?:报道|调查|观察)?|特别报道|独家(?:报道|专访)?)[】\]]?"
)
#: The house whose page it is, alone in the first line: 某某省统计局, 某某时报.
NAMED_HOUSE: Final = Expression(
    r"[□■●]?\s?(?:[\u3400-\u9fff]{2,4}(?:01|[+＋])|[\u3400-\u9fffA-Za-z]{2,16}(?:[局厅委署]|政府|委员会|集团|大学|学院|医院|总队|海关|新闻网?|(?<![情通简预汇海喜捷战警举公年季月周])报)[\s\u3000]*(?:原创)?){1,2}"
)
#: What an office issues has the office in its title, in a line of its own: 某某县人民政府 / 关于…的通知.
ISSUED: Final = ("关于", "印发", "转发")
#: A title that ends as a house is called: 走进清华大学.
SAID_OF: Final = ("我", "走", "论", "怎", "如何", "与", "何", "在", "向")
#: When the page went out: no title.
WENT_OUT: Final = Expression(
    r"(?:发布于|发布(?:时间|日期)?|时间|出版|更新|刊登)?[\s:：]*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s*(?:星期|周).)?\s*(?:(?:[上下]午|晚上|中午)?\s*\d{1,2}[:：]\d\d|\s(?:记者|文)\s?[/／])"
)
#: Who wrote it, below the house: 每经记者｜张三, 撰文：李四.
SIGNED: Final = Expression(
    r"[\u3400-\u9fff]{0,6}(?:记者|撰文|编辑|通讯员|作者|文)\s?[｜|／/：:\s][^，。]{2,40}|[:：]{3}"
)
#: A title has so many characters at least where such lines stand above it.
FEWEST_TITLED: Final = 9
#: What stands above a story is its frame where the story says less than such a
#: share of it again, but more than such a share, and so many pairs of signs, of the line that is the title.
UNSAID, SAID_AGAIN, FEWEST_SAID = 0.3, 0.4, 3
#: 边城网消息, 本报讯
WIRE: Final = Expression(r"(?!最新|更多|相关|热门|今日)[\u3400-\u9fff]{1,10}(?:消息|讯|电)")
DASHES: Final = "—–―─-"
#: A sentence of so many signs is no title.
SENTENCE: Final = 25
STOPS: Final = ("。", "！”", "。”")
#: A heading of the text, a question, or who answers it: no title of the whole.
PART: Final = Expression(
    "^[一二三四五六七八九十]{1,3}[、.]|^第[一二三四五六七八九十百0-9]{1,4}(?:部分|[章回节篇部])|^(?:记者|问|答|主持人)：|[？?]$|^[（(]?[0-9]{1,2}[）)、.]"
)
#: So many paragraphs are asked.
ASKED: Final = 4
#: A marked title may stand below the name of a column or a date; it does not stand deep in the page.
SEARCHED: Final = 5


def headline_of(
    lines: Sequence[Line], houses: Collection[str] = ()
) -> tuple[int | None, int | None]:
    """Which lines are title and subtitle; None where the story has none. `houses` are lines that name whose page it is.

    The title is a line with a mark of the first depth near the top, else the first line if it has
    the shape of one and something stands below it. A title cut short gives way to its full form.
    """
    fields = next((n for n, line in enumerate(lines) if not FIELD.match(line.text)), 0)
    if fields:  # a table of facts stands above the title
        told, beneath = headline_of(lines[fields:], houses)
        return _behind(fields, told), _behind(fields, beneath)
    title = next(
        (
            number
            for number, line in enumerate(lines[:SEARCHED])
            if line.depth == 1
            and len(line.text) <= LONGEST_HALVES
            and not any(above.depth or not above.is_short for above in lines[:number])
        ),
        None,
    )
    if title is None and len(lines) > 1:
        title = _named(lines, _full(lines, houses) if is_title(lines[0]) else None, houses)
    rows = rows_of_tables(lines[: SEARCHED + 2])
    if title is None or title in rows:
        return None, None
    below = title + 1
    has_subtitle = below < len(lines) and below not in rows and is_subtitle(lines[below])
    return title, below if has_subtitle else None


def _behind(count: int, number: int | None) -> int | None:
    """The number of a line behind so many others."""
    return None if number is None else number + count


def _full(lines: Sequence[Line], houses: Collection[str]) -> int:
    """The first line; the one that says in full what it cuts short (边城口岸旅客数…); the one below names of columns, pages or a house."""
    first = lines[0].text
    for number, line in enumerate(lines[1:SEARCHED], 1):
        if cuts_short(first, line.text) and is_title(line):
            return number
    if (
        HOUSE.fullmatch(first)
        and len(lines) > 2
        and len(lines[1].text) > len(first)
        and is_title(lines[1])
        and any(line.text.startswith(first) for line in lines[2:SEARCHED])
    ):
        return 1
    is_house = first in houses or NAMED_HOUSE.fullmatch(first) is not None
    below = int(is_house)
    while below < len(lines) and (
        FURNITURE.fullmatch(lines[below].text)
        or KICKER.fullmatch(lines[below].text)
        or BOX.fullmatch(lines[below].text)
        or (is_house and _is_fact(lines[below].text))
    ):
        below += 1
    is_kicked = below > 0 and KICKER.fullmatch(lines[below - 1].text) is not None
    if is_house and (
        below == len(lines)
        or first.startswith(SAID_OF)
        or len(lines[below].text) < max(map(len, first.split()))
        or lines[below].text.startswith(ISSUED)
    ):
        below = 0
    if (
        0 < below < min(SEARCHED, len(lines) - 1)
        and len(lines[below].text) >= (FEWEST_BELOW if is_kicked else FEWEST_TITLED)
        and lines[below].is_short
        and is_title(lines[below])
        and not (is_kicked and PART.search(lines[below].text))
    ):
        return below
    is_column = len(first) <= LONGEST_COLUMN and len(lines) > 2 and is_paragraph(lines[2])
    if (
        is_column
        and lines[1].is_short
        and len(lines[1].text) >= FEWEST_BELOW
        and is_title(lines[1])
    ):
        return 1
    return 0


def _named(lines: Sequence[Line], title: int | None, houses: Collection[str]) -> int | None:
    """The title, unless the story says none of its words again, but most of those of a line between it and the text."""
    first = next((number for number, line in enumerate(lines) if _is_told(line)), 0)
    below = range(first)
    if not any(len(lines[number].text) >= FEWEST_TITLED for number in below if number != title):
        return title
    said = said_in(line.text for line in lines[first : first + ASKED] if _is_told(line))
    count, own = (0, 0.0) if title is None else echoed(lines[title].text, said)
    if count < 2 or (title is not None and lines[title].text in houses):
        own = 0.0  # 边城社 shares its place with the story, or is said to have sent it
    if own > UNSAID:
        return title
    told = []
    for number in below:
        line = lines[number]
        if number == title:
            continue
        # what stands below who sent the story is a heading of it, below a dash the rest of a title
        if WIRE.fullmatch(line.text) or not line.text.strip(DASHES):
            break
        if len(line.text) < FEWEST_TITLED or not is_title(line):
            continue
        if NAMED_HOUSE.fullmatch(line.text) or are_offices(line.text) or PART.search(line.text):
            continue
        count, share = echoed(line.text, said)
        if count >= FEWEST_SAID and share >= SAID_AGAIN + own:
            return number
        told.append(number)
    is_house = title == 0 and not own and _names_house(lines[0].text, lines[1].text, houses)
    return max(told, key=lambda one: len(lines[one].text), default=title) if is_house else title


def _names_house(first: str, below: str, houses: Collection[str]) -> bool:
    """Whether the first line names whose page it is, and is no part of the title below it."""
    is_said = first in houses or NAMED_HOUSE.fullmatch(first) is not None
    return is_said and not first.startswith(SAID_OF) and not below.startswith(ISSUED)


def _is_told(line: Line) -> bool:
    """Whether a line is running text, or a sentence that may be short."""
    return is_paragraph(line) or (len(line.text) >= SENTENCE and line.text.endswith(STOPS))


def _is_fact(text: str) -> bool:
    """Whether a line says when a page went out, who wrote it, or whose it is."""
    return bool(WENT_OUT.match(text) or SIGNED.fullmatch(text) or NAMED_HOUSE.fullmatch(text))


def cuts_short(text: str, title: str) -> bool:
    """Whether a line is the beginning of a title, cut off with dots.

    >>> cuts_short("边城口岸旅客数…", "边城口岸旅客数创新高"), cuts_short("边城口岸…", "另一口岸旅客数创新高")
    (True, False)
    """
    cut = CUT.search(text) if text.endswith(DOTS) else None
    return cut is not None and len(title) > cut.start() and title.startswith(text[: cut.start()])


def is_title(line: Line) -> bool:
    """Whether the line has the shape of a title: short, no sentence, not an item of a list."""
    text = line.text
    return (
        1 < len(text) <= LONGEST_HALVES
        and max(map(len, text.split())) <= LONGEST_TITLE
        and WORD.search(text) is not None
        and not UNFINISHED.search(text)
        and not SENTENCES.search(text)
        and not LIST_MARK.match(text)
        and not SUBTITLE.match(text)
        and not PATH.search(text)
        and not WENT_OUT.match(text)
        and not FIELD.match(text)
    )


def unboxed(line: Line) -> Line:
    """The line without the box around it: 【边城港装卸量增长一成】."""
    if not BOXED.fullmatch(line.text):
        return line
    return line._replace(start=line.start + 1, end=line.end - 1, text=line.text[1:-1])


def is_subtitle(line: Line) -> bool:
    """Whether the line is a subtitle: a dash, then a phrase that is no sentence."""
    text = line.text
    return len(text) <= LONGEST_TITLE and bool(SUBTITLE.match(text)) and not text.endswith("。")
