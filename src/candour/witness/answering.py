"""What a witness answers: to a record that asks to be cosigned, and to people who look at its page."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from candour.seal.note import BadNote, SigningKey
from candour.witness.judging import CONFLICT, GROWN
from candour.witness.memory import ClockWentBack, Memory
from candour.witness.offer import MOST_BYTES, read_offer
from candour.witness.page import page
from candour.witness.standing import for_a_monitor, standing

PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"
PATIENCE = 10  # seconds for a request to come whole
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
CSS = Path(__file__).with_name("static") / "page.css"
SAFETY = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
]
UNPROVEN_WORDS = "The proof does not show that this head contains what was cosigned before.\n"


@dataclass(frozen=True)
class Answer:
    """An answer over HTTP."""

    status: int
    body: bytes
    kind: str = PLAIN
    allowed: str = ""


@dataclass(frozen=True)
class Witness:
    """A witness that answers, as an ASGI application. `clock` tells seconds since 1970; `stale_after` is in seconds."""

    memory: Memory
    signer: SigningKey
    clock: Callable[[], int]
    stale_after: int

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Wait for the request without keeping anybody else waiting, then answer it in a thread."""
        method, path = scope["method"], scope["path"]
        try:
            body = await asyncio.wait_for(_body(receive), PATIENCE)
        except TimeoutError:
            answer = _said(408, f"The request did not come whole within {PATIENCE} seconds.")
        else:
            answer = await asyncio.to_thread(self._answer_or_say, method, path, body)
        told = [("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *SAFETY]
        if answer.allowed:
            told.append(("Allow", answer.allowed))
        headers = [(name.lower().encode(), value.encode()) for name, value in told]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else answer.body})

    def _answer_or_say(self, method: str, path: str, body: bytes | None) -> Answer:
        try:
            return self._answer(method, path, body)
        except (sqlite3.Error, OSError) as trouble:
            print(f"candour witness: could not read or write what it remembers: {trouble}", file=sys.stderr, flush=True)
            return _said(503, "This witness could not read or write what it remembers. Nothing was cosigned.")

    def _answer(self, method: str, path: str, body: bytes | None) -> Answer:
        if body is None:
            return _said(413, f"At most {MOST_BYTES} bytes are read.")
        if path == "/add-checkpoint":
            if method != "POST":
                return Answer(405, b"A head is sent here with POST.\n", allowed="POST")
            return self.add_checkpoint(body)
        shown = self._shown(path)
        if shown and method not in ("GET", "HEAD"):
            return Answer(405, b"This can only be looked at.\n", allowed="GET, HEAD")
        return shown or _said(404, "There is nothing here. The witness's page is at /")

    def _shown(self, path: str) -> Answer | None:
        if path == "/page.css":
            return Answer(200, CSS.read_bytes(), "text/css; charset=utf-8")
        if path.startswith("/evidence/"):
            kept = self.memory.evidence(path.removeprefix("/evidence/"))
            return None if kept is None else Answer(200, kept, "application/json")
        if path not in ("/", "/status.json"):
            return None
        found = standing(self.memory, self.signer.key, self.clock(), self.stale_after)
        if path == "/":
            return Answer(200, page(found).encode(), "text/html; charset=utf-8")
        return Answer(200, json.dumps(for_a_monitor(found), indent=1).encode(), "application/json")

    def add_checkpoint(self, body: bytes) -> Answer:
        """Cosign a head, or say why not (C2SP tlog-witness)."""
        try:
            offer = read_offer(body)
        except BadNote as bad:
            return _said(400, str(bad))
        keys = self.memory.keys_of(offer.head.origin)
        if not keys:
            return _said(404, f"{offer.head.origin} is not watched here")
        if all(offer.note.signed_by(key) is None for key in keys):
            return _said(403, f"No key known here for {offer.head.origin} signed this")
        try:
            given = self.memory.consider(offer, keys, self.signer, self.clock())
        except ClockWentBack:
            return _said(503, "The clock of this witness went back. Nothing is cosigned until it is put right")
        if given.verdict.status == GROWN:
            return Answer(200, given.line.encode())
        if given.verdict.status == CONFLICT:
            return Answer(409, f"{given.size}\n".encode(), SIZE)
        return Answer(422, UNPROVEN_WORDS.encode())


def _said(status: int, words: str) -> Answer:
    return Answer(status, f"{words}\n".encode())


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
