"""Signals in the web: who sees which, that answers stay, that nothing of them stands where a child is decided on."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from candour.access import permission
from candour.access.views_kept import views_of
from candour.insight.loading import load
from candour.record.entries.decision import DecisionMade, Reasons
from candour.record.entries.department import TeamRecorded
from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.signals import DETECTORS, CountedMonth, SignalAnswered, Weighed
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.web.pages import PAGES
from candour.web.steps import STEPS
from candour.wiring.signals import declare
from tests.office import NAMES
from tests.signals import QUESTION, raised
from tests.web.test_pages_open import address, client_for

OVERSIGHT = {"service_manager", "director", "principal_social_worker", "data_officer", "scrutineer"}
KINDS = {"ordinary reason": "There is an ordinary reason", "something to change": "There is something to change"}
CHAIRED = {"about": "conference chairs", "detector": "conference_direction", "test": "plan_ended"}


def page_of(role, office, where):
    return client_for(role, office).get(where)


def answers(client, signal, finding="ordinary reason", words="The panel moved to that week."):
    return client.post(f"/signals/{signal.signal_id}/", {"finding": finding, "words": words})


@pytest.mark.parametrize("role", permission.ROLES)
def test_a_signal_about_a_team_is_seen_by_its_manager_the_level_above_and_the_scrutineer(role, office, desk):
    one = raised(desk, about_team=office.team)
    sees = role in OVERSIGHT | {"team_manager"}
    assert page_of(role, office, f"/signals/{one.signal_id}/").status_code == (200 if sees else 403)
    listed = page_of(role, office, "/signals/")
    assert (listed.status_code == 200 and QUESTION.replace("'", "&#x27;") in listed.content.decode()) is sees


def test_a_team_manager_sees_nothing_of_another_teams_signal_nor_of_the_whole_authoritys(office, desk, manager):
    other = desk.fresh()
    desk.note([ToRecord(TeamRecorded(name="South"), (other,), desk.now.day)], by=manager)
    for one in (raised(desk, about_team=other), raised(desk, about="the whole authority"), raised(desk, **CHAIRED)):
        for tail in ("", "children/"):
            assert page_of("team_manager", office, f"/signals/{one.signal_id}/{tail}").status_code == 403
    assert "/signals/0" not in page_of("team_manager", office, "/signals/").content.decode()
    assert not re.search(r"/signals/[0-9a-f]{32}/", page_of("team_manager", office, "/signals/").content.decode())


def test_an_answer_stays_beside_the_question_with_who_gave_it_and_others_may_answer_too(office, desk):
    one = raised(desk, about_team=office.team)
    assert answers(client_for("team_manager", office), one).status_code == 302
    words = "The panel did not move."
    assert answers(client_for("scrutineer", office), one, "not known yet", words).status_code == 302
    page = page_of("service_manager", office, f"/signals/{one.signal_id}/").content.decode()
    for said in ("The panel moved to that week.", words, NAMES["team_manager"], "team manager", NAMES["scrutineer"]):
        assert said in page, said
    assert [item.standing.role for item in read(one.signal_id).of(SignalAnswered)] == ["team_manager", "scrutineer"]


def test_an_answer_needs_words_and_a_finding(office, desk):
    one = raised(desk, about_team=office.team)
    reply = answers(client_for("team_manager", office), one, "", "")
    assert "There is a problem" in reply.content.decode()
    assert read(one.signal_id).of(SignalAnswered) == ()


def test_nobody_can_put_a_signal_away_and_an_answered_one_stays_in_the_list(office, desk):
    one = raised(desk, about_team=office.team)
    answers(client_for("team_manager", office), one)
    for role in (*sorted(OVERSIGHT), "team_manager"):
        page = page_of(role, office, f"/signals/{one.signal_id}/").content.decode()
        assert set(re.findall(r'<button class="govuk-button[^"]*"[^>]*>([^<]+)', page)) == {
            "Answer",
            "Save and come back",
        }
        assert one.signal_id in page_of(role, office, "/signals/").content.decode()


def test_a_signal_lapses_after_its_day_and_is_still_there(office, desk):
    today = desk.now.day
    one = raised(desk, about_team=office.team, lapses_on=today - timedelta(days=1))
    page = page_of("director", office, "/signals/").content.decode()
    assert page.index("Lapsed after twelve months") < page.index(one.signal_id)
    assert (
        "nobody needs to answer it any more"
        in page_of("director", office, f"/signals/{one.signal_id}/").content.decode()
    )


@pytest.mark.parametrize("role", sorted(OVERSIGHT))
def test_whose_conferences_a_signal_is_about_stands_on_its_own_page_for_the_level_above_and_nowhere_else(
    role, office, desk
):
    one = raised(desk, **CHAIRED, unit=office.ids["conference_chair"])
    entitled = permission.may(role, "see which chair a signal is about", "none")
    assert entitled is (role in {"service_manager", "director", "scrutineer"})
    shown = page_of(role, office, f"/signals/{one.signal_id}/").content.decode()
    assert (NAMES["conference_chair"] in shown) is entitled
    for where in ("/signals/", "/signals/detectors/conference_direction/", f"/signals/{one.signal_id}/children/"):
        assert NAMES["conference_chair"] not in page_of(role, office, where).content.decode()


def test_the_children_behind_it_are_named_only_for_who_may_open_their_files_and_each_look_is_logged(
    office, desk, life, monkeypatch
):
    child = life("Rosa", "Behind").referral()
    one = raised(desk, about_team=office.team, children=(child.person_id, "f" * 32))
    where = f"/signals/{one.signal_id}/children/"
    page = page_of("scrutineer", office, where).content.decode()
    assert "Rosa Behind" in page
    assert "1 more" in page
    assert views_of(child.person_id)[0]["page"] == "signal-children"
    looks = len(views_of(child.person_id))
    monkeypatch.delitem(permission.VERBS["read"].allowed, "scrutineer")
    page = page_of("scrutineer", office, where).content.decode()
    assert "Rosa" not in page
    assert child.person_id not in page
    assert len(views_of(child.person_id)) == looks


def test_every_look_at_a_signal_is_logged_and_the_scrutineer_sees_who_looked(office, desk):
    one = raised(desk, about_team=office.team)
    page_of("team_manager", office, f"/signals/{one.signal_id}/")
    page_of("team_manager", office, "/signals/")
    assert [row["worker_id"] for row in views_of(one.signal_id)] == [office.ids["team_manager"]]
    assert views_of(DETECTORS)[0]["page"] == "signals"
    heading = "Who looked at this signal"
    seen = page_of("scrutineer", office, f"/signals/{one.signal_id}/").content.decode()
    assert NAMES["team_manager"] in seen[seen.index(heading) :]
    assert heading not in page_of("team_manager", office, f"/signals/{one.signal_id}/").content.decode()


def test_a_signal_of_no_reference_is_not_found(office, desk):
    assert page_of("director", office, f"/signals/{'e' * 32}/").status_code == 404
    assert page_of("director", office, f"/signals/{office.team}/").status_code == 404
    assert page_of("director", office, "/signals/detectors/no_such/").status_code == 404


def test_a_page_puts_the_question_first_then_what_it_rests_on_then_ordinary_reasons(office, desk):
    one = raised(desk, about_team=office.team)
    page = page_of("team_manager", office, f"/signals/{one.signal_id}/").content.decode()
    order = ["<h1", "15 families whose", "not a finding", "<svg", "Ordinary reasons", "What it cannot tell", "Answers"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Families in the month" in page[page.index("<table") :]


def test_what_a_detector_asks_can_be_read_by_everybody_and_its_record_by_those_who_see_signals(office, desk):
    declare(list(load().values()))
    one = raised(desk, about_team=office.team)
    answers(client_for("team_manager", office), one)
    for role in permission.ROLES:
        page = page_of(role, office, "/signals/detectors/bulk_downgrade/").content.decode()
        assert "What it cannot tell" in page
        assert load()["bulk_downgrade"].digest in page
        assert ("it has asked 1 time" in page) is (role in OVERSIGHT | {"team_manager"})
    assert (
        "an ordinary reason 1 time"
        in page_of("director", office, "/signals/detectors/bulk_downgrade/").content.decode()
    )


def test_every_detector_has_a_page(office):
    client = client_for("social_worker", office)
    page = client.get("/signals/detectors/").content.decode()
    for key in load():
        assert f"/signals/detectors/{key}/" in page
        assert client.get(f"/signals/detectors/{key}/").status_code == 200


def test_nothing_of_a_signal_stands_where_a_child_is_decided_on_nor_on_any_list_of_people(office, desk, life):
    """Every page about a child, every step, every worker's page and list: no question, no detector, no number of one."""
    child = life("Rosa", "Decided").on_a_plan().later(40).reviewed().supervised()
    one = raised(
        desk, about_team=office.team, children=(child.person_id,), unit=office.ids["conference_chair"],
        told="Zqx-told 777.7%", question="Zqx-question?", title="Zqx-title",
    )  # fmt: skip
    # The hyphens matter: a page's form token is 64 random letters and digits, and three letters are in one by chance.
    words = {"Zqx-told", "Zqx-question", "Zqx-title", "777.7", one.signal_id}
    words |= {*(detector.title for detector in load().values())}
    walked = 0
    for role in ("team_manager", "conference_chair", "social_worker", "service_manager", "scrutineer"):
        client = client_for(role, office)
        per_child = [address(made, child.person_id, office) for made in PAGES.values() if made.about_child]
        per_child += [f"/child/{child.person_id}/{step}/" for step in STEPS]
        people = ["/", "/teams/", f"/teams/{office.team}/", "/workers/", f"/workers/{office.ids['social_worker']}/",
                  f"/workers/{office.ids['conference_chair']}/", "/supervision/", "/census/", "/search/"]  # fmt: skip
        for where in [*per_child, *people]:
            reply = client.get(where, follow=True)
            if reply.status_code == 200 and not reply.streaming:
                page = reply.content.decode(errors="ignore")
                walked += 1
                assert [each for each in words if each in page] == [], (role, where)
    assert walked > 150


