"""The tree as plain files: any tool for transparency logs reads them, with no Candour and no database (C2SP tlog-tiles).

A tile holds up to 256 hashes of one level; the tile above holds a hash for each full one. Beside them lie the leaves,
256 to a file. A tile that is not full has its width in its name, and is removed once a full one stands.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from candour.seal.tree import Edge, Nodes, edge_addresses, hash_leaf, hash_node

WIDTH, HEIGHT = 256, 8
TORN = "The tiles are not whole: {}. Move the folder away and run `candour sign` again: it is written anew"


class Torn(Exception):
    """A tile that should be there is missing or too short."""


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Where a tile lies: its number in groups of three digits, all but the last with an x before it.

    >>> tile_path(0, 1234067), tile_path("entries", 0, 3)
    ('tile/0/x001/x234/067', 'tile/entries/000.p/3')
    """
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(parts)}" + ("" if width == WIDTH else f".p/{width}")


class Tiles:
    """The tiles of one record in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def nodes(self, size: int) -> Nodes:
        """The hashes of the whole subtrees in a tree of this size, read from the tiles. Raises Torn."""

        @lru_cache(maxsize=4096)
        def tile(level: int, index: int) -> bytes:
            full = size >> HEIGHT * level
            return self._read(level, index, min(WIDTH, full - index * WIDTH))

        def node(level: int, index: int) -> bytes:
            above, below = divmod(level, HEIGHT)
            count, begin = 1 << below, (index << below) % WIDTH
            held = tile(above, (index << below) // WIDTH)
            row = [held[at * 32 : at * 32 + 32] for at in range(begin, begin + count)]
            if len(row[-1]) != 32:
                raise Torn(TORN.format(tile_path(above, (index << below) // WIDTH)))
            while len(row) > 1:
                row = [hash_node(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
            return row[0]

        return node

    def edge(self, size: int) -> Edge:
        """What must be known to add to a tree of this size."""
        nodes = self.nodes(size)
        return Edge(size, [nodes(level, index) for level, index in edge_addresses(size)])

    def add(self, size: int, leaves: Iterable[bytes]) -> int:
        """Write the leaves that come after the first `size`. Returns the size with them. A leaf has at most 65,535 bytes."""
        new, grown = size, _Grown(self, size)
        for leaf in leaves:
            grown.leaf(leaf)
            new += 1
        grown.close()
        return new

    def leaves(self, size: int, first: int = 0, after: int | None = None) -> Iterator[bytes]:
        """The leaves of a tree of this size, as they were sealed; all, or from one place to another. Raises Torn."""
        last = size if after is None else after
        for index in range(first // WIDTH, (last + WIDTH - 1) // WIDTH):
            held = parted(self._read("entries", index, min(WIDTH, size - index * WIDTH)))
            yield from held[max(first - index * WIDTH, 0) : last - index * WIDTH]

    def _read(self, level: int | str, index: int, width: int) -> bytes:
        for name in (tile_path(level, index, width), tile_path(level, index)):
            try:
                held = (self._folder / name).read_bytes()
            except FileNotFoundError:
                continue
            return first_leaves(held, width) if level == "entries" else held[: width * 32]
        raise Torn(TORN.format(tile_path(level, index, width)))

    def write(self, level: int | str, index: int, width: int, held: bytes) -> None:
        """One tile, whole or not at all."""
        out = self._folder / tile_path(level, index, width)
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(out.name + ".part")
        with part.open("wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        if width == WIDTH:
            shutil.rmtree(out.with_name(out.name + ".p"), ignore_errors=True)

    def begun(self, level: int | str, index: int, width: int) -> bytes:
        """What a tile holds that is not yet full."""
        return self._read(level, index, width) if width else b""


class _Grown:
    """Tiles that are being written: the last of each level, and the last file of leaves."""

    def __init__(self, tiles: Tiles, size: int) -> None:
        self._tiles, self._size = tiles, size
        self._entries = bytearray(tiles.begun("entries", size // WIDTH, size % WIDTH))
        self._rows: list[bytearray] = []
        self._counts: list[int] = []
        while size:
            self._rows.append(bytearray(tiles.begun(len(self._rows), size // WIDTH, size % WIDTH)))
            self._counts.append(size)
            size //= WIDTH
        self._changed: set[int] = set()

    def leaf(self, leaf: bytes) -> None:
        self._entries += len(leaf).to_bytes(2, "big") + leaf
        self._size += 1
        if self._size % WIDTH == 0:
            self._tiles.write("entries", self._size // WIDTH - 1, WIDTH, bytes(self._entries))
            self._entries.clear()
        self._hash(0, hash_leaf(leaf))

    def _hash(self, level: int, one: bytes) -> None:
        if level == len(self._rows):
            self._rows.append(bytearray())
            self._counts.append(0)
        row = self._rows[level]
        row += one
        self._counts[level] += 1
        self._changed.add(level)
        if self._counts[level] % WIDTH == 0:
            self._tiles.write(level, self._counts[level] // WIDTH - 1, WIDTH, bytes(row))
            hashes = [bytes(row[at : at + 32]) for at in range(0, len(row), 32)]
            while len(hashes) > 1:
                hashes = [hash_node(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
            row.clear()
            self._hash(level + 1, hashes[0])

    def close(self) -> None:
        if width := self._size % WIDTH:
            self._tiles.write("entries", self._size // WIDTH, width, bytes(self._entries))
        for level in self._changed:
            if width := self._counts[level] % WIDTH:
                self._tiles.write(level, self._counts[level] // WIDTH, width, bytes(self._rows[level]))


def first_leaves(bundle: bytes, count: int) -> bytes:
    """The part of a file of leaves that holds the first so many."""
    at = 0
    for _ in range(count):
        at += 2 + int.from_bytes(bundle[at : at + 2], "big")
    return bundle[:at]


def parted(bundle: bytes) -> list[bytes]:
    """The leaves in one file of them. Raises Torn."""
    found, at = [], 0
    while at < len(bundle):
        long = int.from_bytes(bundle[at : at + 2], "big")
        found.append(bundle[at + 2 : at + 2 + long])
        at += 2 + long
    if at != len(bundle):
        raise Torn(TORN.format("a file of leaves is cut short"))
    return found
