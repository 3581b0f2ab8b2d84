"""The signer as a process of its own: every minute, and at once when a child loses a protection."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError

from candour.cli.wrong import Wrong
from candour.record.ledger import NotReady
from candour.record.store.book import RecordBook, newest_size
from candour.record.store.reading import log
from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import LOG, BadNote, SigningKey, new_key, read_signing_key
from candour.seal.policy import Policy, read_policy
from candour.seal.signer import Signer, WillNotSign

EVERY = 60.0
DEMONSTRATION = "-demonstration"
LOST = (
    "This record was signed before, and the key is not at {}. Put the signer's folder back from its copy. If the key is"
    " lost, `candour sign --new-key` makes another, which every witness must be told of"
)
PUBLIC_KEYS = "public-keys"  # all that anybody but the signer needs to read of its keys
POLICY = """\
# Who watches this record, and how many of them must have seen it. Remove the # where a line is yours.
# A witness gives its key itself: never take it from anybody else.
# witness police police.example/witness+0a1b2c3d+BASE64 https://witness.police.example
# witness health health.example/witness+0a1b2c3d+BASE64 https://witness.health.example
# witness union union.example/witness+0a1b2c3d+BASE64 https://witness.union.example
# group enough 2 police health union
# quorum enough
"""


def right_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def origin() -> str:
    """The name this record has in its checkpoints; a demonstration's always says that it is one. Raises Wrong."""
    try:
        name, demonstration = log()
    except NotReady as none:
        raise Wrong(str(none)) from None
    return name + DEMONSTRATION if demonstration and not name.endswith(DEMONSTRATION) else name


def folder() -> Path:
    """The signer's own folder."""
    return Path(settings.SIGNER)


def signer() -> Signer:
    """The signer of this record, with its key made at first use. Raises Wrong."""
    name = origin()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder() / "policy").exists():
        (folder() / "policy").write_text(POLICY)
    keys = tuple(_keys(name))
    (folder() / PUBLIC_KEYS).write_text("".join(f"{key.key}\n" for key in keys))
    return Signer(folder(), name, keys, policy(), invented_times=name.endswith(DEMONSTRATION))


def policy() -> Policy:
    """Who watches, from the signer's folder. Raises Wrong."""
    try:
        return read_policy((folder() / "policy").read_text())
    except FileNotFoundError:
        return Policy()
    except (BadNote, OSError) as wrong:
        raise Wrong(f"{folder() / 'policy'}: {wrong}") from None


def _keys(name: str) -> list[SigningKey]:
    path = folder() / "keys"
    try:
        if not path.exists():
            if (folder() / "public" / "checkpoint").exists() or newest_size():
                raise Wrong(LOST.format(path))
            _keep([new_key(name, LOG)])
        return [read_signing_key(line) for line in path.read_text().split()]
    except (BadNote, OSError) as wrong:
        raise Wrong(f"{path}: {wrong}") from None


def _keep(keys: list[SigningKey]) -> None:
    path = folder() / "keys"
    part = path.with_name("keys.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_text("".join(f"{key}\n" for key in keys))
    part.replace(path)


def public_keys() -> str:
    """What whoever checks this record is given."""
    return "\n".join(str(key.key) for key in signer().keys)


def new_signing_key() -> str:
    """Add a key. Until the old one is retired, both sign."""
    if not (folder() / "keys").exists():
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep([made := new_key(origin(), LOG)])
        return f"The record is signed with a new key. Every witness must be given it, and told why:\n{made.key}"
    old = _keys(signer().origin)
    if len(old) > 1:
        raise Wrong("A new key was made already. Retire the old one first: candour sign --retire-old-key")
    made = new_key(signer().origin, LOG)
    _keep([*old, made])
    return f"From the next checkpoint on both keys sign. Give this one to every witness:\n{made.key}"


def retire_old_key() -> str:
    """Sign with the new key alone from here on."""
    keys = _keys(signer().origin)
    if len(keys) < 2:
        raise Wrong("There is only one key. Make the new one first: candour sign --new-key")
    note = signer().last()
    if note is None or any(note.signed_by(key.key) is None for key in keys):
        raise Wrong("No checkpoint has both keys yet. Run `candour sign --once` first")
    _keep(keys[1:])
    return f"{keys[0].key} signs no more. Keep it on the list of those who check what it signed."


def sign(once: bool, say: Callable[[str], None]) -> bool:
    """Sign now; and, unless once, every minute until stopped. Returns whether the last time went well."""
    ready = signer()
    while True:
        well = _sign(ready, say)
        if once:
            return well
        _wait()
        ready.keys, ready.policy = tuple(_keys(ready.origin)), policy()


def _sign(ready: Signer, say: Callable[[str], None]) -> bool:
    try:
        note = ready.sign(RecordBook(), right_now())
    except (WillNotSign, DatabaseError) as wrong:
        say(f"NOT SIGNED. {wrong}")
        return False
    seen = ", ".join(sorted(ready.policy.cosigned(note))) or "no witness"
    say(f"{checkpoint_of(note).size} entries signed; seen by {seen}.")
    for name, trouble in ready.trouble.items():
        say(f"{name} did not sign: {trouble}.")
    if not ready.policy.witnesses:
        say(f"No witness is named in {folder() / 'policy'}: nobody outside has seen this record.")
    return ready.policy.is_met(note)


def _wait() -> None:
    """A minute; less, where a child lost a protection meanwhile."""
    book, until = RecordBook(), time.monotonic() + EVERY
    begin = _size(book)
    while time.monotonic() < until:
        time.sleep(1)
        size = _size(book)
        if size > begin and book.is_urgent(begin, size):
            return


def _size(book: RecordBook) -> int:
    try:
        return book.size()
    except DatabaseError:
        connection.close()
        return 0
