"""A receipt's code and link: what is typed by hand is read as it was meant, and the whole proof fits in a QR code."""

import pytest
import segno

from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, WITNESS, BadNote, Note, new_key
from candour.seal.proof import Proof, read_proof
from candour.seal.receipt import LETTERS, BadCode, code_of, in_groups, link, read_code
from candour.seal.tree import Edge, hash_leaf, hash_node

LEAF = hash_leaf(b"a letter went out")
CODE = code_of(LEAF)


def one_of_a_million(origin: str, *witnesses: str) -> Proof:
    """The proof of an entry among 1,000,000, signed by the record and by witnesses of these names."""
    edge, place, size, hashes, whole = Edge(), 654_321, 1_000_000, [], LEAF
    level = [LEAF if at == place else hash_leaf(at.to_bytes(8, "big")) for at in range(size)]
    for one in level:
        edge.add(one)
    while len(level) > 1:
        if place ^ 1 < len(level):
            hashes.append(level[place ^ 1])
            whole = hash_node(*((hashes[-1], whole) if place & 1 else (whole, hashes[-1])))
        above = [hash_node(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level, place = above + level[len(above) * 2 :], place >> 1
    assert whole == edge.root()
    text = str(Checkpoint(origin, size, edge.root()))
    lines = [new_key(name, WITNESS).sign(text, at=1_800_000_000) for name in witnesses]
    return Proof(654_321, tuple(hashes), Note(text, (new_key(origin, LOG).sign(text), *lines)), LEAF)


def test_the_proof_of_one_in_a_million_with_three_witnesses_is_under_one_and_a_half_kilobytes():
    proof = one_of_a_million("wrenshire", "police.example", "health.example", "union.example")
    assert proof.holds(LEAF) and len(proof.hashes) == 20
    assert len(str(proof).encode()) < 1.5 * 1024


def test_its_link_fits_in_a_qr_code_even_with_long_names():
    long = "candour.wrenshire.gov.example"
    proof = one_of_a_million(long, *(f"witness.{name}.gov.example/witness" for name in ("police", "health", "council")))
    drawn = segno.make(link(f"https://{long}", LEAF, proof), error="l", micro=False, boost_error=False)
    assert drawn.version <= 36, "finer than this is hard to read from A4 with a telephone"


def test_a_proof_carries_the_hash_of_its_leaf_there_and_back():
    text = str(Checkpoint("wrenshire", 1, LEAF))
    made = Proof(0, (), Note(text, (new_key("wrenshire", LOG).sign(text),)), LEAF)
    assert read_proof(str(made)) == made and read_proof(str(made)).extra == LEAF
    assert str(made).split("\n")[1].startswith("extra ")
    with pytest.raises(BadNote):
        read_proof(str(made).replace("extra ", "extra *"))


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        in_groups(CODE),
        CODE.lower(),
        in_groups(CODE).replace(" ", "-"),
        CODE.replace("0", "O").replace("1", "l"),
        f"  {in_groups(CODE).replace(' ', '  ')}\n",
        in_groups(CODE).replace("1", "i").replace(" ", "\u2013"),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "you typed 0"), (CODE[:-1], "you typed 23"), (CODE + "0", "you typed 25"), (CODE[:-1] + "U", "never U")],
)
def test_what_is_no_code_is_said(typed, says):
    with pytest.raises(BadCode, match=says):
        read_code(typed)


def test_a_code_is_the_first_120_bits_in_letters_that_are_not_mistaken_for_numbers():
    assert len(CODE) == 24 and not set(CODE) - set(LETTERS) and not set("ILOU") & set(LETTERS)
    assert code_of(bytes([0b00001_000, 0b10_00011_0]) + bytes(30))[:3] == "123"
    assert in_groups(CODE).count(" ") == 5
