"""Faults of evidence and posteriors: code, then the sentence in both languages with the mend."""

from typing import Final

from lindung.messages.language import Text

CALIBRATION: Final[dict[str, Text]] = {
    "evidence-missing": Text(
        "tidak ada bukti untuk mengalibrasi skenario {name}. Tulis targetnya di {file} di samping berkas skenario.",
        "there is no evidence on the scenario {name} to calibrate it to. Write targets to {file} beside its file.",
    ),
    "target-kind": Text(
        "{key} {value} bukan milik angka {figure}, yaitu {wanted}. Pilih angka lain atau tulis {wanted}.",
        "{key} {value} is not that of the figure {figure}, which is {wanted}. Choose another figure or write {wanted}.",
    ),
    "target-range": Text(
        "nilai {value} tidak berada di antara {low} dan {high}. Tulis range: [terendah, tertinggi] di kedua sisinya.",
        "the value {value} does not lie between {low} and {high}. Write range: [lowest, highest] to either side of it.",
    ),
    "target-outside": Text(
        "dua belas bulan {when} tidak seluruhnya dalam skenario ({months} bulan sejak {start}). Pilih waktu lain.",
        "the twelve months of {when} are not all in the scenario ({months} months from {start}). Choose another time.",
    ),
    "free-unknown": Text(
        "{name} bertanda E tetapi tidak dapat digerakkan kalibrasi. Beri jenis lain, misalnya S.",
        "{name} is marked E but calibration cannot move it. Give it another kind, such as S.",
    ),
    "checkpoint-differs": Text(
        "yang tersimpan dijalankan dari masukan lain: {names}. Mulai lagi tanpa --resume, atau di folder lain.",
        "what is kept was run from other inputs: {names}. Start anew without --resume, or in another folder.",
    ),
    "posterior-changed": Text(
        "tabel ini bukan yang ditulis bersama catatannya. Buat lagi dengan lindung calibrate.",
        "this table is not the one that its record was written with. Make it again with lindung calibrate.",
    ),
}
