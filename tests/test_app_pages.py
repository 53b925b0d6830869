"""Facts about the app's pages, run without a browser."""

from __future__ import annotations

import contextlib
import html
import json
import shutil
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from assistant.answering import Answerer
from index.build import Builder, BuildOptions
from index.differences import Folder
from index.errors import UsageError
from index.generation import Home
from index.lock import writing
from index.planning import MAX_QUESTION
from tests import corpora
from tests.appdata import fresh
from ui import adding
from ui.conversations.database import FILE
from ui.measuring import Evaluations, evaluations
from ui.parts import parts
from ui.sayings import forms_of

APP = str(Path(__file__).resolve().parent.parent / "ui" / "page.py")
DATED = """\
---
title: Fähre nach Emden verkehrt wieder
date: 2026-03-04
outlet: Küstenblatt
---
Die Fähre nach Emden verkehrt seit Mittwoch wieder.
Kapitän Jelle Brons sagte: „Die Maschine läuft ruhiger als je zuvor.“
Im Winter hatte ein Lager versagt, die Reparatur dauerte neun Wochen.
"""
BASELINE = Path(APP).parent.parent / "eval" / "baseline.json"
PAGES = ("ask", "people", "library", "evaluation", "account", "article", "shared")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A home with eight invented articles, one of them dated."""
    place = tmp_path_factory.mktemp("app")
    corpora.write(place / "articles", dict.fromkeys(range(7), 0))
    (place / "articles" / "datiert.md").write_text(DATED, encoding="utf-8")
    Builder(Home(place / "home"), BuildOptions()).index([Folder("test", place / "articles")])
    return place


@pytest.fixture
def environment(built, monkeypatch, tmp_path):
    monkeypatch.setenv("BELEG_HOME", str(built / "home"))
    monkeypatch.setenv("BELEGUI_DATABASE", fresh(tmp_path / "data"))
    monkeypatch.setenv("BELEGUI_PACE", "0")
    monkeypatch.setenv("BELEGUI_EVALUATIONS", str(tmp_path / "evaluations"))
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    yield monkeypatch
    config.set_option("server.address", before)
    st.cache_resource.clear()
    st.cache_data.clear()


def opened(page: str = "ask", **query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["lang"] = "de"
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "ask":
        app.switch_page(f"views/{page}.py").run()
    return app


def shown(app: AppTest) -> str:
    """All HTML on the page."""
    assert not app.exception
    bodies = [each.proto.body for each in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def _only(value: str | list[str]) -> str:
    return value if isinstance(value, str) else value[0]


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("tongue", ["de", "en"])
def test_every_page_opens_in_both_languages(environment, page, tongue):
    assert "Beleg" in shown(opened(page, lang=tongue)).replace("Be<i>leg</i>", "Beleg")


def test_the_welcome_suggests_questions_that_are_answered(environment):
    app = opened()
    suggested = [each for each in app.button if (each.key or "").startswith("suggestion-")]
    assert suggested
    body = shown(suggested[0].click().run())
    assert "bl-receipt" in body
    assert "bl-abstention" not in body


def test_what_is_suggested_is_not_all_of_one_kind(environment, tmp_path):
    from tests.browser.app import demonstration  # noqa: PLC0415 - only here

    environment.setenv("BELEG_HOME", str(demonstration(tmp_path)))
    for tongue, begins in (("de", {"Was sagte", "Was ist"}), ("en", {"What did", "What is"})):
        labels = [each.label for each in opened(lang=tongue).button if (each.key or "").startswith("suggestion-")]
        assert begins <= {" ".join(each.split()[:2]) for each in labels}
        assert any(each.startswith(("Wie lange", "Wann", "How long", "When")) for each in labels)


def test_an_answer_has_claims_receipts_and_the_words_looked_for(environment):
    body = shown(ask(opened(), "Was sagte Falk3?"))
    assert 'class="bl-quote' in body
    assert 'aria-label="Beleg 1"' in body
    assert "bl-searched" in body


def test_an_answer_and_its_conversation_are_offered_once_in_each_form(environment):
    app = ask(opened(), "Was sagte Falk3?")
    labels = [each.proto.label for each in app.get("download_button")]
    assert sorted(labels) == sorted(2 * ["CSL-JSON", "HTML", "JSON", "Markdown"] + ["Karte als Bild"])


def test_an_abstention_says_where_was_looked_and_what_came_near(environment):
    body = shown(ask(opened(), "Wie hoch ist der Eiffelturm in Paris?"))
    assert "bl-abstention" in body
    assert "8 Artikel" in body
    assert "bl-quote" not in body


def test_a_receipt_opens_the_article_with_the_words_marked(environment):
    app = ask(opened(), "Was sagte Falk3?")
    body = shown(next(each for each in app.button if (each.key or "").startswith("open-")).click().run())
    assert "<mark id=bl-mark" in body


def test_a_question_in_the_address_is_asked_once(environment):
    app = opened(q="Was sagte Falk3?")
    assert shown(app).count('class="bl-question"') == 1
    assert "q" not in app.query_params
    assert app.query_params["c"]
    assert shown(app.run()).count('class="bl-question"') == 1


def test_an_address_that_asks_makes_one_conversation_however_often_it_is_opened(environment):
    first = opened(q="Was sagte Falk3?")
    again = opened(q="Was sagte Falk3?")
    assert _only(again.query_params["c"]) == _only(first.query_params["c"])
    assert "bl-receipt" in shown(again)
    assert len([each for each in again.button if (each.key or "").startswith("conversation-")]) == 1
    ask(again, "Und Falk4?")  # it has become another conversation
    assert _only(opened(q="Was sagte Falk3?").query_params["c"]) != _only(first.query_params["c"])


def test_an_address_asks_anew_where_the_kept_answer_was_of_other_articles(environment, built, tmp_path):
    first = opened(q="Was sagte Falk3?")
    folder = shutil.copytree(built / "articles", tmp_path / "more")
    (folder / "neu.txt").write_text("„Alles wird anders“, sagte Falk3 am Montag.", encoding="utf-8")
    Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("test", folder)])
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    again = opened(q="Was sagte Falk3?")
    assert _only(again.query_params["c"]) != _only(first.query_params["c"])
    assert "Alles wird anders" in shown(again)


def test_a_thumb_that_is_pressed_again_is_withdrawn(environment):
    app = ask(opened(), "Was sagte Falk3?")
    conversations, person = parts().conversations, "local"
    for pressed, kept in ((1, [1]), (None, []), (0, [0])):
        app.get("feedback")[0].set_value(pressed).run()
        assert [turn.thumb for turn, _ in conversations.judged(person)] == kept
    assert not app.exception


def test_what_another_process_reads_for_the_first_time_is_waited_for(environment, tmp_path, caplog):
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    with ThreadPoolExecutor() as other:
        with writing(tmp_path / "home" / "demo", purpose="index", now="now"):
            app = other.submit(opened)
            time.sleep(1)
            assert not app.done()
        assert "bl-welcome" in shown(app.result())
    assert "is writing to" not in caplog.text


def test_whom_one_waits_for_in_vain_is_told_in_one_line(environment, tmp_path, caplog):
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    environment.setattr("ui.parts._PATIENCE", 0.0)
    with writing(tmp_path / "home" / "demo", purpose="index", now="now"):
        assert "is writing to" in shown(opened())
    assert "is writing to" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_very_long_question_is_answered_and_told_what_of_it_was_not_looked_for(environment):
    app = opened(q="Was sagte Falk3? " * 2_000)
    assert "weiteren nicht" in shown(app)
    assert "bl-receipt" in shown(app)
    kept = parts().conversations.open("local", _only(app.query_params["c"]))
    assert max(len(kept[1][0].question), len(kept[1][0].reply["question"])) <= MAX_QUESTION
    assert "weiteren nicht" in shown(opened(c=_only(app.query_params["c"])))


def test_what_is_too_long_for_a_question_is_refused(environment):
    assert "höchstens 1000000 Zeichen" in shown(ask(opened(), "Falk3 " * 200_000))


def test_words_of_a_question_that_are_not_looked_for_are_told_and_endless_ones_cut_short(environment):
    many = " ".join(f"Wort{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(100))
    body = shown(ask(opened(), f"Falk3 {'b' * 5_000} {many}"))
    assert "nach 39 weiteren nicht" in body
    assert f"<dt><bdi>{'b' * 60}…</bdi></dt>" in body


def test_a_conversation_goes_on_in_another_session_by_its_link(environment):
    first = ask(opened(), "Was sagte Falk3?")
    again = opened(c=_only(first.query_params["c"]))
    assert "Was sagte Falk3?" in shown(again)
    assert "bl-receipt" in shown(again)


def test_an_unknown_conversation_is_told_and_nothing_is_shown(environment):
    body = shown(opened(c="0" * 32))
    assert "Das gibt es hier nicht." in body
    assert "bl-welcome" in body


def test_asking_again_replaces_the_last_turn(environment):
    app = ask(opened(), "Was sagte Falk3?")
    app = next(each for each in app.button if (each.key or "").startswith("again-")).click().run()
    assert shown(app).count('class="bl-question"') == 1


def refuse(*_: object, **__: object) -> None:
    raise UsageError("das ging nicht")


def test_a_turn_stays_when_asking_again_fails_and_goes_when_it_works_and_its_share_outlives_it(environment):
    app = ask(opened(), "Was sagte Falk3?")
    app = button(app, "share-").click().run()
    token = next(each.value for each in app.code if "shared?s=" in each.value).partition("s=")[2]
    with environment.context() as broken:
        broken.setattr(Answerer, "events", refuse)
        app = button(app, "again-").click().run()
        body = shown(app)
        assert "das ging nicht" in body
        assert "bl-receipt" in body
        assert "bl-receipt" in shown(opened(c=_only(app.query_params["c"])))
    assert "bl-receipt" in shown(opened("shared", s=token))
    body = shown(button(app, "unanswered").click().run())
    assert body.count('class="bl-question"') == 1
    assert "das ging nicht" not in body
    assert "bl-receipt" in shown(opened("shared", s=token))


def test_a_second_tab_shows_what_was_asked_in_the_first_at_its_next_action_and_takes_nothing_away(environment):
    first = ask(opened(), "Was sagte Falk3?")
    name = _only(first.query_params["c"])
    second = opened(c=name)
    ask(first, "Was sagte Falk4?")
    assert shown(second.run()).count('class="bl-question"') == 2
    ask(first, "Was sagte Falk5?")
    body = shown(button(second, "again-").click().run())
    assert [f"Falk{at}?" in body for at in (3, 4, 5)] == [True] * 3
    assert len(parts().conversations.turns("local", name)) == 4


def test_what_was_asked_of_the_demonstration_stays_when_articles_of_ones_own_come(environment, built, tmp_path):
    environment.delenv("BELEGUI_DATABASE")
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    app = ask(opened(), "Was sagte Peskow über Geheimhaltung?")
    quoted = app.query_params["c"]
    app = button(app, "share-").click().run()
    token = next(each.value for each in app.code if "shared?s=" in each.value).partition("s=")[2]
    words = next(line for line in shown(app).splitlines() if 'class="bl-quote' in line)
    assert adding.uploads() == tmp_path / "home" / "uploads"
    Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("test", built / "articles")])
    for body in (shown(app.run()), shown(opened(c=_only(quoted))), shown(opened("shared", s=token))):
        assert words in body
    assert "Frage an 8 Artikel" in app.run().chat_input[0].placeholder
    assert "bl-receipt" in shown(ask(app, "Was sagte Falk3?"))
    assert "Peskow" not in " ".join(each.label for each in opened().button if (each.key or "").startswith("sugg"))


def test_a_conversation_is_in_the_sidebar_as_soon_as_its_first_question_is_answered(environment):
    app = ask(opened(), "Was sagte Falk3?")
    name = _only(app.query_params["c"])
    assert button(app, f"conversation-{name}").label.startswith("Was sagte Falk3")
    assert button(app, f"rename-{name}")
    assert app.text_input(key=f"title-{name}").max_chars == 200, "what is kept of a title can be typed, and no more"
    assert button(app.run(), f"conversation-{name}")


def test_a_question_that_is_stopped_before_anything_came_is_kept_and_can_be_asked_again(environment):
    app = opened()
    with environment.context() as stopping:
        # A run that is stopped ends where it draws next: here, while the reply is waited for.
        stopping.setattr(Answerer, "events", lambda *_, **__: iter(lambda: time.sleep(1), 1))
        stopping.setattr(DeltaGenerator, "html", stopped_at("durchsucht", DeltaGenerator.html))
        ask(app, "Was sagte Falk3?")
    body = shown(app.run())
    assert "Angehalten, bevor" in body
    assert "bl-receipt" in shown(button(app, "unanswered").click().run())


def stopped_at(words: str, draw):
    def html(self, body, *arguments, **options):
        if words in str(body):
            raise StopException
        return draw(self, body, *arguments, **options)

    return html


def test_the_last_question_can_be_changed_and_sent_again(environment):
    app = ask(opened(), "Was sagte Falk3?")
    app = next(each for each in app.button if (each.key or "").startswith("edit-")).click().run()
    app.text_area[0].set_value("Was sagte Falk5?")
    app = next(each for each in app.button if each.label == "Neu fragen").click().run()
    body = shown(app)
    assert body.count('class="bl-question"') == 1
    assert "Falk5?" in body


def test_filters_say_how_many_articles_remain(environment):
    app = opened()
    assert "alle 8 Artikel" in shown(app)
    app = app.multiselect[0].set_value(["Küstenblatt"]).run()
    assert "1 von 8 Artikeln bleiben" in shown(app)


def test_a_share_opens_for_strangers_and_says_whether_it_still_holds(environment):
    app = ask(opened(), "Was sagte Falk3?")
    app = next(each for each in app.button if (each.key or "").startswith("share-")).click().run()
    link = next(each.value for each in app.code if "shared?s=" in each.value)
    token = link.partition("s=")[2]
    page = opened("shared", s=token)
    assert "bl-receipt" in shown(page)
    assert not [each for each in page.button if (each.key or "").startswith(("open-", "chip-"))]
    page = next(each for each in page.button if each.key == "holds").click().run()
    assert "Der Artikel ist unverändert." in shown(page)
    assert "bl-receipt" not in shown(opened("shared", s=token[:-1] + ("A" if token[-1] != "A" else "B")))


def test_a_link_that_was_revoked_elsewhere_is_no_longer_offered(environment):
    app = ask(opened(), "Was sagte Falk3?")
    made = next(each for each in app.button if (each.key or "").startswith("share-"))
    app = made.click().run()
    assert [each for each in app.code if "shared?s=" in each.value]
    (link,) = parts().shares.listed("local", made.key.removeprefix("share-"))
    parts().shares.revoke("local", link.id)
    assert not [each for each in app.run().code if "shared?s=" in each.value]


def test_each_open_link_says_until_when_and_is_revoked_by_itself(environment):
    app = ask(opened(), "Was sagte Falk3?")
    made = next(each for each in app.button if (each.key or "").startswith("share-"))
    app = made.click().run()
    app = next(each for each in app.button if each.key == made.key).click().run()
    assert shown(app).count("Offener Link vom") == 2
    revoke = next(each for each in app.button if (each.key or "").startswith("revoke-"))
    app = revoke.click().run()
    assert shown(app).count("Offener Link vom") == 1
    assert len(parts().shares.listed("local", made.key.removeprefix("share-"))) == 1


def test_an_empty_log_of_accesses_is_no_empty_table(environment):
    app = opened("account")
    assert "0 Einträgen" in shown(app)
    assert not app.dataframe


def test_every_wrong_link_is_logged_and_each_once(environment):
    opened()
    before = len(parts().accesses.latest(100))
    page = opened("shared", s="A" * 43).run()
    page.query_params["s"] = "B" * 43
    page.run()
    assert len(parts().accesses.latest(100)) == before + 2


def test_deleting_a_conversation_closes_its_share(environment):
    app = ask(opened(), "Was sagte Falk3?")
    app = next(each for each in app.button if (each.key or "").startswith("share-")).click().run()
    token = next(each.value for each in app.code if "shared?s=" in each.value).partition("s=")[2]
    app = next(each for each in app.checkbox if (each.key or "").startswith("sure-")).check().run()
    app = next(each for each in app.button if (each.key or "").startswith("delete-")).click().run()
    assert "bl-welcome" in shown(app)
    assert "gilt nicht mehr" in shown(opened("shared", s=token))


def test_the_public_keeps_nothing_and_may_not_add_or_share(environment):
    environment.setenv("BELEGUI_ACCESS", "public")
    app = ask(opened(), "Was sagte Falk3?")
    assert "bl-receipt" in shown(app)
    assert "c" not in app.query_params
    assert not [each for each in app.button if (each.key or "").startswith(("share-", "delete-"))]
    library = opened("library")
    assert "bl-heading" in shown(library)
    assert not library.get("file_uploader")


def test_the_app_refuses_an_open_address_without_sign_in(environment):
    config.set_option("server.address", "0.0.0.0")  # noqa: S104 - that is what is refused
    body = shown(opened())
    assert "von außen erreichbar" in body
    assert "bl-welcome" not in body


def test_who_has_to_sign_in_sees_no_article_and_no_question(environment):
    environment.setenv("BELEGUI_ACCESS", "signin")
    environment.setattr("ui.visiting.signin_configured", lambda: True)
    for page in ("ask", "library", "people", "evaluation", "article"):
        body = shown(opened(page))
        assert "Bitte melden Sie sich an." in body
        assert "Falk" not in body


def test_more_questions_than_allowed_are_refused(environment):
    environment.setenv("BELEGUI_ACCESS", "public")
    environment.setenv("BELEGUI_A_MINUTE", "1")
    environment.setattr("ui.visiting.address", lambda: "10.0.0.9")
    app = ask(opened(), "Was sagte Falk3?")
    assert "bl-receipt" in shown(app)
    assert "kurz warten" in shown(ask(app, "Was sagte Falk4?"))
    last = parts().accesses.latest(1)[0]
    assert (last.who, last.action, last.decision, last.what) == ("10.0.0.9", "ask", "limit_minute", "")


def test_pages_that_cost_as_much_as_a_question_are_limited_too_and_the_refusal_is_logged(environment):
    environment.setenv("BELEGUI_ACCESS", "public")
    environment.setenv("BELEGUI_PAGES_A_MINUTE", "2")
    environment.setattr("ui.visiting.address", lambda: "10.0.0.7")
    people = opened("people")
    assert "bl-statement" in shown(people)
    assert "8 von 8 Artikeln" in shown(opened("library"))
    assert len(people.selectbox(key="person").options) > 1
    people.selectbox(key="person").select_index(1)
    for body in (shown(people.run()), shown(opened("library"))):
        assert "viele Seiten" in body
        assert "bl-statement" not in body
    assert len(people.selectbox(key="person").options) == 2, "everybody, and who was chosen"
    assert people.selectbox(key="person").index == 1
    assert len(opened("people").selectbox(key="person").options) == 1
    assert "bl-receipt" in shown(ask(opened(), "Was sagte Falk3?"))
    last = parts().accesses.latest(3)[1]
    assert (last.who, last.action, last.decision) == ("10.0.0.7", "see_library", "limit_minute")


def test_the_timeline_has_one_row_for_a_person_told_by_two_names(environment, tmp_path):
    (tmp_path / "own").mkdir()
    for name, what in (("Kapitän Jelle Brons", "Maschine"), ("Brons", "Barkasse")):
        text = DATED.replace("Kapitän Jelle Brons", name).replace("Maschine", what)
        (tmp_path / "own" / f"{name}.md").write_text(text, encoding="utf-8")
    Builder(Home(tmp_path / "home"), BuildOptions()).index([Folder("own", tmp_path / "own")])
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    app = opened("people")
    assert {each.speaker for name in parts().articles.entries() for each in parts().articles.statements(name.id)} == {
        "Jelle Brons",
        "Brons",
    }
    chart = json.loads(app.get("vega_lite_chart")[0].proto.spec)
    assert chart["encoding"]["y"]["sort"] == ["Jelle Brons"]


def test_the_timeline_of_a_question_among_few_articles_shows_only_what_is_about_it(environment):
    people = opened("people")
    everything = shown(people).count('class="bl-statement')
    body = shown(people.text_input(key="topic").set_value("Was sagte Jelle Brons?").run())
    assert 0 < body.count('class="bl-statement') < everything
    assert "Brons" in body
    assert "Falk" not in body


def test_articles_without_an_outlet_are_said_to_be_of_a_corpus(environment):
    assert "Artikel in „test“" in shown(ask(opened(), "Was sagte Falk3?"))
    assert "Küstenblatt" in shown(ask(opened(), "Was sagte Jelle Brons?"))


def test_people_are_filtered_by_name_and_topic(environment):
    app = opened("people")
    everyone = shown(app).count("bl-statement")
    assert app.get("vega_lite_chart")
    app = app.selectbox[0].set_value(app.selectbox[0].options[1]).run()
    assert 0 < shown(app).count("bl-statement") < everyone


def test_a_surname_goes_to_the_one_full_name_it_belongs_to():
    names = ["Wladimir Putin", "Putin", "Ida Falk", "Jan Falk", "Falk", "ein Sprecher"]
    forms = forms_of(names)
    assert forms["Wladimir Putin"] == ("Wladimir Putin", "Putin")
    assert "Falk" in forms
    assert sorted(name for own in forms.values() for name in own) == sorted(names)


def test_a_piece_of_writing_is_nobody():
    names = ["Jewgeni „Schenja“ Prigoschin", "unser Bericht „Fünf Stunden ohne Durchbruch“", "ein Sprecher"]
    assert list(forms_of(names)) == [names[0], names[2]]


def test_spellings_of_one_name_are_one_speaker():
    names = ["Kiew", "Dmitri Peskow", "Wolodymyr Selenskyj", "Kyjiw", "Peskov", "Wladimir Zelensky", "Kyiv", "Selensky"]
    assert forms_of(names) == {
        "Kiew": ("Kiew", "Kyjiw", "Kyiv"),
        "Dmitri Peskow": ("Dmitri Peskow", "Peskov"),
        "Wolodymyr Selenskyj": ("Wolodymyr Selenskyj", "Wladimir Zelensky", "Selensky"),
    }


def test_the_library_finds_articles_and_tells_the_health_of_the_index(environment):
    app = opened("library")
    assert "8 von 8 Artikeln" in shown(app)
    app = app.text_input[0].set_value("Görlitz").run()
    assert "1 von 8 Artikeln" in shown(app)
    for found in ("2026-03-04", "04.03.2026", "fa\u0308hre emden", "küstenblatt"):
        assert "1 von 8 Artikeln" in shown(app.text_input[0].set_value(found).run()), found
    app = next(each for each in app.button if each.key == "doctor").click().run()
    assert "Gesund" in shown(app)


def test_words_that_no_title_has_can_be_asked_of_the_articles(environment):
    app = opened("library").text_input[0].set_value("neun Wochen").run()
    assert "Kein Titel, kein Medium" in shown(app)
    assert "neun Wochen" in button(app, "library-ask").label


def test_the_library_calls_an_outlet_what_receipts_call_it(environment):
    assert set(opened("library").dataframe[0].value["Medium"]) == {"Artikel in „test“", "Küstenblatt"}


@pytest.mark.parametrize(
    ("tongue", "question", "own", "other"),
    [
        ("en", "Wie hoch ist der Eiffelturm in Paris?", "Keine Antwort in den Artikeln", "No answer"),
        ("de", "How tall is the Eiffel Tower in Paris?", "No answer in the articles", "Keine Antwort"),
        ("en", "Was sagte Jelle Brons?", "wörtlich", "verbatim"),
        ("en", "Was sagte Jelle Brons?", "Gesucht in 8 Artikeln", "Searched"),
    ],
)
def test_all_about_an_answer_is_in_its_own_language_and_buttons_in_the_interfaces(
    environment, tongue, question, own, other
):
    app = ask(opened(lang=tongue), question)
    assert own in shown(app)
    assert other not in shown(app)
    assert {"de": "Noch einmal", "en": "Ask again"}[tongue] in [each.label for each in app.button]


def test_reports_of_evaluations_are_compared(environment, tmp_path):
    folder = tmp_path / "evaluations"
    folder.mkdir()
    (folder / "a.json").write_text('{"measures": {"recall@10": {"value": 0.5, "low": 0.4}}}')
    (folder / "b.json").write_text('{"measures": {"recall@10": 0.75}}')
    (folder / "broken.json").write_text("{")
    app = opened("evaluation")
    assert set(app.selectbox[0].options) == {"a.json", "b.json"}
    app.selectbox[0].set_value("b.json")
    app = app.selectbox[1].set_value("a.json").run()
    assert app.dataframe[0].value["Unterschied"].tolist() == [0.25]


@pytest.mark.parametrize("query", ["", "zz", "0123456789abcdef", "../../etc/passwd"])
def test_an_article_that_is_not_there_is_told_alike_whatever_was_asked_for(environment, query):
    assert "Das gibt es hier nicht." in shown(opened("article", a=query))


def button(app: AppTest, key: str):
    return next(each for each in app.button if (each.key or "").startswith(key))


def test_what_became_of_added_and_removed_articles_stays_on_the_page(environment, built, tmp_path):
    home = tmp_path / "home"
    Builder(Home(home), BuildOptions()).index([Folder("test", built / "articles")])
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "neu.md").write_text(DATED.replace("Fähre", "Barkasse"), encoding="utf-8")
    (folder / "leer.json").write_text("{", encoding="utf-8")
    environment.setenv("BELEG_HOME", str(home))
    environment.setenv("BELEGUI_ALLOW", str(folder))
    app = button(opened("library"), "folder-do").click().run()
    for _ in range(2):
        assert "1 neu, 0 geändert" in shown(app)
        assert "1 übergangen" in shown(app)
        assert "leer.json" in shown(app)
        assert "9 von 9 Artikeln" in shown(app)
        app = app.run()


@pytest.mark.parametrize(("tongue", "told"), [("de", "löst die Demonstration ab"), ("en", "the demonstration's place")])
def test_that_own_articles_take_the_place_of_the_demonstration_is_said_beforehand(environment, tmp_path, tongue, told):
    environment.setenv("BELEG_HOME", str(tmp_path / "none"))
    assert told in html.unescape(shown(opened("library", lang=tongue)))


def test_the_health_of_the_index_stays_on_the_page_until_the_index_is_another(environment):
    app = button(opened("library"), "doctor").click().run()
    assert "Gesund" in shown(app.run())


def test_a_question_that_was_refused_is_kept_and_can_be_asked_again(environment):
    environment.setenv("BELEGUI_ACCESS", "public")
    environment.setenv("BELEGUI_A_MINUTE", "1")
    environment.setattr("ui.visiting.address", lambda: "10.0.0.8")
    app = ask(ask(opened(), "Was sagte Falk3?"), "Was sagte Falk4?").run()
    assert "kurz warten" in shown(app)
    assert "Was sagte Falk4?" in shown(app)
    environment.setenv("BELEGUI_A_MINUTE", "0")
    body = shown(button(app, "unanswered").click().run())
    assert "kurz warten" not in body
    assert body.count('class="bl-question"') == 2


def test_whether_a_shared_answer_still_holds_stays_on_the_page(environment):
    app = button(ask(opened(), "Was sagte Falk3?"), "share-").click().run()
    token = next(each.value for each in app.code if "shared?s=" in each.value).partition("s=")[2]
    page = button(opened("shared", s=token), "holds").click().run()
    assert "Der Artikel ist unverändert." in shown(page.run())


def test_two_runs_are_compared_question_by_question(environment, tmp_path):
    folder = tmp_path / "evaluations"
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        (folder / name / "report.json").write_text('{"measures": {"Passed": {"value": 0.5}}}')
    (folder / "a" / "run.json").write_text(json.dumps(baseline), encoding="utf-8")
    changed = next(each for each in baseline["outcomes"] if not each.get("missed") and not each.get("error"))
    changed["missed"] = ["answer"]
    (folder / "b" / "run.json").write_text(json.dumps(baseline), encoding="utf-8")
    app = opened("evaluation")
    app.selectbox[0].set_value("b/report.json")
    body = shown(app.selectbox[1].set_value("a/report.json").run())
    assert "nicht mehr richtig" in body
    assert changed["topic"] in body
    assert app.dataframe[0].value["Urteil"].tolist()


def test_an_evaluation_started_on_the_page_tells_how_far_it_is_and_leaves_a_report(environment, tmp_path):
    runs = Evaluations()
    topic = '{"id": "a", "question": "Wie hoch ist der Eiffelturm?", "language": "de", "answerable": false}'
    file = tmp_path / "one.topics.jsonl"
    file.write_text(topic + "\n", encoding="utf-8")
    assert runs.start(tmp_path / "evaluations", 1, [str(file)])
    assert not runs.start(tmp_path / "evaluations", 1)
    assert runs.last is not None
    assert runs.last.done <= 1
    runs.last.process.wait(60)
    assert runs.last.failure == ""
    assert (runs.last.folder / "report.json").exists()


def test_topics_of_ones_own_are_asked_of_the_articles_that_the_app_shows(environment, built, tmp_path):
    assert "*.topics.jsonl" in shown(opened("evaluation"))
    folder = tmp_path / "evaluations"
    folder.mkdir()
    rows = [
        {"id": "a", "question": "Was sagte Falk3?", "language": "de", "answerable": True},
        {"id": "b", "question": "Wie hoch ist der Eiffelturm?", "language": "de", "answerable": False},
        {"id": "c", "question": "Und nun?", "language": "de", "answerable": True, "draft": True},
    ]
    rows[0]["evidence"] = [{"article": "artikel-003.txt", "quote": "Darauf haben die Leute lange gewartet"}]
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "eigene.topics.jsonl").write_text(lines + "\n", encoding="utf-8")
    app = opened("evaluation")
    run = next(each for each in app.button if each.key == "run-evaluation")
    assert "2 eigene Fragen" in run.label
    run.click().run()
    last = evaluations().last
    last.process.wait(120)
    assert last.failure == ""
    report = json.loads((last.folder / "run.json").read_text(encoding="utf-8"))
    assert {each["topic"] for each in report["outcomes"]} == {"a", "b"}
    assert not report["outcomes"][0].get("error")
    (folder / "eigene.topics.jsonl").write_text("{", encoding="utf-8")
    assert "bl-bad" in shown(opened("evaluation"))


def test_an_evaluation_that_fails_says_why(tmp_path):
    runs = Evaluations()
    assert runs.start(tmp_path, 1, [str(tmp_path / "nothing.jsonl")])
    assert runs.last is not None
    runs.last.process.wait(60)
    assert "nothing.jsonl" in runs.last.failure


def test_the_timeline_of_a_question_shows_who_said_what_on_it_and_when(environment):
    app = ask(opened(), "Was sagte Jelle Brons über die Maschine?")
    app = button(app, "when-").click().run()
    assert app.text_input[0].value == "Was sagte Jelle Brons über die Maschine?"
    body = shown(app)
    assert "Die Maschine läuft ruhiger als je zuvor." in body
    assert "4. März 2026" in body
    assert app.get("vega_lite_chart")


@pytest.mark.parametrize(("tongue", "words"), [("de", "Das hat nicht geklappt"), ("en", "That did not work")])
@pytest.mark.parametrize("page", ["ask", "account", "shared"])
def test_a_database_that_breaks_under_the_app_is_told_in_our_words(environment, tmp_path, caplog, page, tongue, words):
    app = opened(page, lang=tongue, s="x")
    _lose_tables(tmp_path)
    body = shown(app.run())
    assert words in body
    assert "no such table" not in body
    assert "no such table" in caplog.text


def test_a_thumb_that_the_database_cannot_keep_is_told_in_our_words(environment, tmp_path):
    app = ask(opened(), "Was sagte Falk3?")
    _lose_tables(tmp_path)
    assert "Das hat nicht geklappt" in shown(app.get("feedback")[0].set_value(1).run())


def _lose_tables(place: Path) -> None:
    with contextlib.closing(sqlite3.connect(place / "data" / FILE, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if not name.startswith("sqlite_"):
                database.execute(f"DROP TABLE {name}")
