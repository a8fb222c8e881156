"""The figures about mutants are right, and say no more than was tried."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tests.mutation import report, results, switch, trials
from tests.mutation.difference import difference
from tests.mutation.results import Outcome, Results, Trial, read_trials, sample, wilson

NAMES = [f"rules.learning.x_step__mutmut_{number}" for number in range(50)]
KILLED = Trial("rules.language.dutch.x_stem__mutmut_3", Outcome.KILLED, 12, True)
TOO_LONG = Trial("rules.learning.x__step__mutmut_1", Outcome.TOO_LONG, 3, True)
CUT_SHORT = Trial("rules.language.dutch.x_stem__mutmut_4", Outcome.SURVIVED, 12, False)
UNREACHED = Trial("rules.learning.x__step__mutmut_2", Outcome.UNREACHED, 0, True)


@pytest.mark.parametrize("module", [results, switch])
def test_the_examples_hold(module: object) -> None:
    run = doctest.testmod(module)  # type: ignore[arg-type]
    assert run.attempted > 0
    assert run.failed == 0


@pytest.mark.parametrize(("right", "count", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366), (0, 0, 0.0, 1.0)])
def test_the_interval_is_the_one_of_wilson(right: int, count: int, low: float, high: float) -> None:
    """81 of 263 is the worked example of Newcombe (1998), method 3."""
    assert wilson(right, count) == pytest.approx((low, high), abs=0.0005)


def test_a_sample_depends_on_the_seed_alone_and_a_larger_one_goes_on_where_it_was() -> None:
    assert sample(reversed(NAMES), 1, 20) == sample(NAMES, 1, 20) == sample(NAMES, 1, 30)[:20]
    assert sample(NAMES, 1, 20) != sample(NAMES, 2, 20)
    assert len(set(sample(NAMES, 1, 50))) == 50


def test_a_run_that_broke_off_in_a_line_goes_on_with_that_mutant(tmp_path: Path) -> None:
    written = tmp_path / "seed-1.jsonl"
    assert read_trials(written) == []
    written.write_text(f"{KILLED.to_json()}\n{CUT_SHORT.to_json()}\n{TOO_LONG.to_json()[:30]}", encoding="utf-8")
    assert read_trials(written) == [KILLED, CUT_SHORT]


def test_results_come_back_whole(tmp_path: Path) -> None:
    kept = Results("2026-01-31", "abc", 7, 1000, (CUT_SHORT, KILLED, UNREACHED))
    kept.write(tmp_path / "results.json")
    back = Results.read(tmp_path / "results.json")
    assert sorted(back.trials, key=str) == sorted(kept.trials, key=str)
    assert (back.day, back.commit, back.seed, back.population) == ("2026-01-31", "abc", 7, 1000)


def test_the_report_counts_what_no_test_reaches_as_survived() -> None:
    section = report.section(Results("2026-01-31", "abc", 7, 1000, (KILLED, CUT_SHORT, TOO_LONG, UNREACHED)))
    assert [row[:4] for row in section.rows] == [
        ("rules (itself)", "2", "1", "50.0%"),
        ("rules/language", "2", "1", "50.0%"),
        ("**all**", "4", "2", "50.0%"),
    ]
    assert "by taking too long 1" in section.remarks[0]
    assert "For 1 of the survivors" in section.remarks[0]


def test_at_least_one_test_is_asked_and_the_time_is_kept_to() -> None:
    seconds = {"slow": 9.0, "quick": 1.0, "middle": 3.0}
    assert trials.within(["quick", "middle", "slow"], seconds, 5.0) == (["quick", "middle"], False)
    assert trials.within(["slow"], seconds, 5.0) == (["slow"], True)
    assert trials.within([], seconds, 5.0) == ([], True)


@pytest.mark.parametrize(("code", "ended"), [(0, Outcome.SURVIVED), (1, Outcome.KILLED), (-24, Outcome.TOO_LONG), (-11, Outcome.DIED)])
def test_how_a_child_ends_says_what_became_of_the_mutant(code: int, ended: Outcome) -> None:
    assert trials.outcome(code) is ended


def test_a_mutant_takes_the_place_of_its_function_for_whoever_imported_it_before() -> None:
    def greet(name: str = "jij") -> str:
        return f"dag {name}"

    def other(name: str = "u") -> str:
        return f"hoi {name}"

    mutants: switch.MutantDict = {"x_greet__mutmut_1": other}
    greet.__module__, greet.__qualname__ = "rules.greeting", "greet"
    imported_before = switch.mutable(mutants)(greet)
    assert imported_before() == "dag jij"
    switch.put("rules.greeting.x_greet__mutmut_1")
    assert imported_before() == "hoi u"


def test_a_survivor_is_shown_as_the_lines_that_it_changes(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "greeting.py").write_text(
        "def x_greet__mutmut_orig(a):\n    b = a\n    return b + 1\ndef x_greet__mutmut_1(a):\n    b = a\n    return b - 1\n", encoding="utf-8"
    )
    assert difference(tmp_path, "rules.greeting.x_greet__mutmut_1").split("\n") == ["-    return b + 1", "+    return b - 1"]


def test_a_mutant_that_was_never_in_place_counts_as_nothing() -> None:
    with pytest.raises(RuntimeError, match="in its place"):
        trials.outcome(trials.NOT_STARTED)
