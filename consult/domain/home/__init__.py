"""What reaches a person: what needs them, ideas in motion, quiet notes."""
