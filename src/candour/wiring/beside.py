"""What runs beside the server: the sealing of views; in a demonstration, also a signer and a witness, for show."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from candour.wiring.signing import folder, signer
from candour.witness import keeping

COMMAND = [sys.executable, "-c", "from candour.wiring.command import main; main()"]
WITNESS = "demonstration.example/witness"


@contextmanager
def beside(*commands: list[str]) -> Iterator[None]:
    """Run commands of ours as processes of their own, for as long as this lasts."""
    started = []
    for words in commands:
        with _log(words[0]) as log:
            started.append(subprocess.Popen([*COMMAND, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log))  # noqa: S603
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def _log(name: str) -> Iterator[int]:
    """A file for what a process says. It says sizes, times and names of witnesses; nothing of a case."""
    path = Path(folder()).with_name(f"{name}.log")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def for_show() -> list[list[str]]:
    """The commands for a demonstration's signer and its witness, which sees that record and no other."""
    where = folder().with_name("witness")
    ready = signer()
    if not (where / keeping.KEY_FILE).exists():
        keeping.new(where, WITNESS)
    for key in ready.keys:
        keeping.watch(where, str(key.key))
    memory, held = keeping.open_witness(where)
    memory.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lines = [
        "# A demonstration's witness runs on the same machine, for show. A real one is another body's, elsewhere.",
        f"witness demonstration {held.key} http://127.0.0.1:{port}",
        "quorum demonstration",
    ]
    (folder() / "policy").write_text("\n".join(lines) + "\n")
    return [["witness", "serve", str(where), "--port", str(port)], ["sign"]]
