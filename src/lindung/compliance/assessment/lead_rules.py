"""The leads: patterns worth a question, never breaches, each with what else may explain it.

Benford's law is not among them: wages are set, bounded below and cluster, and honest payrolls fail it.
"""

from typing import Final

from lindung.compliance.assessment.rule import Rule
from lindung.messages import Text

_ASK: Final = Text(
    "Minta daftar gaji dan bandingkan dengan laporan.", "Ask for the payroll and compare it with the report."
)

LEAD_RULES: Final = (
    Rule(
        "LEAD-BUNCHING", "lead", "employer",
        Text("Apakah upah menumpuk tepat pada upah minimum?", "Do wages bunch exactly at the minimum wage?"),
        Text("Pada {month} {count} dari {of} upah ({statistic} %) tepat sebesar upah minimum {minimum_wage}.",
             "In {month} {count} of {of} wages ({statistic} %) were exactly the minimum wage of {minimum_wage}."),
        _ASK,
        innocent=Text("Banyak perusahaan memang membayar pekerja baru tepat sebesar upah minimum.",
                      "Many firms do pay new workers exactly the minimum wage."),
    ),
    Rule(
        "LEAD-HEAPING", "lead", "employer",
        Text("Apakah upah menumpuk pada angka bulat?", "Do wages heap on round numbers?"),
        Text("Pada {month} {count} dari {of} upah ({statistic} %) habis dibagi Rp100.000; dalam seluruh laporan "
             "{compared} %.",
             "In {month} {count} of {of} wages ({statistic} %) divide by Rp100,000; in the whole report {compared} %."),
        _ASK,
        innocent=Text("Upah sering disepakati dalam angka bulat.", "Wages are often agreed in round numbers."),
    ),
    Rule(
        "LEAD-IDENTICAL", "lead", "employer",
        Text("Apakah semua pekerja dilaporkan dengan upah yang sama?", "Are all workers reported with the same wage?"),
        Text("Pada {month} upah {count} pekerja semuanya {amount}, bukan upah minimum.",
             "In {month} the wages of {count} workers were all {amount}, which is not the minimum wage."),
        _ASK,
        innocent=Text("Regu dengan jabatan dan masa kerja yang sama memang dapat berupah sama.",
                      "A crew of one grade and length of service may well earn the same."),
    ),
    Rule(
        "LEAD-FLAT", "lead", "employer",
        Text("Apakah upah tidak berubah dalam setahun ketika upah minimum naik?",
             "Did wages stay flat over a year in which the minimum wage rose?"),
        Text("Dari {earlier_month} sampai {month} rata-rata upah yang dilaporkan berubah {statistic} %, sedangkan upah "
             "minimum naik {compared} %.",
             "From {earlier_month} to {month} the mean wage reported changed by {statistic} % while the minimum "
             "wage rose "
             "by {compared} %."),
        _ASK,
        innocent=Text("Upah di atas minimum tidak wajib naik, dan pekerja lama yang berupah tinggi mungkin keluar.",
                      "Wages above the minimum need not rise, and long-serving workers on high wages may have left."),
    ),
    Rule(
        "LEAD-LOW-WAGE", "lead", "employer",
        Text("Apakah upah jauh di bawah pemberi kerja lain yang sejenis?",
             "Are wages far below those of like employers?"),
        Text("Pada {month} rata-rata upah {amount}, {statistic} % dari median {compared_amount} pada {of} pemberi "
             "kerja "
             "sejenis dalam laporan.",
             "In {month} the mean wage was {amount}, {statistic} % of the median {compared_amount} of {of} like "
             "employers "
             "in the report."),
        _ASK,
        innocent=Text("Daerah, susunan jabatan, dan jam kerja dapat berbeda.",
                      "Region, grades and hours may differ."),
    ),
    Rule(
        "LEAD-SUDDEN-DROP", "lead", "employer",
        Text("Apakah upah tiba-tiba turun menjelang pemeriksaan?", "Did wages suddenly fall shortly before the audit?"),
        Text("Pada {month} rata-rata upah {amount}, {statistic} % di bawah rata-rata tiga bulan sebelumnya, "
             "{compared_amount}.",
             "In {month} the mean wage was {amount}, {statistic} % below the mean of the three months before, "
             "{compared_amount}."),
        _ASK,
        innocent=Text("Susunan pekerja dapat berubah: pekerja musiman masuk, atau atasan keluar.",
                      "The staff may have changed: seasonal workers came, or managers left."),
    ),
    Rule(
        "LEAD-FEWER-WORKERS", "lead", "employer",
        Text("Apakah pekerja yang dilaporkan lebih sedikit daripada bulan sebelumnya?",
             "Are fewer workers reported than in earlier months?"),
        Text("Pada {month} dilaporkan {count} pekerja, {statistic} % lebih sedikit daripada {of} pada {earlier_month}.",
             "In {month} {count} workers were reported, {statistic} % fewer than the {of} of {earlier_month}."),
        Text("Minta daftar pekerja yang keluar beserta tanggalnya.", "Ask for the list of leavers with their dates."),
        innocent=Text("Kontrak dapat berakhir, atau sebagian usaha tutup.", "Contracts may have ended, or part of "
                                                                            "the business closed."),
    ),
)  # fmt: skip
