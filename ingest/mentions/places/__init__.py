"""Places: those of the gazetteer, unknown ones by their form, venues by the slot that they fill."""
