"""The folder `data/` to `Knowledge`.

`load_knowledge(Path("data"))` raises `KnowledgeError` (its subclasses name file, line and field of every mistake)
or `KnowledgeFilesMissing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path

from rules.catalogue import Catalogue
from rules.employment_terms import EmploymentTerm, parse_terms
from rules.errors import KnowledgeError, KnowledgeFilesMissing, Problem
from rules.files.catalogue_files import read_catalogue_files
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.example_parsing import parse_examples
from rules.files.rulebook_parsing import parse_rulebook
from rules.files.versions import content_hash
from rules.knowledge import Knowledge, prepare
from rules.labour_market import LabourMarket, parse_labour_market
from rules.language.examples import Example
from rules.pay import ScaleAmount, parse_scales
from rules.rulebook import Rulebook


def load_knowledge(data: Path) -> Knowledge:
    """Catalogue, rulebook, figures and example sentences in `data`; every mistake in any of them is reported at once."""
    problems: list[Problem] = []
    loaded: list[object] = []
    for load in (load_catalogue, load_rulebook, load_labour_market, load_scales, load_examples, load_terms):
        try:
            loaded.append(load(data))
        except KnowledgeError as error:
            problems.extend(error.problems)
    if problems:
        raise KnowledgeError(problems)
    catalogue, rulebook, labour_market, scales, examples, _ = loaded  # the agreements are only checked here
    assert isinstance(catalogue, Catalogue)
    assert isinstance(rulebook, Rulebook)
    assert isinstance(labour_market, LabourMarket)
    assert isinstance(scales, Mapping)
    assert isinstance(examples, tuple)
    return prepare(catalogue, rulebook, labour_market, scales, examples, product=product_version())


def load_catalogue(data: Path) -> Catalogue:
    """The catalogue in `data/catalogue`; raises `CatalogueError`."""
    files = read_catalogue_files(data)
    return parse_catalogue(files, content_hash(files))


def load_rulebook(data: Path) -> Rulebook:
    """The rulebook in `data/rulebook`; raises `RulebookError`."""
    files = _read(data / "rulebook", ".yml")
    return parse_rulebook(files, content_hash(files))


def load_labour_market(data: Path) -> LabourMarket:
    """The figures in `data/labour_market`; raises `LabourMarketError`."""
    files = _read(data / "labour_market", ".yml", ".csv")
    return parse_labour_market(files, content_hash(files))


def load_scales(data: Path) -> Mapping[int, ScaleAmount]:
    """The municipal pay scales in `data/labour_market/scales.csv`; raises `LabourMarketError`."""
    name = "scales.csv"
    return parse_scales(name, _read(data / "labour_market", ".csv").get(name, ""))


def load_terms(data: Path) -> tuple[EmploymentTerm, ...]:
    """The facts about agreements in `data/labour_market/terms.csv`; raises `LabourMarketError`."""
    name = "terms.csv"
    return parse_terms(name, _read(data / "labour_market", ".csv").get(name, ""))


def load_examples(data: Path) -> tuple[Example, ...]:
    """The example sentences in `data/language`; raises `ExamplesError`."""
    return parse_examples(_read(data / "language", ".yml"))


def product_version() -> str:
    """The release of this product, or `unreleased` where it runs from an uninstalled checkout."""
    try:
        return package_version("loopbaanwijzer")
    except PackageNotFoundError:
        return "unreleased"


def _read(folder: Path, *suffixes: str) -> dict[str, str]:
    """Texts by path inside the folder, in order of path."""
    if not folder.is_dir():
        raise KnowledgeFilesMissing(f"De map {folder} is er niet. Zet de bestanden terug, of wijs de goede map aan.")
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in suffixes:
            name = path.relative_to(folder).as_posix()
            try:
                files[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                line = path.read_bytes()[: error.start].count(b"\n") + 1
                raise KnowledgeError([Problem(name, line, "", "is geen UTF-8. Sla het bestand op als UTF-8.")]) from error
    if not files:
        raise KnowledgeFilesMissing(f"In de map {folder} staan geen bestanden ({', '.join(suffixes)}). Zet ze terug.")
    return files
