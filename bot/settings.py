"""Every setting of the program, read once from the environment and from `.env`."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AliasChoices,
    AnyHttpUrl,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.errors import InputError

REPOSITORY_ROOT = Path(__file__).resolve().parent.parent
PREFIX = "DROPWISE_"

Names = Annotated[tuple[str, ...], NoDecode]
Seconds = Annotated[float, Field(gt=0)]


class Settings(BaseSettings):
    """What an operator may set; `.env.example` says in a sentence what each one means.

    Lengths of time end in `_seconds`, secrets never show their value when printed.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=REPOSITORY_ROOT / ".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    database_url: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DATABASE_URL", "database_url")
    )
    var_directory: Path = REPOSITORY_ROOT / "var"
    shop_file: Path = REPOSITORY_ROOT / "data" / "demo" / "shop.yml"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_base_url: AnyHttpUrl | None = None
    secret_key: SecretStr | None = None
    shop_token_secret: SecretStr | None = None
    shop_login_url: AnyHttpUrl | None = None
    widget_origins: Names = ()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    line_channel_secret: SecretStr | None = None
    line_channel_access_token: SecretStr | None = None
    line_api_base: AnyHttpUrl = AnyHttpUrl("https://api.line.me")

    messenger_app_secret: SecretStr | None = None
    messenger_page_token: SecretStr | None = None
    messenger_verify_token: SecretStr | None = None
    messenger_api_base: AnyHttpUrl = AnyHttpUrl("https://graph.facebook.com")

    embedding_model: Names = ()
    action_port: int | None = Field(default=None, ge=1, le=65535)
    rasa_url: AnyHttpUrl | None = None
    rasa_patience_seconds: Seconds = 60.0

    language_model_url: AnyHttpUrl | None = None
    language_model_name: str | None = Field(default=None, validate_default=True)
    language_model_key: SecretStr | None = None
    language_model_seconds: float = Field(default=4.0, gt=0, le=10)

    @field_validator("embedding_model", "widget_origins", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _name_no_driver(cls, value: SecretStr | None) -> SecretStr | None:
        return value and SecretStr(to_neutral_url(value.get_secret_value()))

    @field_validator("language_model_url")
    @classmethod
    def _hold_no_key(cls, value: AnyHttpUrl | None) -> AnyHttpUrl | None:
        if value and (value.username or value.password or value.query):
            raise ValueError(
                "must be an address alone: a key goes into DROPWISE_LANGUAGE_MODEL_KEY"
            )
        return value

    @field_validator("language_model_name")
    @classmethod
    def _name_a_model(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("language_model_url") and not value:
            raise ValueError("must be set where DROPWISE_LANGUAGE_MODEL_URL is")
        return value

    @cached_property
    def base_url(self) -> str:
        """The address shoppers and agents reach us at, without a closing slash."""
        return str(self.public_base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def has_line(self) -> bool:
        """Whether LINE has the secrets it needs to be on."""
        return bool(self.line_channel_secret and self.line_channel_access_token)

    @property
    def has_messenger(self) -> bool:
        """Whether Messenger has the secrets it needs to be on."""
        return bool(
            self.messenger_app_secret and self.messenger_page_token and self.messenger_verify_token
        )


def load_settings(env_file: Path | None = REPOSITORY_ROOT / ".env") -> Settings:
    """Read the settings of this process.

    Raises:
        InputError: a value cannot be taken; the sentence names its variable, never its value.
    """
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings' own
    except ValidationError as error:
        raise InputError(to_sentence(error)) from None


def to_sentence(error: ValidationError) -> str:
    """Say in one sentence which variables are wrong and why, without their values."""
    return "; ".join(
        f"{variable_name(str(fault['loc'][0]))} is not right: {to_reason(fault['msg'])}"
        for fault in error.errors(include_input=False, include_url=False)
    )


def variable_name(field: str) -> str:
    """Return the environment variable that sets a field."""
    return "DATABASE_URL" if field.upper() == "DATABASE_URL" else PREFIX + field.upper()


def to_reason(message: str) -> str:
    """Return pydantic's message as the second half of a sentence."""
    text = message.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]


def to_neutral_url(url: str) -> str:
    """Return a PostgreSQL address without a driver's name, as libpq and Rasa read it.

    Raises:
        ValueError: it is the address of something else.
    """
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise ValueError("must look like postgresql://user:password@host:5432/database")
    return f"postgresql://{rest}"
