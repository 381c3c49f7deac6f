# file: batas_bawah_dua_bacaan the_contested_floor
# %% [markdown] id
# # Batas bawah yang diperdebatkan, dibaca dua cara
#
# **Pertanyaan.** Seorang pekerja digaji di bawah upah minimum. Atas upah yang mana iurannya dihitung: yang sungguh dibayar, atau upah minimum? Dan siapa yang
# rugi?
# %% [markdown] en
# # The contested floor, read both ways
#
# **Question.** A worker is paid less than the minimum wage. On which wage are contributions due: the one really paid, or the minimum wage? And who loses?
# %%
import csv
import tempfile
from pathlib import Path

from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: sepuluh ribu baris contoh. False: enam ratus.
# en: True: ten thousand sample lines. False: six hundred.
FULL = False
rows = 10_000 if FULL else 600

folder = Path(tempfile.mkdtemp())
law = lindung.Corpus.load()
# %% [markdown] id
# ## Kedua pembacaan dan sumbernya
# %% [markdown] en
# ## The two readings and their sources
# %%
floor = law.readings["base_floor"]
lindung.table(
    [
        {
            said("pembacaan", "reading"): name,
            said("artinya", "it means"): choice.says.said(lindung.language()),
            said("sumber", "source"): choice.source,
            said("bawaan", "default"): said("ya", "yes") if name == floor.default else "",
        }
        for name, choice in floor.choices.items()
    ]
)
# %% [markdown] id
# Tidak ada undang-undang atau peraturan pemerintah tentang jaminan sosial ketenagakerjaan yang memuat batas bawah. Yang menuntutnya beralasan dengan analogi
# dari aturan jaminan *kesehatan*, Perpres 64/2020, dan dari aturan dalam BPJS Ketenagakerjaan. Yang menolaknya menunjuk teks: data upah harus sesuai dengan
# yang *diterima* pekerja (PP 86/2013 Pasal 3).
# %% [markdown] en
# No act or government regulation on employment social security sets a floor. Who demands one argues by analogy from a rule of *health* insurance,
# Perpres 64/2020, and from an internal rule of BPJS Ketenagakerjaan. Who rejects it points to the text: the wage reported must be the one the worker
# *receives* (PP 86/2013 Article 3).
# %%
lindung.text("pp-86-2013", "pasal-3/ayat-2", law=law)
# %%
lindung.text("perpres-64-2020", law=law)
# %% [markdown] id
# ## Satu orang, dihitung sampai rupiahnya
#
# Seorang pekerja digaji Rp1.800.000 dan dilaporkan Rp2.600.000. Upah minimum kotanya lebih tinggi dari keduanya. Berkas sekecil ini cukup untuk bertanya.
# %% [markdown] en
# ## One person, to the rupiah
#
# A worker is paid Rp1,800,000 and reported at Rp2,600,000. The city's minimum wage is above both. A file as small as this is enough to ask.
# %%
report, employers = folder / "laporan.csv", folder / "pemberi_kerja.csv"
with report.open("w", newline="") as file:
    writer = csv.writer(file)
    flags = ("jkk", "jkm", "jht", "jp", "jkp")
    writer.writerow(["employer_id", "worker_id", "name", "month", "region", "reported_wage", "paid_wage", *flags])
    writer.writerow(["JJ000001", "3578011508850001", "Contoh", "2025-03", "3578", 2_600_000, 1_800_000, *["ya"] * 5])
