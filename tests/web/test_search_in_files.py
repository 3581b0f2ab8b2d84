"""Finding an entry by its words: the same on both databases, and never more than one may open."""

from __future__ import annotations

import re
from itertools import count

import pytest
from django.db import connection

from candour.access import permission
from candour.access.views_kept import views_of
from candour.record.entries.address import AddressRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.professionals import WorkerRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import ToRecord
from candour.ssd.store.tables import dump
from candour.ssd.store.words import MOST_WORDS, asked_words, entries_with
from candour.wiring.checking import check_record
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import tell_tables_again
from tests.lives import Life
from tests.web.test_pages_open import client_for

READERS = [role for role in permission.ROLES if permission.may(role, "search", "none")]


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request):
    """The same office on one database and on the other."""
    found = request.getfixturevalue("office" if request.param == "sqlite" else "on_postgres")
    assert connection.vendor == request.param
    return found


@pytest.fixture
def begins(either, clock):
    """Begins a child's life on either database."""
    return lambda forename="Amira", surname="Hale": Life(make_desk(clock=clock), clock, either, forename, surname)


def visit(child, said, **more):
    return child.note(VisitMade(visit_id=child.desk.fresh(), visited_on=child.day, child_said=said, **more))


def search(office, typed, role="social_worker", child=None):
    where = f"/child/{child.person_id}/words/" if child else "/search/words/"
    reply = client_for(role, office).post(where, {"words": typed})
    assert reply.status_code == 200, typed[:50]
    return re.search("<main.*</main>", reply.content.decode(), re.DOTALL)[0]


def found(text):
    """The headings of the entries found."""
    return [re.sub("<[^>]+>", "", one) for one in re.findall("<h3[^>]*>(.*?)</h3>", text, re.DOTALL)]


def test_an_entry_is_found_by_any_form_of_its_words_with_the_words_marked(begins, either):
    child = begins("Siân", "Gŵyn").referral().answered().allocated()
    visit(child, "The puppies were kicked in the café by Gareth")
    visit(child, "Nothing was said")
    for typed in ("puppy kicked", "PUPPIES", "kicks cafe", "Gareth", "the puppies", '"kicked" OR', "café"):
        text = search(either, typed) if typed != '"kicked" OR' else search(either, '"kicked"')
        assert [one.strip() for one in found(text)] == ["Visit: seen"], typed
        assert "Siân Gŵyn" in text and "Nothing was said" not in text
    assert "<mark>kicked</mark>" in search(either, "kicking") and "<mark>café</mark>" in search(either, "cafe")
    assert "No entry has all of these words" in search(either, "puppies bitten")


def test_the_likeliest_entry_comes_first(begins, either):
    child = begins().referral().answered().allocated()
    long = " ".join(f"word{number}" for number in range(300))
    visit(child, f"{long} belt {long}")
    visit(child, "A belt. The belt again, a belt.", noticed="Belt")
    text = search(either, "belt")
    assert text.index("The <mark>belt</mark> again") < text.index("word299")


@pytest.mark.parametrize("role", READERS)
def test_each_role_finds_only_in_files_it_may_open_and_each_file_shown_is_on_its_log(role, life, office):
    own = life("Own", "Child").referral().answered().allocated(role if role == "support_worker" else "social_worker")
    other = life("Other", "Child").referral().answered()
    for child in (own, other):
        visit(child, "The xylophone was broken")
    text = search(office, "xylophone", role)
    for child, relation in ((own, "own" if role == "support_worker" else "team"), (other, "other")):
        allowed = permission.may(role, "read", relation)
        name = "Own Child" if child is own else "Other Child"
        assert (name in text) == allowed and (child.person_id in text) == allowed
        assert [row["page"] for row in views_of(child.person_id)] == (["search-words"] if allowed else [])


def test_an_administrator_searches_nothing(office):
    assert client_for("administrator", office).post("/search/words/", {"words": "belt"}).status_code == 403


def test_a_support_worker_of_another_team_finds_nothing_of_this_one(life, office, desk):
    child = visit(life().referral().answered().allocated(), "The xylophone was broken")
    assert "1 entry" in search(office, "xylophone", "support_worker")
    fact = WorkerRecorded(name="Ted Lowe", role="support_worker", team_id="f" * 32)
    worker = office.worker("support_worker", desk)
    desk.note([ToRecord(fact, (worker.worker_id,), desk.now.day)], by=worker)
    before = len(views_of(child.person_id))
    assert "No entry has all" in search(office, "xylophone", "support_worker")
    assert len(views_of(child.person_id)) == before


