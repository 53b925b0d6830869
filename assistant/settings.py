"""What a user may set: flag before environment (``BELEG_…``) before ``beleg.toml``; unknown names are refused.

Written out by hand rather than with pydantic-settings because every command reads settings first and that library
alone takes a quarter of a second to import.
"""

from __future__ import annotations

import difflib
import os
import tomllib
import types
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from index.errors import NotConfiguredError, UsageError
from index.fusion import DENSE_WEIGHT
from index.readers.rules import FieldNames

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "beleg.toml"
_PREFIX = "BELEG_"

EmbedderName = Literal["hashing", "fastembed", "huggingface", "ollama", "openai"]
ModelName = Literal["extractive", "openai", "anthropic", "ollama"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Each field is a key of ``beleg.toml`` and, upper-cased after ``BELEG_``, a variable.

    Attributes:
        home: where indexes are kept; relative to the working directory.
        corpus: the folder that is asked when none is named and nothing was indexed; none: the demonstration articles.
        chroma_url: the address of a Chroma server; none: vectors are kept under `home`.
        workers: how many processes index; 0: one a core.
        max_bytes: larger files are skipped.
        fields: what the fields of articles are called in JSON, CSV and front matter, beside the usual names.
        zone: IANA name of the zone of times that files print without one; none: they stay without.
        aliases: a file of names' spellings beside Beleg's own, one line a name.
        dictionary: a dictd dictionary (its ``.index`` file) beside those found in ``/usr/share/dictd``; ``none``: no
            dictionary at all.
        embedder: what turns text into vectors; all but ``hashing`` need an extra.
        embedder_model: the name or folder of the embedding model.
        embedder_url: the address of the embedding service, for ``ollama`` and ``openai``.
        query_prefix: put before a question that is embedded, such as ``query: `` for E5 models.
        passage_prefix: put before a passage that is embedded, such as ``passage: ``.
        embedder_weight: how much the embedding model's scores count beside those of words, 0 to 1.
        embedder_timeout: seconds an embedding service may take for one batch, all tries together.
        embedder_download: whether an embedding model that is not on this machine may be fetched.
        k: how many passages a question brings back.
        claims: how many claims an answer has at most.
        threshold: answers below this confidence become abstentions, 0 to 1.
        model: who drafts answers; all but ``extractive`` need an extra.
        model_name: the language model's name.
        model_url: the address of the service, for ``openai`` and ``ollama``.
        key_file: a file with the service's key, readable by its owner only; else ``BELEG_API_KEY`` is used.
        deadline: seconds a language model may take before the extractive answer stands in.
        prompt_price: US dollars for a million tokens read, if known.
        completion_price: US dollars for a million tokens written, if known.
        daily_cap: US dollars a day that language models may cost; 0: no cap.
    """

    home: Path = Path(".beleg")
    corpus: Path | None = None
    chroma_url: str | None = None
    workers: int = 0
    max_bytes: int = 20_000_000
    fields: FieldNames = field(default_factory=FieldNames)
    zone: str | None = None
    aliases: Path | None = None
    dictionary: str | None = None
    embedder: EmbedderName = "hashing"
    embedder_model: str | None = None
    embedder_url: str | None = None
    query_prefix: str = ""
    passage_prefix: str = ""
    embedder_weight: float = DENSE_WEIGHT
    embedder_timeout: float = 30.0
    embedder_download: bool = False
    k: int = 10
    claims: int = 3
    threshold: float = field(default=0.5)
    model: ModelName = "extractive"
    model_name: str | None = None
    model_url: str | None = None
    key_file: Path | None = None
    deadline: float = 30.0
    prompt_price: float | None = None
    completion_price: float | None = None
    daily_cap: float = 0.0

    def __post_init__(self) -> None:
        for name, low, high in (
            ("k", 1, 1000),
            ("claims", 1, 20),
            ("threshold", 0, 1),
            ("workers", 0, 256),
            ("max_bytes", 1, 10_000_000_000),
            ("daily_cap", 0, float("inf")),
            ("prompt_price", 0, float("inf")),
            ("completion_price", 0, float("inf")),
            ("embedder_weight", 0, 1),
        ):
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                wanted = f"{low} or more" if high == float("inf") else f"from {low} to {high}"
                raise UsageError(f"{name} must be {wanted}, not {value}")
        for name, seconds in (("deadline", self.deadline), ("embedder_timeout", self.embedder_timeout)):
            if not seconds > 0:  # no number is neither
                raise UsageError(f"{name} must be more than 0 seconds, not {seconds}")
        if self.zone is not None:
            _refuse_unknown_zone(self.zone)

    @property
    def cores(self) -> int:
        """How many processes index."""
        return self.workers or os.cpu_count() or 1


def _refuse_unknown_zone(name: str) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most never set one

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"zone must be a name such as Europe/Berlin; there is no time zone {name!r}") from None


def load(flags: Mapping[str, object], *, environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings of one run.

    Args:
        flags: what the command line says, by field name; ``None`` values say nothing.
        environment: the environment's variables.
        file: the settings file; ``None`` looks for ``beleg.toml`` in the working directory and does without.

    Raises:
        NotConfiguredError: if `file` is named and not there.
        UsageError: if a name is unknown or a value does not fit.
    """
    known = get_type_hints(Settings)
    values: dict[str, Any] = {}
    for name, value in _from_file(file).items():
        values[name] = _converted(name, value, known, where=str(file or FILE))
    for variable, value in environment.items():
        name = variable.removeprefix(_PREFIX).casefold()
        if variable.startswith(_PREFIX) and variable not in _OTHERS and value:
            values[name] = _converted(name, value, known, where=f"the environment ({variable})")
    values |= {name: value for name, value in flags.items() if value is not None}
    return replace(Settings(), **values)


_OTHERS = {"BELEG_SHARED", "BELEG_API_KEY", "BELEG_CONFIG"}


def _from_file(file: Path | None) -> dict[str, object]:
    path = file or Path(FILE)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if file is None:
            return {}
        raise NotConfiguredError(f"the settings file {file} is not there") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from error


def _converted(name: str, value: object, known: Mapping[str, Any], *, where: str) -> object:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; known are: {', '.join(f.name for f in fields(Settings))}"
        raise UsageError(f"unknown setting {name!r} in {where}{hint}")
    if name == "fields":
        return _field_names(value, where)
    kind = known[name]
    if get_origin(kind) in {Union, types.UnionType}:
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise UsageError(f"{name} in {where} must be one of {', '.join(get_args(kind))}, not {value!r}")
        return value
    if kind is bool:
        return _truth(name, value, where)
    try:
        return kind(value)
    except (TypeError, ValueError):
        wanted = {int: "a whole number", float: "a number"}.get(kind, f"a {kind.__name__}")
        raise UsageError(f"{name} in {where} must be {wanted}, not {value!r}") from None


def _field_names(value: object, where: str) -> FieldNames:
    """The usual names of fields, those of a ``[fields]`` table before them; ``#n`` names stand alone."""
    usual = {each.name: getattr(FieldNames(), each.name) for each in fields(FieldNames)}
    if not isinstance(value, dict):
        raise UsageError(f'fields in {where} must be a table, such as [fields] with a line text = "meldung"')
    for name, given in value.items():
        names = [given] if isinstance(given, str) else given
        if name not in usual:
            raise UsageError(f"unknown field {name!r} in {where}; known are: {', '.join(usual)}")
        if not isinstance(names, list) or not names or not all(isinstance(each, str) and each for each in names):
            raise UsageError(f"fields.{name} in {where} must be a name or a list of names, not {given!r}")
        # A table without a header has numbers for names, and then no others.
        alone = all(each.startswith("#") for each in names)
        usual[name] = tuple(names) if alone else (*names, *usual[name])
    return FieldNames(**usual)


_TRUTHS = {"true": True, "yes": True, "1": True, "on": True, "false": False, "no": False, "0": False, "off": False}


def _truth(name: str, value: object, where: str) -> bool:
    word = str(value).casefold()
    if word not in _TRUTHS:
        raise UsageError(f"{name} in {where} must be true or false, not {value!r}")
    return _TRUTHS[word]
