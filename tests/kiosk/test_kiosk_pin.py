"""The PIN as it is kept: no digits in any file, and still the way out where the settings broke."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from game.app.kiosk_journal import COUNTERS, Journal
from game.app.kiosk_pin import HashedLock, HashedPin
from game.app.kiosk_settings import LOOK_S, Good, LiveSettings

PIN, OTHER = "271828", "141421"
DAY = datetime(2026, 1, 5)


@pytest.fixture
def station(tmp_path):
    return tmp_path / "station.yaml"


def started(tmp_path, station, text):
    """The settings of a kiosk that starts with this file, and its journal, saved."""
    station.write_text(text, "utf-8")
    journal = Journal(tmp_path / "state", DAY)
    settings = LiveSettings(station, journal.good)
    settings.look(0.0)
    journal.good = settings.good
    journal.save(0.0, at_once=True)
    return settings


def kept(tmp_path):
    return (tmp_path / "state" / COUNTERS).read_text("utf-8")


def test_a_hash_fits_its_digits_alone_and_comes_back_from_its_text():
    one, two = HashedPin.of(PIN), HashedPin.of(PIN)
    assert one.fits(PIN) and not one.fits(OTHER) and not one.fits("")
    assert one != two and PIN not in one.as_text()
    assert HashedPin.from_text(one.as_text()) == one
    for broken in ("", PIN, "scrypt 6 00 11", one.as_text() + "0"):
        assert HashedPin.from_text(broken) is None


def test_over_a_start_with_a_broken_file_the_pin_and_the_rest_hold_without_its_digits(
    tmp_path, station
):
    started(tmp_path, station, f'pin: "{PIN}"\nlanguages: [de]\n')
    assert PIN not in kept(tmp_path)
    settings = started(tmp_path, station, "a: [")
    assert settings.problem and settings.station.languages == ["de"]
    lock = HashedLock(settings.pin, 30.0)
    assert lock.locks and lock.length == len(PIN)
    assert not lock.opens(OTHER, 0.0) and lock.opens(PIN, 0.0)
    assert PIN not in kept(tmp_path)


def test_digits_that_an_earlier_version_kept_open_once_more_and_are_forgotten(tmp_path, station):
    state = tmp_path / "state"
    state.mkdir()
    document = {"format": 1, "since": "2026-01-01", "counts": {"woken": 7}}
    old = document | {"settings": f'pin: "{PIN}"\nlanguages: [fr]\n'}
    (state / COUNTERS).write_text(json.dumps(old), "utf-8")
    settings = started(tmp_path, station, "a: [")
    assert settings.pin.fits(PIN) and settings.station.languages == ["fr"]
    assert PIN not in kept(tmp_path) and json.loads(kept(tmp_path))["counts"]["woken"] == 7
    assert started(tmp_path, station, "a: [").pin.fits(PIN)


def test_the_same_pin_keeps_its_hash_another_or_none_takes_its_place(tmp_path, station):
    settings = started(tmp_path, station, f'pin: "{PIN}"\n')
    first = settings.pin
    again = started(tmp_path, station, f'pin: "{PIN}"\nvolume: 0.5\n')
    assert again.pin == first
    station.write_text(f'pin: "{OTHER}"\n', "utf-8")
    assert again.look(LOOK_S) and again.pin.fits(OTHER) and not again.pin.fits(PIN)
    station.write_text("pin: ''\nvolume: 0.25\n", "utf-8")
    assert again.look(2 * LOOK_S) and again.pin is None
    assert not HashedLock(again.pin, 30.0).locks
    assert LiveSettings(None, Good("", first.as_text())).pin is None, "no file, no PIN"
