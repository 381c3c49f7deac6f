# file: hukum_sebagai_data law_as_data
# %% [markdown] id
# # Hukum sebagai data: riwayat, dua jam, dan rancangan Anda sendiri
#
# **Pertanyaan.** Apa yang berlaku pada suatu hari, sejak kapan orang dapat mengetahuinya, dan apa yang diubah bila Anda menulis satu pasal?
# %% [markdown] en
# # The law as data: history, two clocks, and a draft of your own
#
# **Question.** What holds on a day, since when could anyone know it, and what changes if you write one clause?
# %%
import tempfile
from pathlib import Path

from IPython.display import Markdown

import lindung
from lindung.law.census import census
from lindung.law.evidence import STANDINGS

lindung.language(said("id", "en"))

# id: tidak ada simulasi besar di sini, jadi saklar ini tidak berpengaruh besar
# en: nothing large is simulated here, so this switch matters little
FULL = False

law = lindung.Corpus.load()
law
# %% [markdown] id
# ## Satu nilai, pasalnya, dan riwayatnya
# %% [markdown] en
# ## One value, its article, its history
# %%
lindung.show("jp.wage_ceiling", "2026-11-21", law=law)
# %% [markdown] id
# Untuk dihitung lebih lanjut, nilai yang sama sebagai angka:
# %% [markdown] en
# To go on computing, the same value as a number:
# %%
ceiling = law.on("2026-11-21")["jp.wage_ceiling"]
ceiling.amount, ceiling.instrument, ceiling.provision, ceiling.standing
# %%
history = law.on("2026-11-21").look_up("jp.wage_ceiling").history
lindung.lines(
    {said("batas upah JP", "JP wage ceiling"): [value.amount for value in history]},
    [value.start for value in history],
    said("Batas upah JP", "JP wage ceiling"),
    said("rupiah sebulan, sejak hari berlakunya", "rupiah a month, from the day in force"),
    "Rp",
)
# %% [markdown] id
# ## Dua jam: kapan berlaku, dan kapan dapat diketahui
#
# Potongan iuran JKK dan JKM peserta bukan penerima upah berlaku mulai suatu hari; peraturannya diundangkan pada hari lain. Pertanyaan yang sama, dua kali:
# menurut pengetahuan hari ini, dan menurut yang dapat diketahui pada 1 Desember 2025.
# %% [markdown] en
# ## Two clocks: when it holds, and when it could be known
#
# The cut in JKK and JKM contributions of informal members holds from one day; its regulation was promulgated on another. The same question twice: as
# known today, and as could be known on 1 December 2025.
# %%
lindung.show("bpu.discount", "2026-06-01", key="other", law=law)
# %%
lindung.show("bpu.discount", "2026-06-01", key="other", known_on="2025-12-01", law=law)
# %% [markdown] id
# ## Yang tidak diketahui tidak ditebak
#
# Jawabannya satu dari tiga: berlaku, tidak berlaku, atau belum dikodekan, masing-masing dengan alasan.
# %% [markdown] en
# ## What is not known is not guessed
#
# An answer is one of three: in force, not in force, or not encoded, each with its reason.
# %%
asked = {
    said("potongan iuran pada 2019", "the cut in 2019"): law.on("2019-06-01").look_up("bpu.discount", "other"),
    said("upah minimum Padang", "minimum wage of Padang"): law.on("2026-11-21", "Kota Padang").look_up("minimum_wage"),
    said("upah minimum Jayapura pada 2027", "minimum wage of Jayapura in 2027"): law.on(
        "2027-06-01", "Kota Jayapura"
    ).look_up("minimum_wage"),
}
lindung.table(
    [
        {
            said("pertanyaan", "question"): name,
            "status": answer.status,
            said("nilai", "value"): None if answer.value is None else lindung.amount(answer.value.amount, "rupiah"),
            said("alasan", "why"): None if answer.why is None else answer.why.said(lindung.language()),
        }
        for name, answer in asked.items()
    ]
)
# %% [markdown] id
# ## Seberapa pasti korpus ini?
# %% [markdown] en
# ## How sure is this corpus?
# %%
counted = census(law)
lindung.table(
    [
        {
            said("keyakinan", "standing"): label.said(lindung.language()),
            said("nilai", "values"): counted.by_standing[standing],
            said("bagian", "share"): lindung.amount(counted.by_standing[standing] / counted.dated_values, "share"),
        }
        for standing, label in STANDINGS.items()
    ]
)
# %% [markdown] id
# ## Rancangan Anda sendiri
#
# Tulis nilainya; pasal, kalimat dalam dua bahasa, dan berkasnya dibuat. Di sini: umur 18 sampai 60, prioritas bagi penyandang disabilitas lalu bagi yang
# menikah dengan tanggungan, paling lama 24 bulan.
# %% [markdown] en
# ## A draft of your own
#
# Write the values; article, sentence in both languages and file are made. Here: ages 18 to 60, priority for people with a disability and then for those
# married with dependants, at most 24 months.
# %%
folder = Path(tempfile.mkdtemp())
mine = lindung.draft(
    said("rancangan-saya", "my-draft"),
    "perwali-padang-13-2022",
    {
        "subsidy.eligibility.age": {"at_least": "18 years", "at_most": "60 years"},
        "subsidy.priority": [
            {"any_of": [{"disability": {"is": True}}]},
            {"any_of": [{"married_with_dependants": {"is": True}}]},
        ],
        "subsidy.months": "24 months",
    },
    in_force="2025-01-01",
    folder=folder,
    law=law,
)
lindung.clauses(mine, law=law)
# %%
difference = lindung.diff(mine, law=law)
difference
# %% [markdown] id
# Berkasnya dapat disunting, dikirim, dan dibaca lagi:
# %% [markdown] en
# The file can be edited, sent and read again:
# %%
print("\n".join(mine.file.read_text(encoding="utf-8").splitlines()[:28]))
# %% [markdown] id
# ## Diberlakukan: sebuah korpus baru, yang lama tidak berubah
# %% [markdown] en
# ## Enacted: a new corpus, the old one untouched
# %%
draft_law = law.enact(mine)
days = ("2024-12-31", "2025-01-01")
lindung.table(
    [
        {
            said("hari", "day"): day,
            said("korpus", "corpus"): name,
            said("lama subsidi", "months subsidised"): (
                found.value.amount
                if (found := corpus.on(day, "1371").look_up("subsidy.months")).value
                else said("tidak dibatasi", "no limit")
            ),
        }
        for day in days
        for name, corpus in (
            (said("yang berlaku", "in force"), law),
            (said("dengan rancangan", "with the draft"), draft_law),
        )
    ]
)
# %% [markdown] id
# ## Kesalahan ditolak sebelum menjadi hukum
# %% [markdown] en
# ## A fault is refused before it becomes law
# %%
try:
    lindung.draft(
        "salah",
        "perwali-padang-13-2022",
        {"subsidy.months": "dua belas"},
        in_force="2025-01-01",
        folder=folder,
        law=law,
    )
