"""What somebody with the database password, and later the signing key, tries; and who sees it. Numbers as in the design."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from candour.record import keys
from candour.record.keys import CannotOpen
from candour.record.leaf import commitment
from candour.record.store.book import RecordBook
from candour.record.store.reading import entries_at, every_entry, read, wrapping_key
from candour.seal.checkpoint import Checkpoint, checkpoint_of
from candour.seal.note import Note
from candour.seal.signer import WillNotSign
from candour.seal.tiles import Tiles
from candour.seal.tree import consistency
from tests.attacks.conftest import ADA, BEN, a_day_ago

CHANGES = (
    "UPDATE record_entry SET leaf = 'x'",
    "DELETE FROM record_entry",
    "UPDATE record_content SET subject = 'x'",
    "DELETE FROM record_content",
    "UPDATE record_key SET wrapping = 'x'",
    "DELETE FROM record_key",
    "UPDATE record_subject SET version = 9",
    "DELETE FROM record_checkpoint",
    "DELETE FROM record_alarm",
    "INSERT INTO record_erasure VALUES ('{ada}', 3)",
    "INSERT INTO record_subject VALUES ('{ben}', 6, 3)",
    "INSERT INTO record_entry SELECT 0, leaf, digest, nodes, 'y' FROM record_entry WHERE position = 0",
    "INSERT INTO record_checkpoint VALUES (1, '2026', 'x')",
)


def first_holds(town):
    path = town.bundle()
    status, said = town.verify(path)
    assert status == 0, said
    assert town.faults() == ""
    return path


def test_a0_an_honest_record_is_proved_to_a_stranger(town):
    path = first_holds(town)
    assert path.stat().st_size < 100_000
    assert town.verify(path, "--tiles", str(town.signer.public))[0] == 0
    assert town.verify(path, witnesses=())[0] == 2


@pytest.mark.parametrize("change", CHANGES)
def test_a1_a25_the_application_cannot_change_remove_rewind_or_make_up(town, change):
    RecordBook().alarm(town.now, "clock", "something")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(change.format(ada=ADA, ben=BEN))
    connection.close()
    assert town.faults() == ""


def test_a2_a_leaf_that_was_edited(town):
    with town.owner() as run:
        run("UPDATE record_entry SET leaf = REPLACE(leaf, 'social_worker', 'team_manager') WHERE position = 2")
    assert "place 2: the leaf is not the one that was sealed" in town.faults()
    assert "The tree beside" not in town.faults()


def test_a3_a_leaf_edited_with_its_digest_and_the_whole_tree_after_it(town):
    town.forge(2, lambda fields: {**fields, "what": "Fell off a chair"})
    assert "not those a checkpoint was signed for" in town.faults()
    town.write(ADA, "one more")
    with pytest.raises(WillNotSign, match="an entry was changed"):
        town.sign()
    path = town.folder / "forged.bundle"
    with pytest.raises(Exception, match="does not come to what was signed"):
        town.bundle("forged.bundle")
    assert not path.exists()


def test_a4_the_same_with_the_signing_key_stolen_is_not_cosigned(town):
    held = town.sign()
    town.forge(2, lambda fields: {**fields, "what": "Fell off a chair"})
    note = town.thief()
    assert note.text != held.text and note.signed_by(town.key.key) == 0
    assert town.policy.cosigned(note) == {}
    with town.owner() as run:
        run("DELETE FROM record_checkpoint")
        run("INSERT INTO record_checkpoint VALUES (%s, '2026', %s)", checkpoint_of(note).size, str(note))
    status, said = town.verify(town.bundle())
    assert status == 1 and "Signed by witnesses: none" in said
    assert all(one.memory.keys_of("wrenshire") for one in town.witnesses.values())
    kept = list((town.folder / "police" / "evidence").glob("*.json"))
    assert kept and json.loads(kept[0].read_text())["kind"] == "two roots for one size"
    status, said = town.verify(kept[0], witnesses=())
    assert "fork" in said or "two histories" in said


def test_a5_rewritten_and_grown_with_the_key_stolen_is_not_cosigned(town):
    town.sign()
    town.forge(2, lambda fields: {**fields, "what": "Fell off a chair"})
    town.write(ADA, "and goes on")
    note = town.thief()
    assert town.policy.cosigned(note) == {}
    assert list((town.folder / "health" / "evidence").glob("*.json"))


def test_a6_the_tail_cut_off_or_yesterdays_backup_put_back(town):
    size = checkpoint_of(town.sign()).size
    with town.owner() as run:
        for name in ("record_subject", "record_entry"):
            run(f"DELETE FROM {name} WHERE position >= %s", size - 3)
        run("DELETE FROM record_content WHERE content_id NOT IN (SELECT content_id FROM record_entry)")
    town.tell()
    assert f"only {size - 3} are here" in town.faults()
    with pytest.raises(WillNotSign, match=f"has {size - 3} entries, and {size} were signed"):
        town.sign()
    assert "not signed" in [row[0] for row in alarms()]
    note = town.thief()
    assert town.policy.cosigned(note) == {}


def alarms():
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, words FROM record_alarm")
        return cursor.fetchall()


def test_a7_one_deleted_and_the_rest_renumbered(town):
    with town.owner() as run:
        run("DELETE FROM record_subject WHERE position = 3")
        run("DELETE FROM record_entry WHERE position = 3")
        for (at,) in run("SELECT position FROM record_entry WHERE position > 3 ORDER BY position"):
            run("UPDATE record_subject SET position = %s WHERE position = %s", at - 1, at)
            run("UPDATE record_entry SET position = %s WHERE position = %s", at - 1, at)
    assert "the tree is not the one that grew here" in town.faults()
    with pytest.raises(WillNotSign):
        town.sign()


def test_a8_two_swapped(town):
    with town.owner() as run:
        for old, new in ((3, 99), (4, 3), (99, 4)):
            run("UPDATE record_entry SET position = %s WHERE position = %s", new, old)
    assert "the tree is not the one that grew here" in town.faults()


def test_a9_an_entry_dated_back_by_the_servers_owner(town):
    place = len(list(every_entry()))
    town.write(ADA, "I told my manager in writing")
    town.forge(place, envelope=lambda leaf: {**leaf, "recorded": a_day_ago()})
    town.sign()
    assert "the clock went back" in town.faults()
    assert [what for what, _ in alarms()] == ["clock"]
    status, said = town.verify(town.bundle())
    assert status == 1 and re.search("clock went back|back-dated", said)


def test_a10_two_histories_signed_with_one_key_convict(town):
    head = checkpoint_of(town.sign())
    other = str(Checkpoint(head.origin, head.size, bytes(32)))
    town.ask("police", None, Note(other, (town.key.sign(other),)), head.size, [])
    (kept,) = (town.folder / "police" / "evidence").glob("*.json")
    assert "fork" in town.verify(kept, witnesses=())[1]


def test_a11_the_locked_words_edited(town):
    with town.owner() as run:
        body = bytearray(run("SELECT body FROM record_content WHERE subject = %s", ADA)[0][0])
        body[-1] ^= 1
        run(
            "UPDATE record_content SET body = %s WHERE content_id = (SELECT MIN(content_id) FROM record_content WHERE subject = %s)",
            bytes(body),
            ADA,
        )
    assert "cannot be opened" in town.faults()
    with pytest.raises(CannotOpen):
        read(ADA)


def test_a12_other_words_locked_with_the_childs_own_key(town):
    one = entries_at([2])[0]
    content = json.loads(one.words())
    content["fields"]["what"] = "Fell off a chair"
    key = wrapping_key().unwrap(bytes(one.wrapped), one.whose)
    body = keys.locked(key, json.dumps(content).encode(), one.whose, one.content_id)
    with town.owner() as run:
        run("UPDATE record_content SET body = %s WHERE content_id = %s", body, one.content_id)
    assert "place 2: the words of what are not the ones that were sealed" in town.faults()
    status, said = town.verify(town.bundle())
    assert status == 1 and "what" in said


def test_a13_another_childs_words_pasted_in(town):
    ben = next(one for one in every_entry() if one.whose == BEN)
    with town.owner() as run:
        run("UPDATE record_content SET body = %s WHERE content_id = %s", bytes(ben.body), entries_at([2])[0].content_id)
    assert "place 2: the words cannot be opened" in town.faults()


def test_a14_the_words_deleted(town):
    content_id = entries_at([2])[0].content_id
    with town.owner() as run:
        run("DELETE FROM record_content WHERE content_id = %s", content_id)
    assert "place 2: the words are missing" in town.faults()
    with pytest.raises(CannotOpen, match="missing"):
        read(ADA)


def test_a15_the_key_destroyed_to_hide_with_no_erasure(town):
    with town.owner() as run:
        run("DELETE FROM record_key WHERE subject = %s", ADA)
    assert "the key to the words is gone, and no erasure says why" in town.faults()
    with pytest.raises(CannotOpen, match="no erasure says why"):
        read(ADA)


def test_a15_the_words_shut_off_as_if_erased(town):
    with town.owner() as run:
        run("DELETE FROM record_key WHERE subject = %s", ADA)
        run("INSERT INTO record_erasure VALUES (%s, 3)", ADA)
    assert "shut off as erased, and no entry says so" in town.faults()
    status, said = town.verify(town.bundle())
    assert status == 1 and "eras" in said


def test_a16_a17_the_tables_edited_or_written_to_beside_the_record(town):
    with town.owner() as run:
        run("UPDATE ssd_harm SET harm_known_on = '2020-01-01'")
    assert "table harm: it does not hold what the record tells" in town.faults()
    town.tell()
    assert town.faults() == ""
    with town.owner() as run:
        run("INSERT INTO ssd_person (pers_person_id, pers_forename) VALUES ('nobody', 'Nobody')")
    assert "table person: it does not hold what the record tells" in town.faults()


def test_a18_nothing_is_published_any_more(town):
    path = town.bundle()
    late = (town.now + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert "3 days" in town.verify(path, "--as-of", late)[1] or "72" in town.verify(path, "--as-of", late)[1]
    from candour.witness.standing import for_a_monitor, standing

    police = town.witnesses["police"]
    later = int(town.now.timestamp()) + 3600
    told = json.dumps(for_a_monitor(standing(police.memory, police.signer.key, later, police.stale_after)))
    assert '"all_well": false' in told


def test_a19_one_witness_bribed_is_not_enough(town):
    town.forge(2, lambda fields: {**fields, "what": "Fell off a chair"})
    note = town.thief()
    bribed = town.witnesses["police"].signer
    lines = (*note.lines, bribed.sign(note.text, at=int(town.now.timestamp())))
    with town.owner() as run:
        run("DELETE FROM record_checkpoint")
        run(
            "INSERT INTO record_checkpoint VALUES (%s, '2026', %s)",
            checkpoint_of(note).size,
            str(Note(note.text, lines)),
        )
    status, said = town.verify(town.bundle())
    assert status == 1 and "1 of" in said


def test_a21_a_yes_or_no_cannot_be_guessed_from_the_leaf(town):
    entry_id = town.write(ADA, "x")
    leaf = json.loads(next(one for one in every_entry() if one.content_id == entry_id).leaf)
    for name, promised in leaf["fields"].items():
        for guess in (True, False, None, "", "x", "yes", "no"):
            for salt in ("", "00" * 16, entry_id):
                assert commitment(name, guess, salt) != promised


def test_a23_a24_a_redacted_copy_is_proved_and_a_change_in_it_is_seen(town):
    path = town.bundle("redacted.bundle", hidden=lambda entry_id, leaf: {"what"} & set(leaf["fields"]))
    status, said = town.verify(path)
    assert status == 0, said
    assert "Ada was hit" not in zipfile.ZipFile(path).read("entries.jsonl").decode()
    other = town.folder / "other.bundle"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, held.replace(b"Quarrington", b"Quarringtan") if name == "entries.jsonl" else held)
    assert town.verify(other)[0] == 1


def test_a26_an_edit_after_the_last_checkpoint_is_not_seen_and_that_is_its_bound(town):
    """The stated limit: what was written since the last minute's checkpoint can still be changed by the owner."""
    size = checkpoint_of(town.sign()).size
    town.write(ADA, "He hit me again")
    town.forge(size, lambda fields: {**fields, "what": "He never hit me"})
    town.sign()
    assert town.faults() == ""
    assert town.verify(town.bundle())[0] == 0
    with pytest.raises(WillNotSign):
        town.forge(size, lambda fields: {**fields, "what": "Nothing happened"})
        town.write(ADA, "x")
        town.sign()


