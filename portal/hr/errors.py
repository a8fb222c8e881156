"""What HR's pages refuse; messages are Dutch and tell what to do."""

from __future__ import annotations

from portal.errors import PortalError


class HrError(PortalError):
    """Root of these."""


class FieldRefused(HrError):
    """What was filled in cannot stand in this field."""
