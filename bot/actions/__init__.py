"""The actions that Rasa calls, run inside the portal's process by rasa-sdk's executor."""

from __future__ import annotations

from rasa_sdk.executor import ActionExecutor

from bot.actions.interview import InterviewAction
from bot.conversation import Conversation

__all__ = ["build_executor"]


def build_executor(conversation: Conversation) -> ActionExecutor:
    """An executor for a route that takes Rasa's action calls; guard that route: loopback and token only."""
    executor = ActionExecutor()
    executor.register_action(InterviewAction(conversation))
    return executor
