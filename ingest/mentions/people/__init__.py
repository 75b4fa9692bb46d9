"""People: what a name looks like, and where one stands."""
