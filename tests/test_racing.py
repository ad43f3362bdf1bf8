"""Builds are measured against each other: what is counted, what is said of it, and what is not measured. No clock is asked how late it is."""

import http.server
import json
import subprocess
import sys
import time
import types
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import yaml

from benchmarks.racing import clock, programs, race, rivals, serving, stages, table
from benchmarks.racing.__main__ import together

PYTHON = Path(sys.executable)
HELD = "held = bytearray(b'x' * 40_000_000)"


def test_the_family_of_a_process_is_all_that_it_began_even_where_a_parent_is_gone():
    kin = {
        10: clock.Kin(1, 10),
        11: clock.Kin(10, 10),
        12: clock.Kin(11, 12),  # a session of its own, and still a grandchild
        13: clock.Kin(1, 10),  # its parent ended
        20: clock.Kin(1, 20),
        21: clock.Kin(20, 20),
    }
    assert clock.family(10, kin) == {10, 11, 12, 13}


def test_what_a_program_is_called_does_not_shift_what_the_system_says_of_it():
    said = "12 (a) R 9 9) S 11 12 13 0 -1 4194304 5 0 0 0 70 30 8 4 20 0"
    assert clock.kin_in(said) == clock.Kin(11, 13, 100)


def test_a_preview_is_left_to_settle_before_the_next_edit(monkeypatch):
    monkeypatch.setattr(serving, "QUIET", 0.01)
    seconds = iter((1.0, 3.0, 4.0, 4.0))
    serving.settle(1, lambda _: next(seconds))
    assert next(seconds, None) is None


def test_of_memory_the_share_of_a_process_is_counted():
    assert clock.share_in("7fff [rollup]\nRss:   1760 kB\nPss:    293 kB\nPss_Dirty: 112 kB\n") == 293
    assert clock.share_in("") == 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell it")
def test_the_memory_of_all_processes_together_is_measured():
    """Both hold theirs until it was seen, so that no machine is too slow for this."""
    waits = f"import subprocess, sys; {HELD}\n"
    child = f"{waits}sys.stdin.read()"
    parent = f"{waits}child = subprocess.Popen([sys.executable, '-c', {child!r}])\nchild.wait()"
    with (
        subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE) as process,
        clock.Watch(process.pid) as watch,
    ):
        for _ in range(6_000):
            if watch.memory and watch.memory.together >= 2 * 38:
                break
            time.sleep(0.01)
        process.communicate()
    assert watch.memory
    assert watch.memory.together >= 2 * 38
    assert 38 <= watch.memory.largest < watch.memory.together


def test_what_a_command_took_is_told(tmp_path):
    (tmp_path / "here").mkdir()
    seen = clock.clocked([sys.executable, "-c", "sum(range(100_000))"], tmp_path / "here")
    assert seen.processor > 0
    assert seen.seconds > 0


