"""A file that cannot be read whole changes nothing, and says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from candour.intake.cin_census import BadFile, import_census, reading
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.ssd.store.reading import rows
from tests.intake.census_files import A_LONG_JOURNEY, child, episode, message
from tests.intake.conftest import Import

WHOLE = message(A_LONG_JOURNEY, child("KESTREL2", episode()))
BOMB = """<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""
LIE = WHOLE.replace("Elsewhere", "Élsewhere").encode("latin-1")

BAD = {
    "no XML": (b"LAchildID,Sex\nKESTREL1,F\n", "not an XML file"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", "not an XML file"),
    "empty": (b"", "is empty"),
    "only spaces": (b"  \n \n", "not an XML file"),
    "cut off in a child": (WHOLE[: len(WHOLE) // 2].encode(), "stops inside"),
    "cut off in a tag": (WHOLE[: WHOLE.index("</Children>") + 5].encode(), "stops inside"),
    "a wrong root": (WHOLE.replace("Message>", "Messages>").encode(), "begins with Messages"),
    "an entity bomb": ((BOMB + WHOLE.replace("Elsewhere", "&c;")).encode(), "document type declaration"),
    "an outside entity": ((OUTSIDE + WHOLE.replace("Elsewhere", "&x;")).encode(), "document type declaration"),
    "a document type": (("<!DOCTYPE Message SYSTEM 'http://localhost/x.dtd'>" + WHOLE).encode(), "document type"),
    "an encoding it is not in": (LIE, "neither XML nor the encoding"),
    "an encoding it lies about": (b'<?xml version="1.0" encoding="UTF-16"?>' + WHOLE.encode(), "encoding"),
    "an unheard-of encoding": (b'<?xml version="1.0" encoding="runes"?>' + WHOLE.encode(), "encoding"),
    "a tag closed wrongly": (WHOLE.replace("</Header>", "</Heather>").encode(), "not well-formed"),
    "an undefined entity": (WHOLE.replace("Elsewhere", "&nbsp;").encode(), "not well-formed"),
    "two roots": ((WHOLE + WHOLE).encode(), "not well-formed"),
    "another return": (message(A_LONG_JOURNEY, collection="CLA").encode(), "“CLA”, not CIN"),
    "no header": (b"<Message><Children></Children></Message>", "has no Header"),
    "no collection": (WHOLE.replace("Collection>", "Kollection>").encode(), "names no Collection"),
    "no year": (message(A_LONG_JOURNEY, year=0, reference="31/03/2025").encode(), "no year that can be read"),
    "elements a hundred deep": ((f"<Message>{'<a>' * 100}{'</a>' * 100}</Message>").encode(), "one inside another"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_changes_nothing_and_says_why(what: str, bring_in: Import) -> None:
    content, why = BAD[what]
    before = rows("SELECT position FROM record_entry")
    with pytest.raises(BadFile) as refused:
        bring_in(content)
    assert why in str(refused.value)
    assert refused.value.what_to_do.endswith(".")
    assert str(refused.value).startswith("Cannot import census.xml. ")
    assert rows("SELECT position FROM record_entry") == before


def test_the_line_is_given(bring_in: Import) -> None:
    with pytest.raises(BadFile) as refused:
        bring_in(WHOLE.replace("</Children>", "</Kinder>"))
    assert refused.value.line == WHOLE[: WHOLE.index("</Children>")].count("\n") + 1


def test_a_folder_and_a_missing_file_are_told_apart(desk: Desk, data_officer: Worker, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="This is a folder"):
        import_census(tmp_path, desk, data_officer)
    with pytest.raises(BadFile, match="There is no such file"):
        import_census(tmp_path / "none.xml", desk, data_officer)


def test_a_child_without_an_end_is_refused_before_it_fills_the_memory(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LONGEST_CHILD", 10_000)
    monkeypatch.setattr(reading, "MOST_ELEMENTS", 500)
    with pytest.raises(BadFile, match="10000 characters"):
        bring_in(WHOLE.replace("Elsewhere", "x" * 20_000))
    with pytest.raises(BadFile, match="500 elements"):
        bring_in(message(child("KESTREL1", *[episode()] * 200)))
    monkeypatch.setattr(reading, "LARGEST_FILE", 100)
    with pytest.raises(BadFile, match="larger than"):
        bring_in(WHOLE)


GOOD = {
    "UTF-8 with a byte order mark": b"\xef\xbb\xbf" + WHOLE.encode(),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>\n' + WHOLE).encode("utf-16"),
    "Latin-1, as it says": b'<?xml version="1.0" encoding="ISO-8859-1"?>' + LIE,
    "Windows-1252, as it says": b'<?xml version="1.0" encoding="windows-1252"?>' + LIE,
    "a default namespace": WHOLE.replace("<Message>", '<Message xmlns="urn:example:census">').encode(),
    "a prefix": WHOLE.replace("</", "</c:").replace("<", "<c:").replace("<c:/c:", "</c:")
    .replace("<c:Message>", '<c:Message xmlns:c="urn:example:census">').encode(),
    "comments and instructions": WHOLE.replace("<Child>", "<!-- one --><?made up?><Child>").encode(),
    "CDATA": WHOLE.replace("KESTREL2", "<![CDATA[KESTREL2]]>").encode(),
}  # fmt: skip


@pytest.mark.parametrize("what", GOOD)
def test_a_good_file_goes_in_however_it_is_spelt(what: str, bring_in: Import) -> None:
    report = bring_in(GOOD[what])
    assert (report.children, report.new_children, report.not_imported) == (2, 2, [])
    assert report.total("new") == 1 + 1 + 1 + 1 + 1 + 2 + 2


def test_the_header_is_read_from_its_reference_date_or_else_its_year(bring_in: Import) -> None:
    assert bring_in(message(reference="2024-03-31", year=2023)).year == "2023-24"
    report = bring_in(message(reference="soon", year=2023))
    assert report.year == "2022-23"
    assert "ReferenceDate is “soon”" in "\n".join(report.text())
