"""What the portal itself refuses; messages are Dutch, for who started it."""

from __future__ import annotations


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
