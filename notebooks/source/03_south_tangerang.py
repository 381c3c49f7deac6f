# file: tangsel_perwal_6_2025 south_tangerang_6_2025
# %% [markdown] id
# # Perwal Tangerang Selatan 6/2025: pasal demi pasal, lalu disimulasikan
#
# **Pertanyaan.** Apa isi peraturan itu, bagian mana yang dapat dihitung akibatnya, dan apa yang terjadi bila dijalankan?
# %% [markdown] en
# # South Tangerang's Mayor Regulation 6/2025: article by article, then simulated
#
# **Question.** What does the regulation say, which parts have effects that can be computed, and what happens when it is carried out?
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk (beberapa menit). False: sebagian.
# en: True: everybody (some minutes). False: a part.
FULL = False
workers = None if FULL else 12_500

law = lindung.Corpus.load()
regulation = law.instrument("perwali-tangsel-6-2025")
lindung.clauses(regulation, law=law)
# %% hidden
counted = dict.fromkeys(("simulated", "not_simulated", "open_norm"), 0)
for provision in regulation.provisions:
    counted[provision.effect] += 1
missing = ", ".join(gap.at.replace("pasal-", said("Pasal ", "Article ")) for gap in regulation.gaps)
Markdown(
    said(
        f"Dari {len(regulation.provisions)} ketentuan, **{counted['simulated']}** menetapkan nilai yang disimulasikan, {counted['not_simulated']} tidak mengubah siapa yang "
        f"dibayar atau berapa, dan **{counted['open_norm']}** adalah norma terbuka: teksnya menyerahkan isinya kepada orang. "
        f"Tidak ada dalam salinan yang dibaca: {missing}.",
        f"Of {len(regulation.provisions)} provisions, **{counted['simulated']}** set values that are simulated, {counted['not_simulated']} do not change who is paid for or "
        f"how much, and **{counted['open_norm']}** are open norms: the text leaves their content to people. "
        f"Missing from the copy that was read: {missing}.",
    )
)
# %% [markdown] id
# ## Nilai yang ditetapkannya
#
# Setiap nilai membawa pasalnya. Misalnya siapa yang didahulukan, dan apa yang ditetapkan sebelum itu:
# %% [markdown] en
# ## The values it sets
#
# Every value has its article. Who is served first, for one, and what held before:
# %%
lindung.show("subsidy.priority", "2025-06-01", region="3674", law=law)
# %%
lindung.show("subsidy.eligibility.income", "2025-06-01", region="3674", law=law)
# %% [markdown] id
# Syarat itu menunjuk upah minimum kota. Besarnya:
# %% [markdown] en
# That test points to the city's minimum wage, which is:
# %%
lindung.show("minimum_wage", "2025-06-01", region="3674", law=law)
# %% [markdown] id
# ## Dijalankan
#
# Dari Februari 2025 sampai Desember 2026, dengan rencana anggaran kota. Daftar peserta baru terisi setelah data dikumpulkan dan diverifikasi.
# %% [markdown] en
# ## Carried out
#
# From February 2025 to December 2026, with the city's planned budget. The list fills once data have been collected and verified.
# %%
done = lindung.run("tangsel", regulation="perwali-tangsel-6-2025", workers=workers)
done.plot()
# %%
done
# %% [markdown] id
# ## Satu kata yang diperdebatkan: "paling tinggi 65 tahun"
#
# Pendaftaran nasional menuntut belum berusia 65 tahun. Kedua pembacaan dijalankan pada orang yang sama.
# %% [markdown] en
# ## One contested word: "no more than 65"
#
# National registration asks that the applicant is not yet 65. Both readings are run on the same people.
# %%
readings = {
    choice: lindung.run("tangsel", workers=workers, readings={"age_65": choice}).metrics
    for choice in law.readings["age_65"].choices
}
shown = ("subsidised_person_months", "protected_person_months", "exclusion_error", "budget_spent_rp")
lindung.table(
    [
        {
            said("pembacaan", "reading"): law.readings["age_65"].choices[choice].says.said(lindung.language()),
            said("bulan-orang disubsidi", "person-months subsidised"): figures["subsidised_person_months"],
            said("bulan-orang terlindungi", "person-months under cover"): figures["protected_person_months"],
            said("berhak tetapi tidak masuk", "qualify but not listed"): lindung.amount(
                figures["exclusion_error"], "share"
            ),
            said("belanja", "spent"): lindung.amount(figures["budget_spent_rp"], "Rp"),
        }
        for choice, figures in readings.items()
    ]
)
# %% hidden
excluded = done.metrics["exclusion_error"]
Markdown(
    said(
        f"**Jawaban.** Sebagian besar pasal mengatur tata cara; akibatnya bagi orang datang dari syarat, prioritas, program, dan uang. Dengan rencana "
        f"anggaran itu {lindung.amount(excluded, 'share')} bulan-orang yang berhak tetap tidak masuk daftar, dan "
        f"{lindung.amount(done.metrics['inclusion_error'], 'share')} bulan-orang dalam daftar sebenarnya tidak memenuhi syarat.",
        f"**Answer.** Most articles are procedure; what people feel comes from criteria, priority, programmes and money. With that planned "
        f"budget, {lindung.amount(excluded, 'share')} of person-months that qualify stay off the list, and "
        f"{lindung.amount(done.metrics['inclusion_error'], 'share')} of listed person-months do not in fact qualify.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Peraturan dibaca dalam terjemahan Inggris resmi; naskah Indonesianya belum dilihat. Kutipan di atas kalimat kami sendiri.
# - Jumlah pekerja informal, garis kemiskinan, dan pendapatan kota ini dari ingatan atau anggapan: untuk Tangerang Selatan tidak ditemukan angkanya.
# - Satu ulangan. Norma terbuka tidak dihitung akibatnya; ketentuan yang tidak disimulasikan disebut alasannya di tabel pertama.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - The regulation was read in its official English translation; the Indonesian original was not seen. The restatements above are ours.
# - The number of informal workers, the poverty line and the incomes of this city are recalled or assumed: none were found for South Tangerang.
# - One replicate. Open norms have no computed effect; what is not simulated has its reason in the first table.
