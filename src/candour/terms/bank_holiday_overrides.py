"""Bank holidays in England that the published calendar has not caught up with, each with its reason.

A one-off bank holiday can be proclaimed at short notice. Add it here, dated and with its reason,
until the `holidays` package knows it, so that no deadline is worked out on a day nobody is at work.
"""

from collections.abc import Mapping
from datetime import date

ADDED: Mapping[date, str] = {}
REMOVED: Mapping[date, str] = {}
