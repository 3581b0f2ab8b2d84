"""What the people who do the work say of it: a survey, and concerns that somebody must answer.

Nothing here says who answered. A figure that would give a person away is not worked out for display at all.
"""
