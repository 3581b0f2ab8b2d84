"""A stranger's check of a bundle: erasures and holds, what was left out, documents beside it, and files that are no bundle."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from random import Random

import pytest

import candour_verify
from candour.record.canonical import canonical
from candour.record.casefile.documents import document_text
from candour.seal.tiles import Tiles
from tests.verify.bundles import CHILD, SIBLING, Record, entry_id, verified, zipped

MINE = [0, 2, 3, 5]


def of_erasure(*steps, hold=False):
    """A record in which a child's words were erased, in the steps given as (act, days after the last, actor, on behalf of)."""
    record = Record()
    record.write("visit_made/1", CHILD)
    if hold:
        record.write("legal_hold_placed/1", "b" * 32, CHILD)
    for act, days, *whose in steps:
        by = {"actor": (whose or ["a" * 32])[0] * 32} if whose else {}
        by |= {"for": whose[1] * 32} if len(whose) > 1 else {}
        record.write(f"erasure_{act}/1", "e" * 32, CHILD, days=days, **by)
    files = record.files()
    files["entries.jsonl"][0] |= {"fields": None, "salts": None, "erased": True}
    return record, files


LAWFUL = (("asked", 0, "1"), ("agreed", 1, "2"), ("carried_out", 31, "3"))


def test_an_erasure_by_two_people_after_thirty_days_is_shown_as_one(tmp_path, capsys):
    record, files = of_erasure(*LAWFUL)
    number, says = verified(zipped(tmp_path / "b.zip", files), *record.keys, capsys=capsys)
    assert number == 0, says
    assert f"Place 0: erased, about {CHILD}" in says


@pytest.mark.parametrize(
    "steps, says",
    [
        (LAWFUL[:2], "no erasure in this file says why"),
        ((LAWFUL[0], LAWFUL[2]), "not asked for by one person and then agreed by another"),
        (LAWFUL[1:], "not asked for by one person and then agreed by another"),
        ((LAWFUL[0], ("agreed", 1, "1"), LAWFUL[2]), "not asked for by one person and then agreed by another"),
        ((LAWFUL[0], ("agreed", 1, "2", "1"), LAWFUL[2]), "not asked for by one person and then agreed by another"),
        ((*LAWFUL[:2], ("carried_out", 29, "3")), "less than 30 days after it was agreed"),
        ((*LAWFUL[:2], ("called_off", 1, "1"), LAWFUL[2]), "although it had been called off"),
    ],
    ids=["not carried out", "not agreed", "not asked", "one person", "for the same person", "too soon", "called off"],
)
def test_an_erasure_that_should_not_have_been_is_found(steps, says, tmp_path, capsys):
    record, files = of_erasure(*steps)
    number, found = verified(zipped(tmp_path / "b.zip", files), *record.keys, capsys=capsys)
    assert number == 1 and says in found


def test_an_erasure_under_a_legal_hold_is_found_and_the_hold_is_shown(tmp_path, capsys):
    record, files = of_erasure(*LAWFUL, hold=True)
    number, found = verified(zipped(tmp_path / "b.zip", files), *record.keys, capsys=capsys)
    assert number == 1 and "Place 4: this erasure was carried out while a legal hold was in force" in found
    assert f"A legal hold is in force for {CHILD}, placed at place 1" in found


def test_a_hold_that_was_lifted_stops_no_erasure(tmp_path, capsys):
    record = Record()
    record.write("visit_made/1", CHILD)
    record.write("legal_hold_placed/1", "b" * 32, CHILD)
    record.write("legal_hold_lifted/1", "b" * 32, CHILD)
    for act, days, whose in LAWFUL:
        record.write(f"erasure_{act}/1", "e" * 32, CHILD, days=days, actor=whose * 32)
    files = record.files()
    files["entries.jsonl"][0] |= {"fields": None, "salts": None, "erased": True}
    number, found = verified(zipped(tmp_path / "b.zip", files), *record.keys, capsys=capsys)
    assert number == 0 and "legal hold" not in found


def test_an_old_erasure_does_not_cover_what_was_written_after_it(tmp_path, capsys):
    record, _ = of_erasure(*LAWFUL)
    record.write("visit_made/1", CHILD)
    files = record.files()
    for one in (files["entries.jsonl"][0], files["entries.jsonl"][-1]):
        one |= {"fields": None, "salts": None, "erased": True}
    number, found = verified(zipped(tmp_path / "b.zip", files), *record.keys, capsys=capsys)
    assert number == 1 and "Place 4: its key was destroyed, and no erasure" in found and "Place 0: its key" not in found


def test_a_period_is_whole_or_says_what_is_missing(check, record):
    assert check(record.files("period"))[0] == 0
    files = record.files("period", places=[0, 1, 3, 4, 5])
    number, says = check(files)
    assert number == 1 and "1 entries of the period are not here: each place from 0 to 5 should be" in says


