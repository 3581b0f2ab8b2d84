"""A family drawn: nobody lost, nobody guessed, nobody on top of anybody, and nothing a reader may not see."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.record.casefile.kin import Tie, kinfolk
from candour.record.entries.address import AddressRecorded
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import PersonDied, PersonRecorded
from candour.record.entry import ToRecord
from candour.terms.kinship import PLAIN, kin
from candour.web.genogram_layout import BETWEEN, TALL, WIDE, layout
from tests.web.test_pages_open import client_for

WORDS = (*PLAIN, "Step-mother", "half brother", "Maternal grandmother", "father's partner", "Family friend", "", "🐕")


# Words


@pytest.mark.parametrize(
    ("words", "generation", "tie", "how"),
    [
        ("Mother", 1, "parent", "birth"),
        ("STEP-FATHER", 1, "parent", "step"),
        ("stepfather", 1, "parent", "step"),
        ("step father", 1, "parent", "step"),
        ("Half-brother", 0, "sibling", "half"),
        ("older sister", 0, "sibling", "birth"),
        ("Grandmother (maternal)", 2, "grandparent", "birth"),
        ("adoptive mother", 1, "parent", "adoptive"),
        ("Foster-brother", 0, "sibling", "foster"),
        ("Father's partner", 1, "partner of parent", "birth"),
        ("mum\u2019s new boyfriend", 1, "partner of parent", "birth"),
        ("Ex-partner", 0, "couple", "birth"),
        ("Stepdaughter", -1, "child", "step"),
    ],
)
def test_a_word_says_which_generation_and_which_tie(words, generation, tie, how):
    found = kin(words)
    assert found and (found.generation, found.tie, found.how) == (generation, tie, how)


@pytest.mark.parametrize(
    "words",
    ["", "friend", "mother-in-law", "godmother", "great-grandmother", "nanny", "foster carer", "mother?s friend"],
)
def test_a_word_that_is_not_known_is_never_guessed(words):
    assert kin(words) is None


# Families


def family(*told, child="c"):
    return kinfolk(child, [Tie(of, other, words) for of, other, words in told])


def test_the_same_tie_on_both_files_is_one_line():
    found = family(("c", "m", "Mother"), ("m", "c", "Son"), ("c", "b", "Brother"), ("b", "c", "Brother"))
    assert found.parents == {("m", "c"): "birth"} and found.siblings == {frozenset("cb"): "birth"}
    assert found.generation == {"c": 0, "m": 1, "b": 0} and not found.others


def test_a_maternal_grandmother_is_the_mothers_mother_and_a_grandmother_is_nobodys_guess():
    found = family(("c", "m", "Mother"), ("c", "g", "Maternal grandmother"), ("c", "h", "Grandmother"))
    assert found.parents == {("m", "c"): "birth", ("g", "m"): "birth"} and found.generation["h"] == 2


def test_two_words_that_contradict_are_shown_and_not_drawn():
    found = family(("c", "m", "Mother"), ("m", "x", "Sister"), ("c", "x", "Brother"), ("c", "c", "Sister"))
    assert [(tie.of, tie.other) for tie in found.others] == [("c", "c"), ("m", "x")]
    assert found.generation["x"] == 0 and frozenset("mx") not in found.siblings


def test_one_person_by_two_words_is_one_person():
    found = family(("c", "a", "Aunt"), ("c", "a", "Foster carer"))
    assert found.generation == {"c": 0, "a": 1} and [tie.words for tie in found.others] == ["Foster carer"]


people = st.sampled_from("cabdefghij")
ties = st.lists(st.tuples(people, people, st.sampled_from(WORDS)), max_size=30)


def overlap(one, other):
    """Whether two rectangles (left, top, right, bottom) share any ground."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def rectangle(box):
    return box.x, box.y, box.x + WIDE, box.y + TALL


