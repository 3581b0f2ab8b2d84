"""What is written when somebody raises a concern, and the receipt they are shown once."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from candour.practice.guard import ITSELF, Worker
from candour.record.entries.concerns import ConcernRaised, ConcernRaiserKept, DisagreementOpened
from candour.record.entry import ToRecord
from candour.seal.receipt import code_of, read_code

RECEIPT = b"candour/concern/receipt/v1\x00"
HOW = {
    "named": "With my name: whoever answers it sees it",
    "confidential": "In confidence: two people together can open my name, and I see that they did",
    "anonymous": "Without my name: nobody can find it out here",
}


@dataclass(frozen=True)
class Raising:
    """What is to be written, by whom it is written down, and the code that is shown once and kept nowhere."""

    drafts: tuple[ToRecord, ...]
    by: Worker
    code: str


def new_code() -> str:
    """120 random bits as 24 letters and numbers: too many to guess, so that its digest needs no salt."""
    return code_of(secrets.token_bytes(32))


def receipt_digest(typed: str) -> str:
    """What the record keeps of a receipt. Raises BadCode where what was typed is none."""
    return sha256(RECEIPT + read_code(typed).encode()).hexdigest()


def raising(said: ConcernRaised, worker: Worker | None, *, today: date, fresh: Callable[[], str], code: str) -> Raising:
    """The entries of a concern. Only a named one has its raiser as their writer.

    The name of a confidential raiser goes under a reference of its own, and a child's file is told only that a formal
    disagreement is open. A compliment is no disagreement.
    """
    named = said.how == "named" and worker is not None
    kept = fresh() if said.how == "confidential" and worker is not None else ""
    by = worker if named and worker else ITSELF
    raised = replace(
        said,
        how=said.how if worker else "anonymous",
        receipt_digest=receipt_digest(code),
        name_kept=kept,
    )
    drafts = [ToRecord(raised, (raised.concern_id,), today)]
    if kept and worker:
        drafts.append(
            ToRecord(ConcernRaiserKept(concern_id=raised.concern_id, worker_id=worker.worker_id), (kept,), today)
        )
    return Raising(tuple(drafts), by, code)


def for_the_children(said: ConcernRaised, today: date) -> tuple[ToRecord, ...]:
    """That a formal disagreement is open, for the file of each child: written by nobody, so that it tells of nobody."""
    if said.matter == "compliment":
        return ()
    opened: Mapping[str, Any] = {child: disagreement_of(said.concern_id, child) for child in said.children}
    return tuple(ToRecord(DisagreementOpened(disagreement_id=one), (child,), today) for child, one in opened.items())


def disagreement_of(concern_id: str, child: str) -> str:
    """The reference of a disagreement on a child's file. From it nobody gets to the concern who does not know that one."""
    return sha256(f"candour/disagreement/v1\n{concern_id}\n{child}".encode()).hexdigest()[:32]