def test_an_entry_left_out_is_found_with_the_records_tiles(check, record, tmp_path):
    folder = tmp_path / "tiles"
    Tiles(folder).add(0, [leaf.encode() for leaf in record.leaves])
    assert "NOT checked" not in check(record.files(places=MINE), "--tiles", str(folder))[1]
    number, says = check(record.files(places=[0, 2, 5]), "--tiles", str(folder))
    assert number == 1 and "Place 3: an entry about this person was left out of this file" in says


def test_tiles_over_many_files_are_read_and_other_or_missing_ones_are_said(check, tmp_path):
    record = Record()
    for _ in range(300):
        record.write("visit_made/1", SIBLING)
    record.write("visit_made/1", CHILD)
    folder, other = tmp_path / "tiles", tmp_path / "other"
    Tiles(folder).add(0, [leaf.encode() for leaf in record.leaves])
    Tiles(other).add(0, [leaf.encode() for leaf in [record.leaves[1], *record.leaves[1:]]])
    path = zipped(tmp_path / "b.zip", record.files(places=[300]))
    from candour_verify import main

    assert main([str(path), *record.keys, "--tiles", str(folder)]) == 0
    assert main([str(path), *record.keys, "--tiles", str(other)]) == 1
    assert main([str(path), *record.keys, "--tiles", str(tmp_path / "none")]) == 2


def test_a_document_is_the_one_the_record_has_or_it_is_not(check, record, tmp_path):
    """What matches is the sealed text that the receipt's page offers, never the letter as it was printed."""
    paper, letter = tmp_path / "sealed-text.txt", tmp_path / "letter.pdf"
    sealed = document_text("plan", "The plan", "mother", (), large_print=False)
    paper.write_bytes(sealed)
    letter.write_bytes(b"%PDF-1.7 The plan")
    place = record.write("document_sent/1", CHILD, fields={"digest": sha256(sealed).hexdigest(), "to": "mother"})
    files = record.files("receipt", places=[place], entry=entry_id(place))
    number, says = check(files, "--document", str(paper))
    assert number == 0 and "The document you gave is the one the record has" in says
    number, says = check(files, "--document", str(letter))
    assert number == 1 and "The document you gave is NOT the one" in says
    paper.write_bytes(sealed.replace(b"mother", b"father"))
    number, says = check(files, "--document", str(paper))
    assert number == 1 and "The document you gave is NOT the one" in says


def test_the_help_says_which_file_of_a_document_can_match(capsys):
    with pytest.raises(SystemExit):
        candour_verify.main(["--help"])
    assert "the text exactly as it was sealed" in " ".join(capsys.readouterr().out.split())


def test_a_large_bundle_is_checked_by_several_processes_to_the_same_end(check, record):
    for number in range(40):
        record.write("visit_made/1", CHILD, fields={"words": Random(number).randbytes(250_000).hex()})
    files = record.files("period")
    number, says = check(files)
    assert number == 0, says
    files["entries.jsonl"][30]["fields"]["words"] += "."
    assert check(files)[0] == 1 and "Place 30: the words" in check(files)[1]


def test_text_of_the_file_cannot_steer_the_terminal_or_the_page(record, tmp_path, capsys):
    files = record.files(places=MINE)
    files["entries.jsonl"][0]["fields"]["<b>\x1b[31m\u202e"] = 1
    page = tmp_path / "page.html"
    _, says = verified(zipped(tmp_path / "b.zip", files), "--page", str(page), *record.keys, capsys=capsys)
    assert "<b>?[31m?" in says and "\x1b" not in says and "\u202e" not in says
    assert "<b>" not in page.read_text() and "&lt;b&gt;" in page.read_text()


@pytest.mark.parametrize(
    "held", [b"", b"PK\x03\x04", b"{", b"[]", b"\xff\xfe", b"{}" * 9, b"[" * 99_999, b'{"format":"candour-evidence/1"}',
             b"c2sp.org/tlog-proof@v1\nindex 0\n\n"], ids=range(9))  # fmt: skip
def test_garbage_is_called_what_it_is(held, tmp_path, capsys):
    path = tmp_path / "garbage"
    path.write_bytes(held)
    number, says = verified(path, capsys=capsys)
    assert number == 2 and says.startswith("This could NOT be checked.")


def test_a_zip_cut_short_or_blown_up_or_doubled_is_refused(record, tmp_path, capsys):
    path = zipped(tmp_path / "b.zip", record.files(places=MINE))
    whole = path.read_bytes()
    for at in range(0, len(whole), 101):
        path.write_bytes(whole[:at])
        assert verified(path, *record.keys, capsys=capsys)[0] == 2
    files = record.files(places=MINE)
    for name in ("entries.jsonl", "bundle.json"):
        zipped(path, files | {name: b" " * (70 << 20)})
        number, says = verified(path, *record.keys, capsys=capsys)
        assert number == 2 and "unpacks to more" in says
    zipped(path, files)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("bundle.json", canonical(files["bundle.json"]))
    assert "there twice" in verified(path, *record.keys, capsys=capsys)[1]
    zipped(path, {name: held for name, held in files.items() if name != "checkpoint"})
    assert "A part of this file is missing" in verified(path, *record.keys, capsys=capsys)[1]
