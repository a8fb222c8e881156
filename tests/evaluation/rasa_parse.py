"""Runs in Rasa's own environment: reads messages (a JSON list) on stdin, prints what the trained model makes of them."""

from __future__ import annotations

import asyncio
import json
import sys

from rasa.core.agent import Agent


async def understand(model: str, messages: list[str]) -> list[dict[str, object]]:
    """Intent and confidence per message, with the runner-up."""
    agent = Agent.load(model)
    found = []
    for message in messages:
        parsed = await agent.parse_message(message)
        intent = parsed["intent"]
        ranking = [option for option in parsed["intent_ranking"] if option["name"] != "nlu_fallback"]
        found.append({"intent": intent["name"], "confidence": intent["confidence"],
                      "best": ranking[0]["name"], "best_confidence": ranking[0]["confidence"],
                      "second_confidence": ranking[1]["confidence"]})
    return found


if __name__ == "__main__":
    answers = asyncio.run(understand(sys.argv[1], json.load(sys.stdin)))
    json.dump(answers, sys.stdout)
