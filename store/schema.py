"""The tables of the graph: node and relation tables with their properties, for both homes.

Tables of entities and the typed relations between them come from the ontology; those that hold the
source layer are named here. Types are "string", "string[]", "int", "float", "bool".
"""

from __future__ import annotations

ENTITY_PROPERTIES = {
    "id": "string",
    "etype": "string",
    "name": "string",
    "aliases": "string[]",
    "search": "string",  # name and aliases as ids.normal_name has them, joined by newlines
    "kind": "string",
    "level": "string",  # of a Place: province, prefecture, county, township, village
    "code": "string",  # of a Place: official code
    "area": "string",  # code of the county it belongs to, '' if unknown or several
    "first_day": "string",
    "last_day": "string",
    "articles": "int",  # how many articles speak of it
}

NODE_TABLES: dict[str, dict[str, str]] = {
    "Meta": {
        "id": "string",
        "generation": "int",
        "schema": "string",
        "tables": "string",  # digest of the tables
        "last_file": "string",  # digest of the file put last; no part of the graph
    },
    "File": {
        "id": "string",  # digest
        "source": "string",
        "reader": "string",
        "published_option": "string",
        "area_option": "string",
        "articles": "string[]",
    },
    "Reading": {  # one article in one file; the counted one's content is in the graph, a waiting one's in parts
        "id": "string",
        "file": "string",
        "article": "string",
        "counted": "bool",
        "holds": "string",  # hash of the ids of its sentences, local entities and statements: none goes unnoticed
    },
    "ReadingPart": {"id": "string", "reading": "string", "position": "int", "text": "string"},
    "Article": {
        "id": "string",
        "etype": "string",
        "title": "string",
        "dateline": "string",
        "dateline_name": "string",
        "dateline_code": "string",
        "body_start": "int",
        "body_end": "int",
        "published": "string",  # EDTF
        "start_date": "string",
        "end_date": "string",
        "published_from": "string",
        "published_reason": "string",
        "area": "string",
        "area_from": "string",
        "area_reason": "string",
        "publisher": "string",
        "source": "string",
        "file": "string",
        "position": "int",  # in its file, from 0
    },
    "Sentence": {
        "id": "string",
        "article": "string",
        "start_offset": "int",
        "end_offset": "int",
        "text": "string",
    },
    "LocalEntity": {
        "id": "string",
        "article": "string",
        "etype": "string",
        "kind": "string",
        "name": "string",
        "aliases": "string[]",
        "code": "string",
        "spans": "string",  # "start-end start-end …"
        "keys": "string[]",
        "blocks": "string[]",
        "traits": "string[]",
        "in_byline": "bool",
        "byline_role": "string",
        "rule": "string",
        "area": "string",  # derived: code of the county it belongs to
        "answers": "string[]",  # derived: ids it bears that decisions in force name
        "entity": "string",  # derived: the entity it belongs to, '' if a decision deleted it
    },
    "Statement": {
        "id": "string",
        "article": "string",
        "predicate": "string",
        "subject_local": "string",
        "object_local": "string",
        "scope_local": "string",
        "value_text": "string",
        "value_number": "float",
        "unit": "string",
        "indicator": "string",
        "role": "string",
        "time": "string",  # EDTF
        "start_date": "string",
        "end_date": "string",
        "precision": "string",
        "modality": "string",
        "approximate": "bool",
        "change": "string",
        "details": "string",  # JSON of [[name, value], …]
        "evidence_start": "int",
        "evidence_end": "int",
        "confidence": "float",
        "extractor": "string",
        "status": "string",  # derived: '', confirmed, rejected, deleted
    },
    "Byline": {
        "id": "string",
        "article": "string",
        "position": "int",
        "name": "string",
        "role": "string",
        "span": "string",
    },
    "Block": {"id": "string"},  # hash of a key or rule block: what identity compares lies in one block
    "Decision": {
        "id": "string",
        "kind": "string",
        "left_ids": "string[]",
        "right_ids": "string[]",
        "value": "string",
        "who": "string",
        "decided_at": "string",
        "why": "string",
        "state": "string",  # derived: applied, waiting, refused, impossible, withdrawn
        "state_reason": "string",
    },
    "Redirect": {"id": "string", "targets": "string[]"},
}

# (properties, [(from, to), …]); "*" stands for each of the five entity tables.
EDGE_TABLES: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "IN": ({}, [("Sentence", "Article"), ("LocalEntity", "Article")]),
    "EVIDENCE": ({}, [("Statement", "Sentence")]),
    "SUBJECT": ({}, [("Statement", "*")]),
    "OBJECT": ({}, [("Statement", "*")]),
    "MENTIONS": ({"count": "int"}, [("Article", "*")]),
    "WRITTEN_BY": ({"role": "string"}, [("Article", "Person"), ("Article", "Organization"), ("Article", "Place")]),
    "PUBLISHED_BY": ({}, [("Article", "Organization")]),
    "REFERS_TO": ({}, [("LocalEntity", "*")]),
    "IN_BLOCK": ({}, [("LocalEntity", "Block"), ("Article", "Block")]),  # an article: of its publisher's key
}

# Properties of every typed relation between entities (one HOLDS_POST a tenure).
RELATION_PROPERTIES = {
    "id": "string",
    "predicate": "string",
    "role": "string",
    "value_number": "float",
    "unit": "string",
    "what": "string",
    "statements": "int",  # how many reported statements stand behind it
    "first_date": "string",  # first and last day on which it is reported to be
    "last_date": "string",
    "start_date": "string",  # earliest reported beginning and end, '' if none is: first and last possible day
    "end_date": "string",
}
