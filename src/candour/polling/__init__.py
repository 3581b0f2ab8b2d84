"""The survey as staff answer it: a service of its own, that knows neither the record nor who anybody is.

It can be run by somebody else: a union, a university, the safeguarding partnership.
"""
