"""Badges: only for what somebody else stands for, checked again by the library and by another JSON-LD processor."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError
from rdflib import Graph, URIRef

from portal.documents.badge_key import make_key, read_key
from portal.documents.badges import badges_of, issuer_of, why_no_badges
from portal.documents.dossier import Dossier
from portal.documents.errors import BadgeKeyBroken, BadgesNotPossible, NothingToShow
from portal.documents.organisation import Organisation
from skills_passport.model import SkillsPassport
from tests.portal.command_line import wijzer
from tests.portal.conftest import AT, whole_passport
from tests.portal.documents.conftest import SHARED, empty_passport

GEMEENTE = Organisation("Gemeente Voorbeeld", "12345678", "https://www.example.org/")
CONTEXT = SHARED / "standards" / "open-badges-3" / "context-3.0.3.json"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "badge-key.pem"
    make_key(path)
    return path


def badges(dossier: Dossier, key: Path, name: str = "Ria de Vries") -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(badges_of(dossier, name, key, GEMEENTE, AT))) as archive:
        return {item: archive.read(item).decode() for item in archive.namelist()}


def test_only_what_others_stand_for_is_a_badge(rich: Dossier, key: Path) -> None:
    found = badges(rich, key)
    assert sorted(found) == ["badge-facturen-verwerken.json", "badge-plannen-en-organiseren.json"]
    badge = json.loads(found["badge-plannen-en-organiseren.json"])
    subject = badge["credentialSubject"]
    assert subject["identifier"] == [{"type": "IdentityObject", "hashed": False, "identityHash": "Ria de Vries", "identityType": "name"}]
    assert subject["achievement"]["achievementType"] == "Competency" and "Niveau: goed." in subject["achievement"]["description"]
    assert "Carla Coach" in badge["evidence"][0]["narrative"] and badge["issuer"]["name"] == "Gemeente Voorbeeld"
    certificate = json.loads(found["badge-facturen-verwerken.json"])["credentialSubject"]["achievement"]
    assert certificate["achievementType"] == "Certificate" and "Niveau" not in certificate["description"]


def test_a_badge_can_be_checked_without_a_network_and_notices_a_change(rich: Dossier, key: Path) -> None:
    text = badges(rich, key)["badge-plannen-en-organiseren.json"]
    verifier = OB3LdpVerifier.for_issuer_did(issuer_of(key))
    assert verifier.verify(text).achievement.name == "Plannen en organiseren"
    for was, becomes in (("Ria de Vries", "Rob de Vries"), ("Niveau: goed", "Niveau: top"), ("2026-11-23T09", "2026-11-22T09")):
        assert was in text
        with pytest.raises(OB3VerificationError):
            verifier.verify(text.replace(was, becomes))


def test_another_key_does_not_vouch_for_it(rich: Dossier, key: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "other.pem")
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier.for_issuer_did(issuer_of(tmp_path / "other.pem")).verify(badges(rich, key)["badge-plannen-en-organiseren.json"])


@pytest.mark.skipif(not CONTEXT.is_file(), reason="the context of Open Badges 3.0 is not in the shared data folder")
def test_it_is_json_ld_by_the_context_of_the_standard(rich: Dossier, key: Path) -> None:
    """Read by rdflib with the published context: every name in the badge means something there."""
    badge: dict[str, Any] = json.loads(badges(rich, key)["badge-plannen-en-organiseren.json"])
    published = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    subject = {"@context": [{"id": "@id", "type": "@type"}, published], **badge["credentialSubject"]["achievement"]}
    found = Graph().parse(data=json.dumps(subject), format="json-ld")
    vocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
    node = URIRef("urn:loopbaanwijzer:skill:plannen-en-organiseren")
    assert str(found.value(node, URIRef(f"{vocabulary}achievementType"))) == "Competency"
    assert "Carla Coach" in str(found.value(found.value(node, URIRef(f"{vocabulary}Criteria")), URIRef(f"{vocabulary}narrative")))


def test_what_is_only_said_is_no_badge(make_dossier: Callable[[SkillsPassport], Dossier], key: Path) -> None:
    said = make_dossier(whole_passport(empty_passport()))
    assert said.skills and not said.confirmed
    with pytest.raises(NothingToShow, match="Wat je zelf zegt, is geen badge"):
        badges_of(said, "Ria", key, GEMEENTE, AT)


def test_without_a_key_or_a_name_of_the_municipality_there_are_none(rich: Dossier, key: Path, tmp_path: Path) -> None:
    assert why_no_badges(rich, key, GEMEENTE) == ""
    for path, organisation in ((tmp_path / "none.pem", GEMEENTE), (key, Organisation())):
        with pytest.raises(BadgesNotPossible, match="geeft hier nog geen badges uit"):
            badges_of(rich, "Ria", path, organisation, AT)
    with pytest.raises(BadgesNotPossible, match="op naam"):
        badges_of(rich, " \u202e ", key, GEMEENTE, AT)


def test_the_key_is_for_its_owner_and_is_never_replaced(key: Path) -> None:
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    with pytest.raises(BadgeKeyBroken, match="bestaat al"):
        make_key(key)
    assert key.read_bytes() == before


def test_a_key_that_cannot_be_trusted_is_refused(rich: Dossier, key: Path) -> None:
    key.chmod(0o640)
    with pytest.raises(BadgeKeyBroken, match="chmod 600"):
        read_key(key)
    key.chmod(0o600)
    rsa = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content in (b"", b"no key", rsa):
        key.write_bytes(content)
        with pytest.raises(BadgeKeyBroken):
            read_key(key)
        with pytest.raises(BadgesNotPossible, match="storing bij ons"):
            badges_of(rich, "Ria", key, GEMEENTE, AT)


def test_the_command_makes_a_key_once_and_says_who_the_issuer_is(tmp_path: Path) -> None:
    made = wijzer("badges", "key", var=tmp_path)
    assert made.returncode == 0, made.stderr
    assert issuer_of(tmp_path / "badge-key.pem") in made.stdout and "WIJZER_ORGANISATION_NAME" in made.stdout
    assert "PRIVATE KEY" not in made.stdout + made.stderr
    again = wijzer("badges", "key", var=tmp_path)
    assert again.returncode == 1 and again.stderr.startswith("wijzer: ") and "bestaat al" in again.stderr
