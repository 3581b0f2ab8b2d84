"""People at a browser: they read pages by their labels and press buttons by their words, as anybody would."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Browser, Locator, Page, expect

from tests.office import PASSWORD


class Somebody:
    """One person with a browser window of their own."""

    def __init__(self, browser: Browser, address: str, role: str, **window: object) -> None:
        self.address = address
        self.context = browser.new_context(base_url=address, **window)  # type: ignore[arg-type]
        self.context.set_default_timeout(20000)
        self.page: Page = self.context.new_page()
        self.trouble: list[str] = []
        self.page.on("console", lambda said: self.heard(said.type, said.text))
        self.sign_in(role)

    def heard(self, kind: str, words: str) -> None:
        """A page that asks for more answers 422, which the browser logs: that is not trouble; a script's error is."""
        if kind == "error" and not words.startswith("Failed to load resource"):
            self.trouble.append(words)

    def sign_in(self, role: str) -> None:
        self.page.goto("/sign-in/")
        self.page.get_by_label("User name").fill(role.replace("_", "-"))
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        begins = "Concerns" if role in ("chief_executive", "custodian") else "My children"
        expect(self.page.get_by_role("heading", name=begins, exact=True)).to_be_visible()

    def opens(self, where: str) -> None:
        self.page.goto(where)

    def child(self, person_id: str, step: str = "") -> None:
        self.page.goto(f"/child/{person_id}/{step + '/' if step else ''}")

    def writes(self, label: str, words: str, nth: int = 0) -> None:
        box = self.page.get_by_label(label, exact=False).nth(nth)
        self.unfolds(box)
        box.fill(words)

    def unfolds(self, asked: Locator) -> None:
        """Open the line a question is folded away under, as somebody does who needs it."""
        folded = asked.locator("xpath=ancestor::details[not(@open)]/summary")
        if folded.count():
            folded.first.click()

    def chooses(self, question: str, answer: str, nth: int = 0) -> None:
        """Tick a radio or a checkbox under a question."""
        group = self.page.get_by_role("group", name=question).nth(nth)
        group.get_by_label(answer, exact=False).first.check()

    def ticks(self, label: str) -> None:
        box = self.page.get_by_label(label, exact=False).first
        self.unfolds(box)
        box.check()

    def picks(self, label: str, option: str | re.Pattern[str]) -> None:
        choice = self.page.get_by_label(label, exact=False).first
        found = choice.locator("option", has_text=option).first.get_attribute("value")
        choice.select_option(found)

    def dates(self, question: str, day: date) -> None:
        group = self.page.get_by_role("group", name=question).first
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).fill(str(value))

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def grounds(self, ground: str, because: str, label: str = "in your own words") -> None:
        self.chooses("What does this decision rest on?", ground)
        self.writes(label, because)

    def attends(self, *people: tuple[str, str]) -> None:
        """Fill in who took part."""
        for place, (name, agency) in enumerate(people):
            row = self.page.get_by_role("group", name=f"Person {place + 1}", exact=True)
            if row.count() == 0:
                self.page.get_by_role("button", name="Add another person").click()
                row = self.page.get_by_role("group", name=f"Person {place + 1}", exact=True)
            row.get_by_label("Name").fill(name)
            row.get_by_label("Agency or relation").fill(agency)

    def gives_reason(self, guard_words: str, why: str) -> None:
        """Answer a guard that guidance asks for."""
        self.page.get_by_label(guard_words, exact=False).first.fill(why)

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main, .govuk-notification-banner").get_by_text(words).first).to_be_visible()

    def does_not_see(self, words: str) -> None:
        expect(self.page.get_by_text(words)).to_have_count(0)

    def succeeds(self) -> None:
        """The last thing sent was taken. The answer is waited for: until it comes, the old page is still there."""
        try:
            expect(self.page.locator(".govuk-notification-banner--success")).to_be_visible(timeout=15_000)
        except AssertionError:
            raise AssertionError(f"not taken: {self.page.locator('main').inner_text()[:3000]}") from None

    def leaves(self) -> None:
        self.context.close()
