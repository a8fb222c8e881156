"""`python -m tests.evaluation`: print every table and write docs/EVALUATION.md."""

from __future__ import annotations

import sys

from rules.files.knowledge_files import load_knowledge
from tests.evaluation import (
    dialogue,
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
    return [melo.evaluate(), *own, *dialogue.evaluate(), named.evaluate(catalogue), languages.evaluate(), questions.evaluate(), talks.evaluate(), seeds.evaluate(), mutants.evaluate()]


def main() -> int:
    report = "\n".join([HEADER, *(section.markdown() for section in sections())])
    (melo.ROOT / "docs" / "EVALUATION.md").write_text(report, encoding="utf-8")
    sys.stdout.write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
