"""In and out of the house: mail."""
