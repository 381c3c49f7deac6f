"""`lindung compare` and `lindung verify`: regulations side by side, and whether a record still holds."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lindung.door.options import Options
from lindung.door.output import print_json, write_bytes, write_whole
from lindung.door.speech import complain, console
from lindung.messages import BadInput, Fault, Text

if TYPE_CHECKING:
    from lindung.simulation.comparison.country_result import CountryComparison
    from lindung.simulation.comparison.jobs import Executor

STAGES = {
    "replicates": Text("ulangan", "replicates"),
    "clauses": Text("pasal", "clauses"),
    "parameters": Text("parameter", "parameters"),
    "readings": Text("pembacaan", "readings"),
    "budgets": Text("anggaran", "budgets"),
    "runs": Text("kali jalan", "runs"),
}


def add_compare(app: typer.Typer, o: Options) -> None:
    """Add `lindung compare` and `lindung verify` with help in the language of `o`."""

    @o.command(
        app,
        "compare",
        o.says("Bandingkan peraturan pada orang yang sama.", "Hold regulations side by side on the same people."),
    )
    def compare_scenario(
        scenario: Annotated[str, o.scenario],
        regulation: Annotated[list[str] | None, o.regulations] = None,
        draft: Annotated[list[Path] | None, o.drafts] = None,
        budget: Annotated[list[int] | None, o.budgets] = None,
        reading: Annotated[list[str] | None, o.readings] = None,
        workers: Annotated[int | None, o.workers] = None,
        months: Annotated[int | None, o.months] = None,
        replicates: Annotated[int | None, o.replicates] = None,
        until: Annotated[str | None, o.until] = None,
        seed: Annotated[int | None, o.seed] = None,
        fixed_parameters: Annotated[bool, o.fixed_parameters] = False,
        threads: Annotated[int | None, o.threads] = None,
        cluster: Annotated[str | None, o.cluster] = None,
        explain: Annotated[bool, o.explain] = False,
        out: Annotated[Path | None, o.compare_out] = None,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.law.readings import choices_by_name  # the simulation only where it is run
        from lindung.reporting.comparison.terminal import print_comparison
        from lindung.simulation.comparison.compare import compare, explained
        from lindung.simulation.comparison.country import compare_country
        from lindung.simulation.scenario import names_country

        executor = _executor(cluster)
        parts = None if out is None else out / "parts"
        bar = _Stages(o)
        if names_country(scenario):
            _one_place_only(
                scenario,
                {"--draft": draft, "--budget": budget, "--reading": reading, "--until": until, "--explain": explain},
            )
            country = compare_country(
                scenario,
                regulations=regulation or (),
                workers=workers,
                months=months,
                replicates=replicates,
                seed=seed,
                threads=threads,
                executor=executor,
                keep=parts,
                progress=bar,
            )
            bar.close()
            _give_country(country, out, o, as_json=as_json)
            return
        wanted = None if until is None else _percent(until)
        found = compare(
            scenario,
            regulations=regulation or (),
            drafts=draft or (),
            budgets=budget or (),
            readings=choices_by_name(reading or ()),
            workers=workers,
            months=months,
            replicates=replicates,
            until=wanted,
            seed=seed,
            fixed_parameters=fixed_parameters,
            threads=threads,
            executor=executor,
            keep=parts,
            progress=bar,
        )
        if explain or out is not None:
            found = explained(found, threads=threads, executor=executor, keep=parts, progress=bar)
        bar.close()
        if out is not None:
            from lindung.reporting.comparison.brief import write_brief

            write_bytes(out / "comparison.parquet", found.to_frame().write_parquet)
            write_brief(found, out, write_bytes)
            write_whole(out / "run.json", json.dumps(found.record(), ensure_ascii=False, indent=2) + "\n")
            _clear(parts)
        if as_json:
            print_json(found.document())
        else:
            print_comparison(console(), found, o.language)

    @o.command(
        app,
        "verify",
        o.says("Periksa apakah suatu catatan masih berlaku.", "See whether a record still holds."),
    )
    def verify_record(
        record: Annotated[Path, o.record],
        rerun: Annotated[bool, o.rerun] = False,
        as_json: Annotated[bool, o.as_json] = False,
        lang: Annotated[str | None, o.lang] = None,
    ) -> None:
        from lindung.simulation.verify import verify  # numba and Mesa only where they are wanted

        bar = _Stages(o)
        found = verify(record, rerun=rerun, progress=bar)
        bar.close()
        if as_json:
            listed = [{"what": one.what, "recorded": one.recorded, "now": one.now} for one in found]
            print_json({"holds": not found, "rerun": rerun, "differs": listed})
        else:
            for line in _said(found, rerun, o):
                console().print(line)
        if found:
            raise typer.Exit(1)


def _one_place_only(country: str, options: Mapping[str, object]) -> None:
    """Refuse what only one place can be asked for."""
    given = next((name for name, value in options.items() if value), None)
    if given is not None:
        raise BadInput(Fault("country-option", {"option": given, "name": country}))


def _give_country(found: "CountryComparison", out: Path | None, o: Options, *, as_json: bool) -> None:
    from lindung.reporting.comparison.country import print_country

    if out is not None:
        write_bytes(out / "comparison.parquet", found.to_frame().write_parquet)
        write_whole(out / "run.json", json.dumps(found.record(), ensure_ascii=False, indent=2) + "\n")
        _clear(out / "parts")
    if as_json:
        print_json(found.document())
    else:
        print_country(console(), found, o.language)


def _said(found: Iterable[object], rerun: bool, o: Options) -> list[str]:
    from lindung.simulation.verify import Disagreement

    lines = [
        o.says(
            f"{one.what}: tercatat {one.recorded}, sekarang {one.now}",
            f"{one.what}: {one.recorded} on record, {one.now} now",
        )
        for one in found
        if isinstance(one, Disagreement)
    ]
    if lines:
        return lines
    if rerun:
        return [o.says("masukan dan angkanya sama", "the inputs and the numbers are the same")]
    return [o.says("masukannya sama; angkanya: --rerun", "the inputs are the same; for the numbers: --rerun")]


def _percent(text: str) -> float:
    try:
        return float(text.strip().removesuffix("%").strip().replace(",", "."))
    except ValueError:
        raise BadInput(Fault("percent-form", {"option": "--until", "value": text})) from None


def _executor(address: str | None) -> "Executor | None":
    if address is None:
        return None
    from lindung.simulation.comparison.cluster import Cluster  # the extra only where it is asked for

    return Cluster(address)


def _clear(parts: Path | None) -> None:
    """Remove the outcomes kept on the way: the result is whole."""
    if parts is None or not parts.is_dir():
        return
    for file in sorted(parts.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    parts.rmdir()


class _Stages:
    """What is being run, on standard error: a bar with the time left, where that is a terminal."""

    def __init__(self, o: Options) -> None:
        from tqdm import tqdm  # only where something takes long

        self._o = o
        self._stage = ""
        self._bar = tqdm(disable=not sys.stderr.isatty(), leave=False)

    def __call__(self, stage: str, done: int, total: int) -> None:
        from lindung.simulation.compiled import is_cached

        if not self._stage and not is_cached("run_month"):
            complain(self._o.says("kompilasi pertama, sekitar 20 detik ...", "first compilation, about 20 seconds ..."))
        if stage != self._stage or total != self._bar.total:
            self._stage = stage
            self._bar.reset(total)
            self._bar.set_description(STAGES[stage].said(self._o.language))
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        self._bar.close()
