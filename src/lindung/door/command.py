"""`lindung`: the command line."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from lindung.door.audit import audit_commands
from lindung.door.calibrate import add_calibrate
from lindung.door.compare import add_compare
from lindung.door.docs import docs_commands
from lindung.door.experiment import experiment_commands
from lindung.door.law import law_commands
from lindung.door.options import Options
from lindung.door.report import add_report
from lindung.door.run import add_run
from lindung.door.sensitivity import add_sensitivity
from lindung.door.speech import complain, language_of, usage_fault
from lindung.door.validate import add_validate
from lindung.messages import BadInput, Language, default_language

COMMANDS = (
    "run", "compare", "verify", "validate", "calibrate", "law", "docs", "show", "list", "text", "check", "diff",
    "build", "audit", "explain", "sample", "template", "experiment", "sensitivity", "report",
)  # fmt: skip


def build(language: Language) -> typer.Typer:
    """The command line with its help in one language."""
    o = Options(language)
    app = o.group(
        o.says(
            "Laboratorium kebijakan dan pemeriksa kepatuhan jaminan sosial ketenagakerjaan.",
            "A policy laboratory and compliance checker for Indonesian employment social security.",
        )
    )

    @app.callback()
    def everything(lang: Annotated[str | None, o.lang] = None) -> None:
        """Take the options that every command shares."""

    add_run(app, o)
    add_compare(app, o)
    add_validate(app, o)
    add_calibrate(app, o)
    add_sensitivity(app, o)
    add_report(app, o)
    o.add(app, "experiment", experiment_commands(o))
    o.add(app, "audit", audit_commands(o))
    o.add(app, "law", law_commands(o))
    o.add(app, "docs", docs_commands(o))
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code."""
    language = default_language()
    try:
        language, rest = language_of(arguments)
        code = build(language)(rest, standalone_mode=False, prog_name="lindung")
    except BadInput as error:
        complain(error.said(language))
        return 2
    except typer.TyperException as error:
        if error.format_message().strip():  # empty where the help has been shown instead
            complain(usage_fault(error, _asked(error), COMMANDS, language).said(language))
        return 2
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # the reader of our output has gone (`lindung ... | head`); nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _asked(error: typer.TyperException) -> str:
    """The command whose help says more: that which was asked for, as far as it is known."""
    context = getattr(error, "ctx", None)
    return "lindung" if context is None else context.command_path


def main() -> None:
    """The entry point of the `lindung` command."""
    sys.exit(run(sys.argv[1:]))
