"""YAML from people's hands, read so that nothing in it can surprise.

Refused: anchors (which can grow without bound), a key said twice, files over 64 KiB, anything but
UTF-8, tags, numbers of more than 18 digits. Numbers are those of YAML 1.2: `1:30` is a text and not
90, `010` is not 8, `1_000` is a text, and `1e-5` is a number. Every refusal is one line with file
and place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 64 * 1024
MAX_DIGITS = 18
SHOWN = 60
_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_NUMBERS = (
    (_INT, re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), "-+0123456789"),
    (
        _FLOAT,
        re.compile(
            r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"
            r"|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$"
        ),
        "-+.0123456789",
    ),
)


class YamlError(ValueError):
    """The file is not YAML we accept; one line with file, place and remedy."""


class _Loader(yaml.SafeLoader):
    """YAML without anchors, without a key said twice, and with the numbers of YAML 1.2."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases (& and *) are not allowed: write the values out",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)

    def construct_yaml_int(self, node: Any) -> int:
        if len(node.value) > MAX_DIGITS:
            raise yaml.MarkedYAMLError(
                problem=f"a number of {len(node.value)} digits: {MAX_DIGITS} are the most",
                problem_mark=node.start_mark,
            )
        return int(node.value)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = getattr(key_node, "value", None)
            if isinstance(key, str) and key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{shortened(key)}' stands twice: keep one",
                    problem_mark=key_node.start_mark,
                )
            seen.add(key if isinstance(key, str) else None)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in kinds if tag not in (_INT, _FLOAT)]
    for first, kinds in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _pattern, _first in _NUMBERS:
    _Loader.add_implicit_resolver(_tag, _pattern, list(_first))
_Loader.add_constructor(_INT, _Loader.construct_yaml_int)


def read_yaml(path: Path) -> object:
    """The plain values of a file; YamlError in one line otherwise."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise YamlError(
                f"{path}: over {MAX_BYTES // 1024} KiB; a settings file is a page at most"
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlError(
            f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8"
        ) from None
    except OSError as error:
        raise YamlError(f"{path}: cannot be read ({error.strerror}): check the path") from None
    try:
        data = yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise YamlError(f"{path}: {where}{one_line(error.problem or 'not YAML')}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise YamlError(f"{path}: not YAML ({one_line(error)})") from None
    if data is None:
        raise YamlError(f"{path}: the file is empty: start from a copy of one that works")
    return data


def shortened(text: str) -> str:
    """What is shown of a text that may be any length: its first 60 characters, the odd escaped."""
    plain = text if text.isprintable() else repr(text)[1:-1]
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 3] + "..."


def one_line(text: object) -> str:
    """Any text on one line, at most 300 characters."""
    return " ".join(str(text).split())[:300]
