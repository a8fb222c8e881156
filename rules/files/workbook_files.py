"""Workbooks on disk, and the catalogue that one holds put in the place of today's."""

from __future__ import annotations

from pathlib import Path

from rules.catalogue import Catalogue
from rules.errors import CatalogueChanged, KnowledgeFilesMissing
from rules.files.catalogue_editing import edit_catalogue
from rules.files.catalogue_files import read_catalogue_files, replace_catalogue_files
from rules.files.refusals import why_not
from rules.files.versions import content_hash
from rules.files.workbook_reading import MAX_BYTES, ReadWorkbook, read_workbook
from rules.files.workbook_writing import workbook_of


def write_workbook_file(file: Path, catalogue: Catalogue) -> None:
    """The catalogue as an .xlsx file, whole or not at all. Raises WorkbookError or OSError."""
    content = workbook_of(catalogue)
    draft = file.with_name(f"{file.name}.new")
    draft.write_bytes(content)
    draft.replace(file)


def read_workbook_file(file: Path) -> ReadWorkbook:
    """The catalogue in an .xlsx file. Raises KnowledgeFilesMissing, or WorkbookError with every mistake in it."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise KnowledgeFilesMissing(f"{file} kan niet gelezen worden: {why_not(error)}. Kijk of de naam klopt.") from error
    return read_workbook(content, file.name)


def save_catalogue(data: Path, wanted: Catalogue, expected_version: str) -> str:
    """Put `wanted` in the place of the catalogue of `expected_version`, and tell the new version.

    Raises CatalogueChanged when the catalogue is another version by now, CatalogueError, or OSError when the disk refuses.
    """
    files = read_catalogue_files(data)
    if content_hash(files) != expected_version:
        raise CatalogueChanged("De catalogus is net door iemand anders veranderd. Er is niets bewaard. Bekijk de verschillen opnieuw.")
    edited = edit_catalogue(files, wanted)
    replace_catalogue_files(data, edited, expected_version)
    return content_hash(edited)
