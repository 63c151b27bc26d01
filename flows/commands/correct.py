"""`kouan correct`: a row and what a person says of it in, a line in the project's corrections out; their list with what each does."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson

Value = Annotated[str | None, Parameter(allow_leading_hyphen=True)]


def correct(
    *row: str,
    value: Value = None,
    unit: str | None = None,
    bound: str | None = None,
    kind: str | None = None,
    indicator: str | None = None,
    subject: str | None = None,
    place: str | None = None,
    partner: str | None = None,
    period: str | None = None,
    modality: str | None = None,
    further: Annotated[
        tuple[str, ...],
        Parameter(
            name="--set",
            help="Any other column, as column=value (person=李铭, value_max=30).",
            negative=(),
        ),
    ] = (),
    unset: Annotated[
        tuple[str, ...], Parameter(help="A column that the text does not state.", negative=())
    ] = (),
    drop: Annotated[bool, Parameter(help="There is no such figure, mention or post.")] = False,
    add: Annotated[
        bool,
        Parameter(
            help="Add a figure that is missed: ROW is DOCUMENT RAW_START RAW_END, or DOCUMENT with --words."
        ),
    ] = False,
    words: Annotated[
        str | None,
        Parameter(
            help="add, text: the words of the figure, or those that are wrong, as the clean text has them once."
        ),
    ] = None,
    text: Annotated[
        str | None,
        Parameter(
            help="What the words named by --words should read; ROW is a block (article:position), a mention or a document."
        ),
    ] = None,
    keep: Annotated[
        bool,
        Parameter(help="What was removed is text; ROW is removed:document:position.", negative=()),
    ] = False,
    remove: Annotated[
        str | None,
        Parameter(help="The block is page: navigation, ad_footer, related_links, ..., other."),
    ] = None,
    merge: Annotated[
        str | None,
        Parameter(
            help="The entity is this one: an entity_id, type:name, or a name; ROW is an entity."
        ),
    ] = None,
    split: Annotated[
        str | None,
        Parameter(
            help="Some mentions of the entity are of this one, which may be new; ROW is a mention, or an entity with --alias or --document."
        ),
    ] = None,
    alias: Annotated[str | None, Parameter(help="split: the mentions under this name.")] = None,
    document: Annotated[str | None, Parameter(help="split: the mentions in this document.")] = None,
    reason: Annotated[
        str | None, Parameter(help="Why, in your words; it stands beside the correction.")
    ] = None,
    evidence: Annotated[str | None, Parameter(help="Where it can be seen.")] = None,
    by: Annotated[
        str | None, Parameter(help="Who says so; your name on this machine unless given.")
    ] = None,
    preview: Annotated[
        bool, Parameter(help="Show what would be corrected and write nothing.")
    ] = False,
    list_all: Annotated[
        bool,
        Parameter(
            name="--list", help="List the corrections of the project with what each does today."
        ),
    ] = False,
    state: Annotated[
        Literal["active", "redundant", "stale", "waiting", "superseded"] | None,
        Parameter(help="list: only those that are so."),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Correct a figure, mention or post by hand, once and for all; the run after it applies it.

    What the rules say of the same bytes later decides what a correction does: active, it changes the row; redundant, the
    rules say the same; stale, they say a third thing, and nothing is changed until somebody looks. A correction is a line
    in corrections/ of the project, a file a month, to be kept in git; the warehouse is not written to.

    Parameters
    ----------
    row
        A metric_id, fact_key, mention_id or position_id, also one of an older version; its first 8 digits are enough.
    value
        The number, in plain digits (5860000) or as the text writes it (586万).
    unit
        The unit as other figures write it (人次, %, 亿元 is 元).
    bound
        exact, about, over, under, range, at_most or at_least.
    kind
        level, change, share, rank, duration or rate.
    indicator
        What is counted: an indicator_id, or the words of the text.
    subject
        Whom it is about, by a name of the article, or type:name (port:湛江港).
    place
        Where it took place; as subject.
    partner
        The other side; as subject.
    period
        2023, 2023-05, 2023-05-31, or two of them joined by a slash (2023-01/2023-05).
    modality
        actual, preliminary, forecast, target, capacity or standard.
    """
    from flows.correcting.adding import Stretch
    from flows.correcting.rows import Wanted
    from flows.correcting.saying import Asked, add_figure, columns_of, correct_row, list_corrections
    from flows.correcting.saying_texts import Said, correct_entity, correct_text
    from flows.location import SettingsError
    from flows.settings import load_settings

    if list_all or (state is not None and not row):
        return list_corrections(load_settings(), state, as_json=as_json)
    given = {
        "value": value,
        "unit": unit,
        "bound": bound,
        "kind": kind,
        "indicator": indicator,
        "subject": subject,
        "place": place,
        "partner": partner,
        "period": period,
        "modality": modality,
    }
    wanted = Wanted(columns_of(given, further, unset), drop)
    asked = Asked(reason, by, evidence, preview, as_json)
    said = Said(text, words, keep, remove, merge, split, alias, document)
    if (option := said.option) is not None:
        if len(row) != 1 or wanted.columns or drop or add:
            raise SettingsError(f"--{option}: name one row, and nothing else that is to change")
        correct_it = correct_entity if option in ("merge", "split") else correct_text
        return correct_it(load_settings(), row[0], said, asked)
    if add:
        if len(row) not in (1, 3) or (len(row) == 3) == (words is not None):
            raise SettingsError("--add: name DOCUMENT RAW_START RAW_END, or DOCUMENT and --words")
        if len(row) == 3 and not all(edge.isascii() and edge.isdigit() for edge in row[1:]):
            raise SettingsError(
                f"--add: {row[1]} {row[2]} should be two places in the raw bytes, from 0"
            )
        raw = (int(row[1]), int(row[2])) if len(row) == 3 else None
        return add_figure(load_settings(), Stretch(row[0], raw, words), wanted, asked)
    if len(row) != 1:
        raise SettingsError(
            "name one row: a metric_id, fact_key, mention_id or position_id; or --list"
        )
    return correct_row(load_settings(), row[0], wanted, asked)
