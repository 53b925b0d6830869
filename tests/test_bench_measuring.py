"""The arithmetic of the benchmarks' tables, and that a run counts the memory and the time of all its processes."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time

import pytest

from bench import growth
from bench.measuring import (
    Run,
    environment,
    figure,
    latency,
    percentile,
    printed,
    ratio_table,
    ratios,
    row,
    row_of_runs,
    table,
    together,
)
from bench.report import DOCS, RESULTS, plot, reached, written

_HOLD = "held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096])"
_TOGETHER = f"""
import subprocess, sys, time
{_HOLD}
below = [subprocess.Popen([sys.executable, "-c", "import time; {_HOLD}; time.sleep(2)"]) for _ in range(2)]
print("not JSON", [each.wait() for each in below])
print('{{"done": 3}}')
"""


def test_a_run_holds_what_its_processes_hold_together():
    # In a process of its own, for Linux lets a child begin with the peak of its parent: here that of all tests before.
    code = f"""
import json, sys
from bench.measuring import Run
run = Run([sys.executable, "-c", {_TOGETHER!r}])
print(json.dumps([run.peak, run.seconds, run.told]))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    peak, seconds, told = json.loads(told.stdout)
    assert 180 < peak < 280  # three times sixty, and three Pythons
    assert seconds > 2
    assert told == {"done": 3}


def test_a_run_counts_the_processor_of_its_processes():
    spin = "import time\nwhile time.process_time() < 0.4: pass"
    run = Run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {spin!r}])"])
    assert run.cpu > 0.4


def test_a_run_that_fails_says_which():
    with pytest.raises(SystemExit, match="failed with exit code 7"):
        Run([sys.executable, "-c", "raise SystemExit(7)"])


def test_of_processes_that_run_together_none_is_left_and_the_first_failure_ends_the_others():
    commands = [[sys.executable, "-c", code] for code in ("import time; time.sleep(60)", "raise SystemExit(7)")]
    began = time.monotonic()
    with pytest.raises(SystemExit, match=r"one of 2 .* exit code 7"), together(commands) as running:
        printed(running)
    assert time.monotonic() - began < 40
    assert all(each.returncode for each in running)


def test_what_a_run_started_ends_with_it(tmp_path):
    held = f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"from bench.measuring import Run, end_when_told; end_when_told(); Run([{sys.executable!r}, '-c', {held!r}])"
    bench = subprocess.Popen([sys.executable, "-c", code], env=environment())
    while not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text(encoding="ascii")):
        assert bench.poll() is None
        time.sleep(0.05)
    bench.terminate()
    assert bench.wait() == 128 + signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), 0)


@pytest.mark.parametrize("program", ["archive --builds 0", "speed all --runs 0", "vectors --passages 0",
                                     "growth --archive nofile"])  # fmt: skip
def test_an_argument_that_cannot_be_is_refused_by_its_name(program):
    done = subprocess.run(
        [sys.executable, "-m", *f"bench.{program}".split()],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"error: argument {program.split()[-2]}" in done.stderr


def test_a_row_has_the_median_the_spread_and_how_many():
    assert row("x", "Beleg", [5.0, 1.0, 2.0], "s") == {
        "what": "x", "system": "Beleg", "unit": "s", "median": 2.0, "low": 1.0, "high": 5.0, "runs": 3,
    }  # fmt: skip


def test_a_row_of_runs_has_the_median_of_the_processor_and_the_highest_peak():
    runs = [Run([sys.executable, "-c", "pass"]) for _ in range(3)]
    made = row_of_runs("x", "Beleg", runs)
    assert made["median"] == sorted(run.seconds for run in runs)[1]
    assert made["cpu"] == sorted(run.cpu for run in runs)[1]
    assert made["peak"] == max(run.peak for run in runs)
    assert made["runs"] == 3


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (19, 19), (20, 19), (40, 38), (100, 95)])
def test_nineteen_of_twenty_do_not_exceed_the_95th_percentile(count, expected):
    assert percentile(list(range(count, 0, -1)), 0.95) == expected


def test_times_of_questions_are_told_in_milliseconds():
    made = latency("x", "Beleg", [(0.001 * each, 0.002) for each in range(1, 41)])
    assert (made["median"], made["p95"], made["unit"]) == (pytest.approx(20.5), pytest.approx(38), "ms")
    assert made["cpu"] == 0.002  # seconds, as everywhere


def test_a_ratio_is_beleg_s_figure_divided_by_the_stock_stack_s():
    rows = [
        row("index", "Beleg", [100.0], "/s", cpu=1.0, peak=200.0),
        row("index", "LlamaIndex", [4.0, 6.0], "/s", cpu=8.0, peak=800.0),
        row("search", "Beleg", [3.0], "ms"),
        row("BM25", "LlamaIndex", [1.5], "ms"),
        row("alone", "Beleg", [1.0], "s"),
    ]
    told = ratios(rows, [("search", "BM25")])
    assert [(each["what"], each["of"], each["ratio"]) for each in told] == [
        ("index", "median", 20.0),
        ("index", "cpu", 0.125),
        ("index", "peak", 0.25),
        ("search, beside BM25", "median", 2.0),
    ]
    assert ratio_table(told).splitlines()[2:] == [
        "| index | 20 | 0.125 | 0.25 |",
        "| search, beside BM25 | 2 |  |  |",
    ]


def test_a_figure_has_three_digits_and_all_before_the_point():
    assert [figure(value) for value in (0.0012345, 3.14159, 99.96, 146.4, 2330.0)] == [
        "0.00123", "3.14", "100", "146", "2,330",
    ]  # fmt: skip


