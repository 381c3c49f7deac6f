"""`lindung audit`: a wage report held against what was paid and the law of each month."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from lindung.door.day import read_day
from lindung.door.options import Options
from lindung.door.output import print_json
from lindung.door.speech import complain, console
from lindung.door.waiting import Remaining
from lindung.law.readings import parse_choices

_CHECK: Final = "check"  # what `lindung audit FILE` runs


def audit_commands(o: Options) -> typer.Typer:
    """`lindung audit` and its commands, with help in the language of `o`.

    A first word that is none of the commands is a file: `audit report.xlsx` is `audit check report.xlsx`.
    """
    audit = o.group(
        o.says(
            "Periksa laporan upah terhadap upah yang dibayar dan hukum setiap bulan. Misalnya: lindung audit "
            "laporan.xlsx --paid gaji.xlsx --out hasil. `audit BERKAS ...` sama dengan `audit check BERKAS ...`; "
            "pilihannya: lindung audit check --help.",
            "Hold a wage report against what was paid and the law of each month. For example: lindung audit "
            "report.xlsx --paid payroll.xlsx --out results. `audit FILE ...` is `audit check FILE ...`; its options: "
            "lindung audit check --help.",
        ),
        otherwise=_CHECK,
    )
    _add_check(audit, o)
    _add_explain(audit, o)
    _add_sample(audit, o)
    _add_template(audit, o)
    return audit


def _add_check(audit: typer.Typer, o: Options) -> None:
    @o.command(audit, _CHECK, o.says("Periksa laporan upah.", "Check a wage report."))
    def check(
        wage_report: Annotated[list[Path], o.wage_report],
        out: Annotated[Path, o.audit_out],
        paid: Annotated[Path | None, o.paid] = None,
        employers: Annotated[Path | None, o.employers] = None,
        roster: Annotated[Path | None, o.roster] = None,
        payments: Annotated[Path | None, o.payments] = None,
        mapping: Annotated[Path | None, o.map] = None,
        as_of: Annotated[str | None, o.as_of] = None,
        reading: Annotated[list[str] | None, o.reading] = None,
        served: Annotated[str | None, o.served] = None,
        second_served: Annotated[str | None, o.second_served] = None,
        since: Annotated[Path | None, o.since] = None,
        letter_template: Annotated[Path | None, o.letter_template] = None,
        key: Annotated[Path | None, o.case_key] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.door.audited import audit as run_audit  # polars only where a report is read
        from lindung.reporting.audit.terminal import print_audit

        with Remaining(o, quiet=as_json) as bar:
            done = run_audit(
                wage_report,
                paid=paid,
                employers=employers,
                roster=roster,
                payments=payments,
                mapping=mapping,
                as_of=_given(as_of, "--as-of"),
                readings=parse_choices(reading or ()),
                served=_given(served, "--served"),
                second_served=_given(second_served, "--second-served"),
                since=since,
                letter_template=letter_template,
                key=key,
                out=out,
                progress=bar,
            )
            done.write(out)
        if as_json:
            print_json(done.summary)
        else:
            print_audit(console(), done.summary, o.language)
            complain(o.says(f"ditulis: {out}", f"written: {out}"))
        if any(rule["breach"] for rule in done.summary["rules"].values()):
            raise typer.Exit(1)


def _add_explain(audit: typer.Typer, o: Options) -> None:
    @o.command(
        audit,
        "explain",
        o.says("Jelaskan angka seorang pekerja dalam sebulan.", "Explain one worker's figures of one month."),
    )
    def explain(
        folder: Annotated[Path, o.audit_folder],
        worker: Annotated[str, o.worker],
        month: Annotated[str, o.month],
        reveal: Annotated[bool, o.reveal] = False,
        key: Annotated[Path | None, o.case_key] = None,
        source: Annotated[Path | None, o.source] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.door.audited import month_number
        from lindung.door.explained import explain_folder
        from lindung.reporting.audit.terminal import print_explanation

        found = explain_folder(folder, worker, month_number(month), reveal=reveal, key=key, source=source)
        if as_json:
            print_json(found.document())
        else:
            print_explanation(console(), found, o.language)


def _add_sample(audit: typer.Typer, o: Options) -> None:
    @o.command(
        audit,
        "sample",
        o.says(
            "Buat contoh laporan upah dengan pelanggaran yang diketahui.", "Make a sample report with known violations."
        ),
    )
    def sample_report(
        out: Annotated[Path, o.sample_folder],
        rows: Annotated[int, o.rows] = 5_000,
        seed: Annotated[int, o.seed] = 1,
        form: Annotated[str | None, o.form] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.compliance.sample.generator import sample

        report = sample(out, rows, seed, form=form)
        files = sorted(file.name for file in out.iterdir())
        if as_json:
            document: dict[str, Any] = {"report": str(report), "rows": rows, "seed": seed, "files": files}
            print_json(document)
        else:
            for name in files:
                complain(o.says(f"ditulis: {out / name}", f"written: {out / name}"))


def _add_template(audit: typer.Typer, o: Options) -> None:
    @o.command(
        audit,
        "template",
        o.says(
            "Salin templat Word suratnya, untuk disesuaikan dan dipakai dengan --letter-template.",
            "Copy the Word templates of the letter, to be edited and used with --letter-template.",
        ),
    )
    def template(
        out: Annotated[Path, o.template_folder],
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.reporting.audit.own_template import copy_templates

        for file in copy_templates(out):
            complain(o.says(f"ditulis: {file}", f"written: {file}"))


def _given(text: str | None, option: str) -> date | None:
    return None if text is None else read_day(text, option)
