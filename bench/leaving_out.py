"""Finds the fewest answers a page does with: each is left out in turn, and nothing is written."""

from typing import Any


def fewest(page: Any, questions: list[Any], answers: dict[str, Any], carried: dict[str, Any]) -> dict[str, Any]:
    """The answers the page cannot do without: each is left out in turn, and stays out if it is accepted all the same."""
    there = {question.name: question.value for question in questions if question.known}
    unknown = set(answers) - {question.name for question in questions}
    if unknown or (refusal := refused(page, {**carried, **there, **answers})):
        raise RuntimeError(f"{page.made.slug}: {f'no such question: {unknown}' if unknown else refusal}")
    least = {name: said for name, said in answers.items() if there.get(name) != said}
    rows = {name.rpartition("-")[0] for name in least if "-" in name}
    for left_out in ([name for name in least if name.startswith(row)] for row in sorted(rows, reverse=True)):
        least = without(page, {**carried, **there}, least, left_out)
    for name in list(least):
        least = without(page, {**carried, **there}, least, [name])
    return least


def without(page: Any, there: dict[str, Any], least: dict[str, Any], left_out: list[str]) -> dict[str, Any]:
    """The answers without these, if the page does without them; otherwise as they are."""
    fewer = {name: said for name, said in least.items() if name not in left_out}
    return least if refused(page, {**there, **fewer}) else fewer


def refused(page: Any, said: dict[str, Any]) -> str:
    """Why the page would not take these answers; empty if it would. Nothing is written."""
    from django.http import QueryDict

    from candour.practice.guard import Refused

    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list | tuple) else [as_typed(value)])
    form = page.made.form(data, initial=dict(page.made.initial(page.at)))
    form.prepare(page.at)
    if not form.is_valid():
        return "; ".join(line.text for line in form.error_lines)
    written = page.made.submit(page.at, form.cleaned_data)
    if written.decision is None:
        return ""
    try:
        with page.desk.together():
            page.desk.decide(
                written.decision,
                [page.at.case.subject],
                written.proposal,
                by=page.worker,
                with_facts=list(written.facts),
            )
            raise _NotReally
    except Refused as no:
        return "; ".join(guard.what_to_do for guard in no.guards)
    except _NotReally:
        return ""


class _NotReally(Exception):
    """Undoes what was only tried."""


def as_typed(value: Any) -> str:
    """An answer as a browser sends it."""
    return "on" if value is True else str(value)
