# file: padang_siapa_yang_tertinggal padang_who_is_left_out
# %% [markdown] id
# # Padang: mengapa dua belas petugas dan 3.000 tempat menyisakan 34.000 orang
#
# **Pertanyaan.** Pada Juli 2025 tercatat 37.584 pekerja Padang dalam P3KE. Kota membayar iuran 3.000 orang, dan kantor cabang BPJS Ketenagakerjaan punya
# dua belas petugas lapangan. Siapa yang tertinggal, dan apa yang membatasi: uang, petugas, atau kantor yang memverifikasi?
#
# Sumber angka pembuka: kitapunya.id (Juli 2025) dan sebuah tesis tentang tata kelola kolaboratif di Padang (2024).
# %% [markdown] en
# # Padang: why twelve staff and 3,000 places leave 34,000 people out
#
# **Question.** In July 2025, 37,584 workers of Padang were listed in P3KE. The city pays the contributions of 3,000 people, and the branch of BPJS
# Ketenagakerjaan has twelve field staff. Who is left out, and what binds: money, staff, or the office that verifies?
#
# Source of the opening figures: kitapunya.id (July 2025) and a thesis on collaborative governance in Padang (2024).
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk (beberapa menit). False: sepersepuluh penduduk.
# en: True: everybody (some minutes). False: a tenth of the people.
FULL = False
workers = None if FULL else 18_400
seeds = range(1, 11) if FULL else range(1, 4)

padang = lindung.Scenario.load("padang")
# %% [markdown] id
# ## Uangnya cukup untuk berapa tempat?
#
# Iuran sebulan menurut peraturan Padang, dikalikan dua belas bulan, dibagi ke dalam anggaran setahun.
# %% [markdown] en
# ## How many places does the money buy?
#
# The monthly contribution under Padang's regulation, times twelve months, divided into a year's budget.
# %%
law = padang.corpus.on("2025-07-01", region=padang.region)
price = sum(law["subsidy.contribution"].amount.values())
budget = sum(line.in_year(2025) for line in padang.budgets)
in_p3ke = 37_584

places = budget // (12 * price)
Markdown(
    said(
        f"Anggaran {lindung.amount(budget, 'Rp')} setahun dibagi {lindung.amount(price, 'Rp')} × 12 = **{lindung.amount(places)} tempat**. "
        f"Dari {lindung.amount(in_p3ke)} orang dalam P3KE tersisa **{lindung.amount(in_p3ke - places)}**.",
        f"A budget of {lindung.amount(budget, 'Rp')} a year divided by {lindung.amount(price, 'Rp')} × 12 = **{lindung.amount(places)} places**. "
        f"Of {lindung.amount(in_p3ke)} people in P3KE, **{lindung.amount(in_p3ke - places)}** remain.",
    )
)
# %%
lindung.show("subsidy.contribution", "2025-07-01", region="Kota Padang")
# %% [markdown] id
# ## Kota itu, bulan demi bulan
#
# Penduduk tiruan menjalani peraturan yang berlaku dari Januari 2021 sampai Desember 2026.
# %% [markdown] en
# ## The city, month by month
#
# Simulated people live under what is in force, from January 2021 to December 2026.
# %%
today = lindung.run(padang, workers=workers)
today.plot()
# %%
december = today.rows[-1]
steps = {
    said("semua pekerja informal", "all informal workers"): december["workers"],
    said("memenuhi syarat peraturan", "qualify under the regulation"): december["eligible"],
    said("peserta aktif, siapa pun yang membayar", "active members, whoever pays"): december["active"],
    said("dalam daftar yang dibayar kota", "on the list the city pays for"): december["listed"],
}
lindung.bars(
    steps,
    said("Dari semua pekerja sampai yang dibayar kota", "From all workers to those the city pays for"),
    said("orang, Desember 2026", "people, December 2026"),
)
# %% [markdown] id
# ## Apa yang membatasi?
#
# Satu hal diubah setiap kali, pada orang yang sama dengan nasib acak yang sama: uang dilipatduakan, petugas dilipatduakan, kantor
# sosial memverifikasi dua kali lebih cepat, usulan kelurahan dilipatduakan, lalu semuanya. Yang ditanyakan: siapa yang bertambah?
# %% [markdown] en
# ## What binds?
#
# One thing is changed each time, for the same people meeting the same random fates: the money doubled, the staff doubled, the social
# office verifying twice as fast, twice as many proposals from the kelurahan, then everything. The question: who is added?
# %%
offices = padang.offices
staff = {"offices.bpjs_branch.field_staff": 2 * offices.field_staff}
verifying = {"offices.social_office.verifications": 2 * offices.verifications}
proposing = {"offices.kelurahan.proposals": 2 * offices.proposals}
tried = {
    said("seperti sekarang", "as it is"): (padang, budget),
    said("uang dua kali", "twice the money"): (padang, 2 * budget),
    said("petugas dua kali", "twice the staff"): (lindung.changed(padang, staff), budget),
    said("verifikasi dua kali", "twice the verification"): (lindung.changed(padang, verifying), budget),
    said("usulan dua kali", "twice the proposals"): (lindung.changed(padang, proposing), budget),
    said("semuanya dua kali", "twice everything"): (
        lindung.changed(padang, {**staff, **verifying, **proposing}),
        2 * budget,
    ),
}


