"""Shared by all pages: who is there, refusing by default, safe headers, clear errors, reading forms."""
