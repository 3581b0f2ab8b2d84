"""A whole life in order: narrowed, jumped through, two days compared, and as it was known on any day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from candour.record.casefile.answers import harms
from candour.record.entries.address import AddressRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.decision import HarmAnswer
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import KINDS, ToRecord
from candour.web.narrowing import GROUPS, OF_KIND
from tests.web.test_pages_open import client_for

NEVER_ON_A_CHILD = {
    "survey_declared", "survey_results_taken_in",
    "authority_recorded", "threshold_published", "instruction_issued", "worker_recorded", "worker_absent",
    "worker_left", "team_recorded", "supervision_reflected", "census_produced", "views_sealed",
    "detectors_declared", "signal_raised", "signal_answered",
}  # fmt: skip
NEVER_ON_A_CHILD |= {kind for kind, _ in KINDS if kind.startswith("concern_")}


def headings(text):
    """The headings of the entries shown, in the order of the page."""
    return [
        re.sub("<[^>]+>", "", one) for one in re.findall(r'<h2 class="moj-timeline__title">(.*?)</h2>', text, re.DOTALL)
    ]


@pytest.fixture
def shown(office):
    def show(child, asked="", role="social_worker", **typed):
        client = client_for(role, office)
        where = f"/child/{child.person_id}/chronology/?{asked}"
        reply = client.post(where, typed) if typed else client.get(where)
        assert reply.status_code == 200
        return reply.content.decode()

    return show


def test_every_kind_of_entry_on_a_childs_file_is_in_one_group():
    listed = [kind for _, kinds in GROUPS.values() for kind in kinds]
    assert len(listed) == len(set(listed)) == len(OF_KIND)
    assert {kind for kind, _ in KINDS} == set(listed) | NEVER_ON_A_CHILD


def test_it_is_narrowed_by_kind_and_by_time(life, shown):
    child = life().on_a_plan().later(40).reviewed()
    assert set(headings(shown(child, "group=harm"))) == {"Harm: Hit with a belt"}
    text = shown(child, f"group=harm&group=voices&until={child.day.isoformat()}")
    assert "Harm: Hit with a belt" in headings(text) and "The child said" in headings(text)
    late = headings(shown(child, f"since={child.day.isoformat()}"))
    assert "Review conference: the plan goes on" in late and "Harm: Hit with a belt" not in late
    assert "Narrow what is shown" in text and "Showing" not in text


def test_one_harm_brings_what_protects_from_it_the_aims_for_it_and_the_decisions_that_answer_it(life, shown):
    child = life().on_a_plan().protected("He has moved out")
    first = child.harm_id
    child.harmed("Left alone at night")
    child.later(60).reviewed().later(100)
    child.plan_ended(
        harms=(
            HarmAnswer(harm=first, protected_by="He has moved out"),
            HarmAnswer(harm=child.harm_id, unprotected_because="Nobody sits with her yet"),
        )
    )
    found = headings(shown(child, f"harm={first}"))
    assert found == [
        "Decided to end the child protection plan",
        "Protection: He has moved out",
        "Protection: He has moved out",
        "Agreed that this must change: Nobody hits her",
        "Harm: Hit with a belt",
    ]
    assert "Harm: Left alone at night" in headings(shown(child, f"harm={child.harm_id}"))


def choice(text, name):
    """The value a person's name has in the list of people."""
    return re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(name)}</option>', text)[1]


def test_one_person_brings_what_they_wrote_decided_took_part_in_or_are_named_in(life, shown, office, desk):
    child = life().on_a_plan()
    child.note(VisitMade(visit_id=desk.fresh(), visited_on=child.day, noticed="Nurse Bell had rung before."))
    whole = shown(child)
    nurse = choice(whole, "Nurse Bell")
    assert "Nurse" not in nurse and "Bell" not in nurse
    found = headings(shown(child, f"who={nurse}"))
    assert "Visit: seen" in found and "Strategy discussion: enquiry" in found
    assert "Initial child protection conference: plan agreed, physical abuse" in found
    assert "Allocated to a worker" not in found
    manager = headings(shown(child, f"who={office.ids['team_manager']}"))
    assert "Allocated to a worker" in manager and "Visit: seen" not in manager
    child_spoke = headings(shown(child, "who=child"))
    assert "The child said" in child_spoke and "Outcome of the enquiry: conference" in child_spoke
    assert "Allocated to a worker" not in child_spoke


def test_a_confidential_source_is_not_among_the_people_of_somebody_who_may_not_see_it(life, shown, desk):
    child = life().referral().answered().allocated()
    fact = ContactReceived(
        contact_id=desk.fresh(), received_on=child.day, source_name="Aunt Petunia", source_confidential=True
    )
    child.note(fact)
    assert "Aunt Petunia" in shown(child)
    outside = shown(child, role="service_manager")
    assert "Aunt Petunia" not in outside
    mark = choice(shown(child), "Aunt Petunia")
    assert headings(shown(child, f"who={mark}", role="service_manager")) == headings(outside)
    assert "Petunia" not in shown(child, role="service_manager", words="Petunia").replace(
        'value="Petunia"', ""
    ).replace("“Petunia”", "")


