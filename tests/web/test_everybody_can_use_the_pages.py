"""Every page: no axe violation, nothing sideways at 360 pixels, usable by keyboard, and on paper."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from candour.access import permission
from candour.record.casefile.documents import documents_sent
from candour.record.casefile.written_work import works
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.retention import CopyGiven
from candour.record.entries.written_work import ChangeProposed, Statement
from candour.ssd.store.reading import rows
from candour.terms.england_year import census_year_of
from candour.web.addresses import urlpatterns
from candour.web.pages import PAGES
from candour.wiring.desks import right_now
from tests.raising import a_concern
from tests.signals import raised
from tests.surveys import fixed, with_results

assert urlpatterns
ROLES = ("team_manager", "conference_chair", "social_worker", "scrutineer", "service_manager")


def address(page, child, office):
    places = {
        "person_id": child.person_id,
        "position": str(
            child.case.of(CopyGiven if page.name == "whole-record-paper" else ContactReceived)[-1].position
        ),
        "team_id": office.team,
        "worker_id": office.ids["social_worker"],
        "ends_in": "2024",
        "measure": "referrals",
        "supervision_id": child.supervision_id,
        "code": "8790",
        "year": "2026",
        "detector": "bulk_downgrade",
        "survey_id": rows("SELECT surr_survey_id AS id FROM ssd_survey_results LIMIT 1")[0]["id"],
        "signal_id": rows("SELECT sign_id FROM ssd_signal ORDER BY sign_id LIMIT 1")[0]["sign_id"],
        "concern_id": getattr(child, "concern_id", "8" * 32),
        "direction_id": child.case.of(DirectionReceived)[-1].fact.direction_id,
        **papers(child),
    }
    found = "/" + page.address
    for name, value in places.items():
        for kind in ("ref", "int", "slug"):
            found = found.replace(f"<{kind}:{name}>", value)
    return found


def papers(child):
    """What the addresses of written work and documents name, as far as this child has any."""
    there = {"kind": "case_summary", "reader_key": "court", "chronology_id": "d" * 32, "number": "1"}
    for made in works(child.case):
        there |= {"work_id": made.work_id, "passage_id": made.passages[0].passage_id}
        for one in made.open_proposals:
            there["proposal_id"] = one.proposed.fact.proposal_id
    for gone in documents_sent(child.case):
        there |= {"document_id": gone.sent.fact.document_id, "place": str(gone.sent.position)}
    return there


FILES = ("concern-pack", "receipt-pdf", "receipt-proof", "receipt-bundle", "receipt-text")
FOR_ONE_PERSON = ("reflection", "answer-direction")  # opened by those whose words they ask for, whatever their role
# Tried by the first role that may open them: nothing on them depends on who looks.
THE_SAME_FOR_ALL = (
    "census-rules", "census-rule", "return-rule", "detectors", "detector", "thresholds", "instruction", "search",
    "search-words", "new-contact", "new-person", "raise-concern",
)  # fmt: skip
IN_A_DRAFT = ("work", "write", "propose", "answer-proposal", "finish")


def drafted(child):
    """An assessment being written, with words proposed for a passage in it."""
    child.wrote("child", "Seen: She laughs.\n\nTold by Ms Lane: She is late.").wrote("needs", "x", role="team_manager")
    child.wrote("analysis", "Opinion: It goes on.", machine="wrote", tool="Scribe")
    passage = child.work.passages[0]
    fact = ChangeProposed(
        proposal_id=child.desk.fresh(), work_id=child.work.work_id, passage_id=passage.passage_id,
        to_entry=passage.written.entry_id, statements=(Statement(words="She smiles."),), why="So.",
    )  # fmt: skip
    return child.note(fact, role="team_manager")


def test_no_page_has_an_axe_violation_or_runs_sideways_on_a_phone(person, earlier, served):
    child = earlier("Vera", "Axe").on_a_plan().later(40).reviewed().supervised()
    child.wrote("child", "Seen: She laughs.").finished().handed_out()
    child.note(CopyGiven(person_id=child.person_id, reader="Vera", entries=1, digest="0" * 64))
    writing = drafted(earlier("Yara", "Axe").on_a_plan().supervised())
    raised(child.desk, children=(child.person_id,), about_team=served.office.team)
    for survey in (fixed, with_results):
        survey(child.desk, served.office.worker("data_officer", child.desk))
    running = earlier("Will", "Axe").referral().answered().allocated().later(1).discussed().supervised()
    waiting = earlier("Xena", "Axe").referral(indicators=("I02",)).supervised()
    several = {"child": (child, running, waiting), "chronology": (child, running, waiting), "work": (child, writing)}
    found = []
    for role in ROLES:
        child.concern_id = a_concern(child.desk, served.office, by=role, level=5).concern_id
        page = person(role, viewport={"width": 360, "height": 740}).page
        for made in to_be_tried_by(role):
            for life in several.get(made.name, (writing,) if made.name in IN_A_DRAFT else (child,)):
                reply = page.goto(address(made, life, served.office))
                shown = reply is not None and reply.status == 200
                assert shown or made.name in FOR_ONE_PERSON, (role, made.name)
                for violation in Axe().run(page).response["violations"]:
                    found.append((role, made.name, violation["id"], violation["nodes"][0]["html"][:160]))
                if page.evaluate("document.documentElement.scrollWidth") > 360:
                    found.append((role, made.name, "runs sideways", ""))
    assert found == []


def to_be_tried_by(role):
    """The pages a role may open, but for those that look no different to somebody who tried them before."""
    for page in PAGES.values():
        if page.name in ("pdf", "return-file", "measures-table", "survey-declared", *FILES):
            continue  # a file, not a page; the tags of a PDF are tried in tests/documents
        relation = "team" if page.about_child else "none"
        once = page.about_child or page.name in THE_SAME_FOR_ALL
        before = ROLES[: ROLES.index(role)] if once else ()
        if permission.may(role, page.verb, relation) and not any(
            permission.may(one, page.verb, relation) for one in before
        ):
            yield page


def test_a_page_with_errors_and_questions_of_guidance_has_no_axe_violation(person, earlier):
    child = earlier("Yan", "Axe").on_a_plan()
    chair = person("conference_chair")
    chair.child(child.person_id, "end-plan")
    chair.presses("End the plan")
    chair.sees("There is a problem")
    assert [one["id"] for one in Axe().run(chair.page).response["violations"]] == []
    chair.attends(("Ms Lane", "School"))
    chair.chooses("Was it quorate?", "No")
    chair.chooses("Does a child in need plan follow?", "Yes")
    chair.presses("End the plan")
    chair.sees("Guidance asks for more")
    chair.sees("Not yet possible")
    assert [one["id"] for one in Axe().run(chair.page).response["violations"]] == []


def test_results_of_a_survey_can_be_given_and_seen_beside_the_record_on_a_phone(person, beside, served, tmp_path):
    survey = with_results(beside, served.office.worker("data_officer", beside))
    officer = person("data_officer", viewport={"width": 360, "height": 740})
    page, usable = officer.page, []

    def look():
        usable.append([one["id"] for one in Axe().run(page).response["violations"]])
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url

    page.goto("/survey/")
    look()
    wrong = tmp_path / "results.csv"
    wrong.write_text("name,age\n")
    page.locator(f"#id_results-{survey}").set_input_files(wrong)
    page.locator(f"form[action*='{survey}']").get_by_role("button", name="Take in the results").click()
    officer.sees("There is a problem")
    look()
    page.get_by_role("link", name="The selected file holds no results").click()
    assert page.evaluate("document.activeElement.id") == f"id_results-{survey}"
    page.goto(f"/survey/{survey}/beside-the-record/")
    officer.sees("The whole authority")
    look()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Surveys of staff")).to_be_hidden()
    expect(page.get_by_text("2" * 64)).to_be_visible()
    assert usable == [[]] * 3


def tab_to(page, name):
    """Press Tab until the thing of that name has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement;"
            " const l = e.labels && e.labels[0]; return (l ? l.textContent : e.textContent || '').trim() }"
        )
        if name in focused:
            return
    raise AssertionError(f"the Tab key never reached {name!r}")


