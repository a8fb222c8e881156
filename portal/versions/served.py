"""What is served of one version, and how a request gets it: once, at its begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.front_door import check_talk, serve
from bot.served import Served
from portal.preparing.questions import CoachQuestions
from portal.preparing.questions_file import parse_coach_questions
from portal.settings import Settings
from publishing.content import Content, Part
from publishing.drafts import Check
from publishing.errors import ContentInvalid
from publishing.live import Build, Live
from publishing.model import Version
from publishing.reading import Parsed, Reading, parse
from rules.business_case import CostFigures
from rules.errors import Problem
from rules.files.version_files import keep_texts


@dataclass(frozen=True, slots=True, eq=False)
class Published(Served):
    """All that pages and talk use of one version; `content` is what it was made of."""

    coach_questions: CoachQuestions
    costs: CostFigures
    number: int
    content: Content


def published(request: Request) -> Published:
    """What this request is answered with: the same from its begin to its end, whatever goes live meanwhile."""
    live: Live[Published] = request.app.state.live
    return live.now


class OneVersion:
    """ASGI middleware: each request is answered with the version that was live at its begin, in every thread that works on it."""

    def __init__(self, app: ASGIApp, live: Live[Published]) -> None:
        self.app = app
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with self._live.one_version():
            await self.app(scope, receive, send)


def checker(settings: Settings) -> Check:
    """What every content is read with before it is stored. It raises ContentInvalid with all that is wrong in all of it."""

    def check(content: Content) -> None:
        _read(content, settings)

    return check


def builder(settings: Settings) -> Build[Published]:
    """Makes what is served of a version; its texts are put away first, so that every advice made with it can be replayed."""

    def build(version: Version, content: Content, known: Sequence[Published]) -> Published:
        parsed, questions = _read(content, settings)
        served = serve(content, parsed, settings.data, known, second_opinion=settings.second_opinion)
        keep_texts(
            {"catalogue": content.part(Part.CATALOGUE), "rulebook": content.part(Part.RULEBOOK), "labour_market": content.part(Part.LABOUR_MARKET)},
            settings.kept_versions, served.knowledge.versions,
        )
        return Published(served.knowledge, served.interview, questions, parsed.costs, version.number, content)

    return build


def _read(content: Content, settings: Settings) -> tuple[Parsed, CoachQuestions]:
    """Everything of a content, read but not built. Raises ContentInvalid with all that is wrong."""
    problems: list[Problem] = []
    reading = Reading()
    try:
        parsed = parse(content)
    except ContentInvalid as error:
        problems += error.problems
    reading.part(Part.INTERVIEW, lambda: check_talk(content, settings.data))
    questions = reading.part(Part.COACHING, lambda: parse_coach_questions(content.files.get(Part.COACHING, "")))
    problems += reading.found
    if problems:
        raise ContentInvalid(problems)
    assert questions is not None
    return parsed, questions
