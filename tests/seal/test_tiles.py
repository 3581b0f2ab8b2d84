"""Tiles: plain files that any tool for transparency logs reads."""

import random

import pytest

from candour.seal.tiles import Tiles, Torn, tile_path
from candour.seal.tree import Edge, consistency, extends, hash_leaf, includes, inclusion


@pytest.mark.parametrize("steps", [[1], [255, 1], [256], [257, 3, 600], [1, 1, 1, 65_700]])
def test_tiles_written_in_any_steps_tell_the_tree(tmp_path, steps):
    tiles, edge, size, leaves = Tiles(tmp_path), Edge(), 0, []
    for step in steps:
        more = [f"leaf {size + at}".encode() for at in range(step)]
        leaves += more
        before, was = size, edge.root()
        for leaf in more:
            edge.add(hash_leaf(leaf))
        size = tiles.add(size, more)
        nodes = tiles.nodes(size)
        assert tiles.edge(size).root() == edge.root()
        assert extends(before, size, was, edge.root(), consistency(nodes, before, size))
    assert list(tiles.leaves(size)) == leaves
    for place in random.Random(5).sample(range(size), min(size, 20)):
        assert includes(hash_leaf(leaves[place]), place, size, inclusion(nodes, place, size), edge.root())


def test_a_smaller_tree_can_still_be_proved_from_larger_tiles(tmp_path):
    tiles = Tiles(tmp_path)
    leaves = [bytes([at % 251]) * 9 for at in range(700)]
    tiles.add(0, leaves)
    small = Edge()
    for leaf in leaves[:300]:
        small.add(hash_leaf(leaf))
    assert extends(300, 700, small.root(), tiles.edge(700).root(), consistency(tiles.nodes(700), 300, 700))


def test_a_full_tile_takes_the_place_of_its_parts(tmp_path):
    tiles = Tiles(tmp_path)
    tiles.add(0, [b"x"] * 200)
    assert (tmp_path / "tile/0/000.p/200").stat().st_size == 200 * 32
    tiles.add(200, [b"x"] * 56)
    assert not (tmp_path / "tile/0/000.p").exists()
    assert (tmp_path / tile_path(0, 0)).stat().st_size == 8192
    assert (tmp_path / "tile/1/000.p/1").stat().st_size == 32


def test_a_tile_that_is_missing_or_cut_short_is_said(tmp_path):
    tiles = Tiles(tmp_path)
    tiles.add(0, [b"x"] * 300)
    (tmp_path / "tile/0/000").write_bytes(b"short")
    with pytest.raises(Torn, match="tile/0/000"):
        inclusion(tiles.nodes(300), 3, 300)
    (tmp_path / "tile/0/001.p/44").unlink()
    with pytest.raises(Torn, match="run `candour sign` again"):
        tiles.edge(300)


def test_tiles_that_ran_ahead_of_what_was_signed_are_written_again(tmp_path):
    """A signer that stopped half way had written full tiles; it goes on from what it signed."""
    tiles = Tiles(tmp_path)
    leaves = [f"leaf {at}".encode() for at in range(600)]
    tiles.add(0, leaves[:200])
    tiles.add(200, [b"never signed"] * 400)
    tiles.add(200, leaves[200:])
    assert list(tiles.leaves(600)) == leaves
    edge = Edge()
    for leaf in leaves:
        edge.add(hash_leaf(leaf))
    assert tiles.edge(600).root() == edge.root()
