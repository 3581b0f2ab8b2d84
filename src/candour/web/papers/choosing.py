"""A chronology somebody chooses: the events that matter, what they make of each, their name and the version."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.record.casefile import Casefile
from candour.record.casefile.documents import chronologies
from candour.record.casefile.person import person
from candour.record.entries.documents import ChosenEvent, ChronologyWritten
from candour.record.entry import ToRecord
from candour.web.child import names_in, told_life
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words, line

NOT_EVENTS = {"document_sent", "chronology_written", "passage_written", "entry_masked", "entry_moved"}


class ChosenForm(GovForm):
    """What it is for, and what its writer makes of the whole."""

    title = line("What is this chronology about?")
    analysis = in_words("What do these events mean together?", required=False, rows=5)
    why_new = line("Why is there a new version?", required=False)


@page(
    "child/<ref:person_id>/chosen-chronology/<ref:chronology_id>/",
    name="chosen-chronology",
    verb="write",
    about_child=True,
    post=True,
)
def chosen_chronology(request: WorkerRequest, case: Casefile, chronology_id: str) -> HttpResponse:
    """Choose the events that matter and say what you make of them. Each version stands beside the one before."""
    if not may_begin(case, chronology_id, request):
        raise Http404("There is no such chronology on this file.")
    versions = next((one for one in chronologies(case) if one[0].fact.chronology_id == chronology_id), ())
    last = versions[-1].fact if versions else None
    if answer := put_by(request):
        return answer
    start = {"title": last.title, "analysis": last.analysis} if last else {}
    form = begun(request, lambda data, quiet: ChosenForm(data, quiet=quiet, initial=start))
    if last is None:
        form.fields.pop("why_new")
    own = {item.entry_id for item in case.standing}
    chosen = {one.entry_id: one.analysis for one in last.chosen} if last else {}
    means = dict(chosen)
    if form.is_bound:
        picked = form.data.getlist("chosen")  # type: ignore[attr-defined]
        means = {ref: str(form.data.get(f"means-{ref}", "")) for ref in own}
        chosen = {ref: means[ref] for ref in picked if ref in own}
    if form.is_valid():
        if any(words.strip() for ref, words in means.items() if ref not in chosen):
            form.add_error(
                None, "You wrote what an event means and did not choose it. Choose it, or take the words out"
            )
        elif not chosen:
            form.add_error(None, "Choose at least one event")
        elif last and not form.cleaned_data["why_new"].strip():
            form.add_error("why_new", "Say why there is a new version")
        else:
            _write(request, case, chronology_id, chosen, form, len(versions) + 1)
            return redirect("documents", person_id=case.subject)
    shown = [
        one for one in told_life(request, case, names_in(case), case.standing) if one.item.fact.kind not in NOT_EVENTS
    ]
    context = {
        "case": case,
        "person": person(case),
        "events": [
            {
                "told": one,
                "ref": one.item.entry_id,
                "means": means.get(one.item.entry_id),
                "chosen": one.item.entry_id in chosen,
            }
            for one in shown
        ],
        "last": last,
        "owner": names_in(case).get(versions[-1].actor, "somebody") if versions else "",
        "form": form,
        **for_page(request),
    }
    return render(request, "papers/choose.html", context)


def may_begin(case: Casefile, chronology_id: str, request: WorkerRequest) -> bool:
    """An address names a chronology of this file, or a fresh reference nobody has used."""
    there = {one[0].fact.chronology_id for one in chronologies(case)}
    return chronology_id in there or not request.desk.casefile_to_read(chronology_id).recorded


def _write(
    request: WorkerRequest, case: Casefile, chronology_id: str, chosen: dict[str, str], form: ChosenForm, number: int
) -> None:
    order = {item.entry_id: (item.happened, item.position) for item in case.standing}
    fact = ChronologyWritten(
        chronology_id=chronology_id,
        number=number,
        title=form.cleaned_data["title"],
        chosen=tuple(
            ChosenEvent(entry_id=ref, analysis=chosen[ref].strip()) for ref in sorted(chosen, key=order.__getitem__)
        ),
        analysis=form.cleaned_data["analysis"],
        why_new=form.cleaned_data["why_new"] if number > 1 else "",
    )
    request.desk.note([ToRecord(fact, (case.subject,), request.desk.now.day)], by=request.worker)
    written_down(request)
    request.session["said"] = f"The chronology is on the record, version {number}, under your name."
