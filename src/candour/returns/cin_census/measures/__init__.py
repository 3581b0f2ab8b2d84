"""The measures of the children in need census: what each counts, the children behind it, and how sure it is."""

from candour.returns.cin_census.measures import assessments, enquiries, in_need, plans, referrals

__all__ = ["assessments", "enquiries", "in_need", "plans", "referrals"]
