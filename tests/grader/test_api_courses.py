"""A course run by a machine: made, filled, answered, graded, regraded; and what it may not do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from grader import pipeline, regrading
from grader.api.grades import OVERLAP
from grader.attempts.models import Submission, Verdict
from grader.people.models import Course, Enrolment, Role, Scope, User
from grader.sets.models import ProblemSet
from grader.sets.services import change_set
from tests.grader.conftest import FORGOT_ONE, OUTPUT_SIZE, RIGHT, ROUNDED_UP, member
from tests.grader.test_api import Machine, secret_for

pytestmark = pytest.mark.django_db
NEW_SET = {
    "title": "Week 3",
    "released": True,
    "rules": {"attempts": 5, "late_steps": [[48, 80]], "due_at": "2100-01-01T18:00:00Z"},
    "items": [
        {"kind": "output-size", "level": 2, "numbers": OUTPUT_SIZE, "points": 10},
        {"kind": "max-pooling", "title": "A grid of one's own"},
        {"kind": "pad2d"},
    ],
}


@pytest.fixture(autouse=True)
def _judged_here(monkeypatch, django_capture_on_commit_callbacks):
    """Workers are not part of these stories: whoever waits for a verdict gets it at once."""
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    monkeypatch.setattr(pipeline.judge_code, "delay", lambda **_: None)
    monkeypatch.setattr(regrading.regrade_answers, "delay", lambda **_: None)


def machine(client, user, *scopes):
    return Machine(client, secret_for(user, *(scopes or (Scope.READ, Scope.WRITE))))


@pytest.fixture
def lms(client, instructor):
    return machine(client, instructor)


@pytest.fixture
def sam(client, student):
    return machine(client, student)


def sent(api, method, path, body=None, **headers):
    """A request of any method with its JSON."""
    return getattr(api.client, method)(
        f"/api/v1{path}", body, content_type="application/json", headers={**api.headers, **headers}
    )


@pytest.fixture
def week(lms):
    return lms.post("/courses/vision/sets", NEW_SET).json()


@pytest.fixture
def here(week):
    return f"/courses/vision/sets/{week['id']}"


def answer(api, here, item, text, **more):
    response = api.post(f"{here}/items/{item}/submissions", {"answer": text, **more})
    if response.status_code == 202:
        pipeline.judge(pk=str(Submission.objects.latest("received_at").pk))
    return response


class TestCourses:
    def test_a_course_is_founded_and_found_again(self, client, outsider):
        api = machine(client, outsider)
        made = api.post("/courses", {"title": "Seeing"})
        assert made.json() == {"slug": "seeing", "title": "Seeing", "role": "instructor"}
        assert api.get(made["Location"]).json() == made.json()
        assert [one["slug"] for one in api.get("/courses").json()["items"]] == ["elsewhere", "seeing"]

    def test_a_course_is_renamed_by_whoever_has_read_it(self, lms, course):
        tag = lms.get("/courses/vision")["ETag"]
        assert sent(lms, "patch", "/courses/vision", {"title": "New"}, **{"If-Match": tag}).json()["title"] == "New"
        again = sent(lms, "patch", "/courses/vision", {"title": "Newer"}, **{"If-Match": tag})
        assert (again.status_code, again["Content-Type"]) == (412, "application/problem+json")
        assert sent(lms, "patch", "/courses/vision", {"title": "Newer"}).status_code == 428
        course.refresh_from_db()
        assert course.title == "New"

    def test_long_lists_come_in_pages_and_a_cursor_is_for_its_own_list(self, lms, course):
        for number in range(5):
            member(course, f"s{number}", Role.STUDENT)
        seen, cursor = [], ""
        while cursor is not None:
            got = lms.get(f"/courses/vision/members?limit=2&cursor={cursor}").json()
            seen, cursor = seen + [one["username"] for one in got["items"]], got["next"]
        assert sorted(seen) == ["ines", "s0", "s1", "s2", "s3", "s4"]
        other = lms.get("/courses/vision/members?limit=2").json()["next"]
        assert lms.get(f"/courses?cursor={other}").status_code == 422
        assert lms.get("/courses?cursor=made-up").status_code == 422

    def test_two_who_found_the_same_at_once_get_two(self, lms, monkeypatch):
        """The second does not see the first before it is stored."""
        lms.post("/courses", {"title": "Twice"})
        monkeypatch.setattr(QuerySet, "exists", lambda self: False)
        slugs = [lms.post("/courses", {"title": "Twice"}).json()["slug"] for _ in range(2)]
        assert len({"twice", *slugs}) == 3


class TestMembers:
    def test_a_student_without_an_account_gets_one_without_a_password(self, lms, course):
        posted = {"username": "ada", "email": "ada@example.org", "name": "Ada", "label": "group B"}
        made = lms.post("/courses/vision/members", posted)
        assert made.json() | {"id": 0} == {**posted, "id": 0, "role": "student"}
        assert not User.objects.get(username="ada").has_usable_password()
        assert lms.post("/courses/vision/members", posted).status_code == 409

    def test_a_stranger_is_asked_and_a_student_of_mine_is_not(self, lms, instructor, outsider):
        assert lms.post("/courses/vision/members", {"username": "olga"}).status_code == 409
        lms.post("/courses", {"title": "Second"})
        lms.post("/courses/second/members", {"username": "ada"})
        assert lms.post("/courses/vision/members", {"username": "ada"}).status_code == 201

    def test_nobody_else_of_the_same_name_is_enrolled(self, lms, instructor):
        lms.post("/courses", {"title": "Second"})
        lms.post("/courses/second/members", {"username": "ada", "email": "ada@example.org"})
        other = lms.post("/courses/vision/members", {"username": "ada", "email": "ada@elsewhere.example"})
        assert (other.status_code, "another e-mail address" in other.json()["detail"]) == (409, True)
        same = lms.post("/courses/vision/members", {"username": "ada", "email": "Ada@Example.org"})
        assert same.status_code == 201

    def test_roles_change_and_a_course_keeps_an_instructor(self, lms, course, student, instructor):
        mine, theirs = (Enrolment.objects.get(course=course, user=user).pk for user in (instructor, student))
        anyhow = {"If-Match": "*"}
        changed = sent(lms, "patch", f"/courses/vision/members/{theirs}", {"role": "assistant", "label": "B"}, **anyhow)
        assert (changed.json()["role"], changed.json()["label"]) == ("assistant", "B")
        assert sent(lms, "patch", f"/courses/vision/members/{mine}", {"role": "student"}, **anyhow).status_code == 409
        assert sent(lms, "delete", f"/courses/vision/members/{mine}").status_code == 409
        assert sent(lms, "delete", f"/courses/vision/members/{theirs}").status_code == 204
        assert not Enrolment.objects.filter(course=course, user=student).exists()

    def test_nobody_overwrites_a_member_that_somebody_else_has_changed(self, lms, course, student):
        made = lms.post("/courses/vision/members", {"username": "ada"})
        here = made["Location"].removeprefix("/api/v1")
        tag = lms.get(here)["ETag"]
        assert lms.get(here).json() == made.json()
        assert sent(lms, "patch", here, {"label": "A"}).status_code == 428
        changed = sent(lms, "patch", here, {"label": "A"}, **{"If-Match": tag})
        assert (changed.json()["label"], changed["ETag"]) == ("A", lms.get(here)["ETag"])
        assert sent(lms, "patch", here, {"label": "B"}, **{"If-Match": tag}).status_code == 412
        assert lms.get(here).json()["label"] == "A"


class TestSets:
    def test_a_set_is_made_from_its_parts(self, lms, week, here):
        assert [item["drawn"] for item in week["items"]] == [False, True, False]
        assert week["items"][0]["numbers"] == OUTPUT_SIZE
        assert week["rules"]["due_at"] == "2100-01-01T18:00:00Z"
        assert lms.get(here).json() == week

    def test_a_set_travels_as_toml(self, lms, week, here):
        file = lms.get(f"{here}/toml").content.decode()
        copy = lms.post("/courses/vision/sets", {"toml": file}).json()
        assert copy["rules"] == week["rules"]
        without = [{**item, "id": 0} for item in copy["items"]]
        assert without == [{**item, "id": 0} for item in week["items"]]

    def test_what_would_be_ignored_beside_a_file_is_refused(self, lms, course):
        for name, value in (("items", []), ("intro", "x"), ("rules", {})):
            refused = lms.post(f"/courses/{course.slug}/sets", {"toml": "title = 'x'", name: value})
            assert refused.json()["errors"][0]["pointer"] == f"#/{name}"

    def test_the_tag_of_a_new_set_is_that_of_the_stored_one(self, lms, course):
        rules = {"due_at": "2100-01-01T18:00:00.123456+08:00"}
        made = lms.post(f"/courses/{course.slug}/sets", {"title": "x", "rules": rules})
        assert lms.get(f"/courses/{course.slug}/sets/{made.json()['id']}")["ETag"] == made["ETag"]

    def test_numbers_the_same_for_all_can_be_drawn_at_once(self, lms, week, here):
        made = lms.post(f"{here}/items", {"kind": "same-padding", "level": 2, "drawn": False}).json()
        assert (made["position"], made["drawn"]) == (4, False)
        assert made["numbers"]["kernel"] > 1
        assert sent(lms, "delete", f"{here}/items/{made['id']}").status_code == 204

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"title": "x", "toml": "title='x'"}, "#/title"),
            ({"toml": "title ="}, "#/toml"),
            ({"title": "x", "items": [{"kind": "pad2d"}, {"kind": "origami"}]}, "#/items/1"),
            ({"title": "x", "items": [{"kind": "output-size", "numbers": {"n": 1}}]}, "#/items/0"),
            ({"title": "x", "rules": {"exam": True}}, "#/rules/closes_at"),
            ({"title": "x", "rules": {"late_steps": [[1, 50], [2, 80]]}}, "#/rules/late_steps"),
            ({"title": "x", "rules": {"due_at": "2026-01-01T00:00:00"}}, "#/rules/due_at"),
            ({"title": "x", "rules": {"speed": 3}}, "#/rules/speed"),
        ],
    )
    def test_what_cannot_be_made_is_pointed_at_and_nothing_is_made(self, lms, course, body, pointer):
        refused = lms.post("/courses/vision/sets", body)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == pointer
        assert not ProblemSet.objects.exists()

    def test_a_change_says_what_it_has_read_and_leaves_the_rest(self, lms, week, here):
        tag = lms.get(here)["ETag"]
        body = {"title": "Week 4", "rules": {"attempts": 2}}
        changed = sent(lms, "patch", here, body, **{"If-Match": tag}).json()
        assert changed == week | {"title": "Week 4", "rules": week["rules"] | {"attempts": 2}}
        assert sent(lms, "patch", here, body, **{"If-Match": tag}).status_code == 412
        bad = sent(lms, "patch", here, {"rules": {"exam": True}}, **{"If-Match": "*"})
        assert bad.json()["errors"][0]["pointer"] == "#/rules/closes_at"

    def test_a_question_is_changed_with_a_reason_where_that_moves_points(self, lms, week, here, student):
        item = week["items"][0]["id"]
        lms.post(f"{here}/items/{item}/submissions", {"student": "sam", "answer": RIGHT})
        pipeline.judge(pk=str(Submission.objects.get().pk))
        change = {"points": 5, "title": "Strip", "treatment": "gifted"}
        refused = sent(lms, "patch", f"{here}/items/{item}", change, **{"If-Match": "*"})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/why")
        assert lms.get(here).json() == week
        made = sent(lms, "patch", f"{here}/items/{item}", {**change, "why": "It is easy"}, **{"If-Match": "*"}).json()
        assert made["items"][0] == week["items"][0] | change
        record = lms.get(f"{here}/changes").json()["items"]
        assert [(line["what"], line["before"], line["after"]) for line in record] == [
            ("worth", "10", "5"),
            ("points", "10", "5"),
            ("treatment", "counts", "gifted"),
        ]
        assert sent(lms, "patch", f"{here}/items/{item}", {"points": 1}).status_code == 428

    def test_exceptions_are_made_and_ended(self, lms, here, student):
        made = lms.post(f"{here}/extensions", {"student": "sam", "time_factor": 150}).json()
        assert lms.get(f"{here}/extensions").json() == [made]
        assert sent(lms, "delete", f"{here}/extensions/{made['id']}").status_code == 204
        assert lms.get(f"{here}/extensions").json() == []
        assert lms.post(f"{here}/extensions", {"student": "sam", "label": "B"}).status_code == 422


class TestWorking:
    def test_the_machine_asks_and_answers_for_a_student(self, lms, week, here, student):
        asked = lms.post(f"{here}/items/{week['items'][1]['id']}/attempts", {"student": "sam"}).json()
        assert (asked["student"], asked["round"], asked["type"]) == ("sam", 1, "answer")
        assert asked["picture"].startswith("<svg")
        assert answer(lms, here, week["items"][0]["id"], RIGHT, student="sam").status_code == 202
        (grade,) = lms.get(f"{here}/grades").json()["items"]
        assert (grade["student"], grade["points"], grade["of"], grade["answers"]) == ("sam", 10, 10, 1)

    def test_a_student_answers_and_reads_their_own_grade_only(self, lms, sam, week, here, course, student):
        member(course, "tom", Role.STUDENT)
        item = week["items"][0]["id"]
        answer(lms, here, item, RIGHT, student="tom")
        answer(sam, here, item, FORGOT_ONE)
        assert [one["student"] for one in sam.get(f"{here}/grades").json()["items"]] == ["sam"]
        assert sam.post(f"{here}/items/{item}/submissions", {"answer": RIGHT, "student": "tom"}).status_code == 403

    def test_the_rules_of_the_set_hold(self, lms, sam, week, here):
        item, row = week["items"][0]["id"], ProblemSet.objects.get()
        change_set(problem_set=row, attempts=1)
        assert answer(sam, here, item, FORGOT_ONE).status_code == 202
        used_up = sam.post(f"{here}/items/{item}/submissions", {"answer": RIGHT})
        assert (used_up.status_code, "all attempts" in used_up.json()["detail"]) == (409, True)
        change_set(problem_set=row, opens_at=timezone.now() + timedelta(days=1))
        assert sam.post(f"{here}/items/{item}/attempts", {}).status_code == 409
        change_set(problem_set=row, opens_at=None, released=False)
        assert sam.post(f"{here}/items/{item}/attempts", {}).status_code == 404

    def test_who_was_removed_and_whose_set_was_withdrawn_reads_no_verdict_any_more(self, lms, sam, week, here):
        told = answer(sam, here, week["items"][0]["id"], FORGOT_ONE).json()["id"]
        row = ProblemSet.objects.get()
        change_set(problem_set=row, released=False)
        assert sam.get(f"/submissions/{told}").status_code == 404
        change_set(problem_set=row, released=True)
        assert sam.get(f"/submissions/{told}").status_code == 200
        Enrolment.objects.filter(user__username="sam").delete()
        assert sam.get(f"/submissions/{told}").status_code == 404
        assert lms.get(f"/submissions/{told}").status_code == 200

    def test_the_same_answer_after_the_end_is_what_was_received_before(self, lms, sam, week, here):
        item = week["items"][0]["id"]
        before = answer(sam, here, item, FORGOT_ONE).json()
        given = Submission.objects.get().given_at
        change_set(problem_set=ProblemSet.objects.get(), closes_at=timezone.now())
        again = sam.post(f"{here}/items/{item}/submissions", {"answer": FORGOT_ONE})
        assert (again.status_code, again.json()["id"]) == (202, before["id"])
        assert Submission.objects.get().given_at == given
        closed = sam.post(f"{here}/items/{item}/submissions", {"answer": RIGHT})
        assert (closed.status_code, "closed" in closed.json()["detail"]) == (409, True)

    def test_a_student_reads_no_question_before_its_time(self, lms, sam, week, here):
        row, words = ProblemSet.objects.get(), [item["words"] for item in week["items"]]
        assert [item["words"] for item in sam.get(here).json()["items"]] == words
        change_set(problem_set=row, opens_at=timezone.now() + timedelta(days=1))
        assert sam.get(here).json()["items"] == []
        assert len(lms.get(here).json()["items"]) == len(words)
        change_set(problem_set=row, opens_at=None, one_by_one=True)
        assert [item["position"] for item in sam.get(here).json()["items"]] == [1]
        answer(sam, here, week["items"][0]["id"], RIGHT)
        assert [item["position"] for item in sam.get(here).json()["items"]] == [1, 2]

    def test_an_exam_shows_a_student_no_verdict_and_the_instructor_all_of_it(self, lms, sam, week, here):
        change_set(problem_set=ProblemSet.objects.get(), exam=True, closes_at=datetime(2100, 2, 1, tzinfo=UTC))
        item = week["items"][0]["id"]
        address = answer(sam, here, item, ROUNDED_UP)["Location"]
        shown = sam.get(address).json()
        assert (shown["state"], shown["verdict"]) == ("done", None)
        assert sam.get(f"{here}/grades").json()["items"] == []
        again = answer(lms, here, item, ROUNDED_UP, student="sam")["Location"]
        assert lms.get(again).json()["verdict"]["slip"] == "rounded-up"

    def test_where_slips_are_held_back_the_verdict_names_none(self, sam, week, here):
        change_set(problem_set=ProblemSet.objects.get(), show_slip="never")
        address = answer(sam, here, week["items"][0]["id"], ROUNDED_UP)["Location"]
        verdict = sam.get(address).json()["verdict"]
        assert (verdict["outcome"], verdict["slip"], verdict["sentence"]["text"]) == ("wrong", None, "Not right.")


class TestGrades:
    def test_only_what_may_have_changed_since_comes_again(self, lms, week, here, course):
        tom = member(course, "tom", Role.STUDENT)
        member(course, "uma", Role.STUDENT)
        item = week["items"][0]["id"]
        for name in ("tom", "uma"):
            answer(lms, here, item, RIGHT, student=name)
        now = timezone.now()
        after = (now + OVERLAP).isoformat().replace("+", "%2B")
        assert lms.get(f"{here}/grades?updated_since={after}").json()["items"] == []
        plain = after.replace("%2B", "+")
        assert lms.get(f"{here}/grades?updated_since={plain}").json()["items"] == []
        posted = {"student": "tom", "item": item, "points": 4.5, "why": "half of it was copied"}
        made = lms.post(f"{here}/overrides", posted).json()
        assert (made["before"], made["after"], made["author"]) == ("10", "4.5", "ines")
        (changed,) = lms.get(f"{here}/grades?updated_since={after}").json()["items"]
        assert (changed["student"], changed["points"], changed["overridden"]) == (tom.username, 4.5, True)
        assert [one["why"] for one in lms.get(f"{here}/changes").json()["items"]] == [posted["why"]]
        change_set(problem_set=ProblemSet.objects.get(), due_at=datetime(2020, 1, 1, tzinfo=UTC), late_steps=[])
        assert len(lms.get(f"{here}/grades?updated_since={after}").json()["items"]) == 2
        for vague in ("0.5", "1764000000", "2026-11-21T12:00:00", "yesterday"):
            assert lms.get(f"{here}/grades?updated_since={vague}").status_code == 422

    def test_a_change_that_took_a_while_is_not_missed(self, lms, week, here, student):
        """It bears the time of its beginning, and was not to be seen when grades were asked for in the meantime."""
        began = timezone.now()
        answer(lms, here, week["items"][0]["id"], RIGHT, student="sam")
        Verdict.objects.update(judged_at=began)
        seen = lms.get(f"{here}/grades").json()["as_of"]
        assert lms.get(f"{here}/grades?updated_since={seen}").json()["items"]
        assert lms.get(f"{here}/grades?updated_since=0001-01-01T00:00:00Z").json()["items"]

    def test_nobody_who_teaches_has_grades_to_be_changed(self, lms, week, here):
        posted = {"student": "ines", "item": week["items"][0]["id"], "points": 1, "why": "x"}
        assert lms.post(f"{here}/overrides", posted).json()["errors"][0]["pointer"] == "#/student"

    @pytest.mark.parametrize("why", ["", "   ", "\t\n"])
    def test_a_reason_is_more_than_spaces(self, lms, week, here, student, why):
        posted = {"student": "sam", "item": week["items"][0]["id"], "points": 1, "why": why}
        assert lms.post(f"{here}/overrides", posted).json()["errors"][0]["pointer"] == "#/why"
        assert lms.post(f"{here}/regrades", {"why": why}).status_code == 422

    def test_a_regrade_is_decided_once(self, lms, week, here, student):
        answer(lms, here, week["items"][0]["id"], RIGHT, student="sam")
        made = lms.post(f"{here}/regrades", {"why": "x"}).json()
        address = f"{here}/regrades/{made['id']}/decision"
        assert lms.post(address, {"decision": "discard"}).status_code == 200
        assert lms.post(address, {"decision": "discard"}).status_code == 409

    def test_a_regrade_is_a_dry_run_first(self, lms, week, here, student):
        item = week["items"][0]["id"]
        answer(lms, here, item, ROUNDED_UP, student="sam")
        row = ProblemSet.objects.get().items.get(pk=item)
        row.accepted = [{"answer": "", "slip": "rounded-up"}]
        row.save()
        begun = lms.post(f"{here}/regrades", {"item": item, "why": "as taught"})
        assert (begun.status_code, begun.json()["stage"]) == (202, "numbers")
        early = lms.post(f"{here}/regrades/{begun.json()['id']}/decision", {"decision": "all"})
        assert early.status_code == 409
        regrading.regrade_answers(pk=str(begun.json()["id"]))
        ready = lms.get(begun["Location"]).json()
        assert (ready["stage"], ready["to_right"], ready["raised"]) == ("ready", 1, 1)
        assert ready["effects"] == [{"student": "sam", "item": item, "before": 0, "after": 10}]
        assert lms.get(f"{here}/grades").json()["items"][0]["points"] == 0
        applied = lms.post(f"{here}/regrades/{ready['id']}/decision", {"decision": "all"}).json()
        assert applied["stage"] == "applied"
        assert lms.get(f"{here}/grades").json()["items"][0]["points"] == 10

    def test_statistics_name_the_slips(self, lms, week, here, student):
        answer(lms, here, week["items"][0]["id"], ROUNDED_UP, student="sam")
        stats = lms.get(f"{here}/statistics").json()
        assert (stats["students"], sum(stats["histogram"])) == (1, 1)
        assert stats["items"][0]["slips"] == [{"slip": "rounded-up", "title": "round up", "number": 1}]


READS = ["", "/members", "/sets", "/sets/{set}", "/sets/{set}/toml", "/sets/{set}/extensions", "/sets/{set}/grades"]
READS += ["/sets/{set}/changes", "/sets/{set}/statistics"]
OPEN_TO_STUDENTS = {"", "/sets", "/sets/{set}", "/sets/{set}/grades"}
WRITES = {
    "/members": {"username": "new"},
    "/sets": {"title": "x"},
    "/sets/{set}/items": {"kind": "pad2d"},
    "/sets/{set}/extensions": {"label": "B"},
    "/sets/{set}/overrides": {"student": "sam", "item": "{item}", "points": 1, "why": "x"},
    "/sets/{set}/regrades": {"why": "x"},
}


class TestWhoMayDoWhat:
    @pytest.mark.parametrize("path", READS)
    def test_reading_is_for_members_and_most_of_it_for_those_who_teach(self, client, week, course, outsider, path):
        address = f"/courses/vision{path}".format(set=week["id"])
        people = {
            "assistant": member(course, "asta", Role.ASSISTANT),
            "student": member(course, "tina", Role.STUDENT),
            "outsider": outsider,
        }
        got = {who: machine(client, user).get(address).status_code for who, user in people.items()}
        assert got == {"assistant": 200, "student": 200 if path in OPEN_TO_STUDENTS else 403, "outsider": 404}

    @pytest.mark.parametrize("path", WRITES)
    def test_changing_is_for_instructors(self, client, week, course, student, outsider, path):
        body = {name: week["items"][0]["id"] if value == "{item}" else value for name, value in WRITES[path].items()}
        address = f"/courses/vision{path}".format(set=week["id"])
        people = [member(course, "asta", Role.ASSISTANT), student, outsider]
        assert [machine(client, user).post(address, body).status_code for user in people] == [403, 403, 404]

    def test_a_scope_is_needed_for_each(self, client, week, instructor):
        reads, writes = (machine(client, instructor, scope) for scope in (Scope.READ, Scope.WRITE))
        assert reads.post("/courses", {"title": "x"}).status_code == 403
        assert writes.get("/courses").status_code == 403
        assert Course.objects.count() == 1

    def test_students_see_no_numbers_and_no_set_that_is_not_released(self, client, lms, week, here, sam):
        assert sam.get(here).json()["items"][0]["numbers"] is None
        change_set(problem_set=ProblemSet.objects.get(), released=False)
        assert sam.get(here).status_code == 404
        assert sam.get("/courses/vision/sets").json()["items"] == []