def last_month(scenario, rupiah):
    # id: rata-rata beberapa ulangan
    # en: mean of some replicates
    runs = [lindung.run(scenario, workers=workers, budget=rupiah, seed=seed).rows[-1] for seed in seeds]
    return {name: sum(row[name] for row in runs) / len(runs) for name in ("listed", "eligible_unlisted", "active")}


ends = {name: last_month(*what) for name, what in tried.items()}
lindung.table(
    [
        {
            said("yang diubah", "what is changed"): name,
            said("dibayar kota", "paid by the city"): end["listed"],
            said("berhak, tidak dibayar", "qualify, not paid for"): end["eligible_unlisted"],
            said("peserta aktif", "active members"): end["active"],
        }
        for name, end in ends.items()
    ]
)
# %% hidden
base, *others = ends.items()
gains = {name: end["active"] - base[1]["active"] for name, end in others}
most_listed = max(others[:-1], key=lambda pair: pair[1]["listed"])[0]
most_active = max(others[:-1], key=lambda pair: pair[1]["active"])[0]
left = ends[others[-1][0]]["eligible_unlisted"] / base[1]["eligible_unlisted"]
Markdown(
    said(
        f"**Jawaban.** Dari perubahan tunggal, *{most_listed}* paling banyak menambah orang yang dibayar kota, dan *{most_active}* paling banyak "
        f"menambah peserta aktif ({lindung.amount(round(gains[most_active]))} orang dari {lindung.amount(december['workers'])} yang disimulasikan). "
        f"Bila semuanya dilipatduakan, masih {lindung.amount(left, 'share')} dari mereka yang sekarang tertinggal tetap tertinggal.",
        f"**Answer.** Of the single changes, *{most_listed}* adds most to those the city pays for, and *{most_active}* adds most active "
        f"members ({lindung.amount(round(gains[most_active]))} people of {lindung.amount(december['workers'])} simulated). "
        f"With everything doubled, {lindung.amount(left, 'share')} of those left out today still are.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
# %% [markdown] en
# ## What this answer rests on, and its doubt
# %%
rests_on = {
    said("petugas lapangan", "field staff"): "offices.bpjs_branch.field_staff",
    said("kontak per petugas sebulan", "contacts a month by each"): "offices.bpjs_branch.contacts_per_staff",
    said("verifikasi sebulan", "names verified a month"): "offices.social_office.verifications",
    said("usulan kelurahan sebulan", "proposals a month"): "offices.kelurahan.proposals",
    said("anggaran 2024", "budget of 2024"): "budgets.1.rupiah.2024",
    said("peserta pada awal", "members at the start"): "population.initial_members",
}
lindung.table(
    [
        {
            said("angka", "number"): name,
            said("nilai", "value"): padang.declared[place].value,
            said("dari", "from"): padang.declared[place].low,
            said("sampai", "to"): padang.declared[place].high,
            said("sumber", "source"): padang.declared[place].source,
        }
        for name, place in rests_on.items()
    ]
)
# %% [markdown] id
# - Sumber di atas dikutip seperti dalam skenario (bahasa Inggris). Yang bertulisan *assumption* adalah anggapan proyek ini: tidak ada angka yang ditemukan.
# - Yang "berhak" dihitung menurut peraturan Padang sejauh diketahui dari penelitian (pekerjaan, DTKS, berisiko miskin, tinggal dan bekerja di kota); P3KE
#   adalah daftar lain, jadi jumlahnya berbeda.
# - Perubahan berarti dua kali lipat, tanpa biaya gaji petugas. Hasilnya ilustrasi, bukan ramalan.
# %% [markdown] en
# - What says *assumption* above is one of this project's: no figure was found.
# - Who "qualifies" follows Padang's regulation as far as studies report it (trade, DTKS, at risk of poverty, living and working in the city); P3KE is another
#   list, so its count differs.
# - A change means twice as much, with no wage bill for staff. The result illustrates; it does not forecast.
