"""The environment -> Settings: the one door to it, `.env` included."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.packs.loading import BASE
from knowledge.vectors.embedding import WORDS_ALONE, Embedding
from knowledge.vectors.encoding import SHIPPED_ENCODER

TELEGRAM = "https://api.telegram.org"
NO_ENCODER = "none"


class SettingError(Exception):
    """A setting cannot be used; says which, and how to mend it, and never its value."""


class Settings(BaseSettings):
    """What an operator may set; `.env.example` says the same."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    telegram_token: Annotated[
        SecretStr | None,
        Field(description="The bot's token from @BotFather. Without it `make run` opens a chat in the terminal."),
    ] = None
    telegram_api_url: Annotated[
        str,
        Field(
            pattern=r"^https?://\S+$", description="Where the Bot API is, such as http://127.0.0.1:8081 for your own."
        ),
    ] = TELEGRAM
    pramana_knowledge: Annotated[
        Path, Field(description="The pack folder to answer from. Empty: the pack that ships with Pramana.")
    ] = BASE
    pramana_data: Annotated[Path, Field(description="The folder in which the bot keeps what it must remember.")] = Path(
        "data"
    )
    pramana_database: Annotated[
        SecretStr | None,
        Field(
            description="The database, such as postgresql://user:password@host/name. Empty: a file in the folder above."
        ),
    ] = None
    pramana_encoder: Annotated[
        str,
        Field(
            description="The folder of a sentence encoder. Empty: the one that ships with Pramana. none: words alone."
        ),
    ] = ""
    pramana_log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(str.upper),
        Field(description="How much the log tells: DEBUG, INFO, WARNING or ERROR."),
    ] = "INFO"

    @property
    def database(self) -> str:
        """The URL of the database, which may hold a password: never to be shown."""
        if self.pramana_database:
            return self.pramana_database.get_secret_value()
        return f"sqlite+aiosqlite:///{self.pramana_data / 'pramana.sqlite3'}"

    @property
    def embedding(self) -> Embedding:
        """The encoder to use, and where to remember what it made of a text."""
        remembered = self.pramana_data / "embeddings.sqlite3"
        if self.pramana_encoder.lower() == NO_ENCODER:
            return WORDS_ALONE
        return Embedding(Path(self.pramana_encoder) if self.pramana_encoder else SHIPPED_ENCODER, remembered)


def read_settings() -> Settings:
    """Read the settings from the environment and `.env`. Raises SettingError naming each that cannot be used."""
    try:
        _refuse_misspelt(dotenv_values(".env"))
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingError(".env is not UTF-8 text; save it in that encoding") from error
    except ValidationError as error:
        wrong = (f"{str(detail['loc'][0]).upper()} {_remedy(str(detail['loc'][0]))}" for detail in error.errors())
        raise SettingError("; ".join(wrong)) from None


def _refuse_misspelt(written: Iterable[str]) -> None:
    """Raise SettingError for a name in `.env` that looks like one of ours and is none: it would be passed over."""
    known = [name.upper() for name in Settings.model_fields]
    for name in written:
        if name.upper() not in known and name.upper().startswith(("TELEGRAM", "PRAMANA")):
            meant = get_close_matches(name.upper(), known, 1)
            remedy = f"write {meant[0]}" if meant else f"the settings are {', '.join(known)}"
            raise SettingError(f"{name} in .env is no setting; {remedy}")


def _remedy(name: str) -> str:
    description = Settings.model_fields[name].description if name in Settings.model_fields else ""
    return f"cannot be used as it is set. {description}"
