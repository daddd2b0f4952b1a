"""The command line: what a student, a teacher and a program read there, and what bad input is told."""

import gc
import json
import subprocess
import sys
from importlib import import_module
from random import Random

import pytest

from exercises.cli import main
from exercises.kinds import catalogue
from exercises.question import LEVELS, Mistake
from exercises.text import T
from exercises.topics import TOPICS

OUTPUT_13 = ["output-size", "--level", "1", "--seed", "3"]  # 12 cells, kernel 6, stride 1, padding 3


@pytest.fixture
def run(capsys):
    """Runs `python -m exercises ...` in this process: (exit code, stdout, stderr)."""

    def call(*words):
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


class TestList:
    def test_every_kind_stands_under_its_topic_in_taught_order(self, run):
        code, out, _ = run("list")
        places = [out.index(f"  {slug} ") for slug in catalogue()]
        assert code == 0
        assert places == sorted(places)
        for kind in catalogue().values():
            assert str(kind.title) in out
            assert str(TOPICS[kind.topic]) in out


class TestGenerate:
    def test_a_student_reads_the_question_its_numbers_and_how_to_answer(self, run):
        code, out, _ = run("generate", "convolution-grid", "--level", "1", "--seed", "7")
        assert code == 0
        assert "Slide the 2 × 2 kernel over the 4 × 4 input" in out
        assert "input:\n" in out
        assert "kernel:\n" in out
        assert "ANSWER" in out

    @pytest.mark.parametrize(
        ("kind", "level", "seed", "told"),
        [
            (
                "pooling-size",
                3,
                0,
                "  PyTorch, ceil_mode=False\n  PyTorch, ceil_mode=True\n  Caffe\nAnswer: Fill in every box.\n",
            ),
            ("receptive-field", 2, 0, "Boxes, in this order, with semicolons between them:\n  receptive field: cells"),
            ("never-read", 2, 0, "  columns never read – Numbers separated by commas, a range"),
            ("norm-pooling", 2, 0, "  window 1 – Round to 2 decimals; more of them do no harm.\n  window 2 – "),
            ("same-padding", 3, 0, "  shared between the two ends – equal (the same number at both ends), end (one"),
            ("find-slip", 2, 0, "  the wrong line – 1, 2, 3, 4\n  it should end in – One exact number"),
            ("network-table", 2, 0, "  5: flatten – channels, parameters\nAnswer: Fill in every cell."),
            ("conv-relu-pool", 3, 0, "with | between them, and semicolons between rows:\n  after the convolution\n"),
            ("kernel-from-map", 3, 0, "Answer: Choose one. There are: A, B, C, D.\n"),
        ],
    )
    def test_a_student_reads_what_belongs_into_each_box_before_how_to_fill_them(self, run, kind, level, seed, told):
        assert told in run("generate", kind, "--level", str(level), "--seed", str(seed))[1]

    @pytest.mark.parametrize("slug", catalogue())
    def test_no_box_is_without_its_label(self, run, slug):
        for level in LEVELS:
            answer = catalogue()[slug].generate(Random(0), level).answer
            _, out, _ = run("generate", slug, "--level", str(level), "--seed", "0")
            shown = " ".join(out.split())
            places = [shown.index(str(box.label), shown.rindex("Boxes, ")) for box in getattr(answer, "boxes", ())]
            assert places == sorted(places)

    def test_a_program_reads_the_parts_too(self, run):
        _, out, _ = run("generate", "pooling-size", "--level", "1", "--seed", "0", "--json")
        assert json.loads(out)["answer_format"]["parts"] == ["PyTorch, ceil_mode=False", "PyTorch, ceil_mode=True"]
        _, out, _ = run("generate", *OUTPUT_13, "--json")
        assert json.loads(out)["answer_format"]["parts"] == []

    def test_the_same_seed_prints_the_same_question(self, run):
        first, second = (run("generate", "max-pooling", "--seed", "5") for _ in range(2))
        other = run("generate", "max-pooling", "--seed", "6")
        assert first == second
        assert first != other

    @pytest.mark.parametrize("slug", catalogue())
    def test_a_program_can_rebuild_the_question_and_is_not_told_the_answer(self, run, slug):
        _, out, _ = run("generate", slug, "--level", "2", "--seed", "7", "--json")
        data = json.loads(out)
        assert (data["kind"], data["level"], data["seed"]) == (slug, 2, 7)
        assert catalogue()[slug].restore(data["parameters"]) == catalogue()[slug].generate(Random(7), 2)
        assert {"prompt", "convention", "answer_format", "picture"} <= set(data)
        assert "solution" not in data


