"""The record's side of being witnessed: send the newest head, and take what the witness signs (C2SP tlog-witness)."""

import base64
import http.client
import socket
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Any

from candour.seal.checkpoint import decimal
from candour.seal.note import BadNote, Key, Note

MOST_BYTES = 65_536
WORDS = {
    400: "{} does not understand what was sent",
    403: "{} does not know the key that signed",
    404: "{} does not watch this record",
    409: "{} saw another size, or another record of this size",
    422: "{} does not find that this record contains what it saw before",
    503: "{} cannot cosign now",
}


@dataclass(frozen=True)
class Answer:
    """What a witness said: its signature line, or the size it saw last, or what was the matter in plain words."""

    line: str | None
    size: int | None
    trouble: str


def offer(note: Note, old: int, proof: Sequence[bytes]) -> bytes:
    """The request: a signed head, with the proof that it contains what was cosigned at size `old`."""
    hashes = "".join(base64.b64encode(one).decode() + "\n" for one in proof)
    return f"old {old}\n{hashes}\n{note}".encode()


def ask(url: str, key: Key, note: Note, old: int, proof: Sequence[bytes], *, timeout: float = 10) -> Answer:
    """Ask the witness at `url` to cosign a head. `timeout` in seconds is for all of it, not for each part.

    Never raises for what a witness or the network does. Other signatures than that of `key` on this note are passed over.
    """
    try:
        status, body = _post(url.rstrip("/") + "/add-checkpoint", offer(note, old, proof), timeout)
    except TimeoutError:
        return Answer(None, None, f"{key.name} did not answer within {timeout:g} seconds")
    except Exception as trouble:  # noqa: BLE001  whatever a stranger's server makes the libraries raise, the record goes on
        return Answer(None, None, f"{key.name} could not be asked at {url}: {trouble or type(trouble).__name__}")
    if len(body) > MOST_BYTES:
        return Answer(None, None, f"{key.name} answered with more than {MOST_BYTES} bytes")
    if status == 200:
        line = _line_of(key, note, body)
        return Answer(line, None, "" if line else f"{key.name} answered without its signature on this head")
    size = _size(body) if status == 409 else None
    said = WORDS.get(status, "{} answered with status " + str(status)).format(key.name)
    return Answer(None, size, said + (f" (it saw {size} entries)" if size is not None else ""))


def _line_of(key: Key, note: Note, body: bytes) -> str | None:
    for line in body.decode(errors="replace").split("\n"):
        with suppress(BadNote):
            if Note(note.text, (line + "\n",)).signed_by(key) is not None:
                return line + "\n"
    return None


def _size(body: bytes) -> int | None:
    with suppress(ValueError):
        return decimal(body.decode().removesuffix("\n"))
    return None


def _post(url: str, body: bytes, timeout: float) -> tuple[int, bytes]:
    """The status and at most one byte more than is read. Goes to this address over HTTP and nowhere else."""
    until = time.monotonic() + timeout
    made: list[http.client.HTTPConnection] = []
    opener = urllib.request.OpenerDirector()  # no redirects, no files: only what is added here
    for one in (urllib.request.ProxyHandler(), _Http(made), _Https(made), urllib.request.UnknownHandler()):
        opener.add_handler(one)
    asked = urllib.request.Request(url, body, {"Content-Type": "text/plain; charset=utf-8"})  # noqa: S310
    late = Timer(timeout, _hang_up, [made])
    late.daemon = True
    late.start()
    try:
        with opener.open(asked, timeout=timeout) as answer:
            read, more = b"", b"x"
            while more and len(read) <= MOST_BYTES:
                more = answer.read1(MOST_BYTES + 1 - len(read))
                read += more
                if time.monotonic() >= until:  # also where it ended because it was hung up
                    raise TimeoutError
            return answer.status, read
    except (OSError, http.client.HTTPException):
        if time.monotonic() >= until:
            raise TimeoutError from None
        raise
    finally:
        late.cancel()


class _Http(urllib.request.HTTPHandler):
    """Remembers the connections it makes, so that one that is kept waiting can be hung up."""

    def __init__(self, made: list[http.client.HTTPConnection]) -> None:
        super().__init__()
        self._made = made

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_remembering(http.client.HTTPConnection, self._made), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, made: list[http.client.HTTPConnection]) -> None:
        super().__init__()
        self._made = made

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_remembering(http.client.HTTPSConnection, self._made), req)


def _remembering(kind: type[http.client.HTTPConnection], made: list[http.client.HTTPConnection]) -> Any:
    def connection(*given: Any, **named: Any) -> http.client.HTTPConnection:
        made.append(kind(*given, **named))
        return made[-1]

    return connection


def _hang_up(made: list[http.client.HTTPConnection]) -> None:
    for one in made:
        with suppress(OSError, AttributeError):
            one.sock.shutdown(socket.SHUT_RDWR)
