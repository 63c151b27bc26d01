"""`kouan bench`: how fast cleaning is on this machine, beside a plain way and beside other people's tools."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson


def bench(
    *,
    documents: Annotated[int, Parameter(help="Documents of the corpus.")] = 4000,
    rounds: Annotated[int, Parameter(help="Turns of each way; the best counts.")] = 5,
    only: Annotated[
        list[str] | None,
        Parameter(
            consume_multiple=True,
            help="Measure these alone: clean, naive, rules, process, data-juicer, datatrove, jionlp.",
        ),
    ] = None,
    peers: Annotated[
        list[str] | None,
        Parameter(
            consume_multiple=True, help="NAME=FOLDER: a peer, and the environment that has it."
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Measure the speed of cleaning: characters a second, milliseconds a megabyte, and ratios taken in one run.

    The variable KOUAN_CORPUS names a folder of articles, KOUAN_PEERS one with kernel.py, make_corpus.py and
    peers.py; without them the seeds stand in and there is nothing to compare with. Processor time is
    counted, so a second core does not help.
    """
    from flows.benchmark.corpus import CorpusError
    from flows.benchmark.figures import PARTS, Asked, measure
    from flows.benchmark.peers import PeerError, environments_of, missing
    from flows.terminal.printing import print_rows, tell

    unknown = [part for part in only or () if part not in PARTS]
    if unknown or documents < 1 or rounds < 1:
        wrong = (
            f"--only {unknown[0]}: choose of {', '.join(PARTS)}"
            if unknown
            else "--documents and --rounds are 1 or more"
        )
        tell(f"kouan: {wrong}")
        return 2
    asked = Asked(documents, rounds, tuple(only or ()), tuple(peers or ()))
    try:
        figures = measure(asked, tell)
    except (PeerError, CorpusError) as error:
        tell(f"kouan: {error}")
        return 2
    rows = [figure.as_row() for figure in figures]
    if as_json:
        print_rows(rows, json=True)
        return 0
    for row in rows:
        row["characters_per_second"] = f"{row['characters_per_second']:,}"
        row["clean_is"] = row["clean_is"] and f"{row['clean_is']} times as fast"
    print_rows(rows)
    for line in missing(environments_of(asked.peers)):
        tell(line)
    return 0