def inside(point, outline):
    """Whether a point is inside a polygon, by how many sides a ray from it crosses."""
    (x, y), crossed = point, False
    for (ax, ay), (bx, by) in pairwise((*outline, outline[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed


@given(told=ties, household=st.sets(people), data=st.data())
def test_whatever_is_told_nobody_is_lost_nobody_overlaps_and_the_outline_holds_the_household_only(
    told, household, data
):
    found = family(*told)
    assert found.generation["c"] == 0
    named = {one for of, other, _ in told for one in (of, other)}
    assert named <= set(found.generation) | {one for tie in found.others for one in (tie.of, tie.other)}
    assert len(found.ties) + len(found.others) == len({Tie(*one) for one in told})
    at_home = household & set(found.generation)
    placed = layout(found, at_home, data.draw(st.permutations(sorted(found.generation))))
    boxes = {box.person: box for box in placed.boxes}
    assert set(boxes) == set(found.generation)
    assert not any(overlap(rectangle(one), rectangle(other)) for one, other in combinations(placed.boxes, 2))
    for box in placed.boxes:
        assert box.x >= BETWEEN and box.x + WIDE <= placed.width and box.y + TALL <= placed.height
    for parent, child in found.parents:
        assert boxes[parent].y < boxes[child].y
    for line in placed.lines:
        for (ax, ay), (bx, by) in pairwise(line.points):
            assert ax == bx or ay == by
            across = min(ax, bx), min(ay, by), max(ax, bx) + 1, max(ay, by) + 1
            for box in placed.boxes:
                left, top, right, bottom = rectangle(box)
                assert not overlap(across, (left, top + 1, right, bottom - 1)), "a line runs through a person"
    if placed.outline:
        assert all(ax == bx or ay == by for (ax, ay), (bx, by) in pairwise(placed.outline))
        for person, box in boxes.items():
            corners = [(x, y) for x in (box.x, box.x + WIDE) for y in (box.y, box.y + TALL)]
            assert {inside(corner, placed.outline) for corner in corners} == {person in at_home}
    assert bool(placed.outline) == (len(at_home) > 1)


# The page


class Relatives:
    """Writes a family down around a child."""

    def __init__(self, child):
        self.child, self.desk, self.ids = child, child.desk, {child.person_id: child.person_id}

    def person(self, name, **more):
        self.ids[name] = self.desk.fresh()
        forename, _, surname = name.partition(" ")
        given = {"kind_of_person": "adult", "sex": "U", **more}
        return self.note(self.ids[name], PersonRecorded(forename=forename, surname=surname, **given))

    def note(self, subject, fact, *more, day=None):
        draft = ToRecord(fact, (subject, *more), day or self.child.day)
        self.desk.note([draft], by=self.child.by("social_worker"))
        return self

    def tie(self, of, other, words, name=None, **more):
        one, two = self.ids[of], self.ids.setdefault(other, self.desk.fresh())
        fact = RelationshipRecorded(
            relationship_id=self.desk.fresh(), family_id="f" * 32, person_id=one, other_person_id=two,
            relationship=words, other_name=name or other, **more,
        )  # fmt: skip
        return self.note(one, fact, two)


@pytest.fixture
def brennans(life):
    child = life("Finn", "Brennan").referral().answered().allocated()
    finn = child.person_id
    told = Relatives(child)
    told.person("Dawn Brennan", sex="F").person("Molly Brennan", kind_of_person="child", sex="F")
    told.tie(finn, "Dawn Brennan", "Mother", lives_with=True, parental_responsibility=True)
    told.tie(finn, "Molly Brennan", "Sister").tie(finn, "Mrs Pike", "Childminder")
    told.tie("Dawn Brennan", "Bridie Kelly", "Mother")
    return told


def seen(office, told, role="social_worker", on=None):
    asked = f"?on={on.isoformat()}" if on else ""
    reply = client_for(role, office).get(f"/child/{told.child.person_id}/genogram/{asked}")
    assert reply.status_code == 200
    return reply.content.decode()


def drawn(text):
    """The words in the drawing itself."""
    found = re.search("<svg.*</svg>", text, re.DOTALL)
    return re.findall("<text[^>]*>(.*?)</text>", found[0]) if found else []


def test_three_generations_are_drawn_from_the_files_of_the_relatives(brennans, office):
    text = seen(office, brennans)
    assert {"Dawn Brennan", "Molly Brennan", "Bridie Kelly", "Finn Brennan", "Mother, PR"} <= set(drawn(text))
    assert "Bridie Kelly is a parent of Dawn Brennan" in text and "Mrs Pike: Childminder" in text
    assert "Mrs Pike" not in " ".join(drawn(text))
    assert text.count("<circle") == 3 and text.count("candour-genogram__home") == 1
    page = client_for("social_worker", office).get(f"/child/{brennans.child.person_id}/").content.decode()
    assert f"/child/{brennans.child.person_id}/genogram/" in page


def test_every_file_the_drawing_looked_into_is_on_its_own_log(brennans, office):
    from candour.access.views_kept import views_of

    seen(office, brennans)
    for name in ("Dawn Brennan", "Molly Brennan"):
        assert [row["page"] for row in views_of(brennans.ids[name])] == ["genogram"]
    assert not views_of(brennans.ids["Bridie Kelly"]), "she has no file of her own"


def test_who_may_not_open_a_relatives_file_sees_only_what_the_childs_file_names(brennans, life, office):
    from candour.access.views_kept import views_of

    brennans.tie("Molly Brennan", brennans.child.person_id, "Brother")
    brennans.child.allocated("support_worker")
    text = seen(office, brennans, "support_worker")
    assert "Dawn Brennan" in text and "Molly Brennan" in text and "Bridie" not in text
    assert f"/child/{brennans.ids['Dawn Brennan']}/" not in text
    assert not views_of(brennans.ids["Dawn Brennan"])


def test_a_relative_only_named_on_a_file_one_may_not_open_is_counted_and_not_named(life, office):
    child = life("Ines", "Brook").referral().answered().allocated("support_worker")
    told = Relatives(child)
    told.person("Secret Uncle", sex="M").tie("Secret Uncle", child.person_id, "Niece", name="Ines Brook")
    text = seen(office, told, "support_worker")
    assert "Secret" not in text and "1 relative on whose own file this child is named" in text
    manager = seen(office, told, "team_manager")
    assert "Secret Uncle" in drawn(manager) and "Aunt or uncle" in manager


def test_ties_begin_and_end_with_their_days(brennans, office):
    day = brennans.child.day
    brennans.tie(
        brennans.child.person_id, "Karl Voss", "Step-father", lives_with=True,
        start=day + timedelta(days=10), end=day + timedelta(days=50),
    )  # fmt: skip
    shown = [("Karl Voss" in seen(office, brennans, on=day + timedelta(days=far))) for far in (0, 10, 49, 50)]
    assert shown == [False, True, True, False]


def test_a_baby_is_a_triangle_until_the_birth_and_not_there_before_anybody_could_expect_it(brennans, office):
    due = date(2024, 6, 1)
    brennans.person("Baby Brennan", kind_of_person="unborn child", expected_dob=due)
    brennans.tie(brennans.child.person_id, "Baby Brennan", "Unborn brother or sister")
    early, waiting = seen(office, brennans, on=date(2023, 1, 1)), seen(office, brennans, on=date(2024, 5, 1))
    assert "Baby" not in early and "Not born yet, expected 1 June 2024" in waiting and "Baby Brennan" in drawn(waiting)
    born = PersonRecorded(forename="Baby", surname="Brennan", kind_of_person="child", dob=date(2024, 6, 3), sex="M")
    brennans.note(brennans.ids["Baby Brennan"], born, day=date(2024, 6, 3))
    assert "Not born yet" not in seen(office, brennans, on=date(2024, 7, 1))


def test_who_has_died_is_crossed_from_that_day_on(brennans, office):
    died = date(2024, 3, 1)
    brennans.note(brennans.ids["Dawn Brennan"], PersonDied(died_on=died), day=died)
    assert "died 1 March 2024" in seen(office, brennans, on=died)
    before = seen(office, brennans, on=date(2024, 2, 28))
    assert "died" not in before.partition("The same in words")[2].partition("The lines")[0]


def test_a_confidential_address_of_one_is_held_back_for_everybody_who_lives_there(brennans, office):
    day = brennans.child.day
    secret = AddressRecorded(
        address_id=brennans.desk.fresh(), lines="7 Refuge Lane", postcode="ZZ99 9ZZ", confidential=True
    )
    brennans.note(brennans.child.person_id, secret)
    plain = AddressRecorded(address_id=brennans.desk.fresh(), lines="7, Refuge Lane", postcode="ZZ999ZZ", start=day)
    brennans.note(brennans.ids["Dawn Brennan"], plain)
    elsewhere = AddressRecorded(address_id=brennans.desk.fresh(), lines="1 Mill Lane", postcode="ZZ1 1AA")
    brennans.note(brennans.ids["Molly Brennan"], elsewhere)
    for role in ("service_manager", "conference_chair", "inspector"):
        text = seen(office, brennans, role)
        assert "Refuge" not in text and "ZZ99" not in text and "Held back" in text and "1 Mill Lane" in text
    assert "7 Refuge Lane, ZZ99 9ZZ" in seen(office, brennans)


def test_a_masked_tie_leaves_the_drawing_on_both_files(brennans, office):
    brennans.tie("Molly Brennan", brennans.child.person_id, "Brother")
    item = next(
        one for one in brennans.child.case.recorded
        if isinstance(one.fact, RelationshipRecorded) and one.fact.other_name == "Dawn Brennan"
    )  # fmt: skip
    brennans.note(item.subjects[0], EntryMasked(entry_id=item.entry_id, why="Adoption"), *item.subjects[1:])
    assert "Dawn" not in seen(office, brennans)


def test_a_child_with_nobody_and_an_odd_day_still_have_a_page(life, office):
    told = Relatives(life("Lone", "Star"))
    assert "Nobody who can be drawn" in seen(office, told)
    reply = client_for("social_worker", office).get(f"/child/{told.child.person_id}/genogram/?on=banana")
    assert reply.status_code == 200 and b"There is a problem" in reply.content


def test_the_drawing_is_one_named_picture_without_anything_the_browser_is_told_to_refuse(person, earlier):
    from axe_playwright_python.sync_playwright import Axe

    child = earlier("Nia", "Drawn").referral().answered().allocated()
    told = Relatives(child).person("Dee Drawn", sex="F")
    told.tie(child.person_id, "Dee Drawn", "Mother", lives_with=True).tie(child.person_id, "Gus Drawn", "Grandfather")
    worker = person("social_worker", viewport={"width": 360, "height": 740})
    worker.child(child.person_id, "genogram")
    assert worker.page.get_by_role("img", name="Genogram of the family of Nia Drawn").is_visible()
    assert worker.page.locator("svg [style]").count() == 0
    outline = worker.page.locator(".candour-genogram__home")
    assert outline.evaluate("one => getComputedStyle(one).strokeDasharray") != "none"
    assert [one["id"] for one in Axe().run(worker.page).response["violations"]] == []
    assert worker.page.evaluate("document.documentElement.scrollWidth") <= 360
    worker.page.emulate_media(media="print")
    assert worker.page.get_by_role("button", name="Show").is_hidden()
