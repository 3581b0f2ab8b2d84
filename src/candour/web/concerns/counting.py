"""Counts of concerns, month by month: told under the survey's rules, so that no count gives anybody away."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.web.concerns.finding import Finder
from candour.web.pages import page
from candour.web.requests import WorkerRequest


@page("concerns/counts/", name="concern-counts", verb="see counts of concerns")
def concern_counts(request: WorkerRequest) -> HttpResponse:
    """How many concerns were raised each month, by level: late, moved up by time, disagreed with, and how long answers took."""
    from candour.voice.concerns.counts import counts

    request.unseen = True
    found = counts((one.now for one in Finder(request.desk).every()), request.desk.now.day)
    return render(request, "concerns/counts.html", {"counts": found})
