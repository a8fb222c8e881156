"""What an address is: of this machine itself, of a page that may embed ours, of a path of our own."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.requests import Request

_ORIGIN = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_PASSED_ON = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-original-host", "x-host"})
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9_.~!$&'()*+,;=:@%/?#-]{0,500}")


def is_loopback(host: str | None) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def comes_from_here(request: Request) -> bool:
    """Whether a request was made on this machine itself, as far as a request can tell.

    By the sender's address; by the name that it was sent to, as a foreign name that leads here is another website's; and without any
    sign of a proxy, behind which everybody seems to be this machine: its headers, a page of a foreign name that it comes from, and
    HTTP/1.0, which many proxies speak by default and no browser does. A proxy that hides all of these is not seen.
    """
    if request.client is None or not is_loopback(request.client.host) or not is_loopback(request.url.hostname):
        return False
    if request.scope.get("http_version") == "1.0" or any(name in _PASSED_ON or name.startswith("x-forwarded") for name in request.headers):
        return False
    return all(_is_here(request.headers[name]) for name in ("origin", "referer") if name in request.headers)


def _is_here(address: str) -> bool:
    try:
        return is_loopback(urlsplit(address).hostname)
    except ValueError:
        return False


def is_origin(text: str) -> bool:
    """Whether this is the beginning of a web address, without a path; what is not encrypted only on this machine itself."""
    if not _ORIGIN.fullmatch(text.lower()):
        return False
    parts = urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        return False
    return is_encrypted_or_here(text) and port != 0 and ".." not in (parts.hostname or "")


def is_encrypted_or_here(address: str) -> bool:
    """Whether what is sent to this address is encrypted, or stays on this machine.

    >>> [is_encrypted_or_here(each) for each in ("https://a.example/x", "http://127.0.0.1:1", "http://a.example", "file:///x")]
    [True, True, False, False]
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme.lower() == "https" or (parts.scheme.lower() == "http" and is_loopback(host)))


def own_path(path: str, otherwise: str) -> str:
    """The path itself when it can only lead to a page of ours, else `otherwise`.

    >>> [own_path(each, "/") for each in ("/paspoort?gelukt=true", "//elders.example", "/\\\\elders.example", "https://elders.example")]
    ['/paspoort?gelukt=true', '/', '/', '/']
    """
    return path if _OWN_PATH.fullmatch(path) else otherwise
