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


def kept_model(settings: Settings, fingerprint: str) -> Path | None:
    """The model that the last start on this training data ran, if its file is still here."""
    try:
        kept_for, name = _last_model(settings).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return None
    model = data_folder(settings) / "models" / Path(name).name
    return model if kept_for == fingerprint and model.exists() else None


def keep_in_mind(settings: Settings, fingerprint: str, model: Path) -> None:
    """Let the next start on this training data begin with that model before it asks anybody."""
    _last_model(settings).write_text(f"{fingerprint} {model.name}\n", encoding="utf-8")


def _last_model(settings: Settings) -> Path:
    return data_folder(settings) / "last-model"


def password_file(settings: Settings) -> Path:
    """Where the first agent's password stands, for the operator's eyes alone."""
    return data_folder(settings) / "console-password"
