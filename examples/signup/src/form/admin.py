"""The tables at /admin/, for those whom `manage.py createsuperuser` has let in."""

from django.contrib import admin

from form.models import ArticleHit, Feed, Lead


@admin.register(Lead)
class LeadAdmin(admin.ModelAdmin):
    list_display = ("id", "name", "email", "preview")
    list_filter = ("preview",)
    search_fields = ("name", "email")


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin):
    list_display = ("id", "title", "source", "link")
    search_fields = ("title", "source")


@admin.register(ArticleHit)
class ArticleHitAdmin(admin.ModelAdmin):
    list_display = ("id", "timestamp", "feed", "lead")
    list_select_related = ("feed", "lead")
    # A list of every lead to choose from would be as long as the table.
    raw_id_fields = ("feed", "lead")
