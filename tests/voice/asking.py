"""Answers to be asked about: written as a file, told by the command, read back."""

import csv
import json
from pathlib import Path

from candour.cli.command import run

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.toml"


def nobody():
    raise AssertionError("a survey needs no record")


def written(path, rows, columns=None):
    """A file of answers: a row for each person, each a mapping."""
    columns = columns or list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, columns, restval="")
        lines.writeheader()
        lines.writerows(rows)
    return path


def tells(folder, responses, *words, questions=QUESTIONS):
    """What `candour survey results` says of a file, as JSON read back."""
    out = folder / "told.json"
    said = ["survey", "results", str(responses), "--questions", str(questions), "--format", "json", "--out", str(out)]
    assert run([*said, *map(str, words)], nobody, nobody, nobody) == 0
    return json.loads(out.read_text(encoding="utf-8"))


def question(told, code):
    return next(one for one in told["questions"] if one["code"] == code)


def percent(told, code):
    """What is told of each answer of a question, for everybody."""
    return {answer: one["told"] for one in question(told, code)["figures"] for answer in one["answers"]}


def group(told, code, by, *path):
    return next(one for one in question(told, code)["by"][by] if one["group"] == list(path))
