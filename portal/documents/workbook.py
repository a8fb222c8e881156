"""The passport as a workbook: a sheet per subject, everything in it, and nothing that a spreadsheet would work out."""

from __future__ import annotations

from collections.abc import Iterable

from portal import wording
from portal.documents.dossier import LEVELS, Dossier
from portal.documents.sheets import Row, add_sheet, empty_workbook, saved
from portal.pages import day
from portal.passport_page.advices import VerdictShown
from rules.explanation import capital
from rules.plan import Plan


def passport_workbook(dossier: Dossier) -> bytes:
    """The bytes of an .xlsx file with the sheets Vaardigheden, Taken, Interesses, Plan and Adviezen."""
    workbook = empty_workbook("Mijn skillspaspoort")
    add_sheet(workbook, "Vaardigheden", (("Vaardigheid", 40), ("Soort", 26), ("In eigen woorden", 50), ("Hoe het bekend is", 34),
                                         ("Door", 26), ("Op", 14), ("Eigen niveau", 18), ("Niveau dat de functie vraagt", 30)), _skills(dossier))
    add_sheet(workbook, "Taken", (("Taak", 60), ("Wanneer of verwachting", 26), ("Waarom", 70), ("Komt van", 24)), _tasks(dossier))
    add_sheet(workbook, "Interesses", (("Soort", 30), ("Wat", 70)), _interests(dossier))
    add_sheet(workbook, "Plan", (("Deel", 28), ("Onderdeel", 24), ("Hoe of wanneer", 30), ("Wat", 80), ("Om te leren", 40),
                                 ("Tijd", 26), ("Stand", 18), ("Van", 34), ("Uiterlijk", 14)), _plan(dossier))
    add_sheet(workbook, "Adviezen", (("Datum", 20), ("Functie", 36), ("Soort stap", 28), ("Past (van 100)", 16), ("In woorden", 24),
                                     ("Waarom", 80), ("Nog te leren", 60), ("Gemaakt met", 50),
                                     ("Oordeel van een coach", 26), ("Waarom dit oordeel", 60), ("Van", 26), ("Op", 20)), _advices(dossier))
    return saved(workbook)


def _skills(dossier: Dossier) -> Iterable[Row]:
    for skill in dossier.skills:
        proof = skill.proof
        yield (
            skill.label, skill.category, skill.quote, skill.standing + (f": {proof.words}" if proof and proof.words else ""),
            proof.by if proof else "", proof.on.isoformat() if proof else "",
            LEVELS[skill.level] if skill.level else "niet gevraagd", LEVELS.get(skill.asked or 0, ""),
        )
    if dossier.digital:
        for about, level in zip(("Begrijpen en vooruitkijken", "Gebruiken en maken"), dossier.digital, strict=True):
            yield (f"Computer: {about.lower()}", wording.CATEGORIES["technisch-digitaal"], "", "Zelf gezegd", "", "", level.lower(), "")


def _tasks(dossier: Dossier) -> Iterable[Row]:
    for done in dossier.done:
        yield done.words, done.when, "", "Eigen woorden"
    for task in dossier.outlook:
        because = f"{capital(task.because)}{f' ({task.term})' if task.term else ''}." if task.because else ""
        yield (
            task.text if task.from_person else capital(task.text), wording.OUTLOOKS[task.outlook], because,
            "Merk ik zelf" if task.from_person else "Profiel van de functie",
        )


def _interests(dossier: Dossier) -> Iterable[Row]:
    if dossier.direction:
        yield "Richting", dossier.direction
    for kind, items in (("Hier ook wel werken", dossier.sectors), ("Graag doen", dossier.wishes), ("Liever niet", dossier.refused)):
        for item in items:
            yield kind, item
    for words, hardness in dossier.criteria:
        yield f"Voorwaarde: {hardness.lower()}", words


def _plan(dossier: Dossier) -> Iterable[Row]:
    plan = dossier.plan
    if plan and dossier.chosen:
        yield "Mijn keuze", "Doel", "Gekozen", plan.title
    for each in dossier.steps:
        yield "Mijn stappen", "Stap", each.kind, each.text, "", "", each.state, each.who, each.due.isoformat() if each.due else ""
    if plan:
        for row in _advised(plan, chosen=dossier.chosen):
            yield "Wat het advies voorstelt", *row


def _advised(plan: Plan, *, chosen: bool) -> Iterable[Row]:
    if not chosen:
        yield "Doel", "Eerste suggestie", plan.title
    for planned in plan.steps:
        step = planned.step
        yield f"Stap ({step.share} van 100)", f"{planned.when}: {wording.SHARES.get(step.share, '').lower()}", step.text, capital(step.skill_label), step.time
    for row in plan.learn:
        category = wording.CATEGORIES.get(row.category, row.category)
        for when, labels in (("Nu", row.now), ("Kan later", row.later)):
            for label in labels:
                yield "Leren", when, category, capital(label)
    for each in plan.arrange:
        yield "Regelen of vragen", each.helps, each.text


def _advices(dossier: Dossier) -> Iterable[Row]:
    for given in dossier.advices:
        versions = given.advice.versions
        made_with = f"regelboek {versions.rulebook}, catalogus {versions.catalogue}, cijfers {versions.labour_market}"
        for each in given.advice.suggestions:
            missing = ", ".join(gap.label for gap in each.missing)
            yield day(given.made_at), each.title, wording.ROUTES.get(each.route, each.route), each.fit, each.fit_words, each.opening, missing, made_with, *_judged(dossier.verdict_on(given.id, each.function_id))
        for added in dossier.added_to(given.id):
            yield day(given.made_at), added.title, "", "", "", "", "", made_with, *_judged(added)
        if not given.advice.suggestions:
            yield day(given.made_at), "", "", "", "", given.advice.note, "", made_with


def _judged(verdict: VerdictShown | None) -> Row:
    if verdict is None:
        return "", "", "", ""
    because = f"{capital(verdict.reason)}.{f' {verdict.words}' if verdict.words else ''}"
    return capital(verdict.outcome), because, verdict.coach, day(verdict.at)
