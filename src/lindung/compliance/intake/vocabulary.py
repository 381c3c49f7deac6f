"""What employers and payroll programs call the columns, by table: standard names first, then by how sure they are.

Sources: the standard names of the wage-report tables; the semicolon export "SIPP/F2A" and the participant and
contribution sheets of public payroll add-ons (names by third parties, no official template was found); the rest are
everyday Indonesian and English headings. Words are compared without case, spaces and marks.
"""

from typing import Final

_EMPLOYER: Final = (
    "employer_id", "npp", "no npp", "nomor npp", "kode npp", "nomor pendaftaran perusahaan", "nomor pendaftaran",
    "kode perusahaan", "no perusahaan", "nomor perusahaan", "id perusahaan", "kode badan usaha", "kode pemberi kerja",
    "employer", "employer no", "employer number", "employer code", "company id", "company code", "company number",
)  # fmt: skip
_WORKER: Final = (
    "worker_id", "nik ktp", "no ktp", "nomor ktp", "no nik", "nomor nik", "nomor induk kependudukan",
    "no induk kependudukan", "nomor identitas", "no identitas", "nik", "ktp", "national id", "national id number",
    "id number", "identity number", "worker nik",
)  # fmt: skip
_KPJ: Final = (
    "kpj", "no kpj", "nomor kpj", "nomor kartu peserta", "no kartu peserta", "nomor peserta", "no peserta",
    "nomor kepesertaan", "no bpjs tk", "no bpjstk", "nomor bpjs ketenagakerjaan", "no bpjs ketenagakerjaan",
    "no jamsostek", "kartu peserta jamsostek", "membership number", "participant number", "member no",
)  # fmt: skip
_NAME: Final = (
    "name", "nama tenaga kerja", "nama lengkap", "nama pekerja", "nama karyawan", "nama pegawai", "nama peserta",
    "nama tk", "nama buruh", "nama", "full name", "employee name", "worker name", "employee",
)  # fmt: skip
_MONTH: Final = (
    "month", "blth", "bulan tahun", "bulan iuran", "bulan upah", "bulan laporan", "bulan kepesertaan", "bulan",
    "periode", "periode iuran", "periode upah", "periode laporan", "periode gaji", "masa iuran", "masa", "bln",
    "contribution month", "wage month", "pay period", "period",
)  # fmt: skip
_YEAR: Final = ("year", "tahun", "thn", "tahun iuran", "tahun upah")
# a plain "kota" or "kabupaten" is left out: in participant sheets it belongs to the worker's address
_REGION: Final = (
    "region", "region code", "kode wilayah", "wilayah", "wilayah kerja", "kabupaten/kota", "kab/kota", "kota/kabupaten",
    "kode kabupaten/kota", "kode kab/kota", "kode bps", "lokasi kerja", "daerah", "regency", "work location",
)  # fmt: skip
_REPORTED: Final = (
    "reported_wage", "upah dilaporkan", "upah yang dilaporkan", "upah terlapor", "upah lapor", "gaji dilaporkan",
    "gaji yang dilaporkan", "upah bpjs", "upah bpjstk", "upah bpjs ketenagakerjaan", "upah dasar iuran",
    "dasar perhitungan iuran", "dasar pengenaan iuran", "dasar iuran", "upah tenaga kerja", "upah tk", "upah sebulan",
    "upah per bulan", "upah bulanan", "besar upah", "besaran upah", "upah", "declared wage", "monthly wage", "wage",
    "gaji sebulan", "gaji", "salary",
)  # fmt: skip
_PAID: Final = (
    "paid_wage", "upah dibayar", "upah dibayarkan", "upah yang dibayar", "upah yang dibayarkan", "upah diterima",
    "upah yang diterima", "upah sebenarnya", "upah sesungguhnya", "upah riil", "upah aktual", "gaji dibayar",
    "gaji dibayarkan", "gaji yang dibayarkan", "gaji diterima", "gaji yang diterima", "gaji aktual", "actual wage",
    "wage paid", "paid",
)  # fmt: skip
_BASIS: Final = ("pay_basis", "dasar upah", "sistem upah", "sistem pengupahan", "jenis upah", "cara pembayaran upah")
_DAYS: Final = ("days", "hari dibayar", "jumlah hari kerja", "jumlah hari", "hari kerja", "hk", "days paid",
                "working days", "hari")  # fmt: skip
_START: Final = (
    "start_date", "tanggal mulai bekerja", "tgl mulai bekerja", "tanggal mulai kerja", "tgl mulai kerja",
    "tanggal masuk", "tgl masuk", "tanggal bergabung", "tmt masuk", "tmt", "tmk", "join date", "hire date",
)  # fmt: skip
_END: Final = (
    "end_date", "tanggal berhenti", "tgl berhenti", "tanggal keluar", "tgl keluar", "tanggal berakhir", "tgl berakhir",
    "tmt keluar", "tanggal nonaktif", "tgl nonaktif", "tgl resign", "resign date", "leave date", "termination date",
)  # fmt: skip


def _programme(short: str, long: str, *shares: str) -> tuple[str, ...]:
    """A flag, or the contribution: an amount above nothing says that the worker is enrolled."""
    words = [short, f"program {short}", f"ikut {short}", f"kepesertaan {short}", f"iuran {short}", long]
    for share in shares:
        words += [f"iuran {short} {share}", f"{short} {share}"]
    return tuple(words)


