"""The journey: contacts, episodes, assessments, enquiries and conferences."""

import json
from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated, allocations
from candour.record.casefile.episodes import contacts, episodes
from candour.record.casefile.protection import assessments, conferences, enquiries
from candour.record.entries.cin_assessments import AssessmentAuthorised, AssessmentExtended, AssessmentStarted
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.cin_episodes import EpisodeClosed, NeedRecorded, ReferralDecided, ReferralReceived
from candour.record.entries.contacts import ContactDecided, ContactReceived
from candour.record.entries.initial_cp_conference import ConferenceCalled, InitialConferenceHeld
from candour.record.entries.involvements import AllocationEnded, ChildAllocated
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided, EnquiryPartDone, EnquiryStarted
from candour.ssd.table import Row, flag, table
from candour.terms.timescales import INITIAL_CONFERENCE, due


@table(
    "contacts",
    """
    cont_contact_id text the contact's reference
    cont_person_id text the child
    cont_contact_date date the day it was received
    cont_contact_source_code text who it came from, as a code
    cont_contact_source_desc text the source's name; empty where confidential
    cont_contact_outcome_json text what was decided
    """,
    shows=(ContactReceived, ContactDecided),
    indexes=("cont_person_id", "cont_contact_date"),
)
def contact_rows(case: Casefile) -> Iterable[Row]:
    """Everything that reached the front door."""
    for contact in contacts(case):
        fact = contact.received.fact
        outcome = {"OUTCOME": contact.decided.fact.outcome} if contact.decided else {}
        yield (
            fact.contact_id,
            case.subject,
            fact.received_on,
            fact.source_code,
            None if fact.source_confidential else fact.source_name or None,
            json.dumps(outcome) if outcome else None,
        )


@table(
    "cin_episodes",
    """
    cine_referral_id text the referral's reference
    cine_person_id text the child
    cine_referral_date date the day of referral
    cine_cin_primary_need_code text main reason for help
    cine_referral_source_code text who referred
    cine_referral_outcome_json text the response decided
    cine_referral_nfa flag whether nothing further was done
    cine_close_reason text why work stopped
    cine_close_date date the day it stopped
    cine_referral_team text the team allocated first
    cine_referral_worker_id text the worker allocated first
    """,
    shows=(ReferralReceived, ReferralDecided, NeedRecorded, EpisodeClosed, CensusGroupImported),
    indexes=("cine_person_id", "cine_referral_date"),
)
def episode_rows(case: Casefile) -> Iterable[Row]:
    """One row an episode of need: one CINdetails of the census."""
    given = allocations(case)
    for episode in episodes(case):
        day = episode.referred_on
        first = next((one.started.fact for one in given if day and one.started.fact.start >= day), None)
        yield (
            episode.referral_id,
            case.subject,
            episode.referred_on,
            episode.primary_need or None,
            episode.source_code or None,
            json.dumps({"OUTCOME": episode.decided.fact.response}) if episode.decided else None,
            flag(episode.nfa),
            episode.close_reason or None,
            episode.closed_on,
            first.team_id or None if first else None,
            first.worker_id if first else None,
        )


@table(
    "cin_assessments",
    """
    cina_assessment_id text the assessment's reference
    cina_person_id text the child
    cina_referral_id text the episode
    cina_assessment_start_date date the day it began
    cina_assessment_child_seen flag whether the child was seen
    cina_assessment_auth_date date the day a manager authorised it
    cina_assessment_outcome_json text what it came to
    cina_assessment_worker_id text who led it
    """,
    shows=(AssessmentStarted, AssessmentExtended, AssessmentAuthorised, CensusGroupImported),
    indexes=("cina_person_id", "cina_referral_id"),
)
def assessment_rows(case: Casefile) -> Iterable[Row]:
    """Assessments of need."""
    leads = allocated(case)
    for one in assessments(case):
        done = one.authorised.fact if one.authorised else None
        yield (
            one.assessment_id,
            case.subject,
            one.referral_id,
            one.started_on,
            flag(done.child_seen) if done else None,
            one.authorised_on,
            json.dumps({"OUTCOME": done.outcome}) if done else None,
            one.worker_id or (leads.started.fact.worker_id if leads and not one.imported else None),
        )


@table(
    "assessment_factors",
    """
    cinf_table_id text the row's reference
    cinf_person_id text the child
    cinf_assessment_id text the assessment
    cinf_assessment_factors_json text the factors found, as codes
    """,
    shows=(AssessmentAuthorised, CensusGroupImported),
    indexes=("cinf_person_id", "cinf_assessment_id"),
)
def factor_rows(case: Casefile) -> Iterable[Row]:
    """What an assessment found, as a flat list of codes."""
    for one in assessments(case):
        if one.factors:
            yield (one.assessment_id, case.subject, one.assessment_id, json.dumps(list(one.factors)))


