"""People at browsers, for tests of the pages."""

from tests.scenarios.conftest import person

__all__ = ["person"]
