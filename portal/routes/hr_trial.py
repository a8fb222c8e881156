"""The trial run of a version: begun by a button, worked out in the background, read by all of HR; and the protected scenarios themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from portal.hr.desk import Who
from portal.hr.trial.trials import STEP_WORDS, Step, Trial, Trials
from portal.hr.trial.view import scenario_view, trial_view
from portal.hr.trial.worker import Task
from portal.login import Session
from portal.login.access import absent
from portal.pages import Pages
from portal.problems import problem
from portal.versions.editor import editor_of
from portal.versions.served import published
from publishing.drafts import Drafts
from publishing.errors import VersionNotFound
from publishing.model import State, Version
from publishing.reading import catalogue_of
from rules.files.scenario_files import load_scenarios
from skills_passport.store import PassportStore

router = APIRouter(prefix="/beheer", include_in_schema=False)
Number = Annotated[int, Path(ge=0, le=1_000_000_000)]
NOT_NOW = "Alleen een concept, of een versie die op een beoordeling wacht, kun je proberen."


@router.get("/vaste-voorbeelden")
def scenarios(request: Request, who: Who) -> HTMLResponse:
    """The protected scenarios, with what must and must not come of each."""
    found = load_scenarios(request.app.state.settings.data)
    catalogue = published(request).knowledge.catalogue
    return _page(request, "hr/scenarios.html", scenarios=[scenario_view(each, catalogue) for each in found])


@router.get("/versies/{number}/proef")
def look(request: Request, who: Who, number: Number) -> Response:
    """What the trial found, or how far it is; for htmx only the part that moves."""
    version = _version(request, number)
    trial = trial_of(request, version)
    moving = request.headers.get("hx-request")
    if moving and (trial is None or trial.ended):
        return Response(headers={"HX-Refresh": "true"})
    if moving:
        return _page(request, "hr/trial_progress.html", version=version, trial=trial, steps=STEP_WORDS)
    view = None
    if trial is not None and trial.result is not None:
        content = _drafts(request).store.snapshot(version.snapshot)
        view = trial_view(trial.result, published(request).knowledge.catalogue, catalogue_of(content))
    return _page(
        request, "hr/trial.html", version=version, trial=trial, steps=STEP_WORDS, view=view, may_try=_may_try(version), refused=trial is not None and trial.step is Step.REFUSED,
    )


@router.post("/versies/{number}/proef")
def begin(request: Request, who: Who, number: Number) -> Response:
    """Begins the trial, and leads to where it stands."""
    version = _version(request, number)
    live = _drafts(request).store.published()
    if live is None or not _may_try(version):
        return problem(request, 409, NOT_NOW, "Dit kan nu niet")
    settings, store = request.app.state.settings, _passports(request)
    trials = _trials(request)
    store.note(f"version-{number}", actor=f"hr:{_editor(request, who)}", action="try-version")
    task = Task(
        database=settings.database, versions=settings.versions, store=settings.store.get_secret_value(), data=settings.data, fits=settings.fits, old=live.snapshot, new=version.snapshot,
        today=datetime.now(UTC).date(), key=trials.key, part=0, parts=1,
    )
    versions = _drafts(request).store
    trials.start(task, lambda: len(store.counted()), lambda: versions.note_trial(task.old, task.new))
    return RedirectResponse(f"/beheer/versies/{number}/proef", 303)


@router.post("/versies/{number}/proef/stop")
def stop(request: Request, who: Who, number: Number) -> RedirectResponse:
    """Ends a trial that goes on; of one that is done the outcome stays."""
    version = _version(request, number)
    live = _drafts(request).store.published()
    if live is not None:
        _trials(request).stop((live.snapshot, version.snapshot))
    return RedirectResponse(f"/beheer/versies/{number}/proef", 303)


def trial_of(request: Request, version: Version) -> Trial | None:
    """The trial of a version as it stands now against what is live now; None when there was none."""
    live = _drafts(request).store.published()
    return None if live is None else _trials(request).find((live.snapshot, version.snapshot))


def _may_try(version: Version) -> bool:
    return version.state in (State.DRAFT, State.IN_REVIEW)


def _version(request: Request, number: int) -> Version:
    try:
        return _drafts(request).store.version(number)
    except VersionNotFound:
        raise absent() from None


def _editor(request: Request, who: Session) -> str:
    return editor_of(who, request.app.state.settings).id


def _drafts(request: Request) -> Drafts:
    found: Drafts = request.app.state.drafts
    return found


def _trials(request: Request) -> Trials:
    found: Trials = request.app.state.trials
    return found


def _passports(request: Request) -> PassportStore:
    found: PassportStore = request.app.state.store
    return found


def _page(request: Request, template: str, **context: Any) -> HTMLResponse:
    pages: Pages = request.app.state.pages
    return pages.page(request, template, **context)
