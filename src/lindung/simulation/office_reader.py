"""The offices and budgets of a scenario file."""

from typing import Any, Final

from lindung.law.corpus import Corpus
from lindung.law.source import Path_
from lindung.simulation.declared import COUNT, HEAD, SHARE, Head, Limits, NumberReader, dotted
from lindung.simulation.scenario import Budget, Offices

_MOST: Final = Limits(0, 10**9, whole=True)
# office, key in the file, field of `Offices`, limits
OFFICES: Final = (
    ("bpjs_branch", "field_staff", "field_staff", _MOST),
    ("bpjs_branch", "contacts_per_staff", "contacts_per_staff", _MOST),
    ("agents", "number", "agents", Limits(0, 32_767, whole=True)),
    ("agents", "contacts_per_agent", "contacts_per_agent", _MOST),
    ("agents", "false_share", "false_agents", SHARE),
    ("social_workers", "number", "social_workers", _MOST),
    ("social_workers", "contacts_per_social_worker", "contacts_per_social_worker", _MOST),
    ("social_workers", "group_share", "group_share", SHARE),
    ("social_workers", "group_size", "group_size", _MOST),
    ("social_workers", "group_months", "group_months", Limits(1, 1200, whole=True)),
    ("social_workers", "advocacy_share", "advocacy_share", SHARE),
    ("social_office", "verifications", "verifications", _MOST),
    ("social_office", "misjudged", "misjudged", SHARE),
    ("social_office", "found_by_monitoring", "found_by_monitoring", SHARE),
    ("social_office", "collection_months", "collection_months", Limits(0, 120, whole=True)),
    ("kelurahan", "proposals", "proposals", _MOST),
    ("public", "reports", "public_reports", SHARE),
    ("public", "member_reports", "member_reports", SHARE),
    ("public", "false_reports", "false_reports", SHARE),
)
_BUDGET: Final = ("payer", "rupiah", "overhead_per_head", "release_months", "unpaid_months")


def read_offices(numbers: NumberReader, raw: object) -> Offices:
    """What the offices can do in a month."""
    source = numbers.source
    names = tuple(dict.fromkeys(office for office, *_ in OFFICES))
    entry = source.keys(raw, ("offices",), required=names, place="offices")
    heads: dict[str, dict[str, Any]] = {}
    for office in names:
        if entry.get(office) is not None:
            keys = tuple(key for name, key, _, _ in OFFICES if name == office)
            path: Path_ = ("offices", office)
            heads[office] = source.keys(entry[office], path, required=keys, optional=HEAD, place=dotted(path))
    values: dict[str, Any] = {}
    for office, key, field, limits in OFFICES:
        one = heads.get(office, {})
        value = 0.0
        if one.get(key) is not None:
            path = ("offices", office, key)
            value = numbers.number(one[key], path, limits, numbers.head(one, ("offices", office)))
        values[field] = round(value) if limits.whole else value
    return Offices(**values)


def read_budgets(numbers: NumberReader, raw: object, corpus: Corpus) -> tuple[Budget, ...]:
    """The budget lines; a payer is a word of the vocabulary `funder`."""
    source = numbers.source
    budgets = []
    for i, one in enumerate(source.items(raw, ("budgets",), key="budgets")):
        path: Path_ = ("budgets", i)
        entry = source.keys(one, path, required=_BUDGET, optional=HEAD, place=dotted(path))
        payer = read_payer(numbers, entry.get("payer"), path, corpus)
        head = numbers.head(entry, path)
        whole = {
            key: numbers.whole(entry[key], (*path, key), Limits(0, 12) if key.endswith("months") else COUNT, head)
            for key in _BUDGET[2:]
            if entry.get(key) is not None
        }
        budgets.append(
            Budget(
                payer,
                by_year(numbers, entry.get("rupiah"), (*path, "rupiah")),
                whole.get("overhead_per_head", 0),
                whole.get("release_months", 0),
                whole.get("unpaid_months", 0),
            )
        )
    return tuple(budgets)


def read_payer(numbers: NumberReader, raw: object, path: Path_, corpus: Corpus) -> str:
    """The word of the vocabulary `funder` that says whose money it is; any word where the corpus has no such list."""
    payers = tuple(corpus.vocabulary.get("funder", ()))
    if payers and raw is not None and str(raw) not in payers:
        details = {"key": "payer", "value": str(raw), "choices": ", ".join(payers)}
        numbers.source.fault("choice", (*path, "payer"), place=dotted(path), **details)
    return str(raw)


def by_year(numbers: NumberReader, raw: object, path: Path_, above: Head | None = None) -> dict[int, int]:
    """Rupiah by the calendar year from which they hold; a single number holds for every year."""
    if raw is None:
        return {}
    if not isinstance(raw, dict) or "value" in raw:
        return {0: numbers.whole(raw, path, above=above)}
    head = numbers.head(raw, path, above or Head())
    years = {key: value for key, value in raw.items() if key not in HEAD}
    found: dict[int, int] = {}
    for year, value in years.items():
        if year.isdigit():
            found[int(year)] = numbers.whole(value, (*path, year), above=head)
        else:
            numbers.source.fault("number-text", (*path, year), place=dotted(path), key="rupiah", value=repr(year))
    return found