_SHARES: Final = ("pemberi kerja", "perusahaan", "employer", "pekerja", "tenaga kerja", "karyawan", "employee")
_PROGRAMMES: Final[dict[str, tuple[str, ...]]] = {
    "jkk": _programme("jkk", "jaminan kecelakaan kerja"),
    "jkm": _programme("jkm", "jaminan kematian"),
    "jht": _programme("jht", "jaminan hari tua", *_SHARES),
    "jp": _programme("jp", "jaminan pensiun", *_SHARES),
    "jkp": _programme("jkp", "jaminan kehilangan pekerjaan"),
}

VOCABULARY: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "wage_report": {
        "employer_id": _EMPLOYER, "worker_id": _WORKER, "kpj": _KPJ, "name": _NAME, "month": _MONTH, "year": _YEAR,
        "region": _REGION, "reported_wage": _REPORTED, **_PROGRAMMES, "paid_wage": _PAID, "pay_basis": _BASIS,
        "days": _DAYS, "start_date": _START, "end_date": _END,
    },
    "paid": {
        "employer_id": _EMPLOYER, "worker_id": _WORKER, "month": _MONTH, "year": _YEAR,
        "basic_wage": ("basic_wage", "upah pokok", "gaji pokok", "basic salary", "base salary", "basic pay"),
        "fixed_allowances": ("fixed_allowances", "tunjangan tetap", "total tunjangan tetap", "fixed allowance",
                             "fixed allowances"),
        "variable_pay": ("variable_pay", "tunjangan tidak tetap", "upah variabel", "upah lembur", "lembur", "overtime",
                         "variable allowance"),
        "paid_wage": (*_PAID, "total upah", "total gaji", "take home pay", "thp", "upah", "gaji", "wage", "salary"),
        "pay_basis": _BASIS, "days": _DAYS,
    },
    "employers": {
        "employer_id": _EMPLOYER,
        "name": ("name", "nama perusahaan", "nama badan usaha", "nama pemberi kerja", "perusahaan", "nama",
                 "company name", "company", "employer name"),
        "size": ("size", "skala usaha", "skala", "ukuran", "ukuran usaha", "skala perusahaan", "company size"),
        "risk_class": ("risk_class", "tingkat risiko", "kelompok risiko", "risiko", "kelompok jkk", "tingkat risiko "
                       "lingkungan kerja", "risk", "risk level"),
        "region": (*_REGION, "kabupaten", "kota"),
        "registered_on": ("registered_on", "tanggal terdaftar", "tgl terdaftar", "tanggal daftar",
                          "tanggal pendaftaran", "tanggal kepesertaan", "registration date", "registered"),
        "suspension_from": ("suspension_from", "penangguhan sejak", "penangguhan dari", "mulai penangguhan"),
        "suspension_until": ("suspension_until", "penangguhan sampai", "akhir penangguhan"),
        "state_body": ("state_body", "penyelenggara negara", "lembaga negara", "instansi pemerintah", "state body"),
        "sector": ("sector", "sektor", "sektor usaha", "bidang usaha", "industry"),
    },
    "roster": {
        "employer_id": _EMPLOYER, "worker_id": _WORKER, "name": _NAME, "start_date": _START, "end_date": _END,
        "reported_on": ("reported_on", "tanggal lapor", "tgl lapor", "tanggal dilaporkan", "dilaporkan pada",
                        "report date"),
        "changed_on": ("changed_on", "tanggal perubahan", "tgl perubahan", "berubah pada", "change date"),
    },
    "payments": {
        "employer_id": _EMPLOYER, "month": _MONTH, "year": _YEAR,
        "paid_on": ("paid_on", "tanggal bayar", "tgl bayar", "tanggal pembayaran", "tgl pembayaran", "dibayar pada",
                    "payment date", "date paid"),
        "amount": ("amount", "jumlah", "jumlah bayar", "jumlah dibayar", "total iuran", "iuran dibayar", "nominal",
                   "total", "amount paid"),
        **{f"amount_{name}": (f"amount_{name}", *words) for name, words in _PROGRAMMES.items()},
    },
}  # fmt: skip

# Columns known to be something else, so that a likeness of names does not take them for what they are not.
OTHER_COLUMNS: Final = (
    "no", "nomor", "no urut", "nomor urut", "tempat lahir", "tanggal lahir", "tgl lahir", "tempat tanggal lahir",
    "jenis kelamin", "status perkawinan", "status kawin", "alamat", "kelurahan", "desa", "kecamatan", "kota",
    "kabupaten", "provinsi", "kode pos", "no hp", "nomor hp", "no telepon", "telepon", "email", "nama ibu kandung",
    "nama ibu", "status kepesertaan", "nama perusahaan", "npwp", "npwp perusahaan", "no npwp", "total iuran",
    "totaliuranbpjstk", "total", "jumlah", "jumlah iuran", "keterangan", "jabatan", "divisi", "kode divisi", "bagian",
    "unit", "departemen", "golongan darah", "agama", "pendidikan", "kewarganegaraan", "no rekening", "nama bank",
    "nomor induk karyawan", "no karyawan", "nomor pegawai", "nip", "tanda tangan", "paraf", "rapel", "denda",
    "tanggal bayar", "tanggal cetak", "remarks", "notes", "address", "sex", "birth date", "place of birth", "position",
)  # fmt: skip
OTHER_TABLES: Final = ("paid", "employers", "roster", "payments")
