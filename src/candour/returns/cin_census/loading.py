"""Loading the rules of the children in need census: one file each, all in one folder."""

import importlib
import pkgutil
from functools import cache

from candour.returns.cin_census import rules
from candour.returns.rule import Rule, in_force

SET = 2025  # the rules are those of the collections that end in this year and the next


@cache
def load() -> None:
    """Read every rule's file."""
    for module in pkgutil.iter_modules(rules.__path__, rules.__name__ + "."):
        importlib.import_module(module.name)


def rules_for(year: int, codes: tuple[str, ...] = ()) -> dict[str, Rule]:
    """The rules for a return whose year ends in `year`, by code in their order."""
    load()
    return in_force("cin_census", year, codes)
