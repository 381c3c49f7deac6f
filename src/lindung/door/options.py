"""Every argument and option of the command line, with its help in one language."""

from collections.abc import Callable
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from lindung.messages import Language, Text

_ARGUMENTS: Final = {
    "parameter": (
        "PARAMETER",
        Text("Misalnya jp.wage_ceiling; lihat: law list.", "Such as jp.wage_ceiling; see: law list."),
    ),
    "scenario": (
        "SCENARIO",
        Text(
            "Nama skenario (padang, tangsel, ...) atau berkasnya.", "A scenario's name (padang, tangsel, ...) or file."
        ),
    ),
    "experiment": (
        "EXPERIMENT",
        Text(
            "Nama percobaan (lihat: experiment list) atau berkasnya.",
            "An experiment's name (see: experiment list) or file.",
        ),
    ),
    "predictions": (
        "[RECORD]...",
        Text(
            "Berkas dari experiment run --out; bawaan: yang terpasang.",
            "Files of experiment run --out; default: those that ship.",
        ),
    ),
    "record": ("RECORD", Text("Berkas run.json dari run atau compare.", "A run.json that run or compare wrote.")),
    "wage_report": (
        "WAGE_REPORT",
        Text(
            "Laporan upah: satu atau beberapa berkas, atau folder (CSV, Parquet, xlsx, xls, ods).",
            "The wage report: one or several files, or a folder (CSV, Parquet, xlsx, xls, ods).",
        ),
    ),
    "audit_folder": ("DIR", Text("Folder hasil audit.", "The folder of an audit.")),
    "sample_folder": ("OUT", Text("Folder untuk contoh itu.", "Folder for the sample.")),
    "template_folder": (
        "DIR",
        Text("Folder untuk templat: baru atau kosong.", "Folder for the templates: new or empty."),
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
    "regulation": (
        "--regulation",
        Text("Instrumen atau rancangan; bawaan: yang berlaku.", "Instrument or draft; default: what is in force."),
    ),
    "workers": ("--workers", Text("Simulasikan sekian pekerja saja.", "Simulate so many of the workers.")),
    "months": ("--months", Text("Jumlah bulan dari awal skenario.", "Months from the scenario's start.")),
    "seed": ("--seed", Text("Benih acak.", "Random seed.")),
    "budget": (
        "--budget",
        Text("Rupiah setahun anggaran, iuran dan biaya.", "Rupiah a budget year, contributions and overhead."),
    ),
    "threads": ("--threads", Text("Jumlah utas; hasilnya sama.", "Threads; the numbers stay the same.")),
    "save": ("--save", Text("Simpan keadaan setelah bulan terakhir.", "Save the state after the last month.")),
    "resume": ("--resume", Text("Lanjutkan dari keadaan tersimpan.", "Continue from a saved state.")),
    "run_out": (
        "--out",
        Text("Folder untuk months.parquet dan run.json.", "Folder for months.parquet and run.json."),
    ),
    "regulations": (
        "--regulation",
        Text(
            "Peraturan yang dibandingkan; boleh diulang, yang pertama dasar pembanding. Bawaan: milik skenario.",
            "A regulation to compare; may be repeated, the first is the baseline. Default: the scenario's.",
        ),
    ),
    "drafts": ("--draft", Text("Berkas rancangan; boleh diulang.", "A draft's file; may be repeated.")),
    "budgets": (
        "--budget",
        Text(
            "Rupiah setahun anggaran, iuran dan biaya; boleh diulang.",
            "Rupiah a budget year, contributions and overhead; may be repeated.",
        ),
    ),
    "readings": (
        "--reading",
        Text(
            "Pilihan pembacaan NAMA=PILIHAN; boleh diulang, juga dengan nama yang sama.",
            "Choice of a reading NAME=CHOICE; may be repeated, also under one name.",
        ),
    ),
    "replicates": (
        "--replicates",
        Text("Jumlah ulangan; bawaan: milik skenario.", "Replicates; default: the scenario's."),
    ),
    "validation_replicates": ("--replicates", Text("Jumlah ulangan; bawaan: 5.", "Replicates; default: 5.")),
    "method": (
        "--method",
        Text("morris (menyaring saja) atau sobol (bawaan).", "morris (screening alone) or sobol (default)."),
    ),
    "metric": (
        "--metric",
        Text(
            "Angka yang diteliti; boleh diulang, yang pertama menentukan urutan.",
            "A figure to look into; may be repeated, the first decides the order.",
        ),
    ),
    "quick": ("--quick", Text("Contoh kecil, beberapa menit.", "A small sample, a few minutes.")),
    "report_out": (
        "--out",
        Text(
            "Folder untuk standing.id.html dan standing.en.html.", "Folder for standing.id.html and standing.en.html."
        ),
    ),
    "sensitivity_out": (
        "--out",
        Text(
            "Folder untuk sensitivity.json; yang terputus dilanjutkan di sana.",
            "Folder for sensitivity.json; an interrupted analysis goes on there.",
        ),
    ),
    "holdouts": (
        "--holdouts",
        Text("Angka yang tidak pernah dicocokkan, bukan fakta.", "The figures never fitted, instead of the facts."),
    ),
    "draws": (
        "--draws",
        Text(
            "Jumlah vektor parameter dalam rentangnya; 0 tanpa itu.",
            "Parameter vectors within their ranges; 0 for none.",
        ),
    ),
    "experiment_out": (
        "--out",
        Text("Tulis catatan bertanggal (JSON) ke berkas ini.", "Write a dated record (JSON) to this file."),
    ),
    "until": (
        "--until",
        Text(
            "Tambah ulangan sampai selisih diketahui setepat sekian persen, misalnya 5%.",
            "Add replicates until differences are known to so many per cent, such as 5%.",
        ),
    ),
    "cluster": (
        "--cluster",
        Text("Alamat penjadwal Dask: tcp://host:8786.", "Address of a Dask scheduler: tcp://host:8786."),
    ),
    "explain": (
        "--explain",
        Text(
            "Juga sumbangan pasal, keraguan parameter dan pembacaan, dan kurva anggaran (selalu bersama --out).",
            "Also clause contributions, doubt of parameters and readings, and the budget curve (always with --out).",
        ),
    ),
    "compare_out": (
        "--out",
        Text(
            "Folder untuk tabel, brief dua bahasa, gambar, dan catatan; yang terputus dilanjutkan di sana.",
            "Folder for table, brief in two languages, figures and record; an interrupted run goes on there.",
        ),
    ),
    "calibrate_quick": (
        "--quick",
        Text(
            "Lebih sedikit dan lebih kecil: di bawah dua menit, hasilnya kasar.",
            "Fewer and smaller runs: under two minutes, a rough result.",
        ),
    ),
    "calibrate_out": (
        "--out",
        Text(
            "Folder untuk posterior, catatan, dan halaman; bawaan: calibrated.",
            "Folder for posterior, record and pages; default: calibrated.",
        ),
    ),
    "go_on": (
        "--resume",
        Text("Lanjutkan yang terputus di folder itu.", "Go on with what was interrupted in that folder."),
    ),
    "fixed_parameters": (
        "--fixed-parameters",
        Text(
            "Parameter skenario sendiri, tanpa posterior kalibrasi.",
            "The scenario's own parameters, without the calibrated posterior.",
        ),
    ),
    "rerun": ("--rerun", Text("Jalankan lagi dan bandingkan hasilnya.", "Run it again and compare the result.")),
    "paid": ("--paid", Text("Daftar gaji: upah yang dibayar.", "Payroll: the wages paid.")),
    "employers": ("--employers", Text("Daftar pemberi kerja.", "Table of employers.")),
    "roster": ("--roster", Text("Daftar pekerja yang dipekerjakan.", "Roster of those employed.")),
    "payments": ("--payments", Text("Daftar pembayaran iuran.", "Table of contributions paid.")),
    "map": ("--map", Text("Susunan kolom (mapping.yaml).", "How columns are mapped (mapping.yaml).")),
    "as_of": ("--as-of", Text("Hari pemeriksaan; bawaan: hari ini.", "Day of the audit; default: today.")),
    "served": (
        "--served",
        Text("Hari teguran pertama diterima.", "Day on which the first warning was received."),
    ),
    "second_served": (
        "--second-served",
        Text("Hari teguran kedua diterima.", "Day on which the second warning was received."),
    ),
    "letter_template": (
        "--letter-template",
        Text(
            "Templat surat kantor Anda: folder berisi letter.id.docx dan letter.en.docx, atau satu berkas Word. "
            "`lindung audit template FOLDER` menyalin templat bawaan.",
            "Your office's template of the letter: a folder with letter.id.docx and letter.en.docx, or one Word file. "
            "`lindung audit template FOLDER` copies the ones that ship.",
        ),
    ),
    "since": (
        "--since",
        Text("Folder audit terdahulu atas perkara ini.", "Folder of an earlier audit of this case."),
    ),
    "case_key": (
        "--key",
        Text(
            "Kunci berkas perkara; bawaan: di folder data Anda. Dibuat bila belum ada.",
            "The case key; default: in your data folder. Made if there is none yet.",
        ),
    ),
    "audit_out": ("--out", Text("Folder hasil: baru atau kosong.", "Folder for the results: new or empty.")),
    "worker": ("--worker", Text("Kunci pekerja (worker_key).", "The worker's key (worker_key).")),
    "month": ("--month", Text("Bulan iuran, YYYY-MM.", "Contribution month, YYYY-MM.")),
    "reveal": ("--reveal", Text("Tampilkan orangnya; perlu kunci.", "Show the person; needs the key.")),
    "source": (
        "--source",
        Text("Folder berkas sumber bila sudah dipindahkan.", "Folder of the source files if they have moved."),
    ),
    "rows": ("--rows", Text("Jumlah baris laporan.", "Lines of the report.")),
    "form": (
        "--format",
        Text(
            "xlsx, csv, atau parquet; bawaan: menurut jumlah baris.",
            "xlsx, csv or parquet; default: by the number of rows.",
        ),
    ),
    "as_json": ("--json", Text("Satu dokumen JSON di keluaran standar.", "One JSON document on standard output.")),
    "lang": ("--lang", Text("Bahasa: id atau en.", "Language: id or en.")),
}


class Options:
    """The same options in every command, said in `language`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._command, self._group = _speaking(self)

    @property
    def arguments_panel(self) -> str:
        """The heading over arguments in a help text."""
        return self.says("Argumen", "Arguments")

    @property
    def options_panel(self) -> str:
        """The heading over options in a help text."""
        return self.says("Pilihan", "Options")

    def group(self, help_text: str, otherwise: str | None = None) -> typer.Typer:
        """A group of commands whose help is in this language throughout.

        `otherwise` is the command that runs where the first word is none of the group's commands.
        """
        return typer.Typer(
            cls=self._group if otherwise is None else _with_default(self._group, otherwise),
            help=help_text,
            no_args_is_help=True,
            add_completion=False,
            context_settings={"help_option_names": ["-h", "--help"]},
        )

    def command[F: Callable[..., None]](self, group: typer.Typer, name: str, help_text: str) -> Callable[[F], F]:
        """A decorator that makes a function a command of `group`."""
        panel = self.says("Perintah", "Commands")
        return group.command(name, cls=self._command, help=help_text, rich_help_panel=panel)

    def add(self, group: typer.Typer, name: str, inner: typer.Typer) -> None:
        """Put a group of commands under another."""
        group.add_typer(inner, name=name, rich_help_panel=self.says("Perintah", "Commands"))

    def says(self, indonesian: str, english: str) -> str:
        """A text in this language."""
        return Text(indonesian, english).said(self.language)

    def __getattr__(self, name: str) -> Any:
        """The argument or option of this name."""
        if name in _ARGUMENTS:
            shown, text = _ARGUMENTS[name]
            said = text.said(self.language)
            return typer.Argument(metavar=shown, help=said, show_default=False, rich_help_panel=self.arguments_panel)
        if name in _OPTIONS:
            flag, text = _OPTIONS[name]
            said = text.said(self.language)
            return typer.Option(flag, help=said, show_default=False, rich_help_panel=self.options_panel)
        raise AttributeError(name)


def _speaking(o: Options) -> tuple[type[TyperCommand], type[TyperGroup]]:
    """Command classes whose own `--help` is explained in the language of `o`."""

    def explain(option: Any) -> Any:
        if option is not None:
            option.help = o.says("Tampilkan bantuan ini.", "Show this help.")
            option.rich_help_panel = o.options_panel
        return option

    def use(command: Any, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils  # slow, and only help needs it

        rich_utils.REQUIRED_LONG_STRING = o.says("[wajib]", "[required]")
        words = {"[OPTIONS]": o.says("[PILIHAN]", "[OPTIONS]"),
                 "COMMAND [ARGS]...": o.says("PERINTAH ...", "COMMAND [ARGS]...")}  # fmt: skip
        pieces = [words.get(piece, piece) for piece in command.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=o.says("Pemakaian: ", "Usage: "))

    class Command(TyperCommand):
        def get_help_option(self, ctx: Any) -> Any:
            return explain(super().get_help_option(ctx))

        def format_usage(self, ctx: Any, formatter: Any) -> None:
            use(self, ctx, formatter)

    class Group(TyperGroup):
        def get_help_option(self, ctx: Any) -> Any:
            return explain(super().get_help_option(ctx))

        def format_usage(self, ctx: Any, formatter: Any) -> None:
            use(self, ctx, formatter)

    return Command, Group


def _with_default(group: type[TyperGroup], otherwise: str) -> type[TyperGroup]:
    """The group, with a command that needs no name."""

    class WithDefault(group):  # type: ignore[misc, valid-type]
        unnamed = otherwise

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
                args = [otherwise, *args]
            parsed: list[str] = super().parse_args(ctx, args)
            return parsed

    return WithDefault
