"""Start portal and Rasa together, wait until both answer, print one address, stop both."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import uvicorn

from bot.engines.engine import EngineName
from bot.errors import BotError, RasaDown
from bot.rasa_server.process import RasaProcess
from bot.rasa_server.training import RasaPlace, check_installed, is_trained, one_at_a_time, train
from portal.errors import BadInput, PortalDidNotStart, PortBusy
from portal.production import check_production
from portal.settings import Settings
from portal.watching.logs import set_up
from publishing.store import VersionStore
from skills_passport.opening import open_passports

Tell = Callable[[str], None]
STARTING = 60.0  # seconds the portal may take to answer itself
KEEP_ALIVE = 75
"""Seconds that a quiet connection stays open: longer than a proxy keeps it for its next request (nginx: 60), or a message may be sent into one that is just being closed."""
ANSWERED_BY = {
    EngineName.RASA: "Het gesprek loopt via Rasa. Valt die uit, dan nemen knoppen en herkende zinnen het over.",
    EngineName.BUTTONS: "Het gesprek loopt zonder Rasa, met knoppen en herkende zinnen.",
}


def check_port(settings: Settings) -> None:
    """Raises PortBusy, saying what to do, when another program has the port; PortalDidNotStart when it cannot be had."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortBusy(
                    f"Poort {settings.port} is al bezet. Stop het andere programma, "
                    f"of kies een andere poort: make run PORT={settings.port % 65535 + 1}"
                ) from error
            raise PortalDidNotStart(
                f"Op {settings.host}, poort {settings.port} kan het portaal niet luisteren (fout {error.errno}). "
                "Kies een poort boven 1023 en een adres van deze computer."
            ) from error


def train_if_needed(place: RasaPlace, tell: Tell, force: bool = False) -> bool:
    """Train when no model fits the sources; True when it did. Who comes while somebody trains waits for that model."""
    if is_trained(place) and not force:
        return False
    tell("Het gespreksmodel wordt getraind (twee tot drie minuten) …")
    with progress(tell, "nog bezig met trainen"), one_at_a_time(place):
        if is_trained(place) and not force:
            return False
        seconds = train(place)
    tell(f"Getraind in {seconds:.0f} seconden.")
    return True


@contextlib.contextmanager
def progress(tell: Tell, text: str, every: float = 10.0) -> Iterator[None]:
    """Say every few seconds that work goes on, as long as the block runs."""
    ended = threading.Event()
    began = time.monotonic()

    def speak() -> None:
        while not ended.wait(every):
            tell(f"… {text} ({time.monotonic() - began:.0f} s)")

    speaker = threading.Thread(target=speak, daemon=True)
    speaker.start()
    try:
        yield
    finally:
        ended.set()
        speaker.join()


def serve(settings: Settings, tell: Tell, rasa_url: str = "") -> None:
    """Run until Ctrl-C; with `rasa_url` a Rasa that runs already, or several of them, is used instead of own ones, and with WIJZER_DIALOGUE=buttons none at all.

    Raises PortalError, BotError, RulesError or PassportError before anything is served.
    """
    set_up(settings)
    if rasa_url and settings.dialogue is EngineName.BUTTONS:
        raise BadInput("--rasa en WIJZER_DIALOGUE=buttons kunnen niet samen. Laat een van de twee weg.")
    check_production(settings)
    check_port(settings)
    for opened in (open_passports(settings.passports_place), VersionStore(settings.versions_place)):  # what is wrong with them is said in one line, before anything starts
        opened.close()
    address = f"http://{settings.host}:{settings.port}"
    began = time.monotonic()
    if settings.dialogue is EngineName.BUTTONS:
        tell("Portaal starten, zonder Rasa …")
        _run(settings, tell, began, lambda: None)
        tell("Gestopt. De paspoorten zijn bewaard.")
        return
    if rasa_url:
        _run(settings.model_copy(update={"rasa_url": rasa_url}), tell, began, lambda: None)
        return
    check_installed(settings.rasa_place)
    train_if_needed(settings.rasa_place, tell)
    tell("Portaal en Rasa starten …")
    # Rasa first: it needs the longest, and on its own core while the portal reads the catalogue.
    rasas = [
        RasaProcess(
            settings.rasa_place, f"{address}/rasa/actions", settings.action_token, settings.var, tracker=settings.tracker,
            redis_url=settings.redis_url.get_secret_value(), number=number,
        ) for number in range(1, settings.rasa_workers + 1)
    ]
    for rasa in rasas:
        rasa.start()
    try:
        _run(settings.model_copy(update={"rasa_url": " ".join(rasa.url for rasa in rasas)}), tell, began, lambda: [rasa.wait_until_ready() for rasa in rasas])
    finally:
        for rasa in rasas:
            rasa.stop()
    tell("Gestopt. De paspoorten zijn bewaard.")


def _run(settings: Settings, tell: Tell, began: float, wait_for_rasa: Callable[[], object]) -> None:
    """The portal, until Ctrl-C; says its address when all answers."""
    address = f"http://{settings.host}:{settings.port}"

    def announce() -> None:
        try:
            with progress(tell, "nog bezig met starten", every=5.0):
                try:
                    wait_for_rasa()
                except RasaDown as problem:  # who comes now is answered all the same
                    tell(f"wijzer: {problem}")
                answering = _wait_for_portal(address)
        except BotError as problem:
            tell(f"wijzer: {problem}")
            return
        tell(f"\nLoopbaanwijzer staat klaar (na {time.monotonic() - began:.0f} s): {address}\n{ANSWERED_BY[answering]}\nStoppen: Ctrl-C")
        make_ready(app.state.live.now.interview.script.examples)

    with _all_is_kept():
        # These import the language tools, which takes seconds: Rasa starts meanwhile.
        from bot.engines.buttons import make_ready
        from portal.app import create_app

        app = create_app(settings)
    if app.state.offered is not None and app.state.offered.number > 1:
        tell(f"De gegevens van deze uitgave staan klaar als versie {app.state.offered.number}. Live blijft wat het was, tot iemand die publiceert: wijzer versions list")
    threading.Thread(target=announce, daemon=True).start()
    server = uvicorn.Server(
        uvicorn.Config(app, host=settings.host, port=settings.port, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=5, timeout_keep_alive=KEEP_ALIVE)
    )
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(server.serve())
    if not server.started:
        raise PortalDidNotStart("Het portaal kon niet starten; de regels hierboven zeggen waarom.")


@contextlib.contextmanager
def _all_is_kept() -> Iterator[None]:
    """What the block makes stays as long as the portal: looking through it for garbage took a sixth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _wait_for_portal(address: str) -> EngineName:
    """The engine that answers employees, once the portal says so."""
    began = time.monotonic()
    with httpx.Client(timeout=5.0, trust_env=False) as client:
        while time.monotonic() - began < STARTING:
            with contextlib.suppress(httpx.HTTPError):
                answer = client.get(f"{address}/health")
                if answer.status_code in {httpx.codes.OK, httpx.codes.SERVICE_UNAVAILABLE}:  # with a part that is down
                    return EngineName(answer.json()["dialogue"])
            time.sleep(0.1)
    raise BotError("Het portaal antwoordt niet.")
