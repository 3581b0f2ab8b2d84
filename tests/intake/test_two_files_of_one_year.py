"""Of two files of one year the later one stands, whichever comes in last."""

from __future__ import annotations

from tests.intake.census_files import child, message
from tests.intake.conftest import Export, Import

EPISODE = (
    "<CINdetails><CINreferralDate>2024-06-03</CINreferralDate><ReferralSource>1A</ReferralSource>"
    "<PrimaryNeedCode>N4</PrimaryNeedCode><CINclosureDate>{closed}</CINclosureDate>"
    "<ReasonForClosure>RC7</ReasonForClosure><ReferralNFA>false</ReferralNFA></CINdetails>\n"
)


def made(closed: str, at: str) -> bytes:
    whole = message(child("TWICE00001", EPISODE.format(closed=closed)))
    return whole.replace("2025-05-06T10:11:12", at).encode()


def test_an_older_file_never_undoes_a_newer_one(bring_in: Import, send_out: Export) -> None:
    older, newer = made("2025-01-10", "2025-05-01T09:00:00"), made("2025-01-20", "2025-05-08T09:00:00")
    bring_in(older)
    assert bring_in(newer).total("corrected") == 1
    again = bring_in(older)
    assert (again.total("corrected"), again.total("kept")) == (0, 1)
    assert "<CINclosureDate>2025-01-20</CINclosureDate>" in str(send_out(2025)[0])
