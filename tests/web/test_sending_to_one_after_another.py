"""Once a document has gone to one reader, the next is one click away, and how they get their post is not asked again."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from candour.record.casefile.documents import documents_sent
from tests.documents.secrets_family import people_around
from tests.web.test_pages_open import client_for


def send(client, where, **said):
    page = client.get(where).content.decode()
    digest = re.search(r'name="digest" value="([^"]+)"', page).group(1)
    today = dict(
        zip(("day", "month", "year"), re.findall(r'name="sent_on-\w+" [^>]*value="(\d+)"', page), strict=False)
    )
    sent_on = {f"sent_on-{part}": number for part, number in today.items()}
    return client.post(where, {"digest": digest, **sent_on, **said}, follow=True).content.decode()


def others(page):
    return re.findall(r'href="([^"]+/documents/make/[^"]+)"', page)


def test_the_other_usual_readers_are_offered_until_each_has_had_it(life, office):
    child, client = life().on_a_plan(), client_for("conference_chair", office)
    where = f"/child/{child.person_id}/documents/make"

    page = send(client, f"{where}/invitation/school/", to_whom="Ms Lane", route="post")

    offered = [one.partition("?")[0].split("/")[-2] for one in others(page)]
    assert offered == ["child", "health", "police", "agency", "parent"]
    page = send(client, others(page)[0].replace("&amp;", "&"), to_whom="Amira", route="by hand")
    assert [one.partition("?")[0].split("/")[-2] for one in others(page)] == ["health", "police", "agency", "parent"]


def test_a_document_about_a_conference_is_offered_about_that_conference(life, office):
    child, client = life().on_a_plan().later(80).reviewed(), client_for("conference_chair", office)
    first = next(one for one in child.case.recorded if one.fact.kind == "initial_conference_held").entry_id
    where = f"/child/{child.person_id}/documents/make/outline_plan"

    page = send(client, f"{where}/school/?about={first}", to_whom="Ms Lane", route="post")

    assert others(page) and all(one.endswith(f"?about={first}") for one in others(page))


def test_a_document_opened_later_offers_nothing(life, office):
    child, client = life().on_a_plan(), client_for("conference_chair", office)
    where = f"/child/{child.person_id}/documents"
    send(client, f"{where}/make/invitation/school/", to_whom="Ms Lane", route="post")

    sent = documents_sent(child.case)[-1].sent.fact.document_id

    assert others(client.get(f"{where}/sent/{sent}/").content.decode()) == []


def test_name_and_route_stand_there_as_this_reader_had_them_last(life, office):
    child, client = life().on_a_plan(), client_for("conference_chair", office)
    where = f"/child/{child.person_id}/documents/make"
    send(client, f"{where}/invitation/school/", to_whom="Ms Lane, Quarryside", route="secure e-mail")

    page = client.get(f"{where}/agenda/school/").content.decode()

    assert 'value="Ms Lane, Quarryside"' in page
    assert re.search(r'value="secure e-mail"\s+selected', page)


def test_parents_on_the_record_are_offered_by_name_and_nobody_else_as_a_parent(life, office, desk):
    child, client = life().on_a_plan(), client_for("conference_chair", office)
    around = people_around(child, desk)

    page = send(client, f"/child/{child.person_id}/documents/make/invitation/school/", to_whom="Ms Lane", route="post")

    offered = [one.partition("?")[0].split("/")[-2] for one in others(page)]
    assert {around["mother"], around["father"]} < set(offered)
    assert "parent" not in offered


def test_the_next_reader_is_one_click_away_and_the_page_can_be_used_on_a_phone(person, earlier):
    child = earlier("Ira", "Next").on_a_plan()
    chair = person("conference_chair", viewport={"width": 360, "height": 740})
    chair.page.goto(f"/child/{child.person_id}/documents/make/invitation/school/")
    chair.page.get_by_label("How?").select_option("post")
    chair.presses("Send exactly this")
    chair.sees("Who else gets it?")
    assert [one["id"] for one in Axe().run(chair.page).response["violations"]] == []
    assert chair.page.evaluate("document.documentElement.scrollWidth") <= 360
    chair.page.get_by_role("link", name="Make it for Police").click()
    chair.sees("Invitation to a conference for Police")
