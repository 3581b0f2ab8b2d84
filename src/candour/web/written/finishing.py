"""Finishing a text, taking it up again, and reading it before one's name is put to exactly that text."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from candour.documents.headings import lasted
from candour.documents.texts import known_of
from candour.practice.guard import Decision, Refused
from candour.practice.written_work import (
    FinishProposal,
    ReadProposal,
    authorise_a_text,
    finish_a_text,
    return_a_text,
    text_of,
)
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.written_work import Work, digest_of
from candour.record.entries.written_work import VersionBegun
from candour.record.entry import ToRecord
from candour.terms.written_work import KINDS
from candour.web.asked import asked_for, departing
from candour.web.child import names_in
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words
from candour.web.written.proposals import WORK
from candour.web.written.showing import draft_text, found_work, laid_beside, shown_text

OPENED = "candour.text-opened"
LONGEST_OPEN = 30 * 24 * 3600


class WhyForm(GovForm):
    """Why a finished text is taken up again."""

    why = in_words(
        "Why is there to be a new version?", hint="The finished one stays as it is, beside the new one", rows=3
    )


class ReadForm(GovForm):
    """Why a text is authorised, or given back."""

    because = in_words("Why?", hint="What in it you rely on; or what is missing and has to be seen or asked", rows=4)


def _context(
    request: WorkerRequest, case: Casefile, made: Work, title: str, form: GovForm | None = None
) -> dict[str, Any]:
    return {
        "case": case,
        "person": person(case),
        "work": made,
        "kind": KINDS[made.kind],
        "title": title,
        "form": form,
        **for_page(request),
    }


@page(f"{WORK}finish/", name="finish", verb="write", about_child=True, post=True, decides=(finish_a_text,))
def finish(request: WorkerRequest, case: Casefile, work_id: str) -> HttpResponse:
    """Look over the whole text once more, and call it finished. From then on nobody edits it."""
    made, known, refused = found_work(case, work_id), names_in(case), None
    if not made.is_draft:
        return redirect("work", person_id=case.subject, work_id=work_id)
    if request.method == "POST":
        shown = request.POST.get("digest", "")
        try:
            with request.desk.together():
                now = request.desk.casefile_to_read(case.subject)
                current = found_work(now, work_id)
                told = known_of(now, current, known)
                if shown != digest_of(current.kind, text_of(current, told)):
                    request.session["said"] = "It is not finished: the text or the record has changed since you looked."
                    return redirect("finish", person_id=case.subject, work_id=work_id)
                proposal = FinishProposal(work_id=work_id, known=told)
                request.desk.decide(
                    finish_a_text, [case.subject], proposal, by=request.worker, departing=departing(request)
                )
        except Refused as caught:
            refused = caught
        else:
            request.session["said"] = "The text is finished. Nobody can edit it now."
            return redirect("work", person_id=case.subject, work_id=work_id)
    text = draft_text(case, made, known)
    context = {
        **_context(request, case, made, f"Finish: {KINDS[made.kind].title.lower()}"),
        "sections": shown_text(made.kind, text, known),
        "digest": digest_of(made.kind, text),
        **asked_for(request, refused.guards if refused else ()),
    }
    return render(request, "written/finish.html", context, status=422 if refused else 200)


@page(f"{WORK}again/", name="take-up-again", verb="write", about_child=True, post=True)
def take_up_again(request: WorkerRequest, case: Casefile, work_id: str) -> HttpResponse:
    """Take a finished text up again, with a reason. Its authorisation stays with the text that was read."""
    made = found_work(case, work_id)
    mine = request.worker.worker_id in made.authors
    if made.is_draft or (not mine and request.method != "POST"):
        return redirect("work", person_id=case.subject, work_id=work_id)
    if not mine:
        raise PermissionDenied("take up again a text they did not write in: begin a version of your own beside it")
    if answer := put_by(request):
        return answer
    form = begun(request, WhyForm)
    if form.is_valid() and made.latest:
        fact = VersionBegun(work_id=work_id, after=made.latest.version_id, why=form.cleaned_data["why"])
        request.desk.note([ToRecord(fact, (case.subject,), request.desk.now.day)], by=request.worker)
        written_down(request)
        request.session["said"] = "You can write in it again. The finished version stays as it was."
        return redirect("write", person_id=case.subject, work_id=work_id)
    context = {**_context(request, case, made, "Take this text up again", form), "button": "Take it up again"}
    return render(request, "written/form.html", context)


def _opened(request: WorkerRequest, digest: str, now: datetime) -> tuple[str, int]:
    """A mark of when this reader opened this very text, and for how many seconds it has been open."""
    mark = request.POST.get("opened", "")
    try:
        who, what, since = signing.loads(mark, salt=OPENED, max_age=LONGEST_OPEN)
    except (signing.BadSignature, ValueError, TypeError):
        who, what, since = "", "", 0
    if (who, what) != (request.worker.worker_id, digest):
        since = int(now.timestamp())
        mark = signing.dumps([request.worker.worker_id, digest, since], salt=OPENED)
    return mark, max(0, int(now.timestamp()) - since)


@page(
    f"{WORK}read/",
    name="read-text",
    verb="authorise a text",
    about_child=True,
    post=True,
    decides=(authorise_a_text, return_a_text),
)
def read_text(request: WorkerRequest, case: Casefile, work_id: str) -> HttpResponse:
    """Read a finished text, and authorise exactly that text or give it back, with the reason either way."""
    made, known, refused = found_work(case, work_id), names_in(case), None
    latest = made.latest
    if latest is None or made.is_draft:
        return redirect("work", person_id=case.subject, work_id=work_id)
    if answer := put_by(request):
        return answer
    digest = latest.finished.fact.digest
    mark, seconds = _opened(request, digest, timezone.now())
    form = begun(request, ReadForm)
    what: dict[str, Decision] = {"authorise": authorise_a_text, "return": return_a_text}
    chosen = what.get(request.POST.get("decides", ""))
    if form.is_valid() and chosen:
        proposal = ReadProposal(
            work_id=work_id,
            version_id=request.POST.get("version_id", ""),
            digest=request.POST.get("digest", ""),
            because=form.cleaned_data["because"],
            open_seconds=seconds,
        )
        try:
            request.desk.decide(chosen, [case.subject], proposal, by=request.worker)
        except Refused as caught:
            refused = caught
        else:
            written_down(request)
            said = "Your name stands under this text" if chosen is authorise_a_text else "The text is given back"
            request.session["said"] = f"{said}. It was open for {lasted(seconds)}."
            return redirect("work", person_id=case.subject, work_id=work_id)
    beside = laid_beside(case, made)
    context = {
        **_context(request, case, made, f"Read: {KINDS[made.kind].title.lower()}", form),
        "version": latest,
        "sections": shown_text(made.kind, latest.sections, known, beside.sections if beside else ()),
        "beside": beside,
        "authors": ", ".join(known.get(who, "somebody") for who in sorted(latest.authors)),
        "opened": mark,
        "is_author": request.worker.worker_id in latest.authors,
        "names": known,
        **asked_for(request, refused.guards if refused else ()),
    }
    return render(request, "written/read.html", context, status=422 if refused else 200)


@page(f"{WORK}version/<int:number>/", name="text-version", verb="read", about_child=True)
def text_version(request: WorkerRequest, case: Casefile, work_id: str, number: int) -> HttpResponse:
    """One finished text exactly as it was finished, with what changed since the one before."""
    made, known = found_work(case, work_id), names_in(case)
    version = next((one for one in made.versions if one.finished.fact.number == number), None)
    if version is None:
        raise Http404("There is no such version of this text.")
    earlier = next((one for one in made.versions if one.finished.fact.number == number - 1), None)
    context = {
        "case": case,
        "person": person(case),
        "work": made,
        "kind": KINDS[made.kind],
        "version": version,
        "sections": shown_text(made.kind, version.sections, known, earlier.sections if earlier else ()),
        "beside": earlier,
        "names": known,
    }
    return render(request, "written/version.html", context)