def test_words_are_looked_for_without_being_in_the_address(life, shown, desk):
    child = life().on_a_plan()
    child.note(VisitMade(visit_id=desk.fresh(), visited_on=child.day, child_said="The dog was hurt too"))
    text = shown(child, words="DOG WAS")
    assert headings(text) == ["Visit: seen"] and "1 of " in text
    assert headings(shown(child, "group=harm", words="dog")) == []
    assert not re.search(r'(href|action)="[^"]*dog', text, re.IGNORECASE)
    for odd in ('"', "%", "🐕" * 3, "x" * 10_000, "' OR 1=1 --", "<b>"):
        shown(child, words=odd)


@pytest.mark.parametrize("asked", ["page=0", "page=-1", "page=x", "page=99999", "page=²", "group=banana", "who=x", "harm=x", "since=banana", "known=2999-01-01", "whole=", "since-day=1"])  # fmt: skip
def test_an_address_somebody_made_up_shows_the_life_and_breaks_nothing(asked, life, shown):
    assert "Amira Hale" in shown(life().referral(), asked)


def test_a_long_life_comes_a_hundred_at_a_time_and_every_link_leads_to_an_entry(life, shown, desk, office):
    child = life().on_a_plan()
    by = office.worker("social_worker", desk)
    for number in range(230):
        day = child.day + timedelta(days=number * 3)
        fact = VisitMade(visit_id=desk.fresh(), visited_on=day, child_said=f"Visit number {number}")
        desk.note([ToRecord(fact, (child.person_id,), day)], by=by)
    first = shown(child)
    assert len(headings(first)) == 100 and "Page 1 of 3" in first
    all_of = [headings(shown(child, f"page={page}")) for page in (1, 2, 3)]
    assert sum(map(len, all_of)) == child.case.version == len(headings(shown(child, "whole=yes")))
    links = re.findall(r'href="\?([^"#]*)#(entry-\d+)"', first)
    assert len(links) == 5, "two years, the referral, the conference and the plan"
    for asked, mark in links:
        assert f'id="{mark}"' in shown(child, asked.replace("&amp;", "&")), (asked, mark)
    assert "Referral from" in first and "Child protection plan began" in first


def test_a_narrowed_life_keeps_what_was_asked_from_page_to_page(life, shown, desk, office):
    child = life().referral().answered().allocated()
    by = office.worker("social_worker", desk)
    visits = [VisitMade(visit_id=desk.fresh(), visited_on=child.day) for _ in range(150)]
    desk.note([ToRecord(fact, (child.person_id,), child.day) for fact in visits], by=by)
    text = shown(child, "group=visits")
    assert 'href="?group=visits&amp;page=2#entries"' in text
    assert set(headings(shown(child, "group=visits&page=2"))) == {"Visit: seen"}


# What was known on a day


def test_what_was_known_leaves_out_what_was_written_later_even_if_it_happened_before(life, shown):
    child = life().referral().answered().allocated()
    asked = child.day
    child.later(30)
    fact = HarmRecorded(harm_id="a" * 32, what="Scalded long ago", known_on=asked - timedelta(days=5))
    child.desk.note([ToRecord(fact, (child.person_id,), asked - timedelta(days=5))], by=child.by("social_worker"))
    text = shown(child, f"known={asked.isoformat()}")
    assert "Scalded" not in "".join(headings(text)) and "1 entry written since is left out" in text
    assert "No harm was written down" in text
    after = shown(child, f"known={child.day.isoformat()}")
    assert "Harm: Scalded long ago" in headings(after) and "nothing protects the child from this" in after


def test_what_was_known_shows_an_entry_as_it_stood_before_it_was_corrected(life, shown, desk):
    child = life().referral().answered().allocated().harmed("Hit by his mother")
    old, asked = child.case.recorded[-1], child.day
    child.later(9)
    again = HarmRecorded(harm_id=child.harm_id, what="Hit by his uncle", known_on=old.happened)
    desk.note([ToRecord(again, old.subjects, old.happened, supersedes=old.entry_id)], by=child.by("social_worker"))
    then = shown(child, f"known={asked.isoformat()}&group=harm")
    assert headings(then) == ["Harm: Hit by his mother"] and "corrected later" not in then
    assert "uncle" not in re.sub("<select.*?</select>", "", then, flags=re.DOTALL)
    assert "corrected later" in shown(child, f"known={child.day.isoformat()}")


def test_what_is_masked_today_stays_masked_on_every_earlier_day(life, shown, desk):
    child = life().referral().answered().allocated().harmed("Names another family")
    hidden, asked = child.case.recorded[-1], child.day
    child.later(9).note(EntryMasked(entry_id=hidden.entry_id, why="Another family"))
    for day in (asked, child.day):
        text = shown(child, f"known={day.isoformat()}")
        assert "Names another family" not in text and "Entry masked" in headings(text)
    assert set(headings(shown(child, "group=hidden"))) == {"An entry was masked", "Entry masked"}
    assert 'value="harm"' not in shown(child), "what kind a masked entry was is masked too"


