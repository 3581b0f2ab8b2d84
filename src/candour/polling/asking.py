"""Which questions stand on which page, what somebody answered there, and whether they were asked it at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.polling.store import Given, Said
from candour.voice.survey.questionnaire import CHOSEN, Question, Questionnaire

ON_A_PAGE = 6
LONGEST = 2000
"""Characters that a question answered in words takes."""
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Grouping:
    """Something people say of where they work, by which results are broken down. The groups are those of the staff file."""

    level: str
    groups: tuple[str, ...]


Item = Grouping | Question


@dataclass(frozen=True)
class Filled:
    """What a form said. `wrong` has for a field what to put right; `strange` is what no page of ours sends."""

    chosen: Said
    words: dict[str, str]
    wrong: dict[str, str]
    strange: bool

    @property
    def given(self) -> Given:
        """The same as answers to be kept."""
        return Given(self.chosen, self.words)


@dataclass(frozen=True)
class Plan:
    """The pages in order. What a question depends on always stands on an earlier page than the question."""

    asks: Questionnaire
    pages: tuple[tuple[Item, ...], ...]

    def field(self, item: Item) -> str:
        """What an item is called in a form."""
        if isinstance(item, Question):
            return f"q-{item.code}"
        return f"by-{[one for page in self.pages for one in page if isinstance(one, Grouping)].index(item)}"

    def shown(self, number: int, filled: Filled) -> list[Item]:
        """What of a page somebody is asked, after what they answered so far."""
        return [
            one
            for one in self.pages[number]
            if isinstance(one, Grouping) or one.code in asked(self.asks, filled.chosen)
        ]

    def after(self, number: int, filled: Filled) -> int:
        """The next page that asks something; the number after the last where none does."""
        return next((at for at in range(number + 1, len(self.pages)) if self.shown(at, filled)), len(self.pages))

    def before(self, number: int, filled: Filled) -> int:
        """The page before that asks something; the first where none does."""
        return next((at for at in range(number - 1, -1, -1) if self.shown(at, filled)), 0)


def plan(asks: Questionnaire, staff: Mapping[str, Mapping[str, int]]) -> Plan:
    """Put the questions on pages: first where somebody works, then in the order of the questionnaire."""
    levels = [level for one in asks.breakdowns for level in one.levels if level in staff]
    pages: list[list[Item]] = [[Grouping(level, tuple(staff[level])) for level in levels]] if levels else []
    here: list[Item] = []
    for one in asks.questions:
        on_it = {each.code for each in here if isinstance(each, Question)}
        if len(here) >= ON_A_PAGE or (one.asked_if and one.asked_if.question in on_it):
            pages.append(here)
            here = []
        here.append(one)
    return Plan(asks, tuple(tuple(page) for page in [*pages, here]))


def asked(asks: Questionnaire, chosen: Said) -> frozenset[str]:
    """The questions that somebody who answered so is asked."""
    found: set[str] = set()
    for one in asks.questions:
        before = one.asked_if
        if before is None or (before.question in found and set(before.answers) & set(chosen.get(before.question, ()))):
            found.add(one.code)
    return frozenset(found)


def stray(asks: Questionnaire, filled: Filled) -> list[str]:
    """The questions answered by somebody who was not asked them."""
    may = asked(asks, filled.chosen)
    return [one.code for one in asks.questions if one.code not in may and _answered(one, filled)]


def without_stray(asks: Questionnaire, filled: Filled) -> Filled:
    """The same without answers to questions that are no longer asked, because an earlier answer was changed."""
    gone = set(stray(asks, filled))
    chosen = {code: said for code, said in filled.chosen.items() if code not in gone}
    return Filled(
        chosen, {code: said for code, said in filled.words.items() if code not in gone}, filled.wrong, filled.strange
    )


def _answered(one: Question, filled: Filled) -> bool:
    return one.code in filled.chosen or one.code in filled.words


def read_form(made: Plan, fields: Fields) -> Filled:
    """What a form says, on whatever page it was sent."""
    chosen, words, wrong = dict[str, list[str]](), dict[str, str](), dict[str, str]()
    known, strange = {"code", "at", "to"}, False
    for item in (one for page in made.pages for one in page):
        name = made.field(item)
        known.add(name)
        said = [one.strip() for one in fields.get(name, ()) if one.strip()]
        if not said:
            continue
        if isinstance(item, Grouping):
            group = dict(_numbered(item)).get(said[0])
            strange = strange or group is None or len(said) > 1
            chosen[item.level] = [group or ""]
        elif item.kind in CHOSEN:
            codes = [answer.code for answer in item.answers]
            strange = strange or not set(said) <= set(codes) or (item.kind != "multiple" and len(said) > 1)
            chosen[item.code] = [code for code in codes if code in said]
        elif len(said) > 1:
            strange = True
        elif item.kind == "number":
            if trouble := _not_a_number(item, said[0]):
                wrong[name] = trouble
            else:
                chosen[item.code] = [str(int(said[0]))]
        elif len(said[0]) > LONGEST:
            wrong[name] = f"Write at most {LONGEST:,} characters; these are {len(said[0]):,}"
        else:
            words[item.code] = said[0]
    return Filled(chosen, words, wrong, strange or not set(fields) <= known)


def carried(made: Plan, filled: Filled, page: int) -> Iterator[tuple[str, str]]:
    """The answers of all other pages, as fields that go along with this one. There is no session that could keep them."""
    for number, items in enumerate(made.pages):
        for item in items if number != page else ():
            name = made.field(item)
            if isinstance(item, Grouping):
                yield from ((name, at) for at, group in _numbered(item) if [group] == filled.chosen.get(item.level))
            elif item.code in filled.words:
                yield name, filled.words[item.code]
            else:
                yield from ((name, said) for said in filled.chosen.get(item.code, ()))


def _numbered(item: Grouping) -> list[tuple[str, str]]:
    return [(str(at), group) for at, group in enumerate(item.groups, 1)]


def _not_a_number(item: Question, said: str) -> str:
    if said.isascii() and said.isdigit() and len(said) < 10 and item.bands[0] <= int(said) <= item.most:
        return ""
    return f"Write a whole number from {item.bands[0]:,} to {item.most:,}, or leave it empty"
