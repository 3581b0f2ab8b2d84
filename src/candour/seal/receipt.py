"""The receipt a paper leaves with: a short code anybody can type, and a link that carries the whole proof.

The code stands for one entry and shows nothing of it: the first 120 bits of the hash of its leaf in the tree. 120 bits
cannot be guessed, nor can another entry be made that has the same. Crockford's base 32 has no letter that reads like
a number, and what was read wrongly all the same is forgiven.
"""

from base64 import urlsafe_b64encode

from candour.seal.proof import Proof

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONG, GROUP = 24, 4
READ_AS = str.maketrans("OIL", "011", " -\u2010\u2011\u2012\u2013\u2014")  # the last are left out


class BadCode(ValueError):
    """What was typed is no code: the message says what to look at."""


def code_of(leaf_hash: bytes) -> str:
    """The code of an entry from the hash of its leaf, in capitals and without gaps.

    >>> code_of(bytes(31) + b"x"), code_of(b"\\xff" * 32)
    ('000000000000000000000000', 'ZZZZZZZZZZZZZZZZZZZZZZZZ')
    """
    number = int.from_bytes(leaf_hash[:15], "big")
    return "".join(LETTERS[number >> at & 31] for at in range(5 * (LONG - 1), -1, -5))


def in_groups(text: str) -> str:
    """A code, or a digest, as it is printed and read out.

    >>> in_groups("0123456789AB")
    '0123 4567 89AB'
    """
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read_code(typed: str, long: int = LONG) -> str:
    """The code somebody typed: small letters, gaps, hyphens, and O, I and L are read as they were meant. Raises BadCode.

    `long` is how many numbers and letters it has.

    >>> read_code(" ol-23 4567 89ab cdef ghjk mnpq ")
    '0123456789ABCDEFGHJKMNPQ'
    """
    code = "".join(typed[:200].split()).upper().translate(READ_AS)
    if strange := "".join(sorted(set(code) - set(LETTERS))):
        raise BadCode(f"A code has numbers and letters, and never {strange[0]}. Look at it again")
    if len(code) != long:
        raise BadCode(f"A code has {long} numbers and letters, and you typed {len(code)}. Look at it again")
    return code


def link(address: str, leaf_hash: bytes, proof: Proof) -> str:
    """The address a receipt's QR code leads to. What follows # stays in the browser: no server is sent the proof.

    `address` is where the record's pages are, such as https://wrenshire.example; `proof` says of which leaf it is.
    """
    held = urlsafe_b64encode(str(proof).encode()).decode().rstrip("=")
    return f"{address.rstrip('/')}/receipt/{code_of(leaf_hash)}#{held}"
