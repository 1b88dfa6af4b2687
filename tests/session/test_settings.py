"""Settings are strict, and what was set for a participant counts before their plan."""

import pytest

from game.session.plan import plan_from_dict
from game.session.settings import Settings, SettingsError, merged, settings_from

BLOCKS = [{"level": "orchard-1", "minutes": 3}]


def test_nothing_set_is_a_whole_set_of_defaults():
    settings = settings_from({}, "here")
    assert settings == Settings()
    assert settings_from(settings.as_dict(), "here") == settings


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("text", "huge", "'normal', 'large' or 'larger'"),
        ("contrast", 2, "'normal' or 'high'"),
        ("plain", "yes", "boolean"),
        ("pictures", 1, "boolean"),
        ("hold_s", 0.5, "1.5"),
        ("volume", 1.2, "1"),
        ("language", "xx", "'en'"),
        ("posture", "lying", "'standing' or 'seated'"),
        ("figure", {"coat": "red"}, "six hexadecimal digits"),
        ("fonts", 3, "no such key"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(key, value, says):
    with pytest.raises(SettingsError) as refused:
        settings_from({key: value}, "settings of P7")
    line = str(refused.value)
    assert line.startswith(f"settings of P7: {key}") and says in line and "\n" not in line


def test_what_is_set_for_a_participant_counts_before_the_plan_and_leaves_the_rest():
    plan = plan_from_dict(
        {
            "format": 1,
            "blocks": BLOCKS,
            "affected_side": "left",
            "display": {"hud_side": "right", "text": "large"},
        },
        "plan.yaml",
    )
    kept = {"text": "larger", "posture": "seated", "figure": {"hat": "112233"}}
    own = plan.for_participant(kept, "P7")
    assert own.display.text == "larger" and own.display.hud_side == "right"
    assert own.posture == "seated" and own.affected_side == "left"
    assert (own.display.figure.hat, own.display.figure.coat) == ("112233", "B4492E")
    assert plan_from_dict(own.as_dict(), "kept") == own, "a recording keeps it as a plan"
    assert plan.for_participant({}, "P7") == plan


def test_a_plan_of_before_is_still_read():
    display = {"volume": 0.4, "hud_side": "right", "reduced_motion": True, "plain": True}
    plan = plan_from_dict({"format": 1, "blocks": BLOCKS, "display": display}, "plan.yaml")
    shown = plan.display.model_dump()
    assert {key: shown[key] for key in display} == display


def test_groups_are_merged_key_by_key():
    assert merged({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}, "d": 4}) == {
        "a": {"b": 1, "c": 3},
        "d": 4,
    }
