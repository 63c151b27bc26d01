"""A clause that says 两国 in, the two countries that the article is of out: 中国和巴西 of 两国建交50周年."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kouan.model.expression import Expression

#: 以今年两国建交50周年为契机, 两国经贸合作: what both have or do.
_BOTH: Final = Expression(
    "(?<!中)(?<!中[一-龥])(?<![对向])两国(?!之间|领导人|领土|行业|关系的|国歌|元首[^，。]{0,8}(?:参观|签署|见证|为)|建设者|政要)|双边(?:贸易|货物|经贸)|(?:今年|明年|去年|庆祝)建交(?=[0-9一二三四五六七八九十]{1,3}周年)"
)
_AHEAD: Final = 6
#: A title that has one of these is of China and another.
_CHINA: Final = Expression("中国|中方|习近平|李强|国务院总理|国家主席|王毅|赵乐际|王沪宁|韩正")
#: 中俄两国元首互致贺电: the other by its sign.
_SIGN: Final = Expression("中(?P<other>[一-龥])(?=两国|建交|关系|双边|经贸|友好|联合)")
_HOME: Final = "中国"


class Pair:
    """The two countries of an article in which China speaks with one other."""

    def __init__(
        self,
        article: str,
        title: str,
        countries: Iterable[str],
        called: Callable[[str], str | None],
    ) -> None:
        self.name: str | None = None
        if not (_CHINA.search(title) or "中方" in article):
            return
        named = [name for name in countries if name != _HOME and name in title]
        others = [one for one in named if not any(one != two and one in two for two in named)]
        sign = None if others else _SIGN.search(title)
        if sign and (other := called(sign["other"])):
            others = [other]
        if len(others) == 1:
            self.name = f"{_HOME}和{others[0]}"

    def meant(self, text: str, first: int, last: int) -> str | None:
        """Both, where [first, last) speaks of 两国 or of what both have."""
        return self.name if self.name and _BOTH.search(text, first, last + _AHEAD) else None
