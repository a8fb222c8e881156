"""The own export on its way back: read, shown beside what stands there now, and carried in the form until somebody says yes. Pure.

Nothing of the file is kept between the showing and the yes: it travels packed in the page. Whoever says yes is checked anew.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.documents.dossier import confirmed_in
from portal.errors import FileRefused
from skills_passport.answers import CONFIRMED
from skills_passport.casework.plan import StepState
from skills_passport.errors import ExportInvalid, ImportRefused
from skills_passport.model import AnswerStatus, SkillsPassport

LARGEST_FILE = 5_000_000
"""Bytes of a file; a long talk of a year with all its advices is some 2 MB."""
LARGEST_PACKED = 900_000
"""Characters of a packed file in the form, which has to stay under what a request may be."""
_QUESTIONS: Mapping[str, str] = {
    "function": "je functie", "region": "je regio", "tasks": "je taken", "outside": "wat je buiten je werk doet", "trends": "wat jij merkt",
    "wishes": "waar je wilt werken", "digital": "je digitale niveau", "direction": "je richting", "criteria": "je voorwaarden", "choice": "je keuze",
    "denied": "wat je zegt niet te kunnen",
}


@dataclass(frozen=True, slots=True)
class Count:
    """One line of what will be replaced: how many there are now, and how many in the file."""

    what: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What putting the file back would do. `changed`: what was answered otherwise, or not at all, in one of the two; `last_change`: of the file.

    `stays` is what the passport has now and keeps; `left_out` what stands in the file only, and is not taken over from it.
    """

    counts: tuple[Count, ...]
    changed: tuple[str, ...]
    last_change: datetime
    stays: tuple[str, ...]
    left_out: tuple[str, ...]
    begins: bool
    """Whether there is nothing to replace: a passport would begin."""


def text_in(content: bytes) -> str:
    """The text of an uploaded file. Raises FileRefused when it is empty, too large or no text."""
    if not content:
        raise FileRefused("Kies eerst een bestand.")
    if len(content) > LARGEST_FILE:
        raise FileRefused(f"Dit bestand is groter dan {LARGEST_FILE // 1_000_000} MB. Je eigen paspoort is kleiner; kies een ander bestand.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("Dit is geen tekstbestand. Kies het bestand dat eindigt op .json en dat je hier hebt gedownload.") from None


def packed(text: str) -> str:
    """The text, small enough for a form. Raises FileRefused when it cannot be made so."""
    made = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode("ascii")
    if len(made) > LARGEST_PACKED:
        raise FileRefused("Dit bestand is te groot om hier terug te zetten. Vraag de beheerder om het voor je te doen.")
    return made


def unpacked(made: str) -> str:
    """What `packed` made back, and never more than a file may be. Raises FileRefused."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.urlsafe_b64decode(made), LARGEST_FILE)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise ValueError("too large, or cut off")
        return content.decode()
    except (ValueError, binascii.Error, zlib.error):
        raise FileRefused("Het bestand kwam niet heel over. Kies het opnieuw.") from None


def preview_of(present: SkillsPassport, found: SkillsPassport) -> Preview:
    """What would be otherwise in the present passport."""
    then, now = found.without_answers(CONFIRMED), present.without_answers(CONFIRMED)
    work, steps = present.casework, present.casework.steps or found.casework.steps
    counts = (
        Count("antwoorden", _answered(now), _answered(then)),
        Count("regels van het gesprek", len(now.talk), len(then.talk)),
        Count("adviezen", len(now.advices), len(then.advices)),
        Count("stappen in je plan", len(work.steps), len(steps)),
    )
    changed = tuple(said for question, said in _QUESTIONS.items() if _told(now, question) != _told(then, question))
    kept = (
        ("met wie je deelt", work.open_shares), ("wat coaches schreven en vonden", work.messages or work.verdicts),
        ("je afspraken met je coach", work.follow_ups), ("je plan zoals het nu is", work.plan_changes), ("wat een coach bevestigde", present.answer(CONFIRMED)),
    )
    return Preview(counts, changed, found.updated_at, tuple(what for what, there in kept if there), tuple(_left_out(present, found)), present.is_new)


def _left_out(present: SkillsPassport, found: SkillsPassport) -> Iterator[str]:
    """What coaches did and was arranged with them, in so far as the store does not have it, and what becomes of the plan in the file."""
    here, there = present.casework, found.casework
    if {share.case for share in there.open_shares} - {share.case for share in here.open_shares}:
        yield "het delen met een coach: je kiest zelf opnieuw wie er meekijkt"
    known = {message.id for message in here.messages}
    for what, many in (
        ("wat coaches van je adviezen vonden", sum(verdict not in here.verdicts for verdict in there.verdicts)),
        ("berichten tussen jou en een coach", sum(message.id not in known for message in there.messages)),
        ("afspraken met een coach", len({each.id for each in there.follow_ups} - {each.id for each in here.follow_ups})),
        ("vaardigheden die een ander bevestigde", sum(each not in confirmed_in(present) for each in confirmed_in(found))),
    ):
        if many:
            yield f"{what} ({many})"
    if not here.steps and any(step.now.state is StepState.PROPOSED for step in there.steps):
        yield "of een stap in je plan was afgesproken: wat nog te doen is, staat er straks als jouw voorstel"
    planned = {(step.now.kind, step.now.text) for step in here.steps}
    other = sum((step.now.kind, step.now.text) not in planned for step in there.steps)
    if here.steps and other:
        yield f"stappen die alleen in het bestand staan ({other}): het plan van nu blijft"


def refusal(error: ExportInvalid | ImportRefused) -> str:
    """Why a file cannot be put back, for who chose it: the first things that are wrong with it, and never what stands in it."""
    if isinstance(error, ImportRefused):
        return str(error)
    first = "; ".join(f"{field or 'het bestand'}: {wrong}" for field, wrong in error.problems[:3])
    return f"Dit is geen skillspaspoort zoals je het hier kunt downloaden. Kies een ander bestand, of download het opnieuw. ({first})"


def _answered(passport: SkillsPassport) -> int:
    return sum(answer.status is not AnswerStatus.SKIPPED and answer.value is not None for answer in passport.answers.values())


def _told(passport: SkillsPassport, question: str) -> object:
    answer = passport.answer(question)
    return answer.value if answer is not None and answer.status is not AnswerStatus.SKIPPED else None
