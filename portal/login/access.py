"""FastAPI dependencies that say who may come in; without the right one a route cannot be reached."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request

from portal.login.form_mark import check_form
from portal.login.session import Session
from portal.login.sign_in import Login
from portal.roles import Role, titles


# These are coroutines: a session is looked up in threads of its own, so that nobody waits for a free one.
async def possible_session(request: Request) -> Session | None:
    """The session, or None for who has none. Raises FormRefused for a form that was made for somebody else."""
    login: Login = request.app.state.login
    session = await login.looked_after(request)
    if session is not None:
        await check_form(request, login.form_mark(session))
    return session


async def required_session(request: Request) -> Session:
    """The session; for who has none a redirect (of who opens a page) or 401 (of who sends something)."""
    session = await possible_session(request)
    if session is not None:
        return session
    if request.method != "GET" or request.url.path.startswith("/api/"):
        raise HTTPException(401)
    raise HTTPException(303, headers={"Location": "/"})


def required_role(*roles: Role, by_own_form: bool = False) -> Callable[[Request], Awaitable[Session]]:
    """A dependency: the session of somebody who has one of these roles; 403 for who has none of them.

    A role that cannot be confirmed now opens nothing: 503. Whether somebody may see one *object* is another question;
    for who may not it is as if it were not there: `raise absent()`. `by_own_form`: a form without a mark is not taken, for what cannot be
    undone and for what lets others in; elsewhere the number of a case or the version of a page holds it to its owner.
    """
    wanted = frozenset(roles)

    async def having_role(request: Request) -> Session:
        session = await required_session(request)
        if session.has(*wanted):
            if by_own_form:
                login: Login = request.app.state.login
                await check_form(request, login.form_mark(session), needed=True)
            return session
        if wanted & session.suspended:
            raise HTTPException(
                503, f"Ik kan nu niet nagaan of je nog {titles(wanted & session.suspended)} bent, dus dit deel is even dicht. Probeer het over een minuut nog eens.",
                headers={"Retry-After": "30"},
            )
        raise HTTPException(403, f"Deze pagina is voor een {titles(wanted)}. Jij bent aangemeld als {titles(session.roles)}.")

    return having_role


def absent() -> HTTPException:
    """The same answer for what is not there, no longer there, and somebody else's."""
    return HTTPException(404)
