"""The entry for the Dutch algorithm register, metadata standard 1.0: what the system can tell of itself, and what only the municipality can.

Whether this is a high-risk system in the meaning of the AI Act the municipality decides; the product is built as if it were, so that is what stands here first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.hr.governance.running import Running
from rules.review.rulebook_models import MODELS
from rules.weighing.bars import MOST
from rules.weighing.fit import PARTS

STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
CATEGORIES = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_CONTACT = re.compile(r"https://[^\s<>\"]{4,480}|[^\s@<>\"]{1,100}@[^\s@<>\"]{1,200}\.[a-z]{2,20}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the municipality fills in. `contact`: a mailbox or website of a department, never of one person; `begin`: a month such as 2027-01, when in use."""

    organisation: str = ""
    contact: str = ""
    status: str = STATUSES[0]
    category: str = CATEGORIES[0]
    begin: str = ""


def wrong_in(asked: Asked) -> dict[str, str]:
    """What is wrong, by field; empty when the entry can be made."""
    errors = {}
    if not 2 <= len(asked.organisation.strip()) <= 100:
        errors["organisatie"] = "Vul de volledige naam van de gemeente in, van hoogstens 100 tekens."
    if not _CONTACT.fullmatch(asked.contact.strip()):
        errors["contact"] = "Vul een mailadres van een afdeling in, of een website die begint met https://."
    if asked.status not in STATUSES:
        errors["status"] = "Kies een van de drie."
    if asked.category not in CATEGORIES:
        errors["categorie"] = "Kies een van de drie."
    if asked.begin and not _MONTH.fullmatch(asked.begin):
        errors["begin"] = "Vul een maand in zoals 2027-01, of laat dit leeg."
    elif asked.status == STATUSES[1] and not asked.begin:
        errors["begin"] = "Vul in sinds welke maand het in gebruik is, zoals 2027-01."
    return errors