def test_a_visit_can_be_recorded_with_the_keyboard_alone(person, earlier):
    child = earlier("Zoe", "Keys").referral().answered().allocated()
    worker = person("social_worker")
    worker.child(child.person_id, "visit")
    page = worker.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, "Yes")
    page.keyboard.press("Space")
    tab_to(page, "What did the child say?")
    page.keyboard.type("Typed without a mouse.")
    tab_to(page, "Record the visit")
    page.keyboard.press("Enter")
    worker.sees("Typed without a mouse.")


def test_the_chronology_prints_without_what_is_only_for_the_screen(person, earlier):
    child = earlier("Ari", "Paper").on_a_plan()
    worker = person("social_worker")
    worker.child(child.person_id, "chronology")
    worker.page.emulate_media(media="print")
    expect(worker.page.get_by_text("Narrow what is shown")).to_be_hidden()
    expect(worker.page.get_by_role("link", name="Section 47 enquiry began")).to_be_visible()
    assert len(worker.page.pdf()) > 1000


def test_the_browser_finds_nothing_our_own_policy_forbids(person, earlier):
    child = earlier("Bo", "Policy").referral().answered().allocated()
    worker = person("social_worker")
    for where in ("/", f"/child/{child.person_id}/", f"/child/{child.person_id}/visit/"):
        reply = worker.page.goto(where)
        assert reply is not None
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert not worker.trouble


