"""The real articles: what they tell is answered, however it is asked; whose words they do not quote is not.

They are not part of the project; the tests are skipped where they are not at hand.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from assistant.model import Abstention, Answer
from assistant.settings import Settings
from assistant.wiring import answerer
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.generation import Home

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering import Answerer

# What the first claim must hold, and wordings of the question.
_ASKED: tuple[tuple[str, str], ...] = (
    (
        r"Je stiller|Prinzip|Geheimhaltung",
        """
        What did Peskow say about secrecy?
        What did Peskov say about keeping the talks secret?
        How did the Kremlin spokesman explain the secrecy?
        Peskov's statement on secrecy?
        What does Dmitry Peskov think about confidentiality?
        Why does Peskov want the talks to be kept quiet?
        Was sagte Peskow über Geheimhaltung?
        Was hat Peskow zur Geheimhaltung gesagt?
        Wie äußerte sich der Kremlsprecher zur Geheimhaltung?
        Wie begründet Peskow die Geheimhaltung der Gespräche?
        Was meint Dmitri Peskow zur Vertraulichkeit der Verhandlungen?
        Warum will Peskow die Gespräche geheim halten?
        """,
    ),
    (
        r"Sicherheitsgarantien",
        """
        What did Rubio say about security guarantees?
        What did Marco Rubio say on security guarantees for Ukraine?
        How did the US Secretary of State comment on security guarantees?
        What was Rubio's position on security guarantees?
        According to Rubio, what are the security guarantees for?
        Was sagte Rubio über Sicherheitsgarantien?
        Was hat Marco Rubio zu den Sicherheitsgarantien gesagt?
        Wie äußerte sich der US-Außenminister zu Sicherheitsgarantien?
        Was erklärte Rubio zu Sicherheitsgarantien für die Ukraine?
        Was ist Rubios Haltung zu Sicherheitsgarantien?
        """,
    ),
    (
        r"(?i)fünf(?: |-)?stund|fünfstünd",
        """
        How long did the meeting last?
        How long was the meeting in the Kremlin?
        How many hours did Putin and Witkoff talk?
        How long did the talks take?
        How long did Putin meet with the US envoys?
        For how long did they negotiate in the Kremlin?
        What was the duration of the meeting?
        How long did Witkoff's meeting with Putin last?
        Wie lange dauerte das Treffen?
        Wie lang war das Treffen im Kreml?
        Wie viele Stunden sprachen Putin und Witkoff miteinander?
        Wie lange haben Putin und die US-Gesandten verhandelt?
        Wie lange dauerten die Gespräche im Kreml?
        Wie lange währte das Gespräch zwischen Putin und Witkoff?
        Was war die Dauer des Treffens?
        Wie lange redeten Witkoff, Kushner und Putin?
        """,
    ),
    (
        r"Kushner",
        """
        Who came along for the first time?
        Who accompanied Witkoff for the first time?
        Who took part in such talks for the first time?
        Who was at the Kremlin for the first time?
        Who joined Witkoff for the first time?
        Wer kam zum ersten Mal mit?
        Wer war zum ersten Mal dabei?
        Wer begleitete Witkoff erstmals?
        Wer nahm erstmals an einem solchen Gespräch teil?
        Wer war erstmals im Kreml dabei?
        Von wem wurde Witkoff zum ersten Mal begleitet?
        """,
    ),
    (
        r"ohne US-Beteiligung|Teilnahme abgesagt|nicht an jedem Minister",
        """
        Did the NATO ministers' meeting have the US minister?
        Was the US foreign minister at the NATO foreign ministers' meeting?
        Did Rubio attend the NATO meeting?
        Is Rubio taking part in the NATO foreign ministers' meeting?
        Will the US Secretary of State attend the NATO meeting in Brussels?
        Did the US take part in the NATO foreign ministers meeting?
        War der US-Außenminister beim Nato-Außenministertreffen?
        Nahm der US-Minister am Treffen der Nato-Minister teil?
        Nimmt Rubio am Nato-Außenministertreffen teil?
        Kam Rubio zum Nato-Treffen nach Brüssel?
        Fand das Nato-Treffen mit dem US-Außenminister statt?
        Hat der amerikanische Außenminister am NATO-Treffen teilgenommen?
        """,
    ),
    (
        r"(?i)(fordert|will|gefordert)[^.]*Donbass|Donbass[^.]*(fordert|will)",
        """
        What does Putin want of Donbas?
        What does Putin want from the Donbas?
        What does Putin demand regarding Donbas?
        How much of Donbas does Putin want?
        Does Putin want the whole Donbas?
        What is Putin's goal in the Donbass?
        What are Putin's demands on Donbas?
        Was will Putin vom Donbass?
        Was fordert Putin im Donbass?
        Was verlangt Putin vom Donbass?
        Was möchte Putin mit dem Donbass?
        Will Putin den ganzen Donbass?
        Was ist Putins Ziel im Donbass?
        Was sind Putins Forderungen zum Donbas?
        """,
    ),
)
_NOT_SAID = """
What did Zelensky say about secrecy?
What did Zelenskyy say about the secrecy of the talks?
How did the Ukrainian president comment on secrecy?
What was Zelensky's statement on secrecy?
What did Selenskyj say about confidentiality?
Was sagte Selenskyj über Geheimhaltung?
Was hat Selenskyj zur Geheimhaltung gesagt?
Wie äußerte sich der ukrainische Präsident zur Geheimhaltung?
Was meinte Selenskyj zur Geheimhaltung der Gespräche?
Was sagte Wolodymyr Selenskyj zur Vertraulichkeit?
"""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def ask(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    home = Home(tmp_path_factory.mktemp("real") / "home")
    Builder(home, BuildOptions()).index([Folder("Real", shared / "seeds")])
    return answerer(Settings(home=home.path, dictionary="none"), home)


@pytest.mark.parametrize(
    ("question", "holds"), [(question, holds) for holds, questions in _ASKED for question in _lines(questions)]
)
def test_what_the_articles_tell_is_answered_first(ask, question, holds):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert re.search(holds, " ".join(citation.quote for citation in reply.claims[0].citations))


@pytest.mark.parametrize("question", _lines(_NOT_SAID))
def test_who_says_nothing_on_it_is_said_to_and_others_words_are_shown_as_theirs(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert reply.reason == "not_said"
    assert reply.nearest
    assert all(citation.speaker and "elensk" not in citation.speaker for citation in reply.nearest)


@pytest.mark.parametrize(
    "question",
    [
        *("Did Trump attend?", "War Trump beim Treffen dabei?", "Hat Merz an dem Treffen teilgenommen?"),
        *("Putins Schwiegersohn", "Wie heißt Putins Schwiegersohn?", "Who is Putin's son-in-law?"),
        *("Warum hat Putin unterschrieben?", "Warum sprach Witkoff nicht mit Selenskyj?"),
        *("Wie lange dauerte das Nato-Treffen?", "How long did the NATO meeting last?"),
    ],
)
def test_what_the_articles_do_not_tell_is_not_answered(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Abstention)
    assert reply.nearest


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Wann fand das Treffen statt?", r"Treffen am Dienstag"),
        ("When was the meeting?", r"Treffen am Dienstag"),
        ("Wo fand das Treffen statt?", r"Kreml|Moskau"),
        ("Where was the meeting?", r"Kreml|Moskau"),
        ("Wo findet das Nato-Treffen statt?", r"Brüssel"),
        ("Was hat Dmitrijew auf X gesagt?", r"Netzwerk X nannte"),
        ("What did Dmitriev say on X?", r"Netzwerk X nannte"),
        ("Warum hat Rubio abgesagt?", r"nicht an jedem Ministertreffen"),
    ],
)
def test_time_place_and_reason_are_in_the_first_claim(ask, question, holds):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert re.search(holds, " ".join(citation.quote for citation in reply.claims[0].citations))


def test_whom_a_pronoun_means_is_told_with_it(ask):
    reply = ask.answer("Wer kam zum ersten Mal mit?")
    told = [" ".join(citation.quote for citation in claim.citations) for claim in reply.claims]
    (with_pronoun,) = (each for each in told if "Erstmals wurde er" in each)
    assert "Witkoff" in with_pronoun


_STUFFED = """ date 2025-12-03 MOSKAU (dpa-AFX) - Treffen Treffen Geheimhaltung Donbass Donbass Minister Rubio Putin.

