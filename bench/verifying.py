"""How long a stranger's check of a bundle takes, a whole process, and how much memory it holds, beside hashing the bundle."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import bundle_of
from checking import run_once
from showing import median, rule, table

VERIFY = str(Path(sys.executable).with_name("candour-verify"))
HASHED = """
import hashlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive, archive.open("entries.jsonl") as file:
    digest = hashlib.sha256()
    while block := file.read(1 << 20):
        digest.update(block)
"""


def measure(sizes: tuple[int, ...], times: int) -> None:
    """Bundles of several sizes, each a whole period with eight fields of words to an entry."""
    lines = []
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.zip"
            began = perf_counter()
            keys = bundle_of.written(path, size)
            making = perf_counter() - began
            words = [VERIFY, str(path), *(word for key in keys for word in ("--witness", key)), "--as-of", "2026-12-31"]
            holds = subprocess.run(words, capture_output=True, text=True, check=False)
            assert holds.returncode == 0, holds.stdout + holds.stderr
            ours = [run_once(words) for _ in range(times)]
            bare = [run_once([sys.executable, "-c", HASHED, str(path)]) for _ in range(times)]
            wall, hashed = median([one[0] for one in ours]), median([one[0] for one in bare])
            lines.append(
                (
                    f"{size:,} entries, {path.stat().st_size / 1e6:.0f} MB",
                    str(times),
                    f"{wall:.2f}",
                    f"{median([one[1] for one in ours]):.2f}",
                    f"{hashed:.2f}",
                    f"{wall / hashed:.1f}",
                    f"{max(one[2] for one in ours) / 1e6:,.0f}",
                    f"{size / wall:,.0f}",
                    f"{making:.0f}",
                )
            )
            path.unlink()
    rule(
        f"Verifying a bundle: whole processes, seconds (medians), beside unpacking and hashing it; {os.cpu_count()} cores"
    )
    table(("size", "n", "verify", "CPU", "unpack", "ratio", "memory MB", "a second", "to make"), lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    measure(tuple(int(size) for size in sys.argv[1:]) or (10_000, 100_000), 3)
