"""People at browsers, and children whose lives began before the scenario does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import Served
from tests.scenarios.people import Somebody


@pytest.fixture
def person(browser: Browser, served: Served) -> Iterator[Callable[..., Somebody]]:
    """Makes somebody in a role sit down at a browser of their own."""
    here: list[Somebody] = []

    def sits_down(role: str, **window: object) -> Somebody:
        here.append(Somebody(browser, served.address, role, **window))
        return here[-1]

    yield sits_down
    for one in here:
        assert not one.trouble, f"the browser complained: {one.trouble}"
        one.leaves()
