"""The front door with a server on loopback that speaks like Rasa."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.actions import build_executor
from bot.conversation import Conversation
from bot.talk import Heard

OWNER = "m0123"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Make = Callable[..., Conversation]


async def agreed(conversation: Conversation) -> None:
    await conversation.open(OWNER)
    await conversation.hear(OWNER, Heard("ja", "affirm"), message_id="m-ja")


@asynccontextmanager
async def rasa_at(port: int, reply: Callable[[dict[str, Any]], Any]) -> AsyncIterator[None]:
    """A server on loopback that speaks like Rasa's webhook; `reply` makes the answer, or waits."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            size = int(next((line.split(":")[1] for line in head.splitlines() if line.startswith("content-length")), "0"))
            answer = reply(json.loads(await reader.readexactly(size))) if size else "Hello"  # who only looks whether it is there
            body = json.dumps(await answer if asyncio.iscoroutine(answer) else answer).encode()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n")
            writer.write(f"content-length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()


def hearing(conversation: Conversation, intent: str = "answer") -> Callable[[dict[str, Any]], Any]:
    """What Rasa does with a message: calls our action, here through the real executor."""
    executor = build_executor(conversation)

    async def reply(body: dict[str, Any]) -> list[dict[str, Any]]:
        message = {"text": body["message"], "intent": {"name": intent, "confidence": 0.9}, "metadata": body["metadata"]}
        tracker = {
            "sender_id": body["sender"], "slots": {}, "latest_message": message, "events": [], "paused": False,
            "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
        }
        call = {"next_action": "validate_interview_form", "sender_id": body["sender"], "tracker": tracker, "domain": {}}
        result = await executor.run(call)
        return [{"recipient_id": body["sender"], "custom": line["custom"]} for line in result.model_dump()["responses"]]

    return reply
