"""A letter leaves with a receipt; a parent with a telephone, no account and no script asks the record whether it stands."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect
from pypdf import PdfReader

from candour.record.casefile.documents import documents_sent
from tests.sealed import Witnessed

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def witnessed(beside):
    """The served record is signed, and two witnesses see it."""
    folder = Path(settings.SIGNER)
    yield Witnessed(folder)
    shutil.rmtree(folder)


def can_be_used(page):
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


def test_a_parent_checks_the_paper_they_were_given(person, earlier, witnessed, browser, served):
    child = earlier("Lena", "Receipt").referral().answered().allocated().handed_out()
    worker = person("social_worker", viewport=PHONE)
    sent = documents_sent(child.case)[-1].sent
    worker.child(child.person_id, f"documents/sent/{sent.fact.document_id}")
    worker.presses("Print the receipt")
    worker.sees("no signature covers it yet")
    can_be_used(worker.page)

    witnessed.sign()
    worker.page.get_by_role("link", name="Look again").click()
    worker.sees("Give it with the document")
    can_be_used(worker.page)
    link = worker.page.get_by_role("link", name="the open page for receipts").get_attribute("href")
    with worker.page.expect_download() as coming:
        worker.page.get_by_role("button", name="Take the PDF").click()
    assert "Lena" not in coming.value.suggested_filename

    # On paper: one or two sheets, the square large enough for a telephone, the proof whole.
    worker.presses("Print it")
    expect(worker.page.get_by_role("heading", name="Receipt from the record")).to_be_visible()
    can_be_used(worker.page)
    worker.page.set_viewport_size({"width": 794, "height": 1123})
    worker.page.emulate_media(media="print")
    square = worker.page.locator(".square svg").bounding_box()
    assert square is not None and square["width"] >= 450, "at least 12 centimetres"
    printed = PdfReader(io.BytesIO(worker.page.pdf(format="A4")))
    code = worker.page.locator(".code").inner_text()
    assert len(printed.pages) <= 2 and code in printed.pages[0].extract_text()
    assert "c2sp.org/tlog-proof@v1" in "".join(page.extract_text() for page in printed.pages)

    # The parent: no account, no script, and a code typed as it was read out.
    parent = browser.new_context(base_url=served.address, java_script_enabled=False, viewport=PHONE).new_page()
    parent.goto("/receipt/")
    parent.get_by_label("What is the code on your receipt?").fill(code.lower().replace(" ", "-"))
    parent.get_by_role("button", name="Check it").click()
    expect(parent.get_by_role("heading", name="The record has this")).to_be_visible()
    expect(parent.get_by_text("First seen by police.example")).to_be_visible()
    expect(parent.get_by_text("Lena")).to_have_count(0)
    parent.goto(link)
    expect(parent.get_by_role("heading", name="The record has this")).to_be_visible()
    parent.goto("/receipt/" + "0" * 24)
    expect(parent.get_by_role("heading", name="No receipt has this code")).to_be_visible()
    parent.context.close()

    # The same pages, for somebody who hears or enlarges them.
    listener = browser.new_context(base_url=served.address, viewport=PHONE).new_page()
    for where in ("/receipt/", "/receipt/?code=12", link, "/receipt/" + "0" * 24):
        listener.goto(where)
        can_be_used(listener)
    listener.context.close()
