"""A file's text in, the blanks of it that somebody is to write in out: 甲方（签字）：　　　　乙方（签字）：　　　　, （　　）."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from kouan.model.batch import Offsets

#: Rules to which a blank is a fault.
TAKING_BLANKS: Final = frozenset({"spacing"})
_BLANK: Final = r"[ \t\u00a0\u2002\u2003\u3000]"
#: What stands behind a field: the label of the next, with or without a bracket, a unit (    元), a seal's place (盖章), or a mark.
_LABEL: Final = r"[一-鿿]{1,10}+(?<![说道称为示问答])(?:[（(][^（()）\n]{1,12}[）)])?[：:]"
_UNIT: Final = r"[年月日元号人份页岁](?![一-鿿])|年" + _BLANK + "+月"
_BRACKET: Final = r"[（(][一-鿿]{0,6}(?:章|签字|簽字|签名|簽名|手印)[）)]"
_FIELD: Final = re.compile(
    rf"(?<=[：:]){_BLANK}{{2,}}+(?={_LABEL}|{_UNIT}|{_BRACKET}|[，。；、])"
    rf"|(?<=[（(【［\[]){_BLANK}++(?=[）)】］\]])"
)


def fields_in(text: str) -> tuple[Offsets, Offsets]:
    """Starts and ends of the blanks to be written in, in order.

    Behind a colon there are two blanks or more, and no answer before the next label, unit or mark; in brackets
    there is nothing else. A blank before a word (来源：  某某网) is none.

    >>> [part.tolist() for part in fields_in("姓名：    性别：  （  ）")]
    [[3, 13], [7, 15]]
    """
    found = [one.span() for one in _FIELD.finditer(text)]
    spans = np.array(found, np.int64).reshape(-1, 2)
    return spans[:, 0], spans[:, 1]
