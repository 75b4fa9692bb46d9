"""A page -> its articles: mended lines, headlines, furniture left out, where one article ends (articles.py is the arrow)."""
