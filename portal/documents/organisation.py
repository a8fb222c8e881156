"""The municipality that runs this installation, as documents name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """`legal_id`: as registered, such as the number of the Kamer van Koophandel; `address`: of its website. Empty is not told."""

    name: str = ""
    legal_id: str = ""
    address: str = ""
