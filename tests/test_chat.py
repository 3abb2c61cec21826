"""The chat in the terminal as a process: a pipe, a terminal, signals, and a pack that is edited meanwhile."""

import os
import pty
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from terminal import PATIENCE_S, Argument, command, environment, eventually, pramana

from handlers.commands import NOTICES, PAGES
from knowledge.packs.starting import STARTER

OPEN, HOURS = "When is the library open?", "Tuesday to Saturday, 10:00 to 18:00."
FEE, PRICE = "How much does a card cost?", "Ten crowns a year"
ON_STARTER = ("chat", "--knowledge", STARTER)
IN_A_TERMINAL = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}  # nobody behind it tells where the cursor stands
CTRL_C, CTRL_D = b"\x03", b"\x04"


class Talk:
    """A chat with a process, line by line over its pipes or its terminal."""

    def __init__(self, process: "subprocess.Popen[bytes]", to: int, of: int, log: Path) -> None:
        self.process = process
        self._to, self._of, self._log = to, of, log
        self._unread = b""

    @property
    def log(self) -> str:
        """What it has written to stderr."""
        return self._log.read_text(encoding="utf-8")

    def ask(self, line: str | bytes) -> str:
        """Pass on a line, and return its echo and the reply."""
        # an empty line is echoed and gets no reply: its echo is the end of the reply before it
        self.type((line if isinstance(line, bytes) else line.encode()) + b"\n\n")
        return self.read_to("\nyou> \n").removesuffix("you> \n")

    def type(self, keys: bytes) -> None:
        """Pass on all of this, however slowly the other side reads."""
        for start in range(0, len(keys), select.PIPE_BUF):
            os.write(self._to, keys[start : start + select.PIPE_BUF])

    def read_to(self, end: str) -> str:
        """Return what is written up to this; fail where it does not come."""
        deadline = time.monotonic() + PATIENCE_S
        while end.encode() not in self._unread:
            ready, _, _ = select.select([self._of], [], [], max(deadline - time.monotonic(), 0))
            more = os.read(self._of, 65_536) if ready else b""
            assert more, f"no {end!r} in {self._unread[-2000:]!r}; on stderr: {self.log}"
            self._unread += more
        found, _, self._unread = self._unread.partition(end.encode())
        return found.decode() + end

    def end(self) -> int:
        """Wait for the end, and return the exit code."""
        return self.process.wait(PATIENCE_S)


@contextmanager
def piped(folder: Path, *args: Argument, env: dict[str, str] | None = None) -> Iterator[Talk]:
    """Start a chat that reads lines from a pipe."""
    log = folder / "stderr.txt"
    with log.open("wb") as err:
        process = subprocess.Popen(
            command(*args),
            env=environment(**(env or {})),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=err,
        )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:  # which closes the pipes
        yield from _talk(Talk(process, process.stdin.fileno(), process.stdout.fileno(), log))


@contextmanager
def on_a_terminal(folder: Path, *args: Argument) -> Iterator[Talk]:
    """Start a chat on a terminal of its own."""
    log = folder / "stderr.txt"
    ours, its = pty.openpty()
    with log.open("wb") as err:
        process = subprocess.Popen(
            command(*args),
            env=environment(**IN_A_TERMINAL),
            cwd=folder,
            stdin=its,
            stdout=its,
            stderr=err,
            start_new_session=True,
        )
    os.close(its)
    try:
        yield from _talk(Talk(process, ours, ours, log))
    finally:
        os.close(ours)


def _talk(talk: Talk) -> Iterator[Talk]:
    try:
        yield talk
    finally:
        talk.process.kill()
        talk.process.wait()


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """One long conversation shared by the tests: each begins with a line of its own."""
    folder = tmp_path_factory.mktemp("talk")
    with piped(folder, "chat", env={"PRAMANA_DATA": str(folder / "data")}) as found:
        yield found
        found.process.stdin.close()  # type: ignore[union-attr]
        assert found.end() == 0
        assert found.log == ""
        assert [file.name for file in folder.iterdir()] == ["stderr.txt"]  # nothing is kept of a chat here


def button(reply: str, text: str) -> str:
    """Return the number of the button that says this."""
    return next(line.partition("]")[0].strip(" [") for line in reply.splitlines() if f"] {text}" in line)


# a conversation


def test_each_line_is_echoed_and_answered(talk: Talk) -> None:
    reply = talk.ask("When will the labour pact be signed?")
    assert reply.startswith("you> When will the labour pact be signed?\n")
    assert "No signing date has been given" in reply
    assert "Not announced, as of 2 December 2025" in reply
    assert "\x1b" not in reply


def test_a_number_chooses_among_what_may_be_meant(talk: Talk) -> None:
    asked = talk.ask("fertilisers")
    assert "Which of these do you mean?" in asked
    chosen = talk.ask(button(asked, "Why are Russian fertilisers"))
    assert "critical for our agricultural needs" in chosen


