"""Settings in, an environment out in which Prefect keeps to itself: offline, no telemetry, data in the project."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

from flows.settings import Settings

#: Set whatever the user has set: kouan calls nobody.
SILENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "GX_ANALYTICS_ENABLED": "false",
}
#: Set where the user has set nothing.
QUIET = {
    # A first start on a new home was seen to take 33 s; the default of 20 s is too close.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # Prefect's page shows INFO; the terminal nothing that the summary or the one line of an error says better.
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SHOW_BANNER": "false",
}

#: Where Prefect keeps what was set with `prefect config set`.
PROFILES = Path("~/.prefect/profiles.toml")


def has_server() -> bool:
    """Whether the user has named a Prefect server, in a variable or in the profile that is in force."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    file = Path(os.environ.get("PREFECT_PROFILES_PATH") or PROFILES.expanduser())
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return False  # Prefect itself says what is wrong with the file
    active = os.environ.get("PREFECT_PROFILE") or content.get("active")
    profile = content.get("profiles", {}).get(active, {})
    return bool(isinstance(profile, dict) and profile.get("PREFECT_API_URL"))


def prepare_environment(settings: Settings) -> None:
    """Set what Prefect reads when it is imported; the user's own settings and profile stay in force.

    Raises:
        RuntimeError: Prefect is imported already, so that nothing here would reach it.
    """
    if "prefect" in sys.modules and os.environ.get("PREFECT_SERVER_ANALYTICS_ENABLED") != "false":
        raise RuntimeError(
            "prefect was imported before its environment was set; import flows.scheduling.environment first"
        )
    os.environ.update(SILENT)
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if "PREFECT_HOME" not in os.environ:
        profiles = PROFILES.expanduser()
        if (
            profiles.is_file()
        ):  # a server that was set with `prefect config set` is a configured server
            os.environ.setdefault("PREFECT_PROFILES_PATH", str(profiles))
        os.environ["PREFECT_HOME"] = str(settings.home / "prefect")
        # Prefect makes the last folder of the path only, and its server does not start without it.
        (settings.home / "prefect").mkdir(parents=True, exist_ok=True)
