# file: kota_anda_sendiri your_own_city
# %% [markdown] id
# # Kota Anda sendiri: skenario dari awal, dengan data mikro
#
# **Pertanyaan.** Bagaimana menyimulasikan kota yang belum ada di sini, dengan pekerja dari survei seperti Sakernas?
#
# Contohnya Kota Bukittinggi. Semua angka di bawah **contoh buatan** untuk menunjukkan caranya; ganti dengan angka Anda dan sebutkan sumbernya.
# %% [markdown] en
# # Your own city: a scenario from scratch, with microdata
#
# **Question.** How do you simulate a city that is not here yet, with workers from a survey such as Sakernas?
#
# The example is the city of Bukittinggi. All numbers below are **invented** to show how it is done; put in yours and name their sources.
# %%
import random
import tempfile
from pathlib import Path

import polars
from IPython.display import Markdown

import lindung
from lindung.simulation.setting import Setting
from lindung.simulation.workers import FEMALE

lindung.language(said("id", "en"))

# id: True: semua penduduk. False: sebagian.
# en: True: everybody. False: a part.
FULL = False
workers = None if FULL else 5_000
# %% [markdown] id
# ## 1. Sebuah folder
#
# `own_scenario` membuat folder dengan sebuah skenario sebagai contoh dan tabel umur dan kematian yang dipakainya.
# %% [markdown] en
# ## 1. A folder
#
# `own_scenario` makes a folder with a scenario to look at and the tables of ages and deaths it uses.
# %%
folder = Path(tempfile.mkdtemp())
lindung.own_scenario(folder)
sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
# %% [markdown] id
# ## 2. Survei
#
# Di sini survei tiruan: 2.000 orang dengan bobot, umur, jenis kelamin, kode pekerjaan, dan penghasilan, seperti kolom Sakernas. Dengan survei sungguhan
# lewati kotak ini dan taruh berkasnya di folder itu.
# %% [markdown] en
# ## 2. A survey
#
# Here a synthetic one: 2,000 people with weight, age, sex, code of trade and income, in columns like those of Sakernas. With a real survey skip this box
# and put its file into the folder.
# %%
chance = random.Random(1375)
people = [
    {
        "BOBOT": chance.randint(15, 40),
        "UMUR": min(max(round(chance.gauss(41, 12)), 15), 64),
        "JK": chance.choice((1, 1, 1, 2, 2)),
        "KJI": chance.choice(("522", "522", "522", "832", "931", "611", "516")),
        "PENDAPATAN": 1000 * round(chance.lognormvariate(14.4, 0.5) / 1000),
    }
    for _ in range(2_000)
]
polars.DataFrame(people).write_csv(folder / "survei.csv", separator=";")
lindung.table(people[:5], UMUR="year", KJI="year", JK="year")
# %% [markdown] id
# ## 3. Skenario
#
# Sebuah berkas teks. Setiap angka menyebut sumber dan keyakinannya (`secondary`, `derived`, `recalled`, `assumption`). Bagian `microdata` menyebut kolom
# survei dan arti kodenya. Yang tidak ada dalam survei (tanggungan, basis data sosial) ditarik menurut angka lain.
# %% [markdown] en
# ## 3. The scenario
#
# A text file. Every number names its source and standing (`secondary`, `derived`, `recalled`, `assumption`). The part `microdata` names the survey's
# columns and what their codes mean. What the survey lacks (dependants, registries) is drawn from the other numbers.
# %%
file = folder / "bukittinggi.yaml"
file.write_text(
    """
name: bukittinggi
title: {id: "Kota Bukittinggi (contoh)", en: "City of Bukittinggi (an example)"}
region: "1375"
law: shipped
start: 2024-01
months: 36
regulations: [perwali-padang-13-2022, perwali-tangsel-6-2025]
replicates: 4
seed: 1375

population:
  size: {value: 26_000, source: contoh, standing: assumption}
  age_sex: tables/informal_age_sex.csv
  kelurahan: {value: 24, source: contoh, standing: assumption}
  household_size: {value: 3.8, source: contoh, standing: assumption}
  dependants: {value: 2, source: contoh, standing: assumption}
  married: {source: contoh, standing: assumption, values: {15: 0.15, 25: 0.72, 35: 0.87, 60: 0.75}}
  disability_share: {value: 0.10, source: contoh, standing: assumption}
  resident_share: {value: 0.93, source: contoh, standing: assumption}
  registries:
    overlap: {value: 0.7, source: contoh, standing: assumption}
    p3ke: {source: contoh, standing: assumption, poor: 0.70, non_poor: 0.15}
    dtks: {source: contoh, standing: assumption, poor: 0.75, non_poor: 0.25}
    dtsen: {source: contoh, standing: assumption, poor: 0.85, non_poor: 0.45}
    kelurahan_list: {source: contoh, standing: assumption, poor: 0.60, non_poor: 0.10}
  initial_members: {value: 0.08, source: contoh, standing: assumption}
  buffer_months: {value: 0.5, source: contoh, standing: assumption}

trades:
  share:
    source: contoh
    standing: assumption
    values: {street_vendor: 0.42, motorcycle_driver: 0.15, daily_worker: 0.15, farmer: 0.14, services: 0.14}

mortality: tables/mortality_idn.csv
prices:
  month: 2024-06
  growth: {value: 0.05, source: contoh, standing: assumption}
poverty_line: {value: 750_000, date: 2025-03-01, source: contoh, standing: assumption}

offices:
  bpjs_branch: {source: contoh, standing: assumption, field_staff: 4, contacts_per_staff: 150}
  agents: {source: contoh, standing: assumption, number: 10, contacts_per_agent: 60, false_share: 0.05}
  social_workers:
    {source: contoh, standing: assumption, number: 3, contacts_per_social_worker: 60, group_share: 0.5,
     group_size: 10, group_months: 6, advocacy_share: 0.05}
  social_office:
    {source: contoh, standing: assumption, verifications: 150, misjudged: 0.05, found_by_monitoring: 0.7,
     collection_months: 3}
  kelurahan: {source: contoh, standing: assumption, proposals: 150}
  public: {source: contoh, standing: assumption, reports: 0.001, member_reports: 0.01, false_reports: 0.001}

budgets:
  - payer: apbd_city
    source: contoh
    standing: assumption
    rupiah: {value: 200_000_000, source: contoh, standing: assumption}
    overhead_per_head: 0
    release_months: 1
    unpaid_months: 0

microdata:
  file: survei.csv
  delimiter: ";"
  weight: BOBOT
  age: UMUR
  sex: {column: JK, values: {"1": M, "2": F}}
  trade:
    column: KJI
    values: {"522": street_vendor, "832": motorcycle_driver, "931": daily_worker, "611": farmer, "516": services}
  income: PENDAPATAN
""",
    encoding="utf-8",
)
city = lindung.Scenario.load(file)
city
# %% [markdown] id
# ## 4. Bila ada yang salah
#
# Semua kesalahan disebut sekaligus, dengan baris dan cara membetulkannya. Misalnya kode pekerjaan yang tidak dikenal dan angka yang mustahil:
# %% [markdown] en
# ## 4. If something is wrong
#
# All faults are told at once, each with its line and its mend. A trade that is not known, and a number that cannot be, for instance:
# %%
wrong = folder / "salah.yaml"
wrong.write_text(
    file.read_text(encoding="utf-8").replace('"516": services', '"516": servces').replace("value: 0.93", "value: 93"),
    encoding="utf-8",
)
try:
    lindung.Scenario.load(wrong)
