# file: jkm_terlalu_murah underpriced_jkm
# %% [markdown] id
# # JKM yang terlalu murah: kelompok dengan pilihan dan tanpa pilihan
#
# **Pertanyaan.** Manfaat JKM peserta bukan penerima upah (BPU) melebihi iurannya. Karena hanya mereka yang merasa akan memerlukan yang mendaftar, atau karena
# iurannya memang terlalu rendah?
#
# Menteri kepada DPR, 26 Maret 2024 (republika.co.id): rasio klaim JKM peserta BPU 168,1 % pada 2022 dan 198,1 % pada 2023.
# %% [markdown] en
# # Under-priced JKM: pools with and without choice
#
# **Question.** JKM pays informal members (BPU) more than they contribute. Is that because only those join who expect to need it, or because the
# contribution is simply too low?
#
# The Minister to Parliament, 26 March 2024 (republika.co.id): JKM claim ratios of informal members of 168.1% in 2022 and 198.1% in 2023.
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk (beberapa menit). False: sebagian.
# en: True: everybody (some minutes). False: a part.
FULL = False
workers = None if FULL else 36_800
seeds = range(1, 11) if FULL else range(1, 4)

padang = lindung.Scenario.load("padang")
law = padang.corpus.on("2024-06-01", region=padang.region)
# %%
lindung.show("jkm.benefit.total", "2024-06-01")
# %% [markdown] id
# ## Harga yang impas, dihitung tangan
#
# Tabel kematian menyebut berapa dari seribu orang seumur mereka yang meninggal setahun. Bila setiap kematian dibayar penuh, iuran yang impas ialah peluang
# meninggal sebulan dikali manfaat.
# %% [markdown] en
# ## The price that breaks even, by hand
#
# A life table says how many in a thousand people of their age die in a year. If every death is paid in full, the contribution that breaks even is the
# probability of dying in a month times the benefit.
# %%
benefit = law.number("jkm.benefit.total")
price = law.number("jkm.contribution.bpu")
deaths = padang.death_hazards()[2020]
ages = {
    f"{cell.age_from}-{cell.age_to}": sum(deaths[cell.female, cell.age_from : cell.age_to + 1])
    / (cell.age_to + 1 - cell.age_from)
    for cell in padang.population.age_sex
    if not cell.female
}
lindung.bars(
    {name: float(rate) / 12 * benefit for name, rate in ages.items()},
    said("Iuran JKM yang impas bagi laki-laki, menurut umur", "JKM contribution that breaks even for men, by age"),
    said(
        f"rupiah sebulan; iuran yang berlaku: {lindung.amount(price, 'Rp')}",
        f"rupiah a month; the contribution is {lindung.amount(price, 'Rp')}",
    ),
    "Rp",
)
# %% [markdown] id
# ## Kelompok tanpa pilihan dan dengan pilihan
#
# Dua kota tiruan. Yang pertama seperti apa adanya: yang mendaftar sendiri memilih, dan yang merasa berisiko lebih sering memilih. Yang kedua orangnya sama,
# tetapi pilihan tidak bergantung pada risiko. Selisihnya ialah akibat memilih; sisanya harga.
# %% [markdown] en
# ## Pools without choice and with it
#
# Two simulated cities. In the first, as it is, those who join by themselves choose, and those who feel at risk choose more often. In the second the
# people are the same but choice does not depend on risk. The difference is what choosing does; the rest is the price.
# %%
cities = {
    said("memilih menurut risiko", "choose by risk"): {},
    said("memilih, tidak menurut risiko", "choose, not by risk"): {"selection": 0.0, "agent_selection": 0.0},
    said("semua orang peserta sejak awal", "everybody a member from the start"): {
        "population.initial_members": 1.0, "lapse_early": 0.0, "lapse_late": 0.0, "selection": 0.0,
        "agent_selection": 0.0,
    },
}  # fmt: skip


def full_price(run):
    # id: bulan tanpa potongan iuran, supaya rasio tidak tampak lebih buruk karena diskon
    # en: months without a discount, so that the ratio does not look worse because of one
    view = run.model.law
    return [
        row
        for month, row in enumerate(run.rows)
        if month >= 12 and not view.on(run.model.date_of(month)).look_up("bpu.discount", "other").value
    ]


def ratio(rows, programme):
    paid_in = sum(row[f"{programme}_{payer}_rp"] for row in rows for payer in ("self", "scheme", "sponsor"))
    return sum(row[f"benefits_{programme}_rp"] for row in rows) / paid_in


ratios = {}
for name, numbers in cities.items():
    scenario = lindung.changed(padang, numbers)
    rows = [row for seed in seeds for row in full_price(lindung.run(scenario, workers=workers, seed=seed))]
    ratios[name] = {programme: ratio(rows, programme) for programme in ("jkm", "jkk")}

lindung.table(
    [
        {
            said("kota", "city"): name,
            "JKM": lindung.amount(one["jkm"], "share"),
            "JKK": lindung.amount(one["jkk"], "share"),
        }
        for name, one in ratios.items()
    ]
)
# %% hidden
chosen, blind, everyone = (one["jkm"] for one in ratios.values())
Markdown(
    said(
        f"**Jawaban.** Manfaat JKM dibagi iurannya {lindung.amount(chosen, 'share')} bila orang memilih menurut risiko, {lindung.amount(blind, 'share')} bila tidak, "
        f"dan {lindung.amount(everyone, 'share')} bila semua orang peserta. Yang terakhir tanpa pilihan sama sekali: yang di atas 100 % di situ adalah harga, "
        "bukan orang yang memilih.",
        f"**Answer.** JKM benefits over contributions are {lindung.amount(chosen, 'share')} where people choose by risk, {lindung.amount(blind, 'share')} where they "
        f"do not, and {lindung.amount(everyone, 'share')} where everybody is a member. The last has no choice at all: what is above 100% there is "
        "the price, not who chooses.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Tabel kematian adalah tabel nasional PBB (periode 2020-2025 memuat tahun-tahun COVID-19); pekerja informal dapat lebih sehat atau lebih sakit.
# - Kekuatan memilih menurut risiko adalah anggapan dengan rentang yang lebar; tidak ada penelitian tentang BPU Indonesia yang ditemukan.
# - Tidak semua kematian ditagihkan, dan bulan tunggu mengurangi manfaat peserta baru; keduanya ada dalam simulasi, tidak dalam hitungan tangan.
# - Kematian jarang. Dengan sebagian penduduk, rasio ini dapat bergeser belasan persen dari ulangan ke ulangan.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - Deaths follow the UN's national life table (2020-2025 holds the years of COVID-19); informal workers may be healthier or less so.
# - How strongly people choose by risk is an assumption with a wide range; no study of Indonesian informal members was found.
# - Not every death is claimed, and waiting months cut the benefit of new members; both are in the simulation and not in the sum by hand.
# - Deaths are rare. With a part of the people these ratios may shift by a tenth or two from replicate to replicate.
