"""A view asked in time for a conference is in what is made of it: nobody has to type it again at the table."""

from __future__ import annotations

from candour.documents.conferences import conferences_held
from candour.documents.knowing import Knowing, what_is_known
from candour.record.entries.voice_of_child import ViewRecorded


def view(life, words, **more):
    return life.note(
        ViewRecorded(view_id=life.desk.fresh(), words=words, given_on=life.day, **{"whose": "child", **more})
    )


def said(life, number, blocks=("child_view", "family_said", "agencies_said")):
    about = conferences_held(life.case)[number].recorded.entry_id
    return [line.words for line in what_is_known(blocks, Knowing(life.case, {}, about))]


def test_what_was_asked_between_two_conferences_is_heard_at_the_second_alone(life):
    child = life().on_a_plan().later(70)
    view(child, "I want him to stay away.")
    view(child, "We are tired.", whose="family", who="Dina Hale")
    view(child, "She is calmer.", whose="agency", who="Ms Lane")
    child.later(10).reviewed()
    view(child.later(1), "It was long.")

    heard = said(child, 1)

    assert {"I want him to stay away.", "We are tired.", "She is calmer.", "It is quiet."} == set(heard)
    assert "I want him to stay away." not in said(child, 0)


def test_a_view_of_something_else_stays_with_it(life):
    child = life().on_a_plan().later(70)
    view(child, "The letter is wrong.", about="d" * 32)
    child.later(10).reviewed()

    assert "The letter is wrong." not in said(child, 1)


def test_what_was_said_before_an_earlier_closure_was_not_said_for_this_conference(life):
    child = life().referral()
    view(child, "I like my teacher.")
    child.answered().later(20).assessed("close").closed().later(200)
    child.on_a_plan()

    assert "I like my teacher." not in said(child, 0)