def test_an_old_checkpoint_sent_again_moves_no_witness_back(town):
    old = town.sign()
    town.write(ADA, "new")
    new = town.sign()
    head = checkpoint_of(old)
    answer = town.ask("police", town.witnesses["police"].signer.key, old, head.size, [])
    assert answer.line is None and answer.size == checkpoint_of(new).size
    nodes = Tiles(town.signer.public).nodes(checkpoint_of(new).size)
    assert town.ask("police", None, new, checkpoint_of(new).size, consistency(nodes, 1, 1)).line


def test_somebody_who_leaves_an_entry_out_of_a_bundle_is_found_out_by_the_tiles(town):
    from candour.record.store import bundling
    from candour.seal.bundle import About

    out = town.folder / "short.bundle"
    places = [place for place in bundling.places_of(ADA) if place != 2]
    bundling.bundle(out, About("child", ADA), places, policy=town.policy, made=town.now)
    assert town.verify(out)[0] == 0
    status, said = town.verify(out, "--tiles", str(town.signer.public))
    assert status == 1 and "left out" in said


def test_writing_goes_on_while_signer_and_witnesses_are_down_and_is_caught_up(town):
    town.down = {"police", "health", "union"}
    town.write(ADA, "while nobody looks")
    note = town.sign()
    assert town.policy.cosigned(note) == {} and not town.policy.is_met(note)
    assert {what for what, _ in alarms()} == {"witness police", "witness health", "witness union"}
    for at in range(20):
        town.write(BEN, f"a day of it {at}")
    town.down = {"union"}
    note = town.sign()
    assert set(town.policy.cosigned(note)) == {"police", "health"}
    assert ("witness police is back",) in [(what,) for what, _ in alarms()]
    first_holds(town)


