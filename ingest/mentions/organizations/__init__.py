"""Organisations: by grammar, by registered name, by two characters that the county makes whole."""