def test_a_detector_is_declared_before_it_is_asked_and_a_change_of_it_is_announced(office, desk):
    detectors = list(load().values())
    assert len(declare(detectors)) == len(detectors)
    assert declare(detectors) == []
    page = page_of("scrutineer", office, "/signals/").content.decode()
    assert f"All {len(detectors)} detectors were declared for the first time" in page
    first, *others = detectors
    changed = type(first)(**{**vars_of(first), "question": "Another question?"})
    assert declare([changed, *others[1:]]) == [f"{first.title} (changed)", f"{others[0].title} (no longer asked)"]
    page = page_of("scrutineer", office, "/signals/").content.decode()
    assert f"{first.title}</a>: changed" in page
    assert f"{others[0].title}: no longer asked" in page
    told = rows(
        "SELECT dete_change FROM ssd_detector_declared WHERE dete_key = %s ORDER BY dete_declared_id", [first.key]
    )
    assert {row["dete_change"] for row in told} == {"declared", "changed"}


def vars_of(detector):
    """A detector's own fields, without what was worked out from them."""
    return {name: getattr(detector, name) for name in detector.__dataclass_fields__}


def test_nobody_signed_out_sees_a_signal(office, desk):
    one = raised(desk)
    for where in ("/signals/", f"/signals/{one.signal_id}/", "/grounds/"):
        assert Client().get(where)["Location"].startswith("/sign-in/")


