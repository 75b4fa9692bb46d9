"""Programmes: standing schemes, works, projects, brands and documents."""
