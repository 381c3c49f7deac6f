# file: kalibrasi_dan_yang_meleset calibration_and_misses
# %% [markdown] id
# # Kalibrasi, angka yang disisihkan, dan yang meleset
#
# **Pertanyaan.** Seberapa jauh model ini boleh dipercaya? Dengan apa ia dicocokkan, fakta apa yang ditunjukkannya tanpa dicocokkan, dan di mana ia meleset?
# %% [markdown] en
# # Calibration, hold-outs and misses
#
# **Question.** How far may this model be believed? What was it fitted to, which facts does it show without fitting, and where does it miss?
# %%
from collections import Counter

from IPython.display import Markdown

import lindung
from lindung.simulation.declared import KINDS, STANDINGS

lindung.language(said("id", "en"))

# id: True: seluruh populasi (setengah jam). False: sebagian.
# en: True: whole populations (half an hour). False: a part.
FULL = False
some = {} if FULL else {"workers": 9_200, "replicates": 2}

padang = lindung.Scenario.load("padang")
# %% [markdown] id
# ## Dari mana angkanya
#
# Setiap angka perilaku punya rentang, jenis, sumber, dan tingkat keyakinan. Jenis *E* ditaksir lewat kalibrasi; *S* selalu diuji kepekaannya.
# %% [markdown] en
# ## Where the numbers come from
#
# Every number of behaviour has a range, a kind, a source and a standing. Kind *E* is estimated by calibration; *S* is always tested for sensitivity.
# %%
language = lindung.language()
numbers = [one for place, one in padang.declared.items() if not place.startswith(("population.age_sex", "mortality"))]
counted = Counter((one.kind, one.standing) for one in numbers)
lindung.table(
    [
        {
            said("jenis", "kind"): KINDS[kind].said(language),
            **{STANDINGS[standing].said(language): counted[kind, standing] for standing in STANDINGS},
        }
        for kind in KINDS
    ]
)
# %% [markdown] id
# ## Yang dicocokkan
#
# Kalibrasi menghasilkan banyak vektor parameter berbobot, bukan satu. Di bawah: setiap sasaran di samping angka model, yang meleset, dan kemungkinan sebabnya.
# %% [markdown] en
# ## What was fitted
#
# A calibration leaves many weighted vectors of parameters, not one. Below: each target beside the model's figure, what it misses, and the likely cause.
# %%
fit = lindung.fitted(padang)
fit
# %%
fit.plot()
# %% [markdown] id
# ## Fakta pokok
#
# Empat belas fakta dari laporan dan penelitian, dengan ambang yang ditetapkan sebelum kota diukur dan tidak diubah sesudahnya.
# %% [markdown] en
# ## Stylised facts
#
# Fourteen facts from reports and studies, with thresholds written down before the city was measured and not changed since.
# %%
facts = lindung.validate(padang, **some)
facts
# %% [markdown] id
# ## Yang disisihkan
#
# Angka-angka ini tidak pernah dipakai untuk mencocokkan. Yang meleset tetap ditampilkan, dengan kemungkinan sebabnya.
# %% [markdown] en
# ## What was held out
#
# These figures were never used for fitting. What misses stays shown, with its likely cause.
# %%
held = lindung.hold_out("padang", **some, **({} if FULL else {"draws": 4}))
held
# %% hidden
pinned = None if fit.posterior is None else len(fit.posterior.names)
state = (
    said("Kalibrasi belum tersedia bagi skenario ini: parameternya pilihan tangan dalam rentangnya.",
         "No calibration ships for this scenario: its parameters were chosen by hand within their ranges.")
    if pinned is None
    else said(f"Kalibrasi menaksir {pinned} parameter.", f"The calibration estimates {pinned} parameters.")
)  # fmt: skip
Markdown(
    said(
        f"**Jawaban.** {state} Dari empat belas fakta pokok, {facts.count('pass')} lulus, {facts.count('fail')} gagal, {facts.count('not_measurable')} tidak terukur. "
        f"Dari {len(held.held)} angka yang disisihkan, {held.count(True)} kena, {held.count(False)} meleset, {held.count(None)} belum dapat dinilai.",
        f"**Answer.** {state} Of fourteen stylised facts {facts.count('pass')} pass, {facts.count('fail')} fail, {facts.count('not_measurable')} cannot be measured. "
        f"Of {len(held.held)} figures held out, {held.count(True)} are hit, {held.count(False)} missed, {held.count(None)} cannot be judged.",
    )
)
# %% [markdown] id
# ## Sandaran jawaban ini, dan keraguannya
#
# - Dengan sebagian penduduk dan dua ulangan, selangnya lebar: "meragukan" berarti selang memotong ambang. `FULL = True` mempersempitnya.
# - Fakta pokok sebagian dari luar negeri; ambangnya pilihan kami, ditulis sebelum mengukur.
# - Angka BPU yang terbit menghitung hal yang berbeda-beda (pernah terdaftar, membayar tahun itu, aktif); jangan disamakan.
# - Kena satu angka bukan bukti bahwa sebabnya benar.
# %% [markdown] en
# ## What this answer rests on, and its doubt
#
# - With a part of the people and two replicates intervals are wide: in doubt means that the interval crosses the threshold. `FULL = True` narrows them.
# - Some stylised facts are from abroad; the thresholds are ours, written down before measuring.
# - Published counts of informal members count different things (ever registered, paid in the year, active); do not equate them.
# - To hit a figure does not prove that the reason is right.
