"""A record whose time is over: one person asks, another reads and agrees, thirty days pass, and one page is left."""

from __future__ import annotations

from datetime import timedelta

from axe_playwright_python.sync_playwright import Axe

from candour.wiring.desks import right_now
from tests.keeping import agreed_days_ago


def accessible(somebody):
    assert [one["id"] for one in Axe().run(somebody.page).response["violations"]] == []
    assert somebody.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_record_is_asked_to_end_held_agreed_and_called_off_on_a_phone(person, earlier):
    child = earlier("Ottilie", "Ambrose").closed_before()
    window = {"viewport": {"width": 360, "height": 740}}
    officer = person("data_officer", **window)
    officer.child(child.person_id)
    officer.page.get_by_role("link", name="How long this record is kept").click()
    officer.sees("child in need, no plan: 25 years")
    accessible(officer)
    officer.page.get_by_role("link", name="Ask that this record be erased").click()
    officer.picks("On which basis", "never about this person")
    officer.dates("Until which day", child.day)
    officer.writes("Why should it be erased?", "It was written on the wrong record.")
    accessible(officer)
    officer.presses("Ask for the erasure")
    officer.succeeds()
    officer.sees("A second person, who reads the record and agrees")
    officer.page.get_by_role("link", name="Agree that this record be erased").click()
    officer.writes("Why?", "I agree with myself.")
    officer.presses("Agree")
    officer.sees("Another person has to read the record and agree.")
    accessible(officer)

    manager = person("service_manager", **window)
    manager.opens("/keeping/")
    manager.page.get_by_role("link", name="Ottilie Ambrose").click()
    manager.page.get_by_role("link", name="Agree that this record be erased").click()
    manager.sees("What could never be read again")
    manager.sees("Contact received")
    manager.writes("Why?", "It belongs to another child and was moved there.")
    accessible(manager)
    manager.presses("Agree")
    manager.succeeds()
    manager.sees("Can be carried out from")

    worker = person("social_worker", **window)
    worker.child(child.person_id, "place-a-legal-hold")
    worker.writes("Who needs this record kept?", "The coroner")
    worker.writes("Why?", "An inquest was opened.")
    worker.presses("Place the hold")
    worker.succeeds()
    worker.sees("In force: for The coroner")
    accessible(worker)

    officer.child(child.person_id, "carry-out-an-erasure")
    officer.ticks("I know that the words")
    officer.presses("Erase this record")
    officer.sees("A legal hold is in force.")
    officer.sees("Thirty days have not passed")
    officer.child(child.person_id, "call-an-erasure-off")
    officer.writes("Why?", "The coroner needs it.")
    officer.presses("Call it off")
    officer.succeeds()
    officer.sees("Called off")


def test_thirty_days_later_the_record_ends_and_one_page_is_left(person, earlier):
    child = earlier("Peregrine", "Ambrose").closed_before()
    agreed_days_ago(child, 30)
    assert right_now() - child.clock.now < timedelta(minutes=1)
    officer = person("data_officer", viewport={"width": 360, "height": 740})
    officer.child(child.person_id, "carry-out-an-erasure")
    officer.presses("Erase this record")
    officer.sees("Tick this if you want the record to end")
    officer.ticks("I know that the words of this record can never be read again")
    officer.presses("Erase this record")
    officer.succeeds()
    officer.sees("This record was erased")
    officer.sees("The key to its words was destroyed")
    officer.does_not_see("Peregrine")
    accessible(officer)
    officer.opens("/keeping/")
    officer.does_not_see("Peregrine")
    worker = person("social_worker")
    worker.child(child.person_id, "chronology")
    worker.sees("This record was erased")
