"""Rules of the house that import-linter can not see, read off the source with ``ast``. Each lists its offenders."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(settings.BASE_DIR)
APPS = ("claims", "sources", "reviews", "exports")
EDGES = ("views", "views.py", "api", "admin.py", "tasks.py", "receivers.py", "templatetags")
MANAGER_WRITES = {
    "create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
}
ENQUEUES = {"delay", "delay_on_commit", "apply_async", "apply_async_on_commit", "send_task"}
HEAVY = ("trafilatura", "pypdf", "mammoth", "dateparser", "torch", "onnxruntime")


def files(*parts: str) -> list[Path]:
    """The Python files of the apps that lie in one of these modules; all when none is named."""
    found = [
        path
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts and (not parts or path.relative_to(ROOT / app).parts[0] in parts)
    ]
    assert found
    return found


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Each method call of a file: the method, and the source of what it is called on."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, ast.unparse(node.func.value)


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


def named(path: Path, what: str) -> str:
    return f"{path.relative_to(ROOT)}: {what}"


def test_edges_do_not_write() -> None:
    written = [
        named(path, f"{owner}.{method}()")
        for path in files(*EDGES)
        for method, owner in calls(path)
        if method == "save" or (method in MANAGER_WRITES and "objects" in owner)
    ]
    assert written == []


def test_only_receivers_put_work_on_the_queue_and_only_after_commit() -> None:
    enqueued = [
        named(path, f"{owner}.{method}()")
        for path in files()
        for method, owner in calls(path)
        if method in ENQUEUES and not (path.name == "receivers.py" and method == "delay_on_commit")
    ]
    assert enqueued == []


def test_business_code_never_sees_a_request() -> None:
    seen = [
        named(path, function.name)
        for path in files("services", "models", "policies.py", "querysets", "querysets.py")
        for function in functions(path)
        if "request" in {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    ]
    assert seen == []


def test_a_task_is_named_after_its_app_and_has_at_most_four_statements() -> None:
    for path in files("tasks.py"):
        for function in functions(path):
            (decorator,) = function.decorator_list
            names = [keyword.value.value for keyword in decorator.keywords if keyword.arg == "name"]
            assert names == [f"{path.parent.name}.{function.name}"]
            assert len(function.body) <= 5, named(path, function.name)  # the docstring and four statements


def with_siblings(path: Path) -> str:
    """The source of a service module and of the service modules of its own app that it imports."""
    text = path.read_text()
    siblings = [other for other in path.parent.glob("*.py") if f"{path.parents[1].name}.services.{other.stem}" in text]
    imported = [
        other
        for other in path.parent.glob("*.py")
        if f"from {path.parents[1].name}.services import" in text and other.stem in text
    ]
    return text + "".join(other.read_text() for other in (*siblings, *imported))


def test_a_public_service_takes_keywords_only_and_its_module_writes_the_ledger() -> None:
    for path in files("services"):
        durable = [
            function
            for function in functions(path)
            if any("durable=True" in ast.unparse(decorator) for decorator in function.decorator_list)
        ]
        assert [
            named(path, function.name) for function in durable if function.args.args and function.name[0] != "_"
        ] == []
        if durable:
            assert "ledger.record(" in with_siblings(path), path


def test_no_model_signals_and_no_http_below_the_edges() -> None:
    edges = {"views", "views.py", "api", "templatetags", "pages", "admin.py"}
    for path in files():
        text = path.read_text()
        assert "django.db.models.signals" not in text, path
        if path.relative_to(ROOT).parts[1] not in edges:
            assert "from django.http" not in text, path


def test_every_constraint_reads_as_a_sentence_and_every_key_says_what_points_at_it() -> None:
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        for constraint in model._meta.constraints:
            assert constraint.name.count("_") >= 2, constraint.name
            assert len(constraint.name) <= 63, f"{constraint.name} is longer than PostgreSQL keeps"
        keys = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
        assert [field for field in keys if not field.remote_field.related_name] == []


def test_every_partial_template_says_what_it_needs() -> None:
    partials = sorted((ROOT / "templates").rglob("_*.html"))
    assert partials
    assert [path for path in partials if not path.read_text().startswith(("{#", "{% comment"))] == []


def test_the_web_process_does_not_load_the_readers_of_files() -> None:
    code = f"import django, sys; django.setup(); import factcheck.urls; print([n for n in {HEAVY} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
