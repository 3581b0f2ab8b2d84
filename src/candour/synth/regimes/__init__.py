"""Authorities drawn straight into tables, honest ones and ones with a planted pattern, to try detectors on."""
