"""Dutch words (B1) for the codes that stand in passports, advices and the audit trail."""

from __future__ import annotations

from collections.abc import Mapping

from rules.answer import ROUTE_WORDS, Outlook, Quadrant
from rules.catalogue import Sector, SkillCategory
from rules.labour_market import WORKING_WORDS
from rules.person import Direction, Meaning, Trend
from skills_passport.model import Purpose

ROUTES: Mapping[str, str] = {str(route): said for route, said in ROUTE_WORDS.items()}
OUTLOOKS: Mapping[str, str] = {
    Outlook.DISAPPEARS: "Wordt minder",
    Outlook.CHANGES: "Verandert",
    Outlook.STAYS: "Blijft",
    Outlook.APPEARS: "Komt erbij",
}
OUTLOOK_SIGNS: Mapping[str, str] = {Outlook.DISAPPEARS: "−", Outlook.CHANGES: "↻", Outlook.STAYS: "✓", Outlook.APPEARS: "+"}
QUADRANTS: Mapping[str, str] = {
    Quadrant.DANGER_ZONE: "Werk met veel vaste stappen",
    Quadrant.HUMAN_VENEER: "Vaste stappen, met veel contact",
    Quadrant.SLOW_CREEP: "Werk waarin je veel zelf bedenkt",
    Quadrant.SAFE_ZONE: "Werk met mensen en eigen ideeën",
}
CATEGORIES: Mapping[str, str] = {
    SkillCategory.PROFESSIONAL: "Vakkennis",
    SkillCategory.SOFT: "Omgaan met mensen en werk",
    SkillCategory.DIGITAL: "Digitaal en techniek",
}
MEANINGS: Mapping[str, str] = {
    Meaning.NOW: "Doe ik nu",
    Meaning.BEFORE: "Deed ik vroeger",
    Meaning.OUTSIDE_WORK: "Doe ik buiten mijn werk",
    Meaning.WANTED: "Zou ik graag doen",
    Meaning.UNWANTED: "Liever niet meer",
    Meaning.SOMEONE_ELSE: "Doet iemand anders",
}
TRENDS: Mapping[str, str] = {Trend.GROWS: "Wordt meer", Trend.SHRINKS: "Wordt minder", Trend.SAME: "Blijft gelijk"}
DIRECTIONS: Mapping[str, str] = {
    Direction.GROW_ALONG: "Meegroeien in mijn eigen werk",
    Direction.ADD_ROLE: "Er een rol bij doen",
    Direction.CHANGE_OCCUPATION: "Iets anders gaan doen",
}
SECTORS: Mapping[str, str] = {
    Sector.CARE: "Zorg en welzijn",
    Sector.EDUCATION: "Onderwijs",
    Sector.TECHNOLOGY: "Techniek",
    Sector.ICT: "Computers en data",
    Sector.ENERGY_TRANSITION: "Energie en klimaat",
    Sector.CHILDCARE: "Kinderopvang",
    Sector.CONSTRUCTION: "Bouw",
    Sector.GREEN: "Groen en buiten",
    Sector.SAFETY: "Veiligheid",
    Sector.TRANSPORT: "Vervoer en magazijn",
    Sector.GOVERNMENT: "Bij de gemeente of overheid",
    Sector.ADMINISTRATION: "Administratie",
    Sector.BUSINESS_SERVICES: "Kantoor en advies",
    Sector.HOSPITALITY: "Horeca",
    Sector.SELF_EMPLOYED: "Voor mezelf",
}
WORKS: Mapping[str, str] = {str(sector): where for sector, where in WORKING_WORDS.items()}
PURPOSES: Mapping[str, str] = {
    Purpose.TALK: "Bewaren wat je in het gesprek vertelt",
    Purpose.CONTACT: "Je benaderen als er iets vrijkomt",
    Purpose.COACH: "Een transfercoach laten meekijken",
    Purpose.TOTALS: "Meetellen in totalen voor HR",
}
SHARES: Mapping[int, str] = {70: "Door te doen", 20: "Samen met anderen", 10: "In een cursus"}
DIGITAL_LEVELS: Mapping[int, str] = {
    0: "Nog bijna niet",
    1: "Met hulp",
    2: "Zelf",
    3: "Goed, ik help anderen",
    4: "Ik bedenk of maak zelf oplossingen",
}
_ACTORS: Mapping[str, str] = {
    "employee": "Jij",
    "bot": "Wijzer (het gesprek)",
    "operator": "Een beheerder",
    "coach": "Je transfercoach",
    "hr": "HR",
}
_ACTIONS: Mapping[str, str] = {
    "show-passport": "paspoort bekeken",
    "show-talk": "gesprek bekeken",
    "show-accesses": "lijst bekeken van wie er keek",
    "check-consent": "gekeken of er toestemming is",
    "export": "paspoort opgehaald als bestand",
    "answer": "antwoord bewaard",
    "correct": "antwoord aangepast",
    "take-back": "aanpassing ongedaan gemaakt",
    "advise": "gegevens gelezen voor een advies",
    "store-advice": "advies bewaard",
    "what-if": "gekeken wat er anders zou zijn",
    "why-not": "gekeken waarom een functie er niet bij staat",
    "open-talk": "gesprek geopend",
    "show-advice": "advies getoond",
    "keep-message": "bericht bewaard tot Wijzer het kon lezen",
    "read-message": "bewaard bericht gelezen",
    "read-reply": "antwoord nog eens gegeven",
    "replay-advice": "advies nagerekend",
    "show-case": "paspoort bekeken",
    "prepare-talk": "gesprek met jou voorbereid",
    "show-follow-ups": "afspraken bekeken",
    "show-functions": "gezocht naar een andere functie voor jou",
    "take-case": "dossier opgepakt",
    "give-back-case": "dossier teruggegeven",
    "close-case": "dossier afgesloten",
    "reopen-case": "dossier weer geopend",
    "judge": "suggestie beoordeeld",
    "confirm-skill": "vaardigheid bevestigd",
    "take-back-skill": "bevestiging van een vaardigheid teruggenomen",
    "propose-step": "stap voorgesteld in je plan",
    "step": "stap aangepast in je plan",
    "send-message": "bericht gestuurd",
    "read-messages": "berichten gelezen",
    "plan-follow-up": "afspraak gemaakt",
    "follow-up": "afspraak bijgewerkt",
    "preview-import": "bestand met een paspoort bekeken",
    "share": "paspoort gedeeld",
    "end-share": "delen gestopt",
    "import": "paspoort teruggezet uit een bestand",
    "keep-longer": "gekozen om het paspoort langer te bewaren",
    "export-verdicts": "oordelen van coaches opgehaald, zonder namen",
    "count-totals": "meegeteld in totalen voor HR, zonder naam",
    "try-version": "meegeteld in een proef met nieuwe regels voor HR, zonder naam",
    "count-signals": "oordelen van coaches geteld",
}


def actor_words(actor: str) -> str:
    """Who did it, for the list of who looked."""
    return _ACTORS.get(actor.partition(":")[0], "Iemand anders")


def action_words(action: str) -> str:
    """What was done, for the list of who looked; an unknown code is shown as it is."""
    if action.startswith("consent-"):
        return "toestemming gegeven" if action.startswith("consent-given") else "toestemming ingetrokken"
    return _ACTIONS.get(action, _ACTIONS.get(action.partition(":")[0], action.replace("-", " ")))
