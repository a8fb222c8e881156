"""`python -m tests.talker SEED …`: play the talks of these seeds with the real product and print them; `12-40` is a run of seeds, of which only what was wrong is printed."""

from __future__ import annotations

import sys

from tests.server import product
from tests.talker.together import play_all, told


def main(arguments: list[str]) -> int:
    seeds = [seed for argument in arguments for seed in _seeds(argument)]
    if not seeds:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    whole = all(argument.isdecimal() for argument in arguments)
    with product() as server:
        played = play_all(server, seeds)
    for each in played:
        sys.stdout.writelines(f"{line}\n" for line in (each.lines if whole else ()))
        sys.stdout.writelines(f"seed {each.seed} ({each.manner}): {problem}\n" for problem in each.problems)
    sys.stdout.write(told(played))
    return int(any(each.problems for each in played))


def _seeds(argument: str) -> range:
    first, _, last = argument.partition("-")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
