"""The words we use: code lists, working days, statutory timescales. Knows nothing about a case."""
