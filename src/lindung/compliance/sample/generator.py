"""`sample`: a wage report of invented employers with everything an audit may be given, and the truth about it."""

from pathlib import Path
from typing import Final

from lindung.compliance.folder import whole_folder
from lindung.compliance.sample.files import Format, sample_files
from lindung.compliance.sample.tables import tables
from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Fault

ROWS: Final = 5_000
MOST_ROWS: Final = 1_000_000_000
_PART: Final = 50_000
_EXCEL: Final = 200_000  # above this a sample is Parquet unless another form is asked for
_EXCEL_MOST: Final = 1_000_000  # what one sheet holds beside its headings
FORMATS: Final[tuple[Format, ...]] = ("xlsx", "csv", "parquet")


def sample(
    out: Path, rows: int = ROWS, seed: int = 1, *, form: str | None = None, corpus: Corpus | None = None
) -> Path:
    """Write a sample into the folder `out`: a report of exactly `rows` lines; gives the report's path.

    Beside `wage_report.*` stand `payroll`, `employers`, `roster`, `payments`, and `truth.parquet` (every seeded
    violation and lawful look-alike). The same seed gives the same files. Raises `BadInput` for more rows
    than the form can hold, an unknown form, or a folder that holds something else.
    """
    chosen = next((one for one in FORMATS if one == form), None)
    if form is not None and chosen is None:
        raise BadInput(Fault("choice", {"key": "--format", "value": form, "choices": ", ".join(FORMATS)}))
    chosen = chosen or ("xlsx" if rows <= _EXCEL else "parquet")
    most = _EXCEL_MOST if chosen == "xlsx" else MOST_ROWS
    if not 1 <= rows <= most:
        raise BadInput(Fault("option-range", {"option": "--rows", "value": rows, "low": 1, "high": most}))
    law = corpus or Corpus.load()
    with whole_folder(out, "truth.parquet") as folder, sample_files(folder, chosen) as files:
        for part, size in enumerate(_sizes(rows)):
            files.part(tables(part, size, seed, law, typed=chosen == "parquet"))
    return out / f"wage_report.{chosen}"


def _sizes(rows: int) -> list[int]:
    """The lines of each part, as even as can be."""
    parts = -(-rows // _PART)
    return [rows * (part + 1) // parts - rows * part // parts for part in range(parts)]
