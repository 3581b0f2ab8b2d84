"""Finding somebody: accents, half of a double name, like sound, numbers in any case."""

from __future__ import annotations

import pytest

from tests.web.test_pages_open import client_for


@pytest.fixture
def sian(life):
    return life("Siân", "Gŵyn-Llŷr")


@pytest.mark.parametrize(
    "typed", ["Sian Gwyn", "gwyn llyr", "Llyr", "Siaan Gwinn", "SIÂN", "Sian Gwyn-Llyr", "Gŵyn-Llŷr", "sian llyr"]
)
def test_a_child_is_found_however_the_name_is_spelt(typed, sian, life, office):
    for other in range(3):
        life(f"Sian{other}", "Lawson")
    text = client_for("social_worker", office).post("/search/", {"name": typed}).content.decode()
    assert "Siân Gŵyn-Llŷr" in text
    if "llyr" in typed.casefold().replace("ŷ", "y"):
        assert text.index("Siân Gŵyn-Llŷr") < text.index("Lawson") if "Lawson" in text else True


def test_a_child_number_is_found_in_any_case(sian, office):
    number = sian.case.recorded[0].fact.la_child_id
    assert "Gŵyn" in client_for("social_worker", office).post("/search/", {"number": number.lower()}).content.decode()


def test_a_new_person_is_made_only_after_the_likely_matches_were_looked_at(sian, office):
    client = client_for("front_door_screener", office)
    sent = {"forename": "Sian", "surname": "Gwyn", "kind_of_person": "child", "sex": "F", "ethnicity": "NOBT"}
    reply = client.post("/person/new/", sent)
    text = reply.content.decode()
    assert reply.status_code == 200 and "Look at these first" in text and "Gŵyn-Llŷr" in text
    looked = text.split('name="looked_at" value="')[1].split('"')[0]
    assert client.post("/person/new/", {**sent, "looked_at": looked}).status_code == 302


def test_a_name_is_kept_as_it_was_typed(office):
    client = client_for("front_door_screener", office)
    text = client.post("/contact/new/", {"name": "ap McAllister van der Berg"}).content.decode()
    assert 'value="McAllister van der Berg"' in text
