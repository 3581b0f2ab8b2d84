"""A receipt on paper: its code, a square for a telephone, the whole proof, and how anybody checks it. It names nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import segno

from candour.documents.knowing import spelt
from candour.documents.pdf import pdf
from candour.seal.proof import Proof
from candour.seal.receipt import code_of, in_groups, link

PROVES = (
    "That an entry with this code stood at its place on the record when it was signed. If the record is ever shown without "
    "it, this sheet and the signatures on it show that it was taken out."
)
WHICH_WORDS = (
    "Which words went: the document ends with the seal printed above. One letter more or less, and the seal of the text is "
    "another. Ask for the sealed text as a file, and candour-verify compares the two."
)
PROVES_NOT = (
    "That what was written is true, or that the document reached anybody. This sheet shows nothing of what the entry says, "
    "and names nobody: you can show it to anybody whom you ask for help."
)
UNSEEN = (
    "Too few witnesses have signed yet, so this sheet rests on the signature of the council alone. Ask for it again when "
    "witnesses have signed."
)


@dataclass(frozen=True)
class Receipt:
    """What a receipt is for, and its proof.

    `digest` is that of exactly the text that went; empty for a dissent. `seen` are the witnesses that signed, each with
    when. `address` is where the pages of the record are.
    """

    what: str
    on: date
    recorded: datetime
    origin: str
    leaf_hash: bytes
    proof: Proof
    seen: Mapping[str, datetime]
    is_enough: bool
    address: str
    digest: str = ""

    @property
    def code(self) -> str:
        return code_of(self.leaf_hash)

    @property
    def link(self) -> str:
        return link(self.address, self.leaf_hash, self.proof)


def square(text: str, instead: str) -> str:
    """A QR code as a drawing (SVG) without style or script; of other, shorter words where the text is too long for one."""
    try:
        made = segno.make(text, error="l", micro=False, boost_error=False)
    except segno.DataOverflowError:
        made = segno.make(instead, error="m", micro=False)
    drawn = BytesIO()
    made.save(drawn, kind="svg", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None)
    return drawn.getvalue().decode()


def content(receipt: Receipt) -> dict[str, Any]:
    """Everything that is printed."""
    page = f"{receipt.address.rstrip('/')}/receipt/"
    seal = f"Seal of exactly what went: {in_groups(receipt.digest)}" if receipt.digest else ""
    signed = [f"{name} on {_moment(at)}" for name, at in receipt.seen.items()]
    head = [
        f"For: {receipt.what}, {spelt(receipt.on)}",
        f"Written on the record {receipt.origin} on {_moment(receipt.recorded)}, at place {receipt.proof.place}",
        f"Signed by witnesses: {'; '.join(signed)}" if signed else "",
        seal,
        "" if receipt.is_enough else UNSEEN,
    ]
    return {
        "title": "Receipt from the record",
        "head": [line for line in head if line],
        "code": in_groups(receipt.code),
        "square": square(receipt.link, page + receipt.code),
        "square_says": f"A QR code that opens {page} with this code; the proof travels in it",
        "parts": [
            {"heading": "How to check it", "says": _how(page, list(receipt.seen))},
            {"heading": "What it proves", "says": [PROVES, *([WHICH_WORDS] if receipt.digest else [])]},
            {"heading": "What it does not prove", "says": [PROVES_NOT]},
        ],
        "proof_says": "Kept on paper, this is enough. It is to be typed off exactly, with the empty line in it.",
        "proof": str(receipt.proof).splitlines(),
    }


def on_paper(receipt: Receipt) -> bytes:
    """The receipt as a tagged PDF, the same bytes each time."""
    return pdf(content(receipt), "receipt.typ")


def _how(page: str, witnesses: list[str]) -> list[str]:
    whom = f"one of these: {', '.join(witnesses)}" if witnesses else "a witness"
    with_the_page = (
        f"Point a telephone's camera at the square, or open {page} and type the code. The page says whether the record "
        "still has the entry where it was. It asks for no name."
    )
    without_it = (
        "If you trust neither that page nor the council: the program candour-verify checks this sheet without either, and "
        f"without the internet. Ask {whom}, for its public key, and never take that from the council. Give the program "
        "what the square holds; or the proof below, as a file, and the code."
    )
    return [with_the_page, without_it, "Keep this sheet with the document, away from the council."]


def _moment(at: datetime) -> str:
    when = at.astimezone(UTC)
    return f"{spelt(when.date())} at {when:%H:%M} UTC"
