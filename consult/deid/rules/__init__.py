"""The rules: rows in tables, one file for each sort of thing, with the examples that are their tests."""
