"""A file that appears only when it is whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A place to write to, which becomes `out` when all is written and safe on disk; one that is there stays until then.

    Only its owner may read it: what is written here is about children.
    """
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    made = Path(name)
    try:
        os.close(handle)
        yield made
        with made.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(made, out)
    finally:
        made.unlink(missing_ok=True)
