"""The rules about workers left out, employers, payments and reports of changes: what they ask, say and rest on."""

from typing import Final

from lindung.compliance.assessment.rule import Rule
from lindung.messages import Text

OTHER_RULES: Final = (
    Rule(
        "PDS-TK", "breach", "missing worker",
        Text("Apakah semua pekerja dilaporkan?", "Are all workers reported?"),
        Text("Pekerja ini bekerja pada {month} menurut {source_id}, tetapi tidak ada dalam laporan. Iuran yang tidak "
             "dibayar {shortfall_total}.",
             "This worker was employed in {month} by the {source_en}, but is not in the report. Contributions not "
             "paid: "
             "{shortfall_total}."),
        Text("Daftarkan pekerja dan bayar iurannya sejak ia mulai bekerja.",
             "Enrol the worker and pay contributions from the start of the employment."),
        ("pp-86-2013 pasal-3/ayat-2/huruf-a",), ("base_floor", "month_law", "part_month"),
    ),
    Rule(
        "PWBD", "breach", "employer",
        Text("Apakah ada pemberi kerja yang belum mendaftarkan seorang pekerja pun?",
             "Is there an employer that has registered no worker at all?"),
        Text("Pada {month} pemberi kerja ini mempekerjakan {count} orang, tetapi laporan tidak memuat seorang pun "
             "pekerjanya. Iuran yang tidak dibayar {shortfall_total}.",
             "In {month} this employer had {count} workers, but the report names none of them. Contributions not paid: "
             "{shortfall_total}."),
        Text("Daftarkan perusahaan dan semua pekerjanya, lalu bayar iurannya.",
             "Register the firm and all its workers, and pay the contributions."),
        ("pp-86-2013 pasal-3/ayat-1/huruf-a",), ("base_floor", "month_law", "part_month"),
    ),
    Rule(
        "PMI", "breach", "employer",
        Text("Apakah iuran atas upah yang dilaporkan dibayar penuh dan tepat waktu?",
             "Were contributions on the wages reported paid in full and in time?"),
        Text("Iuran {month} menurut laporan sendiri {amount}, jatuh tempo {due_on}. Belum dibayar {shortfall_total}, "
             "terlambat dibayar {late_amount}; denda keterlambatan {late_fine}.",
             "By the report itself the contributions of {month} are {amount}, due {due_on}. Unpaid: {shortfall_total}; "
             "paid late: {late_amount}; late fine: {late_fine}."),
        Text("Bayar tunggakan beserta dendanya. Tunggakan saja bukan pelanggaran PP 86/2013 Pasal 3; BPJS "
             "melaporkannya "
             "kepada pengawas ketenagakerjaan.",
             "Pay the arrears with the fine. Arrears alone are no breach of PP 86/2013 Article 3; BPJS reports them to "
             "the manpower agency."),
        ("uu-24-2011 pasal-19/ayat-1, pasal-19/ayat-2", "contribution.due_day"),
        ("joint_leave", "month_law", "part_month"),
    ),
    Rule(
        "REPORT-LATE-CHANGE", "breach", "roster",
        Text("Apakah perubahan data dilaporkan dalam 7 hari kerja?",
             "Were changes of data reported within 7 working days?"),
        Text("Perubahan tanggal {done_on} harus dilaporkan paling lambat {due_on}; baru dilaporkan {reported_on}.",
             "The change of {done_on} had to be reported by {due_on}; it was reported on {reported_on}."),
        Text("Laporkan perubahan paling lambat pada hari kerja ke-7; sampai dilaporkan, manfaat dihitung dari "
             "data lama.",
             "Report changes by the seventh working day; until then benefits are computed on the old data."),
        ("change_report.working_days",), ("joint_leave",),
    ),
)  # fmt: skip
