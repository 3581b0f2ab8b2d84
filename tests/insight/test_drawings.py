"""The charts: readable without colour or sight, safe in a page that forbids style and scripts, and told again as a table."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from candour.insight.drawing import flow, funnel, run_chart, survival

NASTY = '<script>alert("x")</script> & "Sons\''
SVG = "{http://www.w3.org/2000/svg}"

FUNNEL = funnel.FunnelChart(
    title=f"Plans {NASTY}",
    says="One differs",
    unit="share",
    value="Share",
    size="Plans ended",
    centre=0.2,
    inner=funnel.Limits("95% of ordinary ones", ((10, 0.05, 0.4), (500, 0.15, 0.26))),
    outer=funnel.Limits("99.8% of ordinary ones", ((10, 0.0, 0.5), (500, 0.1, 0.3))),
    dots=(
        funnel.Dot(f"Ash {NASTY}", 20, 100, 0.2, 0.13, 0.29, 0.0, "ordinary"),
        funnel.Dot("Birch", 60, 100, 0.6, 0.5, 0.69, 4.2, "different", marked=True),
        funnel.Dot("Cedar", 5, 400, 0.013, 0.005, 0.03, -2.4, "near the edge"),
    ),
)
RUN = run_chart.RunChart(
    title="Enquiries that led to a conference",
    says=f"It fell {NASTY}",
    unit="share",
    value="Share",
    months=tuple(
        run_chart.Month(f"2024-{n:02d}", value, 40, 0.3, 0.5) for n, value in enumerate((0.42, 0.4, 0.2, 0.22), 1)
    ),
    levels=(run_chart.Level(0, 1, 0.41, "about 41% until February"),),
    marks=(run_chart.Mark(2, f"A new threshold document {NASTY}"),),
)
FLOW = flow.Flow(
    f"From contact {NASTY}", "", (flow.Step("Contacts", 2000), flow.Step("Referrals", 400), flow.Step("Plans", 0))
)
SURVIVAL = survival.Survival(
    title="Not referred again",
    says=NASTY,
    value="Not referred again",
    time="Days since closing",
    curves=(
        survival.Curve("Closed at a review", (survival.At(0, 1, 1, 1, 50), survival.At(200, 0.8, 0.7, 0.9, 40))),
        survival.Curve(f"Closed before {NASTY}", (survival.At(0, 1, 1, 1, 30), survival.At(90, 0.5, 0.3, 0.7, 12))),
    ),
)
CHARTS = {
    "funnel": (funnel.draw(FUNNEL), funnel.rows(FUNNEL)),
    "run chart": (run_chart.draw(RUN), run_chart.rows(RUN)),
    "flow": (flow.draw(FLOW), flow.rows(FLOW)),
    "survival": (survival.draw(SURVIVAL), survival.rows(SURVIVAL)),
}


def parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314  drawn here, not fetched


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_name_and_words_and_nothing_a_strict_page_would_refuse(name: str) -> None:
    drawn, _ = CHARTS[name]
    root = parsed(drawn)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.find(f"{SVG}desc") is not None
    assert root.get("aria-label", "").startswith(root.findtext(f"{SVG}title") or "-")
    for element in root.iter():
        assert element.tag not in (f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject", f"{SVG}image")
        assert not {key for key in element.attrib if key == "style" or key.startswith("on") or "href" in key}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_takes_the_width_it_is_given_and_its_letters_stay_readable_on_a_telephone(name: str) -> None:
    root = parsed(CHARTS[name][0])
    assert root.get("width") is None
    left, top, wide, tall = map(float, root.get("viewBox", "").split())
    assert (left, top) == (0, 0)
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("font-size", 0)) * 328 / wide >= 10
        assert 0 <= float(text.get("x", -1)) <= wide and 0 <= float(text.get("y", -1)) <= tall


@pytest.mark.parametrize("name", CHARTS)
def test_names_from_a_record_can_break_neither_the_chart_nor_the_page(name: str) -> None:
    drawn, _ = CHARTS[name]
    assert "<script" not in drawn
    assert "alert(" in "".join(parsed(drawn).itertext())


def test_what_is_different_has_a_shape_of_its_own_and_the_one_asked_about_its_name() -> None:
    root = parsed(CHARTS["funnel"][0])
    titled = {
        one.findtext(f"{SVG}title"): one.tag
        for one in root.iter()
        if one is not root and one.find(f"{SVG}title") is not None
    }
    assert titled["Cedar: 1.3%, near the edge"] == f"{SVG}circle"
    assert [text.text for text in root.iter(f"{SVG}text") if text.text == "Birch"] == ["Birch"]
    diamonds = [one for one in root.iter(f"{SVG}polygon") if one.find(f"{SVG}title") is not None]
    assert [one.findtext(f"{SVG}title") for one in diamonds] == ["Birch: 60.0%, different"]
    assert len({line.get("stroke-dasharray") for line in root.iter(f"{SVG}polyline")}) == 2


def test_the_funnels_table_has_every_unit_in_the_order_given() -> None:
    table = CHARTS["funnel"][1]
    assert [row[0] for row in table.rows] == [f"Ash {NASTY}", "Birch", "Cedar"]
    assert table.rows[1] == ("Birch", "60.0%", "50.0% to 69.0%", "60", "100", "+4.2", "different, above")
    assert table.rows[0][-2:] == ("0.0", "ordinary")


def test_a_month_outside_what_is_ordinary_is_a_diamond_and_what_is_known_is_written_out() -> None:
    root = parsed(CHARTS["run chart"][0])
    outside = [one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}polygon") if one.find(f"{SVG}title") is not None]
    assert outside == ["2024-03: 20.0%", "2024-04: 22.0%"]
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "about 41% until February" in words and "1: A new threshold document" in words
    assert CHARTS["run chart"][1].rows[2][1:4] == ("20.0%", "40", "30.0% to 50.0%")
    assert CHARTS["run chart"][1].rows[2][4].startswith("A new threshold document")


def test_a_cusum_is_a_run_chart_without_a_band() -> None:
    months = tuple(run_chart.Month(str(n), value) for n, value in enumerate((0.0, 1.5, 4.2)))
    chart = run_chart.RunChart("CUSUM", "", "count", "Sum", months, (run_chart.Level(0, 2, 4, "the limit"),))
    drawn = run_chart.draw(chart)
    assert "Shaded" not in drawn and "the limit" in drawn
    assert run_chart.rows(chart).rows[2] == ("2", "4.2", "", "", "")


def test_a_flow_says_of_how_many_and_has_no_share_of_nothing() -> None:
    nothing = flow.Flow("None", "", (flow.Step("Contacts", 0), flow.Step("Referrals", 0)))
    assert flow.rows(nothing).rows[1] == ("Referrals", "0", "not known", "not known")
    assert CHARTS["flow"][1].rows[1] == ("Referrals", "400", "20.0%", "20.0%")
    bars = [float(one.get("width", 0)) for one in parsed(CHARTS["flow"][0]).iter(f"{SVG}rect")][1:]
    assert bars[1] / bars[0] == pytest.approx(0.2, abs=0.001) and bars[2] == 0


def test_survival_falls_in_steps_and_each_group_has_a_dash_of_its_own() -> None:
    root = parsed(CHARTS["survival"][0])
    curves = list(root.iter(f"{SVG}polyline"))
    assert len({line.get("stroke-dasharray") for line in curves}) == 2
    for line in curves:
        points = [tuple(map(float, pair.split(","))) for pair in line.get("points", "").split()]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
    ends = [line.get("points", "").split()[-1].split(",")[0] for line in curves]
    assert ends[0] > ends[1]  # a group is drawn as far as it was watched
    assert CHARTS["survival"][1].rows[1] == ("Closed at a review", "200", "80.0%", "70.0% to 90.0%", "40")
    five = survival.Survival("", "", "", "", SURVIVAL.curves * 3)
    with pytest.raises(ValueError, match="6 curves cannot be told apart"):
        survival.draw(five)


def test_every_colour_of_words_and_lines_can_be_seen_on_white() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for drawn, _ in CHARTS.values():
        for colour in set(re.findall(r'<text[^>]* fill="(#\w+)"', drawn)):
            assert 1.05 / (light(colour) + 0.05) >= 4.5
        for colour in set(re.findall(r'<polyline[^>]* stroke="(#\w+)"', drawn)):
            assert 1.05 / (light(colour) + 0.05) >= 3
