"""Questions to the graph: named Cypher queries, search, analysis and export."""
