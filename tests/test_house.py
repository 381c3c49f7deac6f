"""The house: linted, typed, the two READMEs true, packaged with its data, nothing of this or any machine in it."""

import io
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml

from lindung.door.command import run

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.id.md"]


def tool(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment on the checkout."""
    return subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, cwd=ROOT, check=False)


def tracked() -> list[Path]:
    """The files of the checkout, as git or (outside git) the folder has them."""
    done = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False)
    names = done.stdout.splitlines()
    return [path for name in names if (path := ROOT / name).is_file()]


def test_linted() -> None:
    done = tool("ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_formatted() -> None:
    done = tool("ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_strictly_typed() -> None:
    done = tool("mypy")
    assert done.returncode == 0, done.stdout
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["strict"] is True


def test_conda_users_get_the_same_set() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {*project["project"]["dependencies"], *project["dependency-groups"]["dev"]}
    wanted |= {f"python{project['project']['requires-python']}"}
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    assert {item for item in listed if isinstance(item, str) and item != "pip"} == wanted


def test_resolved_on_a_fixed_day() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert re.match(r"\d{4}-\d{2}-\d{2}", project["tool"]["uv"]["exclude-newer"])
    assert (ROOT / ".python-version").read_text().strip() == "3.12"
    assert not any(path.name == "uv.lock" for path in tracked())


def test_no_machine_and_no_registry_host_in_any_file() -> None:
    hosts = "|".join(("pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "deb" + r"\.debian"))
    paths = "|".join(("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]", "/U" + "sers/[a-z]"))
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not re.search(hosts, text), path
        assert not re.search(paths, text), path


@pytest.mark.parametrize("name", READMES)
def test_readme_leads_with_the_two_commands(name: str) -> None:
    commands = re.findall(r"^    (pip install uv && uv run .*?)(?:\s{2,}#.*)?$", (ROOT / name).read_text(), re.M)
    assert len(commands) == 2
    assert commands[1] == "pip install uv && uv run pytest"
    script = (ROOT / ".ci" / "run").read_text()
    for command in commands:
        assert f"{command}\n" in script


def commands_of(name: str) -> list[list[str]]:
    """The commands of a README by section, without `uv run lindung`."""
    sections = re.split(r"^## ", (ROOT / name).read_text(), flags=re.M)
    return [re.findall(r"`uv run lindung ([^`]*)`", section) for section in sections]


def commands_to_run() -> list[list[str]]:
    """By section: what the English README tells a user to type, and what only the Indonesian one does."""
    english, indonesian = (commands_of(name) for name in READMES)
    assert [len(section) for section in english] == [len(section) for section in indonesian]
    both = [dict.fromkeys([*one, *two]) for one, two in zip(english, indonesian, strict=True)]
    return [list(section) for section in both if section]


@pytest.mark.parametrize("commands", commands_to_run(), ids=lambda commands: commands[0].split()[0])
def test_every_command_of_the_readmes_runs(
    commands: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "legal_corpus" / "drafts" / "padang-jht.yaml", tmp_path / "padang-jht.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # where an audit keeps its key
    for command in commands:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            # a fact that fails is what `validate` was asked for, a breach what `audit` was
            allowed = (0, 1) if command.startswith(("validate ", "audit demo/")) else (0,)
            assert run(command.split()) in allowed, command
        assert out.getvalue() or err.getvalue()


@pytest.mark.parametrize("name", READMES)
def test_the_notebook_cell_of_the_readme_is_true(name: str) -> None:
    (cell,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(), re.S)
    names: dict[str, object] = {}
    for line in cell.splitlines():
        code, _, said = line.partition("#")
        if re.match(r"\s*\d+", said):
            assert str(eval(code, names)) == re.findall(r"\d+", said)[0], line  # noqa: S307 - our own README
        elif code.strip():
            exec(code, names)  # noqa: S102


def test_the_shown_answer_is_what_the_command_prints() -> None:
    for name in READMES:
        blocks = re.findall(r"^    \$ uv run lindung (.*)\n((?:    .*\n|\n)+)", (ROOT / name).read_text(), re.M)
        assert blocks
        for command, shown in blocks:
            out = io.StringIO()
            with redirect_stdout(out):
                run(command.split())
            printed = [" ".join(line.split()) for line in out.getvalue().splitlines()]
            for line in shown.splitlines():
                if line.strip() and line.strip() != "...":
                    assert " ".join(line.split()) in printed


def test_links_lead_somewhere() -> None:
    for page in (
        *ROOT.glob("*.md"),
        *ROOT.glob("legal_corpus/*.md"),
        *ROOT.glob("scenarios/*.md"),
    ):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_wheel_ships_the_law_and_the_scenarios(tmp_path: Path) -> None:
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not installed")
    command = [uv, "build", "--wheel", "--out-dir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "lindung/legal_corpus/register.yaml" in names
    assert "lindung/legal_corpus/tables/minimum_wage_regency.csv" in names
    assert sum(name.startswith("lindung/legal_corpus/national/") for name in names) > 30
    for scenario in ("parameters", "padang", "tangsel", "sijunjung", "fictional"):
        assert f"lindung/scenarios/{scenario}.yaml" in names
    assert {n for n in names if n.startswith("lindung/scenarios/tables/")} == {
        "lindung/scenarios/tables/informal_age_sex.csv", "lindung/scenarios/tables/mortality_idn.csv",
    }  # fmt: skip
    assert "lindung/scenarios/README.md" in names
    assert "lindung/reporting/templates/register.html" in names
    for name in ("letter.id.docx", "letter.en.docx", "README.md", "README.id.md"):
        assert f"lindung/reporting/audit/templates/{name}" in names
    assert "lindung/py.typed" in names


def test_import_is_light() -> None:
    """What a notebook pays at import: none of the heavy libraries, no file read."""
    code = "import lindung, sys; print(sorted({'typer', 'rich', 'jinja2', 'holidays', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_docstring_examples() -> None:
    done = tool("doctest", "src/lindung/__init__.py")
    assert (done.returncode, done.stdout) == (0, "")
