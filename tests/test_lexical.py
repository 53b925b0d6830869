"""The lexical index: what it finds, in what order, within which scope, and that it keeps what it was given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.language.analysis import Analyser
from index.lexical import LexicalIndex, LexicalPassage, LexicalScope, LexicalWriter
from index.lexical_query import idf
from index.planning import Planner, WordFiles
from tests.test_planning import HOSTILE

ANALYSER = Analyser()
PLANNER = Planner.open(WordFiles(dictionary="none"))

TEXTS = (
    "Der Sprecher des Präsidenten, Dmitri Peskow, kündigte am 3. Dezember in Moskau neue Gespräche an.",
    "Die Außenminister berieten in Brüssel über Sicherheitsgarantien für die Ukraine.",
    "In Kyjiw sprach Präsident Selenskyj über den Friedensplan mit 28 Punkten.",
    "Der Konzern verkaufte im vergangenen Jahr zwölf Prozent mehr Fahrräder nach Dänemark.",
    "Ein Unwetter überschwemmte mehrere Dörfer an der Küste; fünf Menschen wurden verletzt.",
    "Die Universität eröffnete eine Ausstellung über römische Münzen aus dem dritten Jahrhundert.",
)


def day(value: date) -> int:
    return (value - date(1970, 1, 1)).days


def passage(key: int, text: str, *, article: int | None = None, on: int | None = None, outlet: int = 0):
    terms = ANALYSER.terms(text)
    number = key if article is None else article
    return LexicalPassage(key, number, on, outlet, terms.parts, terms.grams)


def written(folder, passages) -> LexicalIndex:
    writer = LexicalWriter(folder, memory=15_000_000)
    writer.add(passages)
    writer.commit()
    writer.close()
    return LexicalIndex.open(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    passages = [passage(key, text, on=20_000 + key, outlet=key % 2) for key, text in enumerate(TEXTS)]
    return written(tmp_path_factory.mktemp("lexical"), passages)


def first(index: LexicalIndex, question: str) -> int | None:
    hits = index.search(PLANNER.plan(question), k=3)
    return hits[0].key if hits else None


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Wer kündigte Gespräche in Moskau an?", 0),
        ("Who announced talks in Moscow?", 0),
        ("What happened on December 3?", 0),
        ("Was geschah am 2025-12-03?", 0),
        ("Who discussed security guarantees?", 1),
        ("Garantien für die Sicherheit", 1),
        ("What did Zelenskyy say in Kiev about the 28-point peace plan?", 2),
        ("Plan für den Frieden", 2),
        ("How many bicycles were sold to Denmark?", 3),
        ("villages flooded by a storm", 4),
        ("5 Verletzte", 4),
        ("coins of the 3rd century", 5),
        ("Muenzen der Roemer", 5),
        ("Was sagte der Präsident zum peace plan?", 2),
    ],
)
def test_a_question_in_either_language_finds_its_passage_first(index, question, key):
    assert first(index, question) == key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Peskow", "Peskov", "Песков"),
        ("Selenskyj", "Selensky", "Zelensky", "Zelenskyy"),
        ("Kiew", "Kyjiw", "Kyiv", "Kiev"),
    ],
)
@pytest.mark.parametrize("question", ["Was sagte {}?", "What about {}?", "{}"])
def test_all_spellings_of_a_name_give_the_same_ranking(index, question, spellings):
    found = {tuple(index.search(PLANNER.plan(question.format(each)), k=6)) for each in spellings}
    assert len(found) == 1
    assert len(next(iter(found))) >= 1


@pytest.mark.parametrize("question", HOSTILE, ids=lambda question: repr(question[:20]))
def test_a_hostile_question_is_answered(index, question):
    assert len(index.search(PLANNER.plan(question), k=5)) <= 5


def test_nothing_is_found_where_nothing_matches(index):
    assert index.search(PLANNER.plan("qqqq wwww"), k=5) == []
    assert index.search(PLANNER.plan("Moskau"), k=0) == []


def test_an_empty_index_finds_nothing(tmp_path):
    empty = written(tmp_path, [])
    assert (len(empty), empty.keys(), empty.search(PLANNER.plan("Moskau"), k=3)) == (0, [], [])


def test_ties_are_ordered_by_key(tmp_path):
    index = written(tmp_path, [passage(key, "Der Hafen von Hamburg.") for key in (9, 3, 7, 1, 5)])
    assert [hit.key for hit in index.search(PLANNER.plan("Hafen Hamburg"), k=3)] == [1, 3, 5]


def test_a_frame_word_counts_less_than_a_content_word(tmp_path):
    texts = ["Eine neue Art wurde entdeckt und benannt.", "Der Vulkan brach am Morgen aus."]
    index = written(tmp_path, [passage(key, text) for key, text in enumerate(texts)])
    assert first(index, "Wie heißt die Art von Vulkan?") == 1


@pytest.mark.parametrize(
    ("scope", "admitted"),
    [
        (LexicalScope(), {0, 1, 2, 3, 4, 5}),
        (LexicalScope(since=20_002), {2, 3, 4}),
        (LexicalScope(until=20_001), {0, 1}),
        (LexicalScope(since=20_001, until=20_003), {1, 2, 3}),
        (LexicalScope(outlets=frozenset({1})), {1, 3}),
        (LexicalScope(articles=frozenset({0, 5})), {0, 5}),
        (LexicalScope(without=frozenset({0, 1})), {2, 3, 4, 5}),
        (LexicalScope(since=20_001, outlets=frozenset({0}), without=frozenset({2})), {4}),
        (LexicalScope(articles=frozenset({99})), set()),
    ],
)
def test_a_scope_admits_what_it_says_and_changes_no_score(tmp_path, scope, admitted):
    passages = [passage(key, "Der Hafen.", on=20_000 + key, outlet=key % 2) for key in range(5)]
    passages.append(passage(5, "Der Hafen.", on=None, outlet=2))
    index = written(tmp_path, passages)
    plan = PLANNER.plan("Hafen")
    everywhere = {hit.key: hit.score for hit in index.search(plan, k=10)}
    within = {hit.key: hit.score for hit in index.search(plan, k=10, scope=scope)}
    assert set(within) == admitted
    assert all(within[key] == pytest.approx(everywhere[key]) for key in within)


def test_dates_before_1970_are_filtered_too(tmp_path):
    index = written(tmp_path, [passage(1, "Der Hafen.", on=day(date(1945, 5, 8))), passage(2, "Der Hafen.", on=None)])
    scope = LexicalScope(until=day(date(1950, 1, 1)))
    assert [hit.key for hit in index.search(PLANNER.plan("Hafen"), k=5, scope=scope)] == [1]


def test_all_passages_of_a_deleted_article_are_gone(tmp_path):
    folder = tmp_path / "lexical"
    written(folder, [passage(key, "Der Hafen.", article=key // 2) for key in range(6)])
    writer = LexicalWriter(folder, memory=15_000_000)
    writer.delete_articles([1])
    writer.add([passage(7, "Der Hafen.", article=1)])
    writer.commit()
    writer.close()
    assert LexicalIndex.open(folder).keys() == [0, 1, 4, 5, 7]


def test_what_is_not_committed_is_not_there(tmp_path):
    writer = LexicalWriter(tmp_path, memory=15_000_000)
    writer.add([passage(1, "Der Hafen.")])
    writer.commit()
    writer.add([passage(2, "Der Hafen.")])
    writer.close()
    assert LexicalIndex.open(tmp_path).keys() == [1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.sets(st.integers(0, 2**40), min_size=1, max_size=30))
def test_the_index_holds_exactly_the_keys_it_was_given(tmp_path_factory, keys):
    index = written(tmp_path_factory.mktemp("keys"), [passage(key, "Der Hafen.", article=0) for key in keys])
    assert index.keys() == sorted(keys)
    assert len(index) == len(keys)


def test_each_view_ranks_alone_and_says_what_it_found(index):
    plan = PLANNER.plan("Sicherheitsgarantien")
    alone = index.ranks(plan, k=3)
    assert {view: hits[0].key for view, hits in alone.items()} == {"parts": 1, "grams": 1}
    assert index.matches(PLANNER.plan("What about the peace plan?"), 2) == (("Friedensplan",),)
    assert index.matches(PLANNER.plan("What about the peace plan?"), 3) == ((),)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_what_is_rarer_tells_more_and_everything_something(one, other, count):
    assert idf(one, count) > 0
    assert (idf(one, count) > idf(other, count)) == (min(one, count) < min(other, count))


def test_askers_at_the_same_time_get_what_one_gets(index):
    questions = ["Who announced talks in Moscow?", "Was sagte Selenskyj?", "coins", "Unwetter", "Fahrräder"] * 4
    alone = [index.search(PLANNER.plan(question), k=5) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: index.search(PLANNER.plan(question), k=5), questions))
    assert together == alone


def test_the_same_passages_in_another_order_rank_alike(tmp_path):
    passages = [passage(key, text) for key, text in enumerate(TEXTS)]
    forward, backward = written(tmp_path / "a", passages), written(tmp_path / "b", passages[::-1])
    plan = PLANNER.plan("Was geschah in Moskau und Kyjiw?")
    assert forward.search(plan, k=6) == backward.search(plan, k=6)


def test_a_headline_counts_for_its_passages_and_its_article(tmp_path):
    said, above = ANALYSER.terms("Er kam am Morgen an."), ANALYSER.terms("Bundeskanzler in Oslo")
    bare = LexicalPassage(0, 0, None, 0, said.parts, said.grams)
    titled = LexicalPassage(1, 1, None, 0, said.parts, said.grams, headline=(above.parts, above.grams))
    plan = PLANNER.plan("Wann kam der Kanzler in Oslo an?")
    hits = written(tmp_path, [bare, titled]).search(plan, k=2)
    assert [hit.key for hit in hits] == [1, 0]
    assert hits[0].score > 2 * hits[1].score


def test_a_name_wins_over_what_it_means(tmp_path):
    texts = (
        "Donald Tusk reiste nach Kyjiw. Der polnische Regierungschef sprach mit Soldaten, mit Ärzten und mit Lehrern.",
        "Der Zoll fand einen Stoßzahn.",
        "Der Trumpf im Spiel war verloren.",
        "Die Zölle, die Trump ankündigte, treffen auch Unternehmen in Europa, Asien und Afrika, sagte ein Verband.",
    )
    index = written(tmp_path, [passage(key, text) for key, text in enumerate(texts)])
    assert first(index, "What about Tusk?") == 0
    assert first(index, "What about Trump?") == 3
    assert first(index, "What about a tusk?") == 1


def test_a_meaning_wins_where_nobody_has_the_name(tmp_path):
    index = written(tmp_path, [passage(0, "Der Bäcker schloss."), passage(1, "Die Straße blieb offen.")])
    plain, named = (PLANNER.plan(f"Did {word} say?") for word in ("baker", "Baker"))
    assert [hit.score for hit in index.search(plain, k=1)] == [hit.score for hit in index.search(named, k=1)]
