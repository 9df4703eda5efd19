"""What schemathesis cannot be told in its configuration."""

import atexit
import json
import re
from collections import Counter
from uuid import uuid4

import schemathesis
from schemathesis import GenerationMode

answers = Counter()
KEY = "Idempotency-Key"


@schemathesis.hook
def before_call(context, case, kwargs):
    # A request that is to be refused stays as it is: what was left out of it on purpose would be filled in again.
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # A key that was used before is answered with what the request was answered then, or with 1008: nothing would be tried.
    key = (case.headers or {}).get(KEY)
    if isinstance(key, str) and re.fullmatch(r"[!-~]([ -~]{0,90}[!-~])?", key):
        case.headers[KEY] = f"{key}{uuid4()}"


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw.get("operationId", case.operation.label)
    answers[f"{operation} {scode_of(response)}"] += 1


def scode_of(response):
    try:
        return response.json()["scode"]
    except (ValueError, KeyError, TypeError):
        return response.status_code


@atexit.register
def write_answers():
    with open("answers.json", "w", encoding="utf-8") as file:
        json.dump(answers, file)
