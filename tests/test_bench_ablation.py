"""The ablation measures what `beleg eval squad` measures: the same passages, the same ranks, the same figure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.wiring import searcher
from bench.ablation import indexed, lexical, mrr
from eval.collection import collection
from eval.squad import read_squad
from eval.squad_measures import SquadOptions, measure_squad
from index.chunking import ChunkingRules
from index.planning import Planner, WordFiles

if TYPE_CHECKING:
    from pathlib import Path

# Passages do not divide a quotation, which the second paragraph has across the place where one would end.
_PLACES = ("Bremen", "Lübeck", "Rostock", "Emden", "Stade")
_FIRST = "Am Hafen von {place} wird seit dem Frühjahr an einer neuen Brücke gebaut, die zwei Ufer verbinden soll. "
_SAID = (
    "Die Bürgermeisterin sagte: „Die Brücke von {place} wird teuer, und sie wird schön. Wir bauen sie trotzdem, weil "
    "die Fähre zu langsam ist. Wer etwas anderes sagt, kennt den Verkehr am Hafen nicht. Ich bleibe dabei.“ "
)


def _file(folder: Path) -> Path:
    paragraphs = []
    for number, place in enumerate(_PLACES):
        text = (_FIRST * (3 + number) + _SAID * 2).format(place=place)
        asked = ("Welche Brücke wird teuer?", "Who builds a bridge at the port?", f"Was sagte sie über {place}?")
        questions = [
            {"id": f"{number}-{at}", "question": question, "answers": [{"text": place, "answer_start": 0}]}
            for at, question in enumerate(asked)
        ]
        paragraphs.append({"context": text, "qas": questions})
    file = folder / "set.json"
    file.write_text(json.dumps({"data": [{"title": "Brücken", "paragraphs": paragraphs}]}), encoding="utf-8")
    return file


def test_the_ablation_gives_the_figure_of_the_evaluation(tmp_path):
    file = _file(tmp_path)
    questions, settings = read_squad(file), Settings(home=tmp_path / "home", dictionary="none")
    corpus = indexed(file, tmp_path / "corpus", ChunkingRules())
    with collection(questions.articles, settings) as home:
        searching = searcher(settings, home)
        report = measure_squad(questions, searching, None, SquadOptions(answers=False), name="set")
        found = searching.search("Brücke Bürgermeisterin Frühjahr", k=100).ranking
    assert sorted(hit.passage.text for hit in found.hits) == sorted(corpus.texts)
    measured = mrr(corpus, Planner.open(WordFiles(dictionary="none")), lexical())
    assert round(measured, 6) == report.measures["MRR@10"].value
    assert 0 < measured < 1
