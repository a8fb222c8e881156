"""A file that somebody chose in a form: read in memory only, and kept nowhere."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser


async def uploaded_file(request: Request, largest: int) -> tuple[str, bytes]:
    """The name and the bytes of the field `file`; both empty when none was chosen. 422 for what is no such form.

    `largest`: bytes that a file may have here; the framework would put what is over a megabyte in a file of its own.
    """
    name, content, _ = await uploaded_form(request, largest, 1)
    return name, content


async def uploaded_form(request: Request, largest: int, most_fields: int) -> tuple[str, bytes, dict[str, str]]:
    """As `uploaded_file`, with the other fields by name."""
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=most_fields)
    parser.spool_max_size = largest + 1
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(422)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise HTTPException(422) from error
    file = form.get("file")
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        return (file.filename or "", await file.read(), typed) if isinstance(file, UploadFile) else ("", b"", typed)
    finally:
        await form.close()
