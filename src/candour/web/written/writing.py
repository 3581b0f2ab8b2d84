"""Writing: what there is, beginning a piece, and putting one's own passages in it without touching anybody else's."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may_for
from candour.documents.readers import readers
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.written_work import Passage, Work, works
from candour.record.entries.written_work import PassageWritten, Statement, WrittenWorkBegun
from candour.record.entry import ToRecord
from candour.terms.statements import statements
from candour.terms.written_work import KINDS, MACHINE, Section
from candour.web.child import names_in
from candour.web.differences import Piece, differences
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import any_of, from_list, in_words, line
from candour.web.written.showing import about_now, draft_text, found_work, laid_beside, shown_text, words_of

LONGEST_NUMBER = 19  # no record has as many entries
MARKING = 'Begin a paragraph with "Seen:", "Told by (name):", "Opinion:" or "Hypothesis:" to say what it is'


@page("child/<ref:person_id>/written-work/", name="written-work", verb="read", about_child=True, post=True)
def written_work(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """What has been written about a child, by whom, and whether it was authorised; and where a new piece is begun."""
    may_write = may_for(request.worker, "write", case)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied("write in a piece of written work")
        kind, beside = request.POST.get("kind", ""), request.POST.get("beside", "")
        other = found_work(case, beside) if beside else None
        kind = other.kind if other else kind
        if kind in KINDS:
            about = other.begun.fact.about if other else about_now(case, kind)
            fact = WrittenWorkBegun(work_id=request.desk.fresh(), work_kind=kind, about=about, beside=beside)
            request.desk.note([ToRecord(fact, (case.subject,), request.desk.now.day)], by=request.worker)
            return redirect("write", person_id=case.subject, work_id=fact.work_id)
    known = names_in(case)
    shown = [
        {
            "work": one,
            "title": KINDS[one.kind].title,
            "authors": ", ".join(known.get(who, "somebody") for who in one.authors),
            "begun_by": known.get(one.begun.actor, "somebody"),
        }
        for one in reversed(works(case))
    ]
    context = {"case": case, "person": person(case), "works": shown, "kinds": KINDS.values(), "may_write": may_write}
    return render(request, "written/list.html", context)


@page("child/<ref:person_id>/written-work/<ref:work_id>/", name="work", verb="read", about_child=True)
def one_work(request: WorkerRequest, case: Casefile, work_id: str) -> HttpResponse:
    """One piece of written work as it stands: whose words, what was proposed, every version, and who authorised which."""
    made, known = found_work(case, work_id), names_in(case)
    beside = laid_beside(case, made)
    latest = made.latest
    sections = draft_text(case, made, known) if made.is_draft or latest is None else latest.sections
    original = found_work(case, made.begun.fact.beside) if made.begun.fact.beside else None
    return render(
        request,
        "written/work.html",
        {
            "case": case,
            "person": person(case),
            "work": made,
            "kind": KINDS[made.kind],
            "sections": shown_text(made.kind, sections, known, beside.sections if beside else ()),
            "beside": beside,
            "own_versions": [one for one in works(case) if one.begun.fact.beside == made.work_id],
            "original": original,
            "names": known,
            "me": request.worker.worker_id,
            "may_write": may_for(request.worker, "write", case),
            "may_authorise": request.worker.standing.role in KINDS[made.kind].authorised_by,
            "is_author": request.worker.worker_id in made.authors,
        },
    )


class WritingForm(GovForm):
    """One's own passage in each section."""


@dataclass(frozen=True)
class Mine:
    """One worker's own two passages in a section: their words, and a machine's that they brought in."""

    words: Passage | None
    machine: Passage | None


def mine_in(made: Work, key: str, me: str) -> Mine:
    """What this worker has written in a section."""
    own = [one for one in made.passages if one.section == key and one.author == me]
    by_hand = next((one for one in own if not one.written.fact.machine), None)
    return Mine(by_hand, next((one for one in own if one.written.fact.machine), None))


def writing_form(made: Work, me: str, may_be_kept_from: list[tuple[str, str]]) -> type[WritingForm]:
    """A form with a box for each section, what is there already in it."""
    fields: dict[str, forms.Field] = {}
    laid_out: list[tuple[str, str, tuple[str, ...]]] = []
    folds: list[tuple[str, tuple[str, ...]]] = []
    for part in KINDS[made.kind].sections:
        if not part.words:
            continue
        words, not_for, machine_words, machine, tool, checked = names = _names(part)
        own = mine_in(made, part.key, me)
        fields[words] = in_words(f"Your words: {part.title}", required=False, rows=5)
        fields[not_for] = any_of("Who must not be shown what you put here?", may_be_kept_from)
        fields[machine_words] = in_words("Words a machine wrote or transcribed", required=False, rows=4)
        fields[machine] = from_list("What did the machine do?", list(MACHINE.items()), required=False)
        fields[tool] = line("Which tool was it?", required=False)
        fields[checked] = line(
            "How did you check its words?", hint="Against what you saw, heard or noted", required=False
        )
        if own.words:
            fields[words].initial = words_of(own.words.statements)
        if either := own.words or own.machine:  # it is asked of a section: all one put there has the same readers
            fields[not_for].initial = list(either.written.fact.not_for)
        if own.machine:
            fact = own.machine.written.fact
            fields[machine_words].initial = words_of(fact.statements)
            fields[machine].initial, fields[tool].initial, fields[checked].initial = (
                fact.machine,
                fact.tool,
                fact.checked,
            )
        laid_out.append((part.title, part.asks, names))
        folds.append((f"Not for every reader: {part.title.lower()}", (not_for,)))
        folds.append((f"A machine wrote or transcribed something: {part.title.lower()}", names[2:]))
    return type("ThisWritingForm", (WritingForm,), {**fields, "sections": tuple(laid_out), "folds": tuple(folds)})


