"""Two witnesses beside a test's record, and a signer that asks them: what a receipt rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from candour.record.store.book import RecordBook
from candour.seal.asking import Answer
from candour.seal.note import WITNESS, new_key
from candour.wiring import signing


class Witnessed:
    """Signs the record at the folder Django is set up with, seen by two witnesses."""

    def __init__(self, folder: Path) -> None:
        self.keys = {name: new_key(f"{name}.example", WITNESS) for name in ("police", "health")}
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"witness {name} {one.key}" for name, one in self.keys.items()]
        (folder / "policy").write_text("\n".join([*lines, "group enough 2 police health", "quorum enough", ""]))

    @property
    def words(self) -> list[str]:
        """The witnesses' keys, as one gives them to candour-verify."""
        return [word for one in self.keys.values() for word in ("--witness", str(one.key))]

    def sign(self, *, without: str = "") -> None:
        """The signer's round, now."""
        now = datetime.now(UTC)

        def ask(url, key, note, *rest, **more):
            name = next(name for name, one in self.keys.items() if one.key == key)
            if name == without:
                return Answer(None, None, f"{name} could not be asked")
            return Answer(self.keys[name].sign(note.text, at=int(now.timestamp())), None, "")

        made = signing.signer()
        made.asking = ask
        made.sign(RecordBook(), now)
