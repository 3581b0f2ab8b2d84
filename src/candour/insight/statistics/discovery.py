"""Many questions at once: which answers still stand when they are counted as one family (Benjamini and Hochberg 1995).

Each question has a stated share of the false alarms, and more of them where more is at stake (weights as Genovese,
Roeder and Wasserman 2006).
"""

from __future__ import annotations

from collections.abc import Sequence


def standing(chances: Sequence[float], shares: Sequence[float], rate: float) -> list[bool]:
    """Which of several chances (p-values) stand at a false discovery rate. `shares` add up to 1, or less.

    >>> standing([0.001, 0.04, 0.9], [1 / 3, 1 / 3, 1 / 3], 0.1)
    [True, True, False]
    """
    weighed = sorted((chance / share, at) for at, (chance, share) in enumerate(zip(chances, shares, strict=True)))
    last = 0
    for place, (chance, _) in enumerate(weighed, 1):
        # With weights that add up to 1, a weighted chance is held against rate * place, not rate * place / how many.
        if chance <= rate * place:
            last = place
    kept = {at for _, at in weighed[:last]}
    return [at in kept for at in range(len(chances))]
