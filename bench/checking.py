"""How long a return takes to check, against the time its bare parse takes, and how that grows; start-up; and one child on save."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import census_of
import own_record
from showing import median, rule, table

PYTHON = sys.executable
CANDOUR = str(Path(PYTHON).with_name("candour"))
PARSE = "import sys; from lxml import etree; etree.parse(sys.argv[1])"


def run_once(words: list[str]) -> tuple[float, float, int]:
    """A whole process: seconds on the wall, seconds of CPU, and the most memory it held, in bytes."""
    began = perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * unit


def side_by_side(ours: list[str], theirs: list[str], times: int) -> tuple[list[tuple[float, float, int]], ...]:
    """Both in turn, so that a busy machine is busy for both."""
    pairs = [(run_once(ours), run_once(theirs)) for _ in range(times)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def files(sizes: tuple[int, ...], times: int) -> None:
    """Whole processes of `candour check` and of a bare parse, at several sizes."""
    lines = []
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        for size in sizes:
            path = census_of.written(Path(folder) / f"{size}.xml", size)
            check = [CANDOUR, "check", str(path), "--format", "json", "--out", str(Path(folder) / "out.json")]
            ours, theirs = side_by_side(check, [PYTHON, "-c", PARSE, str(path)], times)
            wall, cpu, parse = (median([one[at] for one in of]) for at, of in ((0, ours), (1, ours), (0, theirs)))
            parse_cpu = median([one[1] for one in theirs])
            lines.append(
                (
                    f"{size:,} children, {path.stat().st_size / 1e6:.1f} MB",
                    str(times),
                    f"{wall:.2f}",
                    f"{parse:.2f}",
                    f"{wall / parse:.1f}",
                    f"{cpu / parse_cpu:.1f}",
                    f"{max(one[2] for one in ours) / 1e6:,.0f}",
                    f"{wall / size * 1000:.2f}",
                )
            )
            path.unlink()
    rule("Checking a return: whole processes, seconds (medians), beside lxml's bare parse of the same file")
    table(("size", "n", "check", "parse", "ratio", "CPU ratio", "memory MB", "ms a child"), lines)


def starting(times: int) -> None:
    """What it costs to begin: a file of one child against importing lxml and polars, help against importing rich."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        path = census_of.written(Path(folder) / "one.xml", 1)
        asked = (
            ("check, one child", [CANDOUR, "check", str(path)], "import lxml.etree, polars"),
            ("--help", [CANDOUR, "--help"], "import rich"),
        )
        lines = []
        for name, words, imports in asked:
            ours, theirs = side_by_side(words, [PYTHON, "-c", imports], times)
            mine, other = (median([one[0] for one in of]) * 1000 for of in (ours, theirs))
            lines.append((name, str(times), f"{mine:.0f}", f"{other:.0f}", f"{mine / other:.2f}"))
    rule("Starting: milliseconds (medians), beside the bare imports")
    table(("what", "n", "candour", "imports", "ratio"), lines)


def saving(times: int) -> None:
    """One child's rules beside the save they follow."""
    own_record.in_its_own_process(save_and_check, times)


def save_and_check(times: int) -> None:
    """A visit noted, and all rules about one child run on their file, in turn."""
    from child_at_conference import review_due
    from writing import facts

    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        desk, office, clock = own_record.open_record(Path(folder) / "record.sqlite3")
        from candour.returns.cin_census.of_one_child import asked_of
        from candour.terms.england_year import census_year_of
        from tests.lives import Life

        child = review_due(Life(desk, clock, office)).case.subject
        by, year = office.worker("social_worker", desk), census_year_of(desk.now.day)
        asked_of(desk.casefile_to_read(child), year)
        saved: list[float] = []
        checked: list[float] = []
        for _ in range(times):
            began = perf_counter()
            desk.note(facts(desk, child, 1), by=by)
            saved.append((perf_counter() - began) * 1000)
            case = desk.casefile_to_read(child)
            began = perf_counter()
            answer = asked_of(case, year)
            checked.append((perf_counter() - began) * 1000)
    rule("One child's census rules on save: milliseconds (medians), collected at once, beside the save without them")
    line = ("a visit noted", str(times), f"{median(saved):.1f}", f"{median(checked):.1f}", str(len(answer.asked)))
    table(("what", "n", "save", "rules", "rules that asked"), [line])


def measure(sizes: tuple[int, ...], times: int) -> None:
    """All of it."""
    starting(times)
    files(sizes, times)
    saving(times * 4)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    measure(
        tuple(int(size) for size in sys.argv[1:]) or (1_000, 20_000), 1 if os.environ.get("CANDOUR_BENCH_QUICK") else 3
    )
