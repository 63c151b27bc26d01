"""A written report in, pictures of its pages for the README out: python -m flows.reporting.pictures [FOLDER]."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from flows.report import write_report
from flows.reporting import pages
from flows.reporting.browser import NoBrowserError, take_picture
from flows.settings import load_settings
from warehouse.connection import reader


class Picture(NamedTuple):
    """A page (None: the document that was changed most), and the window it is seen through."""

    name: str
    page: str | None
    suffix: str
    width: int
    height: int
    dark: bool = False


PICTURES: Final = (
    Picture("report", "index", ".html", 1280, 1000),
    Picture("report.zh", "index", ".zh.html", 1280, 1000),
    Picture("document", None, ".html", 1280, 1400),
    Picture("document.zh", None, ".zh.html", 1280, 1400),
    Picture("document-dark", None, ".html", 1280, 1400, True),
    Picture("document-phone", None, ".html", 500, 1400),
    Picture("figures", "figures", ".html", 1280, 1000),
)


def take_pictures(folder: Path, project: Path | None = None) -> list[Path]:
    """Write the report of the project's last run anew and picture it into `folder`.

    Raises:
        NoBrowserError: there is no Chromium on this machine.
    """
    settings = load_settings(project)
    report = write_report(settings, None)
    with closing(reader(settings.home)) as db:
        documents = pages.overview(db, None, pages.DOCUMENTS).documents
    most = max(documents, key=lambda row: (row["suspicions"] > 0, row["edits"]))
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for picture in PICTURES:
        name = picture.page or pages.document_page(most["document_id"])
        path = folder / f"{picture.name}.png"
        page = report.parent / f"{name}{picture.suffix}"
        take_picture(page, path, picture.width, picture.height, dark=picture.dark)
        taken.append(path)
    return taken


def main() -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description="Picture the report of the last run.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/pictures"))
    folder = parser.parse_args().folder
    try:
        for path in take_pictures(folder):
            print(path)
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
