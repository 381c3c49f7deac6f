"""Words that several reports share: what a breach is called, how a list was cut."""

from typing import Final

from lindung.messages import Language, Text
from lindung.messages.language import grouped

TITLES: Final[dict[str, Text]] = {
    "PDS-UPAH-UNDER": Text(
        "Upah dilaporkan lebih rendah daripada upah yang dibayar", "Wage reported below the wage paid"
    ),
    "PDS-UPAH-OVER": Text(
        "Upah dilaporkan lebih tinggi daripada upah yang dibayar", "Wage reported above the wage paid"
    ),
    "PDS-TK": Text("Pekerja yang belum didaftarkan", "Workers not enrolled"),
    "PDS-PROGRAM": Text("Program yang wajib diikuti belum lengkap", "Mandatory programmes not joined"),
    "PWBD": Text("Pemberi kerja belum mendaftar", "Employer not registered"),
    "PMI": Text("Iuran belum atau terlambat dibayar", "Contributions unpaid or paid late"),
    "BASE-BELOW-UMK": Text("Dasar iuran di bawah upah minimum", "Contribution base below the minimum wage"),
    "WAGE-BELOW-UMK": Text("Upah dibayar di bawah upah minimum", "Wage paid below the minimum wage"),
    "REPORT-LATE-CHANGE": Text("Perubahan data terlambat dilaporkan", "Change of data reported late"),
}

HISTORY: Final[dict[str, Text]] = {
    "cured": Text("sudah diperbaiki", "cured"),
    "remains": Text("masih ada", "remains"),
    "new": Text("baru", "new"),
    "cannot_tell": Text("tidak dapat dipastikan", "cannot tell"),
    "not_seen": Text("tidak lagi dalam laporan", "no longer in the report"),
}


def title(rule: str) -> Text:
    """What a breach of a rule is called; the rule's own id where it has no name."""
    return TITLES.get(rule, Text(rule, rule))


_REST: Final = Text(
    "{shown} dari {all}; selebihnya ada di findings.xlsx", "{shown} of {all}; the rest is in findings.xlsx"
)
_ALL: Final = Text("{all} dari {all}", "{all} of {all}")


def cut(shown: int, every: int, language: Language) -> str:
    """`200 dari 480.762; selebihnya ada di findings.xlsx`."""
    words = (_REST if shown < every else _ALL).said(language)
    return words.format(shown=grouped(shown, language), all=grouped(every, language))
