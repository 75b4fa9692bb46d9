"""The screen's pages, one module each."""
