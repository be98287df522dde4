"""The open case: suggestions, replies, nods, what was read, and what pages show of it."""
