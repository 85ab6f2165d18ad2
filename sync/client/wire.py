"""HTTP as this program speaks it: the system's certificates, no cookies, no endless answers."""

import ssl
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import truststore
from requests.adapters import HTTPAdapter

from sync.errors import Offline
from sync.protocol import LARGEST_REPLY

_PART = 64 * 1024


def fresh_session() -> requests.Session:
    """Return a session that trusts what the system trusts, so that a school's own root works."""
    session = StraightSession()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["User-Agent"] = "coalition-desk"
    session.mount("https://", SystemTrust())
    return session


def read_limited(response: requests.Response) -> bytes:
    """Return the unpacked body of an answer, as long as it is not absurdly large."""
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(_PART):
        parts.append(part)
        size += len(part)
        if size > LARGEST_REPLY:
            raise Offline(
                "The office's answer was too large to be true, so nothing of it was taken. "
                "Your work is safe here; please tell the office.",
                "unreadable",
            )
    return b"".join(parts)


def _system_trust() -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class StraightSession(requests.Session):
    """Takes each answer as it is: where a redirect points is not even read, it may be nonsense."""

    def __init__(self) -> None:
        super().__init__()
        self._around: dict[str, Any] = {}

    def merge_environment_settings(self, url: str | bytes | None, *given: Any) -> Any:
        """Return the proxies and certificates that the environment names, read once for each office."""
        origin = str(url).partition("/v1/")[0]
        if origin not in self._around:
            self._around[origin] = super().merge_environment_settings(url, *given)
        return dict(self._around[origin])

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return where to go instead: nowhere."""


class SystemTrust(HTTPAdapter):
    """TLS that is checked against the certificates of the operating system."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pool of direct connections."""
        super().init_poolmanager(*args, **options, ssl_context=_system_trust())

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make the pool of connections through a proxy."""
        return super().proxy_manager_for(proxy, **options, ssl_context=_system_trust())
