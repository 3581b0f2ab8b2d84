"""What the survey's service answers: its first page, the questions, and on its day the results. It logs nothing of anybody."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Error as DatabaseTrouble
from typing import Any
from urllib.parse import parse_qs

from candour.polling import pages, reading_pages
from candour.polling.asking import Fields, Filled, Plan, plan, read_form, stray, without_stray
from candour.polling.codes import understood
from candour.polling.standing import Survey, in_words
from candour.polling.store import Closed, CodeUsed, WrongCode
from candour.polling.trouble import Trouble
from candour.seal.receipt import BadCode

HTML, CSV = "text/html; charset=utf-8", "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATIENCE = 20  # seconds for a request to come whole
MOST_BYTES = 200_000
WAIT = (
    1.0  # seconds that a wrong code waits for its answer. Codes are too many to be guessed: nobody's address is needed
)
CSS = Path(__file__).with_name("static") / "survey.css"
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
SAFETY = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cache-Control", "no-store"),
]
LATE = "Results were due on {day}. They could not be worked out here, and that is late. Whoever runs this has to see to it."


@dataclass(frozen=True)
class Reply:
    """An answer over HTTP. `wrong_code`: it waits before it goes."""

    status: int
    body: bytes
    kind: str = HTML
    wrong_code: bool = False


@dataclass(frozen=True)
class Service:
    """A survey that answers, as an ASGI application. `govuk` is where the GOV.UK styles are, as built."""

    survey: Survey
    govuk: Path
    wait: float = WAIT

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Wait for the request without keeping anybody else waiting, then answer it in a thread."""
        method, path = scope["method"], scope["path"]
        try:
            body = await asyncio.wait_for(_body(receive), PATIENCE)
        except TimeoutError:
            reply = self._page(408, "The page did not come whole", "Go back and send it again.")
        else:
            reply = await asyncio.to_thread(self._answer_or_say, method, path, body)
        if reply.wrong_code:
            await asyncio.sleep(self.wait)
        told = [("Content-Type", reply.kind), ("Content-Length", str(len(reply.body))), *SAFETY]
        headers = [(name.lower().encode(), value.encode()) for name, value in told]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else reply.body})

    def _answer_or_say(self, method: str, path: str, body: bytes | None) -> Reply:
        """An answer to whatever comes. What went wrong is named by its kind alone: it could hold what somebody answered."""
        try:
            return self._answer(method, path, body)
        except (DatabaseTrouble, OSError, Trouble) as trouble:
            print(
                f"candour survey: {type(trouble).__name__}: its folder could not be used", file=sys.stderr, flush=True
            )
            return self._page(
                503, "The survey cannot be reached", "Nothing was sent. Go back and try again in an hour."
            )

    def _answer(self, method: str, path: str, body: bytes | None) -> Reply:
        if path in ("/govuk.css", "/survey.css"):
            return Reply(200, (CSS if path == "/survey.css" else self.govuk).read_bytes(), "text/css; charset=utf-8")
        self.survey.settle()
        faults = self.survey.faults()
        if path == "/answer" and method == "POST":
            return self._answering(body, faults)
        if path == "/words":
            return self._reading(_fields(body) if method == "POST" else None, faults)
        if method not in ("GET", "HEAD"):
            return self._page(405, "This can only be looked at", "Go to the first page.")
        match path:
            case "/":
                return _html(200, self.survey.statement.title, pages.first(self.survey), faults)
            case "/answer":
                return self._not_now(faults) or _html(200, "Your code", pages.ask_code())
            case "/survey.json":
                return Reply(200, str(self.survey.statement).encode(), "application/json")
            case "/status.json":
                return Reply(200, json.dumps(self._status(faults), indent=1).encode(), "application/json")
            case "/change" | "/change.csv" if not self.survey.statement.after:
                pass
            case (
                "/change"
                | "/change.csv"
                | "/results"
                | "/results.csv"
                | "/results.xlsx"
                | "/responses.csv"
                | "/methods"
            ):
                return self._published(path, faults)
        return self._page(404, "Page not found", "Check the address.")

    def _page(self, status: int, title: str, *words: str, faults: list[str] | None = None) -> Reply:
        return _html(status, title, pages.said(title, *words), faults or [])

    def _not_now(self, faults: list[str]) -> Reply | None:
        fixed, stage = self.survey.statement, self.survey.stage
        if stage == "not open yet":
            return self._page(403, "The survey is not open yet", f"It opens on {in_words(fixed.opens)}.", faults=faults)
        if stage != "open":
            closed = f"It closed when {in_words(fixed.closes)} ended. Nothing more can be sent."
            return self._page(403, "The survey is closed", closed, faults=faults)
        if any("questions" in one or "codes are not" in one for one in faults):
            said = "Answers are not taken until it is put right. The scrutineer can see this too."
            return self._page(503, "This survey is not as it was fixed", said, faults=faults)
        return None

    def _status(self, faults: list[str]) -> dict[str, object]:
        fixed, today = self.survey.statement, self.survey.today
        published = False
        if self.survey.stage == "published":
            published = self._published("/results.csv", faults).status == 200
        late = max((today - fixed.publishes).days, 0) if not published and today >= fixed.publishes else None
        return {
            "survey": fixed.survey, "digest": fixed.digest, "stage": self.survey.stage, "today": today.isoformat(),
            "published": published, "late_days": late, "faults": faults, "all_well": not faults and late is None,
        }  # fmt: skip

    def _published(self, path: str, faults: list[str]) -> Reply:
        fixed = self.survey.statement
        if self.survey.stage != "published":
            return self._page(
                403, "There are no results yet", f"They will be published on {in_words(fixed.publishes)}."
            )
        from candour.polling import publishing

        try:
            made = publishing.publish(self.survey)
            match path:
                case "/results.csv":
                    return Reply(200, publishing.figures_csv(made).encode(), CSV)
                case "/change":
                    return _html(200, "What changed", publishing.change_page(self.survey, made), faults)
                case "/change.csv":
                    return Reply(200, publishing.change_csv(made).encode(), CSV)
                case "/responses.csv":
                    return Reply(200, publishing.responses_csv(made).encode(), CSV)
                case "/results.xlsx":
                    return Reply(200, publishing.workbook(made), WORKBOOK)
                case "/methods":
                    return _html(200, "Methods", publishing.methods_page(self.survey), faults)
            return _html(200, "Results", publishing.results_page(self.survey, made), faults)
        except Exception as trouble:  # noqa: BLE001  whatever it is, that the results are late has to be shown
            print(
                f"candour survey: {type(trouble).__name__}: the results could not be worked out",
                file=sys.stderr,
                flush=True,
            )
            return self._page(503, "The results are late", LATE.format(day=in_words(fixed.publishes)), faults=faults)

    def _reading(self, fields: Fields | None, faults: list[str]) -> Reply:
        """What people wrote, for its two readers, once nobody can write any more."""
        if self.survey.stage in ("not open yet", "open"):
            return self._page(
                403, "There is nothing to read yet", "What people write is read when the survey is closed."
            )
        if fields is None:
            return _html(200, "For the readers", reading_pages.ask_key(), faults)
        key = "".join(fields.get("key", ()))
        try:
            who = reading_pages.reader(self.survey, key)
        except reading_pages.NotAReader:
            shown = pages.shell("For the readers", reading_pages.ask_key("This is not a reader's key."), wrong=True)
            return Reply(403, shown.encode(), wrong_code=True)
        if "answer" in fields:
            reading_pages.note(self.survey, who, fields)
        return _html(200, "Reading", reading_pages.to_read(self.survey, who, key), faults)

    def _answering(self, body: bytes | None, faults: list[str]) -> Reply:
        if closed := self._not_now(faults):
            return closed
        fields = _fields(body)
        if fields is None:
            return self._page(400, "This page could not be read", "Go back, write less, and send it again.")
        typed = "".join(fields.get("code", ()))
        try:
            code = understood(typed)
            self.survey.store.known(code)
        except BadCode as bad:
            return _html(400, "Your code", pages.ask_code(f"{bad}.", typed), wrong=True)
        except (WrongCode, CodeUsed) as refused:
            return self._refused(refused, typed)
        made = plan(self.survey.asks, self.survey.statement.staff)
        filled = read_form(made, fields)
        at, to = _whole(fields.get("at", ())), "".join(fields.get("to", ()))
        if filled.strange:
            return self._smuggled()
        if at is None:
            return _html(200, "Page 1", pages.questions(made, 0, filled, code))
        if to == "send":
            return self._send(made, filled, code)
        return self._turn(made, filled, code, min(at, len(made.pages)), to)

    def _turn(self, made: Plan, filled: Filled, code: str, at: int, to: str) -> Reply:
        """To the next page, back, or to one that was chosen. Going back keeps what was answered."""
        if (
            to not in ("back",)
            and at < len(made.pages)
            and any(made.field(one) in filled.wrong for one in made.pages[at])
        ):
            return _html(400, f"Page {at + 1}", pages.questions(made, at, filled, code), wrong=True)
        kept = without_stray(self.survey.asks, Filled(filled.chosen, filled.words, {}, False))
        chosen = _whole([to])
        number = made.before(at, kept) if to == "back" else made.after(at, kept) if chosen is None else chosen
        if number >= len(made.pages):
            return _html(200, "Look over your answers", pages.check(made, kept, code))
        return _html(200, f"Page {number + 1}", pages.questions(made, number, kept, code))

    def _send(self, made: Plan, filled: Filled, code: str) -> Reply:
        if filled.wrong or stray(made.asks, filled):
            return self._smuggled()
        try:
            self.survey.store.take(code, filled.given)
        except (WrongCode, CodeUsed) as refused:
            return self._refused(refused, code)
        except Closed:
            return self._page(403, "The survey is closed", "Nothing was sent.")
        fixed = self.survey.statement
        when = f"Results will be published here on {in_words(fixed.publishes)}, whoever may not like them."
        words = ("Your code is used up. Nobody can look at your answers one by one.", when)
        return self._page(200, "Your answers were sent", *words)

    def _refused(self, why: Exception, typed: str) -> Reply:
        if isinstance(why, CodeUsed):
            trouble = "This code was used already: answers were sent with it. A code can be used once."
        else:
            trouble = "No such code was drawn for this survey. Look at each letter and figure again."
        shown = pages.shell("Your code", pages.ask_code(trouble, typed), wrong=True)
        return Reply(403, shown.encode(), wrong_code=True)

    def _smuggled(self) -> Reply:
        words = "It held an answer that is not offered, or one to a question that was not asked. Nothing was sent."
        return self._page(400, "This was not taken", words, "Begin again with your code: it is not used up.")


def _html(status: int, title: str, inside: Any, faults: list[str] | None = None, wrong: bool = False) -> Reply:
    return Reply(status, pages.shell(title, inside, faults or [], wrong).encode())


def _fields(body: bytes | None) -> Fields | None:
    try:
        return None if body is None else parse_qs(body.decode(), max_num_fields=2000, errors="strict")
    except ValueError:
        return None


def _whole(said: Any) -> int | None:
    words = "".join(said)
    return int(words) if words.isascii() and words.isdigit() and len(words) < 4 else None


async def _body(receive: Receive) -> bytes | None:
    """The request's body; None where it is longer than is read. What is too much is let go, not kept."""
    body, more, too_long = b"", True, False
    while more:
        part = await receive()
        body += part.get("body", b"")
        too_long = too_long or len(body) > MOST_BYTES
        if too_long:
            body = b""
        more = bool(part.get("more_body"))
    return None if too_long else body
