"""Whether the advice is the same, to the byte, under a hundred hash seeds: each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.evaluation.measures import Section
from tests.server import ROOT

SEEDS = 100


def evaluate() -> Section:
    with ThreadPoolExecutor(2) as pool:
        digests = list(pool.map(_digest_under, range(SEEDS)))
    return Section(
        "Same answer, same bytes", "Two whole advices over a part of the catalogue, under that many hash seeds of Python (`tests/rules/advice_digest.py`); the suite itself tries two.",
        ("hash seeds", "different answers"), [(str(SEEDS), str(len(set(digests))))],
    )


def _digest_under(seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, "-m", "tests.rules.advice_digest"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
