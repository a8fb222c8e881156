"""What was just done, said on the page where it was done, with a button that takes it back. Pure.

It stands in the address, so that it is still there when the page is opened again; it goes when the passport is no longer as it was then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from portal.corrections import CORRECTED
from skills_passport.casework.shares import Party
from skills_passport.model import Purpose, SkillsPassport


class Deed(StrEnum):
    """What can have been done, as it stands in the address."""

    CORRECTED = "gewijzigd"
    TAKEN_BACK = "ongedaan"
    STEP = "stap"
    STEP_TAKEN_BACK = "stap-ongedaan"
    CONSENT = "toestemming"
    SHARED = "gedeeld"
    ENDED = "gestopt"
    WRITTEN = "bericht"
    READ = "gelezen"
    KEPT = "bewaard"
    IMPORTED = "teruggezet"


PLACES: Mapping[str, str] = {
    "function": "werk", "region": "werk", "tasks": "taken", "outside": "taken", "trends": "taken", "digital": "vaardigheden",
    "wishes": "wensen", "direction": "wensen", "criteria": "wensen", "choice": "plan", "denied": "vaardigheden",
}
"""Where on the page the answer to a question stands."""
_CORRECTED: Mapping[str, str] = {
    "function": "Je functie is aangepast.", "region": "Je regio is aangepast.", "tasks": "Wat je over je taken vertelde, is aangepast.",
    "outside": "Wat je over buiten je werk vertelde, is aangepast.", "trends": "Wat jij merkt, is aangepast.", "digital": "Je digitale niveau is aangepast.",
    "wishes": "Wat je wilt, is aangepast.", "direction": "Je richting is aangepast.", "criteria": "Je voorwaarden zijn aangepast.", "choice": "Je keuze is aangepast.",
    "denied": "Je vaardigheden zijn aangepast.",
}
_PLAIN: Mapping[Deed, tuple[str, str]] = {
    Deed.STEP_TAKEN_BACK: ("plan", "Ongedaan gemaakt. Je plan is weer zoals het was."),
    Deed.SHARED: ("coach", "Je paspoort is gedeeld. Je kunt dit elk moment stoppen."),
    Deed.ENDED: ("coach", "Het delen is gestopt. Je naam en hoe je te bereiken bent, zijn hier gewist."),
    Deed.WRITTEN: ("coach", "Je bericht is verstuurd."),
    Deed.READ: ("coach", "Ik heb genoteerd dat je de berichten hebt gelezen."),
    Deed.KEPT: ("boven", "Je paspoort blijft bewaard."),
    Deed.IMPORTED: ("boven", "Je paspoort is teruggezet uit het bestand."),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, in which section to say it, and the form that takes it back: where it goes and what it sends; none without `action`."""

    place: str
    text: str
    action: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def address(deed: Deed, about: str = "", version: int = 0) -> str:
    """The page with this notice, at the section that it is about."""
    query = {"gedaan": deed.value, **({"bij": about} if about else {}), **({"versie": str(version)} if version else {})}
    return f"/paspoort?{urlencode(query)}#{_place(deed, about)}"


def notice_of(passport: SkillsPassport, deed: str, about: str, version: int) -> Notice | None:
    """The notice for an address as `address` makes it; None for another one, and when the passport changed since."""
    done = Deed(deed) if deed in set(Deed) else None
    notice: Notice | None = None
    if done is Deed.CORRECTED and about in CORRECTED and version == passport.version:
        notice = Notice(_place(done, about), _CORRECTED[about], "/paspoort/ongedaan", (("version", str(version)), ("question", about)))
    elif done is Deed.TAKEN_BACK and about in CORRECTED:
        notice = Notice(_place(done, about), "Ongedaan gemaakt. Het staat er weer zoals het was.")
    elif done is Deed.STEP and version == passport.casework.version:
        notice = _step_notice(passport, about)
    elif done is Deed.CONSENT and about in (Purpose.CONTACT, Purpose.COACH, Purpose.TOTALS) and version == passport.version:
        notice = _consent_notice(passport, Purpose(about))
    elif done is not None and done in _PLAIN:
        notice = Notice(*_PLAIN[done])
    return notice


def _place(deed: Deed, about: str) -> str:
    if deed in (Deed.CORRECTED, Deed.TAKEN_BACK):
        return PLACES.get(about, "inhoud")
    return {Deed.STEP: "plan", Deed.CONSENT: "toestemming"}.get(deed) or _PLAIN[deed][0]


def _step_notice(passport: SkillsPassport, step: str) -> Notice | None:
    known = passport.casework.step(step)
    if known is None or known.now.by is not Party.EMPLOYEE:
        return None
    said = "De stap staat in je plan." if len(known.history) == 1 else "De stap is aangepast."
    return Notice("plan", said, "/paspoort/plan/ongedaan", (("casework", str(passport.casework.version)), ("step", step), ("changes", str(len(known.history)))))


def _consent_notice(passport: SkillsPassport, purpose: Purpose) -> Notice:
    given = passport.agrees_to(purpose)
    said = "Je toestemming is genoteerd." if given else "Je toestemming is ingetrokken."
    if purpose is Purpose.COACH:
        return Notice("toestemming", said if given else f"{said} Er kijkt geen coach meer mee.")
    return Notice("toestemming", said, "/paspoort/toestemming", (("purpose", purpose.value), ("given", str(not given).lower())))
