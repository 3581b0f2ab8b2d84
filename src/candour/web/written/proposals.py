"""Other words for somebody's passage: proposed under one's own name, accepted or declined by the author alone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.practice.written_work import as_answered
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.written_work import Passage, Work
from candour.record.entries.written_work import ChangeProposed, Statement
from candour.record.entry import ToRecord
from candour.terms.statements import statements
from candour.terms.written_work import KINDS, section
from candour.web.child import names_in
from candour.web.differences import differences
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words, one_of
from candour.web.written.showing import found_work, words_of

WORK = "child/<ref:person_id>/written-work/<ref:work_id>/"


class ProposalForm(GovForm):
    """Other words, and why."""

    words = in_words("The passage as you would have it", rows=8)
    why = in_words("Why?", rows=3)


class AnswerForm(GovForm):
    """What the author says to it."""

    answer = one_of(
        "Do you take these words as your own?",
        (("accept", "Yes. They become my passage, and it says who worded them"), ("decline", "No. My words stay")),
    )
    why = in_words("Why? Needed if you decline", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("answer") == "decline" and not said.get("why", "").strip():
            self.add_error("why", "Say why you decline: both texts stay on the record")
        return said


def _passage(made: Work, passage_id: str) -> Passage:
    found = next((one for one in made.passages if one.passage_id == passage_id), None)
    if found is None:
        raise Http404("There is no such passage in this text.")
    return found


@page(f"{WORK}propose/<ref:passage_id>/", name="propose", verb="write", about_child=True, post=True)
def propose(request: WorkerRequest, case: Casefile, work_id: str, passage_id: str) -> HttpResponse:
    """Propose other words for somebody's passage. Theirs stay until they accept."""
    made = found_work(case, work_id)
    passage = _passage(made, passage_id)
    if passage.author == request.worker.worker_id or not made.is_draft:
        return redirect("work", person_id=case.subject, work_id=work_id)
    if answer := put_by(request):
        return answer
    start = {"words": words_of(passage.statements)}
    form = begun(request, lambda data, quiet: ProposalForm(data, quiet=quiet, initial=start))
    if form.is_valid():
        said = tuple(Statement(words=w, mark=m, told_by=b) for w, m, b in statements(form.cleaned_data["words"]))
        if said == passage.statements:
            form.add_error("words", "Nothing is different from what stands there")
        else:
            fact = ChangeProposed(
                proposal_id=request.desk.fresh(),
                work_id=work_id,
                passage_id=passage_id,
                to_entry=passage.written.entry_id,
                statements=said,
                why=form.cleaned_data["why"],
            )
            request.desk.note([ToRecord(fact, (case.subject,), request.desk.now.day)], by=request.worker)
            written_down(request)
            request.session["said"] = "Your proposal is on the record. The author accepts or declines it."
            return redirect("work", person_id=case.subject, work_id=work_id)
    known = names_in(case)
    context = {
        "case": case,
        "person": person(case),
        "work": made,
        "kind": KINDS[made.kind],
        "title": f"Propose other words for {known.get(passage.author, 'somebody')}'s passage",
        "caption": section(made.kind, passage.section).title,
        "form": form,
        "button": "Propose these words",
        **for_page(request),
    }
    return render(request, "written/form.html", context)


@page(f"{WORK}answer/<ref:proposal_id>/", name="answer-proposal", verb="write", about_child=True, post=True)
def answer_proposal(request: WorkerRequest, case: Casefile, work_id: str, proposal_id: str) -> HttpResponse:
    """Accept or decline other words for one's own passage."""
    made = found_work(case, work_id)
    proposal = next((one for one in made.open_proposals if one.proposed.fact.proposal_id == proposal_id), None)
    passage = _passage(made, proposal.proposed.fact.passage_id) if proposal else None
    if passage and passage.author != request.worker.worker_id and request.method == "POST":
        raise PermissionDenied("answer a proposal about somebody else's words")
    if proposal is None or passage is None or not made.is_draft or passage.author != request.worker.worker_id:
        return redirect("work", person_id=case.subject, work_id=work_id)
    if answer := put_by(request):
        return answer
    form = begun(request, AnswerForm)
    if form.is_valid():
        _answer(request, case, work_id, proposal_id, form.cleaned_data)
        return redirect("work", person_id=case.subject, work_id=work_id)
    fact, known = proposal.proposed.fact, names_in(case)
    context = {
        "case": case,
        "person": person(case),
        "work": made,
        "kind": KINDS[made.kind],
        "title": f"{known.get(proposal.proposed.actor, 'Somebody')} proposes other words for your passage",
        "caption": section(made.kind, passage.section).title,
        "pieces": differences(words_of(passage.statements), words_of(fact.statements)),
        "pieces_heading": "What would change in your words",
        "why": fact.why,
        "moved": passage.written.entry_id != fact.to_entry,
        "form": form,
        "button": "Record my answer",
        **for_page(request),
    }
    return render(request, "written/form.html", context)


def _answer(request: WorkerRequest, case: Casefile, work_id: str, proposal_id: str, said: dict[str, Any]) -> None:
    """Write the answer down, unless it was answered meanwhile in another window."""
    with request.desk.together():
        made = found_work(request.desk.casefile_to_read(case.subject), work_id)
        still_open = next((one for one in made.open_proposals if one.proposed.fact.proposal_id == proposal_id), None)
        if still_open is None or not made.is_draft:
            raise Http404("This proposal has been answered meanwhile, or the text was finished.")
        passage = _passage(made, still_open.proposed.fact.passage_id)
        facts = as_answered(passage, proposal_id, accepted=said["answer"] == "accept", why=said["why"])
        day = request.desk.now.day
        request.desk.note([ToRecord(fact, (case.subject,), day) for fact in facts], by=request.worker)
    written_down(request)
    request.session["said"] = "Your answer is on the record, beside the proposal."
