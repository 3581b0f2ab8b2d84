"""The steps of the journey, one shelf each: what each page asks, and what it comes to."""

from candour.web.shelves import (
    cin_assessments,
    cin_episodes,
    cin_plans,
    contacts,
    core_group,
    cp_reviews,
    initial_cp_conference,
    involvements,
    noted,
    person,
    retention,
    s47_enquiry,
    strategy_discussion,
    supervision,
    visits,
)

__all__ = [
    "cin_assessments",
    "cin_episodes",
    "cin_plans",
    "contacts",
    "core_group",
    "cp_reviews",
    "initial_cp_conference",
    "involvements",
    "noted",
    "person",
    "retention",
    "s47_enquiry",
    "strategy_discussion",
    "supervision",
    "visits",
]
