# file: penjangkauan outreach
# %% [markdown] id
# # Penjangkauan: penyuluhan, pendampingan, Perisai, atau teman sebaya?
#
# **Pertanyaan.** Andaikan ada tenaga untuk menemui lebih banyak pekerja setiap bulan. Pertemuan macam apa yang paling banyak menambah peserta: penyuluhan
# saja, pendampingan pendaftaran, agen Perisai, atau kelompok sebaya?
# %% [markdown] en
# # Outreach: education, assisted registration, Perisai, or peers?
#
# **Question.** Suppose there were people to meet more workers each month. Which kind of meeting adds most members: education alone, help with
# registration, Perisai agents, or peer groups?
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk (beberapa menit). False: sebagian.
# en: True: everybody (some minutes). False: a part.
FULL = False
workers = None if FULL else 18_400
seeds = range(1, 11) if FULL else range(1, 4)

padang = lindung.Scenario.load("padang")
offices = padang.offices
# id: pertemuan tambahan sebulan di seluruh kota
# en: further meetings a month in the whole city
extra = 3_000
# %% [markdown] id
# ## Pertemuan tambahan yang sama banyaknya
#
# Setiap cara mendapat 3.000 pertemuan tambahan sebulan bagi seluruh kota. *Penyuluhan saja* menjelaskan tanpa mendampingi: pekerja sosial
# menemui orang satu per satu, dan bantuan mengurus berkas tidak menambah keberhasilan. *Pendampingan* adalah pertemuan yang sama dengan bantuan berkas.
# *Petugas* kantor cabang menjelaskan, mengajak, dan membantu. *Perisai* mengajak dan membantu, sebagian tidak jujur. *Kelompok sebaya* bertemu beberapa bulan.
# %% [markdown] en
# ## The same number of further meetings
#
# Each way gets 3,000 further meetings a month for the whole city. *Education alone* explains and does not help: social workers meet people one by
# one, and help with the papers adds nothing. *Assistance* is the same meeting with help. *Staff* of the branch explain, ask and help. *Perisai*
# agents ask and help, some of them dishonestly. *Peer groups* meet for some months.
# %%
social_workers = offices.social_workers + extra // offices.contacts_per_social_worker
ways = {
    said("seperti sekarang", "as it is"): {},
    said("penyuluhan saja", "education alone"): {
        "offices.social_workers.number": social_workers,
        "offices.social_workers.group_share": 0.0,
        "assist_multiplier": 1.0,
    },
    said("pendampingan pendaftaran", "assisted registration"): {
        "offices.social_workers.number": social_workers,
        "offices.social_workers.group_share": 0.0,
    },
    said("petugas kantor cabang", "staff of the branch"): {
        "offices.bpjs_branch.field_staff": offices.field_staff + extra // offices.contacts_per_staff,
    },
    said("agen Perisai", "Perisai agents"): {
        "offices.agents.number": offices.agents + extra // offices.contacts_per_agent,
    },
    said("kelompok sebaya", "peer groups"): {
        "offices.social_workers.number": social_workers,
        "offices.social_workers.group_share": 1.0,
    },
}


def ends(scenario):
    runs = [lindung.run(scenario, workers=workers, seed=seed) for seed in seeds]
    return {
        "active": sum(run.metrics["active_stock_end"] for run in runs) / len(runs),
        "months": sum(run.metrics["protected_person_months"] for run in runs) / len(runs),
        "knows": sum(run.model.engine.workers.awareness.astype(float).mean() for run in runs) / len(runs),
    }


found = {name: ends(lindung.changed(padang, numbers)) for name, numbers in ways.items()}
base = found[said("seperti sekarang", "as it is")]
# %%
lindung.table(
    [
        {
            said("cara", "way"): name,
            said("peserta aktif, Desember 2026", "active members, December 2026"): one["active"],
            said("bertambah", "more"): one["active"] - base["active"],
            said("bulan terlindungi bertambah", "further months of cover"): one["months"] - base["months"],
            said("mengenal program", "know the scheme"): lindung.amount(one["knows"], "share"),
        }
        for name, one in found.items()
    ]
)
# %%
lindung.bars(
    {name: one["active"] - base["active"] for name, one in found.items() if one is not base},
    said("Tambahan peserta aktif", "Further active members"),
    said(
        "orang, Desember 2026, rata-rata beberapa ulangan atas orang yang sama",
        "people, December 2026, mean of some replicates on the same people",
    ),
)
# %% [markdown] id
# *Penyuluhan saja* menghapus bantuan berkas di seluruh kota, juga dari pertemuan yang sudah ada; karena itu angkanya dapat negatif. Itulah gunanya
# bantuan berkas, diukur dengan mencabutnya.
# %% [markdown] en
# *Education alone* takes help with the papers away in the whole city, from the meetings there already are too; so its figure may be negative. That
# is what the help is worth, measured by taking it away.
# %% hidden
order = sorted((name for name in found if found[name] is not base), key=lambda name: -found[name]["active"])
gain = found[order[0]]["active"] - base["active"]
meetings = extra * 72 * (workers or padang.population.size) / padang.population.size
Markdown(
    said(
        f"**Jawaban.** Dengan jumlah pertemuan yang sama, *{order[0]}* paling banyak menambah peserta ({lindung.amount(round(gain))} orang, "
        f"{lindung.amount(1000 * gain / meetings, 'ratio')} setiap seribu pertemuan), *{order[-1]}* paling sedikit.",
        f"**Answer.** With the same number of meetings, *{order[0]}* adds most members ({lindung.amount(round(gain))} people, "
        f"{lindung.amount(1000 * gain / meetings, 'ratio')} for every thousand meetings), *{order[-1]}* fewest.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# Urutan di atas ikut urutan anggapan ini. Yang paling kuat buktinya: informasi saja hampir tidak menambah pendaftaran, bantuan menambah (uji acak di
# Indonesia). Yang paling lemah: peluang setelah kontak petugas dan agen.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# The order above follows the order of these assumptions. Best supported: information alone hardly adds enrolment, help does (a randomised trial in
# Indonesia). Weakest: the probability after a contact by staff and by agents.
# %%
names = (
    "information_effect", "contact_gain", "assist_multiplier", "registration_failure", "contact_enrolment",
    "agent_enrolment", "group_contact", "peer_gain", "peer_premium_cut", "trust_false_agent",
)  # fmt: skip
lindung.table(
    [
        {
            said("angka", "number"): padang.declared[name].name.said(lindung.language()),
            said("nilai", "value"): lindung.amount(padang.declared[name].value, "ratio"),
            said("dari", "from"): lindung.amount(padang.declared[name].low, "ratio"),
            said("sampai", "to"): lindung.amount(padang.declared[name].high, "ratio"),
            said("sumber", "source"): padang.declared[name].source,
        }
        for name in names
    ]
)
# %% [markdown] id
# Biaya setiap macam pertemuan tidak dihitung: gaji petugas, honor pekerja sosial, dan imbalan Perisai berbeda. Satu kota, satu periode.
# %% [markdown] en
# What each kind of meeting costs is not counted: wages of staff and social workers and what Perisai agents earn differ. One city, one period.
