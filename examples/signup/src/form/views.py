"""The pages: sign up, the feeds, one article.

Who has signed up is known by the session, so a click belongs to the sign-up of the same browser.
There is no password: who types an address again, on another device say, is taken for its owner and
goes on as the same lead. Nothing of a lead is ever shown or changed that way, so nothing is lost
if it was somebody else; but the clicks then count as theirs.
"""

import logging

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from form.forms import SignUpForm
from form.models import ArticleHit, Feed, Lead

logger = logging.getLogger(__name__)

LEAD = "lead_id"  # what the session keeps


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request):
    form = SignUpForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "sign_up.html",
            {"form": form, "page": "sign_up"},
            status=422 if form.errors else 200,
        )
    answers = form.cleaned_data
    # Two people who press the button at once get one row: the database decides.
    lead, is_new = Lead.objects.get_or_create(
        email=answers["email"],
        defaults={"name": answers["name"], "preview": answers["preview"]},
    )
    # A session that somebody has begun for us must not learn who we are.
    request.session.cycle_key()
    request.session[LEAD] = lead.pk
    if is_new:
        logger.info("New lead created: %d", lead.pk)
        messages.success(request, f"Thank you, {lead.name}. You have signed up.")
    else:
        messages.info(
            request, f"{lead.email} has signed up before, so nothing was added. Welcome back."
        )
    return redirect("feeds")


@require_safe
def feeds(request):
    lead = lead_of(request)
    if lead is None:
        return ask_to_sign_up(request)
    shown = Feed.objects.order_by("id")
    seen = set(lead.hits.order_by().values_list("feed_id", flat=True).distinct())
    return render(request, "feeds.html", {"feeds": shown, "seen": seen, "page": "feeds"})


@require_http_methods(["GET", "HEAD", "POST"])
def article(request, feed_id):
    """A GET shows the article and changes nothing; a POST is a click on it, and is recorded."""
    lead = lead_of(request)
    if lead is None:
        return ask_to_sign_up(request)
    feed = get_object_or_404(Feed, pk=feed_id)
    if request.method == "POST":
        hit = ArticleHit.objects.create(feed=feed, lead=lead)
        logger.info("Article clicked: hit %d, feed %d, lead %d", hit.pk, feed.pk, lead.pk)
        messages.success(request, f"You clicked the article “{feed.title}”; the click is recorded.")
        return redirect("article", feed_id=feed.pk)
    clicks = lead.hits.filter(feed=feed).aggregate(count=Count("id"))["count"]
    return render(request, "article.html", {"feed": feed, "clicks": clicks})


def lead_of(request):
    """Who has signed up in this session, if anybody has and is still there."""
    lead_id = request.session.get(LEAD)
    return None if lead_id is None else Lead.objects.filter(pk=lead_id).first()


def ask_to_sign_up(request):
    messages.info(request, "Sign up first: the feeds are for those who have.")
    return redirect("sign_up")
