"""An owner id leads nowhere without the secret."""

from __future__ import annotations

import pytest

from skills_passport.pseudonym import check_owner, owner_id

SECRET = "a secret of the portal"


def test_the_same_person_gets_the_same_id() -> None:
    assert owner_id("ria@example.nl", SECRET) == owner_id("ria@example.nl", SECRET)


def test_persons_and_secrets_give_other_ids() -> None:
    ids = {owner_id(person, secret) for person in ("ria", "eva", "") if person for secret in (SECRET, SECRET + "2")}
    assert len(ids) == 4


def test_the_id_can_be_used_as_owner_and_holds_nothing_of_the_key() -> None:
    owner = owner_id("ria@example.nl", SECRET)
    assert check_owner(owner) == owner
    assert "ria" not in owner


@pytest.mark.parametrize(("person", "secret"), [("", SECRET), ("ria", "short")])
def test_an_empty_key_or_a_weak_secret_is_refused(person: str, secret: str) -> None:
    with pytest.raises(ValueError, match=r"empty|characters"):
        owner_id(person, secret)
