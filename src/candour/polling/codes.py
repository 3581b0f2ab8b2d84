"""The one-time codes: each opens one questionnaire, and nothing in it says whose it is."""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from candour.seal.receipt import LETTERS, in_groups, read_code
from candour.seal.tree import Edge, hash_leaf

LONG = 20
"""Letters and figures in a code: 100 bits, so that guessing one is hopeless however often somebody tries."""


def draw(many: int) -> list[str]:
    """So many new codes, no two the same, in no order."""
    drawn: set[str] = set()
    while len(drawn) < many:
        drawn.add("".join(secrets.choice(LETTERS) for _ in range(LONG)))
    pot = list(drawn)
    secrets.SystemRandom().shuffle(pot)
    return pot


def enough_for(staff: int) -> int:
    """How many codes a pot holds: one for each, a tenth more for those who start later, and twenty."""
    return staff + -(-staff // 10) + 20


def understood(typed: str) -> str:
    """A code as somebody typed it, without gaps and in capitals. Raises BadCode."""
    return read_code(typed, LONG)


def shown(code: str) -> str:
    """A code as it is read and typed."""
    return in_groups(code)


def hash_of(code: str) -> bytes:
    """What is kept of a code: it can be known again, and not be worked out."""
    return sha256(b"candour/survey/code/v1" + code.encode()).digest()


def root_of(hashes: Iterable[bytes]) -> str:
    """One hash over the whole pot (RFC 6962, over the hashes in order of size): no code can be added unseen."""
    tree = Edge()
    for one in sorted(hashes):
        tree.add(hash_leaf(one))
    return tree.root().hex()
