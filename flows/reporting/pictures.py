"""A written report in, pictures of its pages for the README out: python -m flows.reporting.pictures [FOLDER]."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from contextlib import closing
from importlib.resources import files
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


SHAPING: Final = frozenset({".py", ".html", ".css", ".toml", ".sql", ".csv"})

#: What the READMEs show.
PICTURES: Final = (
    Picture("report", "index", ".html", 1280, 1000),
    Picture("report.zh", "index", ".zh.html", 1280, 1000),
    Picture("document", None, ".html", 1280, 1400),
    Picture("document.zh", None, ".zh.html", 1280, 1400),
)
#: What one looks at besides, before a change of the pages is called done.
LOOKS: Final = (
    Picture("document-dark", None, ".html", 1280, 1400, True),
    Picture("document-phone", None, ".html", 500, 1400),
    Picture("figures", "figures", ".html", 1280, 1000),
    Picture("series", "series", ".html", 1280, 1000),
    Picture("series-phone.zh", "series", ".zh.html", 500, 1000),
)


#: A file beside the pictures that says what they were taken of.
STAMP: Final = "taken-of.txt"


def subject() -> str:
    """A digest of all that shapes a page: templates, style, labels, queries, and the code that fills them."""
    total = hashlib.sha256()
    for package in ("flows.reporting", "flows.series", "warehouse.pages"):
        home = Path(str(files(package)))
        for path in sorted(path for path in home.rglob("*") if path.suffix in SHAPING):
            total.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def take_pictures(
    folder: Path, project: Path | None = None, pictures: Sequence[Picture] = PICTURES
) -> list[Path]:
    """Write the report of the project's last run anew and picture it into `folder`.

    Raises:
        NoBrowserError: there is no Chromium on this machine.
    """
    settings = load_settings(project)
    report = write_report(settings, None)
    with closing(reader(settings.home)) as db:
        documents = pages.overview(db, report.parent, None, pages.DOCUMENTS).documents
    most = max(documents, key=lambda row: (row["suspicions"] > 0, row["edits"]))
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for picture in pictures:
        name = picture.page or pages.document_page(most["document_id"])
        path = folder / f"{picture.name}.png"
        page = report.parent / f"{name}{picture.suffix}"
        take_picture(page, path, picture.width, picture.height, dark=picture.dark)
        taken.append(path)
    (folder / STAMP).write_text(subject() + "\n", "utf-8")
    return taken


def main() -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description="Picture the report of the last run.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--all", action="store_true", help="dark, phone and figures too")
    parser.add_argument("--check", action="store_true", help="only say whether they are up to date")
    options = parser.parse_args()
    if options.check:
        stamp = options.folder / STAMP
        if stamp.is_file() and stamp.read_text("utf-8").strip() == subject():
            return 0
        print(
            f"{options.folder}: taken of other pages than these; run make pictures", file=sys.stderr
        )
        return 1
    try:
        pictures = PICTURES + LOOKS if options.all else PICTURES
        for path in take_pictures(options.folder, pictures=pictures):
            print(path)
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
