"""A document says how many of its words were typed for it, and a finished text's own words are not called the record's."""

from __future__ import annotations

from candour.documents.document import DOCUMENTS, Making, made
from candour.documents.paper import shares
from candour.documents.readers import reader
from candour.documents.texts import sentences_written
from candour.web.child import names_in


def document(life):
    making = Making(
        life.case,
        names_in(life.case),
        reader(life.case, "court"),
        life.day,
        life.desk.casefile_to_read,
        life.work.work_id,
    )
    return made(DOCUMENTS["written_work"], making)


def test_the_passages_of_a_text_are_typed_and_what_the_record_knew_is_not(life):
    child = life().on_a_plan().wrote("analysis", "Opinion: She is afraid of him.\nShe sleeps badly.").finished()

    shown = document(child)
    counted = shares(shown.parts, sentences_written(child.case, shown.text.version_id))

    assert counted["typed for it"] == 11  # with the author's name before them
    assert counted["from the record"] > 0
    assert sum(counted.values()) == sum(shares(shown.parts).values())
