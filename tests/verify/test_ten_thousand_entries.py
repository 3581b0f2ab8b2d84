"""A bundle of ten thousand entries is checked whole, and one word changed in the middle of it is found."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANY = 10_000


def verify(path: Path, keys: list[str]) -> tuple[int, str]:
    given = [word for key in keys for word in ("--witness", key)]
    said = subprocess.run(
        [sys.executable, str(ROOT / "verify" / "candour_verify.py"), str(path), *given],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return said.returncode, " ".join(said.stdout.split())


def test_ten_thousand_entries_are_checked_and_one_changed_word_among_them_is_found(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    from bundle_of import written

    whole, bent = tmp_path / "whole.bundle", tmp_path / "bent.bundle"
    keys = written(whole, MANY)
    status, said = verify(whole, keys)
    assert "--as-of" not in said and f"{MANY} entries" in said
    assert status == 0, said
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "entries.jsonl":
                lines = held.splitlines(keepends=True)
                at = lines[5_000].index(b'"field_3":"', lines[5_000].index(b'"fields"')) + len(b'"field_3":"')
                lines[5_000] = lines[5_000][:at] + b"X" + lines[5_000][at:]
                held = b"".join(lines)
            new.writestr(name, held)
    status, said = verify(bent, keys)
    assert status == 1 and "Place 5000: the words of field_3 are not those that were sealed" in said
