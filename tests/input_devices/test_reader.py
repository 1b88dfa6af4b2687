"""The reader's behaviour over time, on a driver that plays a script."""

from __future__ import annotations

import math
import threading
import time

import pytest

from input_devices import reader
from input_devices.clock import ManualClock
from input_devices.reader import BACK_OFF_S, ReaderDevice, StreamEnded
from input_devices.sample import BoardSample, DeviceError, DeviceInfo

INFO = DeviceInfo(name="scripted", kind="board", nominal_rate_hz=100.0)


class Scripted(ReaderDevice):
    """Connects and reads as told: an exception is raised, a list delivered, an empty script waits."""

    def __init__(self, *, connects=(), reads=(), clock=None):
        super().__init__(INFO, clock=clock)
        self.connects, self.reads = list(connects), list(reads)
        self.connected_at, self.let_go = [], 0

    def _connect(self):
        self.connected_at.append(self.clock.now())
        step = self.connects.pop(0) if self.connects else None
        if isinstance(step, Exception):
            raise step

    def _read(self, timeout_s):
        step = self.reads.pop(0) if self.reads else None
        if isinstance(step, Exception):
            raise step
        if step is None:
            self.clock.wait_until(self.clock.now() + timeout_s)
        return step

    def _sample(self, t, seq, raw):
        if raw == "status report":
            return None
        return BoardSample(t, seq, (raw,) * 4, 4 * raw, 0.0, 0.0)

    def _disconnect(self):
        self.let_go += 1


@pytest.fixture
def clock():
    return ManualClock(100.0)


def loads(samples):
    return [sample.load_n for sample in samples]


def test_samples_are_stamped_and_numbered_as_they_arrive(clock):
    device = Scripted(clock=clock)
    device.start()
    assert device.status().state == "ready"
    device.reads = [[1.0, 2.0]]
    clock.advance(0.5)
    first = device.drain()
    device.reads = [["status report"], [3.0]]
    clock.advance(0.01)
    second = device.drain()
    assert [(s.t, s.seq, s.load_n) for s in first + second] == [
        (100.5, 0, 4.0),
        (100.5, 1, 8.0),
        (100.51, 2, 12.0),
    ]
    assert device.status().state == "streaming"


def test_it_searches_with_growing_pauses_and_says_why(clock):
    device = Scripted(connects=[DeviceError("press SYNC")] * 8, clock=clock)
    device.start()
    assert device.status().state == "searching"
    assert device.status().message == "press SYNC"
    while device.status().state == "searching":
        clock.advance(0.01)
        device.drain()
    pauses = [b - a for a, b in zip(device.connected_at, device.connected_at[1:], strict=False)]
    assert pauses == pytest.approx([*BACK_OFF_S, 4.0, 4.0, 4.0], abs=0.02)
    assert device.status().state == "ready"


def test_after_a_loss_it_comes_back_and_only_data_end_the_loss(clock):
    device = Scripted(reads=[[1.0], OSError("read error")], clock=clock)
    device.start()
    assert loads(device.drain()) == [4.0]
    assert device.status().state == "lost"
    assert device.status().message == "read error"
    clock.advance(BACK_OFF_S[0])
    assert device.drain() == []
    assert len(device.connected_at) == 2
    assert device.status().state == "lost"
    device.reads = [[2.0]]
    assert loads(device.drain()) == [8.0]
    assert device.status().state == "streaming"
    assert device.status().message == ""
    assert device.status().gaps == 1


def test_silence_counts_as_loss_and_the_connection_is_made_anew(clock):
    device = Scripted(reads=[[1.0]], clock=clock)
    device.start()
    device.drain()
    clock.advance(device.SILENCE_S)
    device.drain()
    assert device.status().state == "streaming"
    clock.advance(0.01)
    device.drain()
    assert device.status().state == "lost"
    assert "no data" in device.status().message
    clock.advance(BACK_OFF_S[0])
    device.drain()
    assert len(device.connected_at) == 2


