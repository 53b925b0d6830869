"""Facts about the library's table and what is done with the article that is ticked in it; and about the filters."""

from __future__ import annotations

import shutil

import pytest
import streamlit as st

from tests.test_app_pages import built, button, environment, opened, shown  # noqa: F401 - fixtures


def test_the_table_of_other_articles_is_another_one_in_which_nothing_is_ticked(environment):  # noqa: F811
    app = opened("library")
    before = app.dataframe[0].proto.id
    assert app.run().dataframe[0].proto.id == before
    assert app.text_input[0].set_value("Görlitz").run().dataframe[0].proto.id != before


@pytest.mark.parametrize(
    ("purge", "told"), [(True, "1 Artikel mit allen Spuren gelöscht."), (False, "1 Artikel entfe")]
)
def test_what_is_about_to_go_is_named_with_what_that_means_and_then_told(environment, built, tmp_path, purge, told):  # noqa: F811
    shutil.copytree(built / "home", tmp_path / "home")
    environment.setenv("BELEG_HOME", str(tmp_path / "home"))
    with environment.context() as ticked:
        ticked.setattr(st, "dataframe", lambda rows, **_: {"selection": {"rows": [len(rows) - 1]}})
        app = opened("library")
        doomed = button(app, "remove-").key.removeprefix("remove-")
        assert "bleibt vorerst auf der Platte" in shown(app)
        if purge:
            next(each for each in app.checkbox if each.key == f"purge-{doomed}").check().run()
        body = shown(button(app, "remove-").click().run())
    assert told in body
    assert "7 von 7 Artikeln" in body


def test_filters_survive_a_visit_to_another_page(environment):  # noqa: F811
    app = opened()
    app.multiselect[0].set_value(["Küstenblatt"]).run()
    app.date_input[0].set_value(app.date_input[0].min).run()
    app.switch_page("views/library.py").run()
    app.switch_page("views/ask.py").run()
    assert "1 von 8 Artikeln bleiben" in shown(app)
    assert app.multiselect[0].value == ["Küstenblatt"]
    assert app.date_input[0].value == app.date_input[0].min
    app = button(app, "filter-clear").click().run()
    assert "alle 8 Artikel" in shown(app)
