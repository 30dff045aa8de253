"""Which Python, which torch, which environment: the installer's decisions, branch by branch."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.environments import (
    APP,
    DEV,
    RASA,
    app_environment,
    candidates,
    choose_python,
    is_build_of,
    local_wheels,
    pinned_version,
    python_of,
    stamp_of,
    torch_arguments,
    version_of,
    without_build_names,
    without_torch,
)
from bot.settings import REPOSITORY_ROOT

WHEEL = "torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl"


def make_python(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_a_python_on_the_path_comes_before_those_of_pyenv(tmp_path: Path) -> None:
    on_path = make_python(tmp_path / "bin" / "python3.10")
    under_pyenv = make_python(tmp_path / "versions" / "3.10.13" / "bin" / "python")
    search_path = os.pathsep.join([str(tmp_path / "empty"), str(tmp_path / "bin")])
    assert candidates("3.10", search_path, tmp_path / "versions") == [on_path, under_pyenv]


def test_of_several_pyenv_pythons_the_newest_comes_first(tmp_path: Path) -> None:
    older = make_python(tmp_path / "3.10.9" / "bin" / "python")
    newer = make_python(tmp_path / "3.10.13" / "bin" / "python")
    make_python(tmp_path / "3.1.2" / "bin" / "python")
    assert candidates("3.10", "", tmp_path) == [newer, older]


def test_a_pyenv_version_without_an_interpreter_is_no_candidate(tmp_path: Path) -> None:
    (tmp_path / "3.10.13" / "bin").mkdir(parents=True)
    assert candidates("3.10", "", tmp_path) == []


def test_the_best_version_that_is_there_is_chosen() -> None:
    python = Path("/usr/bin/python3.12")
    assert choose_python([("3.11", None), ("3.12", python), ("3.13", None)]) == str(python)


def test_without_any_interpreter_uv_is_asked_to_fetch_the_best_version() -> None:
    """The branch that a machine with neither Python 3.10 nor pyenv takes."""
    assert choose_python([("3.10", None)]) == "3.10"
    assert choose_python([("3.11", None), ("3.12", None)]) == "3.11"


def test_rasa_takes_no_python_but_3_10_and_the_application_prefers_3_11() -> None:
    assert RASA.pythons == ("3.10",)
    assert APP.pythons[0] == DEV.pythons[0] == "3.11"


def test_a_local_torch_wheel_is_taken_as_it_is() -> None:
    assert torch_arguments("torch==2.13.0\n", [WHEEL], "3.11.7") == []


@pytest.mark.parametrize(
    ("wheels", "python"),
    [
        ([], "3.11"),
        ([WHEEL], "3.12"),
        (["torch-2.12.0+cpu-cp311-cp311-linux_x86_64.whl"], "3.11"),
        (["torchvision-2.13.0-cp311-cp311-linux_x86_64.whl"], "3.11"),
    ],
)
def test_without_a_fitting_wheel_the_cpu_build_is_asked_for(wheels: list[str], python: str) -> None:
    assert torch_arguments("torch==2.13.0\n", wheels, python) == ["--torch-backend", "cpu"]


def test_an_environment_without_torch_needs_no_torch_arguments() -> None:
    assert torch_arguments("rasa==3.6.21\n", [], "3.10") == []


def test_a_wheel_without_a_build_name_counts_too() -> None:
    assert is_build_of("torch-2.13.0-cp311-cp311-macosx_11_0_arm64.whl", "2.13.0", "cp311")


def test_wheels_are_looked_for_in_folders_and_file_urls_only(tmp_path: Path) -> None:
    (tmp_path / WHEEL).touch()
    assert local_wheels(f"https://wheels.example file://{tmp_path}") == [WHEEL]
    assert local_wheels(str(tmp_path)) == [WHEEL]
    assert local_wheels("") == []


def test_an_environment_made_for_development_stays_so() -> None:
    assert app_environment(False, "") == APP
    assert app_environment(True, "app.txt 1f") == DEV
    assert app_environment(False, "dev.txt 1f") == DEV


def test_the_stamp_changes_with_the_requirements_and_with_the_python() -> None:
    stamps = {
        stamp_of("app.txt", [b"torch==1"], "3.11.7"),
        stamp_of("app.txt", [b"torch==2"], "3.11.7"),
        stamp_of("app.txt", [b"torch==1"], "3.11.8"),
        stamp_of("dev.txt", [b"torch==1"], "3.11.7"),
        stamp_of("app.txt", [b"torch==1", b""], "3.11.7"),
    }
    assert len(stamps) == 5


@pytest.mark.parametrize(
    ("config", "version"),
    [
        ("home = /usr/bin\nversion_info = 3.11.7\n", "3.11.7"),
        ("home = /usr/bin\nversion = 3.11.7\n", "3.11.7"),
        ("home = /usr/bin\n", ""),
    ],
)
def test_the_python_is_read_from_either_kind_of_pyvenv_cfg(config: str, version: str) -> None:
    assert python_of(config) == version


def test_versions_compare_as_numbers() -> None:
    assert version_of("uv 0.13.9 (x86_64)") > version_of("uv 0.8.24")
    assert version_of("command not found") == ()


def test_the_locks_name_no_build_no_address_and_no_cuda_package() -> None:
    for environment in (APP, DEV, RASA):
        lock = (REPOSITORY_ROOT / "requirements" / environment.requirements).read_text("utf-8")
        assert "://" not in lock
        assert "+" not in lock
        assert "nvidia" not in lock


def test_the_development_lock_pins_what_the_application_lock_pins() -> None:
    """So that tests run on the versions that customers meet."""
    folder = REPOSITORY_ROOT / "requirements"
    app = set((folder / "app.txt").read_text("utf-8").splitlines())
    assert app <= set((folder / "dev.txt").read_text("utf-8").splitlines())


def test_local_build_names_are_dropped_from_a_lock() -> None:
    assert without_build_names("torch==2.13.0+cpu\nzstd==1.5\n") == "torch==2.13.0\nzstd==1.5\n"
    assert without_torch("a==1\ntorch==2.13.0\ntorchx==1\n") == "a==1\ntorchx==1\n"
    assert pinned_version("a==1\ntorch==2.13.0\n", "torch") == "2.13.0"


def test_the_installer_needs_nothing_outside_the_standard_library() -> None:
    """It comes first on a fresh machine; -S hides every installed package."""
    told = subprocess.run(
        [sys.executable, "-S", "-m", "bot.install", "--help"],
        cwd=REPOSITORY_ROOT,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    assert "--dev" in told.stdout