def register_entry(asked: Asked, running: Running) -> dict[str, Any]:
    """The entry, as the standard names its fields. Raises ValueError when something is wrong in `asked`."""
    if wrong_in(asked):
        raise ValueError("the entry is not complete")
    entry: dict[str, Any] = {
        "name": "Loopbaanstappen voorstellen aan medewerkers (Loopbaanwijzer)",
        "description_short": (
            "Een medewerker vertelt een chatbot over het eigen werk. Het systeem vergelijkt dat met functieprofielen en geeft hoogstens drie loopbaanstappen "
            "met uitleg. De medewerker beslist zelf wat daarmee gebeurt."
        ),
        "organization": asked.organisation.strip(),
        "category": ["Organisatie en bedrijfsvoering", "Werk"],
        "status": asked.status,
        "contact_email": asked.contact.strip(),
        "publication_category": asked.category,
        "goal": (
            "Werk bij gemeenten verandert door techniek. Het doel is dat medewerkers op tijd zien wat er met hun taken gebeurt, en welke stappen bij hen passen: "
            "meegroeien, een rol erbij of ander werk. De medewerker krijgt advies met uitleg en een skillspaspoort. Er volgt geen besluit uit. Wie niet meedoet, merkt daar niets van."
        ),
        "proportionality": (
            "Een gesprek met een coach voor iedereen is er niet altijd. Het systeem bereidt zo'n gesprek voor en vervangt het niet. Het rekent met vaste, leesbare regels en niet met een model "
            "dat zichzelf leert, zodat elk advies uit te leggen en na te rekenen is. Het vraagt niet naar leeftijd, geslacht, afkomst, geloof of gezondheid. Leidinggevenden zien niets, tenzij de medewerker dat deelt."
        ),
        "human_intervention": (
            "Het advies gaat alleen naar de medewerker. Die kiest of een transfercoach meekijkt. De coach beoordeelt elke suggestie: akkoord, aangepast of niet passend, met een reden. "
            "De medewerker kan antwoorden verbeteren, een advies weigeren, een nieuw advies vragen en alles wissen. HR ziet alleen totalen van tien mensen of meer, van wie daarvoor toestemming gaf."
        ),
        "risks": (
            "Een taak kan verkeerd zijn begrepen: de medewerker ziet wat er is gehoord en kan het weghalen. Regels of cijfers kunnen verouderd zijn: elk cijfer heeft een bron en een datum, en coaches geven signalen over regels. "
            "Woorden die zeggen wie iemand is, tellen niet mee. Een advies kan als oordeel worden gelezen: de bot zegt dat hij een computer is en dat de medewerker beslist. "
            "Wie in een paspoort keek, staat in een logboek dat de medewerker ziet. Aantallen voor HR zijn afgerond en beschermd tegen herleiden."
        ),
        "lawful_basis": (
            "Toestemming van de medewerker, per doel apart en altijd in te trekken. Meedoen is vrijwillig en heeft geen gevolgen. Leg met de functionaris gegevensbescherming en de ondernemingsraad vast of dit in deze organisatie zo is."
        ),
        "lawful_basis_grouping": [
            {"title": "Algemene verordening gegevensbescherming, artikel 6", "link": "https://eur-lex.europa.eu/eli/reg/2016/679/oj"},
            {"title": "Wet op de ondernemingsraden, artikel 27", "link": "https://wetten.overheid.nl/BWBR0002747"},
        ],
        "source_data": (
            "Wat de medewerker zelf vertelt: functie, regio, taken, wat iemand buiten het werk doet, wensen, digitaal niveau, richting en voorwaarden. "
            f"Functieprofielen ({len(running.knowledge.catalogue.functions)}), vaardigheden ({len(running.knowledge.catalogue.skills)}) en leerstappen van de gemeente, en cijfers over de arbeidsmarkt per regio met bron en datum. "
            "Geen gegevens uit personeelssystemen."
        ),
        "methods_and_models": _methods(running, len(running.rules)),
        "provider": "Intern ontwikkeld",
        "lang": "nld",
        "standard_version": "1.0",
        "source_id": f"loopbaanwijzer-{running.knowledge.versions.rulebook}",
        "tags": "loopbaan, mobiliteit, skills, skillspaspoort, functieprofielen, expertsysteem, chatbot",
    }
    if asked.begin:
        entry["begin_date"] = asked.begin
    if running.organisation.address:
        entry["website"] = running.organisation.address
    return entry


def _methods(running: Running, rules: int) -> str:
    parts = ", ".join(f"{spec.label} (hoogstens {spec.maximum} punten)" for spec in PARTS.values())
    versions = running.knowledge.versions
    models: Mapping[str, str] = MODELS
    return (
        "Invoer: zinnen van de medewerker. Die worden in woorden en woorddelen vergeleken (TF-IDF) met de taken en vaardigheden in functieprofielen. "
        f"Een expertsysteem met {rules} regels (regelboek {versions.rulebook}) weegt daarna elke functie die in de buurt komt. De score is een optelsom van vier delen: {parts}. "
        f"Regels voegen alleen iets toe: punten, een drempel, een route, een leerstap of een zin. De hoogste {MOST} die van elkaar verschillen, worden getoond met de regels die meetelden. "
        f"De regels komen uit {len(models)} modellen van het rapport Digitale transformatie, deel 2 (A&O fonds Gemeenten, 2019), of zijn een oordeel van dit project; dat staat bij elke regel. "
        "De bedoeling van een bericht (een antwoord, een vraag, stoppen) wordt herkend met Rasa 3.6 en logistische regressie op voorbeeldzinnen. "
        "Is Rasa er niet, dan wordt het bericht met dezelfde voorbeeldzinnen vergeleken. "
        f"Elk advies wordt bewaard met de versies (catalogus {versions.catalogue}, arbeidsmarkt {versions.labour_market}) en kan precies worden nagerekend."
    )
