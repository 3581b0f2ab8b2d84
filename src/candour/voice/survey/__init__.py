"""The survey: what is asked, what was answered, and what of it can be told without giving anybody away."""
