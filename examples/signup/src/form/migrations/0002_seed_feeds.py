"""The feeds that the page begins with. Others are added at /admin/."""

from django.db import migrations

FEEDS = [
    {
        "title": "What is AWS Glue?",
        "source": "AWS documentation",
        "link": "https://docs.aws.amazon.com/glue/latest/dg/what-is-glue.html",
        "summary": "Discover, prepare and combine data: what a catalog, a crawler and a job are "
        "for, and how they fit together.",
    },
    {
        "title": "News of the PostgreSQL project",
        "source": "PostgreSQL",
        "link": "https://www.postgresql.org/about/newsarchive/",
        "summary": "Releases, security fixes and events of the database that holds this page's "
        "sign-ups.",
    },
    {
        "title": "The AWS Big Data Blog",
        "source": "AWS",
        "link": "https://aws.amazon.com/blogs/big-data/",
        "summary": "How others have built their lakes, warehouses and pipelines, with the parts "
        "that went wrong.",
    },
    {
        "title": "Parquet, from the inside",
        "source": "Apache Parquet",
        "link": "https://parquet.apache.org/docs/overview/",
        "summary": "Row groups, column chunks and pages: why a query that wants two columns out of "
        "fifty reads so little.",
    },
    {
        "title": "The Django weblog",
        "source": "Django",
        "link": "https://www.djangoproject.com/weblog/",
        "summary": "News of the framework that this page is written with.",
    },
    {
        "title": "News of Apache Spark",
        "source": "Apache Spark",
        "link": "https://spark.apache.org/news/",
        "summary": "Releases of the engine behind many ETL jobs, and what each of them brings.",
    },
    {
        "title": "The DuckDB blog",
        "source": "DuckDB",
        "link": "https://duckdb.org/news/",
        "summary": "What fits on one machine after all: an analytical database without a server.",
    },
    {
        "title": "The twelve-factor app",
        "source": "12factor.net",
        "link": "https://12factor.net/",
        "summary": "Configuration in the environment, logs as a stream, processes that share "
        "nothing: twelve habits of services that deploy well.",
    },
    {
        "title": "Getting started with containers",
        "source": "Docker",
        "link": "https://docs.docker.com/get-started/",
        "summary": "An image, a container, a registry: from the first build to the first push.",
    },
    {
        "title": "What is Elastic Beanstalk?",
        "source": "AWS documentation",
        "link": "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/Welcome.html",
        "summary": "Hand over an application, and get machines, a load balancer and health checks "
        "in return.",
    },
    {
        "title": "Python Insider",
        "source": "Python",
        "link": "https://blog.python.org/",
        "summary": "The core developers on what the next Python can do, and when it comes.",
    },
    {
        "title": "Blogs about Apache Iceberg",
        "source": "Apache Iceberg",
        "link": "https://iceberg.apache.org/blogs/",
        "summary": "Tables that many engines read and write at once, with snapshots to go back to.",
    },
]


def add_feeds(apps, schema_editor):
    feed = apps.get_model("form", "Feed")
    feed.objects.using(schema_editor.connection.alias).bulk_create(
        feed(**values) for values in FEEDS
    )


class Migration(migrations.Migration):
    dependencies = [("form", "0001_initial")]

    # On the way back the table itself goes with the step before.
    operations = [migrations.RunPython(add_feeds, migrations.RunPython.noop)]
