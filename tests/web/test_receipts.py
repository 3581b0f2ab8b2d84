"""A receipt: what the sender prints, what the holder can check with it, and what a stranger is told of a code."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from hashlib import sha256

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from candour.documents.receipts import square
from candour.record.casefile.documents import document_digest
from candour.record.entries.address import AddressRecorded
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.documents import DocumentSent, Part
from candour.record.store.reading import entries_at
from candour.seal.receipt import code_of, in_groups
from candour.seal.tree import hash_leaf
from candour.web.addresses import urlpatterns
from candour.web.pages import OPEN_TO_ALL, PAGES
from candour.web.receipts import asked
from candour.web.receipts.pace import Pace
from tests.sealed import Witnessed
from tests.verify.bundles import verified
from tests.web.test_pages_open import client_for
from tests.web.test_what_is_held_back import move_to_another_team


@pytest.fixture
def witnessed(office, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "SIGNER", str(tmp_path / "signer"))
    monkeypatch.setattr(settings, "ADDRESS", "https://wrenshire.example")
    monkeypatch.setattr(asked, "PACE", Pace())
    return Witnessed(tmp_path / "signer")


@pytest.fixture
def child(life, witnessed):
    return life("Lena", "Lind").referral().answered().allocated().handed_out()


def at(child, kind=DocumentSent):
    item = child.case.last(kind)
    return f"/child/{child.person_id}/receipts/{item.position}/", item


def code_at(place):
    return code_of(hash_leaf(entries_at([place])[0].leaf.encode()))


def link_on(page):
    return html.unescape(re.search(r'href="(https://wrenshire[^"]+)"', page).group(1))


def test_before_the_first_signature_the_page_says_to_come_back(child, office):
    (where, _), client = at(child), client_for("social_worker", office)
    page = client.get(where).content.decode()
    assert "no signature covers it yet" in page and "come back" in page
    for file in ("paper/", "pdf/", "proof/", "bundle/"):
        assert client.get(where + file)["Location"] == where


def test_the_page_where_a_document_was_sent_leads_to_its_receipt(child, office):
    (where, item), client = at(child), client_for("social_worker", office)
    sent = client.get(f"/child/{child.person_id}/documents/sent/{item.fact.document_id}/").content.decode()
    assert f'href="{where}"' in sent and "Print the receipt" in sent
    assert f'href="{where}"' in client.get(f"/child/{child.person_id}/entry/{item.position}/").content.decode()


def test_paper_alone_proves_to_a_stranger_that_the_entry_was_there(child, office, witnessed, capsys, tmp_path):
    witnessed.sign()
    (where, item), client = at(child), client_for("social_worker", office)
    code = code_at(item.position)
    paper = client.get(where + "paper/").content.decode()
    assert in_groups(code) in paper and in_groups(item.fact.digest) in paper and "police.example" in paper
    for name in ("Lena", "Lind", "Jo Marsh", "Words.", "The court"):
        assert name not in paper, "a receipt names nobody"
    # Typed off the paper, and nothing else.
    typed = html.unescape(re.search(r'<pre class="proof">(.*?)</pre>', paper, re.DOTALL).group(1))
    proof = tmp_path / "typed.tlog-proof"
    proof.write_text(typed)
    number, says = verified(proof, "--code", in_groups(code).lower(), *witnessed.words, capsys=capsys)
    assert number == 0 and f"an entry with the code {code} stood at place {item.position}" in says
    assert client.get(where + "proof/").content.decode() == typed


def test_the_square_holds_the_link_and_the_link_holds_the_proof(child, office, witnessed, capsys):
    witnessed.sign()
    (where, item), client = at(child), client_for("social_worker", office)
    link = link_on(client.get(where).content.decode())
    assert link.startswith(f"https://wrenshire.example/receipt/{code_at(item.position)}#")
    assert square(link, "") in client.get(where + "paper/").content.decode()
    assert verified(link, *witnessed.words, capsys=capsys)[0] == 0
    other = link.replace(code_at(item.position), code_at(item.position - 1))
    assert verified(other, *witnessed.words, capsys=capsys)[0] == 1


def test_more_than_a_square_can_hold_leaves_the_code_in_it():
    short = "https://wrenshire.example/receipt/" + "0" * 24
    assert square("x" * 3000, short) == square("y" * 4000, short) != square("x", short)


def test_the_pdf_is_tagged_and_has_the_code_and_the_proof(child, office, witnessed):
    witnessed.sign()
    (where, item), client = at(child), client_for("social_worker", office)
    reply = client.get(where + "pdf/")
    read = PdfReader(io.BytesIO(reply.content))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert in_groups(code_at(item.position)) in text and "c2sp.org/tlog-proof@v1" in text
    assert "pdfuaid" in str(read.trailer["/Root"]["/Metadata"].get_data())
    assert "Lind" not in text + reply["Content-Disposition"]
    assert client.get(where + "pdf/").content == reply.content


def test_the_bundle_beside_it_shows_which_text_went_and_no_word_of_it(child, office, witnessed, capsys, tmp_path):
    witnessed.sign()
    (where, item), client = at(child), client_for("social_worker", office)
    bundle, text = tmp_path / "receipt.zip", tmp_path / "text.txt"
    bundle.write_bytes(client.get(where + "bundle/").content)
    with zipfile.ZipFile(bundle) as archive:
        (line,) = archive.read("entries.jsonl").decode().splitlines()
        assert set(json.loads(line)["fields"]) == {"digest", "document_kind", "sent_on"}
        assert not re.search("Lind|Words|The court", " ".join(archive.read(n).decode() for n in archive.namelist()))
    text.write_bytes(client.get(where + "text/").content)
    assert sha256(text.read_bytes()).hexdigest() == item.fact.digest
    number, says = verified(bundle, "--document", str(text), *witnessed.words, capsys=capsys)
    assert number == 0 and "The document you gave is the one the record has" in says, says
    text.write_bytes(text.read_bytes().replace(b"Words.", b"Other."))
    number, says = verified(bundle, "--document", str(text), *witnessed.words, capsys=capsys)
    assert number == 1 and "The document you gave is NOT the one" in says


def test_anybody_may_ask_after_a_code_and_is_told_no_name(child, office, witnessed):
    witnessed.sign()
    (_, item), stranger = at(child), Client()
    assert stranger.get("/receipt/").status_code == 200
    typed = stranger.get("/receipt/", {"code": in_groups(code_at(item.position)).lower().replace("0", "o")})
    reply = stranger.get(typed["Location"])
    page = reply.content.decode()
    assert reply.status_code == 200 and "An entry that a document was sent" in page
    assert "First seen by police.example" in page and "First seen by health.example" in page
    assert f"at place {item.position}" in page and f"{item.recorded:%-d %B %Y}" in page
    for name in ("Lena", "Lind", "Marsh", "court", "Case summary", child.person_id, item.entry_id):
        assert name not in page
    assert not reply.cookies, "who asks is not marked"


def test_a_code_that_is_on_the_record_and_not_signed_yet_says_so(child, witnessed):
    page = Client().get(f"/receipt/{code_at(at(child)[1].position)}").content.decode()
    assert "The record has this" in page and "ask again in a minute" in page


@pytest.mark.parametrize("typed", ["0" * 24, "entry before"])
def test_nothing_is_told_of_any_other_entry(child, witnessed, typed):
    witnessed.sign()
    code = code_at(at(child)[1].position - 1) if typed == "entry before" else typed
    page = Client().get(f"/receipt/{code}").content.decode()
    assert "No receipt has this code" in page and "Keep the paper" in page


@pytest.mark.parametrize(("typed", "says"), [("", "Enter the code"), ("12", "you typed 2"), ("U" * 24, "never U")])
def test_a_code_that_is_none_is_said_beside_the_question(witnessed, typed, says):
    page = Client().get("/receipt/", {"code": typed}).content.decode()
    assert says in page and "There is a problem" in page
    if typed:
        assert says in Client().get(f"/receipt/{typed}").content.decode()


def test_a_paper_that_went_is_still_known_when_its_entry_was_masked(child, office, witnessed):
    where, item = at(child)
    child.note(EntryMasked(entry_id=item.entry_id, why="It went to the wrong court."), "team_manager")
    witnessed.sign()
    assert client_for("social_worker", office).get(where).status_code == 403
    assert "The record has this" in Client().get(f"/receipt/{code_at(item.position)}").content.decode()


def test_more_entries_are_known_as_they_come(child, witnessed):
    for _ in range(2):
        page = Client().get(f"/receipt/{code_at(at(child)[1].position)}").content.decode()
        assert "The record has this" in page
        child.handed_out("school")


def test_who_asks_too_often_waits_a_minute_and_others_do_not(child, witnessed, monkeypatch):
    monkeypatch.setattr(asked, "PACE", Pace(most=2))
    asks = [Client().get("/receipt/" + "0" * 24, REMOTE_ADDR=one).status_code for one in "aaab"]
    assert asks == [200, 200, 429, 200]


def test_an_address_is_forgotten_after_its_minute_and_never_kept_as_it_is():
    pace = Pace(most=1)
    assert pace.allows("192.0.2.7", 30) and not pace.allows("192.0.2.7", 59)
    assert "192.0.2.7" not in str(vars(pace)) and b"192.0.2.7" not in b"".join(pace._asked)
    before = set(pace._asked)
    assert pace.allows("192.0.2.7", 61) and not before & set(pace._asked)


@pytest.fixture
def dissent(child, witnessed):
    fact = DissentRecorded(dissent_id="d" * 32, who="Jo Marsh", words="Nothing has changed.", given_on=child.day)
    return child.note(fact, "social_worker")


def test_a_dissent_has_a_receipt_for_its_author_alone(dissent, office, witnessed, capsys, tmp_path):
    witnessed.sign()
    (where, item), author, manager = at(dissent, DissentRecorded), client_for("social_worker", office), "team_manager"
    entry = f"/child/{dissent.person_id}/entry/{item.position}/"
    assert f'href="{where}"' in author.get(entry).content.decode()
    assert f'href="{where}"' not in client_for(manager, office).get(entry).content.decode()
    for file in ("", "paper/", "pdf/", "proof/", "bundle/", "bundle/?words=yes"):
        assert client_for(manager, office).get(where + file).status_code == 403
    paper = author.get(where + "paper/").content.decode()
    assert "A dissent by its author" in paper and "Nothing has changed" not in paper and "Marsh" not in paper
    stranger = Client().get(f"/receipt/{code_at(item.position)}").content.decode()
    assert "An entry that a dissent was recorded" in stranger and "Marsh" not in stranger


def test_its_author_takes_their_own_words_away_only_when_they_ask(dissent, office, witnessed, capsys, tmp_path):
    witnessed.sign()
    (where, _), author = at(dissent, DissentRecorded), client_for("social_worker", office)
    for ask, shown in (("bundle/", False), ("bundle/?words=yes", True)):
        path = tmp_path / "dissent.zip"
        path.write_bytes(author.get(where + ask).content)
        with zipfile.ZipFile(path) as archive:
            assert (b"Nothing has changed." in archive.read("entries.jsonl")) is shown
        number, says = verified(path, *witnessed.words, capsys=capsys)
        assert number == 0, says


def test_too_few_witnesses_are_said_on_page_and_paper(child, office, witnessed, capsys):
    witnessed.sign(without="health")
    (where, _), client = at(child), client_for("social_worker", office)
    assert "Too few witnesses have signed" in client.get(where).content.decode()
    assert "rests on the signature of the council alone" in client.get(where + "paper/").content.decode()


def test_where_the_list_of_witnesses_cannot_be_read_the_pages_say_so(child, office, witnessed, tmp_path):
    witnessed.sign()
    (where, item), client = at(child), client_for("social_worker", office)
    (tmp_path / "signer" / "policy").write_text("witness nobody")
    page = client.get(where).content.decode()
    assert "There can be no receipt now" in page and "Line 1 of the policy" in page
    for file in ("paper/", "pdf/", "proof/", "bundle/"):
        assert client.get(where + file)["Location"] == where
    (tmp_path / "signer" / "policy").unlink()
    assert "the server has no list of them" in client.get(where).content.decode()
    reply = Client().get(f"/receipt/{code_at(item.position)}")
    assert reply.status_code == 503 and "as good as it was" in reply.content.decode()
    assert "policy" not in reply.content.decode()


def test_the_code_somebody_asks_after_is_in_no_log(child, witnessed, caplog):
    for code in ("0" * 24, code_at(at(child)[1].position), "12"):
        Client().get(f"/receipt/{code}")
        Client().get("/receipt/", {"code": code})
    assert not caplog.records


def test_the_text_of_a_document_goes_to_nobody_from_whom_a_part_is_held_back(child, office, desk, witnessed):
    witnessed.sign()
    told = Part(heading="Home", says=("She lives at 7 Refuge Lane.",))
    digest = document_digest("case_summary", "Case summary", "court", (told,), large_print=False)
    child.note(AddressRecorded(address_id=desk.fresh(), lines="7 Refuge Lane", postcode="ZZ99 9ZZ", confidential=True))
    child.note(
        DocumentSent(
            document_id=desk.fresh(), document_kind="case_summary", title="Case summary", reader="court",
            to_whom="The court", route="post", sent_on=child.day, parts=(told,), digest=digest,
        )
    )  # fmt: skip
    witnessed.sign()
    text = at(child)[0] + "text/"
    move_to_another_team("service_manager", office, desk)
    elsewhere, worker = client_for("service_manager", office), client_for("social_worker", office)
    assert b"Refuge Lane" in worker.get(text).content and text in worker.get(at(child)[0]).content.decode()
    assert elsewhere.get(text).status_code == 403
    assert text not in elsewhere.get(at(child)[0]).content.decode()


def test_only_the_pages_on_the_list_are_open(office):
    ways_out = {"sign-out", "draft"}  # which do nothing for whoever is not signed in
    assert {one.name for one in urlpatterns} - set(PAGES) == {*OPEN_TO_ALL, *ways_out}
