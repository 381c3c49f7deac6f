"""Every argument and option of the command line, with its help in one language."""

from typing import Any, Final

import typer

from lindung.messages import Language, Text

_ARGUMENTS: Final = {
    "parameter": (
        "PARAMETER",
        Text("Misalnya jp.wage_ceiling; lihat: law list.", "Such as jp.wage_ceiling; see: law list."),
    ),
    "words": ("[TEXT]", Text("Kata yang dicari.", "Words to search for.")),
    "instrument": ("INSTRUMENT", Text("Misalnya pp-44-2015.", "Such as pp-44-2015.")),
    "folder": (
        "[FOLDER]",
        Text("Folder korpus; bawaan: yang terpasang.", "Corpus folder; default: the installed one."),
    ),
    "before": ("A", Text("Instrumen, atau rancangan (nama atau berkas).", "An instrument, or a draft (name or file).")),
    "after": (
        "[B]",
        Text(
            "Instrumen kedua. Tanpa ini rancangan A dibandingkan dengan peraturan yang diubahnya.",
            "A second instrument. Without it the draft A is held against the regulation it amends.",
        ),
    ),
}
_OPTIONS: Final = {
    "on": ("--on", Text("Hari (YYYY-MM-DD); bawaan: hari ini.", "Day (YYYY-MM-DD); default: today.")),
    "region": ("--region", Text("Kode BPS atau nama daerah.", "BPS code or name of a region.")),
    "known_on": (
        "--known-on",
        Text("Hanya yang sudah diundangkan pada hari ini.", "Only what was promulgated by this day."),
    ),
    "key": (
        "--key",
        Text("Kunci tabel; untuk lapisan: penghasilan atau bulan.", "Key of a table; for bands: the income or month."),
    ),
    "reading": (
        "--reading",
        Text("Pilihan pembacaan NAMA=PILIHAN; boleh diulang.", "Choice of a reading NAME=CHOICE; may be repeated."),
    ),
    "at": (
        "--at",
        Text("Hanya ketentuan ini, misalnya pasal-4/ayat-2.", "Only this provision, such as pasal-4/ayat-2."),
    ),
    "html": ("--html", Text("Tulis halaman HTML ke berkas ini.", "Write an HTML page to this file.")),
    "out": ("--out", Text("Folder tujuan; bawaan: site.", "Folder to write to; default: site.")),
    "as_json": ("--json", Text("Satu dokumen JSON di keluaran standar.", "One JSON document on standard output.")),
    "lang": ("--lang", Text("Bahasa: id atau en.", "Language: id or en.")),
}


class Options:
    """The same options in every command, said in `language`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def says(self, indonesian: str, english: str) -> str:
        """A text in this language."""
        return Text(indonesian, english).said(self.language)

    def __getattr__(self, name: str) -> Any:
        """The argument or option of this name."""
        if name in _ARGUMENTS:
            shown, text = _ARGUMENTS[name]
            return typer.Argument(metavar=shown, help=text.said(self.language), show_default=False)
        if name in _OPTIONS:
            flag, text = _OPTIONS[name]
            return typer.Option(flag, help=text.said(self.language), show_default=False)
        raise AttributeError(name)
