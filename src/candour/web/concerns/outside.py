"""What the scrutineer sees of concerns that are long open or high up: title, level, age and what was missed."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.terms.working_days import working_days_between
from candour.voice.concerns.levels import in_words
from candour.web.concerns.finding import Finder
from candour.web.concerns.kept import waits_to_be_opened
from candour.web.concerns.mine import line_about
from candour.web.pages import page
from candour.web.requests import WorkerRequest


@page("concerns/outside/", name="concerns-outside", verb="see every concern's title")
def concerns_outside(request: WorkerRequest) -> HttpResponse:
    """Every open concern that has come as high, or is as old, as the table says the scrutineer must see."""
    request.unseen = True
    every = list(Finder(request.desk).every())
    found = [
        {
            **line_about(one),
            "level_words": in_words(one.now.level),
            "age": working_days_between(one.now.raised.happened, one.now.day),
            "missed": len([miss for miss in one.now.missed if miss.what == "answer"]),
        }
        for one in every
        if one.now.is_open and one.now.heard_outside and request.worker.worker_id not in one.now.about
    ]
    return render(request, "concerns/outside.html", {"concerns": found, "asked": sum(map(waits_to_be_opened, every))})
