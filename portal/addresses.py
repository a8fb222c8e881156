"""What an address is: of this machine itself, of a page that may embed ours, of a path of our own."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_ORIGIN = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9_.~!$&'()*+,;=:@%/?#-]{0,500}")


def is_loopback(host: str | None) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
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
