"""Wrenshire: a county that is on no map, with its towns, streets, schools and surgeries."""

from dataclasses import dataclass
from random import Random

from candour.synth.chance import pick

COUNTY = "Wrenshire"
COUNCIL = "Wrenshire County Council"
TOWNS = {
    "Harrowmere": "QX1", "Fenwold": "QX2", "Little Sallow": "QX3", "Ashmarsh Quay": "QX4", "Thornsea": "QX5",
    "Millbeck Cross": "QX6", "Great Ostley": "QX7", "Penharrow Green": "QX8", "Cinderby": "QX9", "Wrenford": "QX11",
}  # fmt: skip
STREETS = (
    "Alder", "Beacon", "Bramble", "Canal", "Chandler", "Chapel", "Coppice", "Cornmill", "Crowther", "Damson", "Dyehouse",
    "Elder", "Fallowfield", "Ferry", "Fuller", "Gasworks", "Granary", "Harebell", "Hawthorn", "Hollin", "Jubilee",
    "Juniper", "Kiln", "Lapwing", "Larch", "Lime", "Lockside", "Maltings", "Marl", "Mayflower", "Meadow", "Nettle",
    "Nightingale", "Orchard", "Osier", "Paddock", "Pipit", "Plover", "Quarry", "Redwing", "Ropewalk", "Rowan", "Saddler",
    "Sedge", "Signal", "Spinney", "Station", "Swallow", "Tanner", "Teasel", "Thistle", "Turnpike", "Viaduct", "Wagtail",
    "Weir", "Wharf", "Willow", "Windmill", "Yarrow", "Yew",
)  # fmt: skip
KINDS = ("Road", "Street", "Close", "Avenue", "Lane", "Court", "Drive", "Walk", "Terrace", "Gardens", "Way", "Rise")
PRIMARIES = (
    "Larksedge Primary", "St Osyn's Primary", "Osier Bank Primary", "Fenwold Infant and Nursery", "Quarryside Primary",
    "Thornsea Harbour Primary", "Penharrow Green Juniors", "Little Sallow Primary", "Plover Hill Primary",
)  # fmt: skip
SECONDARIES = (
    "Harrowmere High School", "The Ropewalk Academy", "Ostley Park School", "Wrenford Community College",
    "Thornsea School", "Cinderby Academy",
)  # fmt: skip
SPECIAL = ("Yarrowmead School", "Sedgewater School")
NURSERIES = ("Acorn Gate Nursery", "Little Wrens Nursery", "Puddle Lane Pre-school", "Buttons Nursery")
SURGERIES = ("Maltings Surgery", "Harbour Street Practice", "Fenwold Health Centre", "Ostley Medical Centre")
HOSPITAL = "Wrenshire General Hospital"


@dataclass(frozen=True)
class Place:
    """Where somebody lives."""

    lines: str
    postcode: str
    town: str


def place(chance: Random) -> Place:
    """A house or a flat in one of the towns."""
    town = pick(chance, tuple(TOWNS))
    number = chance.randint(1, 148)
    flat = f"Flat {chance.randint(1, 24)}, " if chance.random() < 0.22 else ""
    inward = f"{chance.randint(1, 9)}{pick(chance, 'ABDEFGHJLNPQRSTUWXYZ')}{pick(chance, 'ABDEFGHJLNPQRSTUWXYZ')}"
    return Place(
        f"{flat}{number} {pick(chance, STREETS)} {pick(chance, KINDS)}, {town}", f"{TOWNS[town]} {inward}", town
    )


def school(chance: Random, age: int) -> str:
    """Where a child of this age spends the day; empty for the very young who stay at home."""
    if age < 2:
        return ""
    if age < 4:
        return pick(chance, NURSERIES)
    return pick(chance, PRIMARIES if age < 11 else SECONDARIES)
