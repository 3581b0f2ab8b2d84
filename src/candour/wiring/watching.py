"""Who signs this record and who watches it: the public part of the signer's folder, for the pages."""

from candour.cli.wrong import Wrong
from candour.seal.note import BadNote, Key, read_key
from candour.seal.policy import Policy
from candour.web.seal_state import Watching
from candour.wiring.signing import PUBLIC_KEYS, folder, policy

UNREADABLE = (
    "Who watches this record could not be read here. Whoever runs the signer can say: its folder has a file `policy`."
)


def watching() -> Watching:
    """The witnesses and the public keys, as far as this process may read them; a signer that lies elsewhere keeps its own."""
    try:
        who, trouble = policy(), ""
    except (Wrong, OSError):
        who, trouble = Policy(), UNREADABLE
    return Watching(who, _public_keys() or who.logs, trouble)


def _public_keys() -> tuple[Key, ...]:
    try:
        return tuple(read_key(line) for line in (folder() / PUBLIC_KEYS).read_text().split())
    except (OSError, BadNote):
        return ()
