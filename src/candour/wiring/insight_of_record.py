"""The record as a history that insight can ask: its tables, with who wrote a row and when, and who chaired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from candour.ssd.store.reading import rows

if TYPE_CHECKING:  # loaded where it is used: every command and every server reads this module, and few ask of patterns
    from candour.insight.history import Engine, History

Rows = list[dict[str, Any]]
ACTS = {  # the entry that says a row's event happened, and the column with its day
    "cin_episodes": ("referral_received", "cine_person_id", "cine_referral_date", ""),
    "cin_assessments": ("assessment_started", "cina_person_id", "cina_assessment_start_date", ""),
    "s47_enquiry": ("enquiry_started", "s47e_person_id", "s47e_s47_start_date", ""),
    "initial_cp_conference": ("initial_conference_held", "icpc_person_id", "icpc_icpc_date", ""),
    "cp_plans": ("cp_plan_started", "cppl_person_id", "cppl_cp_plan_start_date", ""),
    "cp_reviews": ("review_conference_held", "cppr_person_id", "cppr_cp_review_date", ""),
    "cin_plans": ("cin_plan_started", "cinp_person_id", "cinp_cin_plan_start_date", ""),
    "involvements": ("child_allocated", "invo_person_id", "invo_involvement_start_date", ""),
    "cp_visits": ("visit_made", "cppv_person_id", "cppv_cp_visit_date", ""),
    "cin_visits": ("visit_made", "cinv_person_id", "cinv_cin_visit_date", ""),
}
ENDS = {
    "cin_episodes": ("episode_closed", "cine_person_id", "cine_close_date", "end_"),
    "cp_plans": ("cp_plan_ended", "cppl_person_id", "cppl_cp_plan_end_date", "end_"),
    "cin_plans": ("cin_plan_ended", "cinp_person_id", "cinp_cin_plan_end_date", "end_"),
    "involvements": ("allocation_ended", "invo_person_id", "invo_involvement_end_date", "end_"),
}
PLAIN = ("family", "professionals", "decision", "harm", "protection", "strategy_discussion", "dissent")
WRITTEN_UP = ("visit_made", "assessment_authorised", "enquiry_part_done", "enquiry_outcome_decided")
EPOCH = date(1970, 1, 1).toordinal()
BESIDE = ("dissent", "harm", "protection")
ENDED = "end the child protection plan"
REVIEWED = "review of the child protection plan"


def history_of_record(authority: str) -> History:
    """Everything the record's tables hold that a detector may ask for. Loads Polars: never called by a page."""
    from candour.frames import polars_extract
    from candour.insight.history import Engine, history

    engine = Engine(
        polars_extract.days, polars_extract.collected, polars_extract.kept, polars_extract.of_columns
    )  # fmt: skip
    raw = {name: _frame(found, engine) for name, found in tables().items() if found}
    return history(raw, engine, source="record", authority=authority, covers=_written_here(authority))


def _written_here(authority: str) -> dict[str, tuple[int, int]] | None:
    """From the day after the first referral written down here as it came, to the last day anything was; nothing where none
    was. On a record's first day what is already open is brought over from elsewhere, and that is no pattern."""
    first = rows("SELECT MIN(act_recorded) AS day FROM ssd_act WHERE act_type = 'referral_received'")[0]["day"]
    last = rows("SELECT MAX(act_recorded) AS day FROM ssd_act")[0]["day"]
    if not first:
        return None
    since, until = (date.fromisoformat((_text(day) or "")[:10]).toordinal() - EPOCH for day in (first, last))
    return {authority: (since + 1, until)}


def tables() -> dict[str, Rows]:
    """The rows of each table that insight knows, under the names that it knows."""
    found = {name: rows(f"SELECT * FROM ssd_{name}") for name in (*ACTS, *PLAIN)}
    written = _acts()
    for name, made in found.items():
        for told in (ACTS.get(name), ENDS.get(name)):
            if told:
                _say_who_wrote(made, told, written)
    by_entry = {row["act_id"]: row for row in rows("SELECT act_id, act_recorded, act_actor FROM ssd_act")}
    for row in found["decision"]:
        act = by_entry.get(row["deci_id"], {})
        row["recorded_at"], row["recorded_by"] = act.get("act_recorded"), act.get("act_actor")
    _say_who_chaired(found)
    found["words"] = _copied_words()
    return found


