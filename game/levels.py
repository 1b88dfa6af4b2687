"""Level files: YAML in, a checked Level out. The only reader of level files.

Unknown keys are refused, `yes` for a number, values out of range, ids that would leave their folder
or are taken. Every refusal is one line: file, key, what is wrong, what to do.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    ValidationError,
    create_model,
)

from game.level_types import LEVEL_TYPES, Knob
from game.level_types.base import ParamsError, check_knobs
from game.modifiers import MODIFIERS, modified
from game.resources import folder
from game.sim import Rules
from game.strict_model import STRICT, first_problem
from game.strict_yaml import YamlError, read_yaml, shortened

Scene = Literal["orchard", "river", "mountain", "lakeside", "night", "cabin"]
SCENES: tuple[str, ...] = get_args(Scene)
Ident = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class LevelError(ValueError):
    """A level cannot be read; one line with file, key and remedy."""


def _printable(text: str) -> str:
    if not text.replace("\n", " ").isprintable():
        raise ValueError("must be text that can be shown, without control characters")
    return text


def _one_line_only(text: str) -> str:
    if "\n" in text:
        raise ValueError("must be one line")
    return text


Short = Annotated[str, StringConstraints(max_length=40)]
Text = Annotated[str, AfterValidator(_printable)]
Line = Annotated[
    Text, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line_only)
]


@dataclass(frozen=True, slots=True)
class Level:
    """A task with its settings, as played and as recorded.

    modifiers: the Params of each by its name, in the order in which they are applied.
    """

    id: str
    type: str
    title: str
    scene: str
    about: str
    params: Any
    knobs: Mapping[str, Knob]
    modifiers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def adaptive(self) -> bool:
        """Whether difficulty follows the person; an assessment stays as it is."""
        return LEVEL_TYPES[self.type].ADAPTIVE

    @property
    def supervised(self) -> bool:
        """Whether it is only for play with somebody beside the person: eyes closed, or foam."""
        closed, foam = (getattr(self.params, key, False) for key in ("eyes_closed", "foam"))
        return closed or foam or any(MODIFIERS[name].SUPERVISED for name in self.modifiers)

    def rules(self, *, difficulty: float, caps: tuple[float, ...], seed: int) -> Rules:
        """Fresh rules for one trial; caps are shares of the limit per direction."""

        def make(caps: tuple[float, ...]) -> Rules:
            kind = LEVEL_TYPES[self.type]
            return kind(self.params, self.knobs, difficulty=difficulty, caps=caps, seed=seed)

        return modified(make, self.modifiers, caps=caps, seed=seed)

    def bounded(self, ranges: Mapping[str, tuple[float, float]]) -> Level:
        """The same level with the ends of some knobs kept within lowest..highest."""
        knobs = {
            name: Knob(*(min(max(end, low), high) for end in (knob.easy, knob.hard)))
            for name, knob in self.knobs.items()
            for low, high in [ranges.get(name, (-math.inf, math.inf))]
        }
        return dataclasses.replace(self, knobs=knobs)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values: what a recording keeps, and `level_from_dict` reads."""
        made = dataclasses.asdict(self)
        made["params"] = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in made["params"].items()
        }
        return made


class _KnobFile(BaseModel):
    model_config = STRICT
    easy: float
    hard: float


class _LevelFile(BaseModel):
    model_config = STRICT
    id: Ident
    type: str
    title: Line
    scene: Scene
    about: Text = Field(default="", max_length=400)
    params: dict[str, Any]
    knobs: dict[Short, _KnobFile]
    modifiers: dict[Short, dict[str, Any]] = Field(default_factory=dict)


def load_level(path: Path) -> Level:
    """Read one level file; LevelError in one line otherwise."""
    try:
        return level_from_dict(read_yaml(path), str(path))
    except YamlError as error:
        raise LevelError(str(error)) from None


def level_from_dict(data: object, source: str) -> Level:
    """A Level from plain values; `source` names them in messages."""
    if not isinstance(data, dict):
        raise LevelError(f"{source}: a level is a list of `key: value` lines, starting with `id:`")
    try:
        file = _LevelFile.model_validate(data)
    except ValidationError as error:
        raise LevelError(f"{source}: {first_problem(error)}") from None
    if file.type not in LEVEL_TYPES:
        known = ", ".join(sorted(LEVEL_TYPES))
        raise LevelError(
            f"{source}: type: there is no '{shortened(file.type)}'; use one of: {known}"
        )
    kind = LEVEL_TYPES[file.type]
    params = _params(kind.Params, file.params, f"{source}: params")
    knobs = {}
    try:
        for name, knob in file.knobs.items():
            knobs[name] = _make_knob(name, knob)
        check_knobs(knobs, kind.KNOBS)
    except ValueError as error:
        raise LevelError(f"{source}: knobs.{error}") from None
    modifiers = _modifiers(file.modifiers, f"{source}: modifiers")
    return Level(file.id, file.type, file.title, file.scene, file.about, params, knobs, modifiers)


