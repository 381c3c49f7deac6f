"""What the model is known not to do, for readers of a report; the whole list stands in docs/model.md, section 9."""

from typing import Final

from lindung.messages import Text

LIMITS: Final = (
    Text(
        "Hanya pekerja informal (BPU): penerima upah, jasa konstruksi, dan pekerja migran tidak ada, begitu pula dana "
        "program secara nasional.",
        "Informal workers (BPU) only: no wage earners, construction or migrant workers, and no national fund of a "
        "programme.",
    ),
    Text(
        "Tidak ada kurva bertahan peserta BPU maupun pendapatan bulanan yang diterbitkan; laju berhenti dan guncangan "
        "pendapatan diperkirakan dari hal lain.",
        "No survival curve of informal members and no monthly incomes have been published; rates of stopping and "
        "shocks of income are inferred from other things.",
    ),
    Text(
        "Semua yang subsidinya berakhir diperlakukan sama, juga yang akan membayar tanpa subsidi.",
        "All whose subsidy ends are treated alike, also those who would have paid without it.",
    ),
    Text(
        "Bantuan mengurus berkas menaikkan keberhasilan upaya, bukan jumlah upaya; tawaran berbatas waktu tidak "
        "mendesak.",
        "Help with the papers raises the success of a try, not the number of tries; an offer with a deadline does not "
        "press.",
    ),
    Text(
        "Orang tidak mengubah pekerjaan, risiko, atau kehati-hatian karena peraturan, dan tidak memperkirakan masa "
        "depan.",
        "Nobody changes trade, risk or care because of a rule, and nobody looks ahead.",
    ),
    Text(
        "Peluang mengklaim tetap dari tahun ke tahun; kenaikan klaim sejak 2023 tidak ditiru.",
        "The probability of claiming is the same every year; the rise of claims since 2023 is not reproduced.",
    ),
    Text(
        "Keadaan rumah tangga, alamat, registri, dan pekerjaan tidak berubah seumur hidup pekerja; semua kelurahan "
        "serupa.",
        "Household, address, registries and trade do not change in a worker's life; all kelurahan are alike.",
    ),
    Text(
        "Target lembaga, pendaftaran kolektif, dan tahun pemilu tidak ada di dalamnya.",
        "The agency's targets, group registrations and election years are not in it.",
    ),
    Text(
        "Manfaat JHT, upah selama tidak bekerja, cacat total, dan beasiswa sesudah tahun pertama dan tingkat pertama "
        "tidak dihitung.",
        "Old-age savings (JHT), wages while unable to work, total disability, and scholarships beyond the first year "
        "and level are not counted.",
    ),
)
