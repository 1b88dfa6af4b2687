"""`surefoot participants settings` as people type it."""

import json

import pytest

from game.cli import run


@pytest.fixture
def cli(capsys):
    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    call("participants", "add", "P7")
    return call


def settings(cli, *options):
    code, out, err = cli("participants", "settings", "P7", *options, "--json")
    assert code == 0, err
    return json.loads(out)


def test_they_are_shown_set_one_by_one_and_kept(cli):
    assert settings(cli)["text"] == "normal"
    settings(cli, "--text", "large", "--seated", "--coat", "336699")
    settings(cli, "--music", 0.2, "--no-speech", "--lower-tones", "--mono", "--rumble", 0)
    now = settings(cli, "--contrast", "high", "--no-pictures", "--hold", 3)
    assert (now["text"], now["posture"], now["contrast"]) == ("large", "seated", "high")
    assert not now["pictures"] and now["hold_s"] == 3 and now["figure"]["coat"] == "336699"
    assert (now["music"], now["rumble"]) == (0.2, 0) and not now["speech"] and now["mono"]
    code, out, _ = cli("participants", "settings", "P7")
    marked = [line.split()[0] for line in out.splitlines() if line.rstrip().endswith("yes")]
    assert code == 0 and set(marked) >= {"text", "posture", "contrast", "figure.coat", "hold_s"}
    assert settings(cli, "--as-planned")["text"] == "normal"


def test_a_plan_fills_in_what_was_not_set_here(cli, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "format: 1\nblocks:\n  - {level: orchard-1}\naffected_side: left\n"
        "display: {hud_side: right, plain: true}\n"
    )
    assert cli("plans", "set", "P7", plan)[0] == 0
    now = settings(cli, "--scenery", "--reduced-motion")
    assert now["affected_side"] == "left" and now["hud_side"] == "right"
    assert now["reduced_motion"] and not now["plain"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--text", "huge"), "text: should be 'normal', 'large' or 'larger' (it is 'huge')"),
        (("--volume", 3), "volume"),
        (("--coat", "red"), "figure.coat: must be a colour as six hexadecimal digits"),
    ],
)
def test_a_wrong_value_is_one_line_and_changes_nothing(cli, options, says):
    settings(cli, "--text", "large")
    code, out, err = cli("participants", "settings", "P7", *options)
    assert code == 2 and not out and len(err.splitlines()) == 1 and says in err
    assert settings(cli)["text"] == "large"


def test_somebody_unknown_is_said_to_be(cli):
    code, _, err = cli("participants", "settings", "P8", "--text", "large")
    assert code == 2 and "no participant 'P8'" in err
