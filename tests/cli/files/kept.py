"""What a store holds, a record a text, short enough to be compared at a glance."""

import json
from pathlib import Path
from typing import Any

_TABLES = {
    "staff": "staff",
    "checks": "self_checks",
    "reviews": "reviews",
    "violations": "violations",
    "plan": "progress",
}


def records(folder: Path, kind: str) -> list[str]:
    """Every record of the kind in the folder of a store."""
    found: list[str] = []
    for path in sorted(folder.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8")).get(_TABLES[kind], {})
        found += [_SHORT[kind](document | {"period": path.stem}) for document in table.values()]
    return found


def _staff(one: Any) -> str:
    posts = [
        ", ".join(
            str(part)
            for part in (
                f"from {post['from']}" if post["from"] else "",
                post["position"],
                post["unit"],
                post["category"] or "",
                "leader" if post["leader"] else "",
            )
            if part
        )
        for post in one["posts"]
    ]
    order = f", no. {one['order']}" if one["order"] is not None else ""
    until = f", until {one['until']}" if one["until"] else ""
    return f"{one['code']} {one['name']}: {'; '.join(posts)}{until}{order}"


def _answer(answer: Any) -> str:
    if isinstance(answer, str):
        return answer
    words = [answer[name] for name in ("note", "evidence") if answer.get(name)]
    return f"{answer['rating']} ({'; '.join(words)})"


def _check(one: Any) -> str:
    answers = ", ".join(f"{code} {_answer(answer)}" for code, answer in one["answers"].items())
    return f"{one['officer']} {one['period']}: {answers}"


def _review(one: Any) -> str:
    ratings = ", ".join(f"{code} {_answer(answer)}" for code, answer in one["ratings"].items())
    return f"{one['officer']} {one['period']}, by {one['reviewer']}: {ratings}"


def _violation(one: Any) -> str:
    ref = f" [{one['ref']}]" if one.get("ref") else ""
    criteria = "+".join(one["criteria"])
    more = "".join(f" / {one[name]}" for name in ("where", "source", "evidence") if one.get(name))
    return f"{one['id']}{ref} {one['officer']} {criteria} {one['occurred_on']}: {one['what']}{more}"


def _progress(one: Any) -> str:
    percent = "" if one.get("percent") is None else f" {one['percent']}%"
    return f"{one['task']} {one['on']}{percent}: {one['note']}"


_SHORT = {"staff": _staff, "checks": _check, "reviews": _review, "violations": _violation, "plan": _progress}
