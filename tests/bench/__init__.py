"""`make bench`: speed and memory as a table and JSON, each beside a baseline measured in the same run."""
