"""One key for all spellings of a name, by rule and by list."""

from __future__ import annotations

import pytest

from index.errors import NotConfiguredError
from index.language.aliases import own_aliases, read_aliases
from index.language.analysis import Analyser
from index.language.names import name_key
from index.language.respelling import respelled
from index.planning import Planner, WordFiles


@pytest.mark.parametrize(
    "spellings",
    [
        "Peskow Peskov Песков Peskows",
        "Selenskyj Selensky Zelensky Zelenskyy Zelenskiy Зеленський Зеленский Selenskyjs",
        "Uschakow Ushakov Ушаков",
        "Gorbatschow Gorbachev Gorbachov Горбачев Горбачёв",
        "Chruschtschow Khrushchev Хрущев Хрущёв",
        "Medwedew Medvedev Медведев",
        "Lawrow Lavrov Лавров",
        "Janukowytsch Yanukovych Янукович",
        "Charkiw Kharkiv Харків",
        "Poroschenko Poroshenko Порошенко",
        "Schostakowitsch Shostakovich Шостакович",
        "Tschaikowsky Tchaikovsky Чайковский",
        "Sjuganow Syuganov Zyuganov",
        "Nemzow Nemtsov Немцов",
        "Matwijenko Matviyenko Матвиенко",
        "Umerow Umjerow Umerov Умєров",
        "Donezk Donetsk Донецк Donezks",
        "Sjewjerodonezk Severodonetsk Sievierodonetsk",
        "Lyssytschansk Lysychansk",
        "Tscheljabinsk Chelyabinsk Челябинск",
        "Tolstoi Tolstoj Tolstoy Толстой Tolstois",
        "Trubezkoi Trubetskoy",
        "Alijew Aliyev Aliev Алиев",
        "Lukaschenko Lukashenko Лукашенко",
    ],
)
def test_the_spellings_of_a_slavic_name_share_a_key(spellings):
    keys = {name_key(spelling) for spelling in spellings.split()}
    assert len(keys) == 1
    assert None not in keys


def test_different_names_have_different_keys():
    names = [
        "Peskow",
        "Uschakow",
        "Lawrow",
        "Medwedew",
        "Selenskyj",
        "Syrskyj",
        "Kowalski",
        "Poroschenko",
        "Timoschenko",
        "Lukaschenko",
    ]
    assert len({name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "word",
    [
        "Rohstoff",
        "Impfstoffe",
        "Motiv",
        "aktiv",
        "Archiv",
        "Interview",
        "Show",
        "Bischof",
        "Chef",
        "Moskau",
        "naiv",
        "Chaos",
        "Tisch",
        "Fisch",
        "Kick",
        "Sky",
        "Risk",
        "grotesk",
        "Kiosk",
        "Konvoi",
        "envoy",
        "destroy",
        "Hanoi",
    ],
)
def test_other_words_have_no_key(word):
    assert name_key(word) is None


@pytest.mark.parametrize("spelling", ["kiew", "kyjiw", "kyiv", "kiev", "київ"])
def test_our_list_joins_what_no_rule_joins(spelling):
    assert set(own_aliases()[spelling]) >= {"Kiew", "Kyjiw", "Kyiv", "Kiev"}


def test_a_users_list_is_read_and_lines_about_one_name_are_joined(tmp_path):
    file = tmp_path / "namen.txt"
    file.write_text("# eigene\nThyssen = ThyssenKrupp; TK\nTK = Thyssen Krupp\n", encoding="utf-8")
    found = read_aliases(file)
    assert found["thyssen krupp"] == found["tk"] == found["thyssenkrupp"]
    assert set(found["tk"]) == {"Thyssen", "ThyssenKrupp", "TK", "Thyssen Krupp"}


@pytest.mark.parametrize("content", [b"Kiew\n", b"Kiew = \n", b"= Kyiv\n", b"\xff\xfe"])
def test_a_list_of_another_form_is_refused_with_its_line(tmp_path, content):
    file = tmp_path / "namen.txt"
    file.write_bytes(content)
    with pytest.raises(NotConfiguredError, match=r"alias file|not of the form"):
        read_aliases(file)


def test_a_missing_list_is_refused(tmp_path):
    with pytest.raises(NotConfiguredError, match="cannot be read"):
        read_aliases(tmp_path / "nicht-da.txt")


def test_a_line_of_ones_own_extends_the_project_s_spellings(tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("Kiew = Kiowia\nPeskow = Peskoff-Neu\n", encoding="utf-8")
    planner = Planner.open(WordFiles(aliases=file, dictionary="none"))
    for spelling in ("Kiew", "Kiowia", "Kyiv", "kyiv", "Киев"):
        (group,) = planner.plan(spelling).groups
        assert {"Kiew", "Kyjiw", "Kiowia"} <= {each.text for each in group.alternatives}, spelling
    for spelling in ("Peskow", "Peskov"):
        (group,) = planner.plan(spelling).groups
        assert "Peskoff-Neu" in {each.text for each in group.alternatives}, spelling


def test_a_word_in_small_letters_that_means_something_else_is_no_name():
    aliases = {"reading": ("Reading", "Redingum")}
    (group,) = Planner(Analyser(), aliases=aliases).plan("the reading").groups
    assert "Redingum" not in {each.text for each in group.alternatives}


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Netanyahu", "Netanjahu"), ("Khamenei", "Chamenei"), ("Pashinyan", "Paschinjan"), ("Prigozhin", "Prigoschin"),
        ("Yatsenyuk", "Jazenjuk"), ("Pezeshkian", "Peseschkian"), ("Araghchi", "Araghtschi"), ("Yahya", "Jahja"),
        ("Ahmadinejad", "Ahmadinedschad"), ("Sergey", "Sergej"), ("Yevgeny", "Jewgeni"), ("Avdiivka", "Awdijiwka"),
        ("Zhytomyr", "Schytomyr"), ("Azerbaijan", "Aserbaidschan"), ("Chernivtsi", "Tscherniwzi"),
    ],
)  # fmt: skip
def test_english_and_german_spellings_of_a_name_lead_to_each_other(english, german):
    assert german in respelled(english)
    assert english in respelled(german)


@pytest.mark.parametrize("name", ["Xi", "", "O", "Kim", "Li2", "Berlin"])
def test_what_no_rule_touches_keeps_its_spelling(name):
    assert respelled(name) == ()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Saluschnyj", "Saluschnyjs", "Zaluzhnyi", "Zaluzhny", "Zaluzhnyy", "Залужний", "Залужный"),
        ("Lukaschenko", "Lukaschenka", "Lukaschenkas", "Lukashenko", "Lukashenka", "Лукашенко", "Лукашэнка"),
    ],
)
def test_endings_of_three_languages_are_one(spellings):
    assert len({name_key(each) for each in spellings}) == 1