def test_numbers_lead_from_the_topics_to_an_entry_and_back(talk: Talk) -> None:
    topics = talk.ask("/topics")
    topic = talk.ask(button(topics, "Labour pact"))
    assert "Choose a question:" in topic
    entry = talk.ask(button(topic, "When will the labour mobility pact be signed?"))
    assert "No signing date has been given" in entry
    talk.ask("/topics")
    assert talk.ask(button(talk.ask("1"), "◀ All topics")).endswith(topics.partition("\n")[2])


def test_numbers_lead_from_an_answer_to_its_sources_and_to_related_ones(talk: Talk) -> None:
    answer = talk.ask("When will the labour pact be signed?")
    assert "Kind: press" in talk.ask(button(answer, "Sources"))
    related = talk.ask("When will the labour pact be signed?")
    assert "you> 1\n" in (followed := talk.ask("1"))
    assert followed.partition("\n")[2] != related.partition("\n")[2]


@pytest.mark.parametrize("command", ["/add", "/undo", "/connect"])
def test_curating_is_said_to_need_telegram(talk: Talk, command: str) -> None:
    assert "Curating needs Telegram: add me to a group there." in talk.ask(command)


def test_an_opinion_is_acknowledged(talk: Talk) -> None:
    answer = talk.ask("When will the labour pact be signed?")
    assert "(Thank you. Glad it helped.)" in talk.ask(button(answer, "👍"))


@pytest.mark.parametrize("line", ["0", "99", "-1", "1.5"])
def test_a_number_that_no_button_has_is_a_message(talk: Talk, line: str) -> None:
    talk.ask("/topics")
    assert "Choose a" not in talk.ask(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/start", "Ask me, and I answer with evidence."),
        ("/help", "/topics – browse what I can answer"),
        ("/topics", "Choose a topic:"),
        ("/sources", "Publisher: unknown"),
        ("/quotes", "│ “clear push”"),
        ("/about", "Sanskrit: proof"),
        ("/privacy", "What I keep, and what I do not"),
        ("/language", "[4] As I write"),
        ("/start fta-status", "free trade"),
        ("/ask fta status", "free trade"),
        ("/nonsense", "I do not know that command."),
    ],
)
def test_a_command_shows_its_page(talk: Talk, line: str, said: str) -> None:
    assert said in talk.ask(line)


def test_no_command_fails(talk: Talk) -> None:
    assert all("Something went wrong" not in talk.ask(f"/{name}") for name in (*PAGES, *NOTICES))


def test_the_language_can_be_chosen_and_given_back(talk: Talk) -> None:
    offered = talk.ask("/language")
    assert "हिन्दी" in talk.ask(button(offered, "हिन्दी"))
    assert "What I keep" not in talk.ask("/privacy")
    talk.ask(button(talk.ask("/language"), "English"))
    assert "What I keep" in talk.ask("/privacy")


@pytest.mark.parametrize("line", ["Когда подпишут трудовое соглашение?", "श्रम समझौते पर हस्ताक्षर कब होंगे?"])
def test_a_question_is_answered_in_its_language(talk: Talk, line: str) -> None:
    reply = talk.ask(line)
    assert line in reply
    assert "Source" not in reply
    assert "FICCI" not in reply
    assert "“The document has been finalised." in reply


def test_a_line_that_no_message_holds_is_refused_and_the_next_one_answered(talk: Talk) -> None:
    refusal = talk.ask(b"x" * 1_000_000)
    assert "too long" in refusal
    assert "Please shorten it." in refusal
    assert "No signing date" in talk.ask("When will the labour pact be signed?")


def test_a_line_that_no_message_holds_does_not_flood_the_terminal(talk: Talk) -> None:
    assert len(talk.ask(b"x" * 10_000)) < 10_000


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\xc3",
        b"\x00\x01\x1b[31m",
        "🤔".encode(),
        "\u200b\u2060".encode(),
        "\u202eשלום\u202c".encode(),
        b"<b>x</b> &amp; [red]y[/red] [/]",
        b"{} %s",
    ],
)
def test_whatever_is_typed_gets_a_plain_reply(talk: Talk, line: bytes) -> None:
    _, _, reply = talk.ask(line).partition("\n")
    assert "[1] All topics" in reply


@pytest.mark.parametrize(
    "line",
    [
        "[red]hello[/red] [/]",
        "hello [link]",
        "<i>hello</i>",
        "hello :warning:",
    ],
)
def test_a_line_is_echoed_as_it_was_typed(talk: Talk, line: str) -> None:
    assert talk.ask(line).startswith(f"you> {line}\n")


