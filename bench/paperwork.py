"""What paper costs: what somebody presses to make and send each document, beside how many of its words they typed."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chairs_morning
import own_record
from chairs_morning import DISCUSSION, send
from child_at_conference import review_due
from keyboard import Keyboard, Work
from showing import median, rule, table
from words_typed import READ, TYPED

AFTER_CLOSING = ("closing_letter", "closing_summary")
CONFERENCES = 6


@dataclass(frozen=True)
class Paper:
    """One document as it was sent: to whom, what it took, and where its words came from."""

    name: str
    to_whom: str
    work: Work
    shares: dict[str, int]

    @property
    def words(self) -> int:
        return sum(self.shares.values())

    def share(self, name: str) -> float:
        return self.shares[name] / self.words


def measure(conferences: int = CONFERENCES) -> None:
    """Every kind of document on one child's file, then a chair's morning."""
    own_record.in_its_own_process(every_document)
    chairs_morning.measure(conferences)


def every_document() -> None:
    """A child from the first call to the end of a plan, and every document on the way."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        desk, office, clock = own_record.open_record(Path(folder) / "record.sqlite3")
        from tests.lives import Life

        life = review_due(Life(desk, clock, office).closed_before(), 170).reviewed()
        show(list(papers(life)))


def papers(life: Any) -> Iterator[Paper]:
    """Each document made and sent: first while the plan runs, then those of an ending."""
    from candour.documents.document import DOCUMENTS

    chosen_events(life)
    for kind in TYPED:
        if kind not in AFTER_CLOSING:
            yield text(life, kind)
    for kind in DOCUMENTS:
        if kind not in (*AFTER_CLOSING, "written_work", "minutes"):
            yield sent(life, kind, Work())
    again = {
        "earlier_closures": "He came back within weeks. This time an order keeps him away, and she rings us first.",
        "legal_steps_considered_by": "Team manager",
        "legal_steps_not_taken_because": "Her mother has kept to the order.",
    }
    life.plan_ended(**again)
    yield text(life, "closing_summary")
    life.closed(would_reopen="If he comes to the house or the school.", **again)
    yield sent(life, "closing_letter", Work(), "team_manager")


def text(life: Any, kind: str) -> Paper:
    """A piece of written work: written, finished, authorised where that is asked, and sent to the mother."""
    from candour.terms.written_work import KINDS

    child = f"/child/{life.person_id}/"
    writer = sitting("conference_chair" if kind == "minutes" else "social_worker", child)
    said = TYPED[kind] or {"discussion": DISCUSSION}
    writer.open(f"{child}written-work/")
    writer.send("kind", {}, ("kind", kind))
    writer.send(f"words-{next(iter(said))}", {f"words-{key}": words for key, words in said.items()})
    writer.open(f"{writer.at}finish/")
    writer.send("digest", {})
    work = writer.work
    if kind != "minutes" and KINDS[kind].authorised_by:
        reader = sitting("team_manager", child)
        reader.open(f"{child}written-work/")
        reader.open(f"{child}written-work/{life.work.work_id}/")
        reader.open(f"{reader.at}read/")
        reader.send("because", {"because": READ}, ("decides", "authorise"))
        work += reader.work
    if kind == "minutes":
        return sent(life, "minutes", work, "conference_chair")
    return sent(life, f"written_work:{life.work.work_id}", work)


def chosen_events(life: Any) -> None:
    """Somebody chose events for a chronology: that it can be sent is counted, choosing is not."""
    from candour.record.entries.documents import ChosenEvent, ChronologyWritten

    kinds = ("harm_recorded", "initial_conference_held", "protection_recorded")
    events = [item for item in life.case.recorded if item.fact.kind in kinds]
    chosen = tuple(
        ChosenEvent(entry_id=item.entry_id, analysis="It began here." * (not at)) for at, item in enumerate(events)
    )
    life.note(ChronologyWritten(chronology_id=life.desk.fresh(), number=1, title="For the court", chosen=chosen))


def sent(life: Any, kind: str, before: Work, role: str = "social_worker") -> Paper:
    """A document made and sent on the real pages, to its most usual reader: the mother where it is for her."""
    from candour.documents.document import DOCUMENTS
    from candour.documents.paper import shares
    from candour.documents.readers import readers
    from candour.documents.texts import sentences_written
    from candour.record.casefile.documents import documents_sent

    usual = DOCUMENTS[kind.partition(":")[0]].usual
    wanted = "parent" if "parent" in usual else usual[0]
    reader = next(one for one in readers(life.case) if one.kind == wanted)
    person = sitting(role, f"/child/{life.person_id}/")
    send(person, f"/child/{life.person_id}/", kind, reader.key)
    fact = documents_sent(life.case)[-1].sent.fact
    counted = shares(fact.parts, sentences_written(life.case, fact.version_id))
    return Paper(fact.title, reader.relation or reader.kind, before + person.work, counted)


def sitting(role: str, child: str) -> Keyboard:
    """Somebody in this role, on the child's page; coming there is not counted."""
    person = Keyboard(own_record.signed_in(role))
    person.arrive(child)
    person.work = Work()
    return person


def show(made: list[Paper]) -> None:
    """The table of documents."""
    rule(f"Paper: what it takes to make and send each document, n = {len(made)}, one of each, one child's file")
    heads = ("document", "reader", "keys", "clicks", "pages", "words", "record", "standing", "typed")
    table(
        heads,
        [
            (one.name, one.to_whom, *(f"{many:,}" for many in (one.work.keys, one.work.clicks, one.work.pages, one.words)),
             *(f"{one.share(name):.0%}" for name in one.shares))
            for one in made
        ],
    )  # fmt: skip
    print(
        "Keys: letters typed. Clicks: a tick or a radio 1, a list 2, a box 1, each link and button 1. Written work is"
    )
    print(
        "written, finished, read by a manager where that is asked, and sent. Typed words are those of its own passages."
    )
    whole = sum((one.work for one in made), Work())
    middle = {name: median([one.share(name) for one in made]) for name in made[0].shares}
    print("Median share of a document's words: " + ", ".join(f"{share:.0%} {name}" for name, share in middle.items()))
    many = sum(one.words for one in made)
    told = sum(one.shares["from the record"] for one in made)
    print(
        f"All together: {whole.keys:,} keys, {whole.clicks} clicks; {many:,} words sent, {told / many:.0%} from the record"
    )


if __name__ == "__main__":
    measure(2 if os.environ.get("CANDOUR_BENCH_QUICK") else CONFERENCES)
