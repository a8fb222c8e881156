"""What an employee is told when something of the page cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import HTTPException

from portal.errors import CorrectionRefused
from portal.login import absent
from skills_passport.errors import CaseNotFound, NotThere, TextRefused


@contextmanager
def told_in_dutch() -> Iterator[None]:
    """Refusals as answers of the portal: what is not there, or is somebody else's, is as if it never was."""
    try:
        yield
    except CaseNotFound:
        raise absent() from None
    except TextRefused as refused:
        raise HTTPException(422, f"{refused} Er is niets veranderd. Ga terug; daar staat wat je schreef nog.") from None
    except CorrectionRefused as refused:
        raise HTTPException(422, str(refused)) from None
    except NotThere as refused:
        raise HTTPException(409, str(refused)) from None
