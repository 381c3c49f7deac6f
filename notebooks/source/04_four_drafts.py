# file: empat_rancangan four_drafts
# %% [markdown] id
# # Empat rancangan berdampingan, beserta ringkasannya
#
# **Pertanyaan.** Empat rancangan hendak mengubah peraturan Padang. Apa yang diubah masing-masing bagi orang dan bagi anggaran, pasal mana
# penyebabnya, dan seberapa pasti?
# %% [markdown] en
# # Four drafts side by side, brief included
#
# **Question.** Four drafts would amend Padang's regulation. What does each change for people and for the budget, which clause does it, and how sure
# is that?
# %%
import tempfile
from pathlib import Path

from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk dan semua ulangan (setengah jam). False: sebagian kecil.
# en: True: everybody and all replicates (half an hour). False: a small part.
FULL = False
size = {} if FULL else {"workers": 1_840, "replicates": 2}

drafts = ["padang-prioritas-registri", "padang-kuota-kelurahan", "padang-jht", "padang-bagi-iuran"]
law = lindung.Corpus.load()
lindung.table(
    [
        {
            said("nama", "name"): name,
            said("rancangan", "draft"): law.drafts[name].title.said(lindung.language()),
            said("berlaku", "in force"): law.drafts[name].in_force,
            said("pasal", "clauses"): len(law.drafts[name].provisions),
        }
        for name in drafts
    ]
)
# %% [markdown] id
# Isi satu rancangan, pasal demi pasal, dan apa yang dibuat simulasi darinya:
# %% [markdown] en
# One of them clause by clause, and what the simulation makes of it:
# %%
lindung.clauses("padang-jht", law=law)
# %% [markdown] id
# ## Selisih terhadap peraturan yang berlaku
#
# Orang yang sama hidup di bawah kelima peraturan dengan nasib acak yang sama. Titik kosong dan abu-abu: tidak dapat dibedakan dari nol.
# %% [markdown] en
# ## Differences from what is in force
#
# The same people live under all five with the same random fates. Hollow and grey: cannot be told from zero.
# %%
found = lindung.compare("padang", regulations=["perwali-padang-13-2022", *drafts], **size)
found.plot()
# %%
found
# %% [markdown] id
# ## Siapa yang mendapat lebih banyak?
# %% [markdown] en
# ## Who gains?
# %%
found.plot(of="gains")
# %% [markdown] id
# ## Pasal mana penyebabnya?
#
# Sumbangan setiap pasal ialah yang ditambahkannya, dirata-rata atas semua urutan pemberlakuan (nilai Shapley); jumlahnya tepat seluruh selisih.
# %% [markdown] en
# ## Which clause does it?
#
# A clause's contribution is what it adds, averaged over all orders of enacting (Shapley value); together they make up the whole difference.
# %%
explained = found.explained(**({} if FULL else {"points": 3}))
explained.plot(of="clauses")
# %% [markdown] id
# ## Ringkasan untuk pengambil keputusan
#
# Dua halaman dalam bahasa yang sama, siap cetak. Berkasnya dapat dibuka di peramban.
# %% [markdown] en
# ## The brief for those who decide
#
# Two pages in the same language, ready to print. The file opens in any browser.
# %%
file = Path(tempfile.mkdtemp()) / said("ringkasan.html", "brief.html")
file.write_text(explained.brief(), encoding="utf-8")
file.name
# %%
explained.brief()
# %% hidden
best = max(explained.arms[1:], key=lambda arm: arm.differences["protected_person_months"].mean)
clear = [arm for arm in explained.arms[1:] if arm.differences["protected_person_months"].is_clear]
Markdown(
    said(
        f"**Jawaban.** Selisih bulan terlindungi terbesar ada pada *{best.regulation}*: "
        f"{lindung.amount(best.differences['protected_person_months'])}. Dari empat rancangan, {len(clear)} dapat dibedakan dari peraturan yang berlaku dalam hal ini.",
        f"**Answer.** The largest difference in months of cover is that of *{best.regulation}*: "
        f"{lindung.amount(best.differences['protected_person_months'])}. Of the four drafts, {len(clear)} can be told from what is in force in this respect.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Keempat rancangan contoh buatan proyek ini, ditulis menurut usul yang pernah diberitakan; bukan rancangan pemerintah kota.
# - Dengan sebagian kecil penduduk selangnya lebar. Tabel di atas menyebut berapa ulangan diperlukan untuk ketepatan tertentu (`found.table()`).
# - Ringkasan memisahkan tiga keraguan: undian, angka perilaku, dan pembacaan hukum.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - All four drafts are examples made by this project after proposals that were reported; they are not the city's.
# - With a small part of the people intervals are wide. `found.table()` says how many replicates a given precision needs.
# - The brief keeps three doubts apart: the draw, the numbers of behaviour, and the reading of the law.
