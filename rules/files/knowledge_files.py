"""The folder `data/` to `Knowledge`.

`load_knowledge(Path("data"))` raises `KnowledgeError` (its subclasses name file, line and field of every mistake)
or `KnowledgeFilesMissing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path
from weakref import WeakValueDictionary

import rules
from rules.business_case import CostFigures
from rules.catalogue import Catalogue
from rules.employment_terms import EmploymentTerm, parse_terms
from rules.errors import KnowledgeError, KnowledgeFilesMissing, Problem
from rules.files.catalogue_files import read_catalogue_files
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.cost_figures import FILE as COSTS
from rules.files.cost_figures import parse_costs
from rules.files.example_parsing import parse_examples
from rules.files.rule_case_parsing import parse_rule_cases
from rules.files.rulebook_parsing import parse_rulebook
from rules.files.versions import content_hash
from rules.knowledge import Knowledge, prepare
from rules.labour_market import LabourMarket, parse_labour_market
from rules.language.examples import Example
from rules.pay import ScaleAmount, parse_scales
from rules.review.rule_cases import RuleCase
from rules.rulebook import Rulebook

RULES = ("rulebook", ".yml")
FIGURES = ("labour_market", ".yml", ".csv")
"""Folder and endings of the files that a version is the hash of."""
SCALES, TERMS = "scales.csv", "terms.csv"


def read_texts(data: Path, folder: str, *suffixes: str) -> dict[str, str]:
    """The texts of a version by path: `read_texts(data, *RULES)`. Raises KnowledgeFilesMissing, or KnowledgeError for what is no UTF-8."""
    return _read(data / folder, *suffixes)


_HELD: WeakValueDictionary[str, Knowledge] = WeakValueDictionary()
"""By the texts it was made of, as long as anybody holds it."""


def load_knowledge(data: Path) -> Knowledge:
    """Catalogue, rulebook, figures and example sentences in `data`; every mistake in any of them is reported at once.

    The same files give the same knowledge while it is in use in this process: making it takes seconds, and it never changes.
    """
    made_of = _made_of(data)
    held = _HELD.get(made_of) if made_of else None
    if held is not None:
        return held
    problems: list[Problem] = []
    loaded: list[object] = []
    for load in (load_catalogue, load_rulebook, load_labour_market, load_scales, load_examples, load_terms, load_costs):
        try:
            loaded.append(load(data))
        except KnowledgeError as error:
            problems.extend(error.problems)
    if problems:
        raise KnowledgeError(problems)
    catalogue, rulebook, labour_market, scales, examples, *_ = loaded  # agreements and costs are only checked here
    assert isinstance(catalogue, Catalogue)
    assert isinstance(rulebook, Rulebook)
    assert isinstance(labour_market, LabourMarket)
    assert isinstance(scales, Mapping)
    assert isinstance(examples, tuple)
    knowledge = prepare(catalogue, rulebook, labour_market, scales, examples, product=product_version())
    if made_of and made_of == _made_of(data):  # nobody saved a file meanwhile
        _HELD[made_of] = knowledge
    return knowledge


def _made_of(data: Path) -> str:
    """A hash of all texts that knowledge is made of; empty when they cannot all be read, which loading then tells."""
    try:
        folders = {folder: _read(data / folder, *suffixes) for folder, *suffixes in (RULES, FIGURES, ("language", ".yml"))}
        return content_hash({"catalogue": content_hash(read_catalogue_files(data)), **{folder: content_hash(texts) for folder, texts in folders.items()}})
    except (KnowledgeError, KnowledgeFilesMissing):
        return ""


def load_catalogue(data: Path) -> Catalogue:
    """The catalogue in `data/catalogue`; raises `CatalogueError`."""
    files = read_catalogue_files(data)
    return parse_catalogue(files, content_hash(files))


def load_rulebook(data: Path) -> Rulebook:
    """The rulebook in `data/rulebook`; raises `RulebookError`."""
    files = read_texts(data, *RULES)
    return parse_rulebook(files, content_hash(files))


def load_rulebook_folder(folder: Path) -> Rulebook:
    """The rulebook of another version: a folder with rules, or a folder with knowledge that holds one; raises `RulebookError`."""
    inside = folder / "rulebook"
    files = _read(inside if inside.is_dir() else folder, ".yml")
    return parse_rulebook(files, content_hash(files))


def load_rule_cases(*places: Path) -> tuple[RuleCase, ...]:
    """The cases of rules in these files and folders; raises `RuleCaseError`."""
    files: dict[str, str] = {}
    for place in places:
        if place.is_dir():
            files |= {name if len(places) == 1 else str(place / name): text for name, text in _read(place, ".yml").items()}
        elif place.is_file():
            files[str(place)] = _text(place, str(place))
        else:
            raise KnowledgeFilesMissing(f"{place} is er niet. Geef een bestand met gevallen, of een map.")
    return parse_rule_cases(files)


def load_labour_market(data: Path) -> LabourMarket:
    """The figures in `data/labour_market`; raises `LabourMarketError`."""
    files = read_texts(data, *FIGURES)
    return parse_labour_market(files, content_hash(files))


def load_scales(data: Path) -> Mapping[int, ScaleAmount]:
    """The municipal pay scales in `data/labour_market/scales.csv`; raises `LabourMarketError`."""
    return parse_scales(SCALES, _read(data / "labour_market", ".csv").get(SCALES, ""))


def load_terms(data: Path) -> tuple[EmploymentTerm, ...]:
    """The facts about agreements in `data/labour_market/terms.csv`; raises `LabourMarketError`."""
    return parse_terms(TERMS, _read(data / "labour_market", ".csv").get(TERMS, ""))


def load_costs(data: Path) -> CostFigures:
    """The amounts of the business case in `data/labour_market/costs.csv`; raises `LabourMarketError`."""
    return parse_costs(COSTS, _read(data / "labour_market", ".csv").get(COSTS, ""))


def load_examples(data: Path) -> tuple[Example, ...]:
    """The example sentences in `data/language`; raises `ExamplesError`."""
    return parse_examples(_read(data / "language", ".yml"))


@cache
def product_version() -> str:
    """The release of this product (or `unreleased`, from an uninstalled checkout) with the hash of the code that reasons, such as
    0.1.0+5f2c81d09a34: another way of reasoning is another version, also between releases."""
    try:
        release = package_version("loopbaanwijzer")
    except PackageNotFoundError:
        release = "unreleased"
    code = Path(rules.__file__).parent
    return f"{release}+{content_hash({path.relative_to(code).as_posix(): path.read_text(encoding='utf-8') for path in code.rglob('*.py')})}"


def _read(folder: Path, *suffixes: str) -> dict[str, str]:
    """Texts by path inside the folder, in order of path."""
    if not folder.is_dir():
        raise KnowledgeFilesMissing(f"De map {folder} is er niet. Zet de bestanden terug, of wijs de goede map aan.")
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in suffixes]
    files = {name: _text(path, name) for path in paths for name in (path.relative_to(folder).as_posix(),)}
    if not files:
        raise KnowledgeFilesMissing(f"In de map {folder} staan geen bestanden ({', '.join(suffixes)}). Zet ze terug.")
    return files


def _text(path: Path, name: str) -> str:
    """The text of one file, `name` being what people know it by."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise KnowledgeError([Problem(name, line, "", "is geen UTF-8. Sla het bestand op als UTF-8.")]) from error