def find_levels(root: Path | None = None) -> dict[str, Level]:
    """Every level below `root` (by default the shipped ones), by id; LevelError for a file that
    cannot be read, and for a duplicate.
    """
    levels, problems = readable_levels(root)
    if problems:
        raise LevelError(problems[0])
    return levels


def readable_levels(root: Path | None = None) -> tuple[dict[str, Level], list[str]]:
    """Every level that can be read, by id, and one line for each file that cannot: it keeps nobody
    from the others. Of two of the same id the first is taken. The shipped ones are read once.
    """
    levels, problems = _read(root) if root else _read_once(folder("levels"))
    return dict(levels), list(problems)


@cache
def _read_once(root: Path) -> tuple[dict[str, Level], list[str]]:
    """Reading takes a tenth of a second, and a kiosk asks again for each place that it shows."""
    return _read(root)


def _read(root: Path) -> tuple[dict[str, Level], list[str]]:
    found: dict[str, tuple[Level, Path]] = {}
    problems: list[str] = []
    for path in _files(root):
        try:
            level = load_level(path)
        except LevelError as error:
            problems.append(str(error))
            continue
        if level.id in found:
            other = found[level.id][1]
            problems.append(f"{path}: id: '{level.id}' is also the id of {other}: choose another")
        found.setdefault(level.id, (level, path))
    return {ident: level for ident, (level, _) in found.items()}, problems


def check_level(path: Path) -> Level:
    """Read one file and make sure that its id is free; LevelError in one line otherwise."""
    level = load_level(path)
    for other in _files(folder("levels")):
        with suppress(LevelError):  # another file that cannot be read is no fault of this one
            taken = load_level(other).id == level.id
            if taken and other.resolve() != path.resolve():
                break
    else:
        return level
    raise LevelError(f"{path}: id: '{level.id}' is also the id of {other}: choose another")


def get_level(name: str) -> Level:
    """A shipped level by id, or any level by the path of its file; LevelError otherwise."""
    if name.endswith((".yaml", ".yml")):
        return load_level(Path(name))
    levels, problems = readable_levels()
    if name not in levels:
        raise LevelError(
            "; ".join(
                [f"{shortened(name)}: there is no such level; `surefoot levels` lists them"]
                + [f"cannot be read: {problem}" for problem in problems]
            )
        )
    return levels[name]


def _files(root: Path) -> list[Path]:
    """The level files below a folder; what stands beside them is of another kind."""
    return [path for path in sorted(root.glob("*/*.yaml")) if path.parent.name != "programmes"]


def _modifiers(found: dict[str, dict[str, Any]], where: str) -> dict[str, Any]:
    """The Params of each modifier, in the order in which they are applied."""
    for name in found.keys() - MODIFIERS.keys():
        known = ", ".join(MODIFIERS)
        raise LevelError(f"{where}: there is no '{shortened(name)}'; there are: {known}")
    return {
        name: _params(kind.Params, found[name], f"{where}.{name}")
        for name, kind in MODIFIERS.items()
        if name in found
    }


def _params(kind: type, found: dict[str, Any], where: str) -> Any:
    """The dataclass `kind` from plain values, read strictly; LevelError names the wrong one."""
    try:
        return kind(**dict(_params_model(kind).model_validate(_tuples(found))))
    except ValidationError as error:
        raise LevelError(f"{where}.{first_problem(error)}") from None
    except ParamsError as error:
        raise LevelError(f"{where}.{error}") from None
    except OverflowError:
        raise LevelError(f"{where}: a number in it is far too large") from None


def _params_model(kind: type) -> type[BaseModel]:
    """A strict reader for a plain dataclass, which itself need not know pydantic."""
    types = get_type_hints(kind, include_extras=True)
    fields: dict[str, Any] = {
        field.name: (
            types[field.name],
            ... if field.default is dataclasses.MISSING else field.default,
        )
        for field in dataclasses.fields(kind)
    }
    return create_model(kind.__name__, __config__=STRICT, **fields)


def _tuples(params: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in params.items()
    }


def _make_knob(name: str, knob: _KnobFile) -> Knob:
    try:
        return Knob(knob.easy, knob.hard)
    except ValueError as error:
        raise ValueError(f"{shortened(name)}: {error}") from None