def _names(part: Section) -> tuple[str, str, str, str, str, str]:
    key = part.key
    return (f"words-{key}", f"not_for-{key}", f"machine_words-{key}", f"machine-{key}", f"tool-{key}", f"checked-{key}")


def passages_in(request: WorkerRequest, made: Work, said: dict[str, Any]) -> list[PassageWritten]:
    """What this writer changed: their own passages, and only where the words or what is said of them differ."""
    found = []
    for part in KINDS[made.kind].sections:
        if not part.words:
            continue
        words, not_for, machine_words, machine, tool, checked = _names(part)
        own = mine_in(made, part.key, request.worker.worker_id)
        given = {"not_for": tuple(said[not_for])}
        found += _passage(request, made, part.key, own.words, said[words], given)
        if said[machine_words].strip() or own.machine:
            by_machine = {
                **given,
                "machine": said[machine] or "transcribed",
                "tool": said[tool],
                "checked": said[checked],
            }
            found += _passage(request, made, part.key, own.machine, said[machine_words], by_machine)
    return found


def _passage(
    request: WorkerRequest, made: Work, key: str, own: Passage | None, typed: str, given: dict[str, Any]
) -> list[PassageWritten]:
    said = tuple(Statement(words=words, mark=mark, told_by=by) for words, mark, by in statements(typed))
    if own is None and not said:
        return []
    fact = PassageWritten(
        work_id=made.work_id,
        passage_id=own.passage_id if own else request.desk.fresh(),
        section=key,
        statements=said,
        worded_by=own.written.fact.worded_by if own else (),
        **given,
    )
    if own:
        was = own.written.fact
        same = (was.statements, was.not_for, was.machine, was.tool, was.checked)
        if same == (fact.statements, fact.not_for, fact.machine, fact.tool, fact.checked):
            return []
    return [fact]


@dataclass(frozen=True)
class Meanwhile:
    """What somebody (or oneself, in another window) wrote in a section after this page was opened."""

    title: str
    author: str
    pieces: list[Piece]


def written_meanwhile(made: Work, seen: int, facts: list[PassageWritten], names: dict[str, str]) -> list[Meanwhile]:
    """Passages written in the very sections this writer is changing, after they opened the page; with the difference."""
    touched = {fact.section for fact in facts}
    mine = {fact.passage_id: words_of(fact.statements) for fact in facts}
    titles = {part.key: part.title for part in KINDS[made.kind].sections}
    found = []
    for one in made.passages:
        if one.section in touched and one.written.position > seen:
            now = words_of(one.statements)
            before = [item for item in one.earlier if item.position <= seen]
            pieces = differences(now, mine[one.passage_id]) if one.passage_id in mine else differences(
                words_of(before[-1].fact.statements) if before else "", now
            )  # fmt: skip
            found.append(Meanwhile(titles[one.section], names.get(one.author, "somebody"), pieces))
    return found


@page(
    "child/<ref:person_id>/written-work/<ref:work_id>/write/", name="write", verb="write", about_child=True, post=True
)
def write(request: WorkerRequest, case: Casefile, work_id: str) -> HttpResponse:
    """Write in a draft: what the record knows stands beside each section, the last text beside the new."""
    made = found_work(case, work_id)
    if request.method == "GET" and not made.is_draft:
        return redirect("work", person_id=case.subject, work_id=work_id)
    if answer := put_by(request):
        return answer
    kept_from = [(one.key, one.name) for one in readers(case) if one.key != "worker"]
    form = begun(request, writing_form(made, request.worker.worker_id, kept_from))
    if request.method != "POST" or not form.is_valid():
        return _page(request, case, made, form)
    with request.desk.together():  # what is read and what is written are one: nobody can come between
        case = request.desk.casefile_to_read(case.subject)
        made = found_work(case, work_id)
        facts = passages_in(request, made, form.cleaned_data)
        meanwhile = written_meanwhile(made, _seen(request, made), facts, names_in(case))
        if made.is_draft and not meanwhile:
            drafts = [ToRecord(fact, (case.subject,), request.desk.now.day) for fact in facts]
            request.desk.note(drafts, by=request.worker)
            written_down(request)
            request.session["said"] = (
                "Your words are in the draft, under your name." if facts else "Nothing was different."
            )
            return redirect("work", person_id=case.subject, work_id=work_id)
    if not made.is_draft:
        form.add_error(None, "This text was finished while you were writing. Your words are below, and are not in it.")
    else:
        form.add_error(
            None, "Somebody wrote here while you did. Nothing is lost: read the difference, then save again."
        )
    return _page(request, case, made, form, meanwhile=meanwhile, status=409)


def _seen(request: WorkerRequest, made: Work) -> int:
    """Up to where this writer had read: what their page says, or everything if it says nothing."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_NUMBER else -1


def _page(
    request: WorkerRequest,
    case: Casefile,
    made: Work,
    form: GovForm,
    *,
    meanwhile: list[Meanwhile] | None = None,
    status: int = 200,
) -> HttpResponse:
    known, beside = names_in(case), laid_beside(case, made)
    shown = shown_text(made.kind, draft_text(case, made, known), known, beside.sections if beside else ())
    asked = {section.heading: section for section in form.shown_sections}
    context = {
        "case": case,
        "person": person(case),
        "work": made,
        "kind": KINDS[made.kind],
        "form": form,
        "rows": [(one, asked.get(one.part.title)) for one in shown],
        "meanwhile": meanwhile or [],
        "marking": MARKING,
        "me": request.worker.worker_id,
        **for_page(request),
    }
    return render(request, "written/write.html", context, status=status)
