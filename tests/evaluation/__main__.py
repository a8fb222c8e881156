"""`python -m tests.evaluation`: print every table and write docs/EVALUATION.md; with `engines` only that section of it anew."""

from __future__ import annotations

import sys

from rules.files.knowledge_files import load_knowledge
from tests.evaluation import (
    dialogue,
    engines,
    extraction,
    fairness,
    languages,
    links,
    melo,
    named,
    neighbours,
    questions,
    run_on,
    seeds,
    staff,
    talks,
    tasks,
    titles,
)
from tests.evaluation.measures import Section
from tests.mutation import report as mutants

HEADER = """# Evaluation

Written by `make evaluate`; do not edit by hand. Even entries of each own set were used for tuning, the odd ones are
reported; where the reported half was seen in any way, its section says so. The own sets stand in `tests/evaluation/` and were written without sight of the catalogue's wording.
"""


def sections() -> list[Section]:
    """Every part of the report."""
    knowledge = load_knowledge(melo.ROOT / "data")
    catalogue = knowledge.catalogue
    own = [titles.evaluate(catalogue), tasks.evaluate(catalogue), links.evaluate(knowledge), extraction.evaluate(catalogue), run_on.evaluate(catalogue), neighbours.evaluate(catalogue)]
    own += [staff.evaluate(catalogue), fairness.evaluate(knowledge)]
    return [melo.evaluate(), *own, *dialogue.evaluate(), engines.evaluate(), named.evaluate(catalogue), languages.evaluate(), questions.evaluate(), talks.evaluate(), seeds.evaluate(), mutants.evaluate()]


def main() -> int:
    file = melo.ROOT / "docs" / "EVALUATION.md"
    if sys.argv[1:] == ["engines"]:
        report = with_section(file.read_text(encoding="utf-8"), engines.evaluate(), after="Dialogue: per intent")
    else:
        report = "\n".join([HEADER, *(section.markdown() for section in sections())])
    file.write_text(report, encoding="utf-8")
    sys.stdout.write(report)
    return 0


def with_section(report: str, section: Section, *, after: str) -> str:
    """The report with this section in place of the one of that title, or behind the one named `after`."""
    parts = report.split("\n## ")
    kept = [part for part in parts if not part.startswith(f"{section.title}\n")]
    place = next(number for number, part in enumerate(kept) if part.startswith(f"{after}\n"))
    return "\n## ".join([*kept[: place + 1], section.markdown().removeprefix("## "), *kept[place + 1 :]])


if __name__ == "__main__":
    sys.exit(main())
