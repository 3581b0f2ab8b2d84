"""The witness's own page: somebody at a partner agency sees which record went quiet and which told two stories."""

import json
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from candour.seal.asking import offer
from candour.witness.keeping import open_witness
from candour.witness.offer import read_offer
from tests.witness.conftest import Record


def cosigned_ago(made, record, seconds, old=0, proof=()):
    """The record was cosigned so many seconds ago, and not since."""
    memory, signer = open_witness(made.folder)
    memory.consider(
        read_offer(offer(record.note(), old, proof)), (record.signer.key,), signer, int(time.time()) - seconds
    )
    memory.close()


@pytest.fixture
def seen(browser, made):
    """A page of the witness on a phone, on which nothing is refused by the browser."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, troubles = context.new_page(), []
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda said: troubles.append(str(said)))

    def look():
        assert page.goto(made.address + "/").status == 200
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert troubles == []
        return page

    yield look
    context.close()


def test_a_record_that_went_quiet_is_shown_here_and_to_a_monitor(made, record, seen):
    cosigned_ago(made, record, 3 * 3600 + 60)
    made.start()
    page = seen()
    expect(page.get_by_role("heading", name="Look at this")).to_be_visible()
    expect(page.get_by_text("wrenshire.example/record: not heard from for 3 hours.")).to_be_visible()
    told = json.loads(made.get("/status.json").body)
    assert told["records"][0]["stale"] and not told["all_well"]
    made.offer(record.note(), 5)
    page = seen()
    expect(page.get_by_text("Nothing is wrong. No record was silent for longer than 10 minutes.")).to_be_visible()
    assert json.loads(made.get("/status.json").body)["all_well"]


def test_how_long_is_too_long_can_be_said(made, record, seen):
    cosigned_ago(made, record, 3600)
    made.start("--stale-minutes", "90")
    expect(seen().get_by_text("No record was silent for longer than 90 minutes.")).to_be_visible()


def test_a_record_that_stands_still_but_is_heard_from_is_not_quiet(made, record, seen):
    cosigned_ago(made, record, 86_400)
    made.start()
    made.offer(record.note(), 5)
    told = json.loads(made.get("/status.json").body)["records"][0]
    assert told["grew_at"] < told["heard_at"] and not told["stale"]
    expect(seen().get_by_text("Last grew")).to_be_visible()


def test_a_record_never_heard_from_is_shown(made, seen):
    made.start()
    expect(seen().get_by_text("not heard from yet")).to_be_visible()


def test_two_stories_are_shown_with_the_file_that_proves_it(made, record, tmp_path, seen):
    made.start()
    made.offer(record.note(), 0)
    other = Record(tmp_path / "other", signer=record.signer).grow(5, "another")
    made.offer(other.note(), 5)
    made.offer(record.grow(3).note(), 5, [bytes(32)])
    made.offer(record.note(), 5, record.proof(5))
    made.offer(record.note(5), 5)
    page = seen()
    expect(page.get_by_text("A record was shown in two versions (once).")).to_be_visible()
    for heading in ("Two versions of one record", "An earlier, shorter state was sent", "Growth was not proved"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("the proof was wrong, not the record")).to_be_visible()
    link = page.get_by_role("link", name="wrenshire-example-record-1.json")
    told = json.loads(made.get("/" + link.get_attribute("href")).body)
    assert told["kind"] == "two roots for one size"
    page.keyboard.press("Tab")
    assert "wrenshire-example-record" in page.evaluate("document.activeElement.textContent")


def test_an_old_state_that_anybody_can_send_again_raises_no_alarm_but_an_unseen_one_does(made, record, seen):
    made.start()
    made.offer(record.note(), 0)
    made.offer(record.grow(5).note(), 5, record.proof(5))
    made.offer(record.note(5), 0)
    page = seen()
    expect(page.get_by_text("Nothing is wrong.")).to_be_visible()
    expect(page.get_by_text("had itself seen that earlier state")).to_be_visible()
    assert json.loads(made.get("/status.json").body)["all_well"]
    made.offer(record.note(7), 5, record.proof(5, 7))
    expect(seen().get_by_text("Something else was refused that has to be asked about (once).")).to_be_visible()
    assert not json.loads(made.get("/status.json").body)["all_well"]


def test_what_came_from_outside_is_only_words_on_the_page(made, tmp_path, seen):
    named = Record(tmp_path / "odd", "<script>alert(1)</script>&amp;.example").grow(1)
    made.types("watch", str(named.signer.key))
    made.start()
    made.offer(named.note(), 0)
    page = seen()
    expect(page.get_by_role("heading", name="<script>alert(1)</script>&amp;.example")).to_be_visible()


def test_the_browser_is_told_to_refuse_what_the_page_does_not_need(witness):
    for path in ("/", "/status.json", "/page.css", "/nothing", "/add-checkpoint"):
        told = witness.get(path).headers
        policy = told["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert told["x-content-type-options"] == "nosniff" and told["cache-control"] == "no-store"
    page = witness.get("/").body
    assert b"<script" not in page and b"style=" not in page and b"<style" not in page
    assert witness.get("/", "HEAD").body == b""
