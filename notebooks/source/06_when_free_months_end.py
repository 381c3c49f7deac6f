# file: ketika_bulan_gratis_berakhir when_free_months_end
# %% [markdown] id
# # Apa yang terjadi ketika bulan gratis berakhir
#
# **Pertanyaan.** Kota membayar iuran selama beberapa bulan, lalu berhenti. Berapa orang yang tetap terlindungi sesudahnya, dan mana yang membeli
# lebih banyak perlindungan dengan uang yang sama: lama bagi sedikit orang, atau sebentar bagi banyak orang?
# %% [markdown] en
# # What happens when free months end
#
# **Question.** A city pays contributions for some months, then stops. How many stay covered afterwards, and what buys more cover for the same
# money: long for few people, or short for many?
# %%
from IPython.display import Markdown

import lindung

lindung.language(said("id", "en"))

# id: True: semua penduduk (beberapa menit). False: sebagian.
# en: True: everybody (some minutes). False: a part.
FULL = False
size = {"replicates": 10} if FULL else {"workers": 9_200, "replicates": 3}
# %% [markdown] id
# ## Tiga rancangan, satu perbedaan
#
# Peraturan Padang tidak membatasi berapa bulan seseorang dibayar. Setiap rancangan di bawah menambahkan satu pasal: paling lama 6, 12, atau 18 bulan,
# mulai Januari 2025, lalu peserta membayar sendiri. Anggarannya sama.
# %% [markdown] en
# ## Three drafts, one difference
#
# Padang's regulation does not limit how many months someone is paid for. Each draft below adds one clause: at most 6, 12 or 18 months, from
# January 2025, after which members pay themselves. The budget is the same.
# %%
baseline = "perwali-padang-13-2022"
limits = (6, 12, 18)
drafts = [
    lindung.draft(
        f"padang-{months}-{said('bulan', 'months')}",
        baseline,
        {"subsidy.months": f"{months} months", "subsidy.after": "self_pay"},
        in_force="2025-01-01",
    )
    for months in limits
]
lindung.clauses(drafts[1])
# %%
found = lindung.compare("padang", regulations=[baseline, *drafts], **size)
found
# %% [markdown] id
# ## Satu per satu: bulan sesudah Januari 2025
# %% [markdown] en
# ## Month by month after January 2025
# %%
runs = {
    said("tanpa batas", "no limit"): lindung.run("padang", regulation=baseline, workers=size.get("workers")),
    **{
        said(f"paling lama {months} bulan", f"at most {months} months"): lindung.run(
            "padang", regulation=draft.file, workers=size.get("workers")
        )
        for months, draft in zip(limits, drafts, strict=True)
    },
}
# id: sejak Juli 2024
# en: from July 2024 on
first = 42
months = [run.model.date_of(month) for run in runs.values() for month in range(first, 72)][: 72 - first]
lindung.lines(
    {name: [row["subsidised"] for row in run.rows[first:]] for name, run in runs.items()},
    months,
    said("Yang dibayar kota", "Paid for by the city"),
    said("orang, setiap bulan", "people, each month"),
)
# %%
lindung.lines(
    {name: [row["active"] for row in run.rows[first:]] for name, run in runs.items()},
    months,
    said("Peserta aktif, siapa pun yang membayar", "Active members, whoever pays"),
    said("orang, setiap bulan", "people, each month"),
)
# %% [markdown] id
# ## Siapa yang terus membayar?
#
# Dari anggapan perilaku: bagian yang terus membayar sendiri sesudah subsidi berakhir. Angka itu dicoba dari ujung ke ujung rentangnya.
# %% [markdown] en
# ## Who pays on?
#
# An assumption of behaviour: the share that goes on paying alone once the subsidy has ended. It is tried across its range.
# %%
padang = lindung.Scenario.load("padang")
keep = padang.declared["keep_paying"]
ends = {}
for value in sorted({keep.low, keep.value, keep.high}):
    other = lindung.changed(padang, {"keep_paying": value})
    tried = lindung.compare(other, regulations=[baseline, drafts[1]], **size)
    ends[lindung.amount(value, "share")] = tried.arms[1].differences["protected_person_months"]
lindung.bars(
    ends,
    said("Batas 12 bulan: selisih bulan terlindungi", "A limit of 12 months: difference in months of cover"),
    said("menurut bagian yang terus membayar; selang 90 %", "by the share that pays on; 90% interval"),
)
# %% hidden
differences = [arm.differences for arm in found.arms[1:]]
said_each = "; ".join(
    said(
        f"paling lama {months} bulan: {lindung.amount(one['protected_person_months'])} bulan terlindungi dan "
        f"{lindung.amount(one['budget_spent_rp'], 'Rp')} belanja",
        f"at most {months} months: {lindung.amount(one['protected_person_months'])} months of cover and "
        f"{lindung.amount(one['budget_spent_rp'], 'Rp')} spent",
    )
    for months, one in zip(limits, differences, strict=True)
)
Markdown(
    said(
        f"**Jawaban.** Terhadap subsidi tanpa batas, dengan anggaran yang sama: {said_each}. Dalam kurung selang 90 %.",
        f"**Answer.** Against a subsidy without limit, at the same budget: {said_each}. In brackets 90% intervals.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
# %% [markdown] en
# ## What this answer rests on, and its doubt
# %%
lindung.table(
    [
        {
            said("angka", "number"): padang.declared[name].name.said(lindung.language()),
            said("nilai", "value"): lindung.amount(padang.declared[name].value, "ratio"),
            said("dari", "from"): lindung.amount(padang.declared[name].low, "ratio"),
            said("sampai", "to"): lindung.amount(padang.declared[name].high, "ratio"),
            said("sumber", "source"): padang.declared[name].source,
        }
        for name in ("keep_paying", "lapse_early", "lapse_late", "reactivation")
    ]
)
# %% [markdown] id
# - Tidak ada kurva ketahanan peserta mandiri yang pernah diterbitkan; angka perilaku di atas bersandar pada sedikit laporan dan penelitian luar negeri.
# - Bulan dihitung sejak peraturan berlaku. Siapa yang masa gratisnya habis tidak dapat didaftar lagi oleh rancangan ini.
# - Uang yang dihemat dari mereka membayar orang lain hanya bila kantor sempat memverifikasi orang lain itu.
# %% [markdown] en
# - No survival curve of self-paying members has ever been published; the behaviour above rests on few reports and studies abroad.
# - Months count from the day the rule takes effect. Whose free months are over cannot be listed again under these drafts.
# - Money saved on them pays for others only where the office has verified others.