def test_a_table_says_how_many_runs_each_row_had_and_leaves_open_what_was_not_measured():
    rows = [row("x", "Beleg", [1.0, 2.0], "s", cpu=3.14159, peak=99.6), row("y", "Beleg", [7.0], "×")]
    assert table(rows).splitlines()[2:] == [
        "| x | Beleg | 1.5 s | 1 – 2 | 2 |  | 3.14 | 99.6 |",
        "| y | Beleg | 7 × | 7 – 7 | 1 |  |  |  |",
    ]


def test_growth_stands_beside_n_log_n_of_the_smallest_size(tmp_path):
    kept = {
        "articles": 4000,
        "rows": [
            {**row("build, articles a second", "Beleg", [80.0, 100.0, 50.0], "/s"), "cpu": 64.0, "peak": 1900.0},
            row("disk, times the text", "Beleg", [3.9], "×"),
        ],
    }
    (tmp_path / "archive.json").write_text(json.dumps(kept), encoding="utf-8")
    largest = growth.archived(tmp_path / "archive.json")
    assert [largest[name] for name in ("median", "low", "high", "runs")] == [50.0, 40.0, 80.0, 3]
    first = row("1,000 articles", "Beleg", [15.0], "s", articles=1000, cpu=20.0, disk=4.2)
    share = 64.0 / (20.0 * 4000 * math.log(4000) / (1000 * math.log(1000)))
    assert growth.beside([first, largest]).splitlines()[-1] == f"| 4,000 | 64.0 | {share:.2f} | {share:.2f} | 3.9 |"
    assert ">4,000</text>" in plot([first, largest])


def test_growth_begins_at_a_thousand_articles_and_is_told_from_each_size_to_the_next():
    sizes = ((500, 18.0), (1000, 20.0), (4000, 100.0))
    rows = [row(str(size), "Beleg", [1.0], "s", articles=size, cpu=cpu, disk=4.0) for size, cpu in sizes]
    assert growth.anchor(rows)["articles"] == 1000
    share = 5 / (4 * math.log(4000) / math.log(1000))
    assert growth.beside(rows).splitlines()[-1] == f"| 4,000 | 100.0 | {share:.2f} | {share:.2f} | 4.0 |"
    assert growth.beside(rows).splitlines()[-2].startswith("| 1,000 | 20.0 | 1.00 | 0.5")


def test_growth_needs_an_archive_whose_build_was_measured(tmp_path):
    (tmp_path / "archive.json").write_text(json.dumps({"articles": 9, "rows": []}), encoding="utf-8")
    with pytest.raises(SystemExit, match="holds no build"):
        growth.archived(tmp_path / "archive.json")


def _kept():
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in RESULTS.glob("*.json")}


def test_the_report_tells_the_command_the_day_and_the_load_of_each_benchmark():
    kept = _kept()
    kept["comparison"] |= {"command": "python -m bench.speed all", "load": 1.5, "date": "2026-11-29",
                           "answered": {"German": "17 of 20"}}  # fmt: skip
    page = written(kept)
    assert "    python -m bench.speed all\n" in page
    assert "load average 1.5 at the end, 2026-11-29." in page
    assert "Of the questions Beleg answered 17 of 20 (German)." in page


def test_the_page_and_the_plot_are_those_of_what_was_kept():
    kept = _kept()
    assert (DOCS / "benchmarks.md").read_text(encoding="utf-8") == written(kept)
    assert (DOCS / "benchmarks-growth.svg").read_text(encoding="utf-8") == plot(kept["growth"]["rows"])


def test_what_was_asked_stands_beside_what_was_measured_and_what_was_not_reached_with_its_reason():
    kept = _kept()
    rows = {each["what"]: each for each in kept["archive"]["rows"]}
    rows["build, articles a second"] |= {"median": 90.0, "low": 80.0, "high": 100.0, "runs": 3}
    rows["search, German"] |= {"median": 12.0, "p95": 80.0, "runs": 120}
    rows["search in a year, German"] |= {"median": 13.0, "low": 9.0, "high": 20.0, "runs": 120}
    lines = reached(kept).splitlines()
    assert "| build, articles a second | ≥ 100 /s | 90 /s | **no** | 80 – 100 | 3 |" in lines
    assert "| search, German, 95 of 100 | ≤ 75 ms | 80 ms | **no** |  | 120 |" in lines
    assert "| search in a year, German | ≤ 12 ms | 13 ms | **no** | 9 – 20 | 120 |" in lines
    missed = next(line for line in lines if line.startswith("- build, articles a second"))
    assert "compiled language" in missed


def test_a_build_is_told_by_its_tenths_what_came_after_them_and_how_busy_the_cores_were():
    kept = _kept()
    rows = {each["what"]: each for each in kept["archive"]["rows"]}
    kept["archive"] |= {"articles": 1000, "cores": 2}
    rows["build, articles a second"] |= {"median": 50.0, "cpu": 30.0}
    rows["build, tenths of it"]["tenths"] = [100.0] * 10
    told = reached(kept).splitlines()[-1]
    assert "10 s of the 20 belong to no tenth" in told
    assert "An article takes 30.0 ms of the processor" in told
    assert "busy for 75% of the time" in told


def test_a_figure_that_was_not_kept_is_an_error_that_names_what_to_run_again():
    kept = _kept()
    kept["archive"]["rows"] = [each for each in kept["archive"]["rows"] if each["what"] != "asking, memory"]
    with pytest.raises(
        SystemExit, match=r"archive.json holds no median of 'asking, memory'; run `python -m bench.arch"
    ):
        reached(kept)
