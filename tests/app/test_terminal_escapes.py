"""What names of films and landmarks could tell a terminal to do is spelt out wherever it is printed."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from app import cli
from app.terminal import Terminal
from engine.errors import EngineError, TableError
from engine.operation import Progress
from engine.wording import in_lines, printable

CLEAR = "\x1b[2J\x1b]0;owned\x07"  # clears the screen, renames the window
TURNED = "a\u202egnp.exe"  # shown as "aexe.png"
EVIL = f"film{CLEAR}\x9b1A\r\n{TURNED}.png"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\u001b[2J"),
        ("\x9b\x7f\0", "\\u009b\\u007f\\u0000"),
        ("a\u202eb\u2066\u200f", "a\\u202eb\\u2066\\u200f"),
        ("a\nb\r\tc\u2028", "a\\nb\\r\\tc\\u2028"),
        ("\udcff \U000e0041", "\\udcff \\udb40\\udc41"),
        *(
            (plain, plain)
            for plain in ("Größe -> 5 µm", "山田\u3000太郎", "5\xa0mm", "می\u200cروم", "a\\nb", "")
        ),
    ],
)
def test_what_is_obeyed_is_spelt_out_and_what_is_read_stays(text, shown):
    assert printable(text) == shown
    assert json.loads(f'"{shown}"') == text or "\\" in text


def test_a_name_cannot_begin_a_line():
    assert in_lines(["unreadable: a\nwrote b", "c"]) == "unreadable: a\\nwrote b\nc"


@pytest.mark.parametrize("kind", [EngineError, TableError])
def test_messages_of_errors_are_printable(kind):
    assert str(kind(f"There is no {EVIL}.")).isprintable()


def test_results_notes_errors_and_progress_are_printable():
    class Screen(io.StringIO):
        def isatty(self):
            return True

    def operation():
        yield Progress("reading films", 1, 2, EVIL)
        yield Progress("reading films", 1, 2, EVIL, notice=True)
        yield Progress(EVIL, 0, 0, EVIL)

    out, err, bar = io.StringIO(), io.StringIO(), Screen()
    Terminal(out, err).show(in_lines([EVIL, "end"]), {}, [EVIL])
    Terminal(out, err).finish(operation())
    Terminal(out, err).fail(EVIL)
    Terminal(None, bar).finish(operation())
    lines = [*out.getvalue().split("\n"), *err.getvalue().split("\n")]
    lines += bar.getvalue().replace("\r\x1b[2K", "\n").split("\n")  # what the bar itself does
    assert all(line.isprintable() for line in lines)
    assert out.getvalue().count("\n") == 2


def test_json_says_the_very_name_without_a_character_that_a_terminal_obeys():
    out = io.StringIO()
    Terminal(out, None, as_json=True).show("", {"film": EVIL})
    assert out.getvalue()[:-1].isprintable()
    assert json.loads(out.getvalue())["film"] == EVIL


@pytest.mark.parametrize("arguments", [("doctor", "--images"), ("benchmark", "--oops")])
def test_commands_print_names_of_films_and_options_spelt_out(tmp_path, capfd, arguments):
    folder = tmp_path / "films"
    folder.mkdir()
    Image.fromarray(np.zeros((8, 9), np.uint8)).save(folder / f"{CLEAR.replace('/', '')}{TURNED}.png")
    (folder / f"{TURNED}\n.png").write_bytes(b"no picture")
    code = cli.run_command_line([*arguments, str(folder) if arguments[0] == "doctor" else EVIL])
    said = capfd.readouterr()
    assert code in (1, 2)
    assert "\\u202e" in said.out + said.err
    assert all(line.isprintable() for line in (said.out + said.err).split("\n"))
