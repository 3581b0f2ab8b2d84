"""A stranger's check of a bundle: what was sealed holds, and each thing changed afterwards is said in plain words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

import candour_verify
from candour.seal.note import LOG, WITNESS, new_key
from tests.verify.bundles import CHILD, SIBLING, TODAY, Record, entry_id, family, leaf_of, verified, zipped

MINE = [0, 2, 3, 5]


def test_what_was_sealed_holds_and_the_limits_are_said(check, record):
    number, says = check(record.files(places=MINE), "--log", str(record.log.key))
    assert number == 0, says
    assert says.startswith("Everything that was checked holds: 4 entries of wrenshire")
    for part in (
        "9 fields of words are exactly what was sealed", "What this does NOT prove", "That what was typed is true",
        "That something was never typed", "Anything after the last witnessed signature", "Who the workers are",
        "That nothing was left out: NOT checked", "Signed by witnesses: witness1, witness2",
        "The times of 2 entries from below, and of 0 from above", "3 September 2026 at 09:06:20",
    ):  # fmt: skip
        assert part in says, part


def test_hidden_fields_stay_provable_and_are_counted_by_entry(check, record):
    files = record.files(places=MINE)
    del files["entries.jsonl"][1]["fields"]["why"], files["entries.jsonl"][1]["salts"]["why"]
    number, says = check(files)
    assert number == 0
    assert "1 fields are hidden (redacted)" in says and "Place 2 (referral_made/1): 1 hidden." in says


def test_without_a_witness_key_it_says_so_and_shows_what_agrees_inside(tmp_path, capsys, record):
    number, says = verified(zipped(tmp_path / "b.zip", record.files(places=MINE)), capsys=capsys)
    assert number == 2
    assert "could NOT be checked. No witness's key was given" in says
    assert "agrees with itself: 4 entries stand" in says


def changed_leaf(files, record):
    files["entries.jsonl"][0]["leaf"] = files["entries.jsonl"][0]["leaf"].replace(
        "contact_received", "contact_answered"
    )


def changed_words(files, record):
    files["entries.jsonl"][1]["fields"]["why"] = "She said nothing."


def true_for_one(files, record):
    files["entries.jsonl"][1]["fields"]["urgent"] = 1


def changed_salt(files, record):
    files["entries.jsonl"][1]["salts"]["why"] = "0" * 32


def added_field(files, record):
    files["entries.jsonl"][0]["fields"]["sorry"] = "A word more."


def no_salt(files, record):
    del files["entries.jsonl"][0]["salts"]["words"]


def short_salt(files, record):
    files["entries.jsonl"][0]["salts"]["words"] = "00"


def swapped(files, record):
    files["entries.jsonl"].reverse()


def twice(files, record):
    files["entries.jsonl"].insert(1, files["entries.jsonl"][0])


def past_the_end(files, record):
    files["entries.jsonl"][-1]["place"] = 6


def moved(files, record):
    files["entries.jsonl"][0]["place"] = 1


def one_less(files, record):
    del files["entries.jsonl"][1]


def hash_more(files, record):
    files["bundle.json"]["hashes"].append(files["bundle.json"]["hashes"][0])


def hash_less(files, record):
    files["bundle.json"]["hashes"].pop()


def shorter(files, record):
    files["bundle.json"]["size"] -= 1


def other_origin(files, record):
    files["bundle.json"]["origin"] = "elsewhere"


def one_witness(files, record):
    files["checkpoint"] = record.signed(by=record.witnesses[:1])


def same_witness_twice(files, record):
    files["checkpoint"] = record.signed(by=[record.witnesses[0], record.witnesses[0]])


def forged_witness(files, record):
    files["checkpoint"] = record.signed(by=[record.witnesses[0], new_key("witness2", WITNESS)])


def other_record_earlier(files, record):
    files["earlier.json"][0] = files["earlier.json"][0].replace("wrenshire", "elsewhere")


def earlier_out_of_order(files, record):
    files["earlier.json"].reverse()


def earlier_fork(files, record):
    files["earlier.json"].append(record.signed(root=b"x" * 32))


def not_their_file(files, record):
    files["bundle.json"]["about"]["subject"] = "d" * 32


def entry_not_here(files, record):
    files["bundle.json"]["about"]["entry"] = entry_id(1)


def nothing(files, record):
    files["entries.jsonl"] = []


def no_words(files, record):
    files["entries.jsonl"][0] |= {"fields": None, "salts": None}


def erased_with_words(files, record):
    files["entries.jsonl"][0]["erased"] = True


def erased_without_erasure(files, record):
    files["entries.jsonl"][0] |= {"fields": None, "salts": None, "erased": True}


def old(files, record):
    files["bundle.json"]["made"] = "2026-09-04T10:00:00.000000Z"


def made_before_it_was_signed(files, record):
    files["bundle.json"]["made"] = "2026-09-02T10:00:00.000000Z"


def table(files, record, **row):
    files["tables.json"] = [
        {"table": "ssd_contacts", "row": {"reason": "Words of contact_received/1.", "days": 3, **row},
         "from": {"reason": [0, "words"]}}
    ]  # fmt: skip


def changed_cell(files, record):
    table(files, record, reason="Other words.")


def cell_of_nothing_shown(files, record):
    table(files, record)
    del files["entries.jsonl"][0]["fields"]["words"], files["entries.jsonl"][0]["salts"]["words"]


def cell_that_is_not_there(files, record):
    table(files, record)
    files["tables.json"][0]["from"]["other"] = [0, "words"]


CHANGES = {
    changed_leaf: "another root",
    changed_words: "Place 2: the words of why are not those that were sealed: they were changed",
    true_for_one: "Place 2: the words of urgent are not those that were sealed",
    changed_salt: "Place 2: the words of why are not those that were sealed",
    added_field: "Place 0: sorry is shown, and was added later",
    no_salt: "Place 0: words is shown, and has no salt",
    short_salt: "this entry proves nothing",
    swapped: "out of order",
    twice: "Place 0: this place is out of order",
    past_the_end: "Place 6: this place is out of order, or past the end",
    moved: "another root",
    one_less: "another root",
    hash_more: "another root",
    hash_less: "another root",
    shorter: "another root",
    other_origin: "The file says it is from elsewhere",
    one_witness: "Fewer than 2 of the 2 witnesses",
    same_witness_twice: "Fewer than 2 of the 2 witnesses",
    forged_witness: "Fewer than 2 of the 2 witnesses",
    other_record_earlier: "a checkpoint in it is of another record",
    earlier_out_of_order: "contradict each other",
    earlier_fork: "contradict each other",
    not_their_file: "not about the person this file is about",
    entry_not_here: "The entry this file is about is not in it",
    nothing: "There is no entry in this file",
    no_words: "Place 0: its words are missing, and no erasure says why",
    erased_with_words: "Place 0: its words are said to be erased, and yet they are here",
    erased_without_erasure: "Place 0: its key was destroyed, and no erasure in this file says why",
    old: "after the last signature: later entries may be left out",
    made_before_it_was_signed: "The file was made -23.1 hours after the last signature",
    changed_cell: "Table ssd_contacts: reason is not what is shown of the entry it comes from",
    cell_of_nothing_shown: "Table ssd_contacts: reason is not what is shown",
    cell_that_is_not_there: "Table ssd_contacts: other is not what is shown",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_one_thing_changed_is_found_and_said(change, check, record):
    files = record.files(places=MINE)
    change(files, record)
    number, says = check(files)
    assert number == 1, says
    assert CHANGES[change] in says
    assert "Something does NOT hold" in says and "Everything" not in says


def test_cells_of_tables_are_held_to_the_entries_and_the_rest_is_said_to_be_worked_out(check, record):
    files = record.files(places=MINE)
    table(files, record)
    number, says = check(files)
    assert number == 0
    assert "1 cells of tables say the same" in says and "1 cells of tables.json: no entry here bears them out" in says


def test_an_index_without_words_is_no_fault(check, record):
    files = record.files(places=MINE, without_words=True)
    files["entries.jsonl"] = [{**one, "fields": None, "salts": None} for one in files["entries.jsonl"]]
    number, says = check(files)
    assert number == 0 and "4 entries without words" in says


def test_a_majority_is_enough_of_three_and_the_reader_may_ask_for_more(check, record, tmp_path, capsys):
    record.witnesses.append(new_key("witness3", WITNESS))
    files = record.files(places=MINE) | {"checkpoint": record.signed(by=record.witnesses[1:])}
    files["earlier.json"] = []
    assert check(files)[0] == 0
    assert check(files, "--quorum", "3")[0] == 1
    assert check(files, "--quorum", "4")[0] == 2


def test_one_key_under_two_names_counts_once(record, tmp_path, capsys):
    one = record.witnesses[0]
    other = type(one)(type(one.key)("another", WITNESS, one.key.public), one.private)
    record.witnesses = [one, other]
    path = zipped(tmp_path / "b.zip", record.files(places=MINE) | {"earlier.json": []})
    number, says = verified(path, *record.keys, "--quorum", "2", *TODAY, capsys=capsys)
    assert number == 2 and "--quorum 2 of 1" in says


def test_the_records_own_key_is_checked_where_it_is_known(check, record):
    number, says = check(record.files(places=MINE), "--log", str(new_key("wrenshire", LOG).key))
    assert number == 1 and "The record's own key did not sign" in says


def test_earlier_checkpoints_without_enough_witnesses_bound_nothing_and_are_counted(check, record):
    files = record.files(places=MINE)
    files["earlier.json"][0] = Record.signed(family(), by=record.witnesses[:1])
    _, says = check(files)
    assert "1 of 3 checkpoints were passed over" in says


@pytest.mark.parametrize(
    "shift, says", [(-3, "back-dated"), (3, "post-dated")], ids=["before a signature without it", "after one with it"]
)
def test_a_time_witnesses_contradict_is_found(shift, says, check, record):
    at = datetime(2026, 9, 2, 9, 4, tzinfo=UTC) + timedelta(hours=shift * 10)
    record.leaves[3] = leaf_of("visit_made/1", [CHILD], record.words[3]["fields"], number=3, recorded=at)
    record.earlier = [record.earlier[0], Record.signed(Record(record.leaves[:5], now=datetime(2026, 9, 2, 9, 5, tzinfo=UTC),
                      witnesses=record.witnesses, log=record.log))]  # fmt: skip
    number, found = check(record.files(places=MINE))
    assert number == 1 and f"Place 3: {says}" in found


def test_clocks_may_differ_by_a_minute(check, record):
    at = record.now + timedelta(seconds=70)  # the checkpoint is signed 20 seconds after the last entry
    record.write("visit_made/1", CHILD, recorded=at)
    record.now = at - timedelta(seconds=70)
    assert check(record.files(places=[6]))[0] == 0


def test_a_clock_that_went_back_is_found_with_both_places(check, record):
    record.write("visit_made/1", CHILD, recorded=record.now - timedelta(seconds=30))
    number, says = check(record.files(places=[*MINE, 6]))
    assert number == 1 and "Place 6: the clock went back" in says and "and place 5 before it" in says


def test_a_demonstration_is_called_one_first_and_its_invented_times_are_no_fault(check, tmp_path):
    """Its clock goes back, its entries are dated before and after signatures, and its file was made days after the last."""
    made_up = family(origin="wrenshire-demonstration")
    for days in (-9, 90):
        made_up.write("visit_made/1", CHILD, recorded=made_up.now + timedelta(days=days))
    files = made_up.files(places=[*MINE, 6, 7])
    old(files, made_up)
    page = tmp_path / "page.html"
    path = zipped(tmp_path / "demonstration.zip", files)
    first = "This is a DEMONSTRATION: its times and people are invented. It proves nothing about anybody."
    assert candour_verify.main([str(path), *made_up.keys, *TODAY, "--page", str(page)]) == 0
    assert f"<h1>{first} Everything that was checked holds" in page.read_text()
    files["entries.jsonl"][0]["fields"]["words"] = "Other words."
    zipped(path, files)
    assert candour_verify.main([str(path), *made_up.keys, *TODAY, "--page", str(page)]) == 1
    assert f"<h1>{first} Something does NOT hold (1)" in page.read_text()
    files["bundle.json"]["origin"] = "wrenshire"
    zipped(path, files)
    assert candour_verify.main([str(path), *made_up.keys, *TODAY, "--page", str(page)]) == 1
    assert "a checkpoint in it is of another record" in page.read_text() and f"<h1>{first}" in page.read_text()


def test_a_receipt_may_be_older_than_a_day_where_the_record_has_not_grown(check, record):
    files = record.files("receipt", places=[5], entry=entry_id(5))
    old(files, record)
    assert check(files)[0] == 0
    made_before_it_was_signed(files, record)
    assert check(files)[0] == 1
    files = record.files("decision", places=[5], entry=entry_id(5))
    old(files, record)
    number, says = check(files)
    assert number == 1 and "later entries may be left out" in says


def test_a_decision_may_say_whom_it_is_about_or_not(check, record):
    files = record.files("decision", places=[5], entry=entry_id(5))
    assert check(files)[0] == 0
    files["bundle.json"]["about"]["subject"] = None
    assert check(files)[0] == 0
    files["bundle.json"]["about"]["subject"] = SIBLING
    number, says = check(files)
    assert number == 1 and "not about the person this file is about" in says


def test_an_identity_used_twice_is_found(check, record):
    record.write("visit_made/1", CHILD, content=entry_id(0))
    number, says = check(record.files(places=[*MINE, 6]))
    assert number == 1 and "Place 6: this entry has the identity of the one at place 0" in says


@pytest.mark.parametrize("name", ["supersedes", "direction"])
def test_what_an_entry_corrects_or_follows_must_have_been_there(name, check, record):
    record.write("visit_made/1", CHILD, **{name: entry_id(7)})
    record.write("visit_made/1", CHILD)
    number, says = check(record.files(places=[*MINE, 6, 7]))
    assert number == 1 and f"Place 6: its {name} is an entry that was not there yet, at place 7" in says


@pytest.mark.parametrize(
    "leaf",
    [
        lambda leaf: leaf.replace('"v":1', '"v": 1'),
        lambda leaf: leaf.replace('"v":1', '"v":1,"v":1'),
        lambda leaf: leaf.replace('"v":1', '"v":true'),
        lambda leaf: leaf.replace('"v":1', '"v":1.0'),
        lambda leaf: leaf.replace('"for":null', '"for":NaN'),
        lambda leaf: leaf.replace("visit", "vi\\u0073it"),
        lambda leaf: leaf.replace('"v":1', '"v":1,"w":1'),
        lambda leaf: leaf.replace('"2026-09-03"', '"2026-13-03"'),
        lambda leaf: leaf.replace("T09:", "T29:"),
        lambda leaf: leaf.replace(f'["{CHILD}"]', "[]"),
        lambda leaf: "[" * 50_000,
    ],
)
def test_a_leaf_in_any_other_spelling_proves_nothing_though_it_is_signed(leaf, check, record):
    record.leaves[5] = leaf(record.leaves[5])
    number, says = check(record.files(places=MINE))
    assert number == 1 and "Place 5: this entry proves nothing" in says


@pytest.mark.parametrize("line", ['"fields":{"a":1,"a":2}', '"fields":{"a":1.5}', '"fields":{"a":1e2}', '"fields":{"a":NaN}',
                                  '"fields":{"a":"\\ud800"}', '"fields":{},"fields":{}', '"other":{}'])  # fmt: skip
def test_words_that_could_be_read_in_two_ways_prove_nothing(line, check, record):
    files = record.files(places=MINE)
    rows = [json.dumps(one) for one in files["entries.jsonl"]]
    commit = json.dumps(record.leaves[0])
    rows[0] = f'{{"place":0,"leaf":{commit},"salts":{{"a":"{"0" * 32}"}},{line}}}'
    number, says = check(files | {"entries.jsonl": "\n".join(rows).encode()})
    assert number == 1 and ("this entry proves nothing" in says or "added later" in says)


def test_names_are_put_in_the_order_the_record_puts_them_in(check, record):
    """Beyond U+FFFF other programs order by UTF-16; the record orders by code point, and so must its reader."""
    record.write("visit_made/1", CHILD, fields={"detail": {"\U0001f600": 1, "\uff5e": 2}})
    assert check(record.files(places=[*MINE, 6]))[0] == 0
