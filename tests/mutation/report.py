"""The section of docs/EVALUATION.md about mutants, from the results that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.evaluation.measures import Section, percent
from tests.mutation.results import Outcome, Results, Trial, killed, room, wilson

RESULTS = Path(__file__).with_name("results.json")
REMARKS = (
    "What survives, by kind, as far as it was looked into (most of it changes nothing that anybody sees): "
    "(1) nothing changes at all: a check that two lists are as long as each other (`strict=True`), a default that is never used, an empty text where nobody reads one, a bound that no value lies on, the size of a cache; "
    "(2) one part of a text that tests hold only in part: how a list of choices is joined, the name of the field in a problem, the label of an internal place; "
    "(3) one small weight, last digit or word form in matching and in reading Dutch, on which no test sentence hangs; "
    "(4) a fact about the market or the work that only few rules ask for; "
    "(5) what is made once when a module is loaded, before any mutant is in place (1.3% of all mutants): counted as survived. Language is weakest: word forms and borders of clauses hang on few sentences each.",
    "The lower end of the interval lies just under 80%. Before the sample was drawn, 67 mutants of another seed had been tried and tests written for what they showed; the sample itself was new then. "
    "Tests written after looking at its survivors are in the repository and not in the figure. As a control the tests of 16 mutants were run with no mutant in place: none failed.",
    "Real holes that were found and closed with tests: what a card says of demands and points, a long way that was asked for beside another, a value in a case of a rule that need not be known, days in a workbook, parts of a card that could have been always empty, "
    "and whole sentences in every advice, in every ‘what if’ and in every problem in a file.",
    "Not mutated: patterns and tables at the top of a module, and decorated functions (mutmut leaves them alone). Not asked: tests outside `tests/rules` (of the bot, the portal and whole talks), and those that start another process. mypy, which `make test` runs as well, is no part of the figure.",
)
"""Written by hand after looking at survivors; look again when the sample is drawn anew."""


def evaluate() -> Section:
    """What `make mutate` found the last time it ran; nothing is measured here."""
    return section(Results.read(RESULTS))


def section(results: Results) -> Section:
    """Killed and survived per room of `rules/`, with the interval of each share."""
    trials = results.trials
    rooms = sorted({room(trial.mutant) for trial in trials})
    rows = [_row(name, [trial for trial in trials if room(trial.mutant) == name]) for name in rooms]
    return Section(
        "Mutants of the expert system",
        f"`make mutate` of {results.day} (commit {results.commit}): {len(trials)} of the {results.population:,} mutants of `rules/`, drawn at random (seed {results.seed}), "
        "each against the tests of `tests/rules` and the examples in docstrings that reach it. Killed: a test fails, or the run takes far too long.",
        ("room", "mutants", "killed", "share", "95% interval (Wilson)"),
        (*rows, _row("**all**", trials)),
        (_ways(results), *REMARKS),
    )


def _row(name: str, trials: Sequence[Trial]) -> tuple[str, ...]:
    right, count = killed(trials), len(trials)
    low, high = wilson(right, count)
    return name, str(count), str(right), percent(right / count), f"{percent(low)} to {percent(high)}"


def _ways(results: Results) -> str:
    """How those that were killed were killed, and what is known of the rest."""
    count = {outcome: sum(trial.outcome is outcome for trial in results.trials) for outcome in Outcome}
    cut = sum(trial.cut_short for trial in results.trials)
    return (
        f"Killed by a failing test {count[Outcome.KILLED]}, by taking too long {count[Outcome.TOO_LONG]}, by the fall of the interpreter {count[Outcome.DIED]}. "
        f"Survived {count[Outcome.SURVIVED]}, and {count[Outcome.UNREACHED]} more that no test reaches. "
        f"For {cut} of the survivors only the likeliest and quickest tests were asked, as all together would take too long: another test may yet kill them."
    )
