"""A process that moves a store, in small steps so that it can be shot between any two: `python moving_worker.py VAR URL`."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import SecretStr

from portal.moving_store import move
from portal.settings import Settings
from skills_passport import moving


def main(var: str, url: str) -> None:
    moving.BATCH = 3
    move(Settings(var=Path(var), store=SecretStr(url)), print)


if __name__ == "__main__":
    main(*sys.argv[1:])
