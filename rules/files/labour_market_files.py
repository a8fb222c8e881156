"""The labour-market folder on disk: reading a table from elsewhere, and writing `tightness.csv` whole or not at all."""

from __future__ import annotations

from pathlib import Path

from rules.errors import KnowledgeFilesMissing, Problem, TableError
from rules.files.occupation_classes import FILE as CLASSES_FILE
from rules.files.occupation_classes import OccupationClasses, parse_occupation_classes
from rules.files.refusals import why_not
from rules.files.tightness_table import FILE as TIGHTNESS_FILE
from rules.files.whole_files import replace_whole
from rules.labour_market import parse_labour_market
from rules.matching.regions import Region, parse_regions

MAX_TABLE = 50_000_000  # bytes
_REGIONS_FILE = "regions.yml"


def read_table_file(path: Path) -> bytes:
    """The bytes of a table; raises `KnowledgeFilesMissing` or `TableError`."""
    try:
        if path.stat().st_size > MAX_TABLE:
            raise TableError([Problem(path.name, 1, "", f"is groter dan {MAX_TABLE // 1_000_000} MB. Bewaar alleen de tabel die je nodig hebt.")])
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeFilesMissing(f"{path} kan niet gelezen worden: {why_not(error)}. Kijk de naam na.") from error


def load_regions(data: Path) -> tuple[Region, ...]:
    """The regions in `data/labour_market/regions.yml`; raises `LabourMarketError`."""
    return parse_regions(_text(data, _REGIONS_FILE))


def load_occupation_classes(data: Path) -> OccupationClasses:
    """UWV's classes and our sectors; raises `LabourMarketError`."""
    return parse_occupation_classes(_text(data, CLASSES_FILE))


def read_tightness(data: Path) -> str:
    """The text of `tightness.csv`, found right; raises `LabourMarketError`."""
    text = _text(data, TIGHTNESS_FILE)
    parse_labour_market({_REGIONS_FILE: _text(data, _REGIONS_FILE), TIGHTNESS_FILE: text}, "")
    return text


def write_tightness(data: Path, text: str, before: str) -> Path:
    """Put `text` in the place of `before`: whole or not at all, and only when it is right and nobody changed the file meanwhile."""
    parse_labour_market({_REGIONS_FILE: _text(data, _REGIONS_FILE), TIGHTNESS_FILE: text}, "")
    path = data / "labour_market" / TIGHTNESS_FILE
    if _text(data, TIGHTNESS_FILE) != before:
        raise TableError([Problem(TIGHTNESS_FILE, 1, "", "is intussen door iemand anders veranderd. Begin opnieuw, dan telt die verandering mee.")])
    try:
        replace_whole(path, text.encode())
    except OSError as error:
        raise KnowledgeFilesMissing(f"{path} kan niet geschreven worden: {why_not(error)}. Er is niets veranderd.") from error
    return path


def _text(data: Path, name: str) -> str:
    path = data / "labour_market" / name
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except OSError as error:
        raise KnowledgeFilesMissing(f"{path} kan niet gelezen worden: {why_not(error)}. Zet het bestand terug.") from error
    except UnicodeDecodeError as error:
        raise KnowledgeFilesMissing(f"{path} is geen UTF-8. Sla het bestand opnieuw op als UTF-8.") from error
