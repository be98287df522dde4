"""What can be reckoned about a plan: pure functions that know nothing of the house, each with its source.

Start in `signals` (has a plan stalled), `change` (is a change real), `gas` (goals), `registry` (measures).
Nothing in here predicts, ranks people or decides; everything says its arithmetic.
"""
