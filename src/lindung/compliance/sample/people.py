"""Invented persons: a number of each, a NIK with the structure of a real one, a KPJ and a name.

Everything follows from the worker's number, so that two workers never share a NIK and a sample of any size can be made
in parts. The persons do not exist; their NIKs may.
"""

from datetime import date, timedelta
from typing import Final

_FIRST: Final = (
    "Adi", "Agus", "Ahmad", "Andi", "Arif", "Bagus", "Bambang", "Budi", "Dedi", "Dimas", "Eko", "Fajar", "Galih",
    "Hadi", "Hendra", "Irfan", "Joko", "Kurnia", "Lukman", "Made", "Nanda", "Oki", "Putra", "Rahmat", "Rizki",
    "Slamet", "Taufik", "Umar", "Wahyu", "Yusuf", "Ayu", "Citra", "Dewi", "Endang", "Fitri", "Gita", "Hesti",
    "Indah", "Kartika", "Lestari", "Maya", "Nia", "Putri", "Ratna", "Sari", "Tuti", "Utami", "Vina", "Wulan",
    "Yanti",
)  # fmt: skip
_MIDDLE: Final = (
    "", "Adi", "Anugrah", "Bayu", "Cahya", "Darma", "Eka", "Guna", "Hari", "Intan", "Jaya", "Kirana", "Laksana",
    "Mulya", "Nugraha", "Perdana", "Rama", "Satria", "Tirta", "Wira",
)  # fmt: skip
_LAST: Final = (
    "Amran", "Basuki", "Chaniago", "Darmawan", "Effendi", "Firmansyah", "Gunawan", "Harahap", "Iskandar",
    "Junaidi", "Koto", "Lubis", "Maulana", "Nasution", "Oktavia", "Pratama", "Piliang", "Rahayu", "Ramadhan",
    "Santoso", "Saputra", "Setiawan", "Siregar", "Sikumbang", "Suryani", "Susanto", "Tanjung", "Utomo", "Wibowo",
    "Wijaya", "Yuliani", "Zainal",
)  # fmt: skip
_FEMALE_FROM: Final = _FIRST.index("Ayu")
_FEMALE_DAYS: Final = 40  # added to the day of birth in a woman's NIK
_OLDEST: Final = date(1972, 1, 1)
_DAYS: Final = 11_689  # to the end of 2003; prime, so that consecutive numbers are born far apart
_STRIDE: Final = 4_801
_DISTRICTS: Final = 6  # kecamatan 01-06 exist in every regency used
_SERIALS: Final = 9_999
LAST_NUMBER: Final = _DAYS * _SERIALS


def female(number: int) -> bool:
    """Whether a worker has a woman's name."""
    return number * 7 % len(_FIRST) >= _FEMALE_FROM


def born(number: int) -> date:
    """The day of birth, 1972 to 2003."""
    return _OLDEST + timedelta(number * _STRIDE % _DAYS)


def nik(number: int, civil_registry: str) -> str:
    """A NIK with the registry prefix of a regency or city, the day of birth, +40 for women, and a serial number.

    Unique up to `LAST_NUMBER`: workers born on the same day have different serials.
    """
    birth = born(number)
    day = birth.day + _FEMALE_DAYS * female(number)
    return f"{civil_registry}{number % _DISTRICTS + 1:02}{day:02}{birth:%m%y}{number // _DAYS % _SERIALS + 1:04}"


def kpj(number: int) -> str:
    """A membership number of eleven digits."""
    return f"{18_000_000_000 + number:011}"


def name(number: int) -> str:
    """A name; workers near each other have different ones."""
    first = _FIRST[number * 7 % len(_FIRST)]
    middle = _MIDDLE[number // len(_FIRST) * 3 % len(_MIDDLE)]
    last = _LAST[(number * 11 + number // 97) % len(_LAST)]
    return " ".join(part for part in (first, middle, last) if part)
