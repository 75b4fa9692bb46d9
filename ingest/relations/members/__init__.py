"""Who belongs to a team, a group or a house without an office."""
