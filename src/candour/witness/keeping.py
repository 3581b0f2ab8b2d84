"""Running a witness: making one, telling it which record to watch, and letting it answer."""

import os
import socket
import stat
import time
from functools import partial
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from candour.seal.note import LOG, WITNESS, BadNote, Key, SigningKey, new_key, read_key, read_signing_key
from candour.witness.answering import Witness
from candour.witness.memory import Memory, make_memory
from candour.witness.trouble import Trouble

KEY_FILE = "witness.key"


def new(folder: Path, name: str) -> str:
    """Make a witness in a new folder. Returns what to tell the person. Raises Trouble."""
    try:
        made = new_key(name, WITNESS)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Trouble(f"{folder} is not empty: choose a new folder for each witness")
        make_memory(folder, made.key)
        with os.fdopen(os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{made}\n")
            file.flush()
            os.fsync(file.fileno())
    except (BadNote, OSError) as trouble:
        raise Trouble(f"The witness could not be made: {trouble}") from None
    return f"{folder} is the witness {name}. Its public key, to give to those whose records it will watch:\n{made.key}"


def watch(folder: Path, key: str) -> str:
    """Watch the record that a public key signs for. Returns what to tell the person. Raises Trouble."""
    read = _key_of_a_record(key)
    memory, _ = open_witness(folder)
    count = memory.watch(read, int(time.time()))
    memory.close()
    return f"{read.name} is watched. {_keys(count)} may sign for it."


def retire(folder: Path, key: str) -> str:
    """Take no more heads signed with a key. Returns what to tell the person. Raises Trouble."""
    read = _key_of_a_record(key)
    memory, _ = open_witness(folder)
    left = memory.retire(read)
    memory.close()
    if left is None:
        raise Trouble(f"This key of {read.name} was never watched here. The page of the witness names those that are")
    taken = f"Nothing more is taken from this key of {read.name}."
    if not left:
        return f"{taken} It was the last: nothing is taken from {read.name} until its next key is watched (`witness watch`)."
    return f"{taken} {_keys(left)} may sign for it now."


def serve(folder: Path, port: int, host: str, stale_minutes: int) -> None:
    """Answer until stopped. Raises Trouble."""
    memory, _ = open_witness(folder)
    memory.close()
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as trouble:
            raise Trouble(f"{host} port {port} cannot be used ({trouble.strerror}): choose another --port") from None
    print(f"The witness answers at http://{host}:{port}/", flush=True)
    Server(
        str(folder),
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve(target_loader=partial(_answers, folder, stale_minutes), wrap_loader=False)


def open_witness(folder: Path) -> tuple[Memory, SigningKey]:
    """What a witness remembers, and its key. Raises Trouble where either is missing or they do not go together."""
    path = folder / KEY_FILE
    try:
        signer = read_signing_key(path.read_text())
    except FileNotFoundError:
        raise Trouble(f"There is no witness in {folder}: {path} is missing. `candour witness new` makes one") from None
    except (BadNote, OSError, UnicodeDecodeError) as trouble:
        raise Trouble(f"{path} cannot be read: {trouble}") from None
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Trouble(f"Others on this machine can open {path}. Type: chmod 600 {path}")
    memory = Memory(folder)
    if memory.key != str(signer.key):
        memory.close()
        raise Trouble(
            f"The database in {folder} belongs to another key, {memory.key}. A witness and its database go together:"
            " put the right one back, or make a new witness in another folder"
        )
    return memory, signer


def _answers(folder: Path, stale_minutes: int) -> Witness:
    memory, signer = open_witness(folder)
    return Witness(memory, signer, lambda: int(time.time()), stale_minutes * 60)


def _key_of_a_record(key: str) -> Key:
    try:
        read = read_key(key)
    except BadNote as bad:
        raise Trouble(f"{bad}. Copy the record's public key whole") from None
    if read.kind != LOG:
        raise Trouble(f"This is the key of a witness, {read.name}. Give the public key of a record")
    return read


def _keys(count: int) -> str:
    return "1 key" if count == 1 else f"{count} keys"
