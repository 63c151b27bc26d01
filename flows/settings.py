"""kouan.toml (or [tool.kouan]) and KOUAN_… variables in, checked settings out: what changes where and when kouan runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from flows.choice import Choice, read_choice
from flows.fields import read_fields
from flows.location import SettingsError, find_settings_file, read_settings_file
from kouan.model.batch import BATCH_BYTES
from kouan.reading.containers.found import Limits
from kouan.reading.fields import Fields

__all__ = ["Engine", "Settings", "SettingsError", "load_settings", "seconds_of", "size_of"]

Engine = Literal["auto", "threads", "processes"]
Snapshot = Literal["facts", "text", "full"]
Raw = Literal["keep", "reference"]

LIMITS = Limits()

SIZES = {"": 1, "b": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30}
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?", re.IGNORECASE)
SPANS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SPAN = re.compile(r"(\d+)\s*([smhd])", re.IGNORECASE)


def size_of(value: int | str) -> int:
    """Bytes from a number or from words such as 32 MB (binary units).

    Raises:
        ValueError: it is neither.
    """
    if isinstance(value, int):
        return value
    if not (found := SIZE.fullmatch(value.strip())):
        raise ValueError(f"{value!r} is no size; write for example 32 MB")
    return int(float(found[1]) * SIZES[(found[2] or "").lower()])


def seconds_of(value: str) -> int:
    """Seconds from an interval such as 30s, 15m or 2h.

    Raises:
        ValueError: it is none.
    """
    found = SPAN.fullmatch(value.strip())
    if not found or not int(found[1]):
        raise ValueError(f"{value!r} is no interval; write for example 30s, 15m or 2h")
    return int(found[1]) * SPANS[found[2].lower()]


class Settings(BaseSettings):
    """Where and when kouan runs. A KOUAN_… variable wins over the file, an option of the command over both."""

    model_config = SettingsConfigDict(env_prefix="KOUAN_", extra="forbid", frozen=True)

    #: The project's folder; everything relative is relative to it.
    project: Path
    #: Working data: warehouse, parts, reports.
    home: Path = Path(".kouan")
    #: Files, folders and globs that `kouan run` reads when none is named.
    inputs: Annotated[tuple[str, ...], NoDecode] = ()
    #: Where `kouan backup` writes; a folder on another disk. Unset it is backups/ in the working data.
    backups: Path | None = None
    #: A folder of labelled documents; each run that changes something is scored against it.
    gold: Path | None = None
    #: A larger document is refused.
    max_size: int = Field(LIMITS.size, gt=0)
    #: A file may unpack to this many bytes, all archives in it together; the rest is not read.
    max_unpacked: int = Field(LIMITS.unpacked, gt=0)
    #: A member of an archive that grows more than so many times when it is unpacked is taken for a bomb.
    max_ratio: int = Field(LIMITS.ratio, gt=1)
    #: Members that one file may hold; the rest is not read.
    max_members: int = Field(LIMITS.members, gt=0)
    #: Archives inside archives are opened down to this depth.
    max_depth: int = Field(LIMITS.depth, gt=0)
    #: Documents are read this many bytes at a time; memory follows from it.
    batch_bytes: int = Field(BATCH_BYTES, ge=1 << 10)
    #: Documents between two publications.
    publish_every: int = Field(20_000, gt=0)
    #: What readers are given: facts (no text but sentences and titles), text, or full (the single edits too).
    snapshot: Snapshot = "text"
    #: Whether the bytes of documents are kept, or only referred to where they lie.
    raw: Raw = "keep"
    #: auto stays in this process up to 20 MB of new text and takes a pool of processes beyond; or threads, processes.
    engine: Engine = "auto"
    #: Processes or threads; 0 is one per core.
    workers: int = Field(0, ge=0)
    #: Share of held documents, and of held facts, that a source without a row in sources.csv may have.
    budget: float = Field(0.10, ge=0, le=1)
    #: A source is judged from this many documents on.
    budget_minimum: int = Field(20, gt=0)
    #: A line is proposed as a template from so many different stories of one source on; fewer may share a sentence by chance.
    template_minimum: int = Field(10, gt=1)
    #: A held document is tried so often in one state (words, rules, version); then it waits for a person or a change.
    attempts: int = Field(3, gt=0)
    #: The folder that `kouan serve` watches.
    inbox: Path = Path("inbox")
    #: The schedule of `kouan serve`: an interval such as 15m.
    every: str | None = None
    #: The same as a cron line.
    cron: str | None = None
    #: Where `kouan serve` shows Prefect's page.
    port: int = Field(4200, gt=0, lt=65536)
    #: Seconds that a question in SQL may take.
    sql_timeout: float = Field(60, gt=0)
    #: Rows that its answer may have; it is said when there are more.
    sql_rows: int = Field(1_000_000, gt=0)
    #: Memory that it may take, its answer included; more is refused, and hurts nothing.
    sql_memory: int = Field(1 << 30, ge=128 << 20)
    #: A file with a row per input: path, url, crawled_at, source; CSV with a header, or JSON Lines.
    manifest: Path | None = None
    #: What the paths of inputs say: "{source}/{crawled:%Y-%m-%d}/{name}", or "{host}/{path}" of a mirror.
    path_pattern: str | None = None
    #: JSON Lines and tables: the field that holds the text; unset, the first of text, content, body, article, 正文, 内容.
    text_field: str | None = None
    #: JSON Lines and tables: names of all fields, a table of its own.
    fields: Fields = Fields()
    #: What `kouan check` looks for, and where: a table of its own.
    check: Choice = Choice()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` hands in: it lays file, variables and options over one another."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @field_validator("inputs", mode="before")
    @classmethod
    def _inputs(cls, value: Any) -> Any:
        return tuple(part for part in value.split(",") if part) if isinstance(value, str) else value

    @field_validator("max_size", "max_unpacked", "batch_bytes", "sql_memory", mode="before")
    @classmethod
    def _size(cls, value: Any) -> Any:
        return size_of(value) if isinstance(value, int | str) else value

    @field_validator("home", "backups", "gold", "inbox", "manifest", mode="before")
    @classmethod
    def _place(cls, value: Any) -> Any:
        if value == "":
            raise ValueError("it names no place; remove the line, or write a path")
        return value

    @field_validator("path_pattern")
    @classmethod
    def _path_pattern(cls, value: str | None) -> str | None:
        if value is not None:
            from kouan.reading.path_pattern import compiled

            compiled(value)
        return value

    @field_validator("every")
    @classmethod
    def _every(cls, value: str | None) -> str | None:
        if value is not None:
            seconds_of(value)
        return value

    @model_validator(mode="after")
    def _absolute(self) -> Settings:
        for name in ("home", "backups", "gold", "inbox", "manifest"):
            path = getattr(self, name)
            if path is not None:
                object.__setattr__(self, name, self.project / path.expanduser())
        return self

    @property
    def reports(self) -> Path:
        """Where the pages are written."""
        return self.home / "reports"

    @property
    def parts(self) -> Path:
        """Where the content-addressed parts lie."""
        return self.home / "parts"


def load_settings(start: Path | None = None, **options: Any) -> Settings:
    """Settings of the project around `start` (the working directory); defaults outside of any project.

    `options` are those of the command line; None means not given.

    Raises:
        SettingsError: a key is unknown or its value cannot be used; the message names file and key.
    """
    file = find_settings_file(start)
    given = read_settings_file(file) if file else {}
    project = file.parent if file else (start or Path.cwd()).resolve()
    if "project" in given:
        raise SettingsError(
            f"{file}: project is not a key; it is the folder of this file. Remove it"
        )
    # a variable that is set to nothing is not set
    variables = {
        name: value for name, value in EnvSettingsSource(Settings)().items() if value != ""
    }
    options = {name: value for name, value in options.items() if value is not None}
    for table in ("check", "fields"):  # a table is no variable
        variables.pop(table, None)
    try:
        if "check" in given:
            given = {**given, "check": read_choice(given["check"], file)}
        if "fields" in given:
            given = {**given, "fields": read_fields(given["fields"], file)}
        return Settings(**{**given, **variables, **options, "project": project})
    except ValidationError as error:
        raise SettingsError(_explained(error, file, variables, options)) from error


def _explained(
    error: ValidationError, file: Path | None, variables: dict[str, Any], options: dict[str, Any]
) -> str:
    problems = []
    for problem in error.errors():
        key = str(problem["loc"][0]) if problem["loc"] else "settings"
        if key in options:
            where = f"--{key.replace('_', '-')}"
        elif key in variables:
            where = f"KOUAN_{key.upper()}"
        else:
            where = f"{file}: {key}"
        if problem["type"] == "extra_forbidden":
            known = ", ".join(name for name in Settings.model_fields if name != "project")
            problems.append(f"{where} is not a key of kouan; remove it. Keys are {known}")
        else:
            said = problem["msg"].removeprefix("Value error, ")
            problems.append(f"{where}: {said} (given: {str(problem['input'])[:80]!r})")
    return "; ".join(problems)
