"""Plans, goals, steps, and the loop: adoption and outcome."""
