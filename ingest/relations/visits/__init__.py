"""Visits and inspections: who went where, every stop of a tour."""
