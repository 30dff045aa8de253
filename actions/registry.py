"""Every action by name, and the services they answer through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor

from actions.base import Handler, ServiceAction, SlotAction
from actions.context import to_message
from bot.domain.cues import find_aspects, means_last_bought
from bot.domain.fit import Evidence
from bot.domain.ports import (
    Catalogue,
    IdentityLinks,
    IdentityTries,
    IngredientFacts,
    KnowledgeBase,
    Orders,
    ProductSearch,
    Recommender,
    Refills,
    ShopperHistories,
    Wording,
)
from bot.domain.shop import ShopFacts
from bot.domain.suitability import Groups
from bot.domain.turns import Answer, TurnContext
from bot.services.advice import Advice
from bot.services.alternatives import Alternatives
from bot.services.care import SafetyAnswers
from bot.services.comparisons import Comparisons
from bot.services.explanations import Explanations
from bot.services.fact_answers import FactAnswers
from bot.services.feedback import Feedback
from bot.services.follow_ups import FollowUps
from bot.services.form_questions import FormQuestions, next_question
from bot.services.handoff_answers import HandoffAnswers
from bot.services.health_facts import HealthFacts
from bot.services.identity import Identity, is_proving
from bot.services.ingredient_questions import IngredientQuestions
from bot.services.judge import Judge
from bot.services.misses import Misses
from bot.services.misunderstandings import Misunderstandings
from bot.services.order_answers import OrderAnswers, is_about_last_bought
from bot.services.order_requests import OrderRequests
from bot.services.outdoing import Outdoing
from bot.services.own_history import OwnHistory
from bot.services.phrasing import Phrasing
from bot.services.product_cards import ProductCards
from bot.services.product_finder import ProductFinder
from bot.services.product_pairs import ProductPairs, is_on_last_bought
from bot.services.product_questions import ProductQuestions
from bot.services.profile_facts import to_slots
from bot.services.refill_answers import RefillAnswers
from bot.services.routine_changes import RoutineChanges
from bot.services.routine_words import RoutineWords
from bot.services.routines import Routines
from bot.services.shop_questions import ShopQuestions
from bot.services.smalltalk import Smalltalk
from bot.services.steps_at_home import StepsAtHome


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """What the actions need of the outside."""

    wording: Wording
    shop: ShopFacts
    catalogue: Catalogue
    search: ProductSearch
    recommender: Recommender
    ingredients: IngredientFacts
    knowledge: KnowledgeBase
    ingredient_groups: Callable[[], Groups]
    orders: Orders
    identity_tries: IdentityTries
    identity_links: IdentityLinks
    refills: Refills
    # How well each ingredient is founded for a concern.
    evidence: Evidence = field(default_factory=dict)
    # What shoppers told of products and have at home; None where nobody keeps it.
    histories: ShopperHistories | None = None
    # Words facts anew; None where no language model is set up.
    phrasing: Phrasing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """One service a topic."""

    smalltalk: Smalltalk
    misunderstandings: Misunderstandings
    form: FormQuestions
    advice: Advice
    products: ProductQuestions
    ask_product: Handler
    order_history: Handler
    compatibility: Handler
    ingredients: IngredientQuestions
    shop: ShopQuestions
    orders: OrderAnswers
    requests: OrderRequests
    refills: RefillAnswers
    safety: SafetyAnswers
    feedback: Feedback
    handoffs: HandoffAnswers
    health_facts: HealthFacts
    follow_ups: FollowUps


def build_services(ports: Ports) -> Services:
    """Every service on its ports."""
    words, shop = ports.wording, ports.shop
    cards = ProductCards(shop, ports.ingredients)
    finder = ProductFinder(words, ports.catalogue, ports.search)
    identity = Identity(words, ports.orders, ports.identity_tries, ports.identity_links)
    facts = FactAnswers(ports.knowledge, ports.phrasing)
    ingredients = IngredientQuestions(words, ports.ingredients, ports.catalogue, cards, facts)
    shop_questions = ShopQuestions(words, shop)
    judge = Judge(cards, ports.ingredient_groups, ports.evidence)
    misses = Misses(words, ports.catalogue, ports.recommender, cards)
    history = OwnHistory(ports.catalogue, ports.histories)
    comparisons = Comparisons(words, cards, judge, misses, history)
    outdoing = Outdoing(words, cards, judge)
    at_home = StepsAtHome(ports.catalogue, cards, judge, history)
    routine_words = RoutineWords(words, ports.catalogue, cards)
    routines = Routines(
        words,
        ports.recommender,
        ports.catalogue,
        cards,
        ports.ingredient_groups,
        routine_words,
        at_home,
    )
    changes = RoutineChanges(
        words,
        ports.recommender,
        cards,
        finder,
        judge,
        outdoing,
        routines,
        routine_words,
        history,
        at_home,
    )
    alternatives = Alternatives(words, ports.recommender, cards, finder, judge, outdoing, changes)
    explanations = Explanations(
        words, ports.catalogue, ports.recommender, cards, finder, judge, misses, history
    )
    products = ProductQuestions(
        words,
        ports.catalogue,
        cards,
        finder,
        ingredients,
        shop_questions,
        judge,
        history,
        comparisons,
    )
    orders = OrderAnswers(words, ports.orders, identity, ports.catalogue, cards, finder, shop)
    requests = OrderRequests(words, shop, ports.orders)
    refills = RefillAnswers(words, ports.refills, orders, finder, shop)
    handoffs = HandoffAnswers(words, shop)
    feedback = Feedback(words, finder, orders, ports.knowledge)

    async def about_last_bought(context: TurnContext) -> Answer:
        return await orders.about_last_bought(context, "ask_product", products.about)

    async def ask_product(context: TurnContext) -> Answer:
        if is_about_last_bought(context):
            return await about_last_bought(context)
        return await products.about(context)

    async def ask_product_resumed(context: TurnContext) -> Answer:
        # Facts on products need no proof but where the product bought last is meant.
        if is_proving(context.pending):
            return await about_last_bought(context)
        return await ask_product(context)

    pairs = ProductPairs(finder, orders, ingredients, products.about)

    async def order_history(context: TurnContext) -> Answer:
        # "Is the one I bought last ok with vitamin C?" asks for no list either.
        if is_on_last_bought(context):
            return await pairs.on_last_bought(context)
        # "How much was the one I bought last?" asks for its facts, not for a list.
        if means_last_bought(context.text) and find_aspects(context.text):
            return await ask_product(context)
        return await orders.history(context)

    resumed: Mapping[str, Handler] = {
        "order_status": orders.status,
        "order_history": order_history,
        "reorder": orders.reorder,
        "take": orders.take,
        "ask_product": ask_product_resumed,
        "ask_compatibility": pairs.compatibility,
        "compare_products": products.compare,
        "usage_feedback": feedback.take,
    }
    return Services(
        smalltalk=Smalltalk(words),
        misunderstandings=Misunderstandings(words, handoffs),
        form=FormQuestions(words, shop),
        advice=Advice(words, ports.recommender, cards, routines, alternatives, misses),
        products=products,
        ask_product=ask_product,
        order_history=order_history,
        compatibility=pairs.compatibility,
        ingredients=ingredients,
        shop=shop_questions,
        orders=orders,
        requests=requests,
        refills=refills,
        safety=SafetyAnswers(words, shop, finder),
        feedback=feedback,
        handoffs=handoffs,
        health_facts=HealthFacts(words),
        follow_ups=FollowUps(
            words, requests, refills, handoffs, resumed, alternatives, explanations
        ),
    )


def intent_handlers(services: Services) -> dict[str, Handler]:
    """What answers each intent that has a rule of its own."""
    s = services
    return {
        "greet": s.smalltalk.greet,
        "goodbye": s.smalltalk.goodbye,
        "thank": s.smalltalk.thank,
        "affirm": s.smalltalk.affirm,
        "deny": s.smalltalk.deny,
        "bot_challenge": s.smalltalk.bot,
        "out_of_scope": s.smalltalk.out_of_scope,
        "ask_product": s.ask_product,
        "compare_products": s.products.compare,
        "ask_ingredient": s.ingredients.about,
        "ask_compatibility": s.compatibility,
        "ask_routine": s.ingredients.routine,
        "shipping_info": s.shop.shipping,
        "payment_info": s.shop.payment,
        "promotions": s.shop.promotions,
        "order_status": s.orders.status,
        "order_history": s.order_history,
        "reorder": s.orders.reorder,
        "change_order": s.requests.change,
        "return_refund": s.requests.send_back,
        "complaint": s.requests.complain,
        "refill_on": s.refills.turn_on,
        "refill_snooze": s.refills.snooze,
        "refill_off": s.refills.turn_off,
        "usage_feedback": s.feedback.take,
        "privacy_request": s.handoffs.privacy,
    }


def build_actions(services: Services) -> list[Action]:
    """Every action of domain.yml."""
    first, then_ask = services.follow_ups.first, services.health_facts.asked_after
    answering = [
        ServiceAction(f"action_{intent}", then_ask(first(handler)))
        for intent, handler in intent_handlers(services).items()
    ]
    form = services.form
    return [
        SlotAction("action_remember_facts", remembered),
        SlotAction("validate_recommendation_form", requested),
        ServiceAction("action_ask_recommendation_form_concern", form.ask_concern),
        ServiceAction("action_ask_recommendation_form_skin_type", form.ask_skin_type),
        ServiceAction("action_ask_recommendation_form_budget", form.ask_budget),
        ServiceAction("action_leave_form", form.leave),
        ServiceAction("action_recommend", then_ask(services.advice.recommend)),
        ServiceAction("action_follow_up", then_ask(services.follow_ups.answer)),
        # Nothing that waits comes before harm or the wish for a person.
        ServiceAction("action_adverse_reaction", services.safety.answer),
        ServiceAction("action_talk_to_human", services.handoffs.person),
        ServiceAction("action_fallback", first(services.misunderstandings.fallback)),
        ServiceAction("action_choose", services.misunderstandings.choose),
        *answering,
    ]


def build_executor(services: Services) -> ActionExecutor:
    """rasa-sdk's executor with every action, to be mounted in the app."""
    executor = ActionExecutor()
    for action in build_actions(services):
        executor.register_action(action)
    return executor


def remembered(tracker: Tracker) -> dict[str, Any]:
    """What the message adds to what is known."""
    return to_slots(to_message(tracker))


def requested(tracker: Tracker) -> dict[str, Any]:
    """What the form asks for next; None ends it."""
    return {"requested_slot": next_question(tracker.slots)}
