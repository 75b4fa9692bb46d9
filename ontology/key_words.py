"""A key in words, for people who ask why an entity is one."""

from __future__ import annotations

from ontology.divisions import by_code
from ontology.model import Language, model

_WORDS = {
    "of": {"zh": "属", "en": "of"},
    "staff": {"zh": "本报作者", "en": "a writer of the paper"},
    "contributor": {"zh": "通讯员", "en": "a contributor"},
}


def key_words(key: str, language: Language) -> str:
    """A key of `ontology.keys` in "zh" or "en": type, name, area; for a person whose name it is known with.

    >>> key_words("Person|371502|郝远舟|Organization|371502|党委", "en")
    'Person 郝远舟 (东昌府区), of Organization 党委 (东昌府区)'
    >>> key_words("Place|371502", "zh")
    '地点 东昌府区'
    """
    etype, code, *names = key.split("|")
    names = [name.replace("/", "").replace("%2F", "/").replace("%7C", "|").replace("%25", "%") for name in names]
    division = by_code(code)
    area = division.name if division else code
    said = f"{model().types[etype].label(language)} "
    if not names:
        return said + area
    if etype != "Person" or len(names) < 3:
        return f"{said}{' '.join(names)} ({area})"
    name, *rest = names
    if rest[0] == "author":
        return f"{said}{name} ({area}), {_WORDS[rest[1]][language]}"
    affiliation = key.split("|", 3)[3]
    return f"{said}{name} ({area}), {_WORDS['of'][language]} {key_words(affiliation, language)}"
