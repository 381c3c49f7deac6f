# file: anggaran_dan_cakupan budget_and_coverage
# %% [markdown] id
# # Anggaran dan cakupan: kapan uang tidak lagi membatasi
#
# **Pertanyaan.** Berapa banyak perlindungan yang dibeli setiap rupiah tambahan, dan mulai anggaran berapa kantor yang membatasi, bukan uang?
# %% [markdown] en
# # Budget against coverage: when capacity binds
#
# **Question.** How much cover does each further rupiah buy, and from which budget on is it the office that binds, not the money?
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk (beberapa menit). False: sebagian.
# en: True: everybody (some minutes). False: a part.
FULL = False
size = {"replicates": 8} if FULL else {"workers": 9_200, "replicates": 2}

million = 1_000_000
budgets = [300 * million, 600 * million, 1_200 * million, 2_400 * million, 4_800 * million, 9_600 * million]

padang = lindung.Scenario.load("padang")
as_it_is = lindung.changed(padang, {})
regulations = ["perwali-padang-13-2022", "padang-prioritas-registri"]
today = lindung.compare(as_it_is, regulations=regulations, **size).swept(budgets)
today.plot(of="budgets")
# %% [markdown] id
# Angka di bawah sumbu: biaya satu bulan terlindungi tambahan di antara dua anggaran. Yang sama sebagai tabel:
# %% [markdown] en
# Below the axis: what one more month of cover costs between two budgets. The same as a table:
# %%
words = {
    "money": said("uang", "money"),
    "capacity": said("kapasitas kantor", "the office's capacity"),
    "nobody_left": said("tidak ada lagi yang berhak", "nobody who qualifies is left"),
}


def as_table(curve):
    return lindung.table(
        [
            {
                said("anggaran setahun", "budget a year"): lindung.amount(point.budget, "Rp"),
                said("cakupan akhir", "coverage at the end"): lindung.amount(point.coverage.mean, "share"),
                said("bulan-orang disubsidi", "person-months subsidised"): round(point.subsidised.mean),
                said("tidak terpakai", "unspent"): lindung.amount(point.unspent_share, "share"),
                said("berhak, belum masuk", "qualify, not listed"): round(point.unserved),
                said("yang membatasi", "what binds"): words[binds],
            }
            for point, binds in zip(curve.points, curve.bindings, strict=True)
        ]
    )


as_table(today.curve)
# %% [markdown] id
# ## Kantor yang lebih cepat
#
# Bila Dinas Sosial memverifikasi tiga kali lebih banyak nama sebulan dan kelurahan mengusulkan tiga kali lebih banyak, di mana uang berhenti membatasi?
# %% [markdown] en
# ## A faster office
#
# If the Social Affairs Office verified three times as many names a month and the kelurahan proposed three times as many, where would money stop binding?
# %%
faster = lindung.changed(
    padang,
    {
        "offices.social_office.verifications": 3 * padang.offices.verifications,
        "offices.kelurahan.proposals": 3 * padang.offices.proposals,
    },
)
then = lindung.compare(faster, regulations=regulations, **size).swept(budgets)
as_table(then.curve)
# %%
lindung.lines(
    {
        said("kantor seperti sekarang", "office as it is"): [p.subsidised.mean for p in today.curve.points],
        said("kantor tiga kali lebih cepat", "office three times as fast"): [
            p.subsidised.mean for p in then.curve.points
        ],
    },
    [point.budget / million for point in today.curve.points],
    said("Yang dibeli anggaran", "What the budget buys"),
    said(
        "bulan-orang disubsidi; ke kanan: juta rupiah setahun",
        "person-months subsidised; to the right: million rupiah a year",
    ),
)


# %% hidden
def said_where(rupiah):
    none = said("tidak pada anggaran yang dicoba", "at none of the budgets tried")
    return (
        none
        if rupiah is None
        else said(f"mulai {lindung.amount(rupiah, 'Rp')}", f"from {lindung.amount(rupiah, 'Rp')} on")
    )


Markdown(
    said(
        f"**Jawaban.** Dengan kantor seperti sekarang uang berhenti membatasi {said_where(today.curve.capacity_from)} setahun; dengan kantor tiga kali lebih cepat, "
        f"{said_where(then.curve.capacity_from)}. Di atasnya uang tambahan tidak terpakai.",
        f"**Answer.** With the office as it is, money stops binding {said_where(today.curve.capacity_from)}; with an office three times as fast, "
        f"{said_where(then.curve.capacity_from)}. Beyond that, more money stays unspent.",
    )
)
# %% [markdown] id
# ## Putar sendiri
#
# Geser anggaran, umur, siapa yang didahulukan, dan berapa bulan; selisihnya dihitung lagi seketika, pada sebagian penduduk. Tombol-tombol itu menulis rancangan
# dengan syarat bertipe, seperti peraturan lain. Rancangannya: `knobs.draft`.
# %% [markdown] en
# ## Turn the knobs
#
# Move the budget, the ages, who is served first and for how many months; the difference is worked out again at once, on a part of the people. The knobs
# write a draft of typed criteria, like any regulation. That draft is `knobs.draft`.
# %% live
knobs = lindung.explore("padang")
knobs
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Kecepatan verifikasi dan jumlah usulan adalah anggapan: tidak ada tenggat atau jumlah pegawai yang dilaporkan. Justru karena itu keduanya dicoba.
# - "Membatasi" berarti: anggaran terbesar yang dicoba tidak lagi membayar lebih banyak orang (setidaknya 1 %).
# - Uang berubah mulai Januari tahun pertama yang berbeda; kantor tidak menjadi lebih mahal bila lebih cepat.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - Speed of verification and number of proposals are assumptions: no deadline or staff number is reported. That is why both are varied.
# - "Binds" means: the largest budget tried pays for more people (at least 1%).
# - Money changes from January of the first year that differs; a faster office costs nothing more.
