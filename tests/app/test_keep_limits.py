"""A test of limits of stability, played from the command line, leaves the limits for what follows."""

import pytest

from game.app.data_folder import data_folder
from game.app.limits_files import read_limits
from game.balance.limits import theoretical_limits
from game.cli import run

PLAY = ("play", "--headless", "--fast", "--participant", "p7")


def test_what_was_measured_is_written_and_taken_by_the_next_play(capsys, tmp_path):
    assert run([*PLAY, "limits-of-stability-short", "--device", "simulated:older"]) == 0
    out = capsys.readouterr().out.splitlines()
    path = data_folder() / "limits-p7.simulated.json"
    assert out[-2] == f"limits: {path}"
    assert out[-1].startswith("session: ")
    limits = read_limits(path)
    theory = theoretical_limits().reach
    assert all(0.3 * usual < reach < 1.3 * usual for reach, usual in zip(limits.reach, theory, strict=True))  # fmt: skip
    assert "held for 1 s: forward, right, back, left" in limits.how
    assert limits.how.endswith("by simulated, with nobody on a board")
    assert limits.measured
    assert run([*PLAY, "orchard-1", "--duration", "2", "--limits", str(path)]) == 0


@pytest.mark.parametrize(
    "arguments",
    [("orchard-1", "--duration", "3"), ("limits-of-stability-short", "--duration", "6")],
    ids=["another level", "cut short"],
)
def test_nothing_is_written_after_anything_but_a_whole_test(capsys, arguments):
    assert run([*PLAY, *arguments]) == 0
    assert "limits: " not in capsys.readouterr().out
    assert not list(data_folder().glob("limits-*"))


def test_a_test_that_measured_nothing_says_so(capsys, tmp_path):
    stands = tmp_path / "stands.csv"
    rows = "".join(f"{k / 100:.2f},{0.1 * (k % 3)},0\n" for k in range(12000))
    stands.write_text("t_s,cop_ml_mm,cop_ap_mm\n" + rows)
    code = run([*PLAY, "limits-of-stability-short", "--device", f"recorded:{stands}"])
    assert code == 0
    assert "no limits written:" in capsys.readouterr().err
    assert not list(data_folder().glob("limits-*"))
