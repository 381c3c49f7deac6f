# file: laporan_upah_sampai_surat wage_report_to_letter
# %% [markdown] id
# # Memeriksa laporan upah: dari berkas sampai surat
#
# **Pertanyaan.** Sebuah perusahaan melaporkan upah pekerjanya kepada BPJS Ketenagakerjaan. Apa yang tidak sesuai dengan yang dibayar dan dengan hukum bulan
# itu, berapa rupiah, dan surat apa yang menyusul?
# %% [markdown] en
# # Auditing a wage report: from file to letter
#
# **Question.** An employer reports its workers' wages to BPJS Ketenagakerjaan. What does not agree with what was paid and with the law of that month,
# for how much, and which letter follows?
# %%
import tempfile
from datetime import date
from pathlib import Path

import polars
from docx import Document
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: sepuluh ribu baris. False: enam ratus.
# en: True: ten thousand lines. False: six hundred.
FULL = False
rows = 10_000 if FULL else 600

folder = Path(tempfile.mkdtemp())
# %% [markdown] id
# ## Berkas untuk dicoba
#
# Laporan tiruan, dengan setiap macam pelanggaran dan setiap keadaan yang mirip pelanggaran tetapi sah. Orang dan perusahaannya tidak ada. Berkas Anda sendiri:
# ganti letaknya di bawah; Excel, CSV, dan Parquet diterima, kolomnya dikenali dan pemetaannya disimpan.
# %% [markdown] en
# ## Files to try
#
# A synthetic report with every kind of breach and every lawful look-alike. Its people and firms do not exist. Your own files: put their places below;
# Excel, CSV and Parquet are read, columns are recognised and the mapping is kept.
# %%
demo = folder / "demo"
lindung.sample(demo, rows=rows)
sorted(file.name for file in demo.iterdir())
# %%
# id: Kunci contoh, supaya notebook ini selalu sama. Untuk perkara sungguhan hilangkan `key=`: Lindung membuat kunci rahasia.
# en: A sample key, so that this notebook is always the same. For a real case leave `key=` out: Lindung makes a secret one.
key = folder / said("kunci-contoh", "sample-key")
key.write_bytes(b"not a secret: an example's key!!")

audit = lindung.audit(
    demo / "wage_report.xlsx",
    paid=demo / "payroll.csv",
    employers=demo / "employers.csv",
    roster=demo / "roster.csv",
    payments=demo / "payments.csv",
    as_of="2026-11-21",
    served="2026-11-23",
    key=key,
)
lindung.table([audit.summary["lines"]])
# %% [markdown] id
# Tidak ada baris yang hilang: dibaca = diperiksa + disisihkan + ditolak.
#
# ## Temuan menurut aturan
#
# *breach*: pelanggaran. *cannot_tell*: tidak dapat diputuskan, dengan alasannya. *lead*: indikasi, bukan tuduhan. *data*: datanya sendiri tidak beres.
# %% [markdown] en
# No line is lost: read = checked + set aside + refused.
#
# ## Findings by rule
#
# *breach*. *cannot_tell*, with its reason. *lead*: a hint, no accusation. *data*: the data themselves are not in order.
# %%
lindung.table(
    [
        {said("aturan", "rule"): rule, **{name: found[name] for name in ("breach", "cannot_tell", "lead", "data")},
         said("kurang iuran", "shortfall"): lindung.amount(found["shortfall_total"], "rupiah")}
        for rule, found in audit.summary["rules"].items()
        if any(found[name] for name in ("breach", "cannot_tell", "lead", "data"))
    ]
)  # fmt: skip
# %% [markdown] id
# ## Satu temuan, dijelaskan
#
# Upah yang dilaporkan lebih rendah daripada yang dibayar. Orangnya disebut dengan kunci, bukan nama atau NIK. Setiap langkah menyebut pasalnya.
# %% [markdown] en
# ## One finding, explained
#
# A wage reported below what was paid. The person is named by a key, by neither name nor NIK. Each step names its article.
# %%
breaches = audit.findings.filter(status="breach")
largest = (
    breaches.filter(rule="PDS-UPAH-UNDER").sort("shortfall_total", "row", descending=[True, False]).row(0, named=True)
)
audit.explain(largest["worker_key"], largest["month"])
# %% [markdown] id
# Dan kebalikannya: upah yang dilaporkan *lebih tinggi* daripada yang dibayar, sehingga pekerja membayar bagiannya terlalu banyak.
# %% [markdown] en
# And the other way round: a wage reported *above* what was paid, so that the worker pays too large a share.
# %%
over = breaches.filter(rule="PDS-UPAH-OVER").sort("overpaid_worker", "row", descending=[True, False]).row(0, named=True)
Markdown(over[f"explanation_{lindung.language()}"])
# %% [markdown] id
# ## Yang menyusul: jadwal PP 86/2013
#
# Teguran pertama diterima 23 November 2026. Hari kerja dihitung dengan kalender libur dan cuti bersama.
# %% [markdown] en
# ## What follows: the timetable of PP 86/2013
#
# The first warning is received on 23 November 2026. Working days follow the calendar of holidays and joint leave.
# %%
timetable = audit.timetable()


