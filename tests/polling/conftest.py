"""Surveys held in a folder of a test's own, with their pot of codes and a clock that can be set."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest

from candour.polling import keeping
from candour.polling.answering import Service
from candour.polling.standing import Survey
from candour.polling.store import Store
from candour.wiring.polling import GOVUK

STAFF = """level,group,staff
service,Assessment,60
service,Safeguarding,60
team,North,60
team,South,60
role,Social worker,100
role,Manager,20
"""
OPENS, CLOSES, PUBLISHES = date(2027, 3, 1), date(2027, 3, 21), date(2027, 4, 12)
SHORT = """
code = "short-1"
title = "How work is"

[[breakdown]]
code = "organisation"
title = "Service and team"
levels = ["service", "team"]

[[breakdown]]
code = "role"
title = "Role"
levels = ["role"]

[[question]]
code = "pressed"
kind = "single"
ask = "Have you been pressed to change a decision?"
answers = { yes = "Yes", no = "No" }

[[question]]
code = "what_for"
kind = "multiple"
ask = "What for?"
asked_if = { question = "pressed", answers = ["yes"] }
answers = { money = "To save money", staff = "Too few staff" }

[[question]]
code = "caseload"
kind = "number"
ask = "How many children?"
bands = [0, 11, 21]
most = 200

[[question]]
code = "more"
kind = "text"
ask = "Anything else?"
"""


@dataclass
class Reply:
    status: int
    text: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Held:
    """A survey that is being held: its folder, its codes, and the day it is."""

    folder: Path
    pot: Path
    day: date = OPENS
    survey: Survey = field(init=False)
    service: Service = field(init=False)

    def __post_init__(self) -> None:
        self.codes = [line.replace(" ", "") for line in self.pot.read_text().splitlines()]
        self.open()

    def open(self) -> None:
        """As the service begins: everything read from the folder."""
        self.survey = Survey(self.folder, Store(self.folder), self.now)
        self.service = Service(self.survey, GOVUK, wait=0)

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)

    def on(self, day: date) -> Held:
        self.day = day
        return self

    def ask(self, path: str, method: str = "GET", body: bytes = b"") -> Reply:
        """One request, as a browser sends it."""
        sent: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict) -> None:
            sent.append(message)

        scope = {"type": "http", "method": method, "path": path}
        with ThreadPoolExecutor(1) as apart:  # a browser's own loop may be running in this thread
            apart.submit(lambda: asyncio.run(self.service(scope, receive, send))).result()
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        raw = sent[1]["body"]
        return Reply(sent[0]["status"], raw.decode(errors="replace"), headers, raw)

    def post(self, code: str = "", **fields: object) -> Reply:
        """A form, sent. Names of fields are written with _ for -."""
        named = [(name.replace("q_", "q-", 1).replace("by_", "by-", 1), value) for name, value in fields.items()]
        return self.ask("/answer", "POST", urlencode([("code", code), *named], doseq=True).encode())

    def send(self, code: str, **fields: object) -> Reply:
        return self.post(code, at=99, to="send", **fields)


def hold(
    tmp_path: Path, questions: str = SHORT, staff: str = STAFF, by: tuple[str, ...] = ("organisation", "role"),
    after: Path | None = None,
) -> Held:  # fmt: skip
    """A new survey, made as the command makes it."""
    return with_readers(tmp_path, questions, staff, by, after)[0]


def with_readers(
    tmp_path: Path, questions: str = SHORT, staff: str = STAFF, by: tuple[str, ...] = ("role",),
    after: Path | None = None,
) -> tuple[Held, list[str]]:  # fmt: skip
    """A new survey and the keys of its two readers; the names in names.txt, if there are any, are looked for."""
    (tmp_path / "questions.toml").write_text(questions)
    (tmp_path / "staff.csv").write_text(staff)
    asked = questions if questions == "standard" else str(tmp_path / "questions.toml")
    days, names = (OPENS, CLOSES, PUBLISHES), tmp_path / "names.txt"
    told = keeping.new(
        tmp_path / "survey", ("Wrenshire", "https://survey.example"), asked, tmp_path / "staff.csv", by, days,
        tmp_path / "pot.txt", names if names.exists() else None, after,
    )  # fmt: skip
    return Held(tmp_path / "survey", tmp_path / "pot.txt"), told.splitlines()[-2:]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    """A short survey on the day it opens."""
    made = hold(tmp_path)
    yield made
    made.survey.store.close()


@dataclass
class Site:
    held: Held
    address: str


def serving(held: Held) -> ThreadingHTTPServer:
    """The survey's service for a browser, on a day that a test sets."""

    class Door(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = held.ask(self.path, self.command, body)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = answer

        def log_message(self, *_: object) -> None:
            pass

    class Wide(ThreadingHTTPServer):
        request_queue_size = 64  # a browser asks for a page and its styles at once, and this machine may be busy

    return Wide(("127.0.0.1", 0), Door)


@contextmanager
def at_an_address(held: Held) -> Iterator[str]:
    """The survey, answering for a browser."""
    server = serving(held)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def standard_site(tmp_path: Path) -> Iterator[Site]:
    """The standard survey, answering for a browser."""
    made = hold(tmp_path, "standard")
    with at_an_address(made) as address:
        yield Site(made, address)
    made.survey.store.close()
