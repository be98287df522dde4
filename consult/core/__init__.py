"""Machinery that knows no noun: database, unit of work, events, clock, ids, words."""
