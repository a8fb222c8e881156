"""Every version of knowledge that was ever served, kept by its hash, so that an advice can be replayed years later.

`keep` puts the texts of catalogue, rulebook and figures away, each under its own version; what is there is never written again.
`load_versions` makes knowledge of the versions that an advice names, from there or from the files of today.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from rules.answer import Versions
from rules.errors import VersionNotKept
from rules.files.catalogue_files import read_catalogue_files
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.knowledge_files import FIGURES, RULES, SCALES, product_version, read_texts
from rules.files.rulebook_parsing import parse_rulebook
from rules.files.versions import content_hash
from rules.files.whole_files import replace_whole
from rules.knowledge import Knowledge, prepare
from rules.labour_market import parse_labour_market
from rules.pay import parse_scales

Texts = Mapping[str, str]


def keep(data: Path, archive: Path, versions: Versions) -> None:
    """Put away the files in `data` that knowledge of these versions was made of. Raises VersionNotKept when they changed meanwhile, and OSError."""
    keep_texts(_texts(data), archive, versions)


def keep_texts(parts: Mapping[str, Texts], archive: Path, versions: Versions) -> None:
    """As `keep`, of texts by part (catalogue, rulebook, labour_market) that are in hand already."""
    for part, files in parts.items():
        wanted = getattr(versions, part)
        if content_hash(files) != wanted:
            raise VersionNotKept(f"De bestanden van {part} veranderden tijdens het starten. Start opnieuw.")
        place = _place(archive, part, wanted)
        if not place.exists():
            _write(place, files)


def load_versions(versions: Versions, archive: Path, data: Path) -> Knowledge:
    """Knowledge of exactly these versions. Raises VersionNotKept, which names what is missing or damaged."""
    now = _texts(data)
    texts = {part: files if content_hash(files) == getattr(versions, part) else _kept(archive, part, getattr(versions, part)) for part, files in now.items()}
    return prepare(
        parse_catalogue(texts["catalogue"], versions.catalogue),
        parse_rulebook(texts["rulebook"], versions.rulebook),
        parse_labour_market(texts["labour_market"], versions.labour_market),
        parse_scales(SCALES, texts["labour_market"].get(SCALES, "")),
        (),  # examples teach how talk is meant; an advice begins where that is known
        product=product_version(),
    )


def _texts(data: Path) -> dict[str, Texts]:
    return {"catalogue": read_catalogue_files(data), "rulebook": read_texts(data, *RULES), "labour_market": read_texts(data, *FIGURES)}


def _place(archive: Path, part: str, version: str) -> Path:
    return archive / part / f"{version}.json.gz"


def _kept(archive: Path, part: str, version: str) -> Texts:
    place = _place(archive, part, version)
    try:
        found = json.loads(gzip.decompress(place.read_bytes()))
    except FileNotFoundError:
        raise VersionNotKept(f"Versie {version} van {part} is hier niet bewaard. Zet {place} terug uit een reservekopie.") from None
    except (OSError, EOFError, ValueError) as error:
        raise VersionNotKept(f"{place} is beschadigd. Zet het terug uit een reservekopie.") from error
    if not isinstance(found, dict) or content_hash(found) != version:
        raise VersionNotKept(f"{place} is niet wat het zegt te zijn (versie {version}). Zet het terug uit een reservekopie.")
    return found


def _write(place: Path, files: Texts) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(place, gzip.compress(json.dumps(files, ensure_ascii=False, sort_keys=True).encode(), mtime=0))
