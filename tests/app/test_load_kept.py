"""How much of their weight somebody still keeps on the board, from a recording whose loads are known."""

import pytest

from game.app.control import Control
from game.balance.limits import theoretical_limits
from input_devices import open_device
from input_devices.clock import ManualClock

RATE = 50


@pytest.mark.parametrize(
    ("loads", "kept"),
    [([700.0] * 100, 1.0), ([700.0] * 100 + [280.0] * 10, 0.4), ([700.0] * 50 + [650.0], 0.93)],
)
def test_the_newest_load_is_a_share_of_the_last_seconds(tmp_path, loads, kept):
    file = tmp_path / "stance.csv"
    rows = [f"{at / RATE:.3f},0.0,0.0,{load}" for at, load in enumerate(loads)]
    file.write_text("\n".join(["t_s,cop_ml_mm,cop_ap_mm,load_n", *rows]) + "\n")
    clock = ManualClock()
    device = open_device(f"recorded:{file}", clock=clock)
    control = Control([device], theoretical_limits(), lambda _: None)
    assert control.load_kept == 1.0, "nothing is known yet"
    device.start()
    for _ in loads:
        clock.advance(1 / RATE)
        control.take(clock.now())
    assert control.load_kept == pytest.approx(kept, abs=0.01)
