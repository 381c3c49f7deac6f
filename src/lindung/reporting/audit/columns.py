"""The columns of a finding as people name them, and how each is shown."""

from dataclasses import dataclass
from typing import Final, Literal

from lindung.compliance.schema import FINDING_COLUMNS
from lindung.messages import Language, Text

Kind = Literal["key", "text", "status", "month", "rupiah", "row", "explanation"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the files, its heading, what it holds, and its width on a sheet in characters.

    A `key` is a text that Lindung made itself.
    """

    name: str
    heading: Text
    about: Text
    kind: Kind
    width: int

    def head(self, language: Language) -> str:
        """The heading in one language."""
        return self.heading.said(language)


def _money(name: str, indonesian: str, english: str, about_id: str, about_en: str) -> Column:
    return Column(name, Text(indonesian, english), Text(about_id, about_en), "rupiah", 17)


COLUMNS: Final[tuple[Column, ...]] = (
    Column("finding", Text("Nomor temuan", "Finding"),
           Text("Nomor yang tetap untuk temuan ini.", "A number that stays with this finding."), "key", 32),
    Column("rule", Text("Aturan", "Rule"),
           Text("Aturan yang diperiksa; lihat lembar Aturan.", "The rule checked; see the sheet Aturan."), "key", 21),
    Column("status", Text("Status", "Status"),
           Text("breach = pelanggaran, cannot_tell = tidak dapat dipastikan, lead = indikasi, data = data bermasalah.",
                "breach, cannot_tell (missing data), lead (worth asking, not a breach), data (faulty data)."),
           "status", 30),
    Column("employer_id", Text("NPP pemberi kerja", "Employer (NPP)"),
           Text("Nomor pendaftaran perusahaan.", "The employer's registration number."), "text", 16),
    Column("worker_key", Text("Kunci pekerja", "Worker key"),
           Text("Pengganti NIK; orangnya hanya tampak dengan kunci berkas perkara.",
                "Stands for the NIK; only the case key shows the person."), "key", 18),
    Column("month", Text("Bulan iuran", "Month"),
           Text("Bulan yang iurannya diperiksa.", "The month whose contribution is checked."), "month", 11),
    Column("file", Text("Berkas", "File"), Text("Berkas asal.", "The source file."), "text", 22),
    Column("sheet", Text("Lembar", "Sheet"), Text("Lembar dalam berkas asal.", "Its sheet."), "text", 14),
    Column("row", Text("Baris", "Row"),
           Text("Baris dalam berkas asal, mulai dari 1.", "Its row in the source, from 1."), "row", 8),
    _money("reported_wage", "Upah dilaporkan", "Reported wage",
           "Upah sebulan menurut laporan.", "The month's wage as reported."),
    _money("paid_wage", "Upah dibayar", "Paid wage",
           "Upah sebulan yang dibayar menurut daftar gaji.", "The month's wage as paid, from the payroll."),
    _money("minimum_wage", "Upah minimum", "Minimum wage",
           "Upah minimum di daerah dan bulan itu.", "The minimum wage in that place and month."),
    _money("base_reported", "Dasar iuran dilaporkan", "Base reported",
           "Dasar iuran menurut laporan.", "The contribution base as reported."),
    _money("base_due", "Dasar iuran seharusnya", "Base due",
           "Dasar iuran menurut hukum bulan itu.", "The contribution base by the law of that month."),
    _money("shortfall_jkk", "Kurang iuran JKK", "JKK shortfall",
           "Kekurangan iuran kecelakaan kerja (pemberi kerja).", "Short in work accident cover (employer)."),
    _money("shortfall_jkm", "Kurang iuran JKM", "JKM shortfall",
           "Kekurangan iuran kematian (pemberi kerja).", "Short in death cover (employer)."),
    _money("shortfall_jht_employer", "Kurang JHT pemberi kerja", "JHT shortfall, employer",
           "Kekurangan iuran hari tua, bagian pemberi kerja.", "Short in old-age savings, employer's share."),
    _money("shortfall_jht_worker", "Kurang JHT pekerja", "JHT shortfall, worker",
           "Kekurangan iuran hari tua, bagian pekerja.", "Short in old-age savings, worker's share."),
    _money("shortfall_jp_employer", "Kurang JP pemberi kerja", "JP shortfall, employer",
           "Kekurangan iuran pensiun, bagian pemberi kerja.", "Short in pension, employer's share."),
    _money("shortfall_jp_worker", "Kurang JP pekerja", "JP shortfall, worker",
           "Kekurangan iuran pensiun, bagian pekerja.", "Short in pension, worker's share."),
    _money("shortfall_jkp", "Kurang iuran JKP", "JKP shortfall",
           "Kekurangan iuran kehilangan pekerjaan, bagian pemberi kerja (rekomposisi JKK).",
           "Short in job-loss cover, employer's part (recomposed from JKK)."),
    _money("shortfall_total", "Jumlah kurang iuran", "Shortfall, total",
           "Jumlah semua kekurangan iuran baris ini.", "All shortfalls of this line together."),
    _money("overpaid_worker", "Kelebihan potongan pekerja", "Overcharged to worker",
           "Kelebihan iuran yang dipotong dari upah pekerja.", "Taken from the worker's pay beyond what was due."),
    _money("late_fine", "Denda keterlambatan", "Late-payment fine",
           "Denda keterlambatan iuran sampai tanggal pemeriksaan; bukan denda administratif.",
           "Fine for late payment up to the audit's date; not the administrative fine."),
    Column("provision", Text("Ketentuan", "Provision"),
           Text("Ketentuan yang berlaku bulan itu; lihat lembar Hukum.", "In force that month; see Hukum."),
           "text", 34),
    Column("reading", Text("Pembacaan", "Reading"),
           Text("Pembacaan norma yang dipakai, bila hukumnya dapat dibaca lebih dari satu cara.",
                "The reading used where the law can be read in more than one way."), "text", 20),
    Column("explanation_id", Text("Penjelasan (Indonesia)", "Explanation (Indonesian)"),
           Text("Temuan dalam kalimat.", "The finding in words, in Indonesian."), "explanation", 105),
    Column("explanation_en", Text("Penjelasan (Inggris)", "Explanation (English)"),
           Text("Temuan dalam kalimat berbahasa Inggris.", "The finding in words, in English."), "explanation", 105),
)  # fmt: skip
BY_NAME: Final = {column.name: column for column in COLUMNS}
MONEY: Final = tuple(name for name, kind in FINDING_COLUMNS.items() if kind == "rupiah")
SHORTFALLS: Final = tuple(name for name in MONEY if name.startswith("shortfall_") and name != "shortfall_total")

STATUS_NAMES: Final[dict[str, Text]] = {
    "breach": Text("pelanggaran", "breach"),
    "cannot_tell": Text("tidak dapat dipastikan", "cannot tell"),
    "lead": Text("indikasi", "lead"),
    "data": Text("data bermasalah", "faulty data"),
}
