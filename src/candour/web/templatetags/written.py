"""Names of workers, lengths of time and answered proposals, for the pages of written work."""

from collections.abc import Mapping

from django import template

from candour.documents import headings
from candour.record.casefile.written_work import Proposal, Work

register = template.Library()


@register.filter
def named(names: Mapping[str, str], worker_id: str) -> str:
    """A worker's name."""
    return names.get(worker_id, "somebody")


@register.filter
def lasted(seconds: int) -> str:
    """How long something was open."""
    return headings.lasted(seconds)


@register.filter
def for_passage_of(one: Proposal, work: Work) -> str:
    """Whose passage a proposal would change."""
    return next((p.author for p in work.passages if p.passage_id == one.proposed.fact.passage_id), "")


@register.simple_tag
def answered_in(work: Work) -> list[Proposal]:
    """Proposals their author has answered, both texts kept."""
    return [one for passage in work.passages for one in passage.proposals if one.answered]