class TestCheck:
    def test_a_right_answer_is_called_right(self, run):
        code, out, _ = run("check", *OUTPUT_13, "13")
        assert code == 0
        assert out.startswith("✓ Right.")

    def test_a_slip_is_named_and_the_solution_worked_out(self, run):
        _, out, _ = run("check", *OUTPUT_13, "12")
        assert out.startswith("✗ You counted 12 moves.")
        assert "[forgot-one]" in out
        assert "n + 2p = 12 + 2 · 3 = 18" in out
        assert "The answer:\n  13" in out

    @pytest.mark.parametrize("words", [["-3"], ["--", "-3"], ["-11/4"], ["-2.5"], ["--", "-.5"], ["−3"]])
    def test_a_negative_answer_is_an_answer_and_no_option(self, run, words):
        code, out, _ = run("check", *OUTPUT_13, *words)
        assert code == 0
        assert out.startswith("✗ Not right yet.")

    def test_rows_of_a_grid_are_parted_by_semicolons(self, run):
        question = catalogue()["max-pooling"].generate(Random(1), 1)
        typed = "; ".join(" ".join(map(str, row)) for row in question.solve())
        assert run("check", "max-pooling", "--seed", "1", typed)[1].startswith("✓")

    def test_a_grid_that_begins_with_a_minus_can_be_typed(self, run):
        question = catalogue()["max-pooling"].generate(Random(1), 1)
        wrong = next(m for m in question.mistakes() if m.slip == "other-extreme")
        typed = "; ".join(",".join(map(str, row)) for row in wrong.answer)
        assert typed.startswith("-")
        assert "[other-extreme]" in run("check", "max-pooling", "--seed", "1", typed)[1]

    def test_a_program_reads_verdict_slip_and_worked_solution(self, run):
        _, out, _ = run("check", *OUTPUT_13, "12", "--json")
        data = json.loads(out)
        assert data["right"] is False
        assert (data["slip"], data["step"], data["solution"]) == ("forgot-one", "answer", "13")
        keys = [step["key"] for step in data["steps"]]
        assert keys == ["padded", "span", "quotient", "window-1", "window-2", "window-13", "answer"]

    def test_where_no_slip_is_named_the_program_reads_null(self, run):
        data = json.loads(run("check", *OUTPUT_13, "777", "--json")[1])
        assert data["slip"] is None
        assert json.loads(run("check", *OUTPUT_13, "13", "--json")[1])["right"] is True


class TestBadInput:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["generate", "output-siz"], "did you mean output-size?"),
            (["generate", "zzzz"], "there is no kind “zzzz”"),
            (["generate", "output-size", "--level", "9"], "there is no level 9; choose 1, 2 or 3"),
            (["generate", "output-size", "--level", "two"], "invalid int value: 'two'"),
            (["generate"], "KIND"),
            (["check", *OUTPUT_13], "ANSWER"),
            (["check", *OUTPUT_13, "abc"], "“abc” is not a number"),
            (["check", "max-pooling", "1 2; 3"], "Row 2 has one number, but row 1 has 2"),
            (["check", *OUTPUT_13, "9" * 20_000], "20000 characters"),
            (["self-test", "--draws", "0"], "0 draws show nothing"),
            (["self-test", "nothing-like-it"], "there is no kind"),
            (["frobnicate"], "invalid choice: 'frobnicate'"),
            ([], "COMMAND"),
            (["list", "--loud"], "unrecognized arguments: --loud"),
        ],
    )
    def test_it_is_told_in_one_line_on_stderr_and_the_exit_code_is_2(self, run, words, told):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert told in err
        assert err.count("\n") == 1


def never_drawn_again(monkeypatch):
    """Output sizes as they are proposed, whether they do or not."""
    kind = catalogue()["output-size"]
    drawn = kind.draws
    monkeypatch.setattr(kind, "draws", lambda *given: [next(iter(drawn(*given)))])
    return kind


