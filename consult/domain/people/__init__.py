"""People and their groups: who somebody is, how they prove it, and where they belong."""
