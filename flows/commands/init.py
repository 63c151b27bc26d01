"""`kouan init`: a folder in, a project out."""

from __future__ import annotations

from pathlib import Path


def init(folder: Path = Path(), /) -> int:
    """Make a project folder: kouan.toml, sources.csv, an inbox, and room for your own words, rules and questions.

    Parameters
    ----------
    folder
        A new or empty folder; the working directory unless named.
    """
    from flows.project import make_project
    from flows.terminal.printing import say

    made = make_project(folder)
    say(f"made a project in {folder.resolve()} with {len(made)} files")
    say("next: put text files into its inbox/ and type `kouan run` there")
    return 0
