"""What the survey found, as it is published on its day: the page, the tables, and answers that may be looked into.

The answers file is made safe so: no group anybody works in stands in it; nothing that people wrote; a question answered by
fewer than 30, or not told on the page, is left out; answers told together on the page are told together here, and a number
in its band; a question of which the survey before stands is left out; and what somebody said to one question stands in one line only with what they said to those that follow from
it. Each such set of questions is put in an order of its own, by what was answered. So no line is a whole person, and the
file counts to what the page counts to.
"""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from candour.drawing.alone import table
from candour.frames.coded_columns import Coded, CodedTable
from candour.polling.pages import said
from candour.polling.reading_pages import told
from candour.polling.standing import Survey, in_words
from candour.polling.store import FEW, Said
from candour.voice.survey.again import told_after
from candour.voice.survey.answers import understand
from candour.voice.survey.mapping import Mapping
from candour.voice.survey.page import inside
from candour.voice.survey.proportions import WHOLE_FROM
from candour.voice.survey.questionnaire import Question, Questionnaire
from candour.voice.survey.reading import BadSurvey
from candour.voice.survey.results import Found, Result, find
from candour.voice.survey.telling import write_csv
from candour.voice.survey.wave_telling import CHANCE, RULE, tables, write_change_csv
from candour.voice.survey.waves import Compared, compare
from candour.voice.survey.weighing import Staff
from candour.voice.survey.workbook import write_workbook


@dataclass(frozen=True)
class Published:
    """What there is to publish: the figures, what has to be said beside them, and every answer."""

    found: Found
    changed: tuple[Compared, ...]
    notices: tuple[str, ...]
    answers: tuple[Said, ...]


def publish(survey: Survey) -> Published:
    """Work out what is told. That staff numbers do not fit the answers stops nothing: it is said, and they are left out."""
    asks, fixed, answers = survey.asks, survey.statement, survey.store.answers()
    closed = replace(asks, questions=tuple(one for one in asks.questions if one.kind != "text"))
    notices = list[str]()
    if not answers:
        return Published(Found(survey.fixed_asks, 0, None, (), (), (), (), 0), (), ("Nobody answered.",), ())
    responses = understand(_table(closed, answers), closed, Mapping())
    by = [one.code for one in asks.breakdowns]
    try:
        found = find(closed, responses, Staff(fixed.total, fixed.staff), by)
    except BadSurvey:
        found = find(closed, responses, None, by)
        notices.append(
            "More people said they work in a group than the staff numbers have there. So nothing is weighted here, and it"
            " is not said what a share can be of all staff."
        )
    last = survey.store.last_together
    if last and last < FEW:
        notices.append(
            f"When the survey closed, fewer than {FEW} answers were left waiting. They were kept together as so few: whoever"
            " has the database twice, before and after that day, could tell those few from all others."
        )
    changed = tuple(compare(found, survey.earlier, by)) if survey.earlier else ()
    told = told_after(found, survey.earlier, changed, by) if survey.earlier else found
    return Published(replace(told, asks=survey.fixed_asks), changed, tuple(notices), tuple(answers))


def _table(asks: Questionnaire, answers: Sequence[Said]) -> CodedTable:
    import numpy as np

    names = [one.code for one in asks.questions] + [level for one in asks.breakdowns for level in one.levels]
    columns = {}
    for name in names:
        written = [";".join(one.get(name, ())) for one in answers]
        values = sorted(set(written))
        at = {value: nth for nth, value in enumerate(values)}
        columns[name] = Coded(tuple(values), np.array([at[one] for one in written], dtype=np.int64))
    return CodedTable(columns, len(answers), 0)


