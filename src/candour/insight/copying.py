"""Which texts stand almost word for word somewhere else: copied from one child to another, or from one day to the next.

Texts are compared by the runs of words they share (Broder 1997: the smallest of many hashes of a set agree as often as
the sets overlap). Only texts that agree often enough are compared run by run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

RUN = 4  # words
SHORTEST = 25  # words: shorter texts are alike by nature
ALIKE = 0.8  # of the runs of two texts together, those that both have
BANDS, IN_BAND = 16, 4  # two texts of which 0.8 is shared meet in a band 99.98 times in 100
PRIME = (1 << 31) - 1


def copied(texts: Sequence[str]) -> list[bool | None]:
    """Of each text, in order: whether an earlier one is almost the same; None where it is too short to say.

    >>> letter = " ".join(f"word{n}" for n in range(40))
    >>> copied([letter, letter + " more", "something short"])
    [False, True, None]
    """
    import numpy as np

    chance = np.random.default_rng(1)
    times = chance.integers(1, PRIME, BANDS * IN_BAND, dtype=np.int64)[:, None]
    plus = chance.integers(0, PRIME, BANDS * IN_BAND, dtype=np.int64)[:, None]
    runs: list[frozenset[int]] = []
    found: list[bool | None] = []
    met: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        words = text.lower().split()
        mine = frozenset(crc32(" ".join(words[i : i + RUN]).encode()) & PRIME for i in range(len(words) - RUN + 1))
        runs.append(mine)
        if len(words) < SHORTEST:
            found.append(None)
            continue
        hashed = np.fromiter(mine, dtype=np.int64)[None, :]
        # Products of two numbers below 2^31 fit in 62 bits.
        smallest = ((times * hashed + plus) % PRIME).min(axis=1)
        bands = [(band, smallest[band * IN_BAND : (band + 1) * IN_BAND].tobytes()) for band in range(BANDS)]
        near = {other for band in bands for other in met[band]}
        found.append(any(len(mine & runs[other]) >= ALIKE * len(mine | runs[other]) for other in near))
        for band in bands:
            if not found[-1]:
                met[band].append(at)
    return found