def _copied_words() -> Rows:
    """Which long texts stand almost word for word in another child's file, or in the same one on an earlier day."""
    from candour.insight.copying import copied

    kinds = sorted(WRITTEN_UP)
    found = rows(
        "SELECT text_person_id, text_happened, text_words FROM ssd_words WHERE text_state = 'standing'"
        f" AND text_kind IN ({', '.join(['%s'] * len(kinds))}) ORDER BY text_position",
        kinds,
    )
    flags = copied([row.pop("text_words") for row in found])
    return [
        {**row, "text_copied": {True: "Y", False: "N"}[flag]}
        for row, flag in zip(found, flags, strict=True)
        if flag is not None
    ]


def _acts() -> Mapping[tuple[str, str, str], dict[str, Any]]:
    """The first entry of each kind about a child on a day."""
    kinds = sorted({told[0] for told in (*ACTS.values(), *ENDS.values())})
    marks = ", ".join(["%s"] * len(kinds))
    made = rows(
        "SELECT act_person_id, act_type, act_happened, act_recorded, act_actor FROM ssd_act"
        f" WHERE act_type IN ({marks}) AND act_state = 'standing' ORDER BY act_position DESC",
        kinds,
    )
    return {(row["act_type"], row["act_person_id"], _text(row["act_happened"]) or ""): row for row in made}


def _say_who_wrote(
    made: Rows, told: tuple[str, str, str, str], written: Mapping[tuple[str, str, str], Mapping[str, Any]]
) -> None:
    kind, person, day, prefix = told
    for row in made:
        act = written.get((kind, row[person], _text(row[day]) or ""), {})
        row[f"{prefix}recorded_at"], row[f"{prefix}recorded_by"] = act.get("act_recorded"), act.get("act_actor")


def _say_who_chaired(found: dict[str, Rows]) -> None:
    """The chair states a conference's decision; what was recommended is told by whether the decision went against it."""
    held = {row["deci_about"]: row for row in found["decision"] if row["deci_what"] == "initial conference"}
    reviewed = {
        (row["deci_about"], _text(row["deci_date"])): row
        for row in found["decision"]
        if row["deci_what"] in (ENDED, REVIEWED)
    }
    for row in found["initial_cp_conference"]:
        row["icpc_chair"] = held.get(row["icpc_icpc_id"], {}).get("deci_decider")
    for row in found["cp_reviews"]:
        made = reviewed.get((row["cppr_cp_plan_id"], _text(row["cppr_cp_review_date"])), {})
        row["cppr_chair"] = made.get("deci_decider")
        continues, against = row["cppr_cp_review_outcome_continue_cp"], made.get("deci_against_recommendation")
        said = bool(made.get("deci_recommendation")) and continues and against
        row["recommended_continue"] = (continues if against == "N" else _other(continues)) if said else None


def _other(flag: str) -> str:
    return "N" if flag == "Y" else "Y"


def _frame(found: Rows, engine: Engine) -> Any:
    names = list(found[0])
    return engine.of_columns(
        {name: [_text(row[name]) for row in found] for name in names}, dict.fromkeys(names, "text")
    )


def _text(value: Any) -> str | None:
    """Any column as text, the same whichever database it came from."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def teams_between(children: Iterable[str], began: date, until: date) -> dict[str, str]:
    """The team that each child was allocated to between two days; the last, where there were several."""
    ids = sorted(set(children))
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for row in rows(
            "SELECT invo_person_id AS child, invo_professional_team AS team FROM ssd_involvements"
            f" WHERE invo_person_id IN ({', '.join(['%s'] * len(some))}) AND invo_involvement_start_date <= %s"
            " AND (invo_involvement_end_date IS NULL OR invo_involvement_end_date >= %s)"
            " AND invo_professional_team IS NOT NULL ORDER BY invo_involvement_start_date, invo_involvements_id",
            [*some, until, began],
        ):
            found[row["child"]] = row["team"]
    return found
