# file: mulai_cepat quickstart
# %% [markdown] id
# # Mulai cepat: satu pertanyaan, satu jawaban, satu gambar
#
# **Pertanyaan.** Kota Padang membayar iuran JKK dan JKM sebagian pekerja rentan. Bagaimana jika yang didahulukan bukan lagi siapa yang
# diusulkan kelurahan, melainkan pekerja yang tercatat dalam basis data sosial, dengan prioritas bagi yang berumur 60 tahun ke atas,
# penyandang disabilitas, dan yang menikah dengan tanggungan?
#
# Tekan `Shift`+`Enter` pada setiap kotak. Tidak perlu mengerti kodenya.
# %% [markdown] en
# # Quickstart: one question, one answer, one picture
#
# **Question.** Padang pays the JKK and JKM contributions of some of its vulnerable workers. What if those served first were no longer whoever
# the kelurahan proposes, but workers listed in the social registries, with priority for people aged 60 or older, with a
# disability, or married with dependants?
#
# Press `Shift`+`Enter` in each box. You need not understand the code.
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: False: sebagian kecil penduduk, beberapa detik. True: semua penduduk dan semua ulangan, beberapa menit.
# en: False: a small part of the people, some seconds. True: everybody and all replicates, some minutes.
FULL = False
size = {} if FULL else {"workers": 9_200, "replicates": 4}

found = lindung.compare("padang", regulations=["perwali-padang-13-2022", "padang-prioritas-registri"], **size)
found.plot()
# %% hidden
draft = found.arms[1].differences
Markdown(
    said(
        f"**Jawaban.** Dibandingkan dengan peraturan yang berlaku, rancangan itu mengubah bulan terlindungi sebanyak "
        f"{lindung.amount(draft['protected_person_months'])}, belanja anggaran sebanyak "
        f"{lindung.amount(draft['budget_spent_rp'], 'Rp')}, dan bagian penerima yang sebenarnya tidak berhak sebanyak "
        f"{lindung.amount(draft['inclusion_error'], 'share')}. Dalam kurung selang 90 %: bila angka nol ada di dalamnya, "
        "perbedaannya tidak dapat dipastikan.",
        f"**Answer.** Against the regulation in force, the draft changes months of cover by "
        f"{lindung.amount(draft['protected_person_months'])}, the budget spent by "
        f"{lindung.amount(draft['budget_spent_rp'], 'Rp')}, and the share of those served who do not in fact qualify by "
        f"{lindung.amount(draft['inclusion_error'], 'share')}. In brackets 90% intervals: where zero lies inside, "
        "there may be no difference.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - **Hukumnya** data: setiap nilai punya pasal, masa berlaku, dan sumber. Peraturan Padang dibaca dari penelitian, bukan dari naskahnya.
#   Rancangan di sini contoh buatan proyek ini, bukan rancangan pemerintah kota.
# - **Orangnya** tiruan: jumlah, umur, pekerjaan, dan pendapatan mengikuti angka yang dapat ditemukan; sebagian angka masih anggapan.
# - **Selisihnya** diukur pada orang yang sama dengan nasib acak yang sama, jadi bukan kebetulan undian.
# - Ini ilustrasi tentang akibat suatu aturan di bawah anggapan itu, bukan ramalan. Catatan di bawah menyebut apa yang belum pasti.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - **The law** is data: every value has its article, its dates and its source. Padang's regulation was read about in studies, not in its own
#   text. The draft is an example made by this project, not one of the city's.
# - **The people** are simulated: their number, ages, trades and incomes follow what figures could be found; some are still assumed.
# - **The difference** is taken on the same people meeting the same random fates, so it is not luck of the draw.
# - This illustrates what a rule does under those assumptions; it does not forecast. The notes below say what is not sure.
# %%
found