class TestSelfTest:
    def test_each_level_has_a_line_with_speed_redraws_and_how_visible_each_slip_is(self, run):
        code, out, _ = run("self-test", "output-size", "--draws", "20")
        rows = [line.split() for line in out.splitlines() if line.startswith("output-size")]
        assert code == 0
        assert [row[1] for row in rows] == ["1", "2", "3"]
        assert [row[-1] for row in rows] == ["0", "0", "0"]
        assert "*forgot-one\u00a0100\u00a0%" in out

    def test_a_kind_that_cannot_tell_its_targets_apart_fails(self, run, monkeypatch):
        kind = never_drawn_again(monkeypatch)
        monkeypatch.setattr(kind, "targets", lambda self, level: ("rounded-up", "forgot-one"))
        code, out, _ = run("self-test", "output-size", "--draws", "3")
        assert code == 1
        assert "BROKEN seed 0:" in out
        assert "these targets are not told apart: rounded-up" in out

    def test_a_target_that_nobody_registered_is_named(self, run, monkeypatch):
        kind = never_drawn_again(monkeypatch)
        monkeypatch.setattr(kind, "targets", lambda self, level: ("never-heard-of",))
        code, out, _ = run("self-test", "output-size", "--draws", "3")
        assert code == 1
        assert "these targets are not in the register (exercises/slips.py): never-heard-of" in out

    def test_a_slip_that_nobody_registered_is_named(self, run, monkeypatch):
        kind = catalogue()["output-size"]
        slip = Mistake("never-heard-of", 1, T("You did."))
        monkeypatch.setattr(kind, "wrong_models", lambda self: iter([slip, slip]))
        monkeypatch.setattr(kind, "targets", lambda self, level: ("never-heard-of",))
        code, out, _ = run("self-test", "output-size", "--draws", "3")
        assert code == 1
        assert "BROKEN the slip “never-heard-of” is not in the register: give it a line in exercises/slips.py" in out

    def test_a_level_without_numbers_for_its_targets_is_named(self, run, monkeypatch):
        kind = catalogue()["output-size"]
        monkeypatch.setattr(kind, "targets", lambda self, level: ("kernel-flipped",))
        code, out, _ = run("self-test", "output-size", "--draws", "1")
        assert code == 1
        assert "BROKEN OutputSize level 1 found no well-posed numbers" in out

    def test_too_few_different_questions_in_a_thousand_are_named(self, run, monkeypatch):
        monkeypatch.setattr(import_module("exercises.cli.self_test"), "ENOUGH_DRAWS", 20)
        code, out, _ = run("self-test", "output-size", "--draws", "20")
        assert code == 1
        assert "BROKEN only 20 different questions; 300 are wanted" in out

    def test_a_kind_that_calls_its_solution_wrong_fails(self, run, monkeypatch):
        kind = catalogue()["convolution-grid"]
        monkeypatch.setattr("exercises.answers.Grid.accepts", lambda self, given, wanted: False)
        monkeypatch.setattr(kind, "tells_apart", lambda self, slips: True)
        code, out, _ = run("self-test", "convolution-grid", "--draws", "1")
        assert code == 1
        assert "the solution is called wrong" in out

    def test_what_other_kinds_keep_is_no_cost_of_this_one(self, run, monkeypatch):
        kind, frozen = catalogue()["output-size"], []
        drawn = kind.draws

        def draws(*given):
            frozen.append(gc.get_freeze_count())
            return drawn(*given)

        monkeypatch.setattr(kind, "draws", draws)
        gc.unfreeze()
        kept = [[number] for number in range(1000)]
        assert run("self-test", "output-size", "--draws", "1")[0] == 0
        assert len(frozen) >= len(LEVELS)
        assert min(frozen) > len(kept)


class TestTheRealCommand:
    def test_python_dash_m_exercises_runs(self):
        done = subprocess.run(
            [sys.executable, "-m", "exercises", "check", *OUTPUT_13, "-3"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0
        assert done.stdout.startswith("✗")

    def test_it_needs_neither_django_nor_celery_nor_anything_but_numpy(self):
        program = (
            "import sys\n"
            "from exercises.cli import main\n"
            "main(['generate', 'average-pooling'])\n"
            "main(['self-test', 'max-pooling', '--draws', '2'])\n"
            "banned = {'django', 'celery', 'redis', 'grader', 'scipy', 'onnx', 'hypothesis', 'pytest'}\n"
            "sys.exit(', '.join(banned & {name.partition('.')[0] for name in sys.modules}) or 0)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert done.stderr == ""
        assert done.returncode == 0

    def test_a_reader_that_stops_early_is_no_error(self):
        done = subprocess.run(
            f"{sys.executable} -m exercises list | head -1", shell=True, capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
