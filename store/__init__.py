"""The graph's homes behind one contract (base.py), and resolve: source -> derived."""
