"""An invented organisation with lively cases, to see what Consult does within a minute."""
