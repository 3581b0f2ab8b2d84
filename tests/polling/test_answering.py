"""Answering: what is asked, what is refused, what is kept when somebody goes back, and what no page ever does."""

import re

from tests.polling.conftest import OPENS, hold


def fields(page):
    """What goes along with a page without being seen."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def test_the_first_page_says_what_it_protects_against_and_what_not(held):
    page = held.ask("/").text
    for words in (
        "No cookie is set",
        "who watches the network",
        "How you write",
        "very small team",
        "trust the council",
    ):
        assert words in page
    assert held.survey.statement.digest in page and "It cannot be replaced" in page
    assert "Service and team, Role" in page


def test_no_page_sets_a_cookie_keeps_anything_or_lets_anything_in_from_elsewhere(held):
    code = held.codes[0]
    replies = [held.ask(path) for path in ("/", "/answer", "/results", "/status.json", "/no-such-page", "/govuk.css")]
    replies += [held.post(code), held.post("x"), held.send(code, q_pressed="no")]
    for reply in replies:
        assert "set-cookie" not in reply.headers and reply.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert "<script" not in reply.text and reply.headers["referrer-policy"] == "no-referrer"


def test_a_code_never_stands_in_an_address(held):
    page = held.post(held.codes[0]).text
    assert 'method="post" action="/answer"' in page
    assert not re.search(r'(href|action)="[^"]*' + held.codes[0], page)
    assert held.ask(f"/answer?code={held.codes[0]}").text.count(held.codes[0]) == 0


def test_a_question_that_follows_is_asked_only_where_it_follows(held):
    code = held.codes[0]
    assert "What for?" not in held.post(code, at=1, to="next", q_pressed="no").text
    page = held.post(code, at=1, to="next", q_pressed="yes").text
    assert "What for?" in page and fields(page)["q-pressed"] == "yes"


def test_an_answer_smuggled_to_a_question_that_was_not_asked_is_refused(held):
    code = held.codes[0]
    for sent in (
        {"q_what_for": "money"},
        {"q_pressed": "no", "q_what_for": "money"},
        {"q_pressed": "maybe"},
        {"q_pressed": ["yes", "no"]},
        {"q_caseload": "400"},
        {"by_0": "17"},
        {"q_unknown": "1"},
    ):
        reply = held.send(code, **sent)
        assert reply.status == 400 and "This was not taken" in reply.text, sent
    assert held.send(code, q_pressed="yes", q_what_for=["money", "staff"]).status == 200


def test_going_back_keeps_answers_and_changing_one_lets_go_of_what_followed(held):
    code = held.codes[0]
    page = held.post(code, at=2, to="back", by_0="1", q_pressed="yes", q_what_for="money", q_caseload="12")
    assert 'value="yes" checked' in page.text and fields(page.text)["q-caseload"] == "12"
    assert fields(page.text)["by-0"] == "1"
    kept = fields(held.post(code, at=1, to="next", q_pressed="no", q_what_for="money", q_caseload="12").text)
    assert "q-what_for" not in kept and kept["q-pressed"] == "no"


def test_a_number_that_is_none_is_said_where_it_stands_and_nothing_is_lost(held):
    page = held.post(held.codes[0], at=2, to="next", q_pressed="yes", q_caseload="many", q_more="Words")
    assert page.status == 400 and "Write a whole number from 0 to 200" in page.text
    assert 'href="#q-caseload"' in page.text and "Words</textarea>" in page.text
    assert fields(page.text)["q-pressed"] == "yes"


def test_everything_may_be_left_out(held):
    assert "Look over your answers" in held.post(held.codes[0], at=2, to="next").text
    assert held.send(held.codes[0]).status == 200


def test_what_people_type_is_shown_as_words_and_nothing_else(held):
    page = held.post(held.codes[0], at=2, to="next", q_more='<script>alert("x")</script>').text
    assert "<script" not in page and "&lt;script&gt;" in page


def test_too_much_or_what_is_no_form_is_refused_with_a_page(held):
    assert held.ask("/answer", "POST", b"x" * 300_000).status == 400
    assert held.ask("/answer", "POST", b"\xff\xfe=1").status == 400
    assert held.ask("/answer", "POST", b"code=%FF").status == 400
    assert held.ask("/", "POST", b"").status == 405
    assert held.ask("/answer", "POST", b"&".join(b"a=1" for _ in range(5000))).status == 400


def test_a_questionnaire_with_nothing_to_break_it_down_by_begins_with_its_questions(tmp_path):
    made = hold(tmp_path, by=())
    made.on(OPENS)
    assert "Have you been pressed" in made.post(made.codes[0]).text
    assert made.send(made.codes[0], q_pressed="no").status == 200
    made.survey.store.close()
