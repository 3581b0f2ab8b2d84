"""The dataframe dialect: what a rule may say of a table, and the one place that names a dataframe library.

A rule says it once, in phrases; an engine fuses all that was said into few passes over the tables, on Polars here and
on Spark past one machine. Nothing a phrase says is ever unknown: it is so, or it is not.
"""
