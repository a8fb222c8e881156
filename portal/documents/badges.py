"""Open Badges 3.0 for what somebody else stands for, signed by the municipality (openbadgeslib, eddsa-rdfc-2022).

What an employee says of themselves is no badge: nobody awards it. What does not map: docs/STANDARDS.md.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import Achievement, Evidence, IdentityObject, Issuer, OB3LdpSigner, OpenBadgeCredential

from bot.words.cleaning import clean
from portal.documents.badge_key import read_key
from portal.documents.dossier import LEVELS, Dossier, SkillHeld
from portal.documents.errors import BadgeKeyBroken, BadgesNotPossible, NothingToShow
from portal.documents.organisation import Organisation
from skills_passport.answers import Proof

_KINDS = {Proof.COACH: "Competency", Proof.CERTIFICATE: "Certificate"}


def issuer_of(key: Path) -> str:
    """The did:key that stands in the badges as their issuer. Raises BadgeKeyBroken."""
    return OB3LdpSigner(read_key(key)).verification_method.partition("#")[0]


def why_no_badges(dossier: Dossier, key: Path, organisation: Organisation) -> str:
    """Why there can be no badges now, in plain Dutch; empty when there can."""
    if not organisation.name or not key.exists():
        return "Je gemeente geeft hier nog geen badges uit. Vraag de beheerder ernaar."
    if not dossier.confirmed:
        return "Een badge is voor wat een ander bevestigt: een coach, of een diploma. Dat staat nog niet in je paspoort. Wat je zelf zegt, is geen badge."
    return ""


def badges_of(dossier: Dossier, name: str, key: Path, organisation: Organisation, at: datetime) -> bytes:
    """A zip with a signed badge (JSON-LD) for each confirmed skill, in the name that the login vouches for.

    Raises BadgesNotPossible or NothingToShow.
    """
    refusal = why_no_badges(dossier, key, organisation)
    if refusal:
        raise NothingToShow(refusal) if organisation.name and key.exists() else BadgesNotPossible(refusal)
    named = " ".join(clean(name).text.split())
    if not named:
        raise BadgesNotPossible("Een badge staat op naam, en je naam is hier niet bekend. Vraag de beheerder ernaar.")
    try:
        signer = OB3LdpSigner(read_key(key))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for skill in dossier.confirmed:
                archive.writestr(f"badge-{skill.skill_id}.json", signer.sign_to_json(_badge(skill, named, signer, organisation, at), created=at))
    except (BadgeKeyBroken, LibOpenBadgesException) as error:
        raise BadgesNotPossible("De badges zijn nu niet te maken, door een storing bij ons. Vraag de beheerder ernaar.") from error
    return stream.getvalue()


def _badge(skill: SkillHeld, name: str, signer: OB3LdpSigner, organisation: Organisation, at: datetime) -> OpenBadgeCredential:
    proof = skill.proof
    assert proof is not None
    issuer = signer.verification_method.partition("#")[0]  # did:key, so that the badge can be checked without a network
    seen = f"{skill.standing.value}: {proof.by}, {proof.on.isoformat()}."
    level = f" Niveau: {LEVELS[proof.level]}." if proof.level else ""
    return OpenBadgeCredential(
        issuer=Issuer(id=issuer, name=organisation.name, url=organisation.address or None),
        recipient_id=None,
        identifiers=[IdentityObject(identity_hash=name, identity_type="name", hashed=False)],
        achievement=Achievement(
            id=f"urn:loopbaanwijzer:skill:{skill.skill_id}", name=skill.label, description=f"{skill.label}.{level}",
            criteria_narrative=seen, achievement_type=_KINDS[proof.proof],
        ),
        evidence=[Evidence(narrative=" ".join(filter(None, (seen, proof.words))))],
        issuance_date=at,
    )
