from django.urls import path

from form import views

urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/<int:feed_id>/", views.article, name="article"),
]