def test_keys_are_changed_and_both_verify(town):
    from candour.seal.note import LOG, new_key
    from candour.witness import keeping

    new = new_key("wrenshire", LOG)
    for name in town.witnesses:
        keeping.watch(town.folder / name, str(new.key))
    town.signer.keys = (town.key, new)
    town.write(ADA, "handover")
    both = town.sign()
    assert both.signed_by(town.key.key) == 0 and both.signed_by(new.key) == 0
    town.signer.keys = (new,)
    town.write(ADA, "after")
    after = town.sign()
    assert after.signed_by(town.key.key) is None and len(town.policy.cosigned(after)) == 3
    town.key = new
    first_holds(town)


def test_a_signers_folder_that_was_changed_signs_nothing(town):
    path = town.signer.public / "checkpoint"
    held = path.read_text()
    path.write_text("x\n")
    with pytest.raises(WillNotSign, match="cannot be read"):
        town.sign()
    path.write_text(held)
    tile = next((town.signer.public / "tile" / "0").rglob("000*/*"))
    tile.write_bytes(bytes(tile.stat().st_size))
    with pytest.raises(WillNotSign, match="somebody changed them"):
        town.sign()
    shutil.rmtree(town.signer.public)
    assert town.policy.is_met(town.sign())


def test_words_locked_with_another_childs_key_so_that_an_erasure_takes_the_wrong_ones(town):
    one = entries_at([2])[0]
    ben = next(held for held in every_entry() if held.whose == BEN)
    key = wrapping_key().unwrap(bytes(ben.wrapped), BEN)
    with town.owner() as run:
        body = keys.locked(key, one.words(), BEN, one.content_id)
        run("UPDATE record_content SET subject = %s, body = %s WHERE content_id = %s", BEN, body, one.content_id)
    assert "place 2: the words are locked with somebody else's key" in town.faults()


