"""The command line: exit codes, one clear line, one JSON object, no Qt."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pretrained_package import put_there, take_away

from app import cli
from app.commands import doctor
from app.commands.common import CommandOutcome
from app.diagnosis import diagnose
from app.terminal import Terminal
from engine.errors import EngineError
from engine.io.provenance import PRETRAINED
from engine.operation import Progress
from engine.version import VERSION

TRUTH = "image,landmark,x_px,y_px\na,S,0,0\na,N,10,0\nb,S,0,0\nb,N,10,0\n"
PREDICTED = "image,landmark,x_px,y_px,origin\na.png,S,3,4,predicted\na.png,N,13,4,predicted\n"


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "truth.csv").write_text(TRUTH)
    (tmp_path / "predicted.csv").write_text(PREDICTED)
    return [
        "evaluate",
        "--predictions",
        str(tmp_path / "predicted.csv"),
        "--truth",
        str(tmp_path / "truth.csv"),
    ]


def in_fresh_process(code: str) -> subprocess.CompletedProcess[str]:
    root = Path(cli.__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, timeout=600, check=False
    )


def test_evaluate_prints_a_table_and_notes_beside_it(tables, capsys):
    assert cli.run_command_line(tables) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].split()[:4] == ["all", "4", "2", "5.00"]
    assert err.splitlines() == [
        "note: Without a prediction, so misses: 1 film of the truth.",
        "note: No confidence intervals from 2 of the 5 films that they need.",
    ]


def test_json_is_one_object_on_stdout(tables, capsys):
    assert cli.run_command_line([*tables, "--json", "--spacing", "S:N=1", "--thresholds", "0.4,0.5"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["unit"] == "mm"
    assert data["spacing_sources"] == ["landmark distance"]
    assert data["overall"]["mre"] == pytest.approx(0.5)
    assert data["overall"]["sdr"] == [0.0, 50.0]
    assert len(data["notes"]) == 2


def test_films_are_excluded_and_the_curve_is_drawn(tables, tmp_path, capsys):
    (tmp_path / "bad.txt").write_text("b\n# why: twin\nz.png\n")
    plot = tmp_path / "plots" / "pck.png"
    assert cli.run_command_line([*tables, "--exclude", str(tmp_path / "bad.txt"), "--plot", str(plot)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].split()[:3] == ["all", "2", "0"]
    assert "does not have: z.png" in err
    assert plot.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["evaluate"], "the following arguments are required: --predictions, --truth"),
        (["propagate", "--device", "abacus"], "invalid choice: 'abacus'"),
        (["propagate", "--method", "magic"], "invalid choice: 'magic'"),
        (["evaluate", "--thresholds", "2,-1"], "no list of numbers above 0"),
        (["evaluate", "--spacing", "0"], "none of MM (above 0), FILE.csv and A:B=MM"),
        (["benchmark", "one-shot", "--root", "/no/such/folder"], "There is no folder"),
        (["propogate"], "'propogate' is neither a command nor an existing folder or project"),
        ([".", ".."], "Only one folder or project"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments, message, capsys):
    assert cli.run_command_line(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


def test_a_failure_is_exit_code_1_with_one_line_and_in_json_an_error(tmp_path, capsys):
    arguments = ["evaluate", "--predictions", str(tmp_path / "no.csv"), "--truth", "x.csv", "--json"]
    assert cli.run_command_line(arguments) == 1
    out, err = capsys.readouterr()
    assert err.count("\n") == 1
    assert err.startswith("onemark: Cannot read")
    assert set(json.loads(out)) == {"error"}


@pytest.mark.parametrize(
    "arguments", [["predict"], ["propagate", "--preset", "quik"], ["propagate", "--no-such"], ["--nothing"]]
)
def test_wrong_usage_is_an_object_with_json_too(arguments, capsys):
    assert cli.run_command_line([*arguments, "--json"]) == 2
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert set(said) == {"error"}
    assert err.splitlines()[-1] == f"onemark: {said['error']}"


def test_what_is_for_tests_only_is_offered_to_nobody(capsys):
    assert cli.run_command_line(["propagate", "--help"]) == 0
    assert cli.run_command_line(["propagate", "--preset", "quik"]) == 2
    out, err = capsys.readouterr()
    assert "{quick,balanced,paper}" in out
    assert "test" not in " ".join(out.split()).split("--preset")[2].split("--registration")[0]
    assert "(choose from quick, balanced, paper)" in err


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("std::bad_alloc")])
def test_too_little_memory_is_no_bug_of_a_command(error, monkeypatch, capsys):
    def operation():
        yield Progress("registration", 0, 2)
        raise error

    monkeypatch.setattr(doctor, "execute", lambda arguments, terminal: terminal.finish(operation()))
    assert cli.run_command_line(["doctor"]) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("onemark: There is too little memory for this: close other programs")
    assert said.endswith("a smaller --batch or --longest of `onemark train`.")  # no other command has them


def test_a_bug_is_one_line_too_unless_asked_for(tables, monkeypatch, capsys):
    def broken(arguments, terminal):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(doctor, "execute", broken)
    monkeypatch.delenv(cli.TRACEBACK, raising=False)
    assert cli.run_command_line(["doctor"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setenv(cli.TRACEBACK, "1")
    with pytest.raises(ZeroDivisionError):
        cli.run_command_line(["doctor"])


def test_ctrl_c_closes_the_operation_and_is_exit_code_130(monkeypatch, capsys):
    closed = []

    def operation():
        try:
            yield Progress("counting", 0, 2)
            raise KeyboardInterrupt
        finally:
            closed.append(True)

    monkeypatch.setattr(doctor, "execute", lambda arguments, terminal: terminal.finish(operation()))
    assert cli.run_command_line(["doctor"]) == 130
    assert closed == [True]
    assert capsys.readouterr().err.splitlines()[-1] == "onemark: Cancelled."


def test_ctrl_c_while_progress_is_shown_runs_the_clean_up_too():
    closed = []

    def operation():
        try:
            yield Progress("counting", 0, 2)
        finally:
            closed.append(True)

    class Interrupting(io.StringIO):
        def write(self, text):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Terminal(None, Interrupting()).finish(operation())
    assert closed == [True]


SIGNALS = [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_signal_lets_the_step_end_and_the_operation_clean_up(monkeypatch, capsys, name, code):
    before, done = signal.getsignal(getattr(signal, name)), []

    def operation():
        yield Progress("counting", 0, 2)
        try:
            os.kill(os.getpid(), getattr(signal, name))
            done.append("step")
            yield Progress("counting", 1, 2)
            done.append("another step")
        except GeneratorExit:
            done.append("state kept")
            raise

    monkeypatch.setattr(doctor, "execute", lambda arguments, terminal: terminal.finish(operation()))
    assert cli.run_command_line(["doctor"]) == code
    assert done == ["step", "state kept"]
    assert capsys.readouterr().err.splitlines()[-1] == "onemark: Cancelled."
    assert signal.getsignal(getattr(signal, name)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_second_signal_does_not_wait_for_the_step_and_an_ignored_one_stays_ignored(monkeypatch):
    def operation():
        yield Progress("counting", 0, 2)
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
        pytest.fail("the step went on")

    monkeypatch.setattr(doctor, "execute", lambda arguments, terminal: terminal.finish(operation()))
    assert cli.run_command_line(["doctor"]) == 143
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        monkeypatch.setattr(doctor, "execute", lambda arguments, terminal: terminal.finish(ignoring()))
        assert cli.run_command_line(["doctor"]) == 0
    finally:
        signal.signal(signal.SIGTERM, before)


def ignoring():
    yield Progress("counting", 0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    yield Progress("counting", 1, 1)
    return CommandOutcome("done", {})


def test_version_and_help_are_exit_code_0(capsys):
    assert cli.run_command_line(["--version"]) == 0
    assert cli.run_command_line(["propagate", "--help"]) == 0
    assert "--landmarks CSV" in capsys.readouterr().out


def test_doctor_says_what_is_there_and_a_missing_codec_is_exit_code_1(monkeypatch, capsys):
    found = diagnose()
    assert set(found.sections) == {"versions", "device", "codecs", "paths"}
    assert "cuda" in found.sections["device"]
    monkeypatch.setattr("app.diagnosis.TRANSFER_SYNTAXES", {"Stone tablet": "1.2.840.10008.1.2.4.100"})
    monkeypatch.setattr("pydicom.pixels.decoders.base.get_decoder", lambda uid: _NoDecoder())
    assert cli.run_command_line(["doctor", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["codecs"]["Stone tablet"] == "no; needs one of: chisel"
    assert data["problems"][-1].startswith("Films in Stone tablet cannot be read")


def test_doctor_says_whether_there_are_pretrained_features_and_misses_none(monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        put_there(patch, tmp_path)
        there = diagnose()
    take_away(monkeypatch)
    gone = diagnose()
    says = [found.sections["versions"][PRETRAINED.distribution] for found in (there, gone)]
    assert says[0].endswith(": detectors and registration have pretrained features")
    assert says[1].startswith("none: detectors and registration go without, less exactly")
    assert not any(PRETRAINED.distribution in problem for problem in gone.problems)


def test_doctor_fails_where_what_the_program_reads_is_missing(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("app.diagnosis.resource", lambda *parts: tmp_path.joinpath(*parts))
    (tmp_path / "icons").mkdir()
    assert cli.run_command_line(["doctor", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem.split(" is missing or empty")[0] for problem in problems] == [
        str(tmp_path / name) for name in ("icons", "models", "published")
    ]


class _NoDecoder:
    is_available = False
    available_plugins = ()
    missing_dependencies = ("chisel",)


def test_doctor_reads_the_films_of_a_folder(tmp_path, capsys):
    from PIL import Image

    Image.new("L", (30, 20), 7).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"no picture")
    assert cli.run_command_line(["doctor", "--images", str(tmp_path), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["films"]["a.png"].startswith("30 x 20 px, uint8 7..7")
    assert list(data["unreadable"]) == ["b.png"]


def test_a_folder_opens_the_window(monkeypatch, tmp_path):
    import types

    opened = []
    window = types.ModuleType("app.window")
    window.open_window = lambda path: opened.append(path) or 0
    monkeypatch.setitem(sys.modules, "app.window", window)
    assert cli.run_command_line([]) == 0
    assert cli.run_command_line([str(tmp_path)]) == 0
    assert opened == [None, str(tmp_path)]


def test_progress_is_a_bar_in_a_terminal_and_few_lines_elsewhere():
    class Screen(io.StringIO):
        def isatty(self):
            return True

    def operation():
        for done in range(1, 51):
            yield Progress("reading films", done, 50, f"film {done}")

    screen, log = Screen(), io.StringIO()
    Terminal(None, screen).finish(operation())
    Terminal(None, log).finish(operation())
    assert "50/50" in screen.getvalue()
    assert screen.getvalue().endswith("\n")
    assert len(log.getvalue().splitlines()) == 1
    assert "\r" not in log.getvalue()


def test_names_that_the_terminal_cannot_show_do_not_fail():
    code = (
        "import sys; sys.stdout.reconfigure(encoding='ascii'); sys.stderr.reconfigure(encoding='ascii');"
        "from app.cli import run_command_line; sys.exit(run_command_line(['größe.csv']))"
    )
    found = in_fresh_process(code)
    assert found.returncode == 2
    assert "gr\\xf6\\xdfe.csv" in found.stderr


def test_the_command_line_imports_no_qt_no_torch_and_no_highdicom():
    code = (
        "import sys, app.__main__, app.cli, engine.evaluation.metrics, engine.io.tables, engine.io.images;"
        "app.cli.run_command_line(['--help']); app.cli.run_command_line(['evaluate', '--spacing', '1']);"
        "app.cli.run_command_line(['convert', '--help']);"
        "print([m for m in sys.modules if m.split('.')[0] in {'PySide6', 'pyqtgraph', 'torch', 'highdicom'}])"
    )
    assert in_fresh_process(code).stdout.splitlines()[-1] == "[]"


def test_a_command_starts_without_what_reads_models():
    found = in_fresh_process("import sys, app.cli; print('engine.models' in sys.modules)")
    assert found.stdout.strip() == "False"


def test_the_engine_imports_no_qt():
    code = (
        "import pkgutil, sys, engine, app.cli\nfrom importlib import import_module\n"
        "for found in pkgutil.walk_packages(engine.__path__, 'engine.'): import_module(found.name)\n"
        "print([m for m in sys.modules if m.split('.')[0] in {'PySide6', 'pyqtgraph'}])"
    )
    found = in_fresh_process(code)
    assert found.stdout.strip() == "[]", found.stderr


@pytest.mark.parametrize(
    "module",
    [
        "engine.landmarks",
        "engine.evaluation.metrics",
        "engine.io",
        "engine.phantoms.phantom",
        "engine.folders.overlays",
        "engine.folders.film_scan",
    ],
)
def test_what_the_window_needs_first_imports_neither_torch_nor_what_one_format_needs(module):
    code = (
        f"import importlib, pkgutil, sys\npackage = importlib.import_module({module!r})\n"
        "for found in pkgutil.walk_packages(getattr(package, '__path__', []), package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\nprint({'torch', 'h5py', 'roifile'} & sys.modules.keys())"
    )
    assert in_fresh_process(code).stdout.strip() == "set()"


def test_an_engine_error_inside_an_operation_reaches_the_line(monkeypatch, capsys):
    def operation():
        yield Progress("reading films", 1, 2)
        raise EngineError("The film is torn:\nmend it.")

    monkeypatch.setattr(doctor, "execute", lambda arguments, terminal: terminal.finish(operation()))
    assert cli.run_command_line(["doctor"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "onemark: The film is torn: mend it."


@pytest.mark.parametrize("name", ["x" * 256 + ".csv", "x" * 256 + "/a.csv"])
@pytest.mark.parametrize(
    "words",
    [
        "propagate --images {films} --landmarks {table} --out {long}",
        "propagate --images {films} --landmarks {table} --out {good} --overlays {long}",
        "propagate --images {long} --landmarks {table} --out {good}",
        "propagate --images {films} --landmarks {long} --out {good}",
        "predict --model head --images {films} --out {long}",
        "predict --model {long} --images {films} --out {good}",
        "evaluate --predictions {table} --truth {table} --plot {long}",
        "doctor --images {long}",
        "benchmark one-shot --root {long}",
        "{long}",
    ],
)
def test_a_name_that_is_too_long_is_no_bug_of_the_command_line(tmp_path, capsys, words, name):
    (tmp_path / "table.csv").write_text("image,landmark,x_px,y_px\na,1,2,3\n")
    (tmp_path / "a.png").write_bytes(b"film")
    places = {"films": tmp_path, "table": tmp_path / "table.csv", "good": tmp_path / "o.csv"}
    line = words.format(**places, long=tmp_path / name).split()
    assert cli.run_command_line(line) == (1 if len(line) > 1 else 2)
    told = capsys.readouterr().err
    assert "bug" not in told
    assert told.count("\n") == 1


def counting(monkeypatch, more=lambda: None):
    """`doctor` counts two films at once; then comes what `more` does."""

    def operation():
        yield Progress("counting", 1, 2, "a.png")
        yield Progress("counting", 2, 2, "b.png")
        more()

    def execute(arguments, terminal):
        terminal.finish(operation())
        return CommandOutcome("two films", {}, ("one is small",))

    monkeypatch.setattr(doctor, "execute", execute)


def broken():
    raise ZeroDivisionError("division by zero")


def test_a_line_of_progress_says_film_and_time_left_by_the_pace_of_the_stage(monkeypatch):
    screen, clock = io.StringIO(), iter(range(0, 1000, 10))
    monkeypatch.setattr("app.progress_bar.time.monotonic", lambda: next(clock))
    films = [Progress("reading films", done, 40, f"{done}.png") for done in range(1, 6)]
    whole = Progress("expected to take", 0, 0, "about an hour", {"seconds": 3600.0}, notice=True)
    Terminal(None, screen).finish(step for step in [*films, whole, *films])
    lines = screen.getvalue().splitlines()
    assert lines[0].endswith("1/40  1.png")
    assert lines[4].endswith("5/40  about 6 min left  5.png")  # 35 films at 10 s
    assert lines[6].endswith("1/40  about 1 h left  1.png")


def test_quiet_says_the_result_alone(monkeypatch, capsys):
    counting(monkeypatch)
    assert cli.run_command_line(["doctor", "--quiet"]) == 0
    assert capsys.readouterr() == ("two films\n", "")
    counting(monkeypatch, broken)
    assert cli.run_command_line(["doctor", "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert cli.run_command_line(["doctor", "--quiet", "--verbose"]) == 2


def test_verbose_says_every_step_and_where_a_bug_lies(monkeypatch, capsys):
    counting(monkeypatch, broken)
    assert cli.run_command_line(["doctor"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert cli.run_command_line(["doctor", "--verbose"]) == 1
    said = capsys.readouterr().err
    assert [part for part in ("1/2  a.png", "2/2  b.png", "in broken") if part not in said] == []
    assert said.splitlines()[-1].startswith("onemark: Unexpected ZeroDivisionError")


def test_a_log_gets_everything_with_its_time_at_its_end(monkeypatch, capsys, tmp_path):
    log = tmp_path / "logs" / "day.log"
    command = ["doctor", "--quiet", "--log", str(log)]
    counting(monkeypatch)
    assert cli.run_command_line(command) == 0
    counting(monkeypatch, broken)
    assert cli.run_command_line(command) == 1
    written = log.read_text(encoding="utf-8")
    entries = [
        line
        for line in written.splitlines()
        if re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ onemark: ", line)
    ]
    said = [line.split(" onemark: ", 1)[1] for line in entries]
    assert said[0] == f"onemark {VERSION}: {' '.join(command)}"
    assert [line.split("2  ")[-1] for line in said[1:3]] == ["a.png", "b.png"]
    assert said[3:6] == ["one is small", "two films", said[0]]
    assert "ZeroDivisionError: division by zero" in written
    assert cli.run_command_line(["doctor", "--log", str(tmp_path / "logs")]) == 1
    assert "Cannot write the log" in capsys.readouterr().err


def test_shells_complete_commands_options_and_files():
    shtab = pytest.importorskip("shtab")
    script = shtab.complete(cli.build_parser(), "bash")
    assert "rerun" in script
    assert "_shtab_onemark_predict___layout_choices" in script
    assert "_shtab_onemark_predict___images_COMPGEN=_shtab_compgen_files" in script
