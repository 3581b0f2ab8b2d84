"""Two surveys of staff for a demonstration: one whose results are out, and one that is open; invented people answered.

Their services run beside the record, as another body would run them elsewhere. What people answered is drawn at random.
"""

import csv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings

from candour.access.permission import ROLES
from candour.polling import keeping
from candour.polling.asking import asked
from candour.polling.standing import Survey
from candour.polling.statement import FILE
from candour.polling.store import Given, Said
from candour.practice.guard import Worker
from candour.record.entry import ToRecord
from candour.ssd.store.reading import rows
from candour.terms.working_days import london_day
from candour.voice.survey.questionnaire import Question, Questionnaire
from candour.web.beside.reading import WrongFile, results_from
from candour.wiring.declaring import declare, entry_of
from candour.wiring.desks import desk, right_now

OUT, OPEN = ("last-survey", 8211), ("survey", 8210)
SURVEY, RESULTS = f"http://127.0.0.1:{OPEN[1]}/", f"http://127.0.0.1:{OUT[1]}/results"
AUTHORITY, BY = "Wrenshire", ("organisation", "role")
FAMILIES, LEADING = "Children and families", "Leadership and quality"
ANSWER = 0.97  # the share of staff who answer: there are few, and below 30 answers shares are told in bands


def two_surveys(by: Worker) -> None:
    """Make both where there is none yet, and write them on the record."""
    if _folder(OUT).exists():
        return
    staff = _folder(OUT).with_name("survey-staff.csv")
    people = _people()
    _write_staff(staff, people)
    today = london_day(right_now())
    before = _made(OUT, staff, [today - timedelta(days=days) for days in (120, 99, 78)])
    results = _answered(before, people)
    fixed, writing = before.statement, desk()
    declared = entry_of(fixed)
    writing.note([ToRecord(declared, (fixed.survey,), fixed.opens - timedelta(days=7))], by=by)
    with suppress(WrongFile):  # of so few staff nothing may be told
        writing.note([ToRecord(results_from(results.read_bytes(), declared), (fixed.survey,), today)], by=by)
    days = [today, today + timedelta(days=20), today + timedelta(days=41)]
    _made(OPEN, staff, days, after=results).store.close()
    pot = _pot(OPEN)
    declare(_folder(OPEN) / FILE, pot, by.worker_id)
    for spent in (staff, results, pot, _pot(OUT)):
        spent.unlink()


def services() -> list[list[str]]:
    """The commands that let staff answer, and show results."""
    there = [one for one in (OPEN, OUT) if _folder(one).exists()]
    return [["survey", "serve", str(_folder(one)), "--port", str(one[1])] for one in there]


def _folder(which: tuple[str, int]) -> Path:
    return Path(settings.DATA) / which[0]


def _pot(which: tuple[str, int]) -> Path:
    return _folder(which).with_name(f"{which[0]}-pot.txt")


def _people() -> list[dict[str, str]]:
    """Where each member of staff works, by the levels of the questionnaire."""
    found = rows(
        "SELECT p.prof_role AS role, d.dept_team_name AS team, s.dept_team_name AS service FROM ssd_professionals p"
        " LEFT JOIN ssd_department d ON d.dept_team_id = p.prof_professional_department"
        " LEFT JOIN ssd_department s ON s.dept_team_id = d.dept_team_parent_id"
        " WHERE p.prof_left_on IS NULL ORDER BY p.prof_professional_id"
    )
    return [
        {
            "service": row["service"] or (FAMILIES if row["team"] else LEADING),
            "team": row["team"] or LEADING,
            "role": ROLES.get(row["role"], row["role"]),
        }
        for row in found
    ]


def _write_staff(path: Path, people: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("level", "group", "staff"))
        for level in people[0]:
            groups = [one[level] for one in people]
            lines.writerows((level, name, groups.count(name)) for name in sorted(set(groups)))


def _made(which: tuple[str, int], staff: Path, days: Sequence[date], after: Path | None = None) -> Survey:
    whose = (AUTHORITY, f"http://127.0.0.1:{which[1]}/")
    opens, closes, publishes = days
    keeping.new(_folder(which), whose, "standard", staff, BY, (opens, closes, publishes), _pot(which), after=after)
    return keeping.opened(_folder(which))


def _answered(survey: Survey, people: Sequence[Mapping[str, str]]) -> Path:
    """Most of the staff answer, and it closes. Returns the file of its results."""
    from candour.polling.publishing import figures_csv, publish  # here: they bring the tables' library with them

    chance = Random(1)  # noqa: S311  invented answers
    codes = _pot(OUT).read_text().replace(" ", "").splitlines()
    for one, code in zip(people, codes, strict=False):
        if chance.random() < ANSWER:
            survey.store.take(code, Given(_answers(survey.asks, one, chance), {}))
    survey.settle()
    results = _folder(OUT).with_name("last-results.csv")
    results.write_text(figures_csv(publish(survey)))
    survey.store.close()
    return results


def _answers(asks: Questionnaire, where: Mapping[str, str], chance: Random) -> Said:
    said: Said = {level: [name] for level, name in where.items()}
    for one in asks.questions:
        if one.code in asked(asks, said) and one.kind != "text":
            said[one.code] = _answer(one, chance)
    return said


def _answer(one: Question, chance: Random) -> list[str]:
    codes = [each.code for each in one.answers]
    if one.kind == "number":
        return [str(chance.randint(8, 28))]
    if one.kind == "multiple":
        return [code for code in codes if chance.random() < 0.45] or [chance.choice(codes)]
    return chance.choices(codes, weights=range(len(codes) + 1, 1, -1))
