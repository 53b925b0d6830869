"""Sets in other forms (SQuAD, BEIR, CSV) → articles as JSON Lines and topics about them.

The articles are written as files that ``beleg index`` reads like any others; row *n* of ``part-0001.jsonl`` is the
article ``part-0001.jsonl#n``. Texts are handed on as they are; what the readers take out of them as debris, or cannot
read, shows when `beleg eval check` finds evidence that does not resolve.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from eval.files import text_of
from eval.squad import UNTITLED, read_squad
from eval.topics import LANGUAGES, Evidence, Language, Topic, Variant, topic_lines
from index.errors import UsageError
from index.language.sentences import sentences
from index.readers.decoding import normalise
from index.readers.languages import guess_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

TOPICS, CORPUS = "topics.jsonl", "corpus"
_ROWS_A_FILE = 2_000  # with texts of ten thousand characters just below the readers' limit for a file
_QRELS_FIELDS = 3
_TRUE, _FALSE = frozenset({"", "1", "true", "yes", "ja", "wahr"}), frozenset({"0", "false", "no", "nein", "falsch"})


@dataclass(frozen=True, slots=True)
class Imported:
    """A set in Beleg's form.

    Attributes:
        articles: title and text of each, in order.
        topics: about them; evidence names the articles as `source` does.
        left_out: what could not be taken over, in words.
    """

    articles: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]
    left_out: tuple[str, ...] = ()


def source(number: int) -> str:
    """The source that the article at this place, from 0, will have."""
    return f"part-{number // _ROWS_A_FILE + 1:04d}.jsonl#{number % _ROWS_A_FILE + 1}"


def import_squad(file: Path, language: Language | None) -> Imported:
    """A file in SQuAD's form; the evidence is the sentence that holds the answer.

    Args:
        file: which.
        language: of the questions; ``None``: each as it is guessed.
    """
    questions = read_squad(file)
    numbers = {article.id: number for number, article in enumerate(questions.articles)}
    topics = []
    for each in questions.questions:
        number = numbers[each.article]
        quotes = dict.fromkeys(_sentence_with(questions.articles[number].text, answer) for answer in each.answers)
        evidence = tuple(Evidence(source(number), quote) for quote in quotes)
        variant = _variant(each.question, language)
        topics.append(Topic(each.id, (variant,), each.answerable, evidence, answer=each.answers, tags=("squad",)))
    articles = (("" if article.title == UNTITLED else article.title, article.text) for article in questions.articles)
    return Imported(tuple(articles), tuple(topics))


def _sentence_with(text: str, answer: str) -> str:
    """The first sentence that holds `answer`, else `answer` itself where it stands in the text, else nothing."""
    spans = sentences(text)
    for span in spans:
        if answer in span.of(text):
            return span.of(text)
    return answer if answer in text else ""


def import_beir(folder: Path, language: Language | None, *, split: str = "test") -> Imported:
    """A folder in BEIR's form: ``corpus.jsonl``, ``queries.jsonl``, ``qrels/SPLIT.tsv``.

    Judged are whole articles. Questions without a relevant article are left out: that they have none is not known.
    """
    corpus = {str(row["_id"]): row for row in _json_lines(folder / "corpus.jsonl")}
    queries = {str(row["_id"]): str(row["text"]).strip() for row in _json_lines(folder / "queries.jsonl")}
    qrels = _qrels(folder / "qrels" / f"{split}.tsv")
    articles = [(str(row.get("title") or "").strip(), str(row.get("text") or "").strip()) for row in corpus.values()]
    numbers = {name: number for number, (name, (_, text)) in enumerate(zip(corpus, articles, strict=True)) if text}
    topics, left_out = [], []
    for name, relevant in qrels.items():
        evidence = tuple(Evidence(source(numbers[article])) for article in relevant if article in numbers)
        if name not in queries or not queries[name]:
            left_out.append(f"question {name} is judged and not in queries.jsonl")
        elif not evidence:
            left_out.append(f"question {name} has no relevant article with a text")
        else:
            topics.append(Topic(name, (_variant(queries[name], language),), evidence=evidence, tags=("beir",)))
    return Imported(tuple(articles), tuple(topics), tuple(left_out))


def _json_lines(file: Path) -> Iterator[Mapping[str, object]]:
    for number, line in enumerate(text_of(file).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"line {number} of {file} is not JSON: {error}") from error
        except RecursionError as error:
            raise UsageError(f"line {number} of {file} is nested too deeply") from error
        if not isinstance(row, dict) or "_id" not in row or "text" not in row:
            raise UsageError(f"line {number} of {file} needs '_id' and 'text'")
        yield row


def _qrels(file: Path) -> dict[str, list[str]]:
    relevant: dict[str, list[str]] = {}
    for number, line in enumerate(text_of(file).split("\n"), start=1):
        fields = line.rstrip("\r").split("\t")
        header = number == 1 and len(fields) == _QRELS_FIELDS and not fields[-1].strip().lstrip("-").isdigit()
        if not line.strip() or header:
            continue
        try:
            question, article, grade = fields
            if int(grade) > 0:
                relevant.setdefault(question, []).append(article)
        except ValueError:
            raise UsageError(f"line {number} of {file} needs a question, an article and a grade, by tabs") from None
    return relevant


def import_csv(file: Path, language: Language | None) -> Imported:
    """A table of questions with a header line.

    Columns: ``question``, and any of ``id``, ``language``, ``answer`` (several by ``|``), ``quote``, ``article``,
    ``text`` and ``title`` (an article that comes with the question), ``tags`` (several by ``|``), ``answerable``.
    """
    rows = list(_csv_rows(file))
    texts = dict.fromkeys(row["text"] for _, row in rows if row.get("text"))
    numbers = {text: number for number, text in enumerate(texts)}
    titles = {row["text"]: row.get("title", "") for _, row in reversed(rows) if row.get("text")}
    topics, left_out = [], []
    for number, row in rows:
        try:
            topics.append(_csv_topic(number, row, numbers, language))
        except ValueError as error:
            left_out.append(f"line {number}: {error}")
    repeated = [name for name, count in Counter(topic.id for topic in topics).items() if count > 1]
    if repeated:
        raise UsageError(f"the id {repeated[0]!r} occurs more than once in {file}")
    return Imported(tuple((titles[text], text) for text in texts), tuple(topics), tuple(left_out))


def _csv_rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    text = text_of(file)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().casefold() for name in reader.fieldnames or ()]
    if "question" not in names:
        raise UsageError(f"{file} needs a header line with the column 'question'; it has: {', '.join(names) or 'none'}")
    reader.fieldnames = names
    for row in reader:
        yield reader.line_num, {name: normalise(value).strip() for name, value in row.items() if name and value}


def _csv_topic(number: int, row: Mapping[str, str], numbers: Mapping[str, int], language: Language | None) -> Topic:
    if not row.get("question"):
        raise ValueError("has no question")
    said = row.get("answerable", "").casefold()
    if said not in _TRUE | _FALSE:
        raise ValueError(f"'answerable' must be yes or no, not {said!r}")
    answers = tuple(filter(None, (each.strip() for each in row.get("answer", "").split("|"))))
    tags = tuple(dict.fromkeys(filter(None, (each.strip() for each in row.get("tags", "").split("|")))))
    variant = _variant(row["question"], cast("Language | None", row.get("language") or language))
    name = row.get("id") or f"row-{number}"
    if said in _FALSE:
        return Topic(name, (variant,), answerable=False, tags=tags)
    text = row.get("text", "")
    article = source(numbers[text]) if text else row.get("article", "")
    if not article:
        raise ValueError("is answerable and names neither an 'article' nor a 'text'")
    quote = row.get("quote") or next((_sentence_with(text, answer) for answer in answers if answer in text), "")
    return Topic(name, (variant,), evidence=(Evidence(article, quote),), answer=answers, tags=tags)


def _variant(question: str, language: Language | None) -> Variant:
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"'language' must be one of {', '.join(LANGUAGES)}, not {language!r}")
    guessed = guess_language(question)
    return Variant(language or ("en" if guessed == "en" else "de"), question)


FORMS: dict[str, Callable[[Path, Language | None], Imported]] = {
    "squad": import_squad,
    "beir": import_beir,
    "csv": import_csv,
}


def write_imported(imported: Imported, directory: Path) -> list[Path]:
    """Write topics and articles into a directory that is new or empty; the files, topics first.

    Raises:
        UsageError: if there is something in it already, or it cannot be written.
    """
    if directory.exists() and any(directory.iterdir()):
        raise UsageError(f"{directory} is not empty; name another directory")
    written = [directory / TOPICS]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        written[0].write_text(topic_lines(imported.topics), encoding="utf-8")
        for start in range(0, len(imported.articles), _ROWS_A_FILE):
            rows = [_article_line(*article) for article in imported.articles[start : start + _ROWS_A_FILE]]
            file = directory / CORPUS / source(start).partition("#")[0]
            file.parent.mkdir(exist_ok=True)
            file.write_text("".join(rows), encoding="utf-8")
            written.append(file)
    except OSError as error:
        raise UsageError(f"{directory} cannot be written: {error.strerror}") from error
    return written


def _article_line(title: str, text: str) -> str:
    # A row without a text keeps its place, so that the numbers of those after it stay right.
    row = {"title": title, "text": text} if title else {"text": text}
    return json.dumps(row, ensure_ascii=False) + "\n"
