"""Concerns that nobody can pass down: the levels, the clocks, and who must answer now. All worked out when it is read."""
