"""Pages of concerns: raised in three short screens, followed with a clock in words, and answered. None writes a view."""

from candour.web.concerns import counting, kept, mine, one, outside, raising, with_receipt
from candour.web.concerns.raising import raise_without_a_name
from candour.web.concerns.with_receipt import concern_of_receipt, pack_of_receipt

__all__ = [
    "concern_of_receipt",
    "counting",
    "kept",
    "mine",
    "one",
    "outside",
    "pack_of_receipt",
    "raise_without_a_name",
    "raising",
    "with_receipt",
]
