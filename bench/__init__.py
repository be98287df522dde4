"""Measure Consult against named baselines, all in one run: ratios travel between machines, seconds do not."""
