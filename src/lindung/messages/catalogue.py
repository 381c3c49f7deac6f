"""The closed catalogue of input faults: code, then the sentence in both languages with the mend."""

from typing import Final

from lindung.messages.catalogue_calibration import CALIBRATION
from lindung.messages.catalogue_intake import INTAKE
from lindung.messages.language import Text

CATALOGUE: Final[dict[str, Text]] = {
    **CALIBRATION,
    **INTAKE,
    # files
    "file-missing": Text(
        "berkas tidak ditemukan. Periksa nama dan foldernya.", "file not found. Check its name and folder."
    ),
    "file-unreadable": Text(
        "berkas tidak dapat dibaca sebagai teks UTF-8 ({reason}). Simpan ulang sebagai UTF-8.",
        "the file cannot be read as UTF-8 text ({reason}). Save it again as UTF-8.",
    ),
    "yaml-broken": Text(
        "YAML rusak: {reason}. Periksa indentasi, tanda titik dua, dan kurung di sekitar baris ini.",
        "broken YAML: {reason}. Check indentation, colons and brackets around this line.",
    ),
    "yaml-not-mapping": Text(
        "di sini diharapkan pasangan kunci dan nilai, bukan {found}.",
        "expected keys with values here, not {found}.",
    ),
    "yaml-not-list": Text(
        "{key} harus berupa daftar dalam kurung siku, bukan {found}.",
        "{key} must be a list in square brackets, not {found}.",
    ),
    "key-duplicate": Text("kunci {key} ditulis dua kali. Hapus salah satu.", "the key {key} stands twice. Delete one."),
    "key-unknown": Text("kunci {key} tidak dikenal{nearest}", "unknown key {key}{nearest}"),
    "key-missing": Text("{key} belum diisi. Tambahkan {key}.", "{key} is missing. Add {key}."),
    "language-missing": Text(
        "{key} belum ada dalam bahasa {missing}. Tulis kedua bahasa: {{id: ..., en: ...}}.",
        "{key} is missing in language {missing}. Write both: {{id: ..., en: ...}}.",
    ),
    # instruments
    "instrument-name": Text(
        "nama instrumen {name} tidak sama dengan nama berkas {stem}.yaml. Samakan keduanya.",
        "the instrument is named {name} but the file is {stem}.yaml. Make them the same.",
    ),
    "instrument-twice": Text(
        "instrumen {name} sudah ada di {other}. Setiap instrumen punya satu berkas.",
        "instrument {name} already stands in {other}. One file an instrument.",
    ),
    "instrument-unknown": Text("instrumen {name} tidak dikenal{nearest}", "unknown instrument {name}{nearest}"),
    "provision-unknown": Text(
        "{name} menunjuk ketentuan yang tidak ada{nearest}", "{name} names a provision that does not exist{nearest}"
    ),
    "provision-twice": Text(
        "ketentuan {at} ditulis dua kali. Beri setiap ketentuan tempatnya sendiri.",
        "the provision {at} stands twice. Give each provision its own place.",
    ),
    "place-form": Text(
        "{at} bukan letak ketentuan. Tulis seperti pasal-16/ayat-1 atau lampiran-2/baris-3.",
        "{at} is no place of a provision. Write it like pasal-16/ayat-1 or lampiran-2/baris-3.",
    ),
    "choice": Text(
        "{key}: {value} bukan pilihan. Pilih salah satu dari {choices}.",
        "{key}: {value} is no choice. Choose one of {choices}.",
    ),
    "date-form": Text(
        "{key}: {value} bukan tanggal. Tulis seperti 2025-02-07 (atau 2025-02 untuk bulan).",
        "{key}: {value} is no date. Write it like 2025-02-07 (or 2025-02 for a month).",
    ),
    "date-order": Text(
        "{later} ({later_value}) lebih awal daripada {earlier} ({earlier_value}). Betulkan salah satunya.",
        "{later} ({later_value}) is before {earlier} ({earlier_value}). Correct one of them.",
    ),
    "citation-missing": Text(
        "tidak ada bukti. Tambahkan evidence: {{standing: ..., source: ..., checked: ...}}.",
        "no evidence. Add evidence: {{standing: ..., source: ..., checked: ...}}.",
    ),
    "because-missing": Text(
        "{effect} tanpa alasan. Tambahkan because: {{id: ..., en: ...}}.",
        "{effect} without a reason. Add because: {{id: ..., en: ...}}.",
    ),
    "effect-missing": Text(
        "ketentuan ini tidak menetapkan apa pun dan tidak menyebut effect. Tambahkan effect: not_simulated atau "
        "open_norm beserta because.",
        "this clause sets nothing and names no effect. Add effect: not_simulated or open_norm, with because.",
    ),
    "draft-head": Text(
        "rancangan harus punya kepala draft: {{author, baseline, untouched}} dan amends.",
        "a draft needs the head draft: {{author, baseline, untouched}} and amends.",
    ),
    "draft-untouched": Text(
        "rancangan menyebut {at} tetap, tetapi {by} mengubah atau menghapusnya. Hapus dari untouched.",
        "the draft lists {at} as untouched, but {by} changes or deletes it. Take it out of untouched.",
    ),
    "draft-amends": Text(
        "rancangan {draft} mengubah {target}, yang tidak berlaku pada {day}. Pilih peraturan yang berlaku.",
        "the draft {draft} amends {target}, which is not in force on {day}. Name a regulation in force.",
    ),
    "draft-twice": Text(
        "rancangan {name} sudah diberlakukan dalam korpus ini.", "the draft {name} is already enacted in this corpus."
    ),
    "draft-elsewhere": Text(
        "rancangan {draft} untuk {region}; skenario {scenario} ada di {here}, jadi tidak ada yang diubahnya di sana. "
        "Pilih skenario daerah itu, atau bandingkan peraturannya (bukan rancangan) lewat --regulation.",
        "the draft {draft} is for {region}; scenario {scenario} lies in {here}, so it amends nothing in force there. "
        "Choose a scenario of that region, or compare a regulation (not a draft) with --regulation.",
    ),
    "regulation-twice": Text(
        "dua peraturan bernama {name}. Beri salah satunya nama lain pada baris `instrument`.",
        "two regulations are named {name}. Give one of them another name in its `instrument` line.",
    ),
    # parameters and values
    "parameter-unknown": Text("parameter {name} tidak dikenal{nearest}", "unknown parameter {name}{nearest}"),
    "unit-wrong": Text(
        "{parameter}: {value} bukan {unit}. Tulis seperti {example}.",
        "{parameter}: {value} is not in {unit}. Write it like {example}.",
    ),
    "rate-too-fine": Text(
        "{parameter}: {value} lebih halus daripada satu per seratus ribu. Bulatkan menurut teksnya.",
        "{parameter}: {value} is finer than one in a hundred thousand. Round it as the text does.",
    ),
    "shape-wrong": Text(
        "{parameter} berbentuk {shape}; {value} tidak cocok. Tulis seperti {example}.",
        "{parameter} has the shape {shape}; {value} does not fit. Write it like {example}.",
    ),
    "word-unknown": Text(
        "{parameter}: kata {value} tidak ada dalam kosakata {vocabulary}{nearest}",
        "{parameter}: the word {value} is not in the vocabulary {vocabulary}{nearest}",
    ),
    "implausible": Text(
        "{parameter}: {value} di luar batas wajar {low} sampai {high}. Periksa nolnya, atau luaskan plausible dalam "
        "register.yaml bila benar.",
        "{parameter}: {value} is outside the plausible range {low} to {high}. Check the zeros, or widen plausible in "
        "register.yaml if it is right.",
    ),
    "bands-order": Text(
        "{parameter}: batas bawah lapisan harus naik; {value} tidak.",
        "{parameter}: lower bounds of bands must rise; {value} does not.",
    ),
    "overlap": Text(
        "{parameter} juga ditetapkan oleh {other} untuk hari yang sama ({day}), peringkat sama, nilai lain. "
        "Betulkan tanggalnya, atau tulis overrides: [{other}].",
        "{parameter} is also set by {other} for the same day ({day}) at the same rank with another value. "
        "Correct the dates, or write overrides: [{other}].",
    ),
    "series-row": Text("{column}: {reason}. Betulkan baris ini.", "{column}: {reason}. Correct this row."),
    "series-overlap": Text(
        "baris ini dan baris {other} berlaku untuk {region} pada hari yang sama. Betulkan from atau until.",
        "this row and row {other} hold for {region} on the same day. Correct from or until.",
    ),
    "reading-unknown": Text("pembacaan {name} tidak dikenal{nearest}", "unknown reading {name}{nearest}"),
    "reading-form": Text(
        "{value} bukan pembacaan. Tulis NAMA=PILIHAN, misalnya warning_days=calendar.",
        "{value} is no reading. Write NAME=CHOICE, for example warning_days=calendar.",
    ),
    # scenarios and their tables
    "scenario-unknown": Text(
        "skenario {name} tidak dikenal{nearest} Sebut skenario bawaan atau letak berkas .yaml.",
        "unknown scenario {name}{nearest} Name a shipped one or the path of a .yaml file.",
    ),
    "number-text": Text(
        "{key}: {value} bukan angka. Tulis angka saja, seperti 184_000 atau 0.35, tanpa Rp, koma, atau kata.",
        "{key}: {value} is no number. Write digits only, like 184_000 or 0.35, without Rp, commas or words.",
    ),
    "number-impossible": Text(
        "{key}: {value} tidak mungkin; harus {limits}. Betulkan angkanya.",
        "{key}: {value} cannot be; it must be {limits}. Correct the number.",
    ),
    "number-whole": Text(
        "{key}: {value} harus bilangan bulat. Bulatkan.", "{key}: {value} must be a whole number. Round it."
    ),
    "number-outside": Text(
        "{key}: {value} di luar rentangnya sendiri, {low} sampai {high}. Betulkan nilainya atau range-nya.",
        "{key}: {value} is outside its own range, {low} to {high}. Correct the value or the range.",
    ),
    "range-form": Text(
        "{key}: {value} bukan rentang. Tulis yang rendah dahulu, seperti {example}.",
        "{key}: {value} is no range. Write the low end first, like {example}.",
    ),
    "share-sum": Text(
        "{key}: {n} angka berjumlah {sum}, seharusnya {wanted}. Betulkan supaya jumlahnya {wanted}.",
        "{key}: {n} numbers add up to {sum} instead of {wanted}. Correct them so that they add up to {wanted}.",
    ),
    "source-missing": Text(
        "{key} tanpa sumber. Tambahkan source: ... dan standing: secondary, derived, recalled, atau assumption.",
        "{key} has no source. Add source: ... and standing: secondary, derived, recalled or assumption.",
    ),
    "horizon-early": Text(
        "skenario mulai {start}, sebelum hukumnya: {parameter} berlaku sejak {day}. Mulai bulan itu atau sesudahnya.",
        "the scenario starts on {start}, before its law: {parameter} holds from {day}. Start in that month or later.",
    ),
    "table-empty": Text(
        "tabel ini tidak punya baris data. Isi, atau periksa berkas dan pemisah kolomnya.",
        "this table has no rows of data. Fill it, or check the file and its delimiter.",
    ),
    "table-unreadable": Text(
        "tabel tidak dapat dibaca ({reason}). Simpan sebagai CSV UTF-8 dengan pemisah yang disebut, atau Parquet.",
        "the table cannot be read ({reason}). Save it as UTF-8 CSV with the delimiter stated, or as Parquet.",
    ),
    "microdata-column": Text(
        "{key} menunjuk kolom {column}, yang tidak ada dalam tabel{nearest}",
        "{key} names column {column}, which the table does not have{nearest}",
    ),
    "microdata-weight": Text(
        "kolom bobot {column}: {value} bukan bobot. Setiap baris perlu bobot 0 atau lebih, tidak semuanya 0.",
        "weight column {column}: {value} is no weight. Every row needs a weight of 0 or more, not all of them 0.",
    ),
    "microdata-code": Text(
        "{key}: kode {value} tidak ada dalam peta{nearest} Tambahkan di bawah values.",
        "{key}: the code {value} is not in the map{nearest} Add it under values.",
    ),
    "place-twice": Text(
        "{region} sudah ada pada {other}. Setiap daerah punya satu tempat; hapus salah satunya.",
        "{region} already stands at {other}. Each region has one place; delete one of the two.",
    ),
    "place-kind": Text(
        "setiap tempat ditulis dengan `scenario: NAMA` saja, atau dengan `template: NAMA` dan angkanya sendiri.",
        "each place is written with `scenario: NAME` alone, or with `template: NAME` and numbers of its own.",
    ),
    "country-alone": Text(
        "{name} memuat banyak daerah, sedangkan perintah ini menjalankan satu. Pakai: lindung compare {name}.",
        "{name} holds many places, and this command runs one. Use: lindung compare {name}.",
    ),
    "country-option": Text(
        "{option} tidak berlaku bagi {name}, yang memuat banyak daerah. Hapus {option}, atau bandingkan satu daerah.",
        "{option} does not go with {name}, which holds many places. Leave out {option}, or compare one place.",
    ),
    # command line
    "region-unknown": Text(
        "daerah {name} tidak dikenal{nearest} Pakai kode BPS atau nama lengkap.",
        "unknown region {name}{nearest} Use the BPS code or the full name.",
    ),
    "region-ambiguous": Text(
        "{name} dapat berarti {candidates}. Pakai kode BPS.", "{name} may mean {candidates}. Use the BPS code."
    ),
    "key-of-table": Text(
        "{parameter} tidak punya kunci {key}{nearest} Kuncinya: {keys}.",
        "{parameter} has no key {key}{nearest} Its keys: {keys}.",
    ),
    "key-of-bands": Text(
        "{parameter} menurut lapisan: --key harus bilangan bulat ({unit}), bukan {key}.",
        "{parameter} goes by bands: --key must be a whole number ({unit}), not {key}.",
    ),
    "key-useless": Text(
        "{parameter} tidak berkunci. Hapus --key {key}.", "{parameter} takes no key. Leave out --key {key}."
    ),
    "behaviour-unknown": Text("perilaku {name} tidak dikenal{nearest}", "unknown behaviour {name}{nearest}"),
    "state-unreadable": Text(
        "berkas keadaan tidak dapat dibaca ({reason}). Buat lagi dengan --save.",
        "the state cannot be read ({reason}). Make it again with --save.",
    ),
    "state-differs": Text(
        "berkas keadaan dibuat untuk {what} {saved}, bukan {here}. Pakai {what} yang sama, atau mulai dari awal.",
        "the state was made for {what} {saved}, not {here}. Use the same {what}, or start anew.",
    ),
    "experiment-unknown": Text("percobaan {name} tidak dikenal{nearest}", "unknown experiment {name}{nearest}"),
    "metric-unknown": Text("angka {name} tidak dikenal{nearest}", "unknown metric {name}{nearest}"),
    "option-range": Text(
        "{option}: {value} di luar {low} sampai {high}. Pilih nilai di antaranya.",
        "{option}: {value} is outside {low} to {high}. Choose a value between them.",
    ),
    "percent-form": Text(
        "{option}: {value} bukan persentase. Tulis seperti 5%.", "{option}: {value} is no percentage. Write it like 5%."
    ),
    "cluster-unreachable": Text(
        "penjadwal di {address} tidak menjawab dalam {seconds} detik ({reason}). Jalankan `dask scheduler` di sana, "
        "atau tanpa --cluster.",
        "the scheduler at {address} does not answer within {seconds} seconds ({reason}). Start `dask scheduler` there, "
        "or leave --cluster out.",
    ),
    "extra-missing": Text(
        "{option} memerlukan paket tambahan `{extra}`. Pasang dengan: pip install 'lindung[{extra}]'.",
        "{option} needs the extra `{extra}`. Install it with: pip install 'lindung[{extra}]'.",
    ),
    "record-unreadable": Text(
        "ini bukan catatan dari `run` atau `compare` ({reason}). Beri run.json yang ditulis salah satunya.",
        "this is no record of `run` or `compare` ({reason}). Give a run.json that one of them wrote.",
    ),
    "record-behaviour": Text(
        "catatan ini dibuat dengan perilaku pengganti ({names}) yang tidak ikut disimpan. "
        "Jalankan lagi dari buku catatannya.",
        "this record was made with replaced behaviour ({names}), which it does not hold. "
        "Run it again from its notebook.",
    ),
    # the audit: people's data, what was handed in, what is asked of it
    "key-inside": Text(
        "kunci berkas perkara {path} berada di dalam {folder}, yang dibagikan. Simpan kunci di luar folder itu.",
        "the case key {path} lies inside {folder}, which is handed on. Keep the key outside that folder.",
    ),
    "key-form": Text(
        "bukan kunci berkas perkara ({size} byte, seharusnya {wanted}). Sebut berkas yang dibuat Lindung.",
        "this is no case key ({size} bytes instead of {wanted}). Name the file that Lindung made.",
    ),
    "key-differs": Text(
        "audit di {folder} dibuat dengan kunci lain. Pakai --key dengan kunci berkas perkara itu.",
        "the audit in {folder} was made with another key. Use --key with the key of that case.",
    ),
    "audit-missing": Text(
        "{folder} bukan folder hasil audit. Sebut folder yang ditulis `lindung audit ... --out`.",
        "{folder} is no folder of an audit. Name one that `lindung audit ... --out` wrote.",
    ),
    "letter-template": Text(
        "templat surat tidak dapat diisi ({reason}). Periksa tanda kurung kurawalnya terhadap templat bawaan: "
        "`lindung audit template FOLDER` menyalinnya.",
        "the letter's template cannot be filled ({reason}). Check its braces against the template that ships: "
        "`lindung audit template FOLDER` copies it.",
    ),
    "letter-template-not-word": Text(
        "bukan berkas Word (.docx) yang dapat dibuka. Mulailah dari salinan templat bawaan: `lindung audit template "
        "FOLDER`.",
        "no Word file (.docx) that can be opened. Start from a copy of the template that ships: `lindung audit "
        "template FOLDER`.",
    ),
    "letter-template-empty": Text(
        "templat surat tidak memuat isian seperti {{{{ letter.name }}}}. Mulailah dari salinan templat bawaan: "
        "`lindung audit template FOLDER`.",
        "the letter's template has no blanks such as {{{{ letter.name }}}}. Start from a copy of the template that "
        "ships: `lindung audit template FOLDER`.",
    ),
    "letter-template-unknown": Text(
        "templat surat menyebut isian {name}, yang tidak ada{nearest}",
        "the letter's template names a blank {name}, which there is not{nearest}",
    ),
    "letter-template-folder": Text(
        "tidak ada letter.id.docx atau letter.en.docx dalam folder ini. Salin templat bawaan dengan `lindung audit "
        "template FOLDER`.",
        "there is no letter.id.docx or letter.en.docx in this folder. Copy the templates that ship with `lindung audit "
        "template FOLDER`.",
    ),
    "worker-unknown": Text(
        "tidak ada apa pun tentang pekerja {worker} pada bulan {month}. Salin worker_key dan month dari findings.",
        "there is nothing about worker {worker} in {month}. Copy worker_key and month from the findings.",
    ),
    "reveal-source": Text(
        "orangnya hanya dapat ditunjukkan dengan kunci berkas perkara dan berkas sumber audit di {folder}. Sebut --key "
        "dan --source bila berkasnya dipindahkan; berkas yang sudah berubah tidak dipakai.",
        "the person can be shown only with the case key and the source files of the audit in {folder}. Name --key, and "
        "--source if the files have moved; files that have changed are not used.",
    ),
    "folder-taken": Text(
        "{folder} berisi hal lain ({found}). Sebut folder baru atau kosong.",
        "{folder} holds something else ({found}). Name a new or an empty folder.",
    ),
    "file-refused": Text(
        "berkas tidak dapat dibaca ({reason}). Periksa berkas dan izinnya.",
        "the file cannot be read ({reason}). Check the file and its permissions.",
    ),
    "not-encoded": Text("{parameter}: {why}.", "{parameter}: {why}."),
    "diff-one": Text(
        "{name} bukan rancangan; sebutkan dua instrumen untuk dibandingkan.",
        "{name} is no draft; name two instruments to compare.",
    ),
    "usage": Text("{reason}. Lihat {command} --help.", "{reason}. See {command} --help."),
    "write-failed": Text(
        "tidak dapat menulis {path} ({reason}). Tidak ada berkas setengah jadi yang tertinggal.",
        "cannot write {path} ({reason}). No half-written file is left.",
    ),
}