with employers.open("w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["employer_id", "name", "size", "risk_class", "region", "state_body"])
    writer.writerow(["JJ000001", "PT Contoh", "medium", "low", "3578", "tidak"])

# id: kunci contoh: lihat notebook 09
# en: a sample key: see notebook 09
key = folder / said("kunci-contoh", "sample-key")
key.write_bytes(b"not a secret: an example's key!!")
lindung.show("minimum_wage", "2025-03-01", region="3578", law=law)
# %%
both = {
    choice: lindung.audit(report, employers=employers, as_of="2026-11-21", readings={"base_floor": choice}, key=key)
    for choice in floor.choices
}
worker = both["umk"].findings["worker_key"][0]
both["umk"].explain(worker, "2025-03")
# %%
both["paid_wage"].explain(worker, "2025-03")
# %%
lindung.table(
    [
        {
            said("pembacaan", "reading"): choice,
            said("aturan", "rule"): row["rule"],
            "status": row["status"],
            said("dasar seharusnya", "base due"): lindung.amount(row["base_due"], "rupiah"),
            said("kurang iuran", "shortfall"): lindung.amount(row["shortfall_total"], "rupiah"),
            said("terlalu banyak dibayar pekerja", "overpaid by the worker"): lindung.amount(
                row["overpaid_worker"], "rupiah"
            ),
        }
        for choice, audit in both.items()
        for row in audit.findings.sort("rule").iter_rows(named=True)
        if row["status"] in ("breach", "lead") and not row["rule"].startswith("DATA")
    ]
)
# %% [markdown] id
# ## Satu laporan penuh
#
# Laporan contoh yang sama diperiksa di bawah kedua pembacaan.
# %% [markdown] en
# ## A whole report
#
# The same sample report audited under both readings.
# %%
demo = folder / "demo"
lindung.sample(demo, rows=rows)
whole = {
    choice: lindung.audit(
        demo / "wage_report.xlsx", paid=demo / "payroll.csv", employers=demo / "employers.csv",
        roster=demo / "roster.csv", payments=demo / "payments.csv", as_of="2026-11-21",
        readings={"base_floor": choice}, key=key,
    )
    for choice in floor.choices
}  # fmt: skip
lindung.table(
    [
        {
            said("pembacaan", "reading"): choice,
            said("pelanggaran", "breaches"): sum(rule["breach"] for rule in audit.summary["rules"].values()),
            said("indikasi", "leads"): sum(rule["lead"] for rule in audit.summary["rules"].values()),
            said("kurang iuran", "shortfall"): lindung.amount(audit.summary["shortfall_total"], "rupiah"),
        }
        for choice, audit in whole.items()
    ]
)
# %% hidden
with_floor, without = (audit.summary for audit in whole.values())
apart = with_floor["shortfall_total"] - without["shortfall_total"]
fewer = sum(r["breach"] for r in with_floor["rules"].values()) - sum(r["breach"] for r in without["rules"].values())
Markdown(
    said(
        f"**Jawaban.** Dengan batas bawah, pemberi kerja berutang iuran atas upah minimum; tanpa batas, pekerja yang dilaporkan terlalu tinggi membayar bagiannya "
        f"terlalu banyak. Dalam laporan contoh selisih kedua pembacaan {lindung.amount(fewer)} pelanggaran dan {lindung.amount(apart, 'Rp')}. Di bawah keduanya "
        "upah di bawah minimum tetap perkara lain, untuk pengawas ketenagakerjaan.",
        f"**Answer.** With a floor, the employer owes contributions on the minimum wage; without, a worker reported too high pays too large a share. "
        f"In the sample report the readings differ by {lindung.amount(fewer)} breaches and {lindung.amount(apart, 'Rp')}. Under both, pay below the minimum "
        "is a matter of its own, for the labour inspectorate.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Kami tidak memutuskan. Bawaan `umk` mengikuti praktik BPJS Ketenagakerjaan; laporan dan ringkasan selalu menampilkan keduanya.
# - Usaha mikro dan kecil, penangguhan yang diberikan pada waktunya, dan badan negara tidak punya batas bawah di bawah pembacaan mana pun.
# - Aturan dalam BPJS dibaca dari halaman buku panduan, bukan dari naskahnya.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - We do not decide. The default `umk` follows the practice of BPJS Ketenagakerjaan; reports and summaries always show both.
# - Micro and small employers, a suspension granted in time, and state bodies have no floor under either reading.
# - The internal rule was read on a handbook page, not in its text.
