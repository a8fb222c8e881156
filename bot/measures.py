"""What is counted and timed of the talk, for Prometheus: how many turns, by what they were answered, how long they took. Nothing of anybody."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

from bot.errors import RasaConfused, RasaDown, RasaSlow

TURNS = Counter(
    "wijzer_turns_total",
    "Turns by what answered: rasa; buttons (and compared text, in its place or while it is away); portal (needs no understanding, such as an empty message).", ["engine"],
)
TURN_SECONDS = Histogram(
    "wijzer_turn_seconds", "From a message to its answer, with what it waited for the turn before.",
    buckets=(0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 20),
)
FALLBACKS = Counter("wijzer_fallbacks_total", "Messages that were not understood, so that the question was put once more.")
RASA_FAILURES = Counter("wijzer_rasa_failures_total", "Turns that Rasa did not take, by kind (RasaDown, RasaSlow, RasaConfused).", ["kind"])
for _engine in ("rasa", "buttons", "portal"):
    TURNS.labels(_engine)  # from nothing on: Prometheus sees no rise in what was not there before
for _failure in (RasaDown, RasaSlow, RasaConfused):
    RASA_FAILURES.labels(_failure.__name__)
