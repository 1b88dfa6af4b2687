"""The doctor on this machine, and what it says where something is wrong."""

import json
import os
import subprocess
import sys

import pytest

from game.app import doctor, hardware_checks, opengl_libraries, software_checks
from game.app.findings import Finding, ask
from input_devices.wii_remedies import udev_rule


def test_every_check_answers_here_and_complaints_come_with_a_remedy():
    findings = doctor.run_checks()
    assert len({found.name for found in findings}) == len(doctor.CHECKS)
    assert all(found.detail for found in findings)
    assert all(found.remedy for found in findings if found.state != "ok")
    assert [found for found in findings if found.state == "missing"] == []


@pytest.mark.parametrize(
    ("states", "code"), [([], 0), (["ok", "warn"], 0), (["ok", "missing", "warn"], 3)]
)
def test_only_something_essential_makes_the_command_fail(states, code):
    assert doctor.exit_code([Finding(str(i), state, "") for i, state in enumerate(states)]) == code


def test_the_command_prints_json_alone():
    done = subprocess.run(
        [sys.executable, "-m", "game", "doctor", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = json.loads(done.stdout)
    assert {"name", "state", "detail", "remedy"} == set(rows[0])
    assert done.returncode == doctor.exit_code([Finding(**row) for row in rows])


def test_the_table_keeps_a_line_to_type_unbroken(capsys):
    line = "echo " + "x" * 300
    doctor.print_table([Finding("board", "warn", "no permission", line)])
    assert line in capsys.readouterr().out


def test_a_crash_while_asking_is_survived():
    assert ask("import os; os.kill(os.getpid(), 11)") == (False, ["crashed, signal 11"])


def test_an_error_while_asking_is_one_line():
    assert ask("raise OSError('the device is busy')") == (False, ["OSError: the device is busy"])


def test_a_recording_folder_that_is_a_file_is_essential(tmp_path, monkeypatch):
    file = tmp_path / "data"
    file.write_text("")
    monkeypatch.setenv("SUREFOOT_DATA", str(file))
    found = software_checks.recording_folder()
    assert found.state == "missing"
    assert str(file) in found.detail
    assert "SUREFOOT_DATA" in found.remedy


def test_sessions_are_counted_and_nothing_is_created(tmp_path, monkeypatch):
    (tmp_path / "20260102T030405-p01-abcdef").mkdir()
    (tmp_path / "20260102T030405-p01-abcdef" / "session.json").write_text("{}")
    monkeypatch.setenv("SUREFOOT_DATA", str(tmp_path))
    assert "sessions so far: 1," in software_checks.recording_folder().detail
    monkeypatch.setenv("SUREFOOT_DATA", str(tmp_path / "not" / "yet"))
    assert software_checks.recording_folder().state == "ok"
    assert not (tmp_path / "not").exists()


def test_published_recordings_named_wrongly(tmp_path, monkeypatch):
    monkeypatch.setenv("SUREFOOT_RECORDINGS", str(tmp_path / "gone"))
    assert software_checks.public_recordings().state == "warn"


def test_needed_packages_are_those_of_the_project_without_its_extras():
    needed = software_checks.needed()
    assert "pygame-ce" in needed
    assert "pytest" not in needed


def test_the_udev_rule_is_found_where_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(hardware_checks, "UDEV_FOLDERS", (str(tmp_path),))
    (tmp_path / "70-balance-board.rules").write_text(udev_rule() + "\n")
    if sys.platform.startswith("linux"):
        assert str(tmp_path) in hardware_checks.board_permission().detail


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="EGL is Linux's")
def test_without_a_graphics_library_the_line_to_type_is_named(monkeypatch):
    monkeypatch.setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nowhere")
    found = hardware_checks.opengl()
    assert found.state == "missing"
    assert found.remedy == opengl_libraries.install_line()
    assert "Error" not in found.detail


@pytest.mark.skipif(os.name == "nt", reason="package managers of Linux")
@pytest.mark.parametrize("name", opengl_libraries.MANAGERS)
def test_libraries_are_installed_by_the_manager_that_is_there(name, tmp_path, monkeypatch):
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool, does in ((name, f'echo "$0 $@" >> {tmp_path}/said'), ("sudo", 'shift; "$@"')):
        (tools / tool).write_text(f"#!/bin/sh\n{does}\n")
        (tools / tool).chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=None)
    assert opengl_libraries.may_install()
    opengl_libraries.install()
    ran = (tmp_path / "said").read_text().replace(f"{tools}/", "").splitlines()
    assert ran == [" ".join(command) for command in opengl_libraries.MANAGERS[name]]
    assert ran[-1] in opengl_libraries.install_line()
