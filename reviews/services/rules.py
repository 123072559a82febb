"""The rules of the desk: the settings, until somebody changes them in the browser."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction

from claims.models import Claim
from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from reviews.blind_rules import Facts, Rules, reasons
from reviews.models import DeskRules
from reviews.policies import can_run_desk
from reviews.services.steps import checked_reason
from reviews.signals import rules_changed

REASON_MOST: Final = 1000
_WORDS_MOST: Final = 300
_RULE_NAMES: Final = tuple(Rules.__dataclass_fields__)
_LISTS: Final = ("forces", "accusing_words", "health_words", "topics")


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that count now. ``version`` is 0 while they are those of the settings."""

    version: int
    rules: Rules
    assigns: bool


def rules_in_force() -> InForce:
    """The newest rules of the desk, or those of the settings when nobody has changed them; one query."""
    stored = DeskRules.objects.order_by("-version").first()
    if stored is None:
        return InForce(0, _of_settings(), settings.AUTO_ASSIGN)
    given = {name: getattr(stored, name) for name in _RULE_NAMES}
    return InForce(stored.version, Rules(**_tuples(given)), stored.assigns)


def _of_settings() -> Rules:
    return Rules(
        forces=tuple(settings.SECOND_REVIEW_FORCES),
        accused=settings.SECOND_REVIEW_ACCUSED,
        accusing_words=tuple(settings.SECOND_REVIEW_ACCUSING_WORDS),
        health=settings.SECOND_REVIEW_HEALTH,
        health_words=tuple(settings.SECOND_REVIEW_HEALTH_WORDS),
        numbers=settings.SECOND_REVIEW_NUMBERS,
        below=settings.SECOND_REVIEW_BELOW,
        topics=tuple(settings.SECOND_REVIEW_TOPICS),
        share=settings.SECOND_REVIEW_SHARE,
    )


def _tuples(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in _LISTS else value for name, value in given.items()}


def second_review_reason(claim: Claim, rules: Rules) -> str:
    """Why two people judge ``claim``, in sentences; empty when no rule asks for it."""
    facts = Facts(
        key=str(claim.public_id),
        statement=claim.statement,
        force=claim.force,
        confidence=claim.confidence,
        speaker=claim.speaker.name if claim.speaker else "",
        topic=claim.article.topic,
    )
    return " ".join(reasons(rules, facts))[:REASON_MOST]


@transaction.atomic(durable=True)
def change_rules(*, rules: Rules, assigns: bool, by: Any, reason: str, version: int) -> DeskRules:
    """Store the next version of the rules, which counts for every review that nobody has answered.

    ``version`` is the one that the person saw: raises ``Conflict`` when somebody else changed them meanwhile, and
    ``InvalidInput`` with a sentence for each fault, or when nothing was changed.
    """
    can_run_desk(by).enforce()
    text = checked_reason(reason, field="reason", sentence="Say why the rules are changed; the reason is kept.")
    before = rules_in_force()
    if before.version != version:
        raise _changed_meanwhile()
    _check(rules)
    changes = _changes(before, rules, assigns=assigns)
    if not changes:
        message = "Nothing was changed, so there is nothing to store."
        raise InvalidInput(message)
    values = {name: list(value) if name in _LISTS else value for name, value in asdict(rules).items()}
    try:
        with transaction.atomic():
            stored = DeskRules.objects.create(version=version + 1, assigns=assigns, made_by=by, reason=text, **values)
    except IntegrityError as error:
        raise _changed_meanwhile() from error
    ledger.record("rules.changed", by=by, version=stored.version, changes=changes, reason=text)
    rules_changed.send(sender=DeskRules)
    return stored


def _changed_meanwhile() -> Conflict:
    newest = DeskRules.objects.select_related("made_by").order_by("-version").first()
    who = newest.made_by if newest else "Somebody"
    return Conflict(f"{who} changed the rules meanwhile. Look at them, then save yours again; what you typed is kept.")


def _changes(before: InForce, rules: Rules, *, assigns: bool) -> dict[str, list[Any]]:
    """What differs, by name: before and after."""
    old, new = asdict(before.rules) | {"assigns": before.assigns}, asdict(rules) | {"assigns": assigns}
    return {name: [_plain(old[name]), _plain(new[name])] for name in new if old[name] != new[name]}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _check(rules: Rules) -> None:
    fields = {name: fault for name in _LISTS if (fault := _list_fault(getattr(rules, name)))}
    if not 0 <= rules.below <= 1:
        fields["below"] = "Give a share between 0 and 100 percent."
    if not 0 <= rules.share <= 100:
        fields["share"] = "Give a share between 0 and 100 percent."
    if rules.accused and not rules.accusing_words:
        fields["accusing_words"] = "Give at least one word that accuses, or switch the rule off."
    if rules.health and not rules.health_words:
        fields["health_words"] = "Give at least one word of health, or switch the rule off."
    if fields:
        raise InvalidInput(" ".join(fields.values()), fields=fields)


def _list_fault(words: tuple[str, ...]) -> str:
    if len(words) > _WORDS_MOST:
        return f"At most {_WORDS_MOST} are taken; these are {len(words)}."
    if any(len(word.rstrip("*")) < 2 or len(word) > 60 for word in words):
        return "Each must have two letters at least and 60 at most."
    return ""
