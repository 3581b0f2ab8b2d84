"""The tree: every proof of every size up to 130 holds, and no other does."""

from hashlib import sha256

import pytest

from candour.seal.tree import (
    Edge,
    completed_at,
    consistency,
    edge_addresses,
    extends,
    hash_between,
    hash_leaf,
    hash_node,
    includes,
    inclusion,
    left_out,
)

MOST = 130
LEAVES = [hash_leaf(bytes([at])) for at in range(MOST)]

# The test leaves of the Certificate Transparency project, with the roots it published for the first 1 to 8 of them.
PUBLISHED = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
]


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962's own definition, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return hash_node(plain_root(leaves[:middle]), plain_root(leaves[middle:]))


ROOTS = [plain_root(LEAVES[:size]) for size in range(MOST + 1)]


def nodes(level: int, index: int) -> bytes:
    return plain_root(LEAVES[index << level : index + 1 << level])


def test_the_roots_are_those_published():
    edge = Edge()
    for leaf, root in PUBLISHED:
        edge.add(hash_leaf(bytes.fromhex(leaf)))
        assert edge.root().hex() == root


def test_adding_leaf_by_leaf_gives_the_root_and_each_whole_subtree_once():
    edge, kept = Edge(), {}
    assert edge.root() == ROOTS[0]
    for place, leaf in enumerate(LEAVES):
        for level, whole in enumerate(edge.add(leaf), start=1):
            kept[level, place >> level] = whole
            assert completed_at(level, place >> level) == place
        assert edge.root() == ROOTS[place + 1]
    assert all(nodes(*address) == whole for address, whole in kept.items())
    assert set(kept) == {(level, index) for level in range(1, 8) for index in range(MOST >> level)}


@pytest.mark.parametrize("size", range(MOST + 1))
def test_every_proof_of_every_size_holds_and_no_other(size):
    assert hash_between(nodes, 0, size) == ROOTS[size]
    assert Edge(size, [nodes(*address) for address in edge_addresses(size)]).root() == ROOTS[size]
    for place in range(size):
        proof = inclusion(nodes, place, size)
        assert includes(LEAVES[place], place, size, proof, ROOTS[size])
        assert not includes(LEAVES[place - 1] if size > 1 else b"x" * 32, place, size, proof, ROOTS[size])
        assert not includes(LEAVES[place], place, size, [*proof, b"x" * 32], ROOTS[size])
        assert not (proof and includes(LEAVES[place], place, size, proof[:-1], ROOTS[size]))
        assert not includes(LEAVES[place], place, size, proof, ROOTS[size - 1])
        assert not includes(LEAVES[place], size, size, proof, ROOTS[size])
    for old in range(size + 1):
        proof = consistency(nodes, old, size)
        assert extends(old, size, ROOTS[old], ROOTS[size], proof)
        assert not extends(old, size, ROOTS[old], b"x" * 32, proof) or 0 == old < size
        assert not extends(old, size, ROOTS[old], ROOTS[size], [*proof, b"x" * 32])
        if proof:
            assert not extends(old, size, ROOTS[old - 1], ROOTS[size], proof)
            assert not extends(old, size, ROOTS[old], ROOTS[size], proof[:-1])
            assert not extends(old, size, ROOTS[old], ROOTS[size], [b"x" * 32, *proof[1:]])
        if 0 < old < size:
            assert not extends(old, size, ROOTS[old], ROOTS[size], [])


def test_a_tree_of_nothing_proves_nothing_and_an_old_tree_of_nothing_needs_the_empty_root():
    assert not includes(LEAVES[0], 0, 0, [], ROOTS[0])
    assert not extends(0, 5, b"x" * 32, ROOTS[5], [])
    assert not extends(5, 3, ROOTS[5], ROOTS[3], [])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 64, 100, 130])
@pytest.mark.parametrize("places", [[0], [0, 1], [2, 5, 6], range(40, 90), range(130), [99], [129]])
def test_one_proof_for_many_leaves_gives_the_root(size, places):
    places = [place for place in places if place < size]
    if not places:
        return
    rest = iter(left_out(nodes, places, size))

    def up(low, high):
        held = [place for place in places if low <= place < high]
        if not held:
            return next(rest)
        if high - low == 1:
            return LEAVES[low]
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        return hash_node(up(low, middle), up(middle, high))

    assert up(0, size) == ROOTS[size]
    assert next(rest, None) is None


def test_a_place_that_is_not_in_the_tree_is_said():
    with pytest.raises(ValueError, match="place 3 is not in a tree of 3"):
        inclusion(nodes, 3, 3)
    with pytest.raises(ValueError, match="cannot have grown"):
        consistency(nodes, 4, 3)
