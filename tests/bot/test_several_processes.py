"""Two conversations over one store, as two processes have them: what one did counts for the other, and what one erased is remembered by none."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.errors import CannotForget
from bot.front_door import build_conversation
from bot.interview import Interview
from bot.locks import LocksInFolder
from bot.served import Served
from bot.talk import Heard
from rules.knowledge import Knowledge
from skills_passport.errors import StoreUnavailable
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER, agreed, hearing, rasa_at
from tests.bot.test_delivery import leave
from tests.server import ROOT

Pair = tuple[Conversation, Conversation]


@pytest.fixture
def pair(tmp_path: Path, interview: Interview, knowledge: Knowledge, port: int) -> Pair:
    served = Served(knowledge, interview)

    def make() -> Conversation:
        return build_conversation(
            SqliteStore(tmp_path / "passports.sqlite"), lambda: served, rasa_url=f"http://127.0.0.1:{port}", patience=2.0,
            tracker=tmp_path / "tracker.sqlite", clock=lambda: NOW, locks=LocksInFolder(tmp_path / "locks"),
        )

    return make(), make()


def said(conversation: Conversation) -> list[str]:
    passport = conversation._store.load(OWNER, actor="employee", action="show")
    return [line.text for line in passport.talk if line.who == "employee"]


async def test_what_an_earlier_release_leaves_is_heard_first_by_another_process(pair: Pair, port: int) -> None:
    """The one that hears it has looked before, and knew that nothing waited."""
    first, second = pair
    await agreed(first)
    async with rasa_at(port, hearing(second)):
        await second.turn(OWNER, "administratief medewerker", "m-1")
    leave(first._store, "breda")
    async with rasa_at(port, hearing(second)):
        turn = await second.turn(OWNER, "ik bestel spullen", "m-3")
    assert "West-Brabant" in turn.messages[0].text and said(second)[-2:] == ["administratief medewerker", "ik bestel spullen"]
    assert not await first._delivery.waiting(OWNER)
    for each in pair:
        await each.close()


async def test_one_person_has_one_turn_at_a_time_in_both(pair: Pair, port: int) -> None:
    first, second = pair
    await agreed(first)
    going: list[str] = []
    most = 0

    def slow(conversation: Conversation) -> Callable[..., object]:
        answer = hearing(conversation)

        async def reply(body: dict[str, object]) -> object:
            nonlocal most
            going.append(str(body["message"]))
            most = max(most, len(going))
            await asyncio.sleep(0.05)
            try:
                return await answer(body)  # type: ignore[arg-type]
            finally:
                going.remove(str(body["message"]))

        return reply

    replies = {first: slow(first), second: slow(second)}
    async with rasa_at(port, lambda body: replies[first if body["message"].startswith("een") else second](body)):
        await asyncio.gather(*(each.turn(OWNER, f"{word} {n}", f"m-{word}-{n}") for n in range(3) for each, word in ((first, "een"), (second, "twee"))))
    assert most == 1
    assert sorted(line for line in said(first) if line[-1].isdigit()) == sorted(f"{word} {n}" for n in range(3) for word in ("een", "twee"))
    for each in pair:
        await each.close()


async def test_what_one_process_erased_the_other_does_not_bring_back(pair: Pair) -> None:
    """Words from before a yes are in memory only, of the process where they were said."""
    first, second = pair
    await first.open(OWNER)
    await first.hear(OWNER, Heard("archief", "answer"), message_id="m-1")
    assert first._early
    async with second.silence(OWNER):
        second.forget(OWNER)
    async with first._alone(OWNER):
        assert not first._early
    async with first._alone(OWNER):
        await first.hear(OWNER, Heard("kok", "answer"), message_id="m-2")
    async with first._alone(OWNER):
        assert first._early, "it is forgotten once"
    for each in pair:
        await each.close()


async def test_a_folder_that_cannot_be_used_is_a_store_that_cannot(tmp_path: Path) -> None:
    locks = LocksInFolder(tmp_path / "locks")
    (tmp_path / "locks").rmdir()
    with pytest.raises(StoreUnavailable, match="is niet te gebruiken"):
        async with locks.alone(OWNER):
            pass


async def test_without_the_folder_nobody_is_told_that_all_is_erased(pair: Pair, tmp_path: Path) -> None:
    for path in sorted((tmp_path / "locks").rglob("*"), reverse=True):
        path.unlink()
    (tmp_path / "locks").rmdir()
    with pytest.raises(CannotForget):
        pair[0].forget(OWNER)
    for each in pair:
        await each.close()


async def test_a_process_that_dies_lets_go(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from bot.locks import LocksInFolder\n"
        "async def hold():\n"
        f" async with LocksInFolder(Path(sys.argv[1])).alone({OWNER!r}):\n  print('held', flush=True); await asyncio.sleep(600)\n"
        "asyncio.run(hold())"
    )
    other = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "locks")], cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ})
    try:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        inside = LocksInFolder(tmp_path / "locks").alone(OWNER)
        entering = asyncio.ensure_future(inside.__aenter__())
        done, _ = await asyncio.wait([entering], timeout=0.1)
        assert not done
    finally:
        other.kill()
        other.communicate()
    assert await asyncio.wait_for(entering, 20) is False
    await inside.__aexit__(None, None, None)
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "locks").iterdir()] == [0o600]
