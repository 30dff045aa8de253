"""Checks what an action answered, against Rasa's own schema, made ready once."""

from typing import Any, Dict

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from rasa.core.actions.action import RemoteAction

_SCHEMA = RemoteAction.action_response_format_spec()
_CHECKER = Draft202012Validator(_SCHEMA)


def check_result(action: RemoteAction, result: Dict[str, Any]) -> bool:  # noqa: ARG001 (Rasa's method)
    """Whether the result has the shape that Rasa's schema asks for.

    Raises:
        ValidationError: it has not.
    """
    error = best_match(_CHECKER.iter_errors(result))
    if error is not None:
        raise error
    return True


def prepare_once() -> None:
    """Let Rasa check results with the schema made ready.

    Rasa 3.6 calls `jsonschema.validate`, which first checks the schema itself against the schema
    of schemas, at every action: 60 % of the processor time of a turn.
    """
    Draft202012Validator.check_schema(_SCHEMA)
    RemoteAction._validate_action_result = check_result  # noqa: SLF001 (there is no setting for it)
