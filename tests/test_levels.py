"""Level files: the shipped ones are fine, and whatever is wrong is said in one line."""

import math
from pathlib import Path

import pytest

from game.levels import (
    LevelError,
    check_level,
    find_levels,
    get_level,
    level_from_dict,
    load_level,
    readable_levels,
)
from game.resources import folder
from game.strict_yaml import read_yaml

GOOD = (folder("levels") / "target_reach" / "orchard-1.yaml").read_text(encoding="utf-8")


def _with(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


BILLION = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
BROKEN = {
    "unknown key": (GOOD + "colour: red\n", "colour: no such key"),
    "unknown parameter": (_with("reps: 12", "rips: 12"), "params.rips: no such key"),
    "yes for a number": (_with("reps: 12", "reps: yes"), "params.reps: should be a valid integer"),
    "yes for a knob": (_with("easy: 0.35", "easy: yes"), "knobs.reach.easy: should be a valid number"),
    "a word for a number": (_with("reps: 12", "reps: 1e3"), "params.reps"),
    "negative hold": (_with("easy: 0.6", "easy: -0.6"), "knobs.hold_s.easy: must be 0.1 to 10 s, not -0.6"),
    "negative rest": (_with("rest_s: 1.0", "rest_s: -1"), "params.rest_s: must be 0 to 60, not -1"),
    "hard easier than easy": (_with("hard: 0.90", "hard: 0.2"), "knobs.reach: 'hard' must not be easier"),
    "not a number": (_with("easy: 0.35", "easy: .nan"), "knobs.reach: easy and hard must be finite"),
    "missing type": (_with("type: target_reach\n", ""), "type: this key is missing"),
    "missing knob": (_with("  reach: {easy: 0.35, hard: 0.90}", " "), "knobs.reach: this knob is missing"),
    "unknown type": (_with("type: target_reach", "type: juggling"), "type: there is no 'juggling'"),
    "unknown scene": (_with("scene: orchard", "scene: ../moon"), "scene: should be 'orchard'"),
    "unknown direction": (_with("[right, left]", "[right, up]"), "params.directions.1: should be 'forward'"),
    "no direction": (_with("[right, left]", "[]"), "params.directions: name at least one"),
    "the same direction twice": (_with("[right, left]", "[left, left]"), "each direction may stand once"),
    "a key twice": (GOOD + "id: orchard-9\n", "the key 'id' stands twice"),
    "wrong encoding": (_with("unhurried", "öö").encode("latin-1"), "is not UTF-8"),
    "empty": ("", "the file is empty"),
    "only a comment": ("# nothing\n", "the file is empty"),
    "huge": (GOOD + "#" * 70_000, "over 64 KiB"),
    "minutes for seconds": (_with("rest_s: 1.0", "rest_s: 1:30"), "params.rest_s: should be a valid number (it is '1:30')"),
    "octal for decimal": (_with("reps: 12", "reps: 010"), "params.reps: should be a valid integer (it is '010')"),
    "endless digits": (_with("reps: 12", "reps: " + "9" * 4000), "a number of 4000 digits: 18 are the most"),
    "fewer endless digits": (_with("reps: 12", "reps: " + "9" * 18), "params.reps: must be 1 to 200"),
    "an endless word": (_with("reps: 12", "reps: " + "x" * 50_000), "(it is 'xxx"),
    "an endless type": (_with("type: target_reach", "type: " + "x" * 50_000), "type: there is no 'xxx"),
    "an endless key": (GOOD + "x" * 900 + ": 1\n", "xxx...: no such key"),
    "an endless key twice": (f"? {'x' * 20_000}\n: 1\n? {'x' * 20_000}\n: 2\n", "xxx...' stands twice"),
    "an endless knob": (_with("reach: {", "x" * 900 + ": {"), "knobs.xxx"),
    "an endless tag": (_with("reps: 12", "reps: !" + "x" * 900 + " 12"), "line"),
    "a title that rings": (_with("title: Apples left and right", 'title: "a\\ab"'), "title: must be text that can be shown"),
    "a title that clears the screen": (_with("title: Apples left and right", 'title: "\\e[2J"'), "title: must be text"),
    "a title of two lines": (_with("title: Apples left and right", 'title: "a\\nb"'), "title: must be one line"),
    "alias bomb": (BILLION, "anchors and aliases"),
    "path escape": (_with("id: orchard-1", "id: ../../etc/passwd"), "id: must be 1 to 40 of a-z"),
    "a list": ("- 1\n- 2\n", "a level is a list of `key: value` lines"),
    "not YAML": ("a: [1\nb: }", "line 2"),
    "binary": (b"\x00\x01\x02", "not YAML"),
    "bottomless": ("[" * 5000, "not YAML"),
    "a Python object": (_with("title: Apples left and right", "title: !!python/object:os.system x"), "line"),
    "a folder": (None, "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_wrong_is_said_in_one_line_with_file_and_key(kind, tmp_path):
    content, expected = BROKEN[kind]
    path = tmp_path / "mine.yaml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LevelError) as caught:
        load_level(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert expected in message
    assert "\n" not in message and len(message) < 400 + len(str(path))


def test_shipped_levels_are_found_by_id_and_by_path():
    assert {"orchard-1", "orchard-2", "orchard-3"} <= find_levels().keys()
    path = folder("levels") / "target_reach" / "orchard-2.yaml"
    assert get_level("orchard-2") == get_level(str(path)) == check_level(path)


def test_a_duplicate_id_is_refused_naming_both_files(tmp_path):
    (tmp_path / "target_reach").mkdir()
    for name in ("one", "two"):
        (tmp_path / "target_reach" / f"{name}.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(
        LevelError, match=r"two\.yaml: id: 'orchard-1' is also the id of .*one\.yaml"
    ):
        find_levels(tmp_path)
    with pytest.raises(LevelError, match="is also the id of"):
        check_level(tmp_path / "target_reach" / "one.yaml")


@pytest.mark.parametrize("name", ["orchard-99", "../../etc/passwd", "", "nul\0"])
def test_an_unknown_level_says_how_to_list_them(name):
    with pytest.raises(LevelError, match="`surefoot levels` lists them"):
        get_level(name)


def test_scenes_named_by_levels_exist():
    from game.levels import SCENES

    scenes = {
        path.stem for path in (Path(__file__).parent.parent / "game/render/scenes").glob("*.py")
    }
    assert set(SCENES) <= scenes


def test_a_windows_editor_s_byte_order_mark_is_no_obstacle(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_level(path).id == "orchard-1"


def test_numbers_are_those_of_yaml_1_2(tmp_path):
    path = tmp_path / "numbers.yaml"
    path.write_text(
        "[1:30, 1:30.5, 010, 0x10, 1_000, 1e-5, -3, .5, 1., 0, +1.5E+3, yes, -.inf, '7']"
    )
    assert read_yaml(path) == [
        "1:30", "1:30.5", "010", "0x10", "1_000", 1e-5, -3, 0.5, 1.0, 0, 1500.0, True, -math.inf, "7",
    ]  # fmt: skip


def test_a_recorded_level_with_an_endless_number_is_refused():
    level = load_level(folder("levels") / "target_reach" / "orchard-1.yaml").as_dict()
    level["params"]["reps"] = 10**4000
    with pytest.raises(LevelError, match="far too large"):
        level_from_dict(level, "start.json")


def test_a_file_that_cannot_be_read_keeps_nobody_from_the_other_levels(tmp_path, monkeypatch):
    there = tmp_path / "target_reach"
    there.mkdir()
    (there / "one.yaml").write_text(GOOD, encoding="utf-8")
    (there / "two.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setattr("game.levels.folder", lambda name: tmp_path)
    levels, problems = readable_levels()
    assert list(levels) == ["orchard-1"] and "two.yaml" in problems[0] and len(problems) == 1
    assert get_level("orchard-1") == levels["orchard-1"] == check_level(there / "one.yaml")
    with pytest.raises(LevelError, match=r"orchard-2: there is no such level.*two\.yaml"):
        get_level("orchard-2")
    with pytest.raises(LevelError, match=r"two\.yaml"):
        find_levels()
