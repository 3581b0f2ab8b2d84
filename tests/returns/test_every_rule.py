"""Every rule, against its own examples."""

import pytest

from candour.returns.cin_census.checking import Check
from candour.returns.cin_census.examples import place, told
from candour.returns.cin_census.loading import load
from candour.returns.rule import RULES

load()
EVERY = list(RULES.values())
CASES = [
    pytest.param(rule, example, id=f"{rule.code} since {rule.since}, {example.says}")
    for rule in EVERY
    for example in rule.examples
]


@pytest.mark.parametrize("rule, example", CASES)
def test_a_rule_points_where_its_example_says(rule, example):
    rows = told(example)
    checked = Check({rule.code: rule}).begin(rows.period)
    checked.add(rows.rows)
    found = checked.finish()
    assert checked.failed == []
    assert sorted(place(one) for one in found) == sorted(example.at)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: f"{rule.code} since {rule.since}")
def test_a_rule_lacks_none_of_its_parts(rule):
    rule.complete()
