"""`kouan versions`: an article in; its versions, why each came, and what it changed, out."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson


def versions(
    article: str,
    /,
    *,
    diff: Annotated[
        bool, Parameter(help="Show what the last version changed, words and figures.")
    ] = False,
    old: Annotated[
        int | None, Parameter(help="With --diff: the number of the version to compare with.")
    ] = None,
    new: Annotated[
        int | None, Parameter(help="With --diff: the number of the newer version.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """List the versions of an article, each with the time of the page beside that of the warehouse, and what it changed.

    A version comes because the page changed (page), because kouan reads it otherwise (rules), or because
    somebody corrected it (correction).

    Parameters
    ----------
    article
        A location (* and ? stand for anything), or the first 6 digits or more of an article_id, article_key
        or document_id.
    """
    from flows.versions import show_differences, show_versions

    if diff or old is not None or new is not None:
        return show_differences(article, old, new, json=as_json)
    return show_versions(article, json=as_json)
