"""YAML from people's hands, read so that nothing in it can surprise.

Refused: anchors (which can grow without bound), a key said twice, files over 64 KiB, anything but
UTF-8, tags. Every refusal is one line with file and place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 64 * 1024


class YamlError(ValueError):
    """The file is not YAML we accept; one line with file, place and remedy."""


class _Loader(yaml.SafeLoader):
    """YAML without anchors, and without a key said twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases (& and *) are not allowed: write the values out",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = getattr(key_node, "value", None)
            if isinstance(key, str) and key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{key}' stands twice: keep one",
                    problem_mark=key_node.start_mark,
                )
            seen.add(key if isinstance(key, str) else None)
        return super().construct_mapping(node, deep=deep)


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
        raise YamlError(f"{path}: {where}{error.problem or 'not YAML'}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise YamlError(f"{path}: not YAML ({one_line(error)})") from None
    if data is None:
        raise YamlError(f"{path}: the file is empty: start from a copy of one that works")
    return data


def one_line(text: object) -> str:
    """Any text on one line, at most 300 characters."""
    return " ".join(str(text).split())[:300]
