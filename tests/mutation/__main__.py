"""`python -m tests.mutation` (`make mutate`): try a sample of mutants of `rules/` and write down what came of it.

Can be stopped at any moment; the next time it goes on where it was, until sources or tests change.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from datetime import date

from tests.mutation.difference import difference
from tests.mutation.report import RESULTS
from tests.mutation.results import Results, killed, read_trials, sample, wilson
from tests.mutation.trials import Order, write_order
from tests.mutation.workplace import Workplace, prepared, write_whole


def main() -> int:
    choice = _arguments()
    os.nice(choice.nice)
    if choice.survivors:
        return _show(prepared(choice.workers))
    began = time.time()
    place = prepared(choice.workers)
    names = place.names()
    _say(f"{len(names)} mutants in {place.copy}")
    if not place.reach.exists():
        _say("Finding out which tests reach which function …")
        _in_copy(place, "reach", str(place.reach), str(choice.workers), MUTATION_NOTE_CALLS="1")
    wanted = sample(names, choice.seed, choice.count)
    if choice.control:
        return _control(place, wanted, choice)
    _try(place, wanted, choice)
    trials = tuple(trial for trial in read_trials(place.trials(choice.seed)) if trial.mutant in set(wanted))
    low, high = wilson(killed(trials), len(trials))
    _say(f"Killed {killed(trials)} of {len(trials)}: {killed(trials) / len(trials):.1%} (95%: {low:.1%} to {high:.1%}); {time.time() - began:.0f} s")
    Results(date.today().isoformat(), place.commit.read_text(encoding="utf-8"), choice.seed, len(names), trials).write(RESULTS)
    return 0


def _try(place: Workplace, wanted: list[str], choice: argparse.Namespace) -> None:
    """Try what was not tried yet."""
    out = place.trials(choice.seed)
    before = read_trials(out)
    write_whole(out, "".join(trial.to_json() + "\n" for trial in before))  # without a line that was broken off
    done = {trial.mutant for trial in before if not (choice.again and trial.cut_short)}
    asked = {trial.mutant: trial.tests for trial in before}
    first, second = ([mutant for mutant in wanted if mutant not in done and (mutant in asked) is seen] for seen in (False, True))
    rest = tuple((mutant, asked.get(mutant, 0)) for mutant in (*first, *second))
    _say(f"{len(wanted) - len(rest)} of {len(wanted)} are done")
    if not rest:
        return
    _run(place, Order(rest, str(place.reach), str(out), choice.workers, choice.seconds))


def _control(place: Workplace, wanted: list[str], choice: argparse.Namespace) -> int:
    """The same tests in the same way with no mutant in place: whatever fails then is no kill."""
    out = place.folder / "control.jsonl"
    out.unlink(missing_ok=True)
    _run(place, Order(tuple((mutant, 0) for mutant in wanted), str(place.reach), str(out), choice.workers, choice.seconds, control=True))
    failed = killed(read_trials(out))
    _say(f"Without a mutant, tests failed for {failed} of {len(wanted)}; there should be none.")
    return 1 if failed else 0


def _run(place: Workplace, order: Order) -> None:
    path = place.folder / "order.json"
    write_order(order, path)
    _in_copy(place, "trials", str(path))


def _show(place: Workplace) -> int:
    """What each survivor of the last results changes."""
    for trial in Results.read(RESULTS).trials:
        if not trial.outcome.kills:
            _say(f"\n{trial.mutant} ({trial.outcome}, {trial.tests} tests{', not all' if trial.cut_short else ''})\n{difference(place.copy, trial.mutant)}")
    return 0


def _in_copy(place: Workplace, part: str, *arguments: str, **more: str) -> None:
    """Run one part in the mutated copy, in which `rules` is the mutated one; one thread each, as the parts divide the work themselves."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0", **more}
    subprocess.run([sys.executable, "-m", f"tests.mutation.{part}", *arguments], cwd=place.copy, env=environment, check=True)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="how many mutants to try")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws another sample")
    parser.add_argument("--seconds", type=float, default=30.0, help="CPU time's worth of tests asked about one mutant, the quickest first")
    parser.add_argument("--again", action="store_true", help="ask the next --seconds of tests about survivors for which not all were asked")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--nice", type=int, default=15)
    parser.add_argument("--control", action="store_true", help="put no mutant in place, to see that no test fails by itself")
    parser.add_argument("--survivors", action="store_true", help="show what each survivor of the last results changes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