def test_a_life_as_it_was_known_and_two_days_compared_can_be_used_on_a_phone(person, earlier):
    child = earlier("Noor", "Days").on_a_plan().later(40).reviewed()
    worker = person("social_worker", viewport={"width": 360, "height": 740})
    worker.child(child.person_id, "chronology")
    worker.page.get_by_text("Narrow what is shown").click()
    worker.dates("As it was known at the end of this day", child.day.replace(month=1, day=12))
    worker.ticks("Harm and protection")
    worker.presses("Show")
    worker.sees("What was known when 12 January 2024 ended")
    worker.sees("1 of ")
    pages = [worker.page.url]
    worker.child(child.person_id, "two-dates")
    worker.dates("First day", child.day.replace(month=1, day=12))
    worker.dates("Second day", child.day)
    worker.presses("Compare")
    worker.sees("What changed")
    for where in (*pages, worker.page.url):
        worker.page.goto(where)
        assert [one["id"] for one in Axe().run(worker.page).response["violations"]] == []
        assert worker.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_the_census_would_ask_can_be_used_on_a_phone_and_by_keyboard(person, earlier):
    year = census_year_of(right_now().date())
    child = earlier("Ola", "Census").on(year.start).referral().answered().allocated()
    worker = person("social_worker", viewport={"width": 360, "height": 740})
    page, usable = worker.page, []

    def look(where=""):
        if where:
            page.goto(where)
        usable.append([one["id"] for one in Axe().run(page).response["violations"]])
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url

    worker.child(child.person_id, "details")
    for label in ("Not disabled", "Moving about"):
        page.get_by_role("checkbox", name=label).check()
    page.get_by_label("Ethnic group").select_option("WBRI")
    page.get_by_role("radio", name="Female").check()
    worker.presses("Save the details")
    expect(page.get_by_role("region", name="The census would send this back")).to_be_visible()
    look()
    tab_to(page, "Change or correct details")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Change or correct details")).to_be_visible()
    here = f"/child/{child.person_id}/census/"
    look(here)
    look(f"{here}{year.ends_in}/8670Q/explain/")
    worker.sees("Explain a query")
    officer = person("service_manager", viewport={"width": 360, "height": 740})
    page = officer.page
    ready = f"/census/{year.ends_in}/"
    for where in (ready, f"{ready}rules/8790/", f"{here}{year.ends_in}/8790/ask/", f"{ready}file/"):
        look(where)
    assert usable == [[]] * len(usable)
