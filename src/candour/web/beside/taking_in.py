"""The form for the results of a survey: the file as its service published it, held against what was fixed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may
from candour.record.entries.survey import SurveyDeclared, SurveyResultsTakenIn
from candour.record.entry import ToRecord
from candour.web.beside.reading import CHOOSE, WrongFile, results_from
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest

MOST_BYTES = 5 * 1024 * 1024
GIVES = "declare a survey"


class ResultsForm(GovForm):
    """The file of a survey's results."""

    results = forms.FileField(
        label="The survey's results (results.csv)",
        help_text="As the survey's own service published it, at most 5 MB",
        max_length=200,
        error_messages={
            "required": f"Select the survey's results. {CHOOSE}",
            "missing": f"Select the survey's results. {CHOOSE}",
            "empty": f"The selected file is empty. {CHOOSE}",
            "invalid": f"The file did not arrive with the form. {CHOOSE}",
            "max_length": "The name of the selected file must be 200 characters or less. Call it results.csv",
        },
    )

    def __init__(self, *given: Any, fixed: SurveyDeclared, **more: Any) -> None:
        super().__init__(*given, auto_id=f"id_%s-{fixed.survey_id}", **more)
        self.fixed = fixed

    def clean_results(self) -> SurveyResultsTakenIn:
        """The figures of the file. Raises ValidationError, with what is wrong and what to do."""
        given: UploadedFile[bytes] = self.cleaned_data["results"]
        if given.size is None or given.size > MOST_BYTES:
            raise forms.ValidationError(f"The selected file must be 5 MB or smaller. {CHOOSE}")
        try:
            return results_from(given.read(), self.fixed)
        except WrongFile as wrong:
            raise forms.ValidationError(str(wrong)) from None


@page("survey/<ref:survey_id>/results/", name="survey-results", verb="declare a survey", post=True)
def survey_results(request: WorkerRequest, survey_id: str) -> HttpResponse:
    """Taking in the results of a survey, so that they can be laid beside the record."""
    case = request.desk.casefile_to_read(survey_id)
    item = next(iter(case.of(SurveyDeclared)), None)
    if item is None:
        raise Http404("There is no survey with this reference.")
    out = item.fact.publishes <= request.desk.now.day
    posted = request.method == "POST" and out
    form = ResultsForm(*((request.POST, request.FILES) if posted else ()), fixed=item.fact)
    if not posted or not form.is_valid():
        return render(request, "beside/results.html", {"form": form, "fixed": item.fact, "out": out})
    found: SurveyResultsTakenIn = form.cleaned_data["results"]
    before = case.last(SurveyResultsTakenIn)
    if before is None or before.fact.digest != found.digest:
        request.desk.note([ToRecord(found, (survey_id,), request.desk.now.day)], by=request.worker)
    request.session["said"] = "The results are on the record."
    if not may(request.worker.standing.role, "see grounds and directions", "none"):
        return redirect("surveys")
    return redirect("beside-the-record", survey_id)
