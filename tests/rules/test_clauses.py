"""Cutting messages into clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.clauses import MAX_CLAUSES, split_clauses
from rules.language.dutch import DutchText

DUTCH = DutchText()


def texts(message: str) -> list[str]:
    return [clause.text for clause in split_clauses(message, DUTCH)]


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        (
            "ik bestel spullen bel leveranciers en hou alles bij in excel",
            ["ik bestel spullen", "bel leveranciers", "en hou alles bij in excel"],
        ),
        ("Ik bel. Ik mail!", ["Ik bel", "Ik mail"]),
        ("post openen, archief bijwerken", ["post openen", "archief bijwerken"]),
        ("- post openen\n- archief bijwerken", ["post openen", "archief bijwerken"]),
        ("ik bestel papier en pennen", ["ik bestel papier en pennen"]),
        ("ik scan dossiers en archiveer ze", ["ik scan dossiers", "en archiveer ze"]),
        ("op maandag verdeel ik de post", ["op maandag verdeel ik de post"]),
        ("geef mij maar een heggenschaar", ["geef mij maar een heggenschaar"]),
        ("ik bel klanten maar liever niet", ["ik bel klanten", "maar liever niet"]),
        (
            "ik voer uitkeringen, beslagen en wijzigingen in",
            ["ik voer uitkeringen, beslagen en wijzigingen in"],
        ),
        ("ik voer dus de hele dag uitkeringen in", ["ik voer dus de hele dag uitkeringen in"]),
        ("ik geef paspoorten, rijbewijzen en aktes af, en bel na", ["ik geef paspoorten, rijbewijzen en aktes af", "en bel na"]),
        ("ik bel klanten, ik schrijf brieven in word", ["ik bel klanten", "ik schrijf brieven in word"]),
        ("vroeger typte ik brieven nu scan ik ze", ["vroeger typte ik brieven", "nu scan ik ze"]),
        ("huisbezoeken doen kijken wat iemand nodig heeft", ["huisbezoeken doen", "kijken wat iemand nodig heeft"]),
        ("ik scan nu ik hier werk alles", ["ik scan nu ik hier werk alles"]),
        ("ik sta op het plein daar spreek ik jongeren aan", ["ik sta op het plein", "daar spreek ik jongeren aan"]),
        ("in de kerk daar zing ik", ["in de kerk daar zing ik"]),
        ("ik help ook bij de post", ["ik help ook bij de post"]),
        ("klussen en de kas doen", ["klussen", "en de kas doen"]),
        ("dozen vouwen en plakken", ["dozen vouwen en plakken"]),
        ("dossiers scannen en archief bijwerken", ["dossiers scannen", "en archief bijwerken"]),
        ("bomen snoeien en hekwerk verzinken", ["bomen snoeien", "en hekwerk verzinken"]),
        ("wandelen en fietsen", ["wandelen", "en fietsen"]),
        ("vragen over katten en honden", ["vragen over katten en honden"]),
        ("ik schrijf brieven deel folders uit", ["ik schrijf brieven", "deel folders uit"]),
        ("ik deel elke week folders uit", ["ik deel elke week folders uit"]),
        ("borden plaatst de aannemer wij bewaren ze", ["borden plaatst de aannemer", "wij bewaren ze"]),
        ("liever op een trekker dan in een kantoor", ["liever op een trekker", "dan in een kantoor"]),
        ("liever niet meer dan twee keer", ["liever niet meer dan twee keer"]),
        ("bellen mailen post scannen archief bijwerken", ["bellen", "mailen", "post scannen", "archief bijwerken"]),
        ("facturen boeken aanmaningen sturen telefoontjes van leveranciers", ["facturen boeken", "aanmaningen sturen", "telefoontjes van leveranciers"]),
        ("gras maaien snoeien bladeren ruimen", ["gras maaien", "snoeien", "bladeren ruimen"]),
        ("toezicht houden bij het diepe kleedkamers schoonspuiten kassa", ["toezicht houden bij het diepe", "kleedkamers schoonspuiten", "kassa"]),
        ("muziek maken en voetbal", ["muziek maken en voetbal"]),
        ("leerlingen maken ruzie", ["leerlingen maken ruzie"]),
        ("koken wassen strijken", ["koken", "wassen", "strijken"]),
        ("post openen sorteren en rondbrengen", ["post openen sorteren en rondbrengen"]),
        ("planten water geven", ["planten water geven"]),
        ("kinderen helpen opruimen", ["kinderen helpen opruimen"]),
        ("", []),
        ("...!?", []),
    ],
)
def test_messages_are_cut_at_each_new_deed(message: str, clauses: list[str]) -> None:
    assert texts(message) == clauses


@given(st.text(max_size=400))
def test_clauses_are_pieces_of_the_message_in_order(message: str) -> None:
    end = 0
    for clause in split_clauses(message, DUTCH):
        assert end <= clause.start < clause.end <= len(message)
        assert len(clause.text) == clause.end - clause.start
        end = clause.end


def test_endless_message_gives_a_bounded_number_of_clauses() -> None:
    assert len(texts("ik bel, " * 20_000)) <= MAX_CLAUSES


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("ik werk bij de haven vooral lossen en laden", ["ik werk bij de haven", "vooral lossen en laden"]),
        ("ik zit bij de bode met name zalen klaarzetten", ["ik zit bij de bode", "met name zalen klaarzetten"]),
        ("ik doe vooral vergaderen", ["ik doe vooral vergaderen"]),
        ("wc's en kantoren schoonmaken", ["wc's en kantoren schoonmaken"]),
        ("balie en brieven typen", ["balie", "en brieven typen"]),
    ],
)
def test_what_somebody_mainly_does_stands_apart_and_things_with_one_verb_together(message: str, parts: list[str]) -> None:
    assert [clause.text for clause in split_clauses(message, DUTCH)] == parts
