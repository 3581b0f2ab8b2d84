"""The addresses of every page."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from candour.web import (
    beside,
    census,
    child,
    chronology,
    concerns,
    corrections,
    genogram,
    grounds,
    home,
    keeping,
    measures,
    papers,
    people,
    receipts,
    reflecting,
    rounds,
    sealed,
    signals,
    signing_in,
    step_pages,
    supervision,
    surveying,
    thresholds,
    two_dates,
    words,
    workers,
    written,
)
from candour.web.pages import patterns


class Reference(StringConverter):
    """An opaque reference: nothing about a child can be read from an address."""

    regex = "[0-9a-f]{32}"


class Digest(StringConverter):
    """The SHA-256 a file is kept under."""

    regex = "[0-9a-f]{64}"


register_converter(Reference, "ref")
register_converter(Digest, "digest")
SHELVES = (
    beside,
    census,
    child,
    chronology,
    concerns,
    corrections,
    genogram,
    grounds,
    home,
    keeping,
    measures,
    papers,
    people,
    receipts,
    reflecting,
    rounds,
    sealed,
    signals,
    step_pages,
    supervision,
    surveying,
    thresholds,
    two_dates,
    words,
    workers,
    written,
)
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("draft/", signing_in.draft, name="draft"),
    path("receipt/", receipts.check_receipt, name="check-receipt"),
    path("receipt/<str:code>", receipts.receipt_of_code, name="receipt-of-code"),
    path("concern/", concerns.concern_of_receipt, name="concern-of-receipt"),
    path("concern/raise/", concerns.raise_without_a_name, name="raise-without-a-name"),
    path("concern/pack/", concerns.pack_of_receipt, name="concern-pack-of-receipt"),
    *patterns(),
]
