"""Serving the record to browsers."""

import socket

from django.db import connection
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from candour.cli.wrong import Wrong
from candour.wiring.beginning import ready


def serve(port: int, host: str) -> None:
    """Serve the record until stopped."""
    ready()
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError:
            raise Wrong(f"Port {port} is in use: choose another, for example --port {port + 1}") from None
    connection.close()
    Granian(
        "candour.wiring.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2,
        log_level=LogLevels.warning,
    ).serve()