def test_rate_and_gaps_are_measured(clock):
    device = Scripted(clock=clock)
    device.start()
    for index in range(100):
        clock.advance(0.02 if index != 50 else 0.1)
        device.reads = [[1.0]]
        device.drain()
    assert device.status().gaps == 1
    assert device.status().rate_hz == pytest.approx(99 / (98 * 0.02 + 0.1))


def test_a_consumer_that_never_drains_loses_the_oldest_and_is_told(clock, monkeypatch):
    monkeypatch.setattr(reader, "QUEUE_S", 0.05)  # five samples
    device = Scripted(reads=[[float(i) for i in range(8)]], clock=clock)
    device.start()
    assert loads(device.drain()) == [12.0, 16.0, 20.0, 24.0, 28.0]
    assert "3 samples dropped" in device.status().message


def test_a_finite_stream_closes_by_itself_and_keeps_what_arrived(clock):
    device = Scripted(reads=[[1.0], StreamEnded("that was all")], clock=clock)
    device.start()
    assert loads(device.drain()) == [4.0]
    assert (device.status().state, device.status().message) == ("closed", "that was all")
    device.close()
    assert device.status().message == "that was all"


def test_a_driver_s_own_error_is_shown_and_not_swallowed(clock):
    device = Scripted(reads=[KeyError("wrong")], clock=clock)
    device.start()
    with pytest.raises(KeyError):
        device.drain()
    assert device.status().state == "closed"
    assert "error of its driver" in device.status().message


def test_every_connection_is_let_go_however_it_ends(clock):
    device = Scripted(connects=[OSError("busy")], reads=[OSError("gone")], clock=clock)
    with device:
        device.start()
        assert device.let_go == 1
        clock.advance(5.0)
        device.drain()
        assert device.let_go == 2
    assert device.let_go == 3


def test_a_problem_while_letting_go_does_not_hide_the_close(clock):
    class Sticky(Scripted):
        def _disconnect(self):
            raise OSError("stuck")

    device = Sticky(clock=clock)
    device.start()
    device.close()
    assert device.status().state == "closed"


def until(condition):
    for _ in range(20_000):
        if condition():
            return
        time.sleep(0.001)
    pytest.fail("it never came about")


class Held(Scripted):
    """A driver that sits in its read until it is let free."""

    def __init__(self):
        super().__init__()
        self.reading, self.free = threading.Event(), threading.Event()

    def _read(self, timeout_s):
        self.reading.set()
        self.free.wait()
        return [1.0]


def test_drain_and_status_do_not_wait_for_a_driver_that_reads():
    with Held() as device:
        device.start()
        device.reading.wait()
        assert device.drain() == []
        assert device.status().state == "ready"
        device.free.set()
        until(device.drain)


def test_close_leaves_a_hanging_driver_behind_and_says_so(monkeypatch):
    monkeypatch.setattr(reader, "CLOSE_S", 0.05)
    device = Held()
    device.start()
    device.reading.wait()
    device.close()
    assert device.status().state == "closed"
    assert "did not answer" in device.status().message
    device.free.set()
    until(lambda: device.let_go == 1)
    assert device.status().state == "closed"


def test_with_a_thread_it_reconnects_by_itself():
    with Scripted(reads=[[1.0], OSError("gone")]) as device:
        device.start()
        until(lambda: device.status().state == "lost")
        device.reads = [[2.0]]
        until(lambda: device.status().state == "streaming")
        assert loads(device.drain()) == [4.0, 8.0]
        assert math.isnan(device.status().rate_hz)


def test_closing_during_the_pause_before_a_new_attempt_is_prompt():
    device = Scripted(connects=[DeviceError("not there")] * 100)
    device.start()
    until(lambda: device.status().message == "not there")
    device.close()
    assert device.status().state == "closed"
    assert not any("scripted" in thread.name for thread in threading.enumerate())
