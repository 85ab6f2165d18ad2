"""What a person prefers on this computer: language, looks, and where the window was.

Kept beside the data in plain JSON, for it must be known before anything is unlocked and
holds nothing of the coalition. Damaged or missing settings are the usual ones.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

from desktop.safe_files import write_atomically

SCHEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (90, 100, 115, 130, 150, 200)
"""Per cent of the system's own."""


@dataclass(frozen=True)
class Settings:
    """The choices, each with what is usual."""

    language: str = ""
    """en, es; "" follows the system."""
    scheme: str = "system"
    text_size: int = 100
    reduce_motion: bool = False
    page: str = ""
    """The page that was open last."""
    window: str = ""
    """Place and size of the window, in Qt's own words (base64)."""

    def but(self, **changed: Any) -> Self:
        """Return the settings with other choices."""
        return replace(self, **changed)


def read_settings(folder: Path) -> Settings:
    """Return the settings kept in a folder; whatever cannot be understood is as usual."""
    try:
        kept = json.loads((folder / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    usual = asdict(Settings())
    given = kept if isinstance(kept, dict) else {}
    known = {name: given[name] for name in usual if isinstance(given.get(name), type(usual[name]))}
    return _allowed(Settings(**known))


def keep_settings(folder: Path, settings: Settings) -> None:
    """Keep settings; Unavailable if the disk does not let us."""
    chosen = {each.name: getattr(settings, each.name) for each in fields(settings)}
    write_atomically(folder / "settings.json", json.dumps(chosen, indent=1).encode(), "settings.json")


def _allowed(settings: Settings) -> Settings:
    """A choice that this program does not offer is the usual one."""
    scheme = settings.scheme if settings.scheme in SCHEMES else "system"
    size = settings.text_size if settings.text_size in TEXT_SIZES else 100
    return settings.but(scheme=scheme, text_size=size)
