"""Programmes: who makes, owns and carries them out."""
