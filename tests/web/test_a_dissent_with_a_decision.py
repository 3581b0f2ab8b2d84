"""A dissent is written down on its page, with the decision it is about; no step asks under a name that the page itself uses."""

import re

from candour.record.entries.dissent import DissentRecorded
from candour.web.addresses import urlpatterns
from candour.web.pages import OF_THE_PAGE
from candour.web.steps import STEPS
from tests.web.test_pages_open import client_for

assert urlpatterns


def test_a_dissent_goes_with_the_decision_that_was_chosen(life, office):
    child = life().on_a_plan()
    where = f"/child/{child.person_id}/dissent/"
    client = client_for("social_worker", office)
    page = client.get(where).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    chosen, words = re.findall(
        r'<option value="(\w{32})"[^>]*>([^<]+)</option>', page.split("With which decision?")[1]
    )[0]
    sent = {"who": "Jo Marsh", "words": "He is not safe.", "given_on": child.day.isoformat(), "about": chosen}
    reply = client.post(where, {**hidden, **sent}, follow=True).content.decode()
    assert "The dissent is on the record, with the decision." in reply
    dissent = child.case.last(DissentRecorded).fact
    assert dissent.about == chosen and dissent.about_what == words.strip() and dissent.words == "He is not safe."


def test_no_step_asks_under_a_name_that_the_page_itself_uses():
    taken = OF_THE_PAGE | {"let_go", "on_behalf_of"}
    assert {key: clash for key, made in STEPS.items() if (clash := set(made.form.base_fields) & taken)} == {}
