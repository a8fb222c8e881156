"""Saving in a draft: stored whole, or everything that stood in the way and nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from portal.hr.rulebook.book import drafts_of
from portal.hr.rulebook.form_fields import Sent, one
from portal.login import Session
from portal.login.access import absent
from portal.versions.editor import editor_of
from publishing.content import Content, Part
from publishing.errors import DraftChanged, StepRefused, VersionNotFound
from publishing.model import Step, Version
from rules.errors import FormError, KnowledgeError

Edit = Callable[[Mapping[str, str]], Mapping[str, str]]
"""From the groups of the rulebook to how they must become; raises FormError with what is wrong."""


@dataclass(frozen=True, slots=True)
class Save:
    """What is saved: the draft, the revision it was made of, and what colleagues read of it in the history."""

    number: int
    revision: int
    what: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was stored: what is wrong, place by place; or, in a clash, what others did since."""

    found: tuple[tuple[str, str], ...] = ()
    is_clash: bool = False
    since: tuple[Step, ...] = ()
    is_own: bool = False
    """Whether all of that was done by who saves now, in another window."""
    is_closed: bool = False
    """Whether the version is no draft (any more)."""

    @property
    def status(self) -> int:
        """How a page with this is answered."""
        return 409 if self.is_clash or self.is_closed else 422


async def _sent(request: Request) -> Sent:
    found: dict[str, list[str]] = {}
    form = await request.form(max_files=1)
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


SentForm = Annotated[Sent, Depends(_sent)]


def revision_of(sent: Sent) -> int:
    """The revision that the form was made of. 422 for a form that is not ours."""
    typed = one(sent, "revisie")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise HTTPException(422)
    return int(typed)


def change_rulebook(request: Request, who: Session, save: Save, edit: Edit) -> Version | Refused:
    """The draft with this edit, or why not. 404 where there is no such version."""

    def on_content(content: Content) -> Content:
        return content.with_part(Part.RULEBOOK, edit(content.part(Part.RULEBOOK)))

    try:
        return drafts_of(request).change(save.number, on_content, by=editor_of(who, request.app.state.settings), what=save.what, expected_revision=save.revision)
    except FormError as error:
        return Refused(tuple((problem.field, problem.message) for problem in error.problems))
    except DraftChanged as error:
        return Refused(is_clash=True, since=error.since, is_own=error.is_own)
    except KnowledgeError as error:
        return Refused(tuple(("", str(problem)) for problem in error.problems))
    except VersionNotFound:
        raise absent() from None
    except StepRefused as error:
        return Refused((("", str(error)),), is_closed=True)
