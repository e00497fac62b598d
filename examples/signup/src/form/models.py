"""The three tables of the sign-up page, named and ordered as the tutorial's catalog has them:

    form_leads        id, name, email, preview
    form_feeds        id, title, source, link, summary
    form_articlehits  id, timestamp, feed_id, lead_id

PostgreSQL's \\copy writes the columns in this order, and the catalog's CSV tables have no header to
find them by. So a column that is added goes last.
"""

from django.db import models
from django.utils import timezone


class Lead(models.Model):
    """Somebody who has signed up."""

    name = models.CharField(max_length=100)
    email = models.EmailField(
        unique=True, help_text="In lower case, so that an address signs up once."
    )
    preview = models.BooleanField(
        default=False, help_text="Wants to see the course's material before it begins."
    )

    class Meta:
        db_table = "form_leads"

    def __str__(self):
        return f"{self.name} <{self.email}>"


class Feed(models.Model):
    """A piece of news that is shown to those who have signed up."""

    title = models.CharField(max_length=200)
    source = models.CharField(max_length=100, help_text="Who publishes it.")
    link = models.URLField(unique=True)
    summary = models.TextField()

    class Meta:
        db_table = "form_feeds"

    def __str__(self):
        return self.title


class ArticleHit(models.Model):
    """One click of a lead on a feed."""

    timestamp = models.DateTimeField(default=timezone.now)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="hits")
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="hits")

    class Meta:
        db_table = "form_articlehits"

    def __str__(self):
        return f"lead {self.lead_id} on feed {self.feed_id} at {self.timestamp:%Y-%m-%d %H:%M:%S}"
