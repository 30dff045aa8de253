"""Make both Python environments: `python3 -m bot.install [--dev | --lock]`.

Runs on any Python from 3.8 on with nothing but its standard library, because it comes first.
Why there are two environments stands in DECISIONS.md.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Optional, Sequence

from bot.environments import (
    APP,
    DEV,
    RASA,
    Environment,
    app_environment,
    candidates,
    choose_python,
    local_wheels,
    python_of,
    stamp_of,
    torch_arguments,
    version_of,
    without_build_names,
    without_torch,
)

ROOT = Path(__file__).resolve().parent.parent
STAMP = "dropwise-stamp"
OLDEST_UV = (0, 8)  # the first whose `uv venv` knows --clear


class Failure(Exception):
    """What a person reads when a step cannot be done: one sentence with the remedy."""


def say(text: str) -> None:
    """Tell in a line what is done."""
    print(text, flush=True)


def run(command: Sequence[str], remedy: str) -> None:
    """Run a program; raise Failure with the remedy when it fails."""
    find_links = os.environ.get("PIP_FIND_LINKS")
    environment = {**os.environ, **({"UV_FIND_LINKS": find_links} if find_links else {})}
    try:
        subprocess.run(command, cwd=str(ROOT), env=environment, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Failure(remedy) from None


def answer(command: Sequence[str]) -> str:
    """Return what a program prints, "" where it cannot run (a pyenv shim without that Python)."""
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def find_uv() -> str:
    """Return a recent uv: the one on PATH, else one of our own under `.tools`."""
    on_path = shutil.which("uv")
    if on_path and version_of(answer([on_path, "--version"])) >= OLDEST_UV:
        return on_path
    home = ROOT / ".tools" / "uv"
    if not (home / "bin" / "uv").exists():
        install_uv(home)
    return str(home / "bin" / "uv")


def install_uv(home: Path) -> None:
    """Install uv into a small environment of its own, away from the machine's Python."""
    say("Installing uv into .tools/uv")
    run(
        [sys.executable, "-m", "venv", "--clear", str(home)],
        "This Python cannot make environments: install its venv module "
        "(Debian and Ubuntu: apt install python3-venv), or uv itself, and start again.",
    )
    run(
        [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"],
        "pip could not install uv: check the network or install uv by hand, and start again.",
    )


def find_python(minor: str) -> Optional[Path]:
    """Return an interpreter of this minor version that really starts, None if there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    question = "import ssl, sys; print('%d.%d' % sys.version_info[:2])"
    for python in candidates(minor, os.environ.get("PATH", ""), pyenv):
        if answer([str(python), "-c", question]).strip() == minor:
            return python
    return None


def expected_stamp(environment: Environment) -> str:
    """Return the stamp this environment must carry to be used as it is."""
    home = ROOT / environment.folder
    sources = [ROOT / "requirements" / environment.requirements]
    sources += [ROOT / "pyproject.toml"] if environment.has_project else []
    config = home / "pyvenv.cfg"
    version = python_of(config.read_text(encoding="utf-8")) if config.exists() else ""
    contents = [source.read_bytes() for source in sources]
    return stamp_of(environment.requirements, contents, version)


def stamp_in(environment: Environment) -> str:
    """Return the stamp of a complete environment, "" for a half-made, broken or missing one."""
    home = ROOT / environment.folder
    if not (home / STAMP).exists() or not (home / "bin" / "python").exists():
        return ""
    return (home / STAMP).read_text(encoding="utf-8")


def make(environment: Environment, uv: str) -> None:
    """Make an environment, or bring a complete one up to date; a half-made one is made anew."""
    home = ROOT / environment.folder
    python = home / "bin" / "python"
    if not stamp_in(environment):
        create(environment, uv)
    (home / STAMP).unlink(missing_ok=True)
    say(f"Installing the {environment.name} packages into {environment.folder}")
    install_packages(environment, uv, python)
    compile_what_starts(environment)
    (home / STAMP).write_text(expected_stamp(environment), encoding="utf-8")


def create(environment: Environment, uv: str) -> None:
    """Create an empty environment from the best Python there is, fetched by uv if need be."""
    python = choose_python([(minor, find_python(minor)) for minor in environment.pythons])
    say(f"Creating {environment.folder} with Python {python}")
    run(
        [uv, "venv", "--quiet", "--clear", "--python", python, environment.folder],
        f"No Python {environment.pythons[0]} could be found or fetched: "
        f"install it (pyenv install {environment.pythons[0]}) and start again.",
    )


def install_packages(environment: Environment, uv: str, python: Path) -> None:
    """Install exactly what the environment's requirement file pins, and the project itself."""
    requirements = ROOT / "requirements" / environment.requirements
    wheels = local_wheels(os.environ.get("PIP_FIND_LINKS", ""))
    config = (ROOT / environment.folder / "pyvenv.cfg").read_text(encoding="utf-8")
    torch = torch_arguments(requirements.read_text(encoding="utf-8"), wheels, python_of(config))
    install = [uv, "pip", "install", "--quiet", "--python", str(python)]
    remedy = (
        "The packages could not be installed: read uv's lines above, check the network "
        "and that the disk has 6 GB free, and start again."
    )
    run([*install, "--exact", "--requirements", str(requirements), *torch], remedy)
    if environment.has_project:
        run([*install, "--no-deps", "--editable", "."], remedy)


def compile_what_starts(environment: Environment) -> None:
    """Leave bytecode of what the first start loads, as pip does of all that it installs.

    uv compiles nothing by itself, all the packages would take minutes, and where
    PYTHONDONTWRITEBYTECODE is set, as in many containers, every start would compile them anew.
    It saves time and nothing else: what cannot be loaded says so when it is started.
    """
    python = str(ROOT / environment.folder / "bin" / "python")
    subprocess.run(
        [python, "-c", f"import {', '.join(environment.loads)}"],
        cwd=str(ROOT),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", "RASA_TELEMETRY_ENABLED": "false"},
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def lock(uv: str) -> None:
    """Compile each `requirements/*.in` into the `*.txt` that is installed."""
    wheels = local_wheels(os.environ.get("PIP_FIND_LINKS", ""))
    app = (ROOT / "requirements" / "app.in").read_text(encoding="utf-8")
    torch = torch_arguments(app, wheels, APP.pythons[0])
    for environment in (APP, DEV, RASA):
        compile_requirements(environment, uv, torch if environment.has_project else [])


def compile_requirements(environment: Environment, uv: str, torch: Sequence[str]) -> None:
    """Compile one requirement file; versions already pinned stay where they still fit."""
    target = ROOT / "requirements" / environment.requirements
    draft = ROOT / ".tools" / environment.requirements
    draft.write_text(without_torch(target.read_text(encoding="utf-8")), encoding="utf-8")
    source = target.with_suffix(".in").relative_to(ROOT)
    say(f"Compiling {source}")
    quietly = ["--quiet", "--no-header", "--no-annotate", "--output-file", str(draft)]
    python = ["--python-version", environment.pythons[0]]
    run(
        [uv, "pip", "compile", *quietly, *python, *torch, str(source)],
        f"{source} could not be resolved: read uv's lines above.",
    )
    target.write_text(without_build_names(draft.read_text(encoding="utf-8")), encoding="utf-8")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let only one installation work on this folder at a time."""
    tools = ROOT / ".tools"
    tools.mkdir(exist_ok=True)
    with (tools / "install.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install(wanted: Sequence[Environment]) -> None:
    """Make what is not ready; say so in one line when there is nothing to do."""
    missing = [each for each in wanted if stamp_in(each) != expected_stamp(each)]
    if not missing:
        say("Both Python environments are up to date")
        return
    uv = find_uv()
    for environment in missing:
        make(environment, uv)


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m bot.install", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    parser.add_argument("--lock", action="store_true", help="compile the requirement files instead")
    options = parser.parse_args(arguments)
    try:
        with alone():
            if options.lock:
                lock(find_uv())
            else:
                install([app_environment(options.dev, stamp_in(APP)), RASA])
    except Failure as failure:
        print(f"Not installed. {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
