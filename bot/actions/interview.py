"""The one action of the interview's form: hands over what Rasa understood, and says what the interview answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

if TYPE_CHECKING:
    from bot.conversation import Conversation

NAME = "validate_interview_form"
SLOT = "answer"


class InterviewAction(Action):  # type: ignore[misc]  # rasa-sdk is not typed
    """Runs once a turn, whether the form begins, hears an answer, or hears something aside.

    Of what Rasa passes on only the meaning counts; the words are those of the turn that the portal has in flight.
    It empties the slot and asks for it again, so that the form never ends and nothing is rejected.
    """

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def name(self) -> str:
        return NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        message = tracker.latest_message
        metadata = message.get("metadata")
        nonce = metadata.get("turn", "") if isinstance(metadata, dict) else ""
        intent = message.get("intent") or {}
        turn = await self._conversation.hear_in_flight(
            tracker.sender_id, str(nonce),
            intent=str(intent.get("name") or "nlu_fallback"), confidence=float(intent.get("confidence") or 0.0),
        )
        if turn is not None:
            dispatcher.utter_message(json_message=turn.to_json())
        return [SlotSet(SLOT, None), SlotSet("requested_slot", SLOT)]
