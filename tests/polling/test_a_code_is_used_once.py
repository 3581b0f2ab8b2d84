"""One code, one answer: guessed, used twice, or used twice at the same moment."""

import threading

from candour.polling.codes import LONG, draw, enough_for, hash_of, root_of
from candour.polling.store import CodeUsed, Given, Store
from candour.seal.receipt import LETTERS


def test_a_code_cannot_be_guessed_and_none_is_drawn_twice():
    codes = draw(2000)
    assert len(set(codes)) == 2000 and len(LETTERS) ** LONG >= 2**80
    assert enough_for(100) == 130
    assert root_of(map(hash_of, codes)) == root_of(map(hash_of, reversed(codes)))
    assert root_of(map(hash_of, codes[1:])) != root_of(map(hash_of, codes))


def test_a_used_code_is_refused_while_the_answer_waits_and_after_it_was_written(held):
    first = held.codes[0]
    assert held.send(first, q_pressed="no").status == 200
    again = held.send(first, q_pressed="yes")
    assert again.status == 403 and "This code was used already" in again.text
    for code in held.codes[1:10]:
        held.send(code, q_pressed="no")
    assert len(held.survey.store.answers()) == 10
    assert held.send(first, q_pressed="yes").status == 403
    assert held.post(first).status == 403
    assert [one["pressed"] for one in held.survey.store.answers()] == [["no"]] * 10


def test_a_code_that_was_not_drawn_opens_nothing(held):
    made_up = draw(1)[0]
    for reply in (held.post(made_up), held.send(made_up, q_pressed="yes")):
        assert reply.status == 403 and "No such code was drawn" in reply.text
    typed = held.post("12345")
    assert typed.status == 400 and "A code has 20 numbers and letters, and you typed 5" in typed.text


def test_a_code_typed_wrongly_stays_in_its_box_to_be_mended(held):
    assert 'value="12345 &lt;"' in held.post("12345 <").text
    made_up = draw(1)[0]
    assert f'value="{made_up}"' in held.post(made_up).text


def test_a_code_is_read_however_it_is_typed(held):
    code = held.codes[0]
    typed = " - ".join([code[:7].lower(), code[7:]]).replace("0", "o").replace("1", "l")
    assert "Page 1" in held.post(typed).text


def test_one_code_sent_many_times_at_once_gives_one_answer(held):
    """Two processes of the service, eight threads each, on the real database."""
    doors = [Store(held.folder), Store(held.folder)]
    went, started = [], threading.Barrier(16)

    def send(door):
        started.wait()
        for code in held.codes[:20]:
            try:
                door.take(code, Given({"pressed": ["yes"]}, {}))
                went.append(code)
            except CodeUsed:
                pass

    threads = [threading.Thread(target=send, args=(door,)) for door in doors for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(went) == sorted(held.codes[:20])
    assert len(held.survey.store.answers()) == 20
    assert not held.survey.store.uneven()
    for door in doors:
        door.close()
