"""`kouan templates`: lines that frame the pages of a source, as proposed, out; what a person decides about them, in."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson


def templates(
    action: Literal["list", "show", "approve", "reject"] = "list",
    /,
    *template: str,
    source: Annotated[
        str | None,
        Parameter(help="Only templates of sources that fit; * and ? stand for anything."),
    ] = None,
    status: Annotated[
        Literal["proposed", "approved", "rejected"] | None,
        Parameter(help="list: only those that are so."),
    ] = None,
    all_rows: Annotated[
        bool,
        Parameter(
            name="--all",
            help="approve, reject: all that is proposed; needed where no template and no source is named.",
        ),
    ] = False,
    reason: Annotated[
        str, Parameter(help="approve, reject: why, in your words; it stands beside the decision.")
    ] = "",
    author: Annotated[
        str | None,
        Parameter(help="approve, reject: who decides; your name on this machine unless given."),
    ] = None,
    kind: Annotated[
        str | None,
        Parameter(help="approve: what the line is removed as, such as navigation or ad_footer."),
    ] = None,
    figures: Annotated[
        Literal["same", "any"] | None,
        Parameter(
            help="approve: whether other figures and dates may stand where the line has some."
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Show lines that recur on the pages of one source, with evidence; approve or reject them.

    list: what waits for a decision first. show: one line with its evidence. approve: the line is taken out of
    the documents of its source, by every run, check, clean and annotate. reject: it is not proposed again.
    Decisions are kept in templates/ of the project, a file a source.

    Exit code 0: done; 1: nothing is proposed or fits; 2: usage.

    Parameters
    ----------
    action
        list, show, approve or reject.
    template
        Templates by their id, of which the first 6 digits are enough, or by their name.
    """
    from flows.templates.deciding import Change, Wanted, decide, list_templates, show_templates

    wanted = Wanted(template, source, status, as_json)
    if action == "list":
        return list_templates(wanted)
    if action == "show":
        return show_templates(wanted)
    change = Change(reason, author, kind, figures)
    decision: Literal["approved", "rejected"] = "approved" if action == "approve" else "rejected"
    return decide(wanted, decision, change, everything=all_rows)
