"""`candour survey`: what a survey found, from a file of answers made anywhere, with no record behind it."""

import argparse
from pathlib import Path

from candour.cli.written import whole_report, write_report
from candour.cli.wrong import Wrong
from candour.frames.coded_columns import NotATable, read_coded
from candour.voice.survey.answers import understand
from candour.voice.survey.earlier import read_earlier
from candour.voice.survey.mapping import Mapping, read_mapping
from candour.voice.survey.page import page
from candour.voice.survey.reading import BadSurvey, read_questionnaire, standard
from candour.voice.survey.results import find
from candour.voice.survey.telling import write_csv, write_json, write_words
from candour.voice.survey.wave_telling import write_change, write_change_csv
from candour.voice.survey.waves import Compared, compare
from candour.voice.survey.weighing import read_staff


def results(said: argparse.Namespace) -> int:
    """Tell what a file of answers says. Returns 0."""
    out = Path(said.out) if said.out else None
    if said.format == "xlsx" and out is None:
        raise Wrong("a workbook needs a file: add --out FILE.xlsx")
    try:
        asks = standard() if said.questions == "standard" else read_questionnaire(Path(said.questions))
        mapping = read_mapping(Path(said.map), asks) if said.map else Mapping()
        staff = read_staff(Path(said.staff)) if said.staff else None
        table = read_coded(Path(said.responses))
        found = find(asks, understand(table, asks, mapping), staff, tuple(dict.fromkeys(said.by or ())))
        if said.after:
            return _after(said, out, tuple(compare(found, read_earlier(Path(said.after)), said.by or ())))
    except (BadSurvey, NotATable) as bad:
        raise Wrong(str(bad)) from None
    match said.format:
        case "table":
            write_report(out, lambda file: write_words(found, file))
        case "json":
            write_report(out, lambda file: write_json(found, file))
        case "csv":
            write_report(out, lambda file: write_csv(found, file))
        case "html":
            write_report(out, lambda file: file.writelines(page(found)))
        case "xlsx":
            from candour.voice.survey.workbook import write_workbook

            assert out is not None
            with whole_report(out) as made:
                write_workbook(found, made)
            print(f"The report is in {out}.")
    return 0


def _after(said: argparse.Namespace, out: Path | None, compared: tuple[Compared, ...]) -> int:
    if not compared:
        raise Wrong(
            f"{said.after} tells of no question that {said.responses} answers in the same words. Check both files"
        )
    match said.format:
        case "table":
            write_report(out, lambda file: write_change(compared, file))
        case "csv":
            write_report(out, lambda file: write_change_csv(compared, file))
        case other:
            raise Wrong(f"with --after the report is a table or csv, not {other}. Choose another --format")
    return 0
