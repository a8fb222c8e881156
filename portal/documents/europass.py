"""The passport as a European Digital Credential (European Learning Model 3, JSON-LD). What does not map: docs/STANDARDS.md.

Nobody awards anything in it but who really does: what somebody says of themselves is awarded by themselves, and nothing is sealed.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.words.cleaning import clean
from portal.documents.dossier import Done, Dossier, SkillHeld
from portal.documents.errors import NothingToShow
from portal.documents.organisation import Organisation
from skills_passport.answers import Proof

Node = dict[str, Any]
CONTEXT = ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"]
_VOCABULARY = "http://publications.europa.eu/resource/authority"
_SNB = "http://data.europa.eu/snb"
_DUTCH = "NLD"
_PAGE = Path(__file__).resolve().parent / "europass_page.png"
_SELF_SAID = "Dit zegt de medewerker zelf. Niemand heeft het bevestigd."


def europass_of(dossier: Dossier, name: str, organisation: Organisation, at: datetime) -> str:
    """The credential as JSON-LD text, not sealed; `name` is written in it and kept nowhere. Raises NothingToShow."""
    person: Node = {"id": _fresh(), "type": "Person"}
    named = " ".join(clean(name).text.split())
    if named:
        person["fullName"] = {"nl": named}
    maker = _organisation(organisation) if organisation.name and organisation.legal_id else None
    held = (skill for skill in dossier.skills if skill.quote or skill.proof)
    claims = [*(_skill(skill, person["id"], maker) for skill in held), *_activities(dossier.done, person["id"])]
    if not claims:
        raise NothingToShow("In je paspoort staat nog niets wat in een Europass past. Vertel eerst in het gesprek wat je doet.")
    moment = at.isoformat(timespec="seconds")
    title = {"nl": f"Skillspaspoort van {named}" if named else "Skillspaspoort"}
    credential: Node = {
        "@context": CONTEXT,
        "id": _fresh(),
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": _concept(f"{_SNB}/credential/e34929035b", f"{_SNB}/credential/25831c2"),
        "displayParameter": _display(title),
        "issuer": maker or {"id": person["id"]},
        "credentialSubject": {**person, "hasClaim": claims},
        "credentialSchema": {"id": f"{_SNB}/model/ap/edc-generic-no-cv", "type": "ShaclValidator2017"},
        "issuanceDate": moment, "issued": moment, "validFrom": moment,
    }
    return json.dumps(credential, ensure_ascii=False, indent=1)


def _skill(skill: SkillHeld, person: str, maker: Node | None) -> Node:
    words = [f"In eigen woorden: “{skill.quote}”."] if skill.quote else []
    if skill.proof:
        note = f"{skill.standing.value}: {skill.proof.by}, {skill.proof.on.isoformat()}."
        words += [skill.proof.words] if skill.proof.words else []
    else:
        note = _SELF_SAID if skill.quote else skill.standing.value
    outcome: Node = {
        "id": _fresh(), "type": "LearningOutcome", "title": {"nl": skill.label},
        "relatedSkill": {"id": f"urn:loopbaanwijzer:skill:{skill.skill_id}", "type": "Concept", "prefLabel": {"nl": skill.label}},
    }
    claim: Node = {
        "id": _fresh(), "type": "LearningAchievement", "title": {"nl": skill.label},
        "additionalNote": _note(note),
        "awardedBy": _award(_awarding_body(skill, person, maker)),
        "specifiedBy": {"id": _fresh(), "type": "LearningAchievementSpecification", "title": {"nl": skill.label}, "learningOutcome": outcome},
    }
    return {**claim, "description": {"nl": " ".join(words)}} if words else claim


def _awarding_body(skill: SkillHeld, person: str, maker: Node | None) -> Node:
    """Who stands for the skill: the municipality for what its coach confirmed, or else the person themself.

    Who gave a certificate is known by name only; the model asks an organisation for an address, which nobody told. So it stands in the note.
    """
    by_coach = skill.proof is not None and skill.proof.proof is Proof.COACH
    return {"id": maker["id"]} if maker and by_coach else {"id": person}


def _activities(done: tuple[Done, ...], person: str) -> Iterator[Node]:
    for each in done:
        yield {
            "id": _fresh(), "type": "LearningActivity", "title": {"nl": each.words}, "description": {"nl": f"{each.when}."},
            "additionalNote": _note(_SELF_SAID), "awardedBy": _award({"id": person}),
        }


def _award(by: Node) -> Node:
    return {"id": _fresh(), "type": "AwardingProcess", "awardingBody": by}


def _note(text: str) -> Node:
    return {"id": _fresh(), "type": "Note", "noteLiteral": {"nl": text}}


def _display(title: Node) -> Node:
    language = _concept(f"{_VOCABULARY}/language/{_DUTCH}", f"{_VOCABULARY}/language")
    image: Node = {
        "id": _fresh(), "type": "MediaObject", "content": base64.b64encode(_PAGE.read_bytes()).decode(),
        "contentEncoding": _concept(f"{_SNB}/encoding/6146cde7dd", f"{_SNB}/encoding/25831c2"),
        "contentType": _concept(f"{_VOCABULARY}/file-type/PNG", f"{_VOCABULARY}/file-type"),
    }
    detail: Node = {"id": _fresh(), "type": "DisplayDetail", "image": image, "page": 1}
    return {
        "id": _fresh(), "type": "DisplayParameter", "title": title, "language": language, "primaryLanguage": language,
        "individualDisplay": {"id": _fresh(), "type": "IndividualDisplay", "language": language, "displayDetail": detail},
    }


def _organisation(organisation: Organisation) -> Node:
    country = _concept(f"{_VOCABULARY}/country/{_DUTCH}", f"{_VOCABULARY}/country")
    return {
        "id": organisation.address or _fresh(), "type": "Organisation", "legalName": {"nl": organisation.name},
        "location": {"id": _fresh(), "type": "Location", "address": {"id": _fresh(), "type": "Address", "countryCode": country}},
        "eIDASIdentifier": {"id": _fresh(), "type": "LegalIdentifier", "notation": organisation.legal_id, "spatial": country},
    }


def _concept(address: str, scheme: str) -> Node:
    return {"id": address, "type": "Concept", "inScheme": {"id": scheme, "type": "ConceptScheme"}}


def _fresh() -> str:
    """Another number in each file, so that two files lead to nobody and not to each other."""
    return f"urn:uuid:{uuid.uuid4()}"
