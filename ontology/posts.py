"""Posts as the vocabulary knows them: what is none, a role without the body's name before it, and whether one holds it at a time."""

from __future__ import annotations

from ontology.ids import normal_name
from ontology.model import model

HOLDS = "holdsPost"
"""The relation of a person to the body of a post."""


def sole(post: str) -> bool:
    """Whether the vocabulary says that one person at a time holds a post of this name.

    >>> sole("镇长"), sole("副镇长")
    (True, False)
    """
    return post in model().relations[HOLDS].exclusive_roles


def is_post(role: str) -> bool:
    """Whether a role is a post, and not only what somebody is called: a pupil, a resident, a volunteer.

    >>> is_post("村民小组组长"), is_post("村民代表"), is_post("五年级学生"), is_post("居民代表")
    (True, True, False, False)
    """
    return not role.endswith(model().relations[HOLDS].plain_roles)


def post_of(role: str, body: str) -> str:
    """A role without the body's own name before it, so that 党委书记 and 书记 of a committee are one post.

    >>> post_of("党委书记", "韩集镇党委"), post_of("组织部副部长", "区委组织部"), post_of("局长", "县司法局")
    ('书记', '副部长', '局长')
    """
    name = normal_name(body)
    for cut in range(len(role) - 2, 0, -1):
        if name.endswith(role[:cut]) and role[cut:].endswith(model().relations[HOLDS].exclusive_roles):
            return role[cut:]
    return role
