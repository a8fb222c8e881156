"""Rules as they come in at the page itself: whatever is sent is taken or told, and what two colleagues add at one place both goes live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.versions.opening import drafts_of
from publishing.drafts import Drafts
from publishing.model import State
from rules.editing.form import RuleForm
from rules.editing.picks import picks_of
from tests.portal.hr.test_hr_rules import RULES, rules_in, version
from tests.rules.editing.made_forms import forms
from tests.rules.editing.test_rule_form import GOOD
from tests.rules.editing.test_tip_from_a_form import GROUP

BUTTONS = ("bewaar", "bewaar", "bewaar", "bekijk", "als-erbij", "dan-weg-1", "als-meer-1")


def send(client: TestClient, draft: int, form: RuleForm, *, group: str, revision: int, button: str = "bewaar") -> Response:
    """The answer at the end of the way to this form as a new rule, with the names that its page gives the fields; half characters are sent as they are."""
    fields = {
        "titel": form.title, "over": form.about, "omdat": form.because, "bron": form.source, "vanaf": form.valid_from, "tot": form.valid_until,
        "auteur": form.author, "modellen": form.models, "groep": group, "revisie": str(revision), "doe": button,
    }
    for number, row in enumerate(form.when, start=1):
        fields |= {f"als-{number}-veld": row.field, f"als-{number}-eis": row.demand, f"als-{number}-waarde": row.values}
    for number, then in enumerate(form.then, start=1):
        fields |= {f"dan-{number}-soort": then.kind, **{f"dan-{number}-{part}": text for part, text in then.parts.items()}}
    sent = urlencode(fields, doseq=True, errors="surrogatepass")
    answer: Response = client.post(
        f"{RULES}/{draft}/nieuw", content=sent, headers={"Content-Type": "application/x-www-form-urlencoded"}, follow_redirects=True,
    )
    return answer


def test_whatever_is_sent_as_a_rule_is_taken_or_told(hans: TestClient, app: FastAPI, draft: int) -> None:
    picks = picks_of(app.state.live.now.knowledge.catalogue)
    known, taken = [rules_in(app, draft)], []

    @given(form=forms(picks), button=st.sampled_from(BUTTONS), group=st.sampled_from([GROUP, GROUP, "", "../nergens.yml"]), behind=st.sampled_from([0, 0, 0, 1]))
    @settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def each(form: RuleForm, button: str, group: str, behind: int) -> None:
        revision = version(app, draft).revision
        answer = send(hans, draft, form, group=group, revision=revision - behind, button=button)
        assert answer.status_code < 500 and answer.status_code != 404, answer.text
        after = rules_in(app, draft) if version(app, draft).revision != revision else known[-1]
        assert len(after) <= len(known[-1]) + (button == "bewaar") and known[-1].items() <= after.items()
        taken.append(len(after) > len(known[-1]))
        known.append(after)

    each()
    assert any(taken) and not all(taken), "some were taken, others told"


def test_two_who_add_a_rule_at_the_same_place_both_see_it_live(
    hans: TestClient, app: FastAPI, drafts: Drafts, with_state: Callable[[str, Any], None],
) -> None:
    with_state("drafts", drafts_of(app.state.settings, drafts.store, app.state.live.rehearse))  # protected scenarios are asked elsewhere

    def step(number: int, act: str, who: str) -> Response:
        assert hans.post("/aanmelden", data={"persona": who}).status_code == 303
        answer: Response = hans.post(f"/beheer/versies/{number}/stap/{act}", data={"revision": str(version(app, number).revision)})
        return answer

    begun = []
    for who in ("hans", "mien"):
        hans.post("/aanmelden", data={"persona": who})
        hans.post("/beheer/versies", data={"title": f"Van {who}"})
        begun.append(drafts.store.in_state(State.DRAFT)[0].number)
        assert send(hans, begun[-1], replace(GOOD, title=f"De regel van {who}"), group=GROUP, revision=1).status_code == 200
        assert step(begun[-1], "indienen", who).status_code == 303
    first, second = begun
    assert step(first, "publiceren", "mien").status_code == 303
    refused = step(second, "publiceren", "hans")
    assert refused.status_code == 409 and "Neem die wijzigingen eerst over" in refused.text
    for act, who in (("bijwerken", "mien"), ("indienen", "mien"), ("publiceren", "hans")):
        assert step(second, act, who).status_code == 303, act
    live = drafts.store.published()
    assert live is not None and live.number == second
    assert {"de-regel-van-hans", "de-regel-van-mien"} <= rules_in(app, second).keys()
