"""Each code list holds the official codes, and words a person can read."""

import pytest

from candour.terms.assessment_factors import ASSESSMENT_FACTORS, NO_FACTORS
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.code_list import CodeList
from candour.terms.disability import DISABILITY, NO_DISABILITY
from candour.terms.ethnicity import ETHNICITY
from candour.terms.gender_current import GENDER_CURRENT
from candour.terms.grounds import GROUNDS
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.reason_for_closure import REASON_FOR_CLOSURE
from candour.terms.referral_source import REFERRAL_SOURCE
from candour.terms.sex import SEX
from candour.terms.upn_unknown import UPN_UNKNOWN
from candour.terms.worker_change_reason import WORKER_CHANGE_REASON

SIZES = [
    (SEX, 3),
    (GENDER_CURRENT, 4),
    (ETHNICITY, 20),
    (DISABILITY, 13),
    (UPN_UNKNOWN, 7),
    (REFERRAL_SOURCE, 22),
    (PRIMARY_NEED, 10),
    (REASON_FOR_CLOSURE, 9),
    (ASSESSMENT_FACTORS, 42),
    (CATEGORY_OF_ABUSE, 5),
    (WORKER_CHANGE_REASON, 10),
    (GROUNDS, 6),
]


@pytest.mark.parametrize(("listed", "size"), SIZES, ids=lambda value: getattr(value, "name", ""))
def test_a_list_is_whole_and_no_two_codes_share_words(listed: CodeList, size: int) -> None:
    assert len(listed.codes) == size
    assert len({*listed.codes.values(), *listed.retired.values()}) == size + len(listed.retired)


@pytest.mark.parametrize(("listed", "size"), SIZES, ids=lambda value: getattr(value, "name", ""))
def test_a_list_says_where_and_when_it_comes_from(listed: CodeList, size: int) -> None:
    assert listed.source and listed.year


def test_choices_put_the_words_before_the_code() -> None:
    assert ("NEG", "Neglect (NEG)") in CATEGORY_OF_ABUSE.choices()


def test_a_retired_code_can_be_read_but_not_chosen() -> None:
    assert "18A" not in ASSESSMENT_FACTORS
    assert ASSESSMENT_FACTORS.label("18A").startswith("Physical abuse")
    assert "18A" not in dict(ASSESSMENT_FACTORS.choices())


def test_an_unknown_code_is_shown_as_it_came() -> None:
    assert SEX.label("Q") == "Q (not a code we know)"


def test_every_ethnicity_sits_in_exactly_one_group() -> None:
    grouped = [code for codes in ETHNICITY.groups.values() for code in codes]
    assert sorted(grouped) == sorted(ETHNICITY.codes)
    assert ("CHNE", "Chinese (CHNE)") in dict(ETHNICITY.grouped_choices())["Asian"]


def test_the_codes_that_stand_alone_are_in_their_lists() -> None:
    assert NO_FACTORS in ASSESSMENT_FACTORS
    assert NO_DISABILITY in DISABILITY


def test_shared_factors_are_worded_for_whom_they_concern() -> None:
    assert ASSESSMENT_FACTORS.label("3A") == "Domestic abuse directed at the child"
    assert ASSESSMENT_FACTORS.label("4B") == "Mental ill health: a parent or carer"
