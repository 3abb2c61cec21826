"""The command line: what can be asked of Pramana in a terminal, and how errors end."""

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from bot.answering import ask as ask_question
from bot.backing_up import back_up
from bot.backing_up import restore as restore_backup
from bot.calibrating import calibrate as calibrate_on
from bot.chatting import chat as chat_here
from bot.chatting import types_here
from bot.evaluating import evaluate as evaluate_sets
from bot.logs import log_to_stderr
from bot.running import UnreachableError, run_bot
from bot.settings import SettingError, Settings, read_settings
from bot.showing import progress
from bot.wanted import Wanted
from handlers.catalogues import FALLBACK, LANGUAGES
from knowledge import Library, PackError, Severity
from knowledge.packs.checking import check_pack
from knowledge.packs.starting import write_starter_pack
from knowledge.problems import EncoderError, StorageError, WeightsError

FOUND_PROBLEMS, USAGE = 1, 2  # exit codes; 0 is success, 130 an interruption
INTERRUPTED = 130
TOLD_IN_A_LINE = (
    click.ClickException,
    SettingError,
    PackError,
    EncoderError,
    WeightsError,
    StorageError,
    UnreachableError,
    OSError,
)

TALKING_HERE = (
    "No TELEGRAM_TOKEN is set, so the bot talks here.\nType a question; a number presses a button; Ctrl-D ends.\n"
)


