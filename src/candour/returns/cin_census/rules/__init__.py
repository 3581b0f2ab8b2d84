"""The rules of the children in need census, one file each.

A rule reads the tables it names and says where to look. See `candour.returns.rule`.
"""

from candour.returns.cin_census.layout import NAMES
from candour.returns.rule import rules_of

rule = rules_of("cin_census", NAMES, "Children in need census validation rules, 2024-25 and 2025-26")
