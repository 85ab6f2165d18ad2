"""What this program is, for those it talks to."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the version of the program, "0" where it runs without being installed."""
    try:
        return version("coalition-desk")
    except PackageNotFoundError:
        return "0"
