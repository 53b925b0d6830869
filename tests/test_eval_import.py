"""Sets in other forms are taken over, and topics drafted from what people say in the articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import Abstention, Answer, Citation, Claim, Searched
from eval.drafting import Said, accepted, draft_topics, topic_of_turn
from eval.importing import import_beir, import_csv, import_squad, source, write_imported
from eval.running import Choice
from eval.topic_files import read_topics
from eval.topics import Variant, topic_lines
from index.errors import UsageError
from index.model import Article, Ranking, Span, Statement, article_id
from tests.invented_sets import BEES, BRIDGE, squad
from ui.cli import ANSWERED, FAILED, USAGE, main


@pytest.fixture
def squad_file(tmp_path: Path) -> Path:
    file = tmp_path / "set.json"
    file.write_text(json.dumps(squad()), encoding="utf-8")
    return file


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def place(_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_HOME", str(_home))
    return tmp_path


def test_squad_is_taken_over_whole(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "set.json").write_text(json.dumps(squad()), encoding="utf-8")
    assert main(["eval", "import", "squad", "set.json", "--out", "mine"]) == ANSWERED
    assert "beleg eval run --corpus mine/corpus mine/topics.jsonl" in capsys.readouterr().out
    topics = read_topics([place / "mine" / "topics.jsonl"])
    assert not topics.problems
    assert [topic.answerable for topic in topics.topics] == [True, True, True, True, False]
    assert topics.topics[1].evidence[0].quote.endswith("zwei Pfeilern aus Basalt.")
    assert main(["eval", "run", "--corpus", "mine/corpus", "mine/topics.jsonl", "--quiet", "--json"]) == ANSWERED
    report = json.loads(capsys.readouterr().out)
    assert report["counts"]["unjudged"] == 0
    assert report["measures"]["Success@1"]["value"] == 1.0
    assert main(["eval", "import", "squad", "set.json", "--out", "mine"]) == USAGE


def test_beir_judges_whole_articles_and_leaves_out_what_is_not_judged(tmp_path: Path) -> None:
    corpus = [{"_id": "a", "title": "", "text": BRIDGE}, {"_id": "b", "title": "Bienen", "text": BEES}]
    queries = [{"_id": "q1", "text": "How long is the bridge?"}, {"_id": "q2", "text": "Wann?"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    tsv = "query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tb\t0\nq3\tb\t2\n"
    (tmp_path / "qrels" / "test.tsv").write_text(tsv, encoding="utf-8")
    imported = import_beir(tmp_path, None)
    (topic,) = imported.topics
    assert topic.variants[0].language == "en"
    assert [(e.article, e.quote, e.span) for e in topic.evidence] == [("part-0001.jsonl#1", "", None)]
    assert imported.left_out == ("question q3 is judged and not in queries.jsonl",)
    (tmp_path / "qrels" / "test.tsv").write_text("q1 a 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"line 1 of .*test\.tsv"):
        import_beir(tmp_path, None)


def test_a_table_is_taken_over_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "fragen.csv"
    rows = [
        "question;answer;text;tags;answerable;article",
        f'Wie lang ist sie?;214 Meter;"{BRIDGE}";maße|brücke;;',
        "Wer war dabei?;;;;nein;",
        "Wo steht das?;;;;ja;alt.txt",
        "Was nun?;;;;vielleicht;",
        "Und wo?;;;;;",
    ]
    file.write_text("\ufeff" + "\n".join(rows), encoding="utf-8")
    imported = import_csv(file, "de")
    long, who, where = imported.topics
    assert long.answer == ("214 Meter",)
    assert long.tags == ("maße", "brücke")
    assert long.evidence[0].quote.startswith("Die Brücke ist 214 Meter lang")
    assert not who.answerable
    assert where.evidence[0].article == "alt.txt"
    assert [each.split(":")[0] for each in imported.left_out] == ["line 5", "line 6"]


@given(st.integers(0, 20_000))
def test_sources_of_imported_articles_are_file_and_row(number: int) -> None:
    file, _, row = source(number).partition("#")
    assert (int(file[5:9]) - 1) * 2_000 + int(row) - 1 == number


def test_nothing_is_written_over(tmp_path: Path, squad_file: Path) -> None:
    with pytest.raises(UsageError, match="not empty"):
        write_imported(import_squad(squad_file, None), tmp_path)


# Drafting


def _said(number: int, text: str, speaker: str | None, language: str = "de") -> Said:
    name = article_id("news", f"{number}.txt")
    article = Article(name, text, "Titel", "news", f"{number}.txt", language=language)
    return Said(article, Statement((Span(0, len(text)),), "indirect", speaker))


def test_drafts_ask_for_statements_by_their_rarest_noun_and_spread_over_speakers() -> None:
    words = "die neue Straßenbahn fahre am Montag erstmals bis zum Bahnhof, und {} werde folgen"
    said = [
        _said(1, words.format("die Drehscheibe"), "Ida Falk"),
        _said(1, words.format("das Stellwerk"), "Ida Falk"),
        _said(2, words.format("der Lokschuppen"), "Udo Brandt"),
        _said(3, words.format("die Drehscheibe"), "Ida Falk"),
        _said(4, words.format("nichts"), None),
        _said(5, "zu kurz", "Ida Falk"),
    ]
    drafts = draft_topics(said, most=10)
    assert [draft.variants[0].question for draft in drafts] == [
        "Was sagte Ida Falk über Drehscheibe?",
        "Was sagte Udo Brandt über Lokschuppen?",
        "Was sagte Ida Falk über Stellwerk?",
    ]
    assert [len(draft.evidence) for draft in drafts] == [2, 1, 1]
    assert all(draft.draft for draft in drafts)
    assert draft_topics(said, most=10, taken={draft.id for draft in drafts[:1]})[0] != drafts[0]


def test_only_accepted_drafts_are_asked() -> None:
    text = "die Fähre werde im Frühling wieder jede Stunde über den Fluss setzen"
    drafts = draft_topics([_said(1, text, "Ida Falk")], most=5)
    (done,) = accepted(drafts, {drafts[0].id})
    assert not done.draft
    with pytest.raises(UsageError, match="there is no draft gone"):
        accepted(drafts, {"gone"})


def _answer(text: str) -> Answer:
    article = _said(1, text, "Ida Falk").article
    claim = Claim("Ida Falk sagte:", (Citation(1, article, Span(0, len(text))),), speaker="Ida Falk")
    return Answer(
        question="Wer?", language="de", searched=Searched(1, None, None, ()), ranking=Ranking(()), claims=(claim,)
    )


def _refusal() -> Abstention:
    searched = Searched(1, None, None, ())
    return Abstention(question="Wer?", language="de", searched=searched, ranking=Ranking(()), reason="not_in_corpus")


def test_thumbs_become_drafts_that_are_asked_once_they_are_accepted(tmp_path: Path) -> None:
    asked = Variant("de", "Und sie?", ("Was sagte er?",))
    judged = {"right": (_answer("Die Brücke bleibt."), True), "wrong": (_answer("Die Brücke bleibt."), False)}
    judged |= {"refused": (_refusal(), True), "silent": (_refusal(), False)}
    drafts = [topic_of_turn(name, asked, reply, good=good, note="n") for name, (reply, good) in judged.items()]
    (tmp_path / "t.jsonl").write_text(topic_lines(drafts), encoding="utf-8")
    there = read_topics([tmp_path / "t.jsonl"])
    assert not there.problems
    assert list(there.topics) == drafts
    assert not Choice().of(drafts)
    done = {topic.id: topic for topic in accepted(drafts, {"right", "refused"})}
    assert (done["right"].evidence[0].quote, done["right"].speaker) == ("Die Brücke bleibt.", ("Ida Falk",))
    assert not done["refused"].answerable
    for name in ("wrong", "silent"):
        with pytest.raises(UsageError, match="has no evidence; mend it in the file first"):
            accepted(drafts, {name})


def test_lines_of_a_file_that_are_no_topics_are_left_as_they_are(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = str(Path(__file__).parent.parent / "seeds")
    mine = '{"id":"k","question":"Wer?",  "language":"de","answerable":false}\n\n{broken\n{"id":"k","question":"!"}'
    (place / "mine.jsonl").write_text(mine, encoding="utf-8")
    assert main(["eval", "draft", "mine.jsonl", "-n", "1", "--corpus", seeds]) == ANSWERED
    assert "mine.jsonl:3: is not JSON" in capsys.readouterr().err
    text = (place / "mine.jsonl").read_text(encoding="utf-8")
    assert text.startswith(mine + "\n")
    name = read_topics([place / "mine.jsonl"]).topics[-1].id
    assert main(["eval", "draft", "mine.jsonl", "--accept", name]) == ANSWERED
    after = (place / "mine.jsonl").read_text(encoding="utf-8")
    assert after.startswith(mine + "\n")
    assert not read_topics([place / "mine.jsonl"]).topics[-1].draft


def test_the_command_drafts_accepts_and_asks(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = str(Path(__file__).parent.parent / "seeds")
    assert main(["eval", "draft", "d.jsonl", "-n", "4", "--corpus", seeds]) == ANSWERED
    topics = read_topics([place / "d.jsonl"]).topics
    assert len(topics) == 4
    assert main(["eval", "run", "d.jsonl", "--corpus", seeds, "--quiet"]) == USAGE
    assert main(["eval", "draft", "d.jsonl", "--accept", topics[0].id, "--accept", topics[1].id]) == ANSWERED
    assert main(["eval", "draft", "d.jsonl", "-n", "2", "--corpus", seeds]) == ANSWERED
    assert len({topic.id for topic in read_topics([place / "d.jsonl"]).topics}) == 6
    capsys.readouterr()
    assert main(["eval", "run", "d.jsonl", "--corpus", seeds, "--quiet", "--json"]) in (ANSWERED, FAILED)
    report = json.loads(capsys.readouterr().out)
    assert report["counts"]["topics"] == 2
    assert report["counts"]["unjudged"] == report["counts"]["broke"] == 0