def test_a_masked_entry_vanishes_and_a_corrected_one_is_found_and_marked(begins, either):
    child = begins().referral().answered().allocated().harmed("Struck with a slipper")
    item = child.case.recorded[-1]
    again = HarmRecorded(harm_id=child.harm_id, what="Struck with a trainer", known_on=item.happened)
    child.desk.note(
        [ToRecord(again, item.subjects, item.happened, supersedes=item.entry_id)], by=child.by("social_worker")
    )
    text = search(either, "slipper")
    assert "corrected later" in text and len(found(text)) == 1
    assert "corrected later" not in search(either, "trainer")
    child.note(EntryMasked(entry_id=item.entry_id, why="Another family"))
    assert found(search(either, "slipper")) == [] and len(found(search(either, "struck"))) == 1
    assert not [line for line in dump() if "slipper" in line]


def test_what_is_confidential_is_in_no_table_and_no_snippet_not_even_for_who_may_see_it(begins, either):
    child = begins().referral().answered().allocated()
    plain = AddressRecorded(address_id=child.desk.fresh(), lines="7 Refuge Lane", postcode="ZZ99 9ZZ")
    child.note(plain)
    item = child.case.recorded[-1]
    assert len(found(search(either, "refuge lane"))) == 1
    secret = AddressRecorded(address_id=plain.address_id, lines="7 Refuge Lane", postcode="ZZ99 9ZZ", confidential=True)
    child.desk.note(
        [ToRecord(secret, item.subjects, item.happened, supersedes=item.entry_id)], by=child.by("social_worker")
    )
    child.note(
        ContactReceived(
            contact_id=child.desk.fresh(), received_on=child.day, source_name="Aunt Petunia", source_confidential=True,
            what_was_said="She is frightened at night",
        )
    )  # fmt: skip
    for typed in ("refuge", "ZZ99", "9ZZ", "petunia", "aunt"):
        assert found(search(either, typed)) == found(search(either, typed, "service_manager")) == [], typed
    outside = search(either, "frightened", "service_manager")
    assert len(found(outside)) == 1 and "Petunia" not in outside
    assert not [line for line in dump() if "petunia" in line.casefold() or "refuge" in line.casefold()]


ODD = (
    '"', '""', "'", "*", "belt*", "NEAR(a b)", "a AND", "OR OR", "NOT belt", "-belt", "^belt", "text_words:belt", "{x}",
    "(", ")))", "\\", "%", "%s", "_", "____", "belt & | !", "<->", ":*", "🐕", "👨‍👩‍👧", "x" * 10_000, "word " * 2_000,
    " ".join(f"w{number}" for number in range(2_000)), "\u0000belt", "\u202ebelt", "ÅÄÖ ß ﬁ ǆ", "مرحبا", "日本語 テキスト",
    "1' OR '1'='1", "'; DROP TABLE ssd_words; --", "the and of", " ", "\n\n",
)  # fmt: skip


def test_whatever_is_typed_is_only_words(begins, either):
    visit(begins().referral().answered().allocated(), "The belt was behind the door")
    for typed in ODD:
        for role in ("social_worker", "support_worker"):
            search(either, typed, role)
    assert len(found(search(either, 'NOT "belt" -door'))) == 1, "what stands before a word changes nothing"
    assert len(found(search(either, '(belt*) & "door"'))) == 1
    assert "Enter a word that says more" in search(either, "the and of")
    assert len(asked_words(" ".join(f"w{number}" for number in range(99)))) == MOST_WORDS


def test_an_entry_with_more_words_than_an_index_holds_can_still_be_written(begins, either):
    child = begins().referral().answered().allocated()
    visit(child, " ".join(f"w{number}x" for number in range(200_000)))
    assert child.case.version and len(found(search(either, "w17x"))) == 1
    visit(child, "y" * 300_000)
    assert child.case.recorded[-1].fact.child_said.startswith("yyy")


def test_more_than_fifty_are_said_to_be_more(life, office, desk):
    child = life().referral().answered().allocated()
    facts = [VisitMade(visit_id=desk.fresh(), visited_on=child.day, child_said="Same words") for _ in range(51)]
    desk.note([ToRecord(fact, (child.person_id,), child.day) for fact in facts[:50]], by=child.by("social_worker"))
    assert "narrow it" not in search(office, "same words")
    desk.note([ToRecord(facts[50], (child.person_id,), child.day)], by=child.by("social_worker"))
    text = search(office, "same words")
    assert "There are more than 50" in text and len(found(text)) == 50


