"""The exporters: RDF, JSON lines, GraphML, GEXF, CSV; one module and one line in EXPORTERS each."""
