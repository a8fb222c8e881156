"""Papers to account for the system with, made from what runs: algorithm register, logic, data protection, changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from portal.documents.errors import DocumentRefused
from portal.hr.desk import JSON, PDF, Who, as_file
from portal.hr.governance.changes import changes_paper
from portal.hr.governance.impact import impact_paper
from portal.hr.governance.logic import logic_paper
from portal.hr.governance.paper import Paper, paper_pdf
from portal.hr.governance.register import CATEGORIES, STATUSES, Asked, register_entry, wrong_in
from portal.hr.governance.running import Running, kept_versions
from portal.login.access import absent
from portal.pages import Pages
from portal.problems import problem
from portal.versions.served import published
from publishing.drafts import Drafts

router = APIRouter(prefix="/beheer/verantwoording", include_in_schema=False)
PAPERS: Mapping[str, Callable[[Running], Paper]] = {"logica": logic_paper, "gegevensbescherming": impact_paper, "wijzigingen": changes_paper}
TITLES: Mapping[str, tuple[str, str]] = {
    "logica": ("Hoe een advies ontstaat", "De werking en alle regels in woorden, voor de ondernemingsraad."),
    "gegevensbescherming": ("Gegevens en bescherming", "Welke gegevens, waarom, wie ze ziet en hoe lang. Invoer voor de DPIA."),
    "wijzigingen": ("Wat er veranderde", "Elke versie van regels, profielen en cijfers, met datum."),
}
Text = Annotated[str, Query(max_length=500)]


@router.get("")
def overview(request: Request, who: Who) -> HTMLResponse:
    """All papers, and the form of the register."""
    name = request.app.state.settings.organisation.name
    return _overview(request, Asked(organisation=name), {})


@router.get("/algoritmeregister.json")
def register(request: Request, who: Who, *, organisatie: Text = "", contact: Text = "", status: Text = "", categorie: Text = "", begin: Text = "") -> Response:
    """The entry as JSON; the form again, with what is wrong, when it cannot be made."""
    asked = Asked(organisatie, contact, status or STATUSES[0], categorie or CATEGORIES[0], begin.strip())
    errors = wrong_in(asked)
    if errors:
        return _overview(request, asked, errors, 422)
    entry = register_entry(asked, _running(request))
    return as_file((json.dumps(entry, ensure_ascii=False, indent=2) + "\n").encode(), "algoritmeregister", JSON)


@router.get("/{paper}.pdf")
def printed(request: Request, who: Who, paper: str) -> Response:
    """The paper as PDF."""
    try:
        content = paper_pdf(_paper(request, paper), request.app.state.printer).pdf
    except DocumentRefused:
        return problem(request, 503, "Een pdf maken lukt nu niet. Lees het stuk op de pagina, of probeer het over een minuut nog eens.", "Niet gelukt")
    return as_file(content, paper, PDF)


@router.get("/{paper}")
def shown(request: Request, who: Who, paper: str) -> HTMLResponse:
    """The paper as a page."""
    pages: Pages = request.app.state.pages
    return pages.page(request, "hr/paper.html", paper=_paper(request, paper))


def _paper(request: Request, name: str) -> Paper:
    if name not in PAPERS:
        raise absent()
    return PAPERS[name](_running(request))


def _running(request: Request) -> Running:
    settings, served = request.app.state.settings, published(request)
    drafts: Drafts = request.app.state.drafts
    return Running(
        knowledge=served.knowledge, organisation=settings.organisation, release=request.app.version, retention_months=settings.retention_months,
        longest_session_hours=settings.longest_session, idle_privileged_minutes=settings.idle_privileged, is_production=settings.is_production,
        signs_in_at_organisation=settings.has_oidc, consent_text=served.interview.script.consent_text_version, kept=kept_versions(settings.kept_versions),
        published=tuple(version for version in drafts.store.versions() if version.published_at is not None), four_eyes=drafts.store.four_eyes(), switched=drafts.switched(), alone=drafts.alone(), tried=drafts.tried(),
        today=datetime.now(UTC).date(),
    )


def _overview(request: Request, asked: Asked, errors: Mapping[str, str], status: int = 200) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(request, "hr/governance.html", status, titles=TITLES, asked=asked, errors=errors, statuses=STATUSES, categories=CATEGORIES)
