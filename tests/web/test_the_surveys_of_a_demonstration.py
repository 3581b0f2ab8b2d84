"""A demonstration has a survey that is open and one whose results are out, so that both can be tried at once."""

from __future__ import annotations

import pytest
from django.conf import settings

from candour.access.store.models import Account
from candour.polling import keeping
from candour.record.entries.survey import SurveyDeclared
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.wiring.desks import desk as now_desk
from candour.wiring.survey_for_show import services, two_surveys
from tests.web.test_pages_open import client_for


@pytest.fixture
def shown(office, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA", tmp_path)
    two_surveys(office.worker("data_officer", now_desk()))
    return {row["surv_id"]: row for row in rows("SELECT * FROM ssd_survey")}


def test_both_are_on_the_record_as_their_services_hold_them_and_no_pot_is_left_lying_about(shown, tmp_path):
    assert Account.objects.exists() and len(shown) == 2
    for command in services():
        survey = keeping.opened(tmp_path / command[2])
        assert survey.faults() == []
        assert read(survey.statement.survey).of(SurveyDeclared)[0].fact.digest == survey.statement.digest
        survey.store.close()
    assert {one.name for one in tmp_path.iterdir()} == {"survey", "last-survey"}


def test_made_once_they_stay_as_they_are(shown, office):
    two_surveys(office.worker("data_officer", now_desk()))
    assert {row["surv_id"] for row in rows("SELECT surv_id FROM ssd_survey")} == set(shown)


def test_a_social_worker_is_handed_a_code_that_the_service_takes(shown, office, tmp_path):
    page = client_for("social_worker", office).get("/survey/").content.decode()
    assert "Show my code" in page and "were published on" in page
    open_now = next(one for one in shown if f'value="{one}"' in page)
    page = client_for("social_worker", office).post("/survey/", {"survey": open_now}).content.decode()
    code = page.split('id="code">')[1].split("<")[0].replace(" ", "")
    survey = keeping.opened(tmp_path / "survey")
    survey.store.known(code)
    survey.store.close()
