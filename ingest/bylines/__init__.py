"""Who made an article: bylines before, behind and around its text (byline.py is the arrow)."""
