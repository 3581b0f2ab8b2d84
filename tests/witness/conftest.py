"""A record with its key, and a witness that is served by the same commands a person types."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from candour.seal.asking import offer
from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, Key, Note, new_key, read_key
from candour.seal.tiles import Tiles
from candour.seal.tree import consistency, hash_between
from tests.conftest import free_port

ORIGIN = "wrenshire.example/record"
CANDOUR = str(Path(sys.executable).with_name("candour"))


class Record:
    """A record that grows, with its tiles in a folder and its own key."""

    def __init__(self, folder: Path, origin: str = ORIGIN, signer=None) -> None:
        self.tiles, self.size, self.origin = Tiles(folder), 0, origin
        self.signer = signer or new_key(origin, LOG)

    def grow(self, count: int, words: str = "leaf") -> Record:
        self.size = self.tiles.add(self.size, [f"{words} {self.size + at}".encode() for at in range(count)])
        return self

    def note(self, size: int | None = None, signer=None) -> Note:
        """The signed head at a size, or now."""
        size = self.size if size is None else size
        text = str(Checkpoint(self.origin, size, hash_between(self.tiles.nodes(self.size), 0, size)))
        return Note(text, ((signer or self.signer).sign(text),))

    def proof(self, old: int, new: int | None = None) -> list[bytes]:
        new = self.size if new is None else new
        return consistency(self.tiles.nodes(self.size), old, new)


@dataclass
class Reply:
    status: int
    body: bytes
    kind: str
    headers: dict[str, str]


@dataclass
class Served:
    """A witness in a folder, and the processes that answer for it."""

    folder: Path
    key: Key
    address: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def types(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command about this witness."""
        return types("witness", words[0], str(self.folder), *words[1:])

    def start(self, *more: str, limit: int = 0) -> str:
        """Serve it, in a process group of its own. `limit`: no file may become longer than so many bytes."""
        port = free_port()
        command = [CANDOUR, "witness", "serve", str(self.folder), "--port", str(port), *more]
        if limit:
            command = ["prlimit", f"--fsize={limit}", "--", *command]
        self.running.append(subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL))
        for _ in range(200):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    self.address = f"http://127.0.0.1:{port}"
                    return self.address
            time.sleep(0.05)
        raise RuntimeError("the witness did not start within 10 seconds")

    def stop(self, how: int = signal.SIGTERM) -> None:
        for one in self.running:
            if one.poll() is None:
                os.killpg(one.pid, how)
                one.wait(15)
        self.running.clear()

    def get(self, path: str, method: str = "GET", body: bytes | None = None, at: str = "") -> Reply:
        asked = urllib.request.Request((at or self.address) + path, body, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
                return Reply(answer.status, answer.read(), answer.headers["Content-Type"], dict(answer.headers))
        except urllib.error.HTTPError as answer:
            return Reply(answer.code, answer.read(), answer.headers["Content-Type"], dict(answer.headers))

    def send(self, body: bytes, at: str = "") -> Reply:
        return self.get("/add-checkpoint", "POST", body, at)

    def offer(self, note: Note, old: int, proof=(), at: str = "") -> Reply:
        return self.send(offer(note, old, proof), at)


def types(*words: str) -> subprocess.CompletedProcess[str]:
    """A command, as a person types it."""
    done = subprocess.run([CANDOUR, *words], capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def record(tmp_path) -> Record:
    return Record(tmp_path / "tiles").grow(5)


@pytest.fixture
def made(tmp_path, record):
    """A witness that watches the record, and is not served yet."""
    said = types("witness", "new", str(tmp_path / "witness"), "--name", "police.example/witness").stdout
    served = Served(tmp_path / "witness", read_key(said.splitlines()[-1]))
    assert served.types("watch", str(record.signer.key)).returncode == 0
    yield served
    served.stop()


@pytest.fixture
def witness(made):
    """A witness that watches the record, and answers."""
    made.start()
    return made
