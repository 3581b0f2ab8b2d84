"""Somebody at the keyboard: opens real pages, changes only what they would, and every page, click and key is counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from time import perf_counter
from typing import Any

from forms_on_a_page import Form, read

# Card, Moran and Newell, "The keystroke-level model for user performance time with interactive systems",
# Communications of the ACM 23(7), 1980: seconds for a key or button (somebody who types about 40 words a minute),
# for pointing at something, for moving a hand between keys and mouse, and for making up one's mind.
KEY, POINT, HOME, MIND = 0.28, 1.10, 0.40, 1.35


@dataclass
class Work:
    """What a piece of work took: counted, but for the seconds, which are the server's on this machine."""

    pages: int = 0
    clicks: int = 0
    keys: int = 0
    typed: int = 0  # boxes typed into: a hand goes to the keys and back for each
    minds: int = 0  # what one makes up one's mind about: each page, each choice, each box
    seconds: float = 0.0

    def __add__(self, other: "Work") -> "Work":
        return Work(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Work)))

    def by_operator(self) -> dict[str, float]:
        """Estimated seconds by each operator of the keystroke-level model."""
        return {
            "typing": KEY * self.keys,
            "pointing and clicking": (POINT + KEY) * self.clicks,
            "hands between keys and mouse": 2 * HOME * self.typed,
            "making up one's mind": MIND * self.minds,
            "waiting for the server": self.seconds,
        }

    @property
    def minutes(self) -> float:
        return sum(self.by_operator().values()) / 60


class Keyboard:
    """One person's browser, with what their work took so far."""

    def __init__(self, client: Any) -> None:
        self.client, self.work = client, Work()
        self.page, self.at = "", ""

    def arrive(self, where: str) -> None:
        """Be on a page, from wherever one was."""
        self._take(self.client.get, where, {})

    def open(self, where: str) -> None:
        """Click a link of this page that leads there."""
        if self.link(where) is None:
            raise RuntimeError(f"no link on {self.at} leads to {where}")
        self.work += Work(clicks=1)
        self._take(self.client.get, where, {})

    def link(self, where: str) -> str | None:
        """This page's link there, whatever follows the question mark."""
        return next((one for one in read(self.page)[1] if where in (one, one.partition("?")[0])), None)

    def form(self, name: str) -> Form:
        """The form on this page that asks this, or has a button of this name."""
        found = next((one for one in read(self.page)[0] if name in one), None)
        if found is None:
            raise RuntimeError(f"{self.at} has no form with {name}")
        return found

    def send(self, name: str, answers: Mapping[str, Any], button: tuple[str, str] = ("", "")) -> None:
        """Answer the form that asks `name`, beyond what stands in it already, and press its button."""
        form = self.form(name)
        data, opened = form.carried(), set()
        for asked, said in answers.items():
            one = form.asked[asked]
            wanted = list(said) if isinstance(said, list | tuple) else [said]
            if wanted == one.said:
                continue
            if one.fold and one.fold not in opened:
                opened.add(one.fold)
                self.work += Work(clicks=1)
            self.work += _answering(one.kind, wanted, one.said)
            data[asked] = wanted
        self.work += Work(clicks=1)
        ask = self.client.get if form.method == "get" else self.client.post
        self._take(ask, form.where or self.at, {**data, **({button[0]: button[1]} if button[0] else {})})

    def _take(self, ask: Any, where: str, data: Mapping[str, Any]) -> None:
        began = perf_counter()
        reply = ask(where, data, follow=True)
        self.page = reply.content.decode()
        self.work += Work(pages=1, minds=1, seconds=perf_counter() - began)
        wrong = reply.status_code != 200 or "govuk-error-summary" in self.page or 'id="asked"' in self.page
        if wrong:
            said = re.sub(r"<[^>]+>|\s+", " ", self.page.partition("<main")[2])
            raise RuntimeError(f"{where} answered {reply.status_code}: {' '.join(said.split())[:1500]}")
        self.at = reply.redirect_chain[-1][0] if reply.redirect_chain else where


def _answering(kind: str, wanted: list[str], there: list[str]) -> Work:
    """What one answer takes: a tick or a radio 1 click, a list 2, a box a click and its letters."""
    if kind == "typed":
        return Work(clicks=1, keys=sum(map(len, wanted)), typed=1, minds=1)
    if kind == "list":
        return Work(clicks=2, minds=1)
    changed = len(set(wanted) ^ set(there)) if kind == "tick" else 1
    return Work(clicks=changed, minds=1)
