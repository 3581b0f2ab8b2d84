"""What stands at every address of a record that was erased: that it was, on what basis, by whom, and what is left."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from candour.access import permission
from candour.access.views_kept import note_a_view
from candour.record.casefile import Casefile
from candour.record.casefile.retention import Erasure, holds
from candour.record.entry import kind_of
from candour.record.leaf import WordsGone
from candour.terms.retention import BASES
from candour.web.names import names
from candour.web.requests import WorkerRequest


class RecordEnded(Exception):
    """The record about this person was erased."""

    def __init__(self, case: Casefile, erasure: Erasure) -> None:
        self.case, self.erasure = case, erasure
        super().__init__(RecordEnded.__doc__)


def spelt_type(kind: str) -> str:
    """An entry type in words, where its own heading would say too much or its words are gone.

    >>> spelt_type("harm_recorded/1")
    'Harm recorded'
    """
    return kind.partition("/")[0].replace("_", " ").capitalize()


def ended_page(request: WorkerRequest, gone: RecordEnded) -> HttpResponse:
    """The one page that is left, for whoever may open children's files; the look is on the log first."""
    if not permission.may_for(request.worker, "read", gone.case):
        raise PermissionDenied(permission.VERBS["read"].words)
    note_a_view(gone.case, request.worker, "erased", timezone.now())
    own = [item for item in gone.case.recorded if item.subjects[0] == gone.case.subject]
    known = names({item.actor for item in gone.case.recorded})
    left = [
        {
            "item": item,
            "what": spelt_type(item.fact.type if isinstance(item.fact, WordsGone) else kind_of(item.fact)),
            "by": known.get(item.actor, item.actor),
        }
        for item in own
    ]
    one = gone.erasure
    shown = {
        "one": one,
        "basis": BASES.get(one.asked.fact.basis, one.asked.fact.basis),
        "asked_by": known.get(one.asked.actor, one.asked.actor),
        "agreed_by": known.get(one.agreed.actor, one.agreed.actor) if one.agreed else "",
        "done_by": known.get(one.carried_out.actor, one.carried_out.actor) if one.carried_out else "",
        "holds": holds(gone.case),
        "left": left,
    }
    return render(request, "keeping/erased.html", shown, status=410)
