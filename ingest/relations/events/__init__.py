"""Events: who holds them and takes part, where, when, and of which larger one they are."""
