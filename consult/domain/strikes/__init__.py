"""Words that slipped through the check, taken out of everything that holds them, for good."""
