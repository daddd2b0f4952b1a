"""The pages' addresses."""

from django.urls import path, register_converter

from grader.pages.converters import FunctionConverter, KindConverter, LevelConverter
from grader.pages.views import answers, code, courses, home, practice

register_converter(KindConverter, "kind")
register_converter(LevelConverter, "level")
register_converter(FunctionConverter, "function")

urlpatterns = [
    path("", home.home, name="home"),
    path("practice/surprise/", practice.surprise, name="surprise"),
    path("practice/<kind:kind>/", practice.topic, name="kind"),
    path("practice/<kind:kind>/<level:level>/", practice.another, name="another"),
    path("practice/<kind:kind>/<level:level>/<int:seed>/", practice.question, name="question"),
    path("code/<function:function>/", code.problem, name="code"),
    path("attempts/<uuid:pk>/code/", code.submit, name="submit-code"),
    path("attempts/<uuid:pk>/answers/", answers.submit, name="submit"),
    path("attempts/<uuid:pk>/hint/", answers.hint, name="hint"),
    path("attempts/<uuid:pk>/solution/", answers.solution, name="solution"),
    path("submissions/<uuid:pk>/", answers.submission, name="submission"),
    path("sets/", courses.sets, name="sets"),
    path("sets/<int:pk>/", courses.problem_set, name="set"),
    path("sets/<int:pk>/<int:position>/", courses.item, name="item"),
]
