"""The documentation site in both languages: `uv run python docs/build.py`, then open `site/en/index.html`.

Hand-written pages stand here as `NAME.md` (English) and `NAME.id.md` (Indonesian). Pages on every finding code, metric,
command, message and parameter are made from the code, so that they cannot differ from it. A link that leads nowhere
ends the build.
"""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.cmd.build import build_main

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))
from generated import generated_pages, register  # noqa: E402 - stands beside this file

LANGUAGES = ("en", "id")
ELSEWHERE = {  # pages of the site that are kept elsewhere in the repository
    "corpus": "legal_corpus/README.md",
    "scenarios": "scenarios/README.md",
    "benchmarks": "benchmarks/README.md",
    "contributing": "CONTRIBUTING.md",
    "changelog": "CHANGELOG.md",
}
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")
IN_ENGLISH = "*Halaman ini hanya ada dalam bahasa Inggris.*\n\n"
SWITCH = re.compile(r"^\*\[(?:Bahasa Indonesia|English)[^\n]*\n\n", re.M)  # the site has its own


def sources(language: str) -> dict[str, Path]:
    """The hand-written pages of a language by their name on the site; English where there is no other."""
    found = {path.relative_to(HERE).with_suffix("").as_posix(): path for path in HERE.rglob("*.md")}
    english = {name: path for name, path in found.items() if not name.endswith(".id")}
    english |= {name: ROOT / path for name, path in ELSEWHERE.items()}
    if language == "en":
        return english
    return {name: path.with_suffix(".id.md") if path.with_suffix(".id.md").exists() else path
            for name, path in english.items()}  # fmt: skip


def page(name: str, path: Path, names: Mapping[Path, str], language: str) -> str:
    """A hand-written page with its links turned into links of the site; what is no page becomes its name."""

    def turned(link: re.Match[str]) -> str:
        words, target, part = link[1], (path.parent / link[2]).resolve(), link[3] or ""
        if target in names and language == "id" and target.with_suffix(".id.md").exists():
            up = "../" * (name.count("/") + 1)
            return f'<a href="{up}en/{names[target]}.html{part}">{words}</a>'
        if target in names:
            return f"[{words}]({os.path.relpath(names[target], Path(name).parent)}.md{part})"
        if not target.exists():
            raise SystemExit(f"{path.relative_to(ROOT)}: {link[2]} leads nowhere")
        return words if words.startswith("`") else f"{words} (`{target.relative_to(ROOT).as_posix()}`)"

    text = SWITCH.sub("", path.read_text(encoding="utf-8"))
    text = LINK.sub(turned, text)
    if language == "id" and not path.name.endswith(".id.md"):
        title, _, rest = text.partition("\n")
        return f"{title}\n\n{IN_ENGLISH}{rest}"
    return text


def gather(language: str, folder: Path) -> Iterator[str]:
    """Write every page of a language into `folder`; gives their names."""
    pages, made = sources(language), generated_pages(language)
    names = {HERE / f"{name}.md": name for name in (*ELSEWHERE, *made)}
    names |= {path: name for one in LANGUAGES for name, path in sources(one).items()}
    written = {name: page(name, path, names, language) for name, path in pages.items()}
    for name, text in {**written, **made}.items():
        file = folder / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        yield name


def build(out: Path, language: str) -> None:
    """Build one language into `out/language`. Ends with a message where anything is wrong, a dead link included."""
    with TemporaryDirectory() as folder:
        list(gather(language, Path(folder)))
        quiet = ["-q", "-W", "--keep-going", "-j", "auto", "-c", str(HERE), "-D", f"language={language}"]
        code = build_main([*quiet, "-d", f"{folder}/.doctrees", folder, str(out / language)])
    if code:
        raise SystemExit(code)
    (out / language / "register.html").write_text(register(language), encoding="utf-8")


def main() -> None:
    """Build both languages."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=ROOT / "site")
    out = arguments.parse_args().out
    for language in LANGUAGES:
        shutil.rmtree(out / language, ignore_errors=True)
        build(out, language)
    first = out / "index.html"
    first.write_text(
        '<!doctype html><title>Lindung</title><meta http-equiv="refresh" content="0; url=id/index.html">\n'
    )
    print(f"{out}/en/index.html, {out}/id/index.html")  # noqa: T201 - what a script says


if __name__ == "__main__":
    main()
