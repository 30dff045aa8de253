"""The settings: what an operator writes, and what is said when it cannot be taken."""

import re
from pathlib import Path

import pytest

from bot.domain.errors import InputError
from bot.settings import REPOSITORY_ROOT, Settings, load_settings, variable_name


def variables_of_the_example() -> list[str]:
    text = (REPOSITORY_ROOT / ".env.example").read_text(encoding="utf-8")
    return re.findall(r"^#?([A-Z][A-Z_]+)=", text, flags=re.MULTILINE)


def test_the_example_lists_each_setting_once() -> None:
    assert sorted(variables_of_the_example()) == sorted(
        variable_name(name) for name in Settings.model_fields
    )


def test_each_setting_of_the_example_has_a_meaning_above_it() -> None:
    lines = (REPOSITORY_ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    settings = [number for number, line in enumerate(lines) if re.match(r"#?[A-Z_]+=", line)]
    for number in settings:
        above = lines[number - 1]
        assert above.startswith("# ") or number - 1 in settings, lines[number]


def test_the_example_as_it_stands_changes_no_default(tmp_path: Path) -> None:
    assert load_settings(REPOSITORY_ROOT / ".env.example") == load_settings(tmp_path / "none")


def test_the_defaults_shown_in_the_example_are_the_defaults(tmp_path: Path) -> None:
    text = (REPOSITORY_ROOT / ".env.example").read_text(encoding="utf-8")
    uncommented = re.sub(r"^#(DROPWISE_[A-Z_]+=.+)$", r"\1", text, flags=re.MULTILINE)
    env_file = tmp_path / ".env"
    env_file.write_text(uncommented, encoding="utf-8")
    assert load_settings(env_file) == load_settings(tmp_path / "none")


def test_a_bad_value_is_one_sentence_that_names_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DROPWISE_PORT", "99999")
    with pytest.raises(InputError) as told:
        load_settings(None)
    assert str(told.value).startswith("DROPWISE_PORT is not right: ")
    assert "\n" not in str(told.value)


def test_a_bad_secret_is_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/shop")
    with pytest.raises(InputError) as told:
        load_settings(None)
    assert "DATABASE_URL" in str(told.value)
    assert "hunter2" not in str(told.value)


def test_secrets_do_not_show_when_the_settings_are_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://shop:hunter2@db/shop")
    monkeypatch.setenv("DROPWISE_LINE_CHANNEL_SECRET", "swordfish")
    shown = repr(load_settings(None))
    assert "hunter2" not in shown
    assert "swordfish" not in shown


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("postgresql://d@/d?host=/var/run/dropwise", "postgresql://d@/d?host=/var/run/dropwise"),
        ("postgres://shop:word@db.example:5432/s", "postgresql://shop:word@db.example:5432/s"),
        ("postgresql+psycopg://shop@localhost/s", "postgresql://shop@localhost/s"),
    ],
)
def test_postgres_addresses_are_taken_over_sockets_and_tcp_and_name_no_driver(
    monkeypatch: pytest.MonkeyPatch, url: str, read: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    taken = load_settings(None).database_url
    assert taken is not None
    assert taken.get_secret_value() == read


def test_embedding_models_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROPWISE_EMBEDDING_MODEL", "./models/e5, intfloat/multilingual-e5-small")
    models = load_settings(None).embedding_model
    assert models == ("./models/e5", "intfloat/multilingual-e5-small")


def test_a_channel_is_on_only_with_all_its_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROPWISE_LINE_CHANNEL_SECRET", "s")
    monkeypatch.setenv("DROPWISE_MESSENGER_APP_SECRET", "s")
    monkeypatch.setenv("DROPWISE_MESSENGER_PAGE_TOKEN", "t")
    assert not load_settings(None).has_line
    assert not load_settings(None).has_messenger
    monkeypatch.setenv("DROPWISE_LINE_CHANNEL_ACCESS_TOKEN", "t")
    monkeypatch.setenv("DROPWISE_MESSENGER_VERIFY_TOKEN", "w")
    assert load_settings(None).has_line
    assert load_settings(None).has_messenger


def test_the_base_url_is_the_public_one_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(None).base_url == "http://127.0.0.1:8000"
    monkeypatch.setenv("DROPWISE_PUBLIC_BASE_URL", "https://chat.example/")
    assert load_settings(None).base_url == "https://chat.example"


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROPWISE_PORT", "")
    monkeypatch.setenv("DATABASE_URL", "")
    assert load_settings(None).port == 8000
    assert load_settings(None).database_url is None


def test_no_language_model_is_set_up_unless_an_address_is(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none").language_model_url is None


def test_a_language_models_address_needs_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROPWISE_LANGUAGE_MODEL_URL", "http://127.0.0.1:8000/v1")
    with pytest.raises(
        InputError, match=r"^DROPWISE_LANGUAGE_MODEL_NAME is not right: must be set"
    ):
        load_settings(None)
    monkeypatch.setenv("DROPWISE_LANGUAGE_MODEL_NAME", "a-model")
    assert load_settings(None).language_model_name == "a-model"


@pytest.mark.parametrize(
    "url", ["http://me:hunter2@127.0.0.1/v1", "http://127.0.0.1/v1?key=hunter2"]
)
def test_a_language_models_address_holds_no_key_and_shows_none(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DROPWISE_LANGUAGE_MODEL_NAME", "a-model")
    monkeypatch.setenv("DROPWISE_LANGUAGE_MODEL_URL", url)
    with pytest.raises(InputError) as told:
        load_settings(None)
    assert "DROPWISE_LANGUAGE_MODEL_KEY" in str(told.value)
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize("seconds", ["0", "-1", "60", "soon"])
def test_a_language_model_gets_seconds_that_a_turn_has(
    monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("DROPWISE_LANGUAGE_MODEL_SECONDS", seconds)
    with pytest.raises(InputError, match=r"^DROPWISE_LANGUAGE_MODEL_SECONDS is not right"):
        load_settings(None)


def test_a_language_models_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROPWISE_LANGUAGE_MODEL_KEY", "hunter2")
    settings = load_settings(None)
    assert settings.language_model_key is not None
    assert settings.language_model_key.get_secret_value() == "hunter2"
    assert "hunter2" not in f"{settings!r} {settings} {settings.model_dump()}"
