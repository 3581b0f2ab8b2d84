"""A survey's own service beside the record, served by the same commands a person types, for scenarios through the pages."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.conftest import free_port

CANDOUR = str(Path(sys.executable).with_name("candour"))


@dataclass
class Service:
    """The service: its folder, its address, and what is typed about it."""

    folder: Path
    pot: Path
    address: str


def types(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command, as a person types it."""
    done = subprocess.run(
        [CANDOUR, *words], capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **environment}
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@contextmanager
def surveying(folder: Path, staff: str, first: date) -> Iterator[Service]:
    """The standard survey, open from a day for ten days, being served."""
    port = free_port()
    (folder / "staff.csv").write_text(staff)
    days = [str(first + timedelta(days=more)) for more in (0, 10, 20)]
    made = types(
        "survey", "new", str(folder / "survey"), "--authority", "Wrenshire", "--staff", str(folder / "staff.csv"),
        "--by", "role", "--opens", days[0], "--closes", days[1], "--publishes", days[2], "--codes", str(folder / "pot"),
        "--address", f"http://127.0.0.1:{port}",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    running = subprocess.Popen(
        [CANDOUR, "survey", "serve", str(folder / "survey"), "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        yield Service(folder / "survey", folder / "pot", waited_for(f"http://127.0.0.1:{port}"))
    finally:
        running.terminate()
        running.wait(10)


def waited_for(address: str) -> str:
    """The address, once it answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310
            return address
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the survey did not answer within 20 seconds")


@contextmanager
def a_phone_of_their_own(browser: Browser) -> Iterator[Page]:
    """A telephone on which nobody is signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def answers(page: Page, address: str, code: str, **said: str) -> None:
    """Answer the survey: for each question so named by its beginning the answer so named, the rest left out."""
    page.goto(address)
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your role").select_option(said.pop("role", ""))
    while page.get_by_role("heading", name="Look over your answers").count() == 0:
        for question, answer in said.items():
            group = page.get_by_role("group", name=question.replace("_", " "))
            if group.count():
                group.get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Your answers were sent").wait_for()
