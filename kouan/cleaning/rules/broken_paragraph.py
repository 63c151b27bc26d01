"""Paragraphs broken in mid-sentence: 主动服务国家 ⏎ ⏎ “一带一路”倡议战略."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kouan.cleaning.lines import document_lines
from kouan.cleaning.rule import rule
from kouan.cleaning.table_lines import table_lines
from kouan.model.characters import HAN, LETTER, is_one, one_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

ENDS = one_of("。！？!?…”’）)")
COMMAS = one_of("，、")
#: A line that begins like this starts something of its own.
STARTS = Expression(
    r"^\s*(?:#|[-–—·•●■◆▪*>]|\(?[一二三四五六七八九十百]{1,3}[、）)．.]|第[一二三四五六七八九十百]+[、，章节条]|[（(]?\d{1,3}[、）)．.]|[（(【\[《]|本报|记者|通讯员|编者按|来源|责任编辑|图[：:为]|资料图|[▲△▼▶◀]|\d{4}[-年/.]|表\d)"
)
#: A line that is a heading or a byline whatever its length, and words that make a short one a byline: a long one that
#: begins 记者从拱北边检站了解到 is running text.
HEADING = Expression(r"●|^\s*#|^\s*——|(?:作者|编辑|来源)\s*[:：]")
BYLINE = Expression(r"通讯员|记者|摄影|摄$")
#: A line that ends so is the caption of a picture between the halves; it goes on nowhere, and nothing goes on in it.
CAPTION = Expression(
    r"(?:\s摄|摄影|供图|提供|资料图片?|图片来源|视频截图)[)）]?。?$|[(（][^()（）]{2,16}摄[)）]。?$"
)
PICTURE = Expression(r"\s*(?:[▲△▼▶◀]|图[：:为①-⑩]|资料图|[上下左右题]图[：:])")
#: A mark that begins no line.
CANNOT_BEGIN = ("，", "。", "、", "；")
#: Of so many characters and so many commas no headline is made.
TOLD, COMMAS_TOLD = 32, 2
#: The halves of a headline are parted by a blank.
HALVES = Expression(r"[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]")
#: A headline that its article takes up agrees with it in so many first signs.
TAKEN_UP = 6
#: A line of running text: it has said a clause or a sentence before it breaks off.
CLAUSE = Expression(r"[，。；！？]")
#: Without one of these and shorter than a headline can be, a line shows nothing of running text.
CLAUSES = one_of("，。；！？“《").astype(np.uint32)
DANGLING = tuple("，、的和与在对向从由把被将为了及或跟以给使让就而但并且是有")
LONG = 45  # beyond the longest headline of press pages
SHORT = 12
VERSE = 16  # lines of poems and slogans are shorter


@rule(
    "broken_paragraph",
    spares=("page_markup",),  # it judges lines by the markup they had, whole or joined
    examples={
        "标题\n该站立足对蒙最大陆路开放口岸区域优势。该站主动服务国家\n\n“一带一路”倡议战略，着力打造边防检查站。": "标题\n该站立足对蒙最大陆路开放口岸区域优势。该站主动服务国家“一带一路”倡议战略，着力打造边防检查站。",
        "标题\n张先生从“中国公民节日回国专用\n\n通道”顺利通关，踏上了返乡旅程。": "标题\n张先生从“中国公民节日回国专用通道”顺利通关，踏上了返乡旅程。",
        "标题\n记者从某某边检站了解到，该站今年推出的多项便民措施受到旅客普遍欢迎，“以前排队要半个小时，现在几分钟就能\n过关”，经常往来的张先生说。": "标题\n记者从某某边检站了解到，该站今年推出的多项便民措施受到旅客普遍欢迎，“以前排队要半个小时，现在几分钟就能过关”，经常往来的张先生说。",
        "标题\n该站今年推出多项便民措施。\n旅客普遍欢迎这些措施，以前排队过关要半个多小时，现在用不了几分钟就能过关，旅客张先生一年到头经常往来于\n内地和香港两地，他告诉记者，现在过关比从前快了许多，家人也愿意常来常往，节假日更是一家老小一起出门\n走一走，看一看，买些年货。": "标题\n该站今年推出多项便民措施。\n旅客普遍欢迎这些措施，以前排队过关要半个多小时，现在用不了几分钟就能过关，旅客张先生一年到头经常往来于内地和香港两地，他告诉记者，现在过关比从前快了许多，家人也愿意常来常往，节假日更是一家老小一起出门走一走，看一看，买些年货。",
        "标题\n该站地处中蒙边境，全年不闭关，每天验放旅客上万人次，长年主动服务国家\n“一带一路”倡议战略，着力打造检查站。": "标题\n该站地处中蒙边境，全年不闭关，每天验放旅客上万人次，长年主动服务国家“一带一路”倡议战略，着力打造检查站。",
        "# 标题\n\n几分钟前，带班科长通过监控指挥系统\n\n确认有旅游团队进入，及时发出指令。\n": "# 标题\n\n几分钟前，带班科长通过监控指挥系统确认有旅游团队进入，及时发出指令。\n",
    },
    keeps=[
        "标题\n今夜无眠\n12月18日，零时30分，连接内地与澳门的最大口岸旅客稀少。",
        "践行新发展理念，推动高质量发展\n正文从这里开始，讲的是别的事情。",
        "标题\n践行新理念，推动新发展\n正文从这里开始，讲的是别的事情。",
        "标题\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "标题\n本报记者张三，通讯员李四\n今天，口岸开通了新的通道。",
        "标题\n该站立足口岸优势。该站主动服务国家\n▲民警在国门巡逻。\n“一带一路”倡议战略，着力打造边防检查站。",
        "标题\n该站立足口岸优势。该站主动服务国家\n民警在国门巡逻。（张三摄）\n“一带一路”倡议战略，着力打造边防检查站。",
        "标题\n会议强调，要做到：\n一是加强监管，二是优化服务。",
        "标题\n地区（市、县、区、旗）\t出口（亿元，不含服务）\t同比增减（按人民币计，未经季节调整，单位为百分比，以下各表同此）\t备注\n青石市\t70.1\t3.2\t（初步数）\n云溪县\t8.2\t-0.6\t（初步数）",
        "快讯\n市作家联谊会第三次会员聚会 市书画联谊会第二次会员聚会分别推举出新的理事和负责人\n市作家联谊会第三次会员聚会今天结束，会上推举出新的理事。",
    ],
)
def broken_paragraph(view: BatchView) -> Edits:
    """Join two lines where the first breaks off in running text and the second goes on with it.

    The first must not end finished, nor be a title, byline or heading by its shape; and it must show that it
    is running text: a quotation still open, a sentence said before, a word that cannot end a
    sentence, a length no headline has, more commas than one has; or a clause, on a page that marks its headings with #.
    The second must end a sentence, by itself or by what it is joined with in turn, and not begin anything. Verse (short
    lines in a row) is left alone, and so is the caption of a picture that stands between two halves.
    """
    edits: list[Edit] = []
    # from the last line to the first: what was joined below a line ends as its last part does
    joined: dict[int, str] = {}
    for line, below, is_ended in _unfinished(view):
        if not (is_ended or below in joined):
            continue
        whole, whole_below = view.line_text(line), joined.get(below) or view.line_text(below)
        upper, lower = whole.strip(), whole_below.strip()
        if _goes_on(view, line, upper, lower):
            start = int(view.line_start[line]) + len(whole.rstrip())
            end = int(view.line_start[below]) + len(whole_below) - len(whole_below.lstrip())
            edits.append(Edit(start, end, "", 0.9))
            joined[line] = whole.rstrip() + whole_below.lstrip()
    return Edits.of(edits)


def _unfinished(view: BatchView) -> Iterator[tuple[int, int, bool]]:
    """Lines of running length that end in a Chinese character, a letter or a comma, and the lines below them, from the last on.

    Not the first line of a document, which is its title; the line below must be at most three
    lines on. It must end a sentence or a quotation: whether it does is said of each.
    """
    filled = view.filled_lines
    upper, lower = filled[:-1], filled[1:]
    first = np.zeros(len(filled), bool)
    bounds = view.filled_bounds[0]
    first[bounds[bounds < len(filled)]] = True
    last = view.codes[view.last_sign[filled]]
    open_end = (view.bits_at(view.last_sign[filled]) & (HAN | LETTER) > 0) | is_one(COMMAS, last)
    length = view.line_length
    chosen = np.flatnonzero(
        open_end[:-1]
        & ~first[:-1]
        & (lower - upper <= 3)
        & (view.line_document[upper] == view.line_document[lower])
        & (length[upper] >= SHORT)
        & (length[lower] >= 8)
    )[::-1]
    upper, lower, is_ended = upper[chosen], lower[chosen], is_one(ENDS, last[1:][chosen])
    running = (view.weigh(upper, CLAUSES) > 0) | (length[upper] >= LONG)
    if len(rows := table_lines(view)):
        running &= ~np.isin(upper, rows) & ~np.isin(lower, rows)
    yield from zip(
        upper[running].tolist(), lower[running].tolist(), is_ended[running].tolist(), strict=True
    )


def _goes_on(view: BatchView, line: int, upper: str, lower: str) -> bool:
    if HEADING.search(upper[:40]) or STARTS.match(lower) or PICTURE.match(upper):
        return False
    if CAPTION.search(upper[-24:]) or CAPTION.search(lower[-24:]):
        return False
    if BYLINE.search(upper[:40]) and (len(upper) < LONG or not CLAUSE.search(upper)):
        return False
    return _is_running(view, line, upper, lower)


def _is_running(view: BatchView, line: int, upper: str, lower: str) -> bool:
    if _still_open(upper) and _closes(lower):
        return True
    if lower.startswith(CANNOT_BEGIN):
        return True
    if len(upper) < VERSE and len(lower) < VERSE:
        return False
    if "。" in upper or (len(upper) >= TOLD and upper.count("，") >= COMMAS_TOLD):
        return True
    if not CLAUSE.search(upper):
        return len(upper) >= LONG and not _is_headline(upper, lower)
    if len(upper) >= LONG:
        return True
    if upper.endswith(DANGLING) and not upper.endswith(("，", "、")):
        return True
    return len(lower) >= VERSE and _marks_headings(view, line)


def _is_headline(upper: str, lower: str) -> bool:
    """A long line without a clause all the same: one in two halves, or one whose words the next line takes up."""
    return bool(HALVES.search(upper)) or upper[:TAKEN_UP] == lower[:TAKEN_UP]


def _marks_headings(view: BatchView, line: int) -> bool:
    """The page writes # before its headings, so that an unmarked line is none."""
    lines = document_lines(view, int(view.line_document[line]))
    return bool(
        (
            view.codes[np.minimum(view.line_start[lines.start : lines.stop], len(view.codes) - 1)]
            == ord("#")
        ).any()
    )


def _still_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("《") > text.count("》")


def _closes(text: str) -> bool:
    """The first quotation mark of the text is a closing one."""
    marks = [mark for mark in text if mark in "“”《》"]
    return bool(marks) and marks[0] in "”》"
