"""The sentences of a letter, with names of what is put in in braces."""

from typing import Final

from lindung.messages import Text

WARNING: Final = Text(
    "Teguran tertulis pertama: hasil pemeriksaan laporan upah", "First written warning: result of the wage-report audit"
)
NOTICE: Final = Text("Pemberitahuan hasil pemeriksaan laporan upah", "Notice of the result of the wage-report audit")
OPENING: Final = Text(
    "Kami telah memeriksa laporan upah Saudara untuk bulan iuran {months}. Upah yang dilaporkan dibandingkan dengan "
    "upah yang dibayar dan dengan peraturan yang berlaku pada setiap bulan itu, keadaan per {as_of}. Hasilnya sebagai "
    "berikut.",
    "We have audited your wage report for the contribution months {months}. The wages reported were held against the "
    "wages paid and the law in force in each of those months, as of {as_of}. This is what we found.",
)
WORKERS: Final = Text(
    "Temuan ini menyangkut {workers} pekerja. Rincian menurut pekerja dan bulan ada dalam findings.xlsx; saring kolom "
    "NPP pemberi kerja dengan {employer}. Pekerja disebut dengan kunci, bukan dengan NIK.",
    "These findings concern {workers} workers. Each worker and month is listed in findings.xlsx; filter the column "
    "Employer (NPP) by {employer}. Workers go by a key, not by their NIK.",
)
NO_WORKERS: Final = Text(
    "Rincian menurut bulan ada dalam findings.xlsx; saring kolom NPP pemberi kerja dengan {employer}.",
    "Each month is listed in findings.xlsx; filter the column Employer (NPP) by {employer}.",
)
OVERPAID: Final = Text(
    "Dari upah pekerja telah dipotong {amount} lebih banyak daripada iuran yang seharusnya; kelebihan ini hak pekerja.",
    "Workers' pay was cut by {amount} more than the contributions due; the excess is theirs.",
)
READING: Final = Text("Pembacaan yang dipakai. {question} {says}", "Reading used. {question} {says}")
DEADLINE: Final = Text(
    "Teguran pertama berlaku {first} sampai {last} ({law}). Selambat-lambatnya pada {last} kami minta Saudara:",
    "The first warning runs from {first} to {last} ({law}). By {last} at the latest we ask you to do the following:",
)
AT_ONCE: Final = Text("Kami minta Saudara segera:", "We ask you to do the following at once:")
ANSWER: Final = Text(
    "Bila Saudara mempunyai data yang belum kami terima atau menilai suatu temuan keliru, sampaikan tanggapan tertulis "
    "beserta buktinya{when}.",
    "If you hold data that we have not received, or think a finding is wrong, send us your written answer with the "
    "evidence{when}.",
)
SAME_TIME: Final = Text(" dalam jangka waktu yang sama", " within the same time")
# what an employer is asked to do, where the rule's own remedy speaks to the auditor
ASKED: Final = {
    "PMI": Text("Bayar tunggakan beserta dendanya.", "Pay the arrears with the fine."),
    "REPORT-LATE-CHANGE": Text(
        "Laporkan setiap perubahan dalam jangka waktunya; sampai dilaporkan, manfaat dihitung dari data lama.",
        "Report every change within its time; until then benefits are computed on the old data.",
    ),
    "WAGE-BELOW-UMK": Text("Bayar upah paling sedikit sebesar upah minimum.", "Pay at least the minimum wage."),
}
LATE: Final = Text(
    "{rate} setiap bulan dari iuran yang kurang atau terlambat dibayar, ditanggung pemberi kerja sendiri ({law}). "
    "Dihitung sampai {as_of}; bertambah selama iuran belum lunas.",
    "{rate} a month of the contributions short or late, borne by the employer alone ({law}). Reckoned to {as_of}; it "
    "grows until the contributions are paid.",
)
ADMINISTRATIVE: Final = Text(
    "Belum dikenakan. Bila teguran kedua berakhir tanpa dipenuhi, mulai {first} dikenakan {rate} setiap bulan dari "
    "{base} ({law}); jumlah ini untuk {months} bulan. Terpisah dari denda keterlambatan.",
    "Not imposed yet. If the second warning ends unheeded, {rate} a month of {base} is imposed from {first} ({law}); "
    "months counted: {months}. It is apart from the late-payment fine.",
)
NO_LADDER: Final = Text("Tidak dikenakan atas temuan dalam surat ini.", "Not imposed for what is found in this letter.")
OTHER: Final = Text("Hal ini tidak termasuk dalam teguran.", "This is not part of the warning.")
BESIDE: Final = {
    "PMI": Text(
        "Tunggakan tidak menunggu teguran: dendanya terus bertambah.",
        "Arrears do not wait for the warning: their fine keeps growing.",
    ),
    "WAGE-BELOW-UMK": Text(
        "Hal ini diteruskan kepada pengawas ketenagakerjaan.", "This is passed on to the labour inspectorate."
    ),
}
BASES: Final = {
    "shortfall": Text("kekurangan iuran", "the contributions short"),
    "whole": Text("seluruh iuran yang seharusnya dibayar", "the whole contribution due"),
}
PROVISIONAL: Final = Text(
    "Tanggal bertanda (s) sementara: keputusan bersama tentang hari libur tahun itu belum ada.",
    "Dates marked (p) are provisional: there is no joint decree on that year's holidays yet.",
)
RECALLED_VALUES: Final = Text(
    "Angka hukum ini diketahui dari ingatan dan harus diperiksa sebelum surat ini ditandatangani: {values}.",
    "These figures of law are recalled, not verified; check them before this letter is signed: {values}.",
)
RECALLED: Final = Text(
    "Ketentuan bertanda * diketahui dari ingatan dan harus diperiksa sebelum surat ini ditandatangani.",
    "Provisions marked * are recalled, not verified; check them before this letter is signed.",
)
