"""Where things lie, and which area a body governs."""