def test_an_entry_taken_off_the_index_so_that_the_childs_page_does_not_show_it(town):
    with town.owner() as run:
        run("DELETE FROM record_subject WHERE position = 2")
    town.tell()
    assert "place 2: the index names other subjects than the leaf" in town.faults()


def test_a_record_made_out_to_be_a_demonstration_so_that_its_clock_is_not_watched(town, monkeypatch):
    from candour.wiring import signing

    with town.owner() as run:
        run("UPDATE record_log SET demonstration = TRUE")
    assert signing.origin() == "wrenshire-demonstration"
    town.signer.origin = signing.origin()
    with pytest.raises(WillNotSign, match="signed for wrenshire, not for wrenshire-demonstration"):
        town.sign()


def test_a_database_that_swallows_an_entry_is_not_believed(town):
    from candour.record.ledger import Swallowed

    with town.owner() as run:
        if connection.vendor == "sqlite":
            run("CREATE TRIGGER quiet BEFORE INSERT ON record_entry BEGIN SELECT RAISE(IGNORE); END")
        else:
            run("CREATE FUNCTION ledger.quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
            run("CREATE TRIGGER quiet BEFORE INSERT ON record_entry FOR EACH ROW EXECUTE FUNCTION ledger.quiet()")
    with pytest.raises((Swallowed, DatabaseError)):
        town.write(ADA, "She told me herself")
    assert "fence quiet is gone or was changed" in town.faults()


def test_a_database_that_writes_another_entry_in_its_place_is_not_believed(town):
    from candour.record.ledger import Swallowed

    before = len(list(every_entry()))
    with town.owner() as run:
        if connection.vendor == "sqlite":
            run(
                "CREATE TRIGGER quiet AFTER INSERT ON record_entry BEGIN UPDATE record_entry"
                " SET leaf = REPLACE(leaf, 'social_worker', 'team_manager') WHERE position = NEW.position; END"
            )
            run("DROP TRIGGER IF EXISTS record_entry_no_update")
        else:
            run(
                "CREATE FUNCTION ledger.quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " NEW.leaf := REPLACE(NEW.leaf, 'social_worker', 'team_manager'); RETURN NEW; END $$"
            )
            run("CREATE TRIGGER a_quiet BEFORE INSERT ON record_entry FOR EACH ROW EXECUTE FUNCTION ledger.quiet()")
            run(
                "CREATE OR REPLACE FUNCTION ledger.record_entry_next() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN NEW; END'"
            )
    with pytest.raises((Swallowed, DatabaseError)):
        town.write(ADA, "She told me herself")
    assert len(list(every_entry())) == before


def test_a_fence_that_was_taken_away_or_changed_is_named(town):
    assert town.faults() == ""
    with town.owner(tidy=False) as run:
        if connection.vendor == "sqlite":
            assert run("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'record%'")[0][0] == 0
        else:
            run("ALTER TABLE ledger.record_entry DISABLE TRIGGER record_entry_only_grows")
            run(
                "CREATE OR REPLACE FUNCTION ledger.record_key_kept() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN OLD; END'"
            )
    said = town.faults()
    assert (
        "fence record_entry_only_grows is gone or was changed" in said or "fence record_entry_no_update is gone" in said
    )
    assert "fence record_key_kept is gone" in said or "fence record_key_no_delete is gone" in said


def test_a_leaf_with_a_name_twice_is_not_in_its_one_spelling(town):
    one = entries_at([2])[0]
    twice = one.leaf.replace('"actor":', '"actor":"nobody","actor":', 1)
    from hashlib import sha256

    with town.owner() as run:
        run(
            "UPDATE record_entry SET leaf = %s, digest = %s WHERE position = 2",
            twice,
            sha256(twice.encode()).hexdigest(),
        )
    assert "place 2: the leaf is not in the one spelling a leaf may have" in town.faults()
