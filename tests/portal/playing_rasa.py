"""An action call as Rasa sends it, so that the real action and interview run without a Rasa server."""

from __future__ import annotations

from typing import Any

ACTION = "validate_interview_form"


def call(owner: str, words: str, intent: str = "answer", turn: str = "") -> dict[str, Any]:
    """What Rasa sends when it understood `words` as `intent`; `turn` is the nonce of the turn in flight."""
    metadata = {"turn": turn, "id": "m-from-rasa", "words": words, "payload": "", "note": f"nota: {words}"}
    message = {"text": words, "intent": {"name": intent, "confidence": 0.99}, "entities": [], "metadata": metadata}
    tracker = {
        "sender_id": owner, "slots": {}, "latest_message": message, "events": [], "paused": False,
        "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
    }
    return {"next_action": ACTION, "sender_id": owner, "tracker": tracker, "domain": {}, "version": "3.6.21"}
