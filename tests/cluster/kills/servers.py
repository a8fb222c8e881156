"""kill -9 of what employees talk to: a portal, and a Rasa."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.cluster.kills.employees import Writer
from tests.cluster.kills.scene import Scene, Shot
from tests.forms import mark_in


def portal(scene: Scene) -> Shot:
    """Each in turn, while somebody has everything erased by it; it is started again at once, as systemd does."""
    turn = scene.turn("portal")
    shot = scene.house.portals[turn % 2]
    process = shot.process
    assert process is not None
    leaving = Writer(scene.house, next(scene.others))
    leaving.sign_in()
    leaving.start_talk()
    before = leaving.lines()
    told: list[bool] = []

    def erase() -> None:
        with httpx.Client(base_url=shot.url, cookies=dict(leaving.client.cookies), headers={"Origin": shot.url}, timeout=60.0, trust_env=False) as client:
            try:
                mark = mark_in(client.get("/paspoort/wissen").text)
                asked.set()
                told.append(client.post("/paspoort/wissen", data=mark).headers.get("Location") == "/?gewist=true")
            except (httpx.HTTPError, AssertionError):
                asked.set()

    asked = threading.Event()
    eraser = threading.Thread(target=erase)
    eraser.start()
    asked.wait(60)
    time.sleep(scene.dice.uniform(0, 0.15))
    moment = time.monotonic()
    process.kill()
    with ThreadPoolExecutor(1) as pool:

        def again() -> float:
            process.wait(30)
            shot.start()
            return time.monotonic() - moment

        starting = pool.submit(again)
        answered = scene.writers.wait_for_answers(moment)
        back = starting.result()
    eraser.join()
    wrong = []
    leaving.sign_in()
    after = leaving.lines()
    if after and (any(told) or after != before):
        wrong.append(f"erasing {'was acknowledged' if any(told) else 'was not acknowledged'}, and {len(after)} of {len(before)} lines are there")
    leaving.erase()
    leaving.client.close()
    return Shot("portal", answered, back, tuple(wrong))


def rasa(scene: Scene) -> Shot:
    """Each in turn; its own watcher starts it again."""
    shot = scene.house.rasas[scene.turn("Rasa") % 2]
    pid = shot.pid
    assert pid is not None
    time.sleep(scene.dice.uniform(0, 0.5))
    moment = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    answered = scene.writers.wait_for_answers(moment)
    while shot.pid == pid:
        time.sleep(0.05)
    shot.wait_until_ready()
    return Shot("Rasa", answered, time.monotonic() - moment)
