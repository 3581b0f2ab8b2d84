"""The decisions that end a record: the usual case of each, and each guard refusing it."""

from __future__ import annotations

from datetime import date

from candour.practice.retention import Answer, ErasureProposal
from tests.keeping import agreed, asked, held


def erasure(life, **more):
    given = {"basis": "child_in_need", "kept_until": life.day, "why": "Its time is over.", "today": life.day}
    return ErasureProposal(**{**given, **more})


def answer(life, **more):
    return Answer(**{"why": "I have read it.", "today": life.day, **more})


def on_hold(goes):
    def then(life):
        goes(life)
        held(life)

    return then


CLOSED = lambda life: life.closed_before()
ASKED = lambda life: asked(CLOSED(life))
AGREED = lambda life: agreed(ASKED(life))
DUE = lambda life: AGREED(life).later(31)
PROPOSALS = {
    "ask_for_an_erasure": (erasure, "data_officer"),
    "agree_to_an_erasure": (answer, "service_manager"),
    "call_an_erasure_off": (answer, "data_officer"),
    "carry_out_an_erasure": (answer, "data_officer"),
}
GOOD = {
    "ask_for_an_erasure": CLOSED,
    "agree_to_an_erasure": ASKED,
    "call_an_erasure_off": AGREED,
    "carry_out_an_erasure": DUE,
}
REFUSALS = {
    ("ask_for_an_erasure", "case_is_closed"): (lambda life: life.referral(), {}, None),
    ("ask_for_an_erasure", "no_erasure_is_under_way"): (ASKED, {}, None),
    ("ask_for_an_erasure", "no_legal_hold_is_in_force"): (on_hold(CLOSED), {}, None),
    ("ask_for_an_erasure", "time_to_keep_it_is_over"): (None, {"kept_until": date(2099, 1, 1)}, None),
    ("agree_to_an_erasure", "erasure_was_asked_for"): (CLOSED, {}, None),
    ("agree_to_an_erasure", "somebody_else_asked"): (None, {}, "data_officer"),
    ("agree_to_an_erasure", "nobody_agreed_yet"): (AGREED, {}, None),
    ("agree_to_an_erasure", "no_legal_hold_is_in_force"): (on_hold(ASKED), {}, None),
    ("call_an_erasure_off", "erasure_was_asked_for"): (CLOSED, {}, None),
    ("carry_out_an_erasure", "erasure_was_asked_for"): (CLOSED, {}, None),
    ("carry_out_an_erasure", "a_second_person_agreed"): (lambda life: ASKED(life).later(31), {}, None),
    ("carry_out_an_erasure", "thirty_days_have_passed"): (lambda life: AGREED(life).later(29), {}, None),
    ("carry_out_an_erasure", "no_legal_hold_is_in_force"): (on_hold(DUE), {}, None),
}