def test_an_address_made_confidential_later_is_held_back_on_every_earlier_day(life, shown, desk):
    child = life().referral().answered().allocated()
    open_one = AddressRecorded(address_id=desk.fresh(), lines="7 Refuge Lane", postcode="ZZ99 9ZZ", start=child.day)
    old, asked = child.note(open_one).case.recorded[-1], child.day
    child.later(3)
    secret = AddressRecorded(
        address_id=open_one.address_id, lines="7 Refuge Lane", postcode="ZZ99 9ZZ", start=asked, confidential=True
    )
    desk.note([ToRecord(secret, old.subjects, old.happened, supersedes=old.entry_id)], by=child.by("social_worker"))
    outside = client_pages(child, asked)
    for text in (shown(child, one, role="service_manager") for one in outside):
        assert "Refuge" not in text and "ZZ99" not in text
    assert "7 Refuge Lane" in shown(child, f"known={asked.isoformat()}")


def client_pages(child, day):
    return ("", f"known={day.isoformat()}", f"known={child.day.isoformat()}", "whole=yes", "group=family")


def test_the_day_is_a_day_in_london(life, shown, clock, desk):
    child = life().referral()
    child.on(date(2024, 7, 1))
    clock.to(date(2024, 7, 1), hour=23)  # eleven at night by Greenwich is past midnight in London in summer
    child.note(VisitMade(visit_id=desk.fresh(), visited_on=date(2024, 7, 1)))
    assert "Visit: seen" not in headings(shown(child, "known=2024-07-01"))
    assert "Visit: seen" in headings(shown(child, "known=2024-07-02"))


# Two days beside one another


def compared(office, child, first, second, role="social_worker"):
    asked = f"first={first.isoformat()}&second={second.isoformat()}"
    reply = client_for(role, office).get(f"/child/{child.person_id}/two-dates/?{asked}")
    assert reply.status_code == 200
    return reply.content.decode()


def table_of(text):
    return re.search("<tbody.*</tbody>", text, re.DOTALL)[0]


def test_two_days_show_what_went_and_what_came(life, office, desk):
    child = life().referral().answered().allocated().harmed()
    first = child.day
    child.later(2).discussed().later(8).enquired().later(4).assessed().conferenced().protected("An order bars him")
    text = compared(office, child, first, child.day)
    assert "Child protection plan, since" in text and "No plan" in text
    assert "Hit with a belt (nothing protects the child from this)" in text
    assert "Hit with a belt (protected)" in text
    assert "no longer on the second day" in text and "not on the first day" in text
    assert "What changed: Statuses; Plan; Harm" in text
    turned = compared(office, child, child.day, first)
    assert table_of(turned) == table_of(text), "the order they are typed in does not matter"
    assert "Nothing that is compared here changed" in compared(office, child, child.day, child.day)


def test_before_the_first_referral_a_child_is_not_open_and_after_the_closure_neither(life, office):
    child = life().closed_before()
    text = compared(office, child, date(2023, 1, 1), child.day)
    assert text.count("Not open") == 2 and "Nobody" in text


def test_two_days_hold_a_confidential_address_back_and_say_who_lived_there(life, office, desk):
    child = life().referral().answered().allocated()
    home = {"address_id": desk.fresh(), "postcode": "ZZ1 1AA"}
    child.note(AddressRecorded(**home, lines="1 Mill Lane", start=date(2020, 1, 1), end=child.day + timedelta(days=9)))
    child.note(
        AddressRecorded(
            address_id=desk.fresh(), lines="7 Refuge Lane", start=child.day + timedelta(days=9), confidential=True
        )
    )
    child.note(
        RelationshipRecorded(
            relationship_id=desk.fresh(), family_id=desk.fresh(), person_id=child.person_id,
            other_person_id=desk.fresh(), relationship="Step-father", other_name="Karl Voss", lives_with=True,
            start=date(2021, 5, 1), end=child.day + timedelta(days=5),
        )
    )  # fmt: skip
    days = child.day, child.day + timedelta(days=20)
    mine = compared(office, child, *days)
    assert "1 Mill Lane" in mine and "7 Refuge Lane" in mine and "Karl Voss, Step-father" in mine
    outside = compared(office, child, *days, role="service_manager")
    assert "1 Mill Lane" in outside and "Refuge" not in outside and "Held back" in outside
    assert "Nobody is written down" in mine


def test_the_chronology_and_two_days_agree_with_the_file_of_today(life, office):
    child = life().on_a_plan()
    assert harms(child.case)
    text = compared(office, child, child.day, date.today())
    assert table_of(text).count("Jo Marsh") == 2 and "changed" not in table_of(text)
