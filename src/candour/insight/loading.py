"""Loading the detectors: one file each, all in one folder."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from candour.insight import detectors
from candour.insight.detector import DETECTORS, Detector


@cache
def load() -> Mapping[str, Detector]:
    """Read every detector's file; they come in the order of their names."""
    for module in sorted(one.name for one in pkgutil.iter_modules(detectors.__path__)):
        importlib.import_module(f"{detectors.__name__}.{module}")
    return dict(sorted(DETECTORS.items()))
