"""Drawing lots, the same way every time for the same seed."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def lots(seed: object) -> Random:
    """A source of chance of its own: one more family drawn elsewhere does not change what is drawn here."""
    return Random(f"wrenshire-{seed}")


def one_of(chance: Random, shares: Mapping[T, float]) -> T:
    """One key, each as likely as its share.

    >>> one_of(lots(1), {"only": 100.0})
    'only'
    """
    left = chance.random() * sum(shares.values())
    for key, share in shares.items():
        left -= share
        if left < 0:
            return key
    return key


def within(chance: Random, bands: Mapping[tuple[int, int], float]) -> int:
    """A whole number from one of the bands, each band as likely as its share."""
    low, high = one_of(chance, bands)
    return chance.randint(low, high)


def pick(chance: Random, choices: Sequence[T]) -> T:
    """One of these, all as likely."""
    return choices[int(chance.random() * len(choices))]


def likely(chance: Random, percent: float) -> bool:
    """Whether something that happens so many times in a hundred happens now."""
    return chance.random() * 100 < percent
