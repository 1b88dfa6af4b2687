"""The station's settings: what is refused, in which words, and that what is shown can be read."""

from __future__ import annotations

import pytest

from game.app.request import PlayRequest
from game.app.station_file import as_set_here
from game.cli import run
from game.station import KioskSettings, Station, StationError, as_text, read_station, station_from

WRONG = {
    "kios: {}": "kios: no such key",
    "kiosk: {standin: true}": "kiosk.standin: no such key",
    "kiosk: {standing: 1}": "kiosk.standing: should be a valid boolean",
    "kiosk: {taster_s: 30}": "kiosk.taster_s: should be greater than or equal to 60",
    "kiosk: {levels: [orchard-1]}": "kiosk.levels",
    "kiosk: {levels: [orchard-1, orchard-2, nowhere]}": "nowhere: there is no such level",
    "kiosk: {levels: [orchard-1, orchard-2, quiet-stance-eyes-closed]}": "not for play by oneself",
    "kiosk: {hours: {monday: 9-5}}": "kiosk.hours.monday: '9' is no time",
    "kiosk: {hours: {mon: closed}}": "kiosk.hours.mon",
    "kiosk: {brightness: {}}": "needs at least one time",
    'kiosk: {volume: {"08:00": 1.5}}': "should be less than or equal to 1",
    'kiosk: {url: "javascript:alert(1)"}': "should begin with https://",
    "kiosk: {health_port: 70000}": "should be less than or equal to 65535",
    "kiosk: {aids: [spotter]}": "kiosk.aids.0",
    "languages: [xx]": "no such language: there are en",
    "languages: []": "languages",
    "format: 2": "format: should be 1",
    "[1, 2]": "should be keys with values",
    "": "the file is empty",
    "a: [": "line 1",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_in_one_line_with_its_key(text, tmp_path):
    path = tmp_path / "station.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(StationError) as caught:
        read_station(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: ") and WRONG[text] in said and "\n" not in said


@pytest.mark.parametrize("pin", ["pin: 1234", 'pin: "1234"', "pin: 31415926", 'pin: "31415x"'])
def test_a_wrong_pin_is_refused_without_its_digits(pin, tmp_path):
    path = tmp_path / "station.yaml"
    path.write_text(pin, "utf-8")
    with pytest.raises(StationError, match="pin: should be 6 to 8 digits") as caught:
        read_station(path)
    assert "1234" not in str(caught.value) and "314" not in str(caught.value)


def test_what_is_shown_can_be_read_again_and_says_what_each_key_means(tmp_path):
    station = Station(pin="271828", languages=["en", "de"], kiosk=KioskSettings(standing=True))
    path = tmp_path / "station.yaml"
    path.write_text(as_text(station), "utf-8")
    assert read_station(path) == station.model_copy(update={"pin": ""})
    lines = as_text(station).splitlines()
    keys = [at for at, line in enumerate(lines) if not line.strip().startswith("#")]
    assert all(lines[at - 1].strip().startswith("#") for at in keys)


def test_nobody_stands_and_nothing_sounds_unless_it_was_set():
    station = station_from({}, "nothing")
    assert not station.kiosk.standing and station.kiosk.volume == {"00:00": 0.0}
    assert station.pin == "" and station.kiosk.url == ""


def test_play_takes_what_is_set_here_where_nothing_was_asked_for(tmp_path, monkeypatch, capsys):
    path = tmp_path / "station.yaml"
    path.write_text('device: keyboard\ntier: low\nvolume: 0.2\nlanguages: [de]\npin: "271828"\n')
    monkeypatch.setenv("SUREFOOT_STATION", str(path))
    guest = as_set_here(PlayRequest(device=""))
    assert (guest.device, guest.tier, guest.volume) == ("keyboard", "low", 0.2)
    assert (guest.language, guest.pin) == ("de", "271828")
    asked = as_set_here(PlayRequest(device="simulated", tier="high", volume=1.0, language="fr"))
    assert (asked.device, asked.tier, asked.volume, asked.language) == (
        "simulated",
        "high",
        1.0,
        "fr",
    )
    known = as_set_here(PlayRequest(participant="p1"))
    assert known.volume is None and known.language == "", "theirs count more"
    path.write_text("tiers: low\n")
    assert as_set_here(PlayRequest()) == PlayRequest()
    assert "tiers: no such key" in capsys.readouterr().err


def test_the_commands_check_and_show(tmp_path, capsys):
    path = tmp_path / "station.yaml"
    assert run(["settings", "show"]) == 0
    path.write_text(capsys.readouterr().out, "utf-8")
    assert run(["settings", "check", str(path)]) == 0
    path.write_text("kiosk: {standin: true}\n", "utf-8")
    assert run(["settings", "check", str(path)]) == 2
    assert "kiosk.standin: no such key" in capsys.readouterr().err
