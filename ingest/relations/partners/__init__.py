"""Those who act together or for one another: partners, gifts, honours."""
