"""What is known of an article from around it: its county, its day, its paper (context.py is the arrow)."""
