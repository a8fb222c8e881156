"""What every page of HR needs: who may come in, and answers that are files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from portal.login import Role, Session, required_role

Who = Annotated[Session, Depends(required_role(Role.HR))]
HOME = "/beheer"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type and its ending."""

    media: str
    ending: str


CSV = Kind("text/csv; charset=utf-8", "csv")
JSON = Kind("application/json", "json")
PDF = Kind("application/pdf", "pdf")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
MARKDOWN = Kind("text/markdown; charset=utf-8", "md")


def as_file(content: bytes, stem: str, kind: Kind) -> Response:
    """The content to save, under a name with the day in it."""
    name = f"{stem}-{datetime.now(UTC).date().isoformat()}.{kind.ending}"
    return Response(content, media_type=kind.media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
