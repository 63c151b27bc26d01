"""A line below a date in, whether it has the shape of a site's own name out."""

from __future__ import annotations

import re
from typing import Final

from kouan.model.expression import Expression

SITE: Final = Expression(
    r"^[\w·\-.\s]{0,12}(?:[\u3400-\u9fff]{2}(?<![情通简预汇海喜捷战警举])报|网|网站|平台|在线|日报|晚报|时报|早报|晨报|周刊|频道|客户端|公众号|新闻|门户|资讯|\.com|\.cn|\.net)$",
    re.IGNORECASE,
)
LONGEST_NAME: Final = 16


def is_site(text: str) -> bool:
    """Whether a short line ends as the names of sites do.

    >>> is_site("Landbridge平台"), is_site("口岸开关")
    (True, False)
    """
    return len(text) <= LONGEST_NAME and bool(SITE.match(text))
