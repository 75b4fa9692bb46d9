"""Times in a text, resolved against the date of issue (times.py is the arrow)."""
