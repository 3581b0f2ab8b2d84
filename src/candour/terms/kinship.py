"""What people are to one another, from the words a worker writes: mother, step-father, half-brother, maternal aunt.

A word that is not here is nobody's guess: it is shown as it was written, beside the drawing and not in it.
"""

import re
from dataclasses import dataclass
from typing import Literal

Tie = Literal[
    "parent", "child", "sibling", "couple", "grandparent", "grandchild", "aunt or uncle", "niece or nephew", "cousin",
    "partner of parent",
]  # fmt: skip
How = Literal["birth", "half", "step", "adoptive", "foster"]
Sex = Literal["F", "M", ""]


@dataclass(frozen=True)
class Kin:
    """What a word makes somebody: how many generations above, by which tie, and what it tells of their sex.

    `side` is the sex of the parent the tie goes through, where the word says so: maternal, "mother's partner".
    """

    generation: int
    tie: Tie
    how: How = "birth"
    sex: Sex = ""
    side: Sex = ""


PLAIN: dict[str, tuple[int, Tie, Sex]] = {
    **dict.fromkeys(("mother", "mum", "mummy", "mam"), (1, "parent", "F")),
    **dict.fromkeys(("father", "dad", "daddy"), (1, "parent", "M")),
    "parent": (1, "parent", ""),
    "son": (-1, "child", "M"),
    "daughter": (-1, "child", "F"),
    **dict.fromkeys(("child", "baby", "son or daughter", "unborn child", "unborn baby"), (-1, "child", "")),
    **dict.fromkeys(("brother", "twin brother"), (0, "sibling", "M")),
    **dict.fromkeys(("sister", "twin sister"), (0, "sibling", "F")),
    **dict.fromkeys(
        ("sibling", "brother or sister", "sister or brother", "twin", "unborn sibling", "unborn brother or sister"),
        (0, "sibling", ""),
    ),
    **dict.fromkeys(
        ("grandmother", "grandma", "granny", "gran", "nan", "nana", "grand mother"), (2, "grandparent", "F")
    ),
    **dict.fromkeys(
        ("grandfather", "grandad", "granddad", "grandpa", "grand father"), (2, "grandparent", "M")
    ),
    "grandparent": (2, "grandparent", ""),
    "grandson": (-2, "grandchild", "M"),
    "granddaughter": (-2, "grandchild", "F"),
    "grandchild": (-2, "grandchild", ""),
    **dict.fromkeys(("aunt", "auntie", "aunty"), (1, "aunt or uncle", "F")),
    "uncle": (1, "aunt or uncle", "M"),
    "aunt or uncle": (1, "aunt or uncle", ""),
    "niece": (-1, "niece or nephew", "F"),
    "nephew": (-1, "niece or nephew", "M"),
    "niece or nephew": (-1, "niece or nephew", ""),
    "cousin": (0, "cousin", ""),
    **dict.fromkeys(("wife", "girlfriend", "ex wife", "former wife", "ex girlfriend"), (0, "couple", "F")),
    **dict.fromkeys(("husband", "boyfriend", "ex husband", "former husband", "ex boyfriend"), (0, "couple", "M")),
    **dict.fromkeys(
        ("partner", "spouse", "civil partner", "ex partner", "former partner", "expartner"), (0, "couple", "")
    ),
}  # fmt: skip
QUALIFIERS: dict[str, How] = {
    "birth": "birth", "biological": "birth", "natural": "birth", "full": "birth", "half": "half", "step": "step",
    "adoptive": "adoptive", "adopted": "adoptive", "foster": "foster",
}  # fmt: skip
SIDES: dict[str, Sex] = {"maternal": "F", "paternal": "M"}
AGES = {"older", "younger", "elder", "eldest", "youngest", "oldest"}
JOINED = re.compile(r"^(step|half|foster)(?=[a-z])")
PARTNERS = re.compile(
    r"^(mothers|mums|fathers|dads) (new |ex |former )?(partner|wife|husband|girlfriend|boyfriend|spouse)$"
)


def kin(words: str) -> Kin | None:
    """What a word for a relationship means, or None where it is not one that is known.

    >>> kin("Step-father"), kin("family friend")
    (Kin(generation=1, tie='parent', how='step', sex='M', side=''), None)
    >>> kin("Maternal grandmother")
    Kin(generation=2, tie='grandparent', how='birth', sex='F', side='F')
    """
    plain = re.sub(r"['\u2019`]", "", words.casefold())
    tokens = [JOINED.sub(r"\1 ", token) for token in re.sub(r"[^a-z]+", " ", plain).split()]
    tokens = " ".join(tokens).split()
    if found := PARTNERS.match(" ".join(tokens)):
        partner = PLAIN[found[3]]
        return Kin(1, "partner of parent", sex=partner[2], side="F" if found[1] in ("mothers", "mums") else "M")
    how: How = next((QUALIFIERS[token] for token in tokens if token in QUALIFIERS), "birth")
    side: Sex = next((SIDES[token] for token in tokens if token in SIDES), "")
    rest = [token for token in tokens if token not in QUALIFIERS and token not in SIDES and token not in AGES]
    meant = PLAIN.get(" ".join(rest))
    return Kin(meant[0], meant[1], how, meant[2], side) if meant else None


OTHER_WAY: dict[Tie, str] = {
    "parent": "child",
    "child": "parent",
    "sibling": "brother or sister",
    "couple": "partner",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "aunt or uncle": "niece or nephew",
    "niece or nephew": "aunt or uncle",
    "cousin": "cousin",
    "partner of parent": "child of their partner",
}


def other_way(meant: Kin) -> str:
    """What the first is to the second, where only what the second is to the first was written.

    >>> other_way(Kin(1, "parent", "step", "M"))
    'step-child'
    """
    return f"{meant.how}-{OTHER_WAY[meant.tie]}" if meant.how != "birth" else OTHER_WAY[meant.tie]
