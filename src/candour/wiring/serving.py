"""Serving the record to browsers."""

import socket
from collections.abc import Sequence

from django.db import connection
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from candour.cli.wrong import Wrong
from candour.wiring.beginning import console, ready
from candour.wiring.beside import beside


def serve(port: int, host: str, more: Sequence[list[str]] = ()) -> None:
    """Serve the record until stopped, with the sealing of views and `more` commands of ours running beside."""
    ready()
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError:
            raise Wrong(f"Port {port} is in use: choose another, for example --port {port + 1}") from None
    connection.close()
    if not more:
        console.print(f"Candour answers at http://{host}:{port}/  (stop it with Ctrl+C)", soft_wrap=True)
    with beside(["seal-views"], *more):
        _answer(port, host)


def _answer(port: int, host: str) -> None:
    Granian(
        "candour.wiring.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2,
        log_level=LogLevels.warning,
    ).serve()
