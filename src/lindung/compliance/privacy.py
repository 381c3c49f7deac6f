"""People's data: the case key, the key that stands for a worker, and numbers masked in whatever is said.

A worker's key is a keyed hash of the NIK, so that the same person carries the same key in every file of a case, and
nobody without the case key can work back: the NIKs that exist are few enough to try them all against a plain hash.
"""

import base64
import hmac
import os
import re
import secrets
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lindung.messages import BadInput, Fault

if TYPE_CHECKING:
    import polars as pl

KEY_BYTES: Final = 32
_NAME: Final = "case.key"
_APPLICATION: Final = "lindung"
_KEPT_BYTES: Final = 8  # of the hash: two of a million workers share a key once in some forty million files
_KEPT_LETTERS: Final = 13  # of base 32
_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyz234567"
_HIDDEN: Final = "\N{BULLET}"
# a NIK is often written in groups; an end of ".0" comes from spreadsheets
_SIXTEEN: Final = re.compile(r"(?<![0-9])[0-9](?:[ .\-]?[0-9]){15}(?![0-9])")
_ELEVEN: Final = re.compile(r"(?<![0-9.,])[0-9]{11}(?![0-9.,])")  # a KPJ; sums of money carry marks between thousands


@dataclass(frozen=True, slots=False)
class CaseKey:
    """The secret of a case. It never shows itself."""

    secret: bytes = field(repr=False)

    def worker(self, worker_id: str) -> str:
        """The key that stands for a worker: `w` and 13 letters and digits.

        The letters and the digits 2 to 7 of base 32: never sixteen digits in a row, never a number to a spreadsheet.
        """
        return f"w{self._digest(b'worker', worker_id)}"

    def employer(self, employer_id: str) -> str:
        """The key that stands for an employer whose number is itself a person's number."""
        return f"e{self._digest(b'employer', employer_id)}"

    @cached_property
    def fingerprint(self) -> str:
        """What names this key without telling it: written into every audit, so that two of one case know each other."""
        return self._digest(b"case", "")

    def workers(self, worker_ids: Iterable[str]) -> list[str]:
        """The keys of many workers, a hundred thousand in a fraction of a second."""
        import numpy as np

        started = hmac.new(self.secret, b"worker\0", "sha256")
        digests = bytearray()
        for one in worker_ids:
            keyed = started.copy()
            keyed.update(one.encode())
            digests += keyed.digest()[:_KEPT_BYTES]
        bits = np.frombuffer(bytes(digests), dtype=">u8").astype(np.uint64)
        letters = np.frombuffer(_LETTERS, dtype=np.uint8)
        text = np.empty((len(bits), 1 + _KEPT_LETTERS), dtype=np.uint8)
        text[:, 0] = ord("w")
        for place in range(_KEPT_LETTERS):
            low = 64 - 5 * (place + 1)  # of the five bits of this letter; the last has four and a zero
            five = bits >> np.uint64(low) if low >= 0 else bits << np.uint64(-low)
            text[:, 1 + place] = letters[five & np.uint64(31)]
        keys: list[str] = text.view(f"S{1 + _KEPT_LETTERS}").ravel().astype(str).tolist()
        return keys

    def _digest(self, what: bytes, text: str) -> str:
        digest = hmac.digest(self.secret, what + b"\0" + text.encode(), "sha256")
        return base64.b32encode(digest[:_KEPT_BYTES]).decode().rstrip("=").lower()


def key_file(path: Path | None = None, *, outside: Path | None = None) -> Path:
    """Where the case key lies: `path`, or a file in the user's data directory.

    Raises `BadInput` if that is in the folder `outside`, which is handed on.
    """
    import platformdirs

    path = platformdirs.user_data_path(_APPLICATION) / _NAME if path is None else path
    if outside is not None and path.resolve().is_relative_to(outside.resolve()):
        raise BadInput(Fault("key-inside", {"path": path, "folder": outside}, place="--key"))
    return path


def case_key(path: Path, *, make: bool = True) -> CaseKey:
    """The case key in the file at `path`, made there if there is none yet; a new file is its owner's alone to read.

    Raises `BadInput` if the file is no key, cannot be written, or is missing and not to be made.
    """
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        if make:
            return CaseKey(_made(path))
        raise BadInput(Fault("file-missing", file=str(path), place="--key")) from None
    except OSError as error:
        raise BadInput(Fault("file-refused", {"reason": error.strerror}, str(path), place="--key")) from None
    if len(found) != KEY_BYTES:
        details = {"size": len(found), "wanted": KEY_BYTES}
        raise BadInput(Fault("key-form", details, str(path), place="--key"))
    return CaseKey(found)


def _made(path: Path) -> bytes:
    """A new key, written whole or not at all: two audits that start at once end up with the same one."""
    secret = secrets.token_bytes(KEY_BYTES)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
        try:
            os.link(temporary, path)
        except FileExistsError:
            return path.read_bytes()
        except OSError:
            temporary.replace(path)  # a file system without hard links, such as that of a memory stick
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        details = {"path": path, "reason": error.strerror or type(error).__name__}
        raise BadInput(Fault("write-failed", details, place="--key")) from None
    return secret


def masked(number: str) -> str:
    """A NIK or KPJ as it may be shown: the ends stay, `1371••••••••0001`."""
    shown = 4 if len(number) >= 16 else 2
    if len(number) <= 2 * shown:
        return _HIDDEN * len(number)
    return f"{number[:shown]}{_HIDDEN * (len(number) - 2 * shown)}{number[-shown:]}"


def scrubbed(text: str) -> str:
    """A text in which every number long enough to be a NIK or a KPJ is masked."""

    def hide(found: re.Match[str]) -> str:
        return masked(re.sub(r"[^0-9]", "", found[0]))

    return _ELEVEN.sub(hide, _SIXTEEN.sub(hide, text))


def worker_keys(key: CaseKey, worker_ids: Iterable["pl.LazyFrame"]) -> "pl.DataFrame":
    """`worker_id`, `worker_key` of every different id in frames that have the column `worker_id`, each hashed once."""
    import polars as pl

    columns = [frame.select("worker_id") for frame in worker_ids]
    different = pl.concat(columns).drop_nulls().unique().collect(engine="streaming")["worker_id"]
    keys = pl.Series("worker_key", key.workers(different), pl.String)
    return pl.DataFrame([different, keys])
