"""Whatever a program says, the database erases only what two people decided, thirty days later and under no hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from candour.access.store.models import Draft
from candour.practice.desk import NotErased
from candour.record.casefile.retention import erased as ended
from candour.record.entries.retention import ErasureAgreed, ErasureAsked, ErasureCalledOff, ErasureCarriedOut
from candour.record.entry import ToRecord
from candour.record.leaf import WordsGone
from candour.record.ledger import Erased
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.wiring.checking import check_record
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import right_now
from tests.keeping import agreed_days_ago, carried_out, erased, held, relative
from tests.lives import Life

DAYS = 31


def noted(child, kind, role, *, whose="", **more):
    """A step written as a bare fact, past every guard, as a program with the application's rights could."""
    erasure_id = child.person_id[::-1]
    fact = kind(erasure_id=erasure_id, person_id=child.person_id, **more)
    draft = ToRecord(fact, (erasure_id, child.person_id), child.desk.now.day)
    on_behalf_of = child.by(whose).worker_id if whose else None
    child.desk.note([draft], by=child.by(role), on_behalf_of=on_behalf_of)


def steps(child, *, second="service_manager", whose="", days=DAYS, agreed=True):
    child.clock.now = right_now() - timedelta(days=days)
    noted(child, ErasureAsked, "data_officer", basis="no_further_action", kept_until=child.desk.now.day, why="x")
    if agreed:
        noted(child, ErasureAgreed, second, whose=whose, why="x")
    child.clock.now = right_now()


def carry_out(child):
    noted(child, ErasureCarriedOut, "data_officer", basis="no_further_action")


def refused_on(child):
    """Each way round the guards, one after another on records of their own; every one is refused."""

    def begun(**more):
        one = Life(child.desk, child.clock, child.office)
        steps(one, **more)
        return one

    nobody = Life(child.desk, child.clock, child.office)
    nobody.clock.now = right_now()
    alone, same, early = begun(agreed=False), begun(second="data_officer"), begun(days=29)
    for_the_first = begun(whose="data_officer")
    off, kept, lifted_elsewhere = begun(), begun(), begun()
    noted(off, ErasureCalledOff, "data_officer", why="x")
    held(kept)
    for one in (nobody, alone, same, for_the_first, early, off, kept):
        with pytest.raises(NotErased):
            carry_out(one)
        assert one.case.recorded and not any(isinstance(item.fact, WordsGone) for item in one.case.recorded)
    carry_out(lifted_elsewhere)  # and the one that nothing is wrong with is carried out
    assert all(
        isinstance(item.fact, WordsGone)
        for item in lifted_elsewhere.case.recorded
        if item.subjects[0] == lifted_elsewhere.person_id
    )


def by_hand(child, refusal):
    """What somebody with the application's own connection could try."""
    (key,) = rows("SELECT subject, wrapping, wrapped FROM record_key WHERE subject = %s", [child.person_id])
    done = (
        ("DELETE FROM record_key WHERE subject = %s", [child.person_id]),
        ("INSERT INTO record_erasure VALUES (%s, %s)", [child.person_id, 0]),
    )
    for statement, values in done:
        with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    return key


def comes_back(key, refusal="does not come back"):
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_key VALUES (%s, %s, %s)", [key["subject"], key["wrapping"], key["wrapped"]])


def a_whole_erasure(desk, clock, office):
    """A life that ends as it should, beside one that goes on; what is left, and what is refused afterwards."""
    other = Life(desk, clock, office, "Bert", "Other").on_a_plan()
    child = Life(desk, clock, office, "Zebedee", "Quillfeather").closed_before()
    relative(child, other, named=False)
    key = by_hand(child, "two people|an erasure that")
    erased(child)
    assert ended(read(child.person_id)) and not rows("SELECT 1 FROM record_key WHERE subject = %s", [child.person_id])
    assert rows("SELECT 1 FROM ssd_person WHERE pers_person_id = %s", [child.person_id]) == []
    comes_back(key)
    with pytest.raises(Erased):
        child.later(400).harmed()
    assert other.case.recorded[0].fact.forename == "Bert"
    words, sound = check_record()
    assert sound and "every seal holds" in words


def test_each_way_round_the_guards_is_refused_by_sqlite(life):
    refused_on(life())


def test_each_way_round_the_guards_is_refused_by_postgresql(on_postgres, clock):
    refused_on(Life(make_desk(clock=clock), clock, on_postgres))


def test_an_erasure_leaves_the_rest_whole_on_sqlite_and_the_key_does_not_come_back(office, desk, clock):
    a_whole_erasure(desk, clock, office)


def test_an_erasure_leaves_the_rest_whole_on_postgresql_and_the_key_does_not_come_back(on_postgres, clock):
    a_whole_erasure(make_desk(clock=clock), clock, on_postgres)


def test_the_applications_own_role_erases_only_what_two_people_decided(on_postgres, clock):
    from candour.wiring.beginning import grant

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'candour_app'")
        cursor.execute("DROP OWNED BY candour_app" if cursor.fetchone() else "CREATE ROLE candour_app LOGIN")
    grant("candour_app", signer=False)
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "candour_app"
    try:
        child = Life(make_desk(clock=clock), clock, on_postgres).closed_before()
        key = by_hand(child, "permission denied")
        refused_on(child)
        erased(child)
        assert rows("SELECT 1 FROM record_key WHERE subject = %s", [child.person_id]) == []
        comes_back(key, "permission denied")
    finally:
        connection.close()
        connection.settings_dict["USER"] = owner


def test_drafts_go_in_the_same_act_and_stay_where_it_fails(life, office):
    from candour.access.store.models import Account

    child = life()
    account = Account.objects.get(username="social-worker")
    Draft.objects.create(account=account, page=f"/child/{child.person_id}/harm/", words={"what": ["x"]})
    steps(child, days=29)
    with pytest.raises(NotErased):
        carry_out(child)
    assert Draft.objects.count() == 1
    other = life()
    Draft.objects.create(account=account, page=f"/child/{other.person_id}/harm/", words={"what": ["x"]})
    steps(other)
    carry_out(other)
    assert [one.page for one in Draft.objects.all()] == [f"/child/{child.person_id}/harm/"]


def test_a_copy_put_back_leaves_the_key_of_an_erased_record_out(life, tmp_path):
    from django.core.management import call_command

    from candour.record.store.copies import copy_keys, copy_ledger, put_back
    from candour.wiring.desks import bring_tables_up_to_date
    from tests.conftest import open_database

    child, other = life("Zebedee", "Quillfeather").closed_before(), life("Bert", "Other")
    agreed_days_ago(child, 30)
    copy_keys(tmp_path / "keys")  # before it is carried out: the child's key is in it
    carried_out(child)
    copy_ledger(tmp_path / "ledger")
    here = connection.settings_dict["NAME"]
    try:
        open_database(tmp_path / "new.sqlite3")
        call_command("migrate", verbosity=0)
        put_back(tmp_path / "ledger", tmp_path / "keys")
        bring_tables_up_to_date()
        assert rows("SELECT 1 FROM record_key WHERE subject = %s", [child.person_id]) == []
        assert rows("SELECT 1 FROM record_key WHERE subject = %s", [other.person_id])
        assert ended(read(child.person_id)) and read(other.person_id).recorded[0].fact.forename == "Bert"
        words, sound = check_record()
        assert sound, words
    finally:
        open_database(here)
