"""What an operator sets: where it is read, what is said of what cannot be used, and that `.env.example` is true."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from bot.settings import SettingError, Settings, read_settings
from knowledge.packs.loading import BASE
from knowledge.vectors.embedding import WORDS_ALONE, Embedding
from knowledge.vectors.encoding import SHIPPED_ENCODER

EXAMPLE = (Path(__file__).parents[1] / ".env.example").read_text(encoding="utf-8")
TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105 - nobody's
SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is set, neither by the environment nor by the .env of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def dot_env(text: str) -> None:
    Path(".env").write_text(text, encoding="utf-8")


def default_of(field: FieldInfo) -> str:
    """Return a default as a person would write it down; where none can be, there is nothing to write."""
    default: Any = field.default
    return "" if default in (None, BASE) else str(default)


# where they are read


def test_without_any_setting_there_are_defaults() -> None:
    settings = read_settings()
    assert settings.telegram_token is None
    assert settings.pramana_knowledge.is_dir()


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("PRAMANA_DATA", "elsewhere")
    settings = read_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.pramana_data == Path("elsewhere")


def test_settings_are_read_from_dot_env_and_others_there_are_none_of_ours() -> None:
    dot_env(f"TELEGRAM_TOKEN={TOKEN}\nPRAMANA_LOG_LEVEL=DEBUG # loud\nOTHER=thing\n")
    settings = read_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.pramana_log_level == "DEBUG"


def test_the_environment_wins_over_dot_env(monkeypatch: pytest.MonkeyPatch) -> None:
    dot_env("PRAMANA_LOG_LEVEL=DEBUG\nPRAMANA_DATA=from-file\n")
    monkeypatch.setenv("PRAMANA_LOG_LEVEL", "ERROR")
    assert (read_settings().pramana_log_level, read_settings().pramana_data) == ("ERROR", Path("from-file"))


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_is_left_empty_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    assert read_settings() == Settings(_env_file=None)


def test_a_mark_at_the_start_of_dot_env_as_some_editors_write_it_does_no_harm() -> None:
    dot_env("\ufeffPRAMANA_LOG_LEVEL=DEBUG\n")
    assert read_settings().pramana_log_level == "DEBUG"


# the encoder


@pytest.mark.parametrize("written", ["", "PRAMANA_ENCODER=\n"])
def test_without_another_the_shipped_encoder_is_used_and_what_it_made_is_kept_with_the_data(written: str) -> None:
    dot_env(f"PRAMANA_DATA=kept\n{written}")
    assert read_settings().embedding == Embedding(SHIPPED_ENCODER, Path("kept/embeddings.sqlite3"))


def test_the_folder_of_another_encoder_is_used_instead() -> None:
    dot_env("PRAMANA_ENCODER=my/encoder # mine\n")
    assert read_settings().embedding == Embedding(Path("my/encoder"), Path("data/embeddings.sqlite3"))


@pytest.mark.parametrize("none", ["none", "None", "NONE"])
def test_with_none_questions_are_judged_by_words_alone(none: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAMANA_ENCODER", none)
    assert read_settings().embedding == WORDS_ALONE


# what cannot be used


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRAMANA_LOG_LEVEL", "deafening"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "https://api telegram org"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name) as error:
        read_settings()
    description = SETTINGS[name].description
    assert description
    assert description in str(error.value)
    assert value not in str(error.value).removesuffix(description)


def test_all_settings_that_cannot_be_used_are_named_at_once() -> None:
    dot_env("PRAMANA_LOG_LEVEL=deafening\nTELEGRAM_API_URL=nowhere\n")
    with pytest.raises(SettingError) as error:
        read_settings()
    assert "PRAMANA_LOG_LEVEL" in str(error.value)
    assert "TELEGRAM_API_URL" in str(error.value)


def test_an_error_does_not_drag_the_value_along_in_its_causes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", TOKEN)
    with pytest.raises(SettingError) as error:
        read_settings()
    assert error.value.__suppress_context__
    assert TOKEN not in str(error.value)


def test_a_dot_env_that_is_no_text_is_named() -> None:
    Path(".env").write_bytes("PRAMANA_LOG_LEVEL=DEBUG\n".encode("utf-16"))
    with pytest.raises(SettingError, match=r"\.env"):
        read_settings()


def test_the_token_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    settings = read_settings()
    shown = [repr(settings), str(settings), repr(settings.telegram_token), settings.model_dump_json()]
    assert not [text for text in shown if TOKEN in text or TOKEN.partition(":")[2] in text]


# the example


def test_the_example_has_every_setting_with_its_description_and_its_default() -> None:
    found = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE)
    told = [(field.description, name, default_of(field)) for name, field in SETTINGS.items()]
    assert found == told


def test_the_example_as_it_is_changes_nothing() -> None:
    dot_env(EXAMPLE)
    assert read_settings() == Settings(_env_file=None)


def test_a_log_level_may_be_written_in_small_letters() -> None:
    dot_env("PRAMANA_LOG_LEVEL=debug\n")
    assert read_settings().pramana_log_level == "DEBUG"


def test_a_misspelt_setting_is_told_with_the_right_one() -> None:
    dot_env("TELEGRAM_TOKN=x\n")
    with pytest.raises(SettingError, match=r"TELEGRAM_TOKN in .* is no setting; write TELEGRAM_TOKEN"):
        read_settings()