except lindung.BadInput as fault:
    print(str(fault).replace(f"{folder}/", ""))
# %% [markdown] id
# ## 5. Dijalankan
# %% [markdown] en
# ## 5. Run it
# %%
run = lindung.run(city, workers=workers)
run.plot()
# %% [markdown] id
# Apakah orangnya seperti surveinya? Rata-rata tertimbang survei di samping penduduk tiruan.
# %% [markdown] en
# Are the people like the survey's? The survey's weighted means beside the simulated people.
# %%
born = Setting.of(city, workers=workers).workers
weight = sum(one["BOBOT"] for one in people)
ages = (124 * 12 - born.birth_month.astype(int)) / 12
lindung.table(
    [
        {
            "": said("umur rata-rata", "mean age"),
            said("survei", "survey"): lindung.amount(sum(p["BOBOT"] * p["UMUR"] for p in people) / weight, "months"),
            said("simulasi", "simulated"): lindung.amount(float(ages.mean()), "months"),
        },
        {
            "": said("perempuan", "women"),
            said("survei", "survey"): lindung.amount(sum(p["BOBOT"] for p in people if p["JK"] == 2) / weight, "share"),
            said("simulasi", "simulated"): lindung.amount(float(((born.flags & FEMALE) != 0).mean()), "share"),
        },
    ]
)
# %% [markdown] id
# ## 6. Dua peraturan kota lain, dicoba di sini
#
# Bukittinggi tidak punya peraturan seperti itu dalam korpus. Peraturan Padang dan Tangerang Selatan dicoba pada penduduknya.
# %% [markdown] en
# ## 6. Two other cities' regulations, tried here
#
# The corpus has no such regulation for Bukittinggi. Those of Padang and South Tangerang are tried on its people.
# %%
found = lindung.compare(city, workers=workers)
found.plot()
# %% hidden
other = found.arms[1].differences
Markdown(
    said(
        f"**Jawaban.** Sebuah berkas skenario dan sebuah survei cukup. Di kota contoh ini peraturan Tangerang Selatan, dibandingkan dengan peraturan Padang, mengubah "
        f"bulan terlindungi sebanyak {lindung.amount(other['protected_person_months'])} dan belanja sebanyak {lindung.amount(other['budget_spent_rp'], 'Rp')}.",
        f"**Answer.** A scenario file and a survey are enough. In this example, South Tangerang's regulation changes months of cover by "
        f"{lindung.amount(other['protected_person_months'])} and spending by {lindung.amount(other['budget_spent_rp'], 'Rp')}, against Padang's.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Angka contoh: hasilnya tidak berarti apa pun tentang Bukittinggi. Yang sungguhan hanya hukum, tabel umur dan kematian, dan perilaku bawaan.
# - Setiap angka berstatus `assumption` ikut dihitung dalam ringkasan ("sekian dari sekian angka adalah anggapan"). Ganti satu per satu.
# - Data mikro tetap di komputer Anda; tidak ada yang dikirim.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - The numbers are an example: the result says nothing about Bukittinggi. Only the law, the tables of ages and deaths, and the shipped behaviour are real.
# - Every number that is an `assumption` is counted in the brief ("so many of so many numbers are assumed"). Replace them one by one.
# - Microdata stay on your computer; nothing is sent anywhere.
