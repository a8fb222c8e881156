"""What the portal itself refuses; messages are Dutch, for who started it."""

from __future__ import annotations

from rules.errors import KnowledgeError


class PortalError(Exception):
    """Root of all errors of the portal."""


class PortBusy(PortalError):
    """Another program listens on the port."""


class PortalDidNotStart(PortalError):
    """The web server ended before it served anything."""


class BadInput(PortalError):
    """A file or line given on the command line cannot be used."""


class ConsentNeeded(PortalError):
    """Something of a person would be kept who did not agree to that."""


class CorrectionRefused(PortalError):
    """A correction of a passport that cannot be done as it was sent."""


class VarUnusable(PortalError):
    """The folder with passports and secrets cannot be made or used."""


class SecretsBroken(PortalError):
    """The file with secrets is not as it was made."""


class PersonasError(KnowledgeError, PortalError):
    """The file with demo personas has mistakes in it."""

    title = "De demopersonen kloppen nog niet"
