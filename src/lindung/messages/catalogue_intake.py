"""Faults of the files handed in for an audit: the report, the tables beside it, and the mapping of their columns."""

from typing import Final

from lindung.messages.language import Text

INTAKE: Final[dict[str, Text]] = {
    "report-none": Text(
        "tidak ada berkas laporan. Sebut satu berkas, beberapa berkas, atau folder yang berisi berkas.",
        "there is no file of a report. Name a file, several files, or a folder that holds files.",
    ),
    "report-kind": Text(
        "berkas jenis {kind} tidak dibaca. Simpan sebagai salah satu dari {read}.",
        "files of the kind {kind} are not read. Save it as one of {read}.",
    ),
    "report-content": Text(
        "isi berkas ({kind}) tidak sesuai dengan namanya. Buka di aplikasinya, simpan ulang sebagai .xlsx atau .csv.",
        "what the file holds ({kind}) is not what its name says. Open it in its program and save it as .xlsx or .csv.",
    ),
    "report-empty": Text(
        "berkas kosong. Ekspor ulang laporan, lalu berikan berkas yang baru.",
        "the file is empty. Export the report once more and give the new file.",
    ),
    "report-wide": Text(
        "{count} kolom; laporan upah tidak punya lebih dari {most}. Periksa pemisah kolom dan ekspornya.",
        "{count} columns; a wage report has no more than {most}. Check the delimiter and the export.",
    ),
    "report-encoding": Text(
        "byte ke-{place} bukan {encoding}. Simpan ulang sebagai CSV UTF-8.",
        "byte {place} is not {encoding}. Save it once more as CSV UTF-8.",
    ),
    "report-header": Text(
        "tidak ada baris yang menamai kolom tabel ini. Yang paling dekat: {names} (mirip: {nearest}). Pakai nama kolom "
        "baku, atau sebutkan kolomnya dengan --map.",
        "no row names the columns of this table. Nearest: {names} (resembling: {nearest}). Use the standard names, or "
        "name the columns with --map.",
    ),
    "report-no-lines": Text(
        "tidak ada baris di bawah kepala tabel. Periksa apakah ekspornya lengkap.",
        "there are no lines below the header. Check whether the export is complete.",
    ),
    "parquet-broken": Text(
        "berkas Parquet rusak atau terpotong ({reason}). Ekspor ulang.",
        "the Parquet file is broken or cut ({reason}). Export it once more.",
    ),
    "workbook-password": Text(
        "buku kerja dilindungi kata sandi. Buka, hapus kata sandinya, simpan, lalu berikan lagi.",
        "the workbook is behind a password. Open it, remove the password, save it and give it again.",
    ),
    "workbook-broken": Text(
        "buku kerja rusak atau terpotong ({reason}). Buka di aplikasi lembar kerja, simpan ulang, atau minta lagi.",
        "the workbook is broken or cut ({reason}). Open it in a spreadsheet program, save it anew, or ask for it "
        "again.",
    ),
    "workbook-bomb": Text(
        "buku kerja {packed} MB ini menjadi {unpacked} MB bila dibuka, terlalu besar untuk laporan upah. Simpan "
        "tabelnya sebagai CSV atau Parquet.",
        "this workbook of {packed} MB would unpack to {unpacked} MB, too large for a wage report. Save its table as "
        "CSV or Parquet.",
    ),
    "workbook-sparse": Text(
        "lembar ini terentang {rows} baris dan {columns} kolom. Hapus sel yang jauh dari tabel, atau simpan ke CSV.",
        "this sheet spans {rows} rows and {columns} columns. Delete the cells far from the table, or save it as CSV.",
    ),
    "column-missing": Text(
        "tabel {table} tidak punya kolom {column}. Kolomnya: {names}. Sebutkan dalam berkas teks, misalnya peta.yaml, "
        "dengan baris {column}: NAMA KOLOM, atau {column}: {{constant: NILAI}} bila sama untuk semua baris; berikan "
        "dengan --map peta.yaml.",
        "the table {table} has no column {column}. Its columns: {names}. Say it in a text file, such as map.yaml, with "
        "a line {column}: NAME OF COLUMN, or {column}: {{constant: VALUE}} where it is the same for every line; give "
        "it with --map map.yaml.",
    ),
    "column-twice": Text(
        "{count} kolom dapat menjadi {column}: {names}. Sebutkan yang mana dalam berkas teks, misalnya peta.yaml: "
        "baris {column}: {{position: {position}}} ialah kolom ke-{position}; berikan dengan --map peta.yaml.",
        "{count} columns may be {column}: {names}. Say which in a text file, such as map.yaml: a line {column}: "
        "{{position: {position}}} is column number {position}; give it with --map map.yaml.",
    ),
    "mapping-column": Text(
        "{key} menunjuk kolom {column}, yang tidak ada (atau ada lebih dari sekali) di {file}{nearest}",
        "{key} names the column {column}, which {file} does not have (or has more than once){nearest}",
    ),
    "mapping-choice": Text(
        "{key}: {value} bukan pilihan; pilih dari {choices}{nearest}",
        "{key}: {value} is no choice of {choices}{nearest}",
    ),
    "cell-date": Text(
        "{key}: {value} tidak terbaca. Tulis tanggal seperti 2025-02-07.",
        "{key}: {value} cannot be read. Write days like 2025-02-07.",
    ),
    "employer-twice": Text(
        "pemberi kerja {employer} ada lebih dari sekali. Sisakan satu baris.",
        "the employer {employer} stands there more than once. Keep one row.",
    ),
}
