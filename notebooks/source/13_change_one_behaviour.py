# file: ganti_satu_perilaku change_one_behaviour
# %% [markdown] id
# # Ganti satu perilaku
#
# **Pertanyaan.** Bagaimana bila orang tidak berhenti membayar karena satu bulan yang buruk, misalnya karena iuran dapat dicicil setiap minggu?
#
# Setiap keputusan dalam model adalah fungsi pendek yang dapat dibaca dan diganti.
# %% [markdown] en
# # Change one behaviour
#
# **Question.** What if people did not stop paying because of one bad month, because contributions could be paid week by week, say?
#
# Every decision in the model is a short function that can be read and replaced.
# %%
import inspect

from IPython.display import Code, Markdown

import lindung
from lindung.simulation.behaviour import contribution
from lindung.simulation.comparison.differences import paired

lindung.language(said("id", "en"))

# id: True: semua penduduk. False: sebagian.
# en: True: everybody. False: a part.
FULL = False
workers = None if FULL else 36_800
seeds = range(1, 6) if FULL else (1,)
# %% [markdown] id
# ## Keputusan yang sekarang
# %% [markdown] en
# ## The decision as it is
# %%
Code(inspect.getsource(contribution.stop_probability.py_func), language="python")


# %% [markdown] id
# ## Keputusan Anda
#
# Masukan dan keluarannya harus sama. Di sini bulan buruk tidak lagi berpengaruh.
# %% [markdown] en
# ## Your decision
#
# It takes and gives the same. Here a bad month no longer matters.
# %%
def stop_weekly(months_paid, income, own_mean, auto_debit, p):
    hazard = p.lapse_early if months_paid < 6 else p.lapse_late
    return hazard * (1 + auto_debit * (p.auto_debit_factor - 1))


def runs(behaviour=None):
    return [lindung.run("padang", workers=workers, seed=seed, behaviour=behaviour) for seed in seeds]


as_it_is, weekly = runs(), runs({"contribution.stop_probability": stop_weekly})
# %% [markdown] id
# ## Bedanya, pada orang yang sama
# %% [markdown] en
# ## The difference, for the same people
# %%
shown = {
    "lapses": said("berhenti membayar (kejadian)", "stopped paying (events)"),
    "paid_member_months": said("bulan yang dibayar", "months paid"),
    "protected_person_months": said("bulan terlindungi", "months of cover"),
    "active_stock_end": said("peserta aktif pada akhir", "active members at the end"),
    "deaths_uncovered": said("kematian tanpa perlindungan", "deaths without cover"),
}
differences = {
    label: paired([run.metrics[name] for run in weekly], [run.metrics[name] for run in as_it_is])
    for name, label in shown.items()
}
lindung.table(
    [
        {
            "": label,
            said("seperti sekarang", "as it is"): sum(run.metrics[name] for run in as_it_is) / len(as_it_is),
            said("selisih", "difference"): differences[label],
        }
        for name, label in shown.items()
    ]
)
# %%
lindung.lines(
    {
        said("seperti sekarang", "as it is"): [row["paid_self"] for row in as_it_is[0].rows],
        said("dicicil mingguan", "week by week"): [row["paid_self"] for row in weekly[0].rows],
    },
    [as_it_is[0].model.date_of(month) for month in range(len(as_it_is[0].rows))],
    said("Yang membayar sendiri", "Paying themselves"),
    said("bulan-orang, setiap bulan, satu ulangan", "person-months, each month, one replicate"),
)
# %% [markdown] id
# ## Nama yang salah
# %% [markdown] en
# ## A name there is not
# %%
try:
    lindung.run("padang", workers=100, months=1, behaviour={"kontribusi": stop_weekly})
except lindung.BadInput as fault:
    print(fault)
# %% hidden
cover = differences[said("bulan terlindungi", "months of cover")]
Markdown(
    said(
        f"**Jawaban.** Bila bulan buruk tidak lagi membuat orang berhenti, bulan terlindungi berubah sebanyak {lindung.amount(cover)} dari "
        f"{lindung.amount(workers or 184_000)} pekerja selama enam tahun.",
        f"**Answer.** If bad months no longer made people stop, months of cover would change by {lindung.amount(cover)} among "
        f"{lindung.amount(workers or 184_000)} workers in six years.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Fungsi baru itu pengandaian, bukan penelitian tentang cicilan mingguan. Model hanya menghitung akibatnya.
# - Nasib acaknya sama, jadi selisihnya datang dari fungsi itu. Catatan `run.record()` menyebut perilaku mana yang diganti.
# - Satu ulangan, jadi tanpa selang; `FULL = True` menjalankan lima. Setiap kali perilaku diganti, model dikompilasi lagi, sekitar setengah menit.
#
# Perilaku lain yang dapat diganti, dengan persamaan dan sumbernya: berkas dalam `src/lindung/simulation/behaviour/`.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - The new function is a supposition, no study of weekly payments. The model only works out what follows.
# - Random fates are the same, so the difference comes from that function. `run.record()` says which behaviour was replaced.
# - One replicate, so no interval; `FULL = True` runs five. Each time behaviour is replaced the model is compiled anew, about half a minute.
#
# Other behaviour that can be replaced, each with its equation and source: the files in `src/lindung/simulation/behaviour/`.
