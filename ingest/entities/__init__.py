"""Mentions of one article -> its local entities, with what identity may join them on (local.py is the arrow)."""
