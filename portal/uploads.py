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
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=1)
    parser.spool_max_size = largest + 1
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(422)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise HTTPException(422) from error
    file = form.get("file")
    try:
        return (file.filename or "", await file.read()) if isinstance(file, UploadFile) else ("", b"")
    finally:
        await form.close()
