"""How long a large survey takes to tell: 100,000 people, 60 questions, 5 breakdowns, from the file to the page."""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CANDOUR = str(Path(sys.executable).with_name("candour"))
QUICK = (500, 8)
LEVELS = {"service": 12, "team": 30, "role": 8, "years": 6, "contract": 3, "grade": 7}
KINDS = ("single", "scale", "multiple", "number", "scale", "multiple")


def measure(people: int = 100_000, questions: int = 60) -> None:
    """Write the file, tell it in each form, and say how long each took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _questions(folder / "questions.toml", questions)
        _answers(folder / "answers.csv", people, questions)
        print(f"Telling a survey: {people:,} people, {questions} questions, 5 breakdowns")
        said = [
            CANDOUR,
            "survey",
            "results",
            str(folder / "answers.csv"),
            "--questions",
            str(folder / "questions.toml"),
        ]
        for by in ("organisation", "role", "years", "contract", "grade"):
            said += ["--by", by]
        for form in ("table", "json", "html", "csv", "xlsx"):
            began = time.perf_counter()
            subprocess.run(
                [*said, "--format", form, "--out", str(folder / f"out.{form}")], check=True, capture_output=True
            )
            size = (folder / f"out.{form}").stat().st_size / 1e6
            print(f"  {form:<6} {time.perf_counter() - began:6.2f} s, {size:.1f} MB")
        print(f"  most memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:,.0f} MB")


def _questions(path: Path, many: int) -> None:
    lines = ['code = "large"', 'title = "A large survey"']
    for code in ("organisation", "role", "years", "contract", "grade"):
        levels = '["service", "team"]' if code == "organisation" else f'["{code}"]'
        lines += ["[[breakdown]]", f'code = "{code}"', f'title = "{code}"', f"levels = {levels}"]
    for nth in range(many):
        kind = KINDS[nth % len(KINDS)]
        lines += ["[[question]]", f'code = "q{nth}"', f'kind = "{kind}"', f'ask = "Question {nth}?"']
        if kind == "number":
            lines += ["bands = [0, 11, 16, 21, 26]", "most = 200"]
        else:
            answers = 2 if kind == "single" else 5
            lines.append("answers = { " + ", ".join(f'a{at} = "Answer {at}"' for at in range(answers)) + " }")
        if nth % len(KINDS) == 2:
            lines.append(f'asked_if = {{ question = "q{nth - 2}", answers = ["a0"] }}')
    path.write_text("\n".join(lines))


def _answers(path: Path, people: int, many: int) -> None:
    chance = random.Random(1)  # noqa: S311  every run must measure the same file
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([*LEVELS, *(f"q{nth}" for nth in range(many))])
        for _ in range(people):
            row = [f"{level} {min(int(chance.expovariate(4 / of)), of)}" for level, of in LEVELS.items()]
            for nth in range(many):
                kind, gap = KINDS[nth % len(KINDS)], chance.random() < 0.05
                if gap or (nth % len(KINDS) == 2 and row[len(LEVELS) + nth - 2] != "a0"):
                    row.append("")
                elif kind == "number":
                    row.append(str(chance.randrange(5, 35)))
                elif kind == "multiple":
                    row.append(";".join(f"a{at}" for at in range(5) if chance.random() < 0.35))
                else:
                    row.append(f"a{min(int(chance.expovariate(1.2)), 1 if kind == 'single' else 4)}")
            lines.writerow(row)


if __name__ == "__main__":
    measure(*(QUICK if os.environ.get("CANDOUR_BENCH_QUICK") else ()))
