"""What people write: two readers take out who it is about, and nothing is told that both would not tell."""

import re
from urllib.parse import urlencode

import pytest

from candour.polling.words import MISSED, TRIED, Reading, agreed, suggestions, themes_told, without
from tests.polling.conftest import PUBLISHES, with_readers

KNOWN = ("Wrenshire", "Otterby", "Rose", "Jo Marsh", "Heron House")
# What stands in braces says who or where it is about, as an invented social worker would write it.
WRITTEN = """\
My manager {Ann Lee} told me not to convene.
I was told by {Mr Pritchard} that we had no money.
The {Hale} family waited nine weeks.
{Amira}'s plan was ended without her being seen.
We lost three workers in {Otterby} this year.
In {wrenshire} nobody reads what we write.
Ring me on {07700 900123} if you want to know.
The case {LA-204417} was closed twice.
Write to {jo.marsh@wrenshire.example} about it.
On {14/3/2026} I was asked to change the record.
The house in {Marsh Lane} should have been visited.
{jo marsh} decided it alone.
It was {rose} who asked me.
It was {Rose} who said no.
{Heron House} is understaffed.
My team lost {Nell} and {Ted} in May.
{O'Brien} never answers.
She lives at {WR4 7XQ}, and nobody went.
The chair, {Dr Imrie}, was overruled.
Nobody listened to {Councillor Frost}.
The school, {St Bede's}, had warned us.
See {www.example.org/otter} for it.
{Tyler} was sent home anyway.
We had {sergeant kemp} in the room.
A child, {tyler}, was not asked.
The {14-year-old with the broken arm} was turned away.
I wrote to {Sal Verity}, then to {Dora Kemp}.
Ask {Mo}.
Child {8842017} was seen once.
The family from {number 12} moved.
The {twins at the farm} are still there.
{mo pritchard} laughed.
The {McBride} boys were split.
I left {Aldham}, {Birch Road} and {Corby} behind me.
The {new head of service} asked for it.
It is Section 47 work, and on Monday nobody came."""


def test_what_is_missed_is_counted_and_the_readers_are_told_the_true_count():
    tried = missed = 0
    for line in WRITTEN.splitlines():
        words = re.sub(r"[{}]", "", line)
        found = " ".join(suggestions(words, KNOWN))
        for one in re.findall(r"\{([^}]+)\}", line):
            tried += 1
            missed += one not in found
    assert (tried, missed) == (TRIED, MISSED)


def test_an_ordinary_sentence_gets_no_suggestion():
    for words in ("There are too few of us, and it is not safe.", "On Monday we had Section 47 work."):
        assert suggestions(words, KNOWN) == []


def test_two_agree_only_where_both_would_tell_it_with_the_same_taken_out():
    yes, less, no = Reading(("Ann",), (), True), Reading((), (), True), Reading(("Ann",), (), False)
    assert agreed(yes, yes)
    assert not any(agreed(*pair) for pair in ((yes, less), (yes, no), (yes, None), (None, yes)))
    assert without("Ann said so.", ("Ann",)) == "[removed] said so."


def test_a_theme_of_fewer_than_ten_is_not_told():
    one = Reading((), ("pay", "time"), True)
    other = Reading((), ("time",), True)
    assert themes_told([(one, other)] * 10) == [("time", 10)] and themes_told([(one, one)] * 9) == []


@pytest.fixture
def written(tmp_path):
    """A closed survey in which twelve people wrote, with the keys of its two readers."""
    (tmp_path / "names.txt").write_text("\n".join(KNOWN))
    held, keys = with_readers(tmp_path)
    for nth, code in enumerate(held.codes[:12]):
        held.send(code, q_pressed="no", by_0="1", q_more=f"Rose told me to wait, number {nth} of us.")
    yield held, keys
    held.survey.store.close()


def reads(held, key, tell="yes", remove=("Rose",), also="", themes="Waiting"):
    """One answer is read; returns the page with the next."""
    page = held.ask("/words", "POST", urlencode({"key": key}).encode()).text
    answer = re.search(r'name="answer" value="([0-9a-f]+)"', page)
    if answer is None:
        return page
    sent = {"key": key, "answer": answer[1], "remove": list(remove), "also": also, "themes": themes, "tell": tell}
    return held.ask("/words", "POST", urlencode(sent, doseq=True).encode()).text


def test_nobody_reads_while_people_write_and_nobody_without_a_key(written):
    held, (first, _) = written
    assert reads(held, first).count("Rose") == 0 and "There is nothing to read yet" in reads(held, first)
    held.on(PUBLISHES)
    wrong = held.ask("/words", "POST", b"key=0123")
    assert wrong.status == 403 and "Rose" not in wrong.text


def test_what_both_would_tell_stands_in_the_results_under_the_authoritys_name_alone(written):
    held, (first, second) = written
    held.on(PUBLISHES)
    assert "Rose" in reads(held, first) and f"Of {TRIED} in invented answers" in reads(held, first)
    assert "<blockquote>" not in held.ask("/results").text
    for _ in range(10):
        reads(held, first)
    for _ in range(11):
        reads(held, second)
    reads(held, second, tell="no")
    page = held.ask("/results").text
    assert page.count("<blockquote>") == 11 and page.count("[removed] told me to wait") == 11
    assert "Rose" not in page and "<footer>Wrenshire</footer>" in page and "Waiting: 12" in page
    assert "nothing left for you to read" in reads(held, first)


def test_where_the_two_take_out_different_things_the_answer_comes_back_to_them(written):
    held, (first, second) = written
    held.on(PUBLISHES)
    for _ in range(12):
        reads(held, first, remove=())
    for _ in range(12):
        reads(held, second)
    assert "<blockquote>" not in held.ask("/results").text
    again = reads(held, first, remove=())
    assert "Rose (the other reader takes this out)" in again
    reads(held, first)
    assert held.ask("/results").text.count("<blockquote>") == 1


def test_a_reader_can_take_out_and_never_put_in(written):
    held, (first, second) = written
    held.on(PUBLISHES)
    for key in (first, second):
        reads(held, key, remove=("Rose", "<b>put in</b>"), also="wait\nnot there")
    page = held.ask("/results").text
    assert "[removed] told me to [removed], number" in page and "put in" not in page
