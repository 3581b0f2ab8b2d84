"""The response to a referral, and closing a case."""

from typing import Any

from candour.practice.cin_episodes import (
    RESPONSES,
    ClosureProposal,
    ReferralProposal,
    close_an_episode,
    decide_the_response_to_a_referral,
    indicators_on,
)
from candour.record.casefile import Casefile
from candour.record.casefile.episodes import Episode, contacts, episodes, open_episode
from candour.record.casefile.plans import open_cp_plan
from candour.ssd.store.reading import rows
from candour.terms.indicators import indicator
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.reason_for_closure import REASON_FOR_CLOSURE
from candour.terms.referral_source import REFERRAL_SOURCE
from candour.web.gov_forms import RepeatedGroup
from candour.web.shelves.asking import (
    because,
    from_list,
    grounds,
    in_words,
    indicators,
    line,
    one_of,
    past_day,
    reasons_of,
)
from candour.web.shelves.contacts import before
from candour.web.shelves.ending import DissentForm, EndingForm, ending_answers, ending_known
from candour.web.steps import At, Known, Step, StepForm, Written, step


def to_decide(case: Casefile) -> Episode | None:
    """The referral nobody has answered yet."""
    return next((one for one in episodes(case) if one.is_open and one.nfa is None), None)


class ReferralForm(StepForm):
    """How a referral is to be answered."""

    response = one_of("What is the response?", list(RESPONSES.items()))
    primary_need = from_list(
        "What is the main reason this child needs help?",
        PRIMARY_NEED.choices(),
        required=False,
        hint="Leave empty if nothing further is done",
    )
    threshold_level = one_of("Which level of the published threshold applies?", (), required=False)
    indicators = indicators("Does any of these apply, beyond what the contact says?")
    no_strategy_discussion_because = in_words(
        "If one applies and you hold no strategy discussion: why not?", required=False, rows=3
    )
    grounds = grounds()
    because = because()
    parents_told = in_words("What were the parents told, or why were they not?", required=False, rows=2)
    referrer_told = in_words("What was the referrer told?", required=False, rows=2)

    def prepare(self, at: At) -> None:
        current = threshold_in_force()
        self.threshold_id = current["id"] if current else ""
        levels = current["levels"] if current else ()
        self.fields["threshold_level"].choices = [(level, level) for level in levels]  # type: ignore[attr-defined]
        if current:
            self.fields["threshold_level"].help_text = f"{current['title']}, {current['edition']}"


def threshold_in_force() -> dict[str, Any] | None:
    """The published threshold in force, with its levels."""
    found = rows("SELECT * FROM ssd_threshold WHERE thre_kind = 'published' ORDER BY thre_date DESC, thre_id LIMIT 1")
    if not found:
        return None
    levels = ("Universal", "Early help", "Child in need (section 17)", "Child protection (section 47)")
    return {
        "id": found[0]["thre_id"],
        "title": found[0]["thre_title"],
        "edition": found[0]["thre_edition"] or "",
        "levels": levels,
    }


def referral_known(at: At) -> list[Known]:
    """What came in, what it calls for, and what was closed before."""
    episode = to_decide(at.case)
    if episode is None:
        return [Known("There is no referral to decide", warns=True)]
    contact = next(
        (one.received.fact for one in contacts(at.case) if one.received.fact.contact_id == episode.contact_id), None
    )
    lines = [
        ("Received", f"{episode.referred_on:%-d %B %Y}" if episode.referred_on else ""),
        ("From", REFERRAL_SOURCE.label(episode.source_code)),
        ("What was said", contact.what_was_said if contact else ""),
    ]
    shown = [Known("The referral", [pair for pair in lines if pair[1]])]
    if signs := indicators_on(at.case, episode.referral_id):
        text = "\n".join(f"{indicator(code).words} ({indicator(code).source})" for code in signs)
        shown.append(
            Known(
                "This calls for a strategy discussion. Not holding one is a decision of its own", text=text, warns=True
            )
        )
    return [*shown, *before(at)]


def referral_decided(at: At, said: dict[str, Any]) -> Written:
    """The response."""
    episode, current = to_decide(at.case), threshold_in_force()
    proposal = ReferralProposal(
        referral_id=episode.referral_id if episode else "",
        response=said["response"],
        primary_need=said["primary_need"],
        threshold_id=current["id"] if current else "",
        threshold_level=said["threshold_level"],
        parents_told=said["parents_told"],
        referrer_told=said["referrer_told"],
        indicators=tuple(said["indicators"]),
        no_strategy_discussion_because=said["no_strategy_discussion_because"],
        **reasons_of(said),
    )
    return Written("The referral is answered.", decision=decide_the_response_to_a_referral, proposal=proposal)


step(
    Step(
        "decide-referral",
        "Decide the response to the referral",
        "decide a referral",
        "Do next",
        ReferralForm,
        referral_decided,
        "Decide the response",
        decision=decide_the_response_to_a_referral,
        applies=lambda case: to_decide(case) is not None,
        about=lambda case: one.referral_id if (one := to_decide(case)) else "",
        known=referral_known,
    )
)


class CloseForm(EndingForm):
    """Why work with a child stops."""

    groups = (RepeatedGroup("dissents", DissentForm, "dissent", heading="Does anybody disagree?", spare=1),)
    closed_on = past_day("From which day?")
    reason = from_list("Reason for closure", REASON_FOR_CLOSURE.choices())
    would_reopen = line("What would make us open it again?", required=False)


def closed(at: At, said: dict[str, Any]) -> Written:
    """The closure with all its answers."""
    episode = open_episode(at.case)
    proposal = ClosureProposal(
        referral_id=episode.referral_id if episode else "",
        closed_on=said["closed_on"],
        reason=said["reason"],
        would_reopen=said["would_reopen"],
        **ending_answers(said),
    )
    return Written("The case is closed.", decision=close_an_episode, proposal=proposal)


def may_close(case: Casefile) -> bool:
    """Whether there is an episode to close, with the response decided."""
    episode = open_episode(case)
    return episode is not None and episode.nfa is not None and open_cp_plan(case) is None


step(
    Step(
        "close",
        "Close the case",
        "close",
        "Meetings and plans",
        CloseForm,
        closed,
        "Close the case",
        decision=close_an_episode,
        applies=may_close,
        known=lambda at: ending_known(at),
        initial=lambda at: {"closed_on": at.day},
    )
)
