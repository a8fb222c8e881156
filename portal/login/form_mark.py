"""For whom a form was made: in one browser somebody else may have signed in since, in another tab, and a form of before would act on their passport.

Pages put the mark in every form of who is signed in; whoever comes in by a form is held against it. It counts per person and not per
session, so a tab that stood open while its owner signed in anew goes on. A file that is uploaded has no mark: it only leads to a page that shows what it would do.
"""

from __future__ import annotations

import re
import secrets

from fastapi import Request

from portal.errors import FormRefused
from skills_passport.pseudonym import owner_id

FIELD = "voor_wie"
FORM = "application/x-www-form-urlencoded"
_OPENED = re.compile(r'<form\b(?![^>]*\benctype=)[^>]*\bmethod="post"[^>]*>')


def form_mark(owner: str, secret: str) -> str:
    """The mark of this person's forms; it tells nobody whose it is, and cannot be made without the secret."""
    return owner_id(f"form\n{owner}", secret)[1:]


def with_marks(html: str, mark: str) -> str:
    """The page with the mark in each of its forms that send something. What people typed stands escaped, so it opens no form.

    >>> with_marks('<form method="post" action="/x"><button>', "1f")
    '<form method="post" action="/x"><input type="hidden" name="voor_wie" value="1f"><button>'
    """
    return _OPENED.sub(lambda tag: f'{tag.group()}<input type="hidden" name="{FIELD}" value="{mark}">', html)


async def check_form(request: Request, mark: str, *, needed: bool = False) -> None:
    """Raises FormRefused for a form that was made for somebody else; with `needed` also for one without a mark.

    Only a form that was opened before forms had marks has none, for as long as a session lasts.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    sent = (await request.form()).get(FIELD, "") if request.method == "POST" and kind == FORM else ""
    if sent and not secrets.compare_digest(str(sent).encode("utf-8", "replace"), mark.encode()):
        raise FormRefused(
            "Deze pagina is van iemand anders",
            "In deze browser is nu een ander aangemeld dan toen deze pagina openging. Er is niets gedaan. "
            "Staat jouw naam bovenaan? Open de pagina dan opnieuw. Zo niet: meld eerst af, en meld je daarna zelf aan.",
        )
    if needed and not sent:
        raise FormRefused("Open deze pagina opnieuw", "Deze pagina stond al lang open. Er is niets gedaan. Open de pagina opnieuw, en doe het dan nog eens.")