def test_in_one_file_only_that_file_is_searched(life, office):
    one, other = (visit(life(name).referral().answered().allocated(), "The xylophone") for name in ("Ada", "Ben"))
    text = search(office, "xylophone", child=one)
    assert len(found(text)) == 1 and "Ben" not in text and not views_of(other.person_id)
    for page in ("", "chronology/"):
        shown = client_for("social_worker", office).get(f"/child/{one.person_id}/{page}").content.decode()
        assert f"/child/{one.person_id}/words/" in shown
    assert "/search/words/" in client_for("social_worker", office).get("/search/").content.decode()


def test_words_are_never_in_an_address(life, office):
    visit(life().referral().answered().allocated(), "The xylophone")
    text = search(office, "xylophone")
    assert not re.search(r'(href|action)="[^"]*xylophone', text)
    assert 'method="post"' in text and 'method="get"' not in text


def test_words_typed_run_nowhere(life, office):
    bad = "<img src=x onerror=alert(1)> belt"
    visit(life(bad, bad).referral(bad).answered().allocated(), bad)
    for typed in ("belt", bad):
        assert "<img src=x" not in search(office, typed)


def test_the_tables_told_again_find_the_same(begins, either):
    child = begins().on_a_plan().later(80).reviewed()
    child.note(EntryMasked(entry_id=child.case.recorded[-1].entry_id, why="x")).harmed("Hit with a slipper")
    asked = ("belt", "hits", "plan", "slipper", "quiet", "police", "need")
    before, rows = [entries_with([word], most=99) for word in asked], list(dump())
    assert sum(map(len, before)) > 10
    tell_tables_again()
    assert list(dump()) == rows and [entries_with([word], most=99) for word in asked] == before
    words, sound = check_record()
    assert sound, words


def test_a_row_of_words_somebody_changed_is_found(life):
    life().on_a_plan()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ssd_words SET text_words = 'nothing happened' WHERE text_kind = 'harm_recorded'")
    words, sound = check_record()
    assert not sound and "table words: it does not hold what the record tells" in words


def test_a_writing_that_is_refused_leaves_no_words(life, office, desk):
    child = life().referral().answered().allocated()
    with pytest.raises(ZeroDivisionError), desk.together():
        visit(child, "The xylophone")
        raise ZeroDivisionError
    assert found(search(office, "xylophone")) == []


def told_and_found(made, clock):
    """What the table of words holds of a life whose references are the same each time, and what is found in it."""
    numbers = count(10**9)
    child = Life(make_desk(clock=clock, ids=lambda: f"{next(numbers):032x}"), clock, made)
    visit(child.on_a_plan().later(60).reviewed(), "Café, puppies and 3 belts")
    first = child.case.recorded[0].position
    hits = {
        word: {row["text_position"] - first for row in entries_with([word], most=99)}
        for word in ("belt", "hits", "puppy", "cafe", "3", "police", "quiet")
    }
    return hits, [line for line in dump() if line.startswith("words ") and child.person_id in line]


def test_both_databases_tell_and_find_the_same(office, request, clock):
    hits, lines = told_and_found(office, clock)
    other_hits, other_lines = told_and_found(request.getfixturevalue("on_postgres"), clock)
    assert connection.vendor == "postgresql"
    assert hits == other_hits and all(hits.values())
    assert lines == other_lines and len(lines) > 10


def test_the_page_can_be_used_on_a_phone_and_with_the_keyboard(person, earlier):
    from axe_playwright_python.sync_playwright import Axe

    child = earlier("Ines", "Words").referral().answered().allocated()
    visit(child, "The glockenspiel was broken, and she cried about the glockenspiel")
    worker = person("social_worker", viewport={"width": 360, "height": 740})
    worker.opens("/search/")
    worker.page.get_by_role("link", name="Search in files").click()
    worker.page.get_by_label("Words").focus()
    worker.page.keyboard.type("glockenspiels")
    worker.page.keyboard.press("Enter")
    worker.sees("1 entry with these words")
    assert worker.page.url.endswith("/search/words/")
    assert [one["id"] for one in Axe().run(worker.page).response["violations"]] == []
    assert worker.page.evaluate("document.documentElement.scrollWidth") <= 360
