"""`candour pseudonymise`: a folder of tables copied with no name in it and every reference replaced, to be pooled."""

import argparse
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from candour.cli.wrong import Wrong
from candour.frames.extract import ENDINGS
from candour.frames.polars_folder import Unreadable
from candour.frames.sharing import Rewritten, columns_of, rewrite
from candour.insight.pseudonyms import REPLACED, SHARED, Shared, pseudonyms, shared

BYTES = 32


@dataclass(frozen=True)
class Table:
    """One table that was shared: how its columns were, which were left out, and what came of it."""

    name: str
    ways: Mapping[str, Shared]
    left_out: tuple[str, ...]
    made: Rewritten


def pseudonymise(said: argparse.Namespace) -> int:
    """Copy the folder. Returns 0."""
    folder, out, key_file = Path(said.folder), Path(said.out), Path(said.key_file)
    purpose = " ".join(said.purpose.split())
    if not purpose:
        raise Wrong("Say what the tables will be used for: --purpose “closures in the region, 2026”")
    tables = _tables(folder)
    _places(folder, out, key_file)
    made = pseudonyms(_key(key_file, said.new_key), purpose)
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        done = [_share(name, path, out, made) for name, path in tables.items()]
        (out / "README.md").write_text(_readme(done, purpose), encoding="utf-8")
    except Unreadable as bad:
        raise Wrong(f"{bad}. Nothing is to be shared from {out}: remove it and begin again") from None
    except OSError as trouble:
        raise Wrong(f"The tables could not be written to {out} ({trouble.strerror or trouble})") from None
    rows = sum(one.made.rows for one in done)
    left_out = sum(len(one.left_out) for one in done)
    print(
        f"{len(done)} tables with {rows:,} rows are in {out}; {left_out} columns were left out. Read README.md there"
        " before you hand it on, and keep the key to yourself."
    )
    return 0


def _tables(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise Wrong(f"{folder}: there is no such folder")
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = path.stem.lower().removeprefix("ssd_")
        if path.suffix.lower() in ENDINGS and name in SHARED:
            found.setdefault(name, path)
    if not found:
        raise Wrong(
            f"{folder}: there are no tables in it named as in the Standard Safeguarding Dataset, such as"
            " ssd_cin_episodes.csv. Each authority's folder is copied on its own"
        )
    return found


def _places(folder: Path, out: Path, key_file: Path) -> None:
    whole, made = folder.resolve(), out.resolve()
    if made.is_relative_to(whole) or whole.is_relative_to(made):
        raise Wrong(f"{out} and {folder} lie in one another: name a place of its own for what is shared")
    if key_file.resolve().is_relative_to(made):
        raise Wrong(f"{key_file} lies in {out}, which is handed on. Keep the key where only you can read it")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Wrong(f"{out} is there already: name a new folder")


def _key(path: Path, new: bool) -> bytes:
    try:
        if new:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(BYTES) + "\n")
        if path.stat().st_mode & 0o077:
            raise Wrong(f"{path} can be read by others than its owner. Type: chmod 600 {path}")
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileExistsError:
        raise Wrong(f"{path} is there already: leave --new-key out to use it again") from None
    except FileNotFoundError:
        raise Wrong(f"There is no key at {path}. The first time, add --new-key") from None
    except OSError as trouble:
        raise Wrong(f"The key at {path} could not be used ({trouble.strerror or trouble})") from None
    except ValueError:
        key = b""
    if len(key) != BYTES:
        raise Wrong(f"{path} does not hold a key that --new-key made: {2 * BYTES} characters from 0 to 9 and a to f")
    return key


def _share(name: str, path: Path, out: Path, made: Callable[[str, str], str]) -> Table:
    columns = columns_of(path)
    ways = shared(name, columns)
    whole = rewrite(
        path, out / f"ssd_{name}{path.suffix.lower()}", {one: (way.how, way.of) for one, way in ways.items()}, made
    )
    return Table(name, ways, tuple(one for one in columns if one not in ways), whole)


TOLD = {
    "day": "days, and no time of day",
    "month": "months",
    "moment": "days and minutes",
    "flag": "yes or no",
    "number": "whole numbers",
    "code": "codes",
    "marked": "only whether there is one",
    "as it is": "as they were",
}


def _readme(done: list[Table], purpose: str) -> str:
    lines = [
        "# Tables to be pooled\n",
        f"Purpose: {purpose}\n",
        (
            "Every reference was replaced by a pseudonym: HMAC-SHA256 with a secret key and this purpose. The same reference"
            " has the same pseudonym in all these tables; for another purpose, or with another key, it has another. Whoever"
            " has the key and the references can find out which is which, so this is still personal data (UK GDPR article"
            " 4(5)): days and sequences can point to a child. Columns that are not known were left out.\n"
        ),
    ]
    for one in done:
        lines.append(f"## {one.name}: {one.made.rows:,} rows\n")
        by: dict[str, list[str]] = {}
        for column, way in one.ways.items():
            told = f"replaced ({way.of})" if way.how == REPLACED else f"kept as {TOLD[way.how]}"
            by.setdefault(told, []).append(f"`{column.strip()}`")
        lines += [f"- {told}: {', '.join(columns)}" for told, columns in by.items()]
        if one.left_out:
            lines.append(f"- left out: {', '.join(f'`{column}`' for column in one.left_out)}")
        lines += [
            f"- `{column}`: {count:,} cells held something else, and are empty now"
            for column, count in one.made.emptied.items()
        ]
        lines.append("")
    return "\n".join(lines)