def test_a_draft_of_an_answer_is_kept(office, desk):
    one = raised(desk, about_team=office.team)
    client = client_for("team_manager", office)
    client.post(f"/signals/{one.signal_id}/", {"words": "Half an answer", "save": "1"})
    assert "Half an answer" in client.get(f"/signals/{one.signal_id}/").content.decode()
    assert read(one.signal_id).of(SignalAnswered) == ()


def test_a_month_of_few_cases_is_not_drawn_as_out_of_the_ordinary_for_that(office, desk):
    """Where 22% is ordinary, two of three is nothing; fifty of sixty is. A month without any case is no month at 0%."""
    months = ((0, 0), (3, 6_667), (60, 2_200), (60, 8_300))
    one = raised(
        desk, about_team=office.team, weighed=Weighed(
            n=600_000, value=8_300, low=7_200, high=9_100, ordinary=2_200, ordinary_low=1_900, ordinary_high=2_500
        ),
        months=tuple(CountedMonth(month=date(2026, at + 1, 1), n=n, value=value) for at, (n, value) in enumerate(months)),
    )  # fmt: skip
    page = page_of("director", office, f"/signals/{one.signal_id}/").content.decode()
    drawn = page[page.index("<svg") : page.index("</svg>")]
    outside = re.findall(r"<polygon[^>]*><title>([^:<]+)", drawn)
    inside = re.findall(r"<circle[^>]*><title>([^:<]+)", drawn)
    assert (outside, inside) == (["Apr 2026"], ["Feb 2026", "Mar 2026"])


def test_a_team_manager_counts_the_grounds_of_their_own_team_only_and_as_they_are(office, desk, clock, manager):
    other, yesterday = desk.fresh(), desk.now.day - timedelta(days=1)
    desk.note([ToRecord(TeamRecorded(name="South"), (other,), yesterday)], by=manager)
    for team, children in ((office.team, 2), (other, 7)):
        for _ in range(children):
            child = desk.fresh()
            given = ChildAllocated(
                involvement_id=desk.fresh(), worker_id=office.ids["social_worker"], team_id=team, start=yesterday
            )  # fmt: skip
            reasons = Reasons(decider=office.ids["team_manager"], grounds=("resources",))
            decided = DecisionMade(decision_id=desk.fresh(), what="close", decided_on=yesterday, reasons=reasons)
            desk.note([ToRecord(fact, (child,), yesterday) for fact in (given, decided)], by=manager)
    ground = r"What was available: money, staff or places</th><td[^>]*>([^<]+)<"
    seen = {
        role: re.findall(ground, page_of(role, office, "/grounds/").content.decode())
        for role in ("team_manager", "director")
    }
    assert seen == {"team_manager": ["2"], "director": ["9"]}


def test_a_number_under_five_is_kept_back_from_those_who_see_the_whole_authority(office, desk, manager):
    today = desk.now.day
    for _ in range(4):
        reasons = Reasons(decider=office.ids["team_manager"], grounds=("instruction",))
        decided = DecisionMade(decision_id=desk.fresh(), what="close", decided_on=today, reasons=reasons)
        desk.note([ToRecord(decided, (desk.fresh(),), today)], by=manager)
    page = page_of("scrutineer", office, "/grounds/").content.decode()
    assert re.findall(r"An instruction from someone senior</th><td[^>]*>([^<]+)<", page) == ["fewer than 5"]
