"""`kouan why`: a row's id in, the way back to its bytes out."""

from __future__ import annotations

from flows.commands.options import AsJson


def why(row: str, /, *, as_json: AsJson = False) -> int:
    """Lead a row back to its sentence, its clean span, its raw bytes, the rules that touched it, and its run.

    Parameters
    ----------
    row
        The id of a row of any table (metric_id, fact_key, mention_id, entity_id, article_id, document_id, quarantine_id,
        duplicate_id, run_id, …; its first 8 digits are enough), a location, or a place: article:position for a block,
        removed:document:position, edit:…, suspicion:…, item:…, and pass:document:position for a pass of cleaning.
    """
    from dataclasses import asdict

    from flows.location import find_home
    from flows.terminal.printing import has_color, print_json, say
    from warehouse.provenance.explanation import MalformedIdError, UnknownIdError
    from warehouse.provenance.explanation import why as provenance_of
    from warehouse.provenance.rendering import render

    try:
        found = provenance_of(find_home(), row)
    except UnknownIdError as error:
        from flows.terminal.printing import tell

        tell(f"kouan: {error}")
        return 2 if isinstance(error, MalformedIdError) else 1
    if as_json:
        print_json([asdict(found)])
    else:
        say(render(found, color=has_color()))
    return 0