„Geheimhaltung ist Unsinn, das Treffen dauerte zwei Minuten“, sagte Kremlsprecher Dmitri Peskow. Kopie {}.
"""


@pytest.mark.parametrize("question", ["Was will Putin mit dem Donbass?", "What does Putin want of Donbas?"])
def test_copies_of_a_stuffed_article_crowd_no_answer_out(shared, tmp_path, question):
    folder = tmp_path / "articles"
    shutil.copytree(shared / "seeds", folder)
    for number in range(20):
        (folder / f"copy-{number}.txt").write_text(_STUFFED.format(number), encoding="utf-8")
    home = Home(tmp_path / "home")
    Builder(home, BuildOptions()).index([Folder("Real", folder)])
    reply = answerer(Settings(home=home.path, dictionary="none"), home).answer(question)
    assert isinstance(reply, Answer)
    assert "Putin will den gesamten Donbass" in reply.claims[0].citations[0].quote


def test_no_other_fact_is_named_as_confirming_one(ask):
    for question in ("Hat Rubio seine Teilnahme abgesagt?", "Wie lange dauerte das Treffen?"):
        for claim in ask.answer(question).claims:
            for other in claim.also:
                assert "komme man voran" not in other.quote
                assert other.quote[-1] in ".!?“"


@pytest.mark.parametrize("question", ["What does Kyiv want?", "Was will Kiew?", "Was lehnt Kiew ab?"])
def test_what_one_side_demands_is_not_told_of_the_other(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    for claim in reply.claims:
        assert not any("Russland hat gefordert" in each.quote for each in (*claim.citations, *claim.also))
    assert re.search("lehnt", reply.claims[0].citations[0].quote)


@pytest.mark.parametrize("question", ["What does Zelensky want?", "Was will Selenskyj?"])
def test_who_only_refuses_something_is_not_said_to_want_nothing(ask, question):
    reply = ask.answer(question)
    assert isinstance(reply, Answer)
    assert "abgelehnt" in reply.claims[0].citations[0].quote
