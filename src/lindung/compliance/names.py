"""Whether two names are one person's: spellings compared, the evidence kept, nobody ever merged.

One NIK under two spellings (`MUHAMMAD RIZKI`, `M. Rizky`) is one person and no fault; under names that do not
resemble each other it is a fault of the lines with the rarer name. One KPJ under two NIKs, or the same name under two
NIKs that differ by a slip of the keys, is one person under two NIKs. Twins have NIKs a digit apart and names alike,
but not the same name: they stay free.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final, Literal, NamedTuple

import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

ALIKE: Final = 80  # from here two names may be one person's, on a scale to 100
SLIP: Final = 1  # one digit wrong or two neighbours swapped
_MOST_BEARERS: Final = 200  # of one name at one employer, compared pair by pair
_MUHAMMAD: Final = frozenset(("m", "muh", "moh", "mhd", "mohd", "muhd", "mochamad", "mochammad", "mohamad", "mohammad",
                              "muhamad", "muhammad", "mohamed", "muchamad", "muchammad"))  # fmt: skip
_TITLES: Final = re.compile(
    r"\b(?:h|hj|dr|drs|dra|ir|kh|prof|tn|ny|nn|sdr|sdri|bpk|ibu|s\.? ?(?:e|h|kom|pd|t|sos|si|ag|ip|kep|farm|hum)"
    r"|m\.? ?(?:m|h|si|kom|t|pd|kes|hum)|a\.? ?md|b\.? ?sc|m\.? ?sc|st|se|sh|mm|amd)\b\.?"
)
_EVIDENCE: Final = {
    "kind": pl.String(), "worker_id": pl.String(), "other_worker_id": pl.String(), "name": pl.String(),
    "other_name": pl.String(), "score": pl.Float64(), "flagged": pl.Boolean(),
}  # fmt: skip

Kind = Literal["one_nik_two_names", "one_kpj_two_niks", "near_niks"]


class Evidence(NamedTuple):
    """Two names or NIKs that were compared. `score`: likeness of the names to 100. `flagged`: told as a fault."""

    kind: Kind
    worker_id: str
    other_worker_id: str
    name: str | None
    other_name: str | None
    score: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Evidence, and whom it accuses: `worker_id` and `name` of the lines that get the fault."""

    evidence: list[Evidence]
    accused: pl.DataFrame


def evidence_frame(evidence: Iterable[Evidence]) -> pl.DataFrame:
    """Evidence as a table; private, it names people."""
    return pl.DataFrame([one._asdict() for one in evidence], schema=_EVIDENCE)


