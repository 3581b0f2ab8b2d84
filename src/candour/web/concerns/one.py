"""One concern, for its raiser and whoever holds it or held it: the clock in words, its life, and what they can do."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from candour.practice.guard import Worker
from candour.record.entries.concerns import ConcernTaskGiven
from candour.voice.concerns.levels import LAWYER, OUTSIDE
from candour.web.concerns.acting import Act, holders_acts, prepared, raisers_acts, write
from candour.web.concerns.finding import Concern, Finder, found_or_404, who_is
from candour.web.concerns.raising import VERB
from candour.web.concerns.telling import children_of, life, top_lines
from candour.web.pages import page
from candour.web.requests import NotGiven, WorkerRequest

MOVED_ON = (
    "Something was written in between, and it is shown now. Your own words are still below and not on the record: look at"
    " what happened, then press the button again if they still hold."
)
NOT_NOW = "Nothing was written: that cannot be done here now. What can be done is below."


@dataclass(frozen=True)
class Seen:
    """What one reader sees of a concern: as its raiser, as whoever holds it, as one who held it until a moment, or less."""

    raiser: bool = False
    holder: bool = False
    until: datetime | None = None
    words: bool = True
    tasks: tuple[tuple[str, str], ...] = ()  # each with who asked
    asked: bool = False


def seen_by(concern: Concern, worker: Worker) -> Seen | None:
    """What somebody sees of a concern; None where they see nothing of it.

    Who is named in it sees nothing, even where they held it before. Who held it sees what was there until it went on.
    """
    now, me = concern.now, worker.worker_id
    if now.raised.fact.how == "named" and now.raised.actor == me:
        return Seen(raiser=True, asked=True)
    if me in now.about:
        return None
    reads = now.scrutineer_may_read or now.raised.fact.level == 6
    if worker.standing.role == "scrutineer" and now.heard_outside:
        return Seen(holder=now.holder == me, words=reads, asked=True)
    if now.holder == me:
        return Seen(holder=True)
    if me in now.held_until:
        return Seen(until=now.held_until[me])
    tasks = tuple(
        (item.fact.words, f"Asked by {who_is(item.actor)}, {item.happened:%-d %B %Y}")
        for item in concern.case.recorded
        if isinstance(item.fact, ConcernTaskGiven) and item.fact.worker_id == me
        and item.entry_id not in now.changed_nothing
    )  # fmt: skip
    return Seen(words=False, tasks=tasks) if tasks else None


def opened(request: WorkerRequest, concern_id: str) -> tuple[Concern, Seen]:
    """A concern for somebody who sees something of it. No view is written."""
    request.unseen = True
    concern = found_or_404(request, concern_id)
    seen = seen_by(concern, request.worker)
    if seen is None:
        raise PermissionDenied("open a concern of somebody else's that does not stand with you")
    return concern, seen


@page("concerns/<ref:concern_id>/", name="concern", verb=VERB, post=True)
def concern(request: WorkerRequest, concern_id: str) -> HttpResponse:
    """One concern: where it stands, what was said, and what you can do about it."""
    found, seen = opened(request, concern_id)
    others = held_besides(request, found) if seen.holder else []
    acts = raisers_acts(found) if seen.raiser else holders_acts(found, len(others)) if seen.holder else []
    form, trouble, in_vain = None, "", list[str]()
    if request.method == "POST":
        act = next((one for one in acts if one.key == request.POST.get("act")), None)
        trouble, in_vain = trouble_with(request, found, act), typed_in_vain(request, act)
        if act:
            form = prepared(act.form(request.POST, prefix=act.key), found.now, others)
            if form.is_valid() and not trouble:
                write(request.desk, found, act, form.cleaned_data, by=request.worker, with_receipt=False)
                request.session["said"] = "It is on the record."
                after = Finder(request.desk).concern(concern_id)
                if after is None or seen_by(after, request.worker) is None:
                    return redirect("concerns")
                return redirect("concern", concern_id=concern_id)
    context = shown(request, found, seen, acts, others, form)
    return render(request, "concerns/one.html", {**context, "trouble": trouble, "in_vain": in_vain})


def trouble_with(request: HttpRequest, found: Concern, act: Act | None) -> str:
    """Why what was sent is not written down; "" where it can be."""
    if act is None:
        return NOT_NOW
    return "" if request.POST.get("version") == str(found.case.version) else MOVED_ON


def typed_in_vain(request: HttpRequest, act: Act | None) -> list[str]:
    """The words of something that cannot be done now: shown, so that they can be taken elsewhere."""
    if act is not None:
        return []
    names = (f"{request.POST.get('act', '')}-{name}" for name in ("words", "why"))
    return [words for name in names if (words := request.POST.get(name, "").strip())]


def held_besides(request: WorkerRequest, found: Concern) -> list[tuple[str, str]]:
    """The other open concerns that stand with the same person."""
    every = Finder(request.desk).every_open()
    return [
        (one.id, one.now.raised.fact.title)
        for one in every
        if one.now.is_open and one.now.holder == request.worker.worker_id and one.id != found.id
    ]


def shown(
    request: HttpRequest, found: Concern, seen: Seen, acts: list[Act], others: list[tuple[str, str]], form: Any = None
) -> dict[str, Any]:
    """What the page of a concern shows to one reader."""
    blank = [
        (
            act,
            form
            if form is not None and form.prefix == act.key
            else prepared(act.form(prefix=act.key), found.now, others),
        )
        for act in acts
    ]
    fact = found.now.raised.fact
    desk = request.desk  # type: ignore[attr-defined]
    return {
        "concern": found,
        "fact": fact,
        "lines": top_lines(found, seen.raiser),
        "seen": seen,
        "life": life(found, until=seen.until, raiser=seen.raiser, asked=seen.asked) if seen.words else [],
        "children": children_of(found, desk.casefile_to_read) if seen.words else [],
        "acts": blank,
        "form": form,
        "outside": OUTSIDE if seen.raiser or (seen.asked and seen.words) else (),
        "lawyer": LAWYER,
        "may_pack": seen.raiser or (seen.asked and seen.words),
    }


@page("concerns/<ref:concern_id>/pack/", name="concern-pack", verb=VERB)
def concern_pack(request: WorkerRequest, concern_id: str) -> HttpResponse:
    """A dated pack of a concern with proofs, to hand to somebody outside. Candour sends it to nobody."""
    found, seen = opened(request, concern_id)
    if not (seen.raiser or (seen.asked and seen.words)):
        raise PermissionDenied(
            "take a concern outside: its raiser does that, or the scrutineer where the raiser lets them read it"
        )
    return packed(request, found, seen)


def packed(request: HttpRequest, found: Concern, seen: Seen) -> HttpResponse:
    """The pack as a file, named after the day: a page to read, and the proofs of it; or why there is none yet."""
    try:
        made = request.bundle(found.id, {})  # type: ignore[attr-defined]
    except NotGiven as why:
        return render(request, "concerns/no_pack.html", {"why": str(why)})
    data = BytesIO(made.data)
    with ZipFile(data, "a", ZIP_DEFLATED) as pack:
        pack.writestr(
            "the-concern.html", render_to_string("concerns/to_read.html", shown(request, found, seen, [], []))
        )
    reply = HttpResponse(data.getvalue(), content_type="application/zip")
    reply["Content-Disposition"] = f'attachment; filename="concern-{found.now.day.isoformat()}.zip"'
    return reply
