"""What an office is told when it starts: where its data is, where it listens.

An option on the command line wins over a `COALITION_OFFICE_*` variable, and
that over the default.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from sync.errors import Malformed
from sync.server.limits import Limits

PREFIX = "COALITION_OFFICE_"
_SQLITE = "sqlite:///"


def read_settings(options: Mapping[str, object], environ: Mapping[str, str]) -> Settings:
    """Return the settings; Malformed, with the name of the option, when one is wrong.

    `options` are those given on the command line; None means not given.
    """
    told = {name: environ[variable(name)] for name in Settings.model_fields if environ.get(variable(name))}
    given = {name: options[name] for name in Settings.model_fields if options.get(name) is not None}
    try:
        return Settings.model_validate({"folder": _usual_folder(), **told, **given})
    except ValidationError as error:
        raise Malformed(_sentence(error)) from None


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"{PREFIX}{'DATA' if name == 'folder' else name.upper()}"


def _usual_folder() -> Path:
    from platformdirs import user_data_path  # only when nobody says where

    return user_data_path("coalition-office", appauthor=False)


def _sentence(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    name = str(fault["loc"][0]) if fault["loc"] else ""
    option = "data" if name == "folder" else name.replace("_", "-")
    named = f"The option --{option} (or {variable(name)}) is wrong" if name else "The options are wrong"
    return f"{named}: {fault['msg'].removeprefix('Value error, ')}. Nothing was started."


class Settings(BaseModel):
    """All that the office can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path
    database_url: str = ""
    """`postgresql+psycopg://...`; empty = SQLite in the folder."""
    host: str = "127.0.0.1"
    port: int = Field(8420, ge=0, le=65535)
    """0 = any free one."""
    workers: int = Field(1, ge=1, le=64)
    """Processes that answer requests."""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    address: str = Field("", pattern=r"^(https?://[^\s/]+)?$")
    """Where people reach the office from outside; empty = the host and port."""
    rounds: int = Field(Limits.rounds, ge=1)
    """Of one device in a minute."""
    enrolments: int = Field(Limits.enrolments, ge=1)
    """New computers from one address in an hour."""

    @field_validator("database_url")
    @classmethod
    def _one_of_two_sorts(cls, given: str) -> str:
        if given and not given.startswith(("postgresql+psycopg://", _SQLITE)):
            raise ValueError("it starts with postgresql+psycopg:// or sqlite:///")
        return given

    @model_validator(mode="after")
    def _certificate_with_key(self) -> Settings:
        if (self.tls_cert is None) != (self.tls_key is None):
            raise ValueError("a certificate (--tls-cert) and its key (--tls-key) come together")
        return self

    @property
    def database(self) -> str:
        """What `storage.open_storage` opens: the path of a file, or an address."""
        if not self.database_url:
            return str(self.folder / "office.sqlite")
        return self.database_url.removeprefix(_SQLITE)

    @property
    def files(self) -> Path:
        """Where the bytes of attached files live."""
        return self.folder / "files"

    @property
    def aside(self) -> Path:
        """Where is kept what a restore or a migration replaced."""
        return self.folder / "aside"

    @property
    def environment(self) -> dict[str, str]:
        """These settings as variables, for the processes that answer requests."""
        given = self.model_dump(mode="json", exclude_none=True)
        return {variable(name): str(value) for name, value in given.items() if value != ""}

    @property
    def outside_address(self) -> str:
        """The address to write into links."""
        return self.address or self.listening_address(self.port)

    def listening_address(self, port: int) -> str:
        """Return the address of this office at the port it got."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls_cert else 'http'}://{host}:{port}"
