"""The findings of a return counted: by rule, by child and by team."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from candour.returns.cin_census.run import Outcome
from candour.returns.rule import Rule

NO_TEAM = "No team given"


@dataclass(frozen=True)
class ByRule:
    """One rule that found something: in how many places, of how many children."""

    rule: Rule
    places: int
    children: int


def by_rule(outcome: Outcome) -> list[ByRule]:
    """The rules that found anything, in their order."""
    children: dict[str, int] = defaultdict(int)
    places: dict[str, int] = defaultdict(int)
    for code, child, count in outcome.findings.counts("code", "o_child"):
        places[code] += count
        children[code] += bool(child)
    return [ByRule(outcome.rules[code], places[code], children[code]) for code in outcome.fired()]


@dataclass(frozen=True)
class ByChild:
    """One child: the number as typed, how many places, and of which rules."""

    number: str
    ordinal: int
    places: int
    codes: Sequence[str]


def by_child(outcome: Outcome) -> list[ByChild]:
    """The children anything was found of, those with most first."""
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for child, number, code, count in outcome.findings.counts("o_child", "number", "code"):
        if child:
            found[child, number][code] = count
    listed = [ByChild(number, child, sum(codes.values()), list(codes)) for (child, number), codes in found.items()]
    return sorted(listed, key=lambda one: (-one.places, one.ordinal))


@dataclass(frozen=True)
class ByTeam:
    """One team: in how many places errors and queries were found, of how many children, and how many of each rule."""

    team: str
    errors: int
    queries: int
    children: int
    codes: dict[str, int]


def by_team(outcome: Outcome) -> list[ByTeam]:
    """The teams anything was found of, those with most errors first; empty where the return names no teams."""
    if not outcome.teams:
        return []
    codes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    children: dict[str, set[int]] = defaultdict(set)
    for child, code, count in outcome.findings.counts("o_child", "code"):
        if child:
            team = outcome.teams.get(child) or NO_TEAM
            codes[team][code] += count
            children[team].add(child)
    made = []
    for team, counted in codes.items():
        queries = sum(count for code, count in counted.items() if outcome.rules[code].severity == "query")
        made.append(ByTeam(team, sum(counted.values()) - queries, queries, len(children[team]), dict(counted)))
    return sorted(made, key=lambda one: (-one.errors, -one.queries, one.team))
