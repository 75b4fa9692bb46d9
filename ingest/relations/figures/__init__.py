"""Figures: what is counted, in which unit, of whom, as of when."""
