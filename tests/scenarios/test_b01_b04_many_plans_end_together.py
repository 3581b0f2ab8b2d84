"""B01, B04: cases examined and downgraded together, before an inspection or to clear caseloads."""

from __future__ import annotations

from datetime import timedelta

from candour.record.entries.signals import DetectorsDeclared, SignalRaised
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.wiring.command import main
from candour.wiring.signals import ask_the_record
from tests.patterns import Town
from tests.web.test_pages_open import client_for

QUESTION = "Who decided that these families' plans should end in these days?"


def typed(words, capsys):
    """What the command says, as somebody types it."""
    try:
        main(words)
    except SystemExit as ended:
        assert ended.code == 0
    return capsys.readouterr().out


def test_plans_ended_in_one_week_are_asked_about_once_and_the_answer_stays(desk, clock, office, capsys):
    town = Town(desk, clock, office, desk.now.day).ordinary()
    children = town.ended_together(town.today - timedelta(days=40))
    town.written()
    said = typed(["signals", "--once"], capsys)
    assert f"Raised: {QUESTION}" in said
    assert "Raised" not in typed(["signals", "--once"], capsys), "the same pattern is asked about once"

    row = rows("SELECT * FROM ssd_signal WHERE sign_test = 'plans_ended'")[0]
    fact = read(row["sign_id"]).last(SignalRaised).fact
    assert len(set(children) & set(fact.children)) >= 15
    assert (fact.about, fact.about_team, fact.goes_to) == ("one team", office.team, ("service_manager", "scrutineer"))
    declared = read("0" * 31 + "4").last(DetectorsDeclared)
    assert declared.position < read(row["sign_id"]).last(SignalRaised).position, "declared before it was used"
    assert fact.digest in {one.digest for one in declared.fact.detectors}

    manager = client_for("team_manager", office)
    page = manager.get(f"/signals/{fact.signal_id}/").content.decode()
    assert page.index(QUESTION.replace("'", "&#x27;")) < page.index("not a finding") < page.index("Ordinary reasons")
    answer = {"finding": "ordinary reason", "words": "The panel sat twice that week."}
    assert manager.post(f"/signals/{fact.signal_id}/", answer).status_code == 302
    for role in ("service_manager", "scrutineer"):
        assert (
            "The panel sat twice that week."
            in client_for(role, office).get(f"/signals/{fact.signal_id}/").content.decode()
        )
    drilled = client_for("scrutineer", office).get(f"/signals/{fact.signal_id}/children/").content.decode()
    assert f"/child/{children[0]}/" in drilled


def test_the_same_months_without_such_a_week_are_not_asked_about(desk, clock, office):
    Town(desk, clock, office, desk.now.day).ordinary().written()
    assert [line for line in ask_the_record() if line.startswith("Raised")] == []
    page = client_for("scrutineer", office).get("/signals/").content.decode()
    assert page.index("Not answered yet") < page.index("None.") < page.index("Answered")
