"""Rasa as a program of its own: how it is trained, how it is started, how we know that it is up."""

import hashlib
import json
import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bot.adapters.lessons import write_lessons
from bot.adapters.probes import ask
from bot.adapters.processes import ChildSpec, dies_with_parent
from bot.domain.errors import UnavailableError
from bot.domain.reviews import Lesson
from bot.settings import REPOSITORY_ROOT

PYTHON = REPOSITORY_ROOT / ".venv-rasa" / "bin" / "python"
LAUNCH = (str(PYTHON), "-m", "bot.nlu.launch")
TRACKER_SCHEMA = "rasa"  # Rasa's own table is called "events": it keeps to a schema of its own
TRAINING_FOLDERS = ("data/nlu", "data/rules", "data/stories", "data/responses")
SOURCES = (
    "config.yml",
    "domain.yml",
    "requirements/rasa.txt",
    "data/lexicon",
    "data/ingredients.csv",
    "bot/e5",
    "bot/nlu",
)

THREADS = (
    "OMP_NUM_THREADS",
    "TF_INTRA_OP_PARALLELISM_THREADS",
    "TF_INTER_OP_PARALLELISM_THREADS",
)
QUIET_AND_SMALL = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    # More threads on busy cores make a message slower, not faster.
    **dict.fromkeys(THREADS, "1"),
    "PYTHONWARNINGS": "ignore",
    "NO_COLOR": "1",
    "PYTHONPATH": str(REPOSITORY_ROOT),  # where Rasa finds bot.nlu
}


@dataclass(frozen=True)
class RasaServer:
    """One Rasa server on loopback: Rasa protects its own routes by nothing else."""

    model: Path
    action_url: str
    tracker_url: str
    log_file: Path
    port: int
    root: Path = REPOSITORY_ROOT

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.port}"

    def to_child(self) -> ChildSpec:
        """Return what the supervisor starts.

        Raises:
            UnavailableError: Rasa's environment is missing.
        """
        serving = ("--enable-api", "-i", "127.0.0.1", "-p", str(self.port), "-m", str(self.model))
        files = ("--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
        return ChildSpec(
            name="rasa",
            arguments=(*launch_command(), "run", *serving, *files),
            is_ready=self.is_ready,
            log_file=self.log_file,
            environment=self.environment(),
            directory=self.root,
            ready_within_seconds=300.0,  # a cold disk and busy cores
        )

    def environment(self) -> dict[str, str]:
        """Return the variables that it and its `endpoints.yml` read."""
        return {
            **QUIET_AND_SMALL,
            "DROPWISE_ACTION_URL": self.action_url,
            "DROPWISE_TRACKER_URL": self.tracker_url,
            "POSTGRESQL_SCHEMA": TRACKER_SCHEMA,
            "SQL_POOL_SIZE": "5",
            "SQL_MAX_OVERFLOW": "5",
        }

    async def is_ready(self) -> bool:
        """Tell whether it answers with a loaded model."""
        status = await ask(f"{self.url}/status")
        return status is not None and bool(json.loads(status).get("model_file"))


def launch_command() -> tuple[str, ...]:
    """Return how Rasa's command line is called.

    Raises:
        UnavailableError: its environment is missing.
    """
    if not PYTHON.exists():
        raise UnavailableError(
            "Rasa's environment .venv-rasa is missing: run `python3 -m bot.install` and try again."
        )
    return LAUNCH


def free_port() -> int:
    """Return a port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def create_tracker_schema(url: str) -> None:
    """Create the schema that Rasa keeps its conversations in; Rasa itself only looks for it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {TRACKER_SCHEMA}")


def model_fingerprint(root: Path = REPOSITORY_ROOT) -> str:
    """Return what tells one trained model from another: a SHA-256 of all that training reads."""
    digest = hashlib.sha256()
    for file in sorted(training_files(root)):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def training_files(root: Path) -> Iterator[Path]:
    """List the files that a model is made from: Rasa's, the lexicon, and our components."""
    for name in (*SOURCES, *TRAINING_FOLDERS):
        source = root / name
        if source.is_file():
            yield source
        for file in source.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file


def train(
    model: Path,
    log_file: Path,
    root: Path = REPOSITORY_ROOT,
    lessons: Sequence[Lesson] = (),
) -> None:
    """Train the assistant into a model file, which appears only when it is complete.

    Lessons and all that Rasa makes of them on its way are in a private folder that is deleted.

    Raises:
        UnavailableError: training failed; the sentence says where Rasa's own words are.
    """
    from rich.console import Console

    model.parent.mkdir(parents=True, exist_ok=True)
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=model.parent, prefix="training-") as draft,
        Console(stderr=True).status("Training the assistant (a minute or two)"),
    ):
        run_training(Path(draft), log_file, root, lessons)
        (Path(draft) / "model.tar.gz").replace(model)


def run_training(folder: Path, log_file: Path, root: Path, lessons: Sequence[Lesson] = ()) -> None:
    """Run `rasa train` with its words going to the log file alone."""
    data = [name for name in TRAINING_FOLDERS if (root / name).is_dir()]
    threads = dict.fromkeys(THREADS, str(os.cpu_count() or 1))
    environment = {**os.environ, **QUIET_AND_SMALL, **threads}
    if lessons:
        data.append(str(write_lessons(folder, lessons)))
        # Rasa's cache keeps training messages: these shall not stay.
        environment["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    output = ("--fixed-model-name", "model", "--out", str(folder))
    with log_file.open("wb") as log:
        result = subprocess.run(  # noqa: S603  # Rasa, from its own environment
            [*launch_command(), "train", *output, "--data", *data],
            check=False,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=dies_with_parent(os.getpid()),  # it only calls prctl
        )
    if result.returncode or not (folder / "model.tar.gz").exists():
        raise UnavailableError(f"The assistant could not be trained; the reason is in {log_file}.")
