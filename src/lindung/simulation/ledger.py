"""The money of every month, by programme and payer. A model whose ledger does not balance stops."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from lindung.simulation import counters as c


class OutOfBalance(ArithmeticError):
    """Raised when the two sides of a month differ; says which and by how much."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One month's money, whole rupiah."""

    month: int
    budget_released: int
    budget_contributions: Mapping[str, int]  # by programme
    budget_overhead: int
    self_contributions: Mapping[str, int]
    benefits: Mapping[str, int]
    budget_left: int  # of the year, after this month
    sponsors: Mapping[
        str, Mapping[str, int]
    ]  # by sponsor: released, members paid for, jkk and jkm paid, left of the year


@dataclass
class Ledger:
    """Entries month by month, and the checks that make each one balance."""

    entries: list[Entry] = field(default_factory=list)

    def close(
        self, month: int, total: NDArray[np.int64], *, released: int, left_before: int, overhead: int,
        scheme_jht: int, at_scheme_price: int | None, sponsors: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
    ) -> Entry:  # fmt: skip
        """Close a month from its counters.

        `released` was added to the budget this month, `left_before` stood there before; `scheme_jht` is the old-age
        part paid for scheme members, which buys savings and no insurance. `at_scheme_price` is what the members paid
        for must have cost, counted from the workers' columns (None where shares differ between members). `sponsors`
        says by sponsor what was `held` before the month with what was `released` into it, `members` paid for, and `jkk`
        and `jkm` paid, counted from the workers' columns too.
        """
        spent = {"jkk": int(total[c.JKK_SCHEME]), "jkm": int(total[c.JKM_SCHEME]), "jht": scheme_jht}
        paid = sum(spent.values())
        left = left_before + released - paid - overhead
        if left < 0:
            raise OutOfBalance(f"month {month}: Rp{-left:,} more spent than the budget held")
        if at_scheme_price is not None and at_scheme_price != paid:
            raise OutOfBalance(f"month {month}: members cost Rp{at_scheme_price:,}, budget paid Rp{paid:,}")
        for programme, counter in (("jkk", c.JKK_SPONSOR), ("jkm", c.JKM_SPONSOR)):
            by_sponsor = sum(one[programme] for one in sponsors.values())
            if by_sponsor != total[counter]:
                told = f"sponsors paid Rp{by_sponsor:,} for {programme}, members got Rp{int(total[counter]):,}"
                raise OutOfBalance(f"month {month}: {told}")
        for name, one in sponsors.items():
            if one["held"] < one["jkk"] + one["jkm"]:
                raise OutOfBalance(f"month {month}: {name} spent Rp{one['jkk'] + one['jkm'] - one['held']:,} too much")
        entry = Entry(
            month=month,
            budget_released=released,
            budget_contributions=spent,
            budget_overhead=overhead,
            self_contributions={"jkk": int(total[c.JKK_SELF]), "jkm": int(total[c.JKM_SELF])},
            benefits={"jkk": int(total[c.BENEFITS_JKK]), "jkm": int(total[c.BENEFITS_JKM])},
            budget_left=left,
            sponsors={
                name: {
                    **{k: one[k] for k in ("released", "members", "jkk", "jkm")},
                    "left": one["held"] - one["jkk"] - one["jkm"],
                }
                for name, one in sponsors.items()
            },
        )
        self.entries.append(entry)
        return entry
