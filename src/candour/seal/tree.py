"""The tree over every leaf: a short proof shows that an entry is in it, or that it only grew (RFC 6962, section 2.1).

A whole subtree of 2**level leaves that begins at leaf index * 2**level has the address (level, index). Each leaf
completes the subtrees that end with it, one leaf in two none but itself, so the hashes to keep are about one a leaf.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

Nodes = Callable[[int, int], bytes]  # the hash of the whole subtree at (level, index)


def hash_leaf(leaf: bytes) -> bytes:
    """The hash that stands for a leaf in the tree."""
    return sha256(b"\x00" + leaf).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees put together."""
    return sha256(b"\x01" + left + right).digest()


@dataclass
class Edge:
    """What must be known of a tree to add to it: its whole subtrees, largest first, one for each 1 in `size`."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf_hash: bytes) -> list[bytes]:
        """Add a leaf. Returns the hashes of the subtrees it completes, smallest first, without the leaf itself."""
        completed, whole, place = [], leaf_hash, self.size
        while place & 1:
            whole = hash_node(self.peaks.pop(), whole)
            completed.append(whole)
            place >>= 1
        self.peaks.append(whole)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self.peaks:
            return sha256(b"").digest()
        whole = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            whole = hash_node(peak, whole)
        return whole


def edge_addresses(size: int) -> list[tuple[int, int]]:
    """Where the whole subtrees of a tree of this size are, largest first.

    >>> edge_addresses(6)
    [(2, 0), (1, 2)]
    """
    return [(level, (size >> level) - 1) for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]


def completed_at(level: int, index: int) -> int:
    """The place of the leaf that completes a subtree.

    >>> completed_at(2, 0), completed_at(0, 5)
    (3, 5)
    """
    return (index + 1 << level) - 1


def hash_between(nodes: Nodes, low: int, high: int) -> bytes:
    """The hash over the leaves from place `low` up to, and without, `high`, where that is a part of some tree."""
    count = high - low
    if count == 0:
        return sha256(b"").digest()
    level = count.bit_length() - 1
    if count == 1 << level and low % count == 0:
        return nodes(level, low >> level)
    middle = low + _split(count)
    return hash_node(hash_between(nodes, low, middle), hash_between(nodes, middle, high))


def _split(count: int) -> int:
    """The largest power of two below a count: where RFC 6962 parts a tree of that many leaves."""
    return 1 << (count - 1).bit_length() - 1


def inclusion(nodes: Nodes, place: int, size: int) -> list[bytes]:
    """The proof that the leaf at a place is in the tree of this size, from the leaf up."""
    if not 0 <= place < size:
        raise ValueError(f"place {place} is not in a tree of {size}")
    proof, low, high = [], 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if place < middle:
            proof.append(hash_between(nodes, middle, high))
            high = middle
        else:
            proof.append(hash_between(nodes, low, middle))
            low = middle
    return proof[::-1]


def consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with the tree of `old`. Empty where old is 0 or the same."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot have grown from one of {old}")
    if old in (0, new):
        return []
    proof, low, high, whole = [], 0, new, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(hash_between(nodes, middle, high))
            high = middle
        else:
            proof.append(hash_between(nodes, low, middle))
            low, whole = middle, False
    if not whole:
        proof.append(hash_between(nodes, low, high))
    return proof[::-1]


def includes(leaf_hash: bytes, place: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that the leaf is at that place of the tree with this root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= place < size:
        return False
    here, last, whole = place, size - 1, leaf_hash
    for step in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            whole = hash_node(step, whole)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            whole = hash_node(whole, step)
        here, last = here >> 1, last >> 1
    return last == 0 and whole == root


def extends(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the new tree begins with the old one (RFC 9162, section 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == sha256(b"").digest()
    if not 0 < old < new or not proof:
        return False
    steps = [old_root, *proof] if old & old - 1 == 0 else list(proof)
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            was, now = hash_node(step, was), hash_node(step, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = hash_node(now, step)
        here, last = here >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


def left_out(nodes: Nodes, places: Iterable[int], size: int) -> list[bytes]:
    """The hashes that, with the leaves at these places, give the root: one proof for many leaves, left to right.

    Going down from the root, a part that holds none of the leaves is given as its hash; the rest is parted further.
    """
    wanted = sorted(set(places))
    if not wanted or not 0 <= wanted[0] <= wanted[-1] < size:
        raise ValueError(f"these places are not in a tree of {size}: {wanted[:1]} to {wanted[-1:]}")
    found: list[bytes] = []

    def down(low: int, high: int, first: int, after: int) -> None:
        if first == after:
            found.append(hash_between(nodes, low, high))
        elif high - low > 1 and after - first < high - low:
            middle = low + _split(high - low)
            parted = first
            while parted < after and wanted[parted] < middle:
                parted += 1
            down(low, middle, first, parted)
            down(middle, high, parted, after)

    down(0, size, 0, len(wanted))
    return found
