"""Whatever the radio does: the state says so in time, nothing is invented, and it comes back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wii_play import PAUSE_WORTHY_S, marching, start

from input_devices.clock import ManualClock
from input_devices.emulated_faults import KINDS, Fault, parse_faults
from input_devices.emulated_hid import EmulatedRadio
from input_devices.emulated_wii import EmulatedWii
from input_devices.sample import DeviceError

STOPPING = ("silence", "freeze", "backlog", "truncate", "all_ff", "unplug")
PASSING = ("jitter", "duplicate", "mode")
RECOVERY_S = 4.5  # the longest pause between attempts to connect, and the attempt


def suffer(kind, at, seconds=1.0, amount=0.0, stream_s=8.0):
    """A stream of so long with one fault, held to the rules, and streaming again at its end."""
    run = start(Fault(kind, at, seconds, amount))
    run.play(max(stream_s, at + seconds + RECOVERY_S))
    run.hold_to_the_rules()
    assert run.states[-1][1].state == "streaming"
    assert run.samples[-1].t > run.states[-1][0] - 0.05
    return run


def assert_stopped_in_time(run, at):
    assert run.state_at(at + PAUSE_WORTHY_S) != "streaming"
    assert run.state_at(at - 0.02) == "streaming"


@pytest.mark.parametrize("at", [1.0, 2.5, 3.005])
@pytest.mark.parametrize("kind", STOPPING)
def test_a_fault_that_stops_the_data_is_said_within_a_quarter_second_and_passes(kind, at):
    assert_stopped_in_time(suffer(kind, at), at)


@pytest.mark.parametrize("at", [1.0, 2.505])
@pytest.mark.parametrize("kind", PASSING)
def test_a_fault_that_only_disturbs_costs_no_sample(kind, at):
    run = suffer(kind, at)
    reports = [sent for t, sent in run.radio.sent if t <= run.samples[-1].t and sent[0] == 0x34]
    assert len(run.samples) >= len(reports) - 2
    assert all(state.state == "streaming" for t, state in run.states if t > 0.1)


@pytest.mark.parametrize("seconds", [2.0, 3.5, 9.0])
@pytest.mark.parametrize("kind", STOPPING)
def test_a_long_fault_is_survived_as_well(kind, seconds):
    assert_stopped_in_time(suffer(kind, 1.5, seconds), 1.5)


def test_a_stuck_sensor_is_found_within_one_second_and_named():
    run = suffer("stuck", 2.0, 2.0)
    assert run.state_at(3.0) == "lost"
    status = next(status for at, status in run.states if at >= 3.0)
    assert "top right" in status.message  # the first sensor on the wire


def test_frozen_values_are_called_that_not_silence():
    run = suffer("freeze", 2.0)
    status = next(status for at, status in run.states if at >= 2.5)
    assert "same values" in status.message


def test_a_backlog_arrives_whole_but_for_what_the_queue_could_not_hold():
    run = suffer("backlog", 2.0, 0.5)
    assert len([s for s in run.samples if 2.49 < s.t < 2.515]) >= 50


def test_jitter_keeps_every_sample_and_its_order():
    run = suffer("jitter", 1.0, 5.0, amount=0.03)
    gaps = [b.t - a.t for a, b in pairwise(run.samples)]
    assert max(gaps) > 0.015
    assert len(run.samples) >= len(run.radio.sent) - 4


def test_many_copies_of_every_report_are_heard_once():
    suffer("duplicate", 1.0, 3.0, amount=6)


@pytest.mark.parametrize("kept", range(1, 22))
def test_the_link_may_break_after_any_byte_of_a_report(kept):
    assert_stopped_in_time(suffer("unplug", 1.5, 0.3, kept, stream_s=4.0), 1.5)


def break_after(total_bytes: int) -> None:
    """The link breaks once so many bytes, both ways together, have passed since switching on."""
    clock = ManualClock()
    radio = EmulatedRadio(clock, EmulatedWii(marching, noise_kg=0.0))
    radio.cut_after = total_bytes
    run = start(radio=radio)
    run.play(2.0 + RECOVERY_S)
    run.hold_to_the_rules()
    assert radio.losses == 1
    assert run.states[-1][1].state == "streaming"


@pytest.mark.parametrize("total", range(0, 400, 9))
def test_the_link_may_break_at_any_byte_of_the_bring_up(total):
    break_after(total)


@pytest.mark.slow
@pytest.mark.parametrize("total", range(420))
def test_the_link_may_break_at_every_byte_of_the_bring_up(total):
    break_after(total)


FAULTS = st.builds(
    Fault,
    st.sampled_from(KINDS),
    st.floats(0.0, 4.0),
    st.floats(0.0, 2.0),
    st.sampled_from([0.0, 1.0, 3.0, 21.0]),
).filter(lambda fault: fault.kind != "jitter" or fault.amount < 1.0)


@settings(max_examples=25, deadline=None)
@given(st.lists(FAULTS, max_size=5))
def test_any_faults_together_are_survived(faults):
    run = start(*faults)
    run.play(6.0 + 2 * RECOVERY_S)
    run.hold_to_the_rules()
    assert run.states[-1][1].state == "streaming"


@pytest.mark.slow
@pytest.mark.parametrize("at", range(30))
@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_at_every_second_of_half_a_minute(kind, at):
    run = suffer(kind, at, stream_s=30.0)
    if kind in STOPPING:
        assert run.state_at(at + PAUSE_WORTHY_S) != "streaming"


def test_two_runs_with_the_same_faults_are_the_same():
    runs = [suffer("jitter", 1.0, 2.0, 0.05) for _ in range(2)]
    assert runs[0].samples == runs[1].samples


def test_faults_are_read_from_text():
    assert parse_faults("silence@20, unplug@40+5") == [
        Fault("silence", 20.0),
        Fault("unplug", 40.0, 5.0),
    ]


@pytest.mark.parametrize("text", ["rain@3", "silence", "silence@soon", "silence@1+x"])
def test_a_fault_that_does_not_exist_is_refused_by_name(text):
    with pytest.raises(DeviceError, match="KIND@SECONDS"):
        parse_faults(text)


@pytest.mark.parametrize("begin", [0.0, 50.0, 12345.678])
def test_a_stream_begins_at_any_time_of_the_clock(begin):
    clock = ManualClock(begin)
    radio = EmulatedRadio(clock, EmulatedWii(marching, noise_kg=0.0))
    assert len(start(radio=radio).play(1.0)) >= 95


def test_a_report_cut_twice_may_have_nothing_left():
    run = start(Fault("truncate", 1.0, 1.0), Fault("truncate", 1.0, 1.0))
    run.play(4.0)
    run.hold_to_the_rules()
    assert run.states[-1][1].state == "streaming"


def test_what_was_frozen_before_a_loss_is_not_new_after_it():
    run = start(Fault("freeze", 1.0, 2.0), Fault("unplug", 1.0, 1.0))
    run.play(6.0)
    run.hold_to_the_rules()
    assert run.states[-1][1].state == "streaming"
