"""What may be set about several processes, and that a password in an address is never told on."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from portal.settings import Settings, what_is_wrong


@pytest.mark.parametrize("url", ["http://x:1", "redis://", "redis://:geheim@r /0", "redis://:geheim@r:1/nul"])
def test_an_address_that_is_no_redis_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("WIJZER_REDIS_URL", url)
    with pytest.raises(ValidationError) as refused:
        Settings()
    told = what_is_wrong(refused.value)
    assert "WIJZER_REDIS_URL" in told and "geheim" not in told


def test_addresses_of_several_rasas_have_a_space_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJZER_REDIS_URL", "rediss://u:p%40@redis.gemeente.nl:6380/1")
    settings = Settings(rasa_url="http://127.0.0.1:5005 http://127.0.0.1:5006")
    assert len(settings.rasa_url.split()) == 2 and "p%40" not in repr(settings)
    for wrong in ("http://127.0.0.1:5005,http://127.0.0.1:5006", "http://a b"):
        with pytest.raises(ValidationError):
            Settings(rasa_url=wrong)
    with pytest.raises(ValidationError):
        Settings(rasa_workers=0)