except lindung.BadInput as fault:
    print(str(fault).replace(f"{folder}/", ""))
# %% hidden
Markdown(
    said(
        f"**Jawaban.** Korpus memuat {lindung.amount(len(law.instruments))} instrumen dengan {lindung.amount(counted.dated_values)} nilai bertanggal, "
        f"{lindung.amount(counted.by_standing['recalled'])} di antaranya dari ingatan. Rancangan di atas mengubah {len(mine.provisions)} hal; sebelum hari berlakunya "
        "tidak ada yang berubah.",
        f"**Answer.** The corpus holds {lindung.amount(len(law.instruments))} instruments with {lindung.amount(counted.dated_values)} dated values, "
        f"{lindung.amount(counted.by_standing['recalled'])} of them recalled. The draft above changes {len(mine.provisions)} things; nothing changes before "
        "its day in force.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Sumbernya salinan publik, belum dicocokkan dengan lembaran negara. Tingkat keyakinan setiap nilai ada di sampingnya dan tidak pernah disembunyikan.
# - Rancangan Anda hanya selengkap nilainya: norma yang tidak dapat ditulis sebagai nilai tidak disimulasikan.
# - Lindung bukan nasihat hukum.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - Sources are public copies, none checked against the official gazette. How sure each value is stands beside it and is never hidden.
# - Your draft is only as complete as its values: a norm that cannot be written as a value is not simulated.
# - Lindung is not legal advice.