@pytest.mark.parametrize("end", [b"\r", b"  \t"])
def test_white_space_at_the_end_of_a_line_does_not_matter(talk: Talk, end: bytes) -> None:
    asked = talk.ask(b"/topics" + end)
    assert "Choose a topic:" in asked
    assert "Choose a question:" in talk.ask(b"1" + end)


# how it begins and ends


def test_a_forced_language_is_that_of_the_client() -> None:
    ended = pramana(*ON_STARTER, "--language", "ru", input=b"/privacy\n/language\n1\n/privacy")
    assert (ended.code, ended.err) == (0, "")
    in_russian, in_english = ended.out.split("you> /privacy\n")[1:]
    assert "What I keep" not in in_russian
    assert "What I keep" in in_english  # a last line without an end is one as well


@pytest.mark.parametrize("name", ["chat", "run"])
def test_without_any_input_it_ends_at_once(tmp_path: Path, name: str) -> None:
    done = subprocess.run(
        command(name),
        env=environment(PRAMANA_KNOWLEDGE=str(STARTER)),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert (b"No TELEGRAM_TOKEN is set" in done.stderr) == (name == "run")


def test_a_closed_standard_input_is_the_end_of_input(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command(*ON_STARTER)],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("name", "number"), [("chat", signal.SIGTERM), ("run", signal.SIGINT)])
def test_a_signal_ends_it_while_the_pipe_is_open(tmp_path: Path, name: str, number: signal.Signals) -> None:
    env = {"PRAMANA_KNOWLEDGE": str(STARTER), "TELEGRAM_TOKEN": ""}  # without a token `run` is a chat as well
    with piped(tmp_path, name, env=env) as talk:
        assert HOURS in talk.ask(OPEN)
        talk.process.send_signal(number)
        assert talk.end() == 0
        assert "Traceback" not in talk.log


def test_a_reader_who_has_seen_enough_is_no_error_to_tell_of(tmp_path: Path) -> None:
    with piped(tmp_path, *ON_STARTER) as talk:
        assert HOURS in talk.ask(OPEN)
        talk.process.stdout.close()  # type: ignore[union-attr]
        talk.type(OPEN.encode() + b"\n")
        talk.end()
        assert talk.log == ""


def test_a_pack_that_cannot_be_used_ends_it_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: [", encoding="utf-8")
    ended = pramana("chat", "--knowledge", tmp_path / "pack.yaml")
    assert ended.code == 1
    assert "pack.yaml:1: error:" in ended.complaint


# on a terminal


def leave_by(keys: bytes) -> Callable[[Talk], None]:
    return lambda talk: talk.type(keys)


def be_told_to_end(talk: Talk) -> None:
    talk.process.terminate()


@pytest.mark.parametrize("leave", [leave_by(CTRL_D), leave_by(CTRL_C), be_told_to_end], ids=["^D", "^C", "SIGTERM"])
def test_on_a_terminal_it_welcomes_prompts_answers_and_leaves_cleanly(
    tmp_path: Path, leave: Callable[[Talk], None]
) -> None:
    with on_a_terminal(tmp_path, *ON_STARTER) as talk:
        assert "Ask me, and I answer with evidence." in talk.read_to("you>")
        talk.type(OPEN.encode() + b"\r")
        assert HOURS in talk.read_to("[4] ")  # the last button
        talk.read_to("you>")
        leave(talk)
        assert talk.end() == 0
        assert talk.log == ""


# a pack that is edited meanwhile


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "pack")) / "pack.yaml"


def overwrite(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def replace(file: Path, text: str) -> None:
    """Save as most editors do: a new file takes the name of the old one."""
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


@pytest.mark.parametrize(
    ("named", "save"),
    [
        ("folder", overwrite),
        ("file", replace),
    ],
)
def test_an_edited_pack_is_used_and_a_broken_one_is_not(
    tmp_path: Path, own_pack: Path, named: str, save: Callable[[Path, str], None]
) -> None:
    text = own_pack.read_text(encoding="utf-8")
    with piped(tmp_path, "chat", "--knowledge", own_pack if named == "file" else own_pack.parent) as talk:
        assert PRICE in talk.ask(FEE)
        save(own_pack, text.replace(PRICE, "Eleven crowns a year"))
        assert eventually(lambda: "Eleven crowns a year" in talk.ask(FEE))
        save(own_pack, text.replace("status: confirmed", "status: surely"))
        assert eventually(lambda: "is not used" in talk.log)
        line = 1 + text[: text.index("status: confirmed")].count("\n")
        assert f"pack.yaml:{line}: error: opening-hours:" in talk.log
        assert "Eleven crowns a year" in talk.ask(FEE)
        save(own_pack, text.replace(PRICE, "Twelve crowns a year"))
        assert eventually(lambda: "Twelve crowns a year" in talk.ask(FEE))
