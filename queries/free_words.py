"""The words that a free query may use: everything else is refused, so a store's next version opens nothing.

Only bare words are looked up here. Names in backticks, after a dot, a colon, AS or as a map's key are names.
"""

from __future__ import annotations

STARTS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN"})
"""Words with which a query, a part of a UNION or a subquery may begin."""

_FOLLOWING = """
    WHERE AS ORDER SKIP LIMIT UNION ASC ASCENDING DESC DESCENDING AND OR XOR IN IS STARTS ENDS CONTAINS
    WHEN THEN ELSE END SHORTEST ALL TRAIL ACYCLIC
"""
FOLLOWING = STARTS | frozenset(_FOLLOWING.split())
"""Words that may stand after something complete: a name, a value, a closing bracket. No others are clauses to us."""

EXPECTED = {
    "OPTIONAL": frozenset({"MATCH"}),
    "ORDER": frozenset({"BY"}),
    "STARTS": frozenset({"WITH"}),
    "ENDS": frozenset({"WITH"}),
    "IS": frozenset({"NULL", "NOT"}),
    "UNION": STARTS | {"ALL", "DISTINCT"},
}
"""What must stand right after such a word."""

PATHS = frozenset({"SHORTEST", "ALL", "TRAIL", "ACYCLIC"})
"""Words that may stand between the star and the bounds of a path on Ladybug."""

COMPLETE = PATHS | {"END", "ASC", "ASCENDING", "DESC", "DESCENDING", "NULL"}
"""Words of FOLLOWING after which nothing is missing."""

OPENING = frozenset({"NOT", "DISTINCT", "CASE", "WHERE"})
"""Words that may stand where a value is still missing; it is missing after them, too."""

SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT"})
"""Words whose braces hold a query."""

_FUNCTIONS = """
    count sum avg min max collect stdev stdevp percentilecont percentiledisc
    size length head last tail coalesce nullif ifnull greatest least char_length character_length
    tostring tointeger tofloat toboolean cast typeof valuetype
    tolower toupper lower upper lcase ucase trim ltrim rtrim btrim left right substring substr replace split
    reverse contains starts_with ends_with prefix suffix string_split split_part levenshtein initcap normalize
    concat concat_ws list_to_string
    abs ceil ceiling floor round sign sqrt exp log ln log2 log10 pow pi e sin cos tan asin acos atan atan2
    degrees radians even isnan cbrt
    date datetime localdatetime time localtime timestamp duration interval date_part datepart date_trunc datetrunc
    dayname monthname last_day make_date year month day to_days to_years to_months current_date current_timestamp
    date.truncate datetime.truncate duration.between duration.indays duration.inmonths
    type label labels keys properties id elementid startnode endnode start_node end_node nodes relationships rels
    exists isempty all any none single range shortestpath allshortestpaths is_trail is_acyclic
    list_contains list_has list_has_all list_has_any list_sort list_reverse_sort list_distinct list_unique list_sum
    list_max list_min list_extract list_element list_slice list_reverse list_position list_indexof list_concat
    list_cat list_append list_prepend list_transform list_filter list_any_value
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Functions, in lower letters: those that compute from what they are given, and make nothing large of little.

Left out on purpose: whatever repeats, pads or folds (repeat, lpad, rpad, reduce, list_reduce), changes the
store (nextval), reads a file or a setting, or draws lots. What grows by its arguments, free_bounds.py counts.
"""
