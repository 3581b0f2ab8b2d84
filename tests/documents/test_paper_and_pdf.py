"""A document on paper: tagged for a screen reader, the same each time, and words that stay words."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from candour.documents.paper import content, how_hard, shares
from candour.documents.pdf import pdf, unprintable
from candour.record.entries.documents import Part
from candour.record.entries.written_work import Line
from tests.web.test_pages_open import client_for

NASTY = '#sys.version *bold* $x^2$ <b>x</b> \\ @ref // # [link](x) "quoted" `raw` ~ #read("/etc/passwd")'


def paper(words="He came.", *, large=False, title="Closing letter"):
    parts = (Part(heading="What was decided", says=("We stop.",), lines=(Line(label="Why", words=words),)),)
    from datetime import date

    return content(
        title=title, to_whom="Petra Lind", about="Lena Lind", on=date(2026, 3, 9), sender="Jo Marsh", parts=parts,
        large=large, digest="0" * 64,
    )  # fmt: skip


def opened(words):
    return PdfReader(io.BytesIO(pdf(words)))


def test_it_is_tagged_named_and_says_its_language():
    root = opened(paper()).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB" and "/StructTreeRoot" in root
    assert "pdfuaid" in str(root["/Metadata"].get_data())
    kinds = str(tags(root["/StructTreeRoot"]))
    assert "/H1" in kinds or "/Title" in kinds
    assert "/P" in kinds and opened(paper()).metadata.title == "Closing letter"


def tags(node, depth=0):
    found = [node.get("/S")] if "/S" in node else []
    below = node.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, dict) and depth < 12:
            found += tags(one, depth + 1)
    return found


def test_the_same_words_make_the_same_bytes():
    assert pdf(paper()) == pdf(paper()) != pdf(paper("She came."))


def test_large_print_is_larger():
    assert len(opened(paper("word " * 400, large=True)).pages) > len(opened(paper("word " * 400)).pages)


def test_what_is_typed_is_printed_as_typed_and_never_runs():
    text = opened(paper(NASTY, title=NASTY)).pages[0].extract_text()
    for words in ("#sys.version", "*bold*", "$x^2$", "<b>x</b>", "`raw`", "#read("):
        assert words in text


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_no_words_break_it(words):
    assert pdf(paper(words)).startswith(b"%PDF")


@pytest.mark.parametrize(("name", "printable"), [("Łukasz Żak", True), ("محمد", True), ("王小明", False)])
def test_letters_without_a_shape_are_told_to_the_sender(name, printable):
    assert (unprintable(paper(name)) == "") is printable
    assert pdf(paper(name)).startswith(b"%PDF")


def test_the_page_to_print_has_one_heading_a_language_and_the_same_words(life, office):
    child = life("Lena", "Lind").referral().answered().allocated().handed_out()
    client = client_for("social_worker", office)
    from candour.record.casefile.documents import documents_sent

    sent = documents_sent(child.case)[-1].sent.fact.document_id
    reply = client.get(f"/child/{child.person_id}/documents/sent/{sent}/paper/")
    text = reply.content.decode()
    assert text.count("<h1>") == 1 and '<html lang="en-GB">' in text and "6 May 2014" in text and "<script" not in text
    file = client.get(f"/child/{child.person_id}/documents/sent/{sent}/pdf/")
    assert file["Content-Type"] == "application/pdf" and "Lind" not in file["Content-Disposition"]
    assert "6 May 2014" in PdfReader(io.BytesIO(file.content)).pages[0].extract_text()


def test_how_hard_it_reads_and_where_its_words_came_from_are_counted():
    easy = (Part(heading="", says=("You are safe. We are glad.",)),)
    hard = (Part(heading="", says=("The multi-agency conference considered the likelihood of significant harm.",)),)
    assert how_hard(easy).age < 8 and how_hard(hard).age > 15 and how_hard(hard).hardest
    parts = (
        *easy,
        Part(heading="", says=("Dear Petra.",), typed=True),
        Part(heading="x", lines=(Line(label="a", words="b c"),)),
    )
    assert shares(parts) == {"from the record": 3, "standing words": 7, "typed for it": 2}
