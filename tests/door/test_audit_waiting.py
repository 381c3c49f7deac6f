"""What is seen while `lindung audit` runs, at a terminal and without one."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from lindung.compliance.sample.generator import sample

COMMAND = "import sys; from lindung.door.command import run; sys.exit(run(sys.argv[1:]))"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(tmp_path_factory.mktemp("waiting") / "demo", 60, 1)


def at_a_terminal(*arguments: object) -> tuple[str, str]:
    """Standard output, and what a terminal of 80 columns shows as standard error."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while some := os.read(ours, 4096):
                shown += some
        except OSError:  # the terminal is gone when the command has ended
            pass
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    return out.decode(), shown.decode()


@pytest.mark.parametrize(("language", "words"), [("id", "sisa waktu"), ("en", "left")])
def test_a_terminal_sees_the_time_left(report: Path, tmp_path: Path, language: str, words: str) -> None:
    where = ("--out", tmp_path / "out", "--key", tmp_path / "key", "--lang", language)
    out, shown = at_a_terminal("audit", report, *where)
    assert "%|" in shown
    assert words in shown
    assert "%|" not in out


def test_json_is_quiet(report: Path, tmp_path: Path) -> None:
    out, shown = at_a_terminal("audit", report, "--out", tmp_path / "out", "--key", tmp_path / "key", "--json")
    assert out.startswith("{")
    assert shown == ""


def test_a_pipe_sees_no_bar(report: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", COMMAND, "audit", report, "--out", tmp_path / "out", "--key", tmp_path / "key"]
    subprocess.run([str(one) for one in command], check=False)
    shown = capfd.readouterr()
    assert "%|" not in shown.out + shown.err
    assert str(tmp_path / "out") in shown.err
