"""What a finding is called: rule and kind in, plain English and severity out; text of documents made safe to print."""

from __future__ import annotations

from typing import Final, Literal

from kouan.cleaning.cleaned import DAMAGING

Severity = Literal["error", "warning", "note"]

#: So many characters of a document are quoted at most.
QUOTED: Final = 40

#: The fault each rule finds; a rule that is not named here is called by its own name.
FAULTS: Final = {
    "undecodable_bytes": "bytes that are no character in this encoding",
    "separator_control": "control character U+001E",
    "misread_bytes": "characters that make no words: bytes read out of step",
    "wrong_codec": "text read with the wrong codec",
    "destroyed_text": "characters whose bytes are gone",
    "markup": "markup of a page",
    "line_ending": "line endings other than a line feed",
    "invisible": "invisible or control character",
    "mark_form": "mark in vertical or small form",
    "radical_form": "radical in the place of a character",
    "character_reference": "character reference left over from a page",
    "encoded_word": "words of a letter as mail packs them",
    "escape_sequence": "escapes left over from a script or an address",
    "table_row": "table drawn with bars or blanks",
    "gloss": "pinyin reading in brackets",
    "width": "half-width mark in Chinese text",
    "wide_letter": "full-width digit or Latin letter",
    "full_stop": "half-width dots where a Chinese mark belongs",
    "spacing": "stray space",
    "letter_spacing": "characters set apart by spaces",
    "broken_decimal": "blank at the point of a number",
    "stray_word": "stray foreign word",
    "script": "Traditional character",
    "particle": "著 where the particle is 着",
    "repeated_block": "text that stands in the document already",
    "broken_paragraph": "paragraph broken in mid-sentence",
    "hard_wrap": "line broken at a column",
    "clause_lines": "sentence set a clause a line",
    "related_links": "related links",
    "dateline": "date or place line of the page",
    "page_frame": "page around the article",
    "page_markup": "page around the article",
    "site_suffix": "name of the site behind the title",
    "boilerplate": "furniture of the page",
    "template": "line of an approved page template",
    "several_stories": "several stories in one file",
}

#: What boilerplate is taken out, by the kind of the removal.
FURNITURE: Final = {
    "related_links": "related links",
    "ad_footer": "advertisement or footer",
    "copyright_notice": "copyright notice",
    "navigation": "navigation of the page",
    "source_line": "source line",
    "dateline": "date or place line of the page",
    "share_widget": "share buttons",
}

REFUSALS: Final = {
    "undecodable": "this is no text in any encoding kouan reads; check that it is a text file",
    "empty": "there is no text in this file; remove it, or fetch it again",
    "unsupported_encoding": "the encoding has no reader here; convert the file to UTF-8 (iconv does)",
    "nothing_but_page": "nothing is left when the furniture of the page is taken out; check what was fetched",
}

_SEVERITIES: Final[dict[str, Severity]] = {
    "undecodable": "error",
    "empty": "error",
    "unsupported_encoding": "error",
    "undecodable_bytes": "error",
    "markup": "note",
    "table_row": "note",
    "line_ending": "note",
    "script": "note",
    "particle": "note",
    "several_stories": "note",
}


def severity_of(rule: str, *, is_suspicion: bool = False) -> Severity:
    """How grave the finding of a rule is.

    What is only suspected is a note, but for damage: there the characters are wrong, and only their
    repair is in doubt.
    """
    if is_suspicion:
        return "warning" if rule in DAMAGING else "note"
    return _SEVERITIES.get(rule, "warning")


def fault(rule: str, kind: str = "") -> str:
    """The fault in words."""
    return FURNITURE.get(kind) or FAULTS.get(rule) or REFUSALS.get(rule) or rule.replace("_", " ")


def advice(rule: str, kind: str, before: str, after: str, count: int) -> str:
    """The message of a finding: what is wrong, how often, what to do at the first place.

    >>> advice("gloss", "pinyin_annotation", "(yàn)", "", 1)
    'pinyin reading in brackets: remove “(yàn)”'
    >>> advice("width", "", ",", "，", 3)
    'half-width mark in Chinese text, 3 places, first: write “，” for “,”'
    """
    if not before:
        what = f"insert “{quoted(after)}”"
    elif not after:
        what = f"remove “{quoted(before)}”"
    else:
        what = f"write “{quoted(after)}” for “{quoted(before)}”"
    places = f", {count} places, first" if count > 1 else ""
    return f"{fault(rule, kind)}{places}: {what}"


def bounded(text: str) -> str:
    """At most 40 characters, a cut shown by an ellipsis."""
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def quoted(text: str) -> str:
    """A bounded quotation of a document in which nothing acts on a terminal or hides from the eye."""
    return visible(bounded(text))


def visible(text: str) -> str:
    r"""The text with everything that does not print as itself escaped.

    >>> visible("口\n岸\u202e\x1b[31m")
    '口\\n岸\\u202e\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
