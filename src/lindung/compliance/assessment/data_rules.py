"""The rules about the data itself: what reading a line found wrong with it."""

from typing import Final

from lindung.compliance.assessment.rule import Rule
from lindung.compliance.schema import DATA_FAULTS
from lindung.messages import Text

_CORRECT: Final = Text("Periksa sumbernya dan kirim data yang benar.", "Check the source and send correct data.")
_SAYS: Final[dict[str, tuple[Text, Text]]] = {
    "DATA-NIK-MISSING": (
        Text("Apakah NIK diisi?", "Is the NIK given?"), Text("NIK kosong.", "The NIK is missing."),
    ),
    "DATA-NIK-FORMAT": (
        Text("Apakah NIK terdiri atas 16 angka?", "Does the NIK have 16 digits?"),
        Text("NIK tidak terdiri atas 16 angka.", "The NIK does not have 16 digits."),
    ),
    "DATA-NIK-ROUNDED": (
        Text("Apakah angka NIK utuh?", "Are the digits of the NIK complete?"),
        Text("Angka NIK hilang karena disimpan sebagai bilangan ilmiah.", "Digits of the NIK were lost to "
                                                                          "scientific notation."),
    ),
    "DATA-NIK-REGION": (
        Text("Apakah awalan NIK pernah diterbitkan?", "Was the prefix of the NIK ever issued?"),
        Text("Awalan NIK bukan kode daerah yang pernah dipakai.", "The prefix of the NIK is no region code ever used."),
    ),
    "DATA-NIK-BIRTH": (
        Text("Apakah tanggal lahir dalam NIK mungkin?", "Is the birth date in the NIK possible?"),
        Text("Tanggal lahir dalam NIK tidak mungkin.", "The birth date in the NIK is impossible."),
    ),
    "DATA-NIK-AGE": (
        Text("Apakah usia menurut NIK wajar bagi pekerja?", "Is the age by the NIK plausible for a worker?"),
        Text("Usia menurut NIK tidak wajar bagi pekerja.", "The age by the NIK is not plausible for a worker."),
    ),
    "DATA-DUPLICATE": (
        Text("Apakah pekerja muncul sekali sebulan?", "Does a worker stand once a month?"),
        Text("Pekerja, pemberi kerja, dan bulan yang sama sudah ada; baris ini tidak dihitung lagi.",
             "The same worker, employer and month already stands; this line is not counted again."),
    ),
    "DATA-TWO-NAMES": (
        Text("Apakah satu NIK milik satu orang?", "Does one NIK belong to one person?"),
        Text("Satu NIK memakai nama yang tidak serupa, atau satu orang memakai dua NIK.",
             "One NIK stands under names that do not resemble each other, or one person under two NIKs."),
    ),
    "DATA-DATE": (
        Text("Apakah tanggalnya mungkin?", "Are the dates possible?"),
        Text("Tanggal tidak mungkin atau saling bertentangan.", "A date is impossible, or dates contradict each "
                                                                "other."),
    ),
    "DATA-AMOUNT-MISSING": (
        Text("Apakah upah diisi?", "Is the wage given?"), Text("Upah kosong.", "The wage is missing."),
    ),
    "DATA-AMOUNT-UNREADABLE": (
        Text("Apakah upah terbaca?", "Is the wage readable?"), Text("Upah tidak terbaca.", "The wage is unreadable."),
    ),
    "DATA-AMOUNT-NEGATIVE": (
        Text("Apakah upah tidak negatif?", "Is the wage not negative?"), Text("Upah negatif.", "The wage is negative."),
    ),
    "DATA-AMOUNT-IMPLAUSIBLE": (
        Text("Apakah besar upah wajar?", "Is the size of the wage plausible?"),
        Text("Upah di luar batas wajar, atau ditulis dalam ribuan tanpa keterangan.",
             "The wage is beyond reason, or in thousands without saying so."),
    ),
    "DATA-MONTH-FUTURE": (
        Text("Apakah bulan iuran sudah berjalan?", "Has the contribution month begun?"),
        Text("Bulan {month} belum berjalan pada tanggal pemeriksaan.", "The month {month} had not begun on the "
                                                                       "day of the audit."),
    ),
    "DATA-REGION-UNKNOWN": (
        Text("Apakah daerah dikenal?", "Is the region known?"), Text("Daerah tidak dikenal.", "The region is unknown."),
    ),
    "DATA-FLAG": (
        Text("Apakah tanda program terbaca?", "Are the programme flags readable?"),
        Text("Tanda keikutsertaan program bukan ya atau tidak.", "A programme flag is neither yes nor no."),
    ),
    "DATA-EMPLOYER-UNKNOWN": (
        Text("Apakah pemberi kerja ada dalam tabel pemberi kerja?", "Is the employer in the table of employers?"),
        Text("Pemberi kerja tidak ada dalam tabel yang diberikan.", "The employer is not in the table given."),
    ),
    "DATA-CELL-ERROR": (
        Text("Apakah sel berisi nilai?", "Does the cell hold a value?"),
        Text("Sel berisi kesalahan rumus atau rumus tanpa nilai.", "A cell holds a formula error, or a formula "
                                                                   "without its value."),
    ),
}  # fmt: skip
DATA_RULES: Final = tuple(
    Rule(name, "data", "line", *_SAYS[name], _CORRECT, ("pp-86-2013 pasal-3/ayat-1/huruf-b",)) for name in DATA_FAULTS
)
