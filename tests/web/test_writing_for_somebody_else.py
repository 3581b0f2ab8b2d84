"""Nobody acts as somebody else: writing for a colleague keeps both names."""

from __future__ import annotations

from tests.web.test_pages_open import client_for


def test_an_entry_written_for_a_colleague_names_both(life, office):
    child = life().referral().answered().allocated()
    sent = {
        "visited_on": "2024-01-09",
        "seen": "yes",
        "child_said": "Hello",
        "on_behalf_of": office.ids["support_worker"],
    }
    client = client_for("social_worker", office)
    assert b"The visit is on the record" in client.post(f"/child/{child.person_id}/visit/", sent, follow=True).content
    item = child.case.recorded[-1]
    assert item.actor == office.ids["social_worker"] and item.on_behalf_of == office.ids["support_worker"]
    text = client.get(f"/child/{child.person_id}/entry/{item.position}/").content.decode()
    assert "Ted Lowe" in text and "Jo Marsh" in text and "On behalf of" in text


def test_a_decision_written_for_its_decider_names_the_decider_and_the_writer(life, office):
    child = life().referral()
    sent = {
        "response": "assessment", "primary_need": "N1", "threshold_level": "Early help", "grounds": "need",
        "because": "Needs help.", "on_behalf_of": office.ids["team_manager"],
    }  # fmt: skip
    client = client_for("social_worker", office)
    client.post(f"/child/{child.person_id}/decide-referral/", sent)
    decided = next(item for item in child.case.recorded if item.fact.kind == "referral_decided")
    assert decided.fact.reasons.decider == office.ids["team_manager"] and decided.actor == office.ids["social_worker"]


def test_a_date_long_ago_is_noted_and_one_that_lies_ahead_has_not_happened_yet(life, office):
    child = life()
    client = client_for("front_door_screener", office)
    where = f"/child/{child.person_id}/contact/"
    sent = {"received_on": "1901-02-03", "source_code": "1A", "what_was_said": "Typed wrongly"}
    assert b"The contact is on the record" in client.post(where, sent, follow=True).content
    reply = client.post(where, {**sent, "received_on": "2099-12-31"}).content.decode()
    assert "in the past" in reply and "Typed wrongly" in reply
    assert client.get("/").status_code == 200


def test_a_decision_somebody_took_meanwhile_is_not_carried_over_to_another_matter(life, office):
    child = life().contact("The first call").contact("The second call")
    where = f"/child/{child.person_id}/decide-contact/"
    screener, manager = client_for("front_door_screener", office), client_for("team_manager", office)
    page = screener.get(where).content.decode()
    about, version = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("matter", "version"))
    sent = {
        "outcome": "no action",
        "grounds": "resources",
        "because": "My own long words.",
        "matter": about,
        "version": version,
    }
    assert manager.post(where, {**sent, "outcome": "advice"}).status_code == 302
    reply = screener.post(where, sent)
    text = reply.content.decode()
    assert reply.status_code == 409 and "What is shown now is another matter" in text and "The second call" in text
    assert "My own long words." in text and "checked" not in text
    decided = [item.fact.outcome for item in child.case.recorded if item.fact.kind == "contact_decided"]
    assert decided == ["advice"]


def test_a_harm_whose_words_are_masked_is_still_a_harm(life, office):
    child = life().on_a_plan()
    where = next(item.position for item in child.case.recorded if item.fact.kind == "harm_recorded")
    client_for("team_manager", office).post(f"/child/{child.person_id}/entry/{where}/mask/", {"why": "Names a friend"})
    for page in ("", "end-plan/"):
        text = client_for("conference_chair", office).get(f"/child/{child.person_id}/{page}").content.decode()
        assert "A harm whose words were masked" in text and "Hit with a belt" not in text


def test_somebody_else_writing_meanwhile_is_shown_and_the_words_are_kept(life, office):
    child = life().referral()
    client = client_for("team_manager", office)
    where = f"/child/{child.person_id}/decide-referral/"
    page = client.get(where).content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]
    child.harmed("A scald")
    sent = {
        "response": "assessment", "primary_need": "N1", "threshold_level": "Early help", "grounds": "need",
        "because": "My own long words.", "version": version,
    }  # fmt: skip
    reply = client.post(where, sent)
    text = reply.content.decode()
    assert reply.status_code == 409 and "Somebody else wrote to this record" in text
    assert "A scald" in text and "My own long words." in text
    again = text.split('name="version" value="')[1].split('"')[0]
    assert client.post(where, {**sent, "version": again}).status_code == 302


def test_what_happened_against_a_must_is_noted_and_the_page_says_which(life, office):
    child = life().referral().answered()
    client = client_for("conference_chair", office)
    where = f"/child/{child.person_id}/conference/"
    sent = {
        "held_on": "2024-01-09", "quorate": "yes", "significant_harm": "Physical", "plan_agreed": "yes",
        "category": "PHY", "grounds": "need", "because": "Held by another authority.", "child_view": "Stop.",
        "present-rows": "1", "present-0-name": "Ms Lane", "present-0-agency": "School",
        "aims-rows": "1", "aims-0-what_must_change": "Nobody hits her",
    }  # fmt: skip
    reply = client.post(where, sent)
    assert reply.status_code == 422 and b"It has already happened" in reply.content
    assert client.post(where, {**sent, "already": "1"}).status_code == 302
    text = client.get(f"/child/{child.person_id}/").content.decode()
    assert "child protection plan" in text and "Record the enquiry and its outcome first" in text