@lru_cache(100_000)
def plain(name: str) -> str:
    """A name for comparison: small letters, no titles, no marks, the many ways to write Muhammad as one."""
    before_degrees, _, after = name.lower().partition(",")
    kept = before_degrees if after and before_degrees.strip() else name.lower()
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’`]", "", _without_titles(kept)))
    return " ".join("muhammad" if word in _MUHAMMAD and len(words) > 1 else word for word in words)


def _without_titles(name: str) -> str:
    found = _TITLES.sub(" ", name)
    return found if re.search(r"[^\W\d_]{2}", found) else name


def likeness(name: str, other: str) -> float:
    """How alike two names are, to 100. A word left out or an initial is no difference; another word is."""
    one, two = plain(name), plain(other)
    if one == two:
        return 100.0
    if _initials_of(one, two) or _initials_of(two, one):
        return 95.0
    joined = fuzz.ratio(one.replace(" ", ""), two.replace(" ", ""))
    return max(fuzz.token_sort_ratio(one, two), fuzz.token_set_ratio(one, two), joined)


def _initials_of(short: str, long: str) -> bool:
    """Whether `siti a` may be `siti aminah`: the same first word, the others equal or initials."""
    words, whole = short.split(), long.split()
    if len(words) < 2 or len(words) > len(whole) or words[0] != whole[0]:
        return False
    return all(b.startswith(a) if len(a) == 1 else a == b for a, b in zip(words, whole, strict=False))


def names_of_one(pairs: pl.DataFrame) -> Compared:
    """NIKs under several names (`worker_id`, `name`, `n` lines): a name unlike the most frequent one is a fault.

    Where the two most frequent are unlike and as frequent, no name is the usual one and all are accused.
    """
    evidence, accused = [], []
    for worker, names, counts in _grouped(pairs, "worker_id", "name"):
        usual = names[0]
        scores = [likeness(usual, name) for name in names[1:]]
        tie = any(score < ALIKE and n == counts[0] for score, n in zip(scores, counts[1:], strict=True))
        for name, score in zip(names[1:], scores, strict=True):
            evidence.append(Evidence("one_nik_two_names", worker, worker, usual, name, score, score < ALIKE))
            if score < ALIKE:
                accused.append((worker, name))
        if tie:
            accused.append((worker, usual))
    return Compared(evidence, _accused(accused))


def cards_shared(pairs: pl.DataFrame) -> Compared:
    """KPJs under several NIKs (`kpj`, `worker_id`, `name`, `n` lines): the rarer NIK is accused, or all where equal."""
    evidence, accused = [], []
    per_worker = pairs.group_by("kpj", "worker_id").agg(pl.col("n").sum(), pl.col("name").sort().first())
    names = {(kpj, worker): name for kpj, worker, _, name in per_worker.iter_rows()}
    for kpj, workers, counts in _grouped(per_worker, "kpj", "worker_id"):
        usual = workers[0]
        ties = counts[0] == counts[1]
        for worker in workers[1:]:
            name, other = names[kpj, usual], names[kpj, worker]
            score = likeness(name, other) if name and other else 0.0
            evidence.append(Evidence("one_kpj_two_niks", usual, worker, name, other, score, True))
        blamed = {*workers[1:], *(workers[:1] if ties else ())}
        of_card = pairs.filter((pl.col("kpj") == kpj) & pl.col("worker_id").is_in(blamed))
        accused += list(of_card.select("worker_id", "name").iter_rows())
    return Compared(evidence, _accused(accused))


def near_numbers(people: pl.DataFrame) -> Compared:
    """The same name at one employer under NIKs a slip apart (`employer_id`, `worker_id`, `name`, `n` lines)."""
    key = pl.col("name").str.to_lowercase().str.replace_all(r"[^\p{L} ]", "").str.replace_all(r"\s+", " ")
    bearers = (
        people.with_columns(key=key.str.strip_chars()).filter(pl.col("key") != "")
        .sort("n", "worker_id", descending=[True, False])
        .unique(["employer_id", "key", "worker_id"], keep="first", maintain_order=True)
        .group_by("employer_id", "key", maintain_order=True).agg("worker_id", "name", "n")
        .filter(pl.col("worker_id").list.len() > 1)
    )  # fmt: skip
    evidence, accused = [], []
    for workers, names, counts in bearers.select("worker_id", "name", "n").iter_rows():
        first = list(zip(workers, names, counts, strict=True))[:_MOST_BEARERS]
        for (one, name, n), (two, other, m) in combinations(first, 2):
            if OSA.distance(one, two, score_cutoff=SLIP) <= SLIP:
                evidence.append(Evidence("near_niks", one, two, name, other, 100.0, True))
                accused += [(two, other)] if n > m else [(one, name), (two, other)]
    return Compared(evidence, _accused(accused))


def _grouped(pairs: pl.DataFrame, of: str, what: str) -> Iterable[tuple[str, list[str], list[int]]]:
    """Groups of more than one: the most frequent first, equal ones by their text."""
    ordered = pairs.sort("n", what, descending=[True, False])
    grouped = ordered.group_by(of, maintain_order=True).agg(what, "n").filter(pl.col(what).list.len() > 1)
    yield from grouped.sort(of).iter_rows()


def _accused(rows: Sequence[tuple[str, str | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"worker_id": pl.String(), "name": pl.String()}, orient="row").unique()
