"""`kouan articles`: a name in, the articles that name it out, each with the sentence that does."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson
from flows.commands.search import Since, Until


def articles(
    *,
    entity: Annotated[str, Parameter(help="A full name or any short form, in either script.")],
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, Parameter(help="Articles to show, the newest first.")] = 20,
    as_json: AsJson = False,
) -> int:
    """List the articles that name somebody or something: title, date, publisher, and the words that do, in their sentence.

    What waits in quarantine of an article is said with it. Exit code 1: nothing bears the name.
    """
    from flows.location import SettingsError, find_home
    from flows.terminal.finding import naming_lines, naming_row, simplified
    from flows.terminal.printing import print_json, say, shown, tell
    from warehouse.search.named import articles_naming

    if limit < 1:
        raise SettingsError(f"--limit {limit}: show one article or more")
    name = simplified(entity.strip())
    found = articles_naming(find_home(), name, since, until, limit)
    if as_json:
        print_json([naming_row(naming) for naming in found.articles])
    if not found.entities:
        near = ", ".join(f"{near} ({type_})" for near, type_ in found.proposals)
        tell(f"nothing is named {shown(name)}" + (f"; did you mean {shown(near)}?" if near else ""))
    elif not as_json:
        said = ", ".join(f"{one} ({type_})" for one, type_ in found.entities)
        say(shown(said), style="bold")
        for number, naming in enumerate(found.articles, 1):
            for line in naming_lines(number, naming):
                say(line)
        if found.total > len(found.articles):
            tell(
                f"{found.total} articles; these are the newest {len(found.articles)}, --limit shows more"
            )
        if not found.articles:
            tell("no valid article of these days names it")
    return 0 if found.articles else 1
