"""A line that says who wrote or posted in, the names out: 作者：…, 文：…, 由…张贴, by …."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

#: A label, then names up to the next field of the line, a bracket, a date or a wide gap.
LABELLED: Final = Expression(
    r"(?:作者|撰稿人?|撰文|(?P<written>采写)|发[布帖贴表]人|楼主|(?P<short>(?:^|[\s（(])(?:文字?|记者)))\s{0,2}】?\s{0,2}[:：|｜丨]\s{0,4}(?P<names>.{2,60}?)"
    r"(?=\s{2}|\s*(?:$|[|｜（(\[【〓;；。]|(?:来源|稿源|责任编辑|责编|编辑|时间|日期|发布|发表|更新|阅读|点击|浏览|出自|人气|评论|字数|转自|译者|地址|回复|图片?\s?[:：|｜丨/]|摄影|审核|校对|通讯员\s?[:：])|(?:19|20)\d\d\s?[-./年]))"
)
POSTED: Final = Expression(
    r"^([\w.·\-]{2,16})\s{1,3}发表于\s|(?:^\W{0,3}|本[文贴帖])由\s?([\w·.\-]{2,16}?)\s?(?:张贴|于\s?(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d)|\bby\s+([\w.·\-]{2,20})(?=\s|$)"
)
#: By Lin Yue | …: a name in Latin letters, up to a bar, a date or the end.
LATIN: Final = Expression(
    r"\W{0,2}By\s{1,2}(?P<names>[A-Z][\w.'’\-]{0,20}(?:\s[A-Z][\w.'’\-]{0,20}){1,3}(?:(?:,| and| &)\s[A-Z][\w.'’\-]{0,20}(?:\s[A-Z][\w.'’\-]{0,20}){1,3}){0,4})(?=\s*(?:[|｜,，·]|\d|$))"
)
#: LIN YUE, WANG HAI 2018年7月16日: names in capitals before the day.
CAPITALS: Final = Expression(
    r"(?P<names>[A-Z][A-Z.'’\-]{1,20}(?:\s[A-Z][A-Z.'’\-]{0,20}){1,3}(?:,\s[A-Z][A-Z.'’\-]{1,20}(?:\s[A-Z][A-Z.'’\-]{0,20}){1,3}){0,4})\s{1,4}(?=(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s|$))"
)
ENGLISH_BETWEEN: Final = Expression(r",\s| and | & ")
#: What costs little to ask of every line.
POSTING: Final = Expression("发表于|由|by")
BETWEEN: Final = Expression(r"[\s、，,/／;；]+")
#: What costs little, too; the last is no bar but a character.
MARKED: Final = ("：", ":", "丨", "｜", "|", "】")
#: 作者：特派记者 张三 通讯员 李四: what they are stands before their names.
POSTS: Final = Expression(
    r"^(?:本报|本网|本刊)?(?:特派|特约|见习|实习|首席|全媒体|融媒体)?(?:记者|通讯员|实习生|撰稿人)(?=$|[\u3400-\u9fff]{2,4}$)"
)
PERSON: Final = Expression(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,7}(?:·[\u3400-\u9fff]{1,7}){1,3}"
)
#: What stands behind the label where nobody is named.
NOBODY: Final = frozenset(
    ("佚名", "未知", "不详", "匿名", "admin", "管理员", "本站", "网络", "本站原创")
)
#: An office that wrote is no person.
OFFICE: Final = Expression(
    r"[\u3400-\u9fff]{2,}(?:[局处科委办部厅署]|办公室|委员会|中心|公司|总队|支队|大队)$"
)
NAME: Final = Expression(r"[^\W\d_](?:[\w·.\-]{0,14}[\w·])?")


def credited(text: str) -> tuple[str, ...]:
    """The names that the line itself credits; empty where it credits nobody.

    >>> credited("来源：转载 作者：孙文 李一凡  阅读：8169"), credited("由海边人张贴 @ 2005-03-21")
    (('孙文', '李一凡'), ('海边人',))
    >>> credited("作者：佚名"), credited("作者认为：口岸应当扩建。"), credited("会议商定由边城于2025年主办下一届。")
    ((), (), ())
    """
    if (
        "【作者】" in text or "-作者" in text
    ):  # a record parts its authors with the mark that ends a credit elsewhere
        text = text.replace(";", "、").replace("；", "、").rstrip("、")
    if any(mark in text for mark in MARKED) and (found := LABELLED.search(text)):
        said = (POSTS.sub("", name) for name in BETWEEN.split(found["names"].strip()))
        names = [name for name in said if name]
        if 0 < len(names) <= 6 and all(
            NAME.fullmatch(name)
            and len(name) <= 16
            and name not in NOBODY
            and not OFFICE.search(name)
            for name in names
        ):
            # what may label other things too labels names of persons alone: 文：本报综合
            is_short = found["short"] or found["written"]
            if not is_short or all(PERSON.fullmatch(name) for name in names):
                return tuple(dict.fromkeys(names))
        return ()
    found = LATIN.match(text) if "By" in text[:4] else CAPITALS.match(text)
    if found:
        return tuple(dict.fromkeys(ENGLISH_BETWEEN.split(found["names"])))
    if POSTING.search(text) and (found := POSTED.search(text)):
        name = found[1] or found[2] or found[3]
        return () if name in NOBODY else (name,)
    return ()
