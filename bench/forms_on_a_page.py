"""Reads the forms of a page as a browser does: every question, what stands in it already, and what is folded away."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Asked:
    """One question of a form. `kind` is how it is answered: typed, tick, radio, list or hidden."""

    name: str
    kind: str
    said: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    fold: int = 0  # the closed fold it lies in; 0 where it is in the open


@dataclass
class Form:
    """One form: where it goes, its questions, and its buttons as (name, value)."""

    where: str
    method: str
    asked: dict[str, Asked] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return name in self.asked or name in dict(self.buttons)

    def carried(self) -> dict[str, list[str]]:
        """Everything a browser would send if nobody changed anything."""
        return {one.name: list(one.said) for one in self.asked.values() if one.said}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.form: Form | None = None
        self.open: Asked | None = None  # the list or text area whose inside is being read
        self.folds: list[int] = []
        self.folded = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(said.get("href", ""))
        elif tag == "details":
            self.folded += 1
            self.folds.append(0 if "open" in said else self.folded)
        elif tag == "form":
            self.form = Form(said.get("action", ""), said.get("method", "get"))
            self.forms.append(self.form)
        elif self.form is not None:
            self._inside(tag, said, self.form)

    def _inside(self, tag: str, said: dict[str, str], form: Form) -> None:
        name = said.get("name", "")
        if tag == "button":
            form.buttons.append((name, said.get("value", "")))
        elif tag == "option" and self.open is not None:
            self.open.choices.append(said.get("value", ""))
            if "selected" in said:
                self.open.said = [said.get("value", "")]
        elif tag in ("select", "textarea") and name:
            self.open = form.asked[name] = Asked(name, "list" if tag == "select" else "typed", fold=self._fold)
        elif tag == "input" and name:
            kind = {"checkbox": "tick", "radio": "radio", "hidden": "hidden"}.get(said.get("type", ""), "typed")
            one = form.asked.setdefault(name, Asked(name, kind, fold=self._fold))
            value = said.get("value", "on" if kind == "tick" else "")
            one.choices.append(value)
            if (kind in ("hidden", "typed") and value) or "checked" in said:
                one.said.append(value)

    @property
    def _fold(self) -> int:
        return max(self.folds, default=0)

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.kind == "typed":
            self.open.said = ["".join(self.open.said) + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "details":
            self.folds.pop()
        elif tag in ("select", "textarea") and self.open is not None:
            if self.open.kind == "typed":
                self.open.said = [words for words in ["".join(self.open.said).removeprefix("\n")] if words.strip()]
            elif not self.open.said:
                self.open.said = self.open.choices[:1]
            self.open = None


def read(page: str) -> tuple[list[Form], list[str]]:
    """The forms of a page, and where its links lead."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms, reader.links