def as_day(text):
    return None if text is None else date.fromisoformat(text)


lindung.table(
    [
        {
            said("langkah", "step"): step["name"][lindung.language()],
            said("dari", "from"): as_day(step["from"]),
            said("sampai", "to"): as_day(step["until"]),
            said("hari kerja", "working days"): step["working_days"],
            said("denda", "fine"): lindung.amount(step.get("amount"), "Rp"),
        }
        for step in timetable["steps"]
    ]
)
# %% [markdown] id
# Yang tidak diatur teks PP 86/2013, dan akibatnya bila dibaca lain:
# %% [markdown] en
# What the text of PP 86/2013 leaves open, and what follows if it is read otherwise:
# %%
lindung.table(
    [
        {
            said("pertanyaan", "question"): option["question"][lindung.language()],
            said("pembacaan", "reading"): choice["says"][lindung.language()],
            said("dipakai", "used"): said("ya", "yes") if name == option["chosen"] else "",
            said("denda mulai", "fine from"): as_day(choice["steps"]["fine"]["from"]),
            said("denda", "fine"): lindung.amount(choice["amount"], "Rp"),
        }
        for option in timetable["options"].values()
        for name, choice in option["choices"].items()
    ]
)
# %% [markdown] id
# ## Berkas yang diserahkan
#
# Laporan dan surat dalam dua bahasa, semua temuan dalam Excel dan Parquet, jadwal sebagai kalender. NIK dan KPJ disamarkan. Surat hanya ditulis bila dua mesin
# hitung yang terpisah sepakat sampai rupiahnya.
# %% [markdown] en
# ## The files handed on
#
# Report and letter in both languages, all findings in Excel and Parquet, the timetable as a calendar. NIK and KPJ are masked. A letter is written only
# where two separate engines agree to the rupiah.
# %%
results = folder / said("hasil", "results")
audit.write(results)
sorted(file.name for file in results.iterdir())
# %%
letter = Document(results / f"letter.{lindung.language()}.docx")
Markdown("\n\n".join(f"> {part.text}" for part in letter.paragraphs if part.text.strip()))
# %% hidden
truth = polars.read_parquet(demo / "truth.parquet")
total = sum(rule["breach"] for rule in audit.summary["rules"].values())
agree = audit.summary["engines_agree"]
Markdown(
    said(
        f"**Jawaban.** Dari {lindung.amount(audit.summary['lines']['checked'])} baris ditemukan {lindung.amount(total)} pelanggaran; iuran kurang "
        f"{lindung.amount(audit.summary['shortfall_total'], 'Rp')}, denda keterlambatan {lindung.amount(audit.summary['late_fine_total'], 'Rp')}. "
        f"Kedua mesin hitung {'sepakat' if agree else 'tidak sepakat'}. Laporan contoh ini dibuat dengan {lindung.amount(truth.height)} keadaan yang diketahui "
        "(truth.parquet), pelanggaran dan kemiripan yang sah.",
        f"**Answer.** In {lindung.amount(audit.summary['lines']['checked'])} lines {lindung.amount(total)} breaches were found; contributions are short by "
        f"{lindung.amount(audit.summary['shortfall_total'], 'Rp')}, late-payment fines are {lindung.amount(audit.summary['late_fine_total'], 'Rp')}. "
        f"The two engines {'agree' if agree else 'disagree'}. This sample was made with {lindung.amount(truth.height)} known cases (truth.parquet), "
        "breaches and lawful look-alikes.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Setiap rupiah bersandar pada pasal yang berlaku bulan itu; yang bersandar pada ingatan ditandai dalam laporan.
# - Batas bawah dasar iuran diperdebatkan: lihat notebook 10.
# - Yang tidak dapat diputuskan bukan tidak bersalah: dokumen yang kurang disebut. Indikasi bukan bukti.
# - Ini bukan nasihat hukum; korpus dibaca dari salinan publik, bukan dari lembaran negara.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - Every rupiah rests on the article in force that month; what rests on recall is marked in the report.
# - The floor under the contribution base is contested: see notebook 10.
# - What cannot be told is not innocence: the missing papers are named. A lead is no proof.
# - This is no legal advice; the corpus was read from public copies, not from the official gazette.
