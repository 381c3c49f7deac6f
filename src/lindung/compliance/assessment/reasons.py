"""Why a question cannot be answered: a closed list, each reason said in both languages."""

from typing import Final

from lindung.messages import Text

REASONS: Final[dict[str, Text]] = {
    "no_reported_wage": Text("upah yang dilaporkan kosong atau tidak terbaca", "the reported wage is missing or "
                                                                               "unreadable"),
    "no_paid_wage": Text("upah yang dibayar tidak diberikan", "the wage paid was not given"),
    "no_days": Text("upah harian tanpa jumlah hari yang dibayar", "pay by the day without the number of days paid"),
    "no_history": Text(
        "upah borongan: upah bulan-bulan sebelumnya tidak lengkap", "piece work: the pay of the months before is "
                                                                    "incomplete"
    ),
    "zero_pay": Text(
        "tidak ada upah pada bulan itu: cuti tanpa upah, atau celah dalam daftar gaji",
        "no pay in that month: unpaid leave, or a gap in the payroll",
    ),
    "allowance_unknown": Text(
        "tunjangan tetap kosong dalam daftar gaji yang memuatnya bagi pekerja lain",
        "the fixed allowance is empty in a payroll that has it for others",
    ),
    "no_region": Text("daerah tidak diberikan", "the region was not given"),
    "no_minimum_wage": Text(
        "upah minimum daerah itu untuk bulan itu tidak ada dalam korpus", "the corpus has no minimum wage of that "
                                                                          "region and month"
    ),
    "size_unknown": Text(
        "skala usaha tidak diberikan; usaha mikro dan kecil diperlakukan lain",
        "the employer's size was not given; micro and small employers are treated apart",
    ),
    "suspension_unclear": Text(
        "penangguhan upah minimum disebut tanpa tanggal awal atau akhir",
        "a suspension of the minimum wage is named without its first or last day",
    ),
    "piece_minimum": Text(
        "upah borongan diuji terhadap upah minimum menurut rata-rata 12 bulan (PP 36/2021 Pasal 19), bukan sebulan",
        "piece pay is tested against the minimum wage on a mean of 12 months (PP 36/2021 Article 19), not on one",
    ),
    "flag_unknown": Text("keikutsertaan dalam program wajib tidak terbaca", "enrolment in a mandatory programme "
                                                                            "is not readable"),
    "month_outside": Text(
        "bulan di luar hukum iuran yang tercatat (Juli 2015 sampai bulan pemeriksaan)",
        "the month lies outside the contribution law on file (July 2015 to the month of the audit)",
    ),
    "no_roster": Text(
        "daftar pekerja maupun daftar gaji tidak diberikan", "neither a roster nor a payroll was given"
    ),
    "no_report_that_month": Text(
        "tidak ada baris laporan dari pemberi kerja ini untuk bulan itu, padahal ada untuk bulan lain",
        "the report has no line of this employer for that month, but has for others",
    ),
    "identity_unsure": Text(
        "baris tanpa nama dengan NIK yang tidak terbaca dapat berarti pekerja ini",
        "a line without a name whose NIK is unreadable may be this worker",
    ),
    "perhaps_joined": Text(
        "mungkin baru masuk: bulan sebelumnya tidak ada dalam daftar gaji, dan tanggal masuk tidak diberikan",
        "perhaps newly hired: not on the payroll the month before, and no start date was given",
    ),
    "no_start_date": Text(
        "daftar pekerja tidak menyebut tanggal masuk, dan daftar gaji tidak memuat pekerja ini pada bulan itu",
        "the roster gives no start date, and the payroll does not have this worker in that month",
    ),
    "roster_contradicts": Text(
        "daftar gaji memuat pekerja ini, tetapi menurut daftar pekerja ia tidak bekerja pada bulan itu",
        "the payroll has this worker, but by the roster the employment did not cover that month",
    ),
    "no_payments": Text("data pembayaran iuran tidak diberikan", "no data on contributions paid were given"),
    "payment_outside": Text(
        "data pembayaran tidak mencakup bulan itu", "the data on payments do not reach that month"
    ),
    "payment_unreadable": Text(
        "jumlah atau tanggal pembayaran tidak terbaca", "the amount or day of a payment is not readable"
    ),
    "report_incomplete": Text(
        "sebagian iuran tidak dapat dihitung dari laporan (upah, program, atau kelas risiko tidak diketahui)",
        "part of the contributions cannot be reckoned from the report (a wage, a programme or the risk class is "
        "not known)",
    ),
    "discount_unknown": Text(
        "potongan JKK industri padat karya mungkin berlaku; sektor usaha tidak diberikan",
        "the JKK cut for labour-intensive industry may apply; the sector was not given",
    ),
    "jp_holiday": Text(
        "JP dibayar setelah tanggal jatuh tempo yang hari libur: PP 45/2015 tidak memuat aturan hari libur, buku "
        "panduan BPJS "
        "memuatnya",
        "JP was paid after a due day that is a holiday: PP 45/2015 has no rule on holidays, the BPJS handbook has one",
    ),
    "no_changes": Text(
        "tanggal perubahan dan tanggal lapor tidak diberikan", "days of changes and of their reports were not given"
    ),
    "not_reported_yet": Text(
        "tanggal lapor perubahan tidak diberikan", "the day on which the change was reported was not given"
    ),
}  # fmt: skip

NONE: Final = 0
HIT: Final = 1
LEAD: Final = 2  # a lead where the rule otherwise finds breaches
_FIRST: Final = 10
CODES: Final[dict[str, int]] = {reason: _FIRST + place for place, reason in enumerate(REASONS)}
REASON_OF: Final[dict[int, str]] = {code: reason for reason, code in CODES.items()}
