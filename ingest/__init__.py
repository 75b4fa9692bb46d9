"""From a file to local entities and statements, one pure function after another (see pipeline.py)."""
