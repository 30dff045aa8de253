"""Where this machine keeps what can be made again."""

from pathlib import Path

from bot.settings import Settings

FIRST_AGENT = "agent@example.com"  # whose password stands in `password_file`


def data_folder(settings: Settings) -> Path:
    """Where this machine keeps what can be made again: model, index, logs."""
    settings.var_directory.mkdir(parents=True, exist_ok=True)
    return settings.var_directory


def log_folder(settings: Settings) -> Path:
    """Where child processes write what they say."""
    folder = data_folder(settings) / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def model_file(settings: Settings, model_id: str) -> Path:
    """Where a trained model's file is, once it is there."""
    return data_folder(settings) / "models" / f"{model_id}.tar.gz"


def password_file(settings: Settings) -> Path:
    """Where the first agent's password stands, for the operator's eyes alone."""
    return data_folder(settings) / "console-password"
