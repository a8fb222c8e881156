"""Where the Rasa server, on this computer, has our actions run. Nobody else may."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from portal.addresses import is_loopback
from portal.settings import Settings
from portal.turns_elsewhere import TurnsElsewhere

router = APIRouter(include_in_schema=False)


@router.post("/rasa/actions")
async def run(request: Request, token: str = "") -> Response:
    """Run one action of rasa-sdk's executor, in the portal that the turn is of; when it fails, the answer (portal/problems.py) does not repeat what was sent."""
    settings: Settings = request.app.state.settings
    executor: ActionExecutor = request.app.state.executor
    elsewhere: TurnsElsewhere = request.app.state.elsewhere
    if request.client is None or not is_loopback(request.client.host) or not _same(token, settings.action_token):
        raise HTTPException(403)
    call = await _body(request)
    place = elsewhere.place(call)
    if place:
        return await elsewhere.pass_on(place, await request.body())
    action = str(call.get("next_action"))
    try:
        result = await executor.run(call)
    except ActionNotFoundException:
        return JSONResponse({"error": "No registered action has this name.", "action_name": action}, 400)
    except ActionExecutionRejection as rejection:
        return JSONResponse({"error": "The action rejected the call.", "action_name": rejection.action_name}, 400)
    return JSONResponse(result.model_dump() if result else {"events": [], "responses": []})


def _same(given: str, secret: str) -> bool:
    # Without a secret nothing is allowed; an empty token would equal an empty secret.
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


async def _body(request: Request) -> dict[str, Any]:
    try:
        call = await request.json()
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error
    if not isinstance(call, dict):
        raise HTTPException(400)
    return call
