"""What HR's pages refuse; messages are Dutch and tell what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.errors import PortalError


class HrError(PortalError):
    """Root of these."""


class FieldRefused(HrError):
    """What was filled in cannot stand in this field."""


class FiguresRefused(HrError):
    """A table cannot be taken over yet: `fields` has what is wrong by field of the form, `lines` what is wrong in the table."""

    def __init__(self, fields: Mapping[str, str], lines: Sequence[str] = ()) -> None:
        super().__init__("; ".join((*fields.values(), *lines)))
        self.fields, self.lines = dict(fields), tuple(lines)
