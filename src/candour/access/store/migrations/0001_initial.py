"""Accounts, drafts and views."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=80, unique=True)),
                ("worker_id", models.CharField(max_length=32)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("failed_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("person_id", models.CharField(max_length=32)),
                ("worker_id", models.CharField(max_length=32)),
                ("role", models.CharField(max_length=40)),
                ("relation", models.CharField(max_length=8)),
                ("page", models.CharField(max_length=80)),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "id"], name="views_of_a_child")],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=200)),
                ("words", models.JSONField()),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "page"), name="one_draft_a_page")],
            },
        ),
    ]
