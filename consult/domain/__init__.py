"""Reads and actions, one file a noun. Knows no web framework: runs in a test, a script or a job alike."""
