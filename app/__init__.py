"""Faces: the command line and the Streamlit screen. Nothing imports this package."""
