"""How well pages are read: extract's output measured against annotated articles (tests/gold)."""
