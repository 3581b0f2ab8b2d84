"""A01: 70% of social workers lack the resources to protect children. The survey measures it, with how sure that is."""

from __future__ import annotations

import csv
import io

from tests.polling.conftest import PUBLISHES, hold


def test_seven_in_ten_say_so_and_the_page_says_of_how_many_how_sure_and_what_the_silent_could_change(tmp_path):
    held = hold(tmp_path, "standard", by=("role",))
    for nth, code in enumerate(held.codes[:100]):
        held.send(code, q_enough_resources="no" if nth % 10 < 7 else "yes", by_0=1 if nth < 85 else 2)
    held.on(PUBLISHES)
    lines = csv.DictReader(io.StringIO(held.ask("/results.csv").text))
    said = {(one["group"], one["answer"]): one for one in lines if one["question"] == "enough_resources"}
    everybody = said["", "no"]
    assert (everybody["told"], everybody["number"], everybody["answered"]) == ("70%", "70", "100")
    # Of all 120 staff it is at least 70 and at most 90, whatever the 20 who were silent would have said.
    assert (float(everybody["least"]), float(everybody["most"])) == (0.5833, 0.75)
    assert float(everybody["low"]) < 0.7 < float(everybody["high"])
    assert everybody["weighted"] == "70"
    assert said["Manager", "no"]["told"] in ("60 to 80%", "not told"), "15 managers: a band, never a bare share"
    page = held.ask("/results").text
    assert "Asked of 100; 100 answered" in page and "Of all staff, from and to" in page
    held.survey.store.close()
