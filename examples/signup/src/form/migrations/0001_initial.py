import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "email",
                    models.EmailField(
                        help_text="In lower case, so that an address signs up once.",
                        max_length=254,
                        unique=True,
                    ),
                ),
                (
                    "preview",
                    models.BooleanField(
                        default=False,
                        help_text="Wants to see the course's material before it begins.",
                    ),
                ),
            ],
            options={"db_table": "form_leads"},
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("source", models.CharField(help_text="Who publishes it.", max_length=100)),
                ("link", models.URLField(unique=True)),
                ("summary", models.TextField()),
            ],
            options={"db_table": "form_feeds"},
        ),
        migrations.CreateModel(
            name="ArticleHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("timestamp", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="form.feed",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="form.lead",
                    ),
                ),
            ],
            options={"db_table": "form_articlehits"},
        ),
    ]