@table(
    "s47_enquiry",
    """
    s47e_s47_enquiry_id text the enquiry's reference
    s47e_referral_id text the episode
    s47e_person_id text the child
    s47e_s47_start_date date the strategy discussion that started it
    s47e_s47_end_date date the day its outcome was decided
    s47e_s47_nfa flag whether nothing further followed
    s47e_s47_outcome_json text outcome, and whether a conference was called for
    s47e_s47_completed_by_worker_id text who led it
    s47e_parts_done_by_others integer parts done by somebody else, registered or not
    """,
    shows=(EnquiryStarted, EnquiryPartDone, EnquiryOutcomeDecided, CensusGroupImported),
    indexes=("s47e_person_id", "s47e_referral_id"),
)
def enquiry_rows(case: Casefile) -> Iterable[Row]:
    """Section 47 enquiries."""
    for one in enquiries(case):
        parts = sum(1 for part in case.of(EnquiryPartDone) if part.fact.s47_enquiry_id == one.s47_enquiry_id)
        wanted = None if one.conference_not_required is None else not one.conference_not_required
        outcome = {"OUTCOME": one.outcome, "CP_CONFERENCE_FLAG": flag(wanted if one.conference_on is None else True)}
        yield (
            one.s47_enquiry_id,
            one.referral_id,
            case.subject,
            one.started_on,
            one.outcome_on,
            flag(one.outcome == "not substantiated") if one.outcome else None,
            json.dumps(outcome) if one.outcome or outcome["CP_CONFERENCE_FLAG"] else None,
            one.started.fact.lead_worker_id if one.started else None,
            parts,
        )


@table(
    "initial_cp_conference",
    """
    icpc_icpc_id text the conference's reference
    icpc_icpc_meeting_id text the meeting
    icpc_s47_enquiry_id text the enquiry it followed
    icpc_person_id text the child
    icpc_referral_id text the episode
    icpc_icpc_transfer_in flag whether the child moved in on another authority's plan
    icpc_icpc_target_date date the day it was due
    icpc_icpc_date date the day it was held, or is called for
    icpc_icpc_outcome_cp_flag flag whether a child protection plan began
    icpc_icpc_outcome_json text what was decided
    icpc_held flag whether it has been held
    """,
    shows=(InitialConferenceHeld, ConferenceCalled, CensusGroupImported),
    indexes=("icpc_person_id", "icpc_referral_id", "icpc_held, icpc_icpc_date"),
)
def conference_rows(case: Casefile) -> Iterable[Row]:
    """Initial child protection conferences held, and those called."""
    started = {one.s47_enquiry_id: one.started_on for one in enquiries(case)}
    held = set()
    for one in conferences(case):
        fact = one.held.fact if one.held else None
        held.add(one.s47_enquiry_id)
        target = started.get(one.s47_enquiry_id) if not one.transfer_in else None
        yield (
            one.icpc_id,
            fact.meeting_id if fact else None,
            one.s47_enquiry_id or None,
            case.subject,
            one.referral_id,
            flag(one.transfer_in),
            due(INITIAL_CONFERENCE, target) if target else None,
            one.held_on,
            flag(one.plan_agreed),
            json.dumps({"CATEGORY": one.category}) if one.category else None,
            "Y",
        )
    for called in case.of(ConferenceCalled):
        if called.fact.s47_enquiry_id not in held:
            since = started.get(called.fact.s47_enquiry_id)
            yield (
                called.fact.meeting_id,
                called.fact.meeting_id,
                called.fact.s47_enquiry_id or None,
                case.subject,
                called.fact.referral_id,
                "N",
                due(INITIAL_CONFERENCE, since) if since else None,
                called.fact.called_for,
                None,
                None,
                "N",
            )


@table(
    "involvements",
    """
    invo_involvements_id text the involvement's reference
    invo_professional_id text the worker
    invo_professional_role_id text allocated or co-worker
    invo_professional_team text the team
    invo_involvement_start_date date since when
    invo_involvement_end_date date until when
    invo_worker_change_reason text why it changed, as a code
    invo_person_id text the child
    """,
    shows=(ChildAllocated, AllocationEnded),
    indexes=(
        "invo_person_id",
        "invo_professional_id, invo_involvement_end_date",
        "invo_professional_team, invo_involvement_end_date",
    ),
)
def involvement_rows(case: Casefile) -> Iterable[Row]:
    """Who works with whom."""
    for one in allocations(case):
        fact = one.started.fact
        yield (
            fact.involvement_id,
            fact.worker_id,
            fact.involvement,
            fact.team_id or None,
            fact.start,
            one.ended.fact.end if one.ended else None,
            (one.ended.fact if one.ended else fact).change_reason,
            case.subject,
        )