def results_page(survey: Survey, made: Published) -> Iterator[str]:
    """What was found, under the authority's name."""
    fixed = survey.statement
    yield f'<span class="govuk-caption-l">{escape(fixed.authority)}, {in_words(fixed.opens)} to {in_words(fixed.closes)}</span>'
    yield f'<h1 class="govuk-heading-l">{escape(fixed.title)}: results</h1>'
    if fixed.after:
        yield '<p class="govuk-body">This survey follows another. Where “before” stands beside a figure, that one told it: too few'
        yield ' people may have changed since. <a class="govuk-link" href="/change">What changed since</a>.</p>'
    yield f'<div class="polling-found"><p>Published on {in_words(fixed.publishes)}, as was fixed before it opened (digest'
    yield f" {fixed.digest}).</p>"
    yield from (f"<p><strong>{escape(one)}</strong></p>" for one in made.notices)
    yield '<ul><li><a href="/results.csv">Every figure as CSV</a></li><li><a href="/results.xlsx">Every figure as a workbook'
    yield '</a></li><li><a href="/responses.csv">Answers that may be looked into, as CSV</a></li><li><a href="/methods">How'
    yield " all this was made</a></li></ul>"
    if made.found.results:
        yield from inside(made.found)
    yield from told(survey)
    yield "</div>"


def methods_page(survey: Survey) -> Iterator[str]:
    """How the survey was held and how its figures are made."""
    from candour.voice.survey.telling import METHODS

    fixed = survey.statement
    yield from said(
        "How this survey was made",
        f"Every one of {fixed.total:,} staff could have one code from a pot of {fixed.codes:,}. The pot, the questions (SHA-256"
        f" {fixed.questions}), the breakdowns and the days were fixed before it opened, on {in_words(fixed.opens)}.",
        "A code gives one answer. Answers wait until there are ten, are mixed, and are kept with no time and apart from the"
        " codes. Nobody chooses what is published or when: this page reads the day.",
        *METHODS,
        (__doc__ or "").split("\n\n")[1].replace("\n", " "),
        link=("/results", "The results"),
    )


def change_page(survey: Survey, made: Published) -> Iterator[str]:
    """Then and now, beside each other, for a survey that follows another."""
    yield f'<span class="govuk-caption-l">{escape(survey.statement.authority)}</span>'
    yield f'<h1 class="govuk-heading-l">{escape(survey.statement.title)}: what changed</h1><div class="polling-found">'
    yield from (f"<p>{escape(line)}</p>" for line in (RULE, CHANCE))
    yield '<ul><li><a href="/change.csv">This as CSV</a></li><li><a href="/results">The results</a></li></ul>'
    for one in tables(made.changed):
        yield from table(one)
    yield "</div>"


def change_csv(made: Published) -> str:
    """Then and now, a line for each figure."""
    out = io.StringIO()
    write_change_csv(made.changed, out)
    return out.getvalue()


def figures_csv(made: Published) -> str:
    """Every figure on a line of its own."""
    out = io.StringIO()
    write_csv(made.found, out)
    return out.getvalue()


def workbook(made: Published) -> bytes:
    """Every figure as an Excel workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.xlsx"
        write_workbook(made.found, path)
        return path.read_bytes()


def responses_csv(made: Published) -> str:
    """The answers, made safe as said above."""
    shown = {
        one.question.code: one
        for one in made.found.results
        if one.told
        and one.figures
        and one.answered is not None
        and one.answered >= WHOLE_FROM
        and not any(figure.stands for figure in one.figures)
    }
    columns, rows = list[str](), [list[str]() for _ in made.answers]
    for family in _families([one.question for one in shown.values()]):
        columns += [one.code for one in family]
        lines = sorted([_safe(shown[one.code], answer.get(one.code, [])) for one in family] for answer in made.answers)
        for row, line in zip(rows, lines, strict=True):
            row += line
    out = io.StringIO()
    lines_out = csv.writer(out)
    lines_out.writerow(columns)
    lines_out.writerows(rows)
    return out.getvalue()


def _families(questions: Sequence[Question]) -> list[list[Question]]:
    """Each question with those that follow from it."""
    families: dict[str, list[Question]] = {}
    of: dict[str, str] = {}
    for one in questions:
        before = one.asked_if.question if one.asked_if else ""
        of[one.code] = of.get(before, one.code)
        families.setdefault(of[one.code], []).append(one)
    return list(families.values())


def _safe(result: Result, said: list[str]) -> str:
    """An answer as it is told on the page: a number in its band, rare answers together, none where it is not told."""
    question = result.question
    if question.kind == "number" and said:
        said = [
            [one.code for one, begins in zip(question.told, question.bands, strict=True) if int(said[0]) >= begins][-1]
        ]
    written = [
        " or ".join(one.codes) for one in result.figures if one.percent is not None and set(one.codes) & set(said)
    ]
    return ";".join(written)
