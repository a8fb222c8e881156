"""The Europass holds against the shapes of the European Learning Model, with nothing fetched.

Shapes and context are read from the shared data (`$WIJZER_SHARED_DATA`, by default `../shared/data`) and are no part of the project.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, SH

from portal.documents.dossier import Dossier
from portal.documents.errors import NothingToShow
from portal.documents.europass import CONTEXT, europass_of
from portal.documents.organisation import Organisation
from tests.portal.conftest import AT
from tests.portal.documents.conftest import SHARED

ELM = Namespace("http://data.europa.eu/snb/model/elm/")
GEMEENTE = Organisation("Gemeente Voorbeeld", "12345678", "https://www.example.org/")
STANDARD = SHARED / "standards" / "elm"
needs_shapes = pytest.mark.skipif(not STANDARD.is_dir(), reason="the shapes of the European Learning Model are not in the shared data folder")
CREDENTIALS: dict[str, Any] = {  # what W3C's credentials/v1 says of the names that are used, so that it need not be fetched
    "@version": 1.1, "id": "@id", "type": "@type",
    "VerifiableCredential": "https://www.w3.org/2018/credentials#VerifiableCredential",
    **{name: {"@id": f"https://www.w3.org/2018/credentials#{name}", "@type": "@id"} for name in ("issuer", "credentialSubject", "credentialSchema")},
    **{name: {"@id": f"https://www.w3.org/2018/credentials#{name}", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
       for name in ("issuanceDate", "issued", "validFrom")},
}


def document(dossier: Dossier, name: str = "Ria", organisation: Organisation = GEMEENTE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(europass_of(dossier, name, organisation, AT))
    return found


def graph(found: dict[str, Any]) -> Graph:
    assert found["@context"] == CONTEXT
    elm = json.loads((STANDARD / "edc-ap-context.jsonld").read_text(encoding="utf-8"))["@context"]
    return Graph().parse(data=json.dumps({**found, "@context": [CREDENTIALS, elm]}), format="json-ld")


def violations(found: Graph) -> list[tuple[str, str]]:
    """Shape and path of what is wrong."""
    shapes = Graph().parse(STANDARD / "EDC-generic-no-cv.ttl")
    _, report, _ = validate(found, shacl_graph=shapes, do_owl_imports=False, inference="none")
    assert isinstance(report, Graph)
    results = report.objects(report.value(predicate=RDF.type, object=SH.ValidationReport), SH.result)
    return [(str(report.value(result, SH.sourceShape)), str(report.value(result, SH.resultPath))) for result in results]


@needs_shapes
@pytest.mark.parametrize("whose", ["rich", "odd", "huge"])
def test_it_holds_against_the_shapes(whose: str, request: pytest.FixtureRequest) -> None:
    found = graph(document(request.getfixturevalue(whose)))
    assert len(list(found.objects(predicate=ELM.hasClaim))) >= 6
    assert violations(found) == []


@needs_shapes
def test_the_shapes_notice_what_is_wrong(rich: Dossier) -> None:
    broken = document(rich)
    del broken["credentialSubject"]["hasClaim"][0]["awardedBy"]
    assert [path for _, path in violations(graph(broken))] == [str(ELM.awardedBy)]


@needs_shapes
def test_without_a_municipality_only_the_legal_number_of_the_issuer_is_missing(rich: Dossier) -> None:
    """A person has none, and none is invented."""
    found = violations(graph(document(rich, organisation=Organisation())))
    assert [(shape.rsplit("/", 1)[-1], path.rsplit("#", 1)[-1]) for shape, path in found] == [("EuropeanDigitalCredential-cred_issuer", "issuer")]


@needs_shapes
def test_no_word_gets_lost_between_json_and_graph(rich: Dossier) -> None:
    """A name that no context knows would vanish in silence."""
    found = graph(document(rich))
    said = {str(literal) for literal in found.objects()}
    for done in rich.done:
        assert done.words in said
    assert {"Ria", "12345678", "Gemeente Voorbeeld"} <= said and any("bestel spullen" in words for words in said)


def test_what_somebody_says_is_awarded_by_themselves_and_says_so(rich: Dossier) -> None:
    found = document(rich)
    person = found["credentialSubject"]["id"]
    claims = {claim["title"]["nl"]: claim for claim in found["credentialSubject"]["hasClaim"]}
    said = claims["Bestellen en voorraad bijhouden"]
    assert said["awardedBy"]["awardingBody"] == {"id": person}
    assert "Niemand heeft het bevestigd" in said["additionalNote"]["noteLiteral"]["nl"]
    confirmed = claims["Plannen en organiseren"]
    assert confirmed["awardedBy"]["awardingBody"] == {"id": found["issuer"]["id"]}
    assert "Carla Coach" in confirmed["additionalNote"]["noteLiteral"]["nl"]
    assert claims["Facturen verwerken"]["awardedBy"]["awardingBody"] == {"id": person}, "who gave the certificate is in the note"
    assert "Nauwkeurig werken" not in claims, "what only belongs to a function is nobody's claim"


def test_two_files_lead_to_nobody_and_hold_no_seal(rich: Dossier) -> None:
    one, other = document(rich), document(rich)
    assert one["credentialSubject"]["id"] != other["credentialSubject"]["id"]
    assert "proof" not in one and "relatedESCOSkill" not in json.dumps(one)
    assert "fullName" not in document(rich, name="")["credentialSubject"]
    assert "geen avonden" not in json.dumps(one, ensure_ascii=False)


def test_an_empty_passport_has_no_europass(empty: Dossier) -> None:
    with pytest.raises(NothingToShow, match="nog niets"):
        europass_of(empty, "Ria", GEMEENTE, AT)