def test_a_command_that_fails_is_told_with_what_it_said_last(tmp_path):
    (tmp_path / "here").mkdir()
    with pytest.raises(clock.Failed, match=r"(?s)ended with 3.*no such thing"):
        clock.clocked([sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"], tmp_path / "here")


def test_a_stage_counts_what_passes_in_it_and_in_none_within_it():
    times = iter((0.0, 1.0, 3.0, 7.0, 15.0, 31.0))
    watch = stages.Clock(lambda: next(times))
    watch.enter("finish")
    watch.enter("gate")
    watch.leave()
    watch.leave()
    watch.enter(stages.REST)
    assert watch.seconds == {"the rest": 1.0 + 16.0, "finish": 2.0 + 8.0, "gate": 4.0}


def test_functions_are_counted_where_a_commit_has_them_and_passed_over_where_not(monkeypatch):
    package, module = types.ModuleType("made_up"), types.ModuleType("made_up.site")
    module.check = lambda text: text.upper()
    module.gate = types.SimpleNamespace(inspect=lambda: "seen")
    monkeypatch.setitem(sys.modules, "made_up", package)
    monkeypatch.setitem(sys.modules, "made_up.site", module)
    watch = stages.Clock()
    wanted = {
        "check": ("site:check",),
        "gate": ("site:gate.inspect", "other:inspect"),
        "host": ("site:run", "other:run"),
    }
    assert stages.lay_around(watch, "made_up", wanted) == ["host"]
    assert (module.check("a"), module.gate.inspect()) == ("A", "seen")
    assert {"check", "gate"} <= watch.seconds.keys()


def ran(**tasks):
    return {
        task: [{"seconds": one, "processor": one, "together": 100} for one in seconds]
        for task, seconds in tasks.items()
    }


def results(**sizes):
    told = {"runs": {}, "rounds": 3, "left_out": {}, "stages": {}}
    return {
        "date": "2026-11-30",
        "machine": "2 cores",
        "versions": {"ours": "ours (abc)", "commit b901e4d": "commit b901e4d", "stock": "MkDocs 1.6.1"},
        "sizes": {size.lstrip("n"): told | one for size, one in sizes.items()},
    }


def test_what_is_asked_is_compared_by_medians():
    told = results(n0={"runs": {"ours": ran(cold=[4.0, 90.0, 5.0], again=[0.2]), "stock": ran(cold=[12.0, 10.0, 9.0])}})
    rows = {row.words: row.cell(told, 0) for row in table.rows_of(told)}
    assert (
        rows["cold build, of stock MkDocs with Material and its search"]
        == "0.5 times, 0.5 of the processor (at most 0.5: kept)"
    )
    assert rows["nothing changed, of our own cold build"] == "0.04 times, 0.04 of the processor (at most 0.05: kept)"
    assert rows["memory of all processes at once, in a cold build"] == "100 MB (at most 250: kept)"
    assert rows["one case edited, of our own cold build"] == table.ABSENT
    assert rows["cold build, of commit b901e4d's"] == table.ABSENT
    assert "Rounds: 3 of shipped" in table.tables(told)
    assert table._rounds({"ours": ran(cold=[1.0]), "stock": ran(cold=[1.0, 2.0])}) == "1 to 2"
    slower = results(n0={"runs": {"ours": ran(cold=[6.0]), "stock": ran(cold=[10.0])}})
    assert "**missed**" in table.ROWS[0].cell(slower, 0)


def test_each_commit_that_was_compared_with_has_its_rows():
    told = results(
        n0={"runs": {"ours": ran(cold=[4.0]), "commit b901e4d": ran(cold=[8.0]), "commit abc": ran(cold=[16.0])}}
    )
    told["versions"]["commit abc"] = "commit abc"
    rows = {row.words: row.cell(told, 0) for row in table.rows_of(told)}
    assert rows["cold build, of commit b901e4d's"] == "0.5 times, 0.5 of the processor (at most 0.33: **missed**)"
    assert rows["cold build, of commit abc's"] == "0.25 times, 0.25 of the processor (at most 0.33: kept)"


def test_what_was_not_measured_is_said_with_its_reason_and_no_size_stands_there_that_was_not_raced():
    told = results(
        n0={"runs": {"ours": ran(cold=[4.0])}, "left_out": {"hugo": "it could not be\ninstalled: no network"}},
        n1000={"runs": {"ours": ran(cold=[50.0])}},
    )
    text = table.tables(told)
    assert "- shipped, hugo: it could not be installed: no network" in text
    assert "not measured" in text
    assert "10,000 cases" not in text
    assert "b901e4d: cold build" not in text


def test_what_ten_times_as_many_cases_cost_is_told_once_both_are_measured():
    told = results(n1000={"runs": {"ours": ran(cold=[50.0])}}, n10000={"runs": {"ours": ran(cold=[600.0])}})
    assert "12.0 times (at most 11: **missed**)" in table.tables(told)


def test_who_raced_before_keeps_what_was_measured_until_racing_again():
    before = {"rounds": 3, "runs": {"ours": 1, "stock": 1}, "stages": {}, "left_out": {"hugo": "no network"}}
    now = {"rounds": 1, "runs": {"ours": 2, "hugo": 2}, "stages": {"ours": 2}, "left_out": {}}
    assert together(before, now) == {
        "rounds": 1, "runs": {"ours": 2, "stock": 1, "hugo": 2}, "stages": {"ours": 2}, "left_out": {}
    }  # fmt: skip


def test_the_shares_of_stages_come_to_the_whole():
    told = results(n0={"runs": {"ours": ran(cold=[4.0])}, "stages": {"ours": {"seconds": {"check": 1.0, "host": 3.0}}}})
    assert "| check | 1.00 s, 25% |\n| host | 3.00 s, 75% |" in table.tables(told)


def test_tables_take_the_place_of_the_last_ones_and_of_nothing_else():
    page = "# Page\n\n## A race { #racing }\n\nold\n\n## Next { #next }\n\nstays { #racing }\n"
    assert table.put_into(page, "racing", "new\n") == (
        "# Page\n\n## A race { #racing }\n\nnew\n\n## Next { #next }\n\nstays { #racing }\n"
    )
    with pytest.raises(ValueError, match="no heading"):
        table.put_into("# Page\n", "racing", "new\n")


def test_the_page_of_figures_has_a_place_for_the_tables():
    page = (programs.REPOSITORY / "docs" / "developing" / "benchmarks.md").read_text("utf-8")
    assert "new\n" in table.put_into(page, "racing", "new\n")


def test_hugo_gets_the_same_body_and_what_the_search_reads():
    page = rivals.hugo_page(
        '---\ntitle: "A: b"\nkind: "Cases"\ncitation:\n- [title, "x"]\n---\n\n# A\n\n---\n', "cases/a.html"
    )
    front, _, body = page.partition("\n\n")
    assert json.loads(front) == {"title": "A: b", "description": "", "url": "/cases/a.html", "found": True}
    assert body == "\n# A\n\n---\n"
    assert json.loads(rivals.hugo_page("# Plain\n", "plain.html").partition("\n\n")[0])["found"] is False


def test_hugo_makes_no_page_a_part_of_its_neighbour(tmp_path):
    tree = tmp_path / "tree"
    (tree / "cases").mkdir(parents=True)
    for name in ("index.md", "cases/index.md", "cases/a.md", "cases/a.bib", ".kept"):
        (tree / name).write_text("x", "utf-8")
    rivals._for_hugo(tree, tmp_path / "hugo")
    made = {path.relative_to(tmp_path / "hugo").as_posix() for path in (tmp_path / "hugo").rglob("*") if path.is_file()}
    assert {"content/_index.md", "content/cases/_index.md", "content/cases/a.md", "static/cases/a.bib"} <= made
    assert not any(".kept" in name for name in made)


def test_stock_mkdocs_gets_our_markdown_and_our_ways_in_without_our_plugin_or_our_theme():
    ours = yaml.load((programs.REPOSITORY / "mkdocs.yml").read_text("utf-8"), rivals._Loader)
    stock = rivals.for_stock(rivals.settings())
    assert stock["markdown_extensions"] == ours["markdown_extensions"]
    assert stock["nav"] == ours["nav"]
    assert stock["plugins"] == ["search"]
    assert "custom_dir" not in stock["theme"]


def test_constraints_without_hashes_name_the_same_versions():
    text = "babel==2.16.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via mkdocs\nclick==8.1.7 \\\n    --hash=sha256:cc\n"
    assert programs.without_hashes(text) == "babel==2.16.0\n    # via mkdocs\nclick==8.1.7\n"


def test_an_edit_changes_one_sentence_and_no_second_one_is_added(tmp_path):
    case = tmp_path / "a.md"
    case.write_text("---\ntitle: A\n---\n\nA story.\n", "utf-8")
    programs.edit(case, "one")
    programs.edit(case, "two")
    assert case.read_text("utf-8") == "---\ntitle: A\n---\n\nA story. Seen anew: two.\n"


def test_the_case_that_is_edited_is_an_invented_one_where_there_is_one(tmp_path):
    cases = tmp_path / "practices" / "cases"
    cases.mkdir(parents=True)
    (cases / "a.md").touch()
    assert programs.edited_case(tmp_path) == cases / "a.md"
    (cases / "invented-00001.md").touch()
    assert programs.edited_case(tmp_path) == cases / "invented-00001.md"


def test_a_saved_word_is_waited_for_in_the_page_that_is_served(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    page = folder / "a.html"
    page.write_text("<html>old</html>", "utf-8")
    edits = [(partial(page.write_text, f"<html>{word}</html>", "utf-8"), word) for word in ("one", "two")]
    server = [sys.executable, "-m", http.server.__name__, "PORT", "--bind", "127.0.0.1"]
    assert len(serving.served(server, folder, "a.html", edits)) == 2


def test_a_preview_that_ends_is_not_waited_for(tmp_path):
    (tmp_path / "site").mkdir()
    with pytest.raises(clock.Failed, match="the preview ended"):
        serving.served([sys.executable, "-c", ""], tmp_path / "site", "a.html", [])


class Quick(programs.Program):
    """A program whose commands write a tree, or fail."""

    def lay_out(self, cases, root):
        (root / "practices" / "cases").mkdir(parents=True)
        (root / "practices" / "cases" / "a.md").write_text("A story.\n", "utf-8")

    def practices(self, *asked):
        if self.commit == "broken":
            return [str(self.python), "-c", "raise SystemExit('it is broken')"]
        return [str(self.python), "-c", "open('build/docs/a.md', 'w').write('x')"]


def test_nobody_races_over_the_tree_of_a_build_that_failed(tmp_path):
    rival = rivals.Rival("stock", "1", lambda tree, root: None, [sys.executable, "-c", ""])
    broken = Quick("ours", "broken", tmp_path, PYTHON)
    raced = race.Race(tmp_path, 0, {"ours": broken}, {"stock": rival}, lambda kept: None, lambda said: None)
    raced.run(1, [], 1)
    assert raced.measured["runs"] == {}
    assert "our own build is left out" in raced.measured["left_out"]["stock"]


def test_a_race_keeps_what_was_measured_and_leaves_out_who_fails(tmp_path):
    program = Quick("ours", "abc", tmp_path, PYTHON)
    builds = "import pathlib; pathlib.Path('site').mkdir(); pathlib.Path('site/a.html').touch()"
    rival = rivals.Rival("stock", "1", lambda tree, root: None, [sys.executable, "-c", builds])
    kept = []
    raced = race.Race(
        tmp_path, 0, {"ours": program, "compared": replace(program, commit="broken")},
        {"stock": rival, "hugo": replace(rival, command=[sys.executable, "-c", ""])}, kept.append, lambda said: None,
    )  # fmt: skip
    raced.run(2, ["again", "edit", "check"], 1)
    runs = raced.measured["runs"]
    assert {task: len(seen) for task, seen in runs["ours"].items()} == {"cold": 2, "again": 2, "edit": 2, "check": 2}
    assert len(runs["stock"]["cold"]) == 2
    assert raced.measured["files"] == 1
    assert raced.measured["left_out"].keys() == {"compared", "hugo"}
    assert "it is broken" in raced.measured["left_out"]["compared"]
    assert "wrote no page" in raced.measured["left_out"]["hugo"]
    assert kept
    assert "remeasuredad" in (tmp_path / "0" / "ours" / "practices" / "cases" / "a.md").read_text("utf-8")
