"""How fast a wage report is audited, beside merely reading the same file with Polars in the same run.

uv run python benchmarks/audit.py [--rows 10000000] [--runs 5] [--only NAME ...] [--folder FOLDER]

Each figure is a process of its own, so that its memory is its own; the corpus is loaded before the clock starts. The
report is synthetic: worker-months of 24 months, some of them seeded with breaches.
"""

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from machine import processor

ROOT = Path(__file__).parents[1]
MONTHS, FIRST = 24, 2024 * 12
PER_EMPLOYER = 400
REGIONS = ("3578", "1371", "3171", "3674", "3275", "1275")
AS_OF = date(2026, 11, 21)
READS = {"read Parquet": None, "scan Parquet": None, "scan CSV": None}
PEER = {
    "totals": "Parquet", "totals with roster": "Parquet", "second engine": "Parquet", "findings written": "Parquet",
    "totals from CSV": "CSV",
}  # fmt: skip
GATES = {"totals": "3 x", "findings written": "9 x, 1 GB", "totals from CSV": "3 x"}


def make(folder: Path, rows: int, *, with_csv: bool) -> None:
    """A typed report of `rows` lines with its employers, roster and payments."""
    import numpy as np
    import polars as pl

    from lindung.compliance.schema import LINE_COLUMNS, PROGRAMMES, polars_schema

    workers = max(1, rows // MONTHS)
    rng = np.random.default_rng(7)
    number = np.arange(workers)
    employer = number // PER_EMPLOYER
    wage = (5_800_000 + rng.lognormal(14.5, 0.8, workers) // 1000 * 1000).astype(np.int64)
    parts = []
    for month in range(FIRST, FIRST + MONTHS):
        chance = rng.random(workers)
        paid = np.where(chance < 0.04, wage * 6 // 5, np.where(chance < 0.05, wage * 4 // 5, wage))
        low = (chance > 0.05) & (chance < 0.06)
        reported = np.where(low, 2_500_000, wage)
        paid = np.where(low, 2_500_000, paid)
        joined = {name: rng.random(workers) > 0.001 for name in PROGRAMMES}
        frame = pl.DataFrame({
            "file": pl.repeat("report.parquet", workers, eager=True),
            "row": (number + 2 + (month - FIRST) * workers).astype(np.uint32),
            "employer_id": employer, "worker_id": number, "kpj": number, "name": number,
            "month": np.full(workers, month, dtype=np.int32), "reported_wage": reported, "paid_wage": paid,
            "region": pl.Series(REGIONS)[pl.Series(employer % len(REGIONS))], **joined,
            "faults": np.where(chance > 0.999, 1, 0).astype(np.uint32),
        })  # fmt: skip
        frame = frame.with_columns(
            employer_id=_employer(pl.col("employer_id")),
            worker_id=(3_578_010_101_900_000 + pl.col("worker_id")).cast(pl.String),
            kpj=(20_000_000_000 + pl.col("kpj")).cast(pl.String),
            name=pl.lit("PEKERJA ") + pl.col("name").cast(pl.String),
            paid_wage=pl.when(pl.Series(chance > 0.998)).then(None).otherwise("paid_wage"),
        )
        schema = polars_schema(LINE_COLUMNS)
        nothing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
        file = folder / f"part-{month}.parquet"
        frame.with_columns(nothing).select(pl.col(name).cast(kind) for name, kind in schema.items()).write_parquet(file)
        parts.append(file)
    pl.scan_parquet(parts).sink_parquet(folder / "report.parquet", maintain_order=True)
    for file in parts:
        file.unlink()
    if with_csv:
        pl.scan_parquet(folder / "report.parquet").sink_csv(folder / "report.csv")
    _second_tables(folder, workers)


def _employer(number: "object") -> "object":
    import polars as pl

    assert isinstance(number, pl.Expr)
    return pl.lit("JJ") + number.cast(pl.String).str.zfill(6)


def _second_tables(folder: Path, workers: int) -> None:
    import polars as pl

    from lindung.compliance.schema import (
        EMPLOYER_COLUMNS,
        PAYMENT_COLUMNS,
        RISK_CLASSES,
        ROSTER_COLUMNS,
        SIZES,
        polars_schema,
    )

    def whole(frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
        schema = polars_schema(columns)
        nothing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
        return frame.with_columns(nothing).select(pl.col(name).cast(kind) for name, kind in schema.items())

    number = pl.int_range(max(1, -(-workers // PER_EMPLOYER)), eager=True)
    employers = pl.DataFrame({"employer_id": number}).with_columns(
        size=pl.Series(SIZES)[number % 2 + 2], risk_class=pl.Series(RISK_CLASSES)[number % 5],
        region=pl.Series(REGIONS)[number % len(REGIONS)], employer_id=_employer(pl.col("employer_id")),
    )  # fmt: skip
    whole(employers, EMPLOYER_COLUMNS).write_parquet(folder / "employers.parquet")
    months = pl.DataFrame({"month": range(FIRST, FIRST + MONTHS)})
    payments = employers.select("employer_id").join(months, how="cross").with_columns(
        paid_on=pl.date((pl.col("month") + 1) // 12, (pl.col("month") + 1) % 12 + 1, 10), amount=pl.lit(300_000_000)
    )  # fmt: skip
    whole(payments, PAYMENT_COLUMNS).write_parquet(folder / "payments.parquet")
    people = pl.int_range(workers, eager=True)
    roster = pl.DataFrame({"employer_id": people // PER_EMPLOYER, "worker_id": people}).with_columns(
        employer_id=_employer(pl.col("employer_id")),
        worker_id=(3_578_010_101_900_000 + pl.col("worker_id")).cast(pl.String),
        start_date=pl.lit(date(2020, 1, 1)),
    )  # fmt: skip
    whole(roster, ROSTER_COLUMNS).write_parquet(folder / "roster.parquet")


@dataclass(frozen=True)
class Report:
    """The tables as an intake would hand them over."""

    lines: "object"
    employers: "object"
    payments: "object"
    roster: "object" = None
    paid: "object" = None


def measured(name: str, folder: Path, runs: int) -> dict[str, object]:
    """Seconds of wall and processor of each run, and the most memory in MB, of one figure in this process."""
    import polars as pl

    from lindung.law.corpus import Corpus

    corpus = Corpus.load()
    work = _work(name, folder, corpus)
    pl.Series([1]).sum()
    wall, processor_time = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        processor_time.append(time.process_time() - used)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"wall": wall, "processor": processor_time, "memory": memory}


def _work(name: str, folder: Path, corpus: "object") -> Callable[[], object]:
    import polars as pl

    from lindung.compliance.assessment.assess import Assessment, assess
    from lindung.compliance.schema import LINE_COLUMNS, polars_schema
    from lindung.law.corpus import Corpus

    assert isinstance(corpus, Corpus)
    law = corpus
    parquet, csv = folder / "report.parquet", folder / "report.csv"

    def scan_csv() -> pl.LazyFrame:
        return pl.scan_csv(csv, schema=pl.Schema(polars_schema(LINE_COLUMNS)))

    def assessment(lines: pl.LazyFrame, *, roster: bool = False) -> Assessment:
        tables = {table: pl.scan_parquet(folder / f"{table}.parquet") for table in ("employers", "payments", "roster")}
        report = Report(lines, tables["employers"], tables["payments"], tables["roster"] if roster else None)
        return assess(report, law, as_of=AS_OF)  # type: ignore[arg-type]

    def totals(one: Assessment) -> object:
        return one.rules, one.shortfall_total, one.late_fine_total, one.range, one.employers

    def written(one: Assessment) -> object:
        one.findings().sink_parquet(folder / "findings.parquet")
        return totals(one)

    return {
        "read Parquet": lambda: pl.read_parquet(parquet),
        "scan Parquet": lambda: pl.scan_parquet(parquet).collect(engine="streaming"),
        "scan CSV": lambda: scan_csv().collect(engine="streaming"),
        "totals": lambda: totals(assessment(pl.scan_parquet(parquet))),
        "totals with roster": lambda: totals(assessment(pl.scan_parquet(parquet), roster=True)),
        "second engine": lambda: assessment(pl.scan_parquet(parquet)).recount,
        "findings written": lambda: written(assessment(pl.scan_parquet(parquet))),
        "totals from CSV": lambda: totals(assessment(scan_csv())),
    }[name]  # fmt: skip


def main() -> None:
    """Print the table: median, least and most seconds, processor seconds, memory, ratio to reading."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[*READS, *PEER])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measure")
    asked = parser.parse_args()
    if asked.measure:
        json.dump(measured(asked.measure, asked.folder, asked.runs), sys.stdout)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        if not (folder / "roster.parquet").exists():
            make(folder, asked.rows, with_csv=any("CSV" in name for name in asked.only))
        found: dict[str, dict[str, object]] = {}
        for name in asked.only:
            command = [sys.executable, __file__, "--measure", name, "--folder", str(folder), "--runs", str(asked.runs)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            found[name] = json.loads(done.stdout)
        size = (folder / "report.parquet").stat().st_size / 1e6
    show(found, asked.rows, asked.runs, size)


def show(found: dict[str, dict[str, object]], rows: int, runs: int, size: float) -> None:
    """Print what was measured."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    head = (
        f"{processor()}, Python {platform.python_version()}, commit {commit.stdout.strip()}, {rows:,} rows "
        f"({size:.0f} MB), {runs} runs"
    )
    sys.stdout.write(
        f"{head}\n\n| figure | median s | least | most | processor s | MB | ratio | gate "
        f"|\n|---|---:|---:|---:|---:|---:|---|---|\n"
    )
    reading = {
        kind: min(_median(one, "wall") for name, one in found.items() if name in READS and kind in name)
        for kind in ("Parquet", "CSV")
        if any(name in READS and kind in name for name in found)
    }
    for name, one in found.items():
        wall = [float(value) for value in one["wall"]]  # type: ignore[attr-defined]
        peer = PEER.get(name)
        ratio = f"{_median(one, 'wall') / reading[peer]:.1f} x reading" if peer in reading else ""
        row = (f"{value:.2f}" for value in (statistics.median(wall), min(wall), max(wall), _median(one, "processor")))
        sys.stdout.write(f"| {name} | {' | '.join(row)} | {one['memory']} | {ratio} | {GATES.get(name, '')} |\n")


def _median(one: dict[str, object], name: str) -> float:
    return statistics.median(one[name])  # type: ignore[call-overload, no-any-return]


if __name__ == "__main__":
    main()
