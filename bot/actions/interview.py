"""The one action of the interview's form: hands over what Rasa understood, and says what the interview answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.talk import Heard

if TYPE_CHECKING:
    from bot.conversation import Conversation

NAME = "validate_interview_form"
SLOT = "answer"


class InterviewAction(Action):  # type: ignore[misc]  # rasa-sdk is not typed
    """Runs once a turn, whether the form begins, hears an answer, or hears something aside.

    It empties the slot and asks for it again, so that the form never ends and nothing is rejected.
    """

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def name(self) -> str:
        return NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        intent = message.get("intent") or {}
        heard = Heard(
            words=str(metadata.get("words", message.get("text") or "")),
            intent=str(intent.get("name") or "nlu_fallback"),
            confidence=float(intent.get("confidence") or 0.0),
            payload=str(metadata.get("payload", "")),
        )
        turn = await self._conversation.hear(
            tracker.sender_id, heard, message_id=str(metadata.get("id", "")), note=str(metadata.get("note", ""))
        )
        dispatcher.utter_message(json_message=turn.to_json())
        return [SlotSet(SLOT, None), SlotSet("requested_slot", SLOT)]