A_PATH = click.Path(path_type=Path)
KNOWLEDGE = click.option(
    "--knowledge",
    type=A_PATH,
    metavar="PATH",
    help="Pack folder, pack file or kb.jsonl. Default: the pack in the settings.",
)
LANGUAGE = click.option("--language", type=click.Choice(list(LANGUAGES)), help="Reply in this language.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("pramana"), prog_name="pramana")
def cli() -> None:
    """Ask and get a sourced answer.

    Pramana answers questions from curated entries, each with its official quote, its source and its date,
    or says that it has no sourced answer.
    """


@cli.command(short_help="Run the bot, in Telegram or here.")
def run() -> None:
    """Run the bot: in Telegram if TELEGRAM_TOKEN is set, else in this terminal."""
    settings = read_settings()
    if settings.telegram_token:
        log_to_stderr(settings.pramana_log_level)
        asyncio.run(run_bot(settings))
    else:
        click.echo(TALKING_HERE, err=not types_here())
        _chat(settings, None, FALLBACK)


@cli.command()
@KNOWLEDGE
@LANGUAGE
def chat(knowledge: Path | None, language: str | None) -> None:
    """Talk to the bot in this terminal.

    Type a question, or a command such as /topics. A number presses the button of that number.
    Lines from a pipe are answered one by one.
    """
    _chat(read_settings(), knowledge, language or FALLBACK)


@cli.command()
@click.argument("question")
@JSON
@LANGUAGE
@KNOWLEDGE
def ask(question: str, knowledge: Path | None, language: str | None, *, as_json: bool) -> None:
    """Answer one QUESTION and end."""
    ask_question(question, _library(read_settings(), knowledge).knowledge, language, as_json=as_json)


@cli.command(short_help="Measure how well questions are answered.")
@click.argument("sets", type=A_PATH, nargs=-1, required=True, metavar="QUERIES.jsonl|FOLDER...")
@KNOWLEDGE
@click.option("--reliability", is_flag=True, help="Show how often the best entry is right, by tenths of confidence.")
@click.option(
    "--confusions",
    is_flag=True,
    help="Show which entries take the questions of others: answered wrongly, or asked back with a wrong one first.",
)
@click.option("--plot", type=A_PATH, metavar="FOLDER", help="Draw reliability.png and coverage.png into FOLDER.")
@click.option(
    "--leave-one-out", is_flag=True, help="Judge each set by weights fitted to the others, not by the shipped ones."
)
@click.option(
    "--predictions",
    type=A_PATH,
    metavar="OUT.jsonl",
    help="Write the decision, best entry and confidence of each question.",
)
@JSON
def evaluate(sets: tuple[Path, ...], knowledge: Path | None, **wanted: Any) -> None:
    """Measure how well the questions of a set are answered.

    A line of QUERIES.jsonl is {"q": question, "id": entry or null}, or "ids" where several entries answer it; "lang"
    may tell its language. A FOLDER holds a queries.jsonl and, as its knowledge, a kb.jsonl. Several sets make one
    table, a row a set.

    top 1: the share of questions in scope whose best entry is right. recall at p90 (p95): the largest share answered
    rightly while 90 % (95 %) of the answers given are right. mcc: Matthews correlation of the whole decision at its
    best threshold. auroc: how well confidence tells questions in scope from others. ece: expected calibration error,
    how far confidence is from the share that is right; by chance: how far it would be with as few questions if it were
    honest. The rest is at the shipped thresholds. A message that asks several things is judged by what is said to the
    foremost of them.
    """
    evaluate_sets(sets, knowledge, Wanted(**wanted), read_settings())


@cli.command(short_help="Fit the weights of the scorer to sets of questions.")
@click.argument("sets", type=A_PATH, nargs=-1, required=True, metavar="QUERIES.jsonl|FOLDER...")
@KNOWLEDGE
@click.option("--into", type=A_PATH, metavar="FOLDER", help="Write there, not beside the encoder and the scorer.")
def calibrate(sets: tuple[Path, ...], knowledge: Path | None, into: Path | None) -> None:
    """Fit the weights of the scorer to sets of questions with known answers, as `evaluate` takes them.

    What is fitted is what each signal counts, and how sure it makes. Always the same for the same sets.
    Needed for an encoder of your own: set PRAMANA_ENCODER to its folder.
    """
    calibrate_on(sets, knowledge, read_settings(), into)


@cli.command(short_help="Check a pack.")
@click.argument("path", type=A_PATH, required=False)
@click.option(
    "--documents", type=A_PATH, metavar="DIR", help="Where the cited documents lie. Default: beside the pack's files."
)
@click.option("--strict", is_flag=True, help="Let warnings fail as well.")
def check(path: Path | None, documents: Path | None, *, strict: bool) -> None:
    """Check the pack at PATH: form, references, phrasings, quotes, dates.

    Every problem is named with file, line, entry and remedy.
    Ends with 1 if there are errors, or with --strict warnings.
    """
    path = path or read_settings().pramana_knowledge
    problems = check_pack(path, documents or (path if path.is_dir() else path.parent), date.today())
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    click.echo(f"{path}: {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")
    sys.exit(FOUND_PROBLEMS if errors or (strict and problems) else 0)


@cli.command(short_help="Write a small pack to put your own facts in.")
@click.argument("folder", type=A_PATH)
def init(folder: Path) -> None:
    """Write a small commented pack into FOLDER, to put your own facts in."""
    try:
        written = write_starter_pack(folder)
    except OSError as error:
        raise click.UsageError(str(error)) from error
    for file in written:
        click.echo(f"wrote {file}")
    program = sys.argv[0] if Path(sys.argv[0]).name == "pramana" else "pramana"
    click.echo(f"Now edit {folder / 'pack.yaml'}, then:")
    click.echo(f"  {program} check {folder}")
    click.echo(f"  {program} chat --knowledge {folder}")


@cli.command(short_help="Write all that the bot keeps into a file.")
@click.argument("file", type=A_PATH)
def backup(file: Path) -> None:
    """Write all that the bot keeps into a new FILE: what groups wrote, decided and missed, and people's choices.

    The bot may run meanwhile. From PostgreSQL as from a file comes one SQLite file, which is restored into either.
    """
    back_up(read_settings(), file)


@cli.command(short_help="Put a backup in place of what the bot keeps.")
@click.argument("file", type=A_PATH)
def restore(file: Path) -> None:
    """Put the backup FILE in place of all that the bot keeps, which is backed up first.

    The bot must be stopped. All of the backup is restored, or nothing changes.
    """
    restore_backup(read_settings(), file)


def main() -> None:
    """Run the command line; whatever goes wrong ends as one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign shows a question mark
    sys.exit(_exit_code(lambda: cli.main(prog_name="pramana", standalone_mode=False)))


def _exit_code(run_command: Callable[[], Any]) -> int:
    """Run a command and return its exit code, its error told in one line."""
    try:
        run_command()
        if sys.stdout:  # there is none if whoever called us closed it
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message())
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output, such as `head`, has seen enough
        _write_no_more()
        return FOUND_PROBLEMS
    except TOLD_IN_A_LINE as error:
        message, code = _told(error)
        click.echo(f"pramana: {' '.join(message.split())}", err=True)
        if isinstance(error, OSError):
            _write_no_more()
        return code
    return 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _write_no_more() -> None:
    """Let what is still to be written go nowhere, so that Python does not try, and fail, again at its end."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> tuple[str, int]:
    """Return what is said of an error, and the exit code."""
    match error:
        case click.ClickException():
            return error.format_message(), error.exit_code
        case PackError(problems=[first, *more]):
            return f"{first}" + (f" (and {len(more)} more; see `pramana check`)" if more else ""), FOUND_PROBLEMS
        case OSError():  # a full disk, above all
            return f"{error.filename or 'output'}: {error.strerror}", FOUND_PROBLEMS
    return str(error), USAGE if isinstance(error, SettingError | EncoderError | StorageError) else FOUND_PROBLEMS


def _library(settings: Settings, knowledge: Path | None) -> Library:
    return Library(knowledge or settings.pramana_knowledge, settings.embedding, progress)


def _chat(settings: Settings, knowledge: Path | None, language: str) -> None:
    log_to_stderr("WARNING" if settings.pramana_log_level == "INFO" else settings.pramana_log_level)
    asyncio.run(chat_here(_library(settings, knowledge), language))
