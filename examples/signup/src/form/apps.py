from django.apps import AppConfig


class FormConfig(AppConfig):
    name = "form"
    verbose_name = "Sign-up form"
