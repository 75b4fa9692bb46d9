"""Posts: who holds, takes up or leaves which office where."""
