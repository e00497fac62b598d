#!/usr/bin/env python3
"""Deploys the sign-up site (src/) to AWS Elastic Beanstalk.

    python3 deploy_eb.py --ecr-name signup --eb-app-name ccbda --eb-env-name ccbda-signup \\
        --eb-bucket my-own-bucket --eb-version 1.0.0

It builds the container image and pushes it to ECR, uploads to S3 the bundle that names the image,
makes of it a version of the application, creates the environment or updates it, waits until it is
ready, and prints its address. At last it offers to let the environment reach the database.

What is there already is used as it is, so the same command can be run again, after a failure too.
--dry-run shows what would be done, and changes nothing.

The site's variables come from src/.env, everything else of the environment from eb_options.yaml.
Credentials and region are those of the aws CLI (aws configure).
"""

import argparse
import dataclasses
import io
import json
import pathlib
import sys
import zipfile

import boto3
import botocore.exceptions
import dotenv
import yaml
from deployment import beanstalk, container_image, database_access
from deployment.failures import DeploymentFailed, explain

HERE = pathlib.Path(__file__).resolve().parent
PORT = 8000  # where the container listens; src/Dockerfile
VARIABLES = "aws:elasticbeanstalk:application:environment"
MISSING = ("404", "NoSuchBucket", "NotFound", "RepositoryNotFoundException")


@dataclasses.dataclass
class Found:
    """What AWS has already. Nothing, until it was asked."""

    account: str = ""
    repository: str = ""  # its URI
    bucket: bool = False
    application: bool = False
    version: bool = False
    environment: str = ""  # its status


class Deployment:
    """One run of this script. `wanted` are its arguments, `options` eb_options.yaml, `variables`
    src/.env; `service` makes a client of an AWS service.
    """

    def __init__(self, wanted, options, variables, service, region):
        self.wanted = wanted
        self.options = options
        self.variables = variables
        self.region = region
        self.found = Found()
        self.builder = None
        self.ecr, self.s3 = service("ecr"), service("s3")
        self.sts, self.ec2, self.rds = service("sts"), service("ec2"), service("rds")
        self.eb = service("elasticbeanstalk")

    @property
    def bundle_key(self):
        return f"{self.wanted.eb_app_name}/{self.wanted.eb_version}.zip"

    @property
    def image(self):
        repository = self.found.repository or (
            f"{self.found.account or '<account>'}.dkr.ecr.{self.region}.amazonaws.com/"
            f"{self.wanted.ecr_name}"
        )
        return f"{repository}:{container_image.as_tag(self.wanted.eb_version)}"

    def look(self):
        """Asks AWS what is there, and whether it can be built upon. Changes nothing."""
        account = self.sts.get_caller_identity()["Account"]
        version = beanstalk.find_version(self.eb, self.wanted.eb_app_name, self.wanted.eb_version)
        if version and version["SourceBundle"] != self.bundle:
            raise DeploymentFailed(
                f"version {self.wanted.eb_version} of {self.wanted.eb_app_name} is there and was "
                "made of another bundle: choose another --eb-version"
            )
        environment = beanstalk.find_environment(
            self.eb, self.wanted.eb_app_name, self.wanted.eb_env_name
        )
        self.found = Found(
            account=account,
            repository=self._find_repository(),
            bucket=self._find_bucket(),
            application=beanstalk.has_application(self.eb, self.wanted.eb_app_name),
            version=version is not None,
            environment=environment["Status"] if environment else "",
        )

    @property
    def bundle(self):
        return {"S3Bucket": self.wanted.eb_bucket, "S3Key": self.bundle_key}

    def _find_repository(self):
        try:
            found = self.ecr.describe_repositories(repositoryNames=[self.wanted.ecr_name])
        except botocore.exceptions.ClientError as failure:
            if failure.response["Error"]["Code"] in MISSING:
                return ""
            raise
        return found["repositories"][0]["repositoryUri"]

    def _find_bucket(self):
        """Whether the bucket is there. Beanstalk reads only buckets of its own region."""
        name = self.wanted.eb_bucket
        try:
            answer = self.s3.head_bucket(Bucket=name)["ResponseMetadata"]["HTTPHeaders"]
        except botocore.exceptions.ClientError as failure:
            code = failure.response["Error"]["Code"]
            if code in MISSING:
                return False
            if code in ("403", "AccessDenied", "Forbidden"):
                raise DeploymentFailed(
                    f"the bucket {name} belongs to somebody else: choose another --eb-bucket, its "
                    "name has to be unique in the whole world"
                ) from None
            raise
        region = answer.get("x-amz-bucket-region", self.region)
        if region != self.region:
            raise DeploymentFailed(
                f"the bucket {name} is in {region}, and Elastic Beanstalk in {self.region} cannot "
                "read it: choose another --eb-bucket"
            )
        return True

    def plan(self):
        """The steps in order: what each does, and the method that does it."""
        wanted, found = self.wanted, self.found
        environment = (
            f"update the environment {wanted.eb_env_name}, which is {found.environment}"
            if found.environment
            else f"create the environment {wanted.eb_env_name}"
        )
        return [
            (f"create the ECR repository {wanted.ecr_name}", self.create_repository)
            if not found.repository
            else (f"use the ECR repository {wanted.ecr_name}", None),
            (f"build the image {self.image} from {wanted.source}", self.build_image),
            ("push the image", self.push_image),
            (f"create the bucket {wanted.eb_bucket}, closed to the public", self.create_bucket)
            if not found.bucket
            else (f"use the bucket {wanted.eb_bucket}", None),
            (f"upload the bundle s3://{wanted.eb_bucket}/{self.bundle_key}", self.upload_bundle),
            (f"create the application {wanted.eb_app_name}", self.create_application)
            if not found.application
            else (f"use the application {wanted.eb_app_name}", None),
            (f"create its version {wanted.eb_version}", self.create_version)
            if not found.version
            else (f"deploy its version {wanted.eb_version} once more", None),
            (environment, self.deploy_version),
            ("wait until it is ready", self.wait),
            (
                f"offer to let it reach the database at {self.variables['POSTGRES_HOST']}",
                self.open_database,
            ),
        ]

    def check(self):
        """What would fail only after a long time, or work and be wrong, is said before."""
        missing = [
            name
            for name in ("POSTGRES_PASSWORD", "POSTGRES_HOST", "DJANGO_SECRET_KEY")
            if not self.variables.get(name)
        ]
        if missing:
            raise DeploymentFailed(f"{self.wanted.source}/.env does not set: {', '.join(missing)}")
        host = self.variables["POSTGRES_HOST"]
        if host in ("localhost", "127.0.0.1", "::1"):
            raise DeploymentFailed(
                f"POSTGRES_HOST in {self.wanted.source}/.env is {host}, which in the environment "
                "is the environment itself: name the database's endpoint"
            )
        if not (pathlib.Path(self.wanted.source) / "Dockerfile").is_file():
            raise DeploymentFailed(f"there is no Dockerfile in: {self.wanted.source}")

    def build_image(self):
        container_image.build(self.builder, self.wanted.source, self.image)

    def create_repository(self):
        made = self.ecr.create_repository(
            repositoryName=self.wanted.ecr_name,
            imageScanningConfiguration={"scanOnPush": True},
        )
        self.found.repository = made["repository"]["repositoryUri"]

    def push_image(self):
        token = self.ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
        registry = self.image.split("/")[0]
        user, password = container_image.read_token(token)
        container_image.log_in(self.builder, registry, user, password)
        container_image.push(self.builder, self.image)

    def create_bucket(self):
        name = self.wanted.eb_bucket
        place = {"CreateBucketConfiguration": {"LocationConstraint": self.region}}
        # The oldest region is the one that must not be named.
        self.s3.create_bucket(Bucket=name, **({} if self.region == "us-east-1" else place))
        self.s3.put_public_access_block(
            Bucket=name,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "IgnorePublicAcls": True,
                "BlockPublicPolicy": True,
                "RestrictPublicBuckets": True,
            },
        )

    def upload_bundle(self):
        self.s3.put_object(
            Bucket=self.wanted.eb_bucket, Key=self.bundle_key, Body=make_bundle(self.image)
        )

    def create_application(self):
        self.eb.create_application(ApplicationName=self.wanted.eb_app_name)

    def create_version(self):
        beanstalk.create_version(
            self.eb, self.wanted.eb_app_name, self.wanted.eb_version, self.bundle
        )

    def deploy_version(self):
        beanstalk.deploy_version(
            self.eb,
            self.wanted.eb_app_name,
            self.wanted.eb_env_name,
            self.wanted.eb_version,
            self.option_settings(),
            self.options["platform"],
            self.wanted.timeout,
        )

    def option_settings(self):
        """eb_options.yaml, with src/.env below the variables that it names itself."""
        namespaces = dict(self.options["option_settings"])
        namespaces[VARIABLES] = {**self.variables, **namespaces.get(VARIABLES, {})}
        return [
            {"Namespace": namespace, "OptionName": name, "Value": as_text(value)}
            for namespace, options in namespaces.items()
            for name, value in options.items()
        ]

    def wait(self):
        environment = beanstalk.wait_until_ready(
            self.eb, self.wanted.eb_app_name, self.wanted.eb_env_name, self.wanted.timeout
        )
        beanstalk.check_version(environment, self.wanted.eb_version)
        self.address = f"http://{environment['CNAME']}/"

    def open_database(self):
        database_access.offer(
            self.eb,
            self.ec2,
            self.rds,
            self.wanted.eb_env_name,
            self.variables["POSTGRES_HOST"],
            int(self.variables.get("POSTGRES_PORT") or 5432),
            self.wanted.open_database,
        )


def as_text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def make_bundle(image):
    """The zip file that tells Beanstalk which image to run. The same image makes the same bytes."""
    names = {
        "AWSEBDockerrunVersion": "1",
        # A version that is deployed once more fetches the image once more.
        "Image": {"Name": image, "Update": "true"},
        "Ports": [{"ContainerPort": PORT}],
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        entry = zipfile.ZipInfo("Dockerrun.aws.json", (1980, 1, 1, 0, 0, 0))
        entry.external_attr = 0o644 << 16
        bundle.writestr(entry, json.dumps(names, indent=2) + "\n")
    return file.getvalue()


def read_options(path):
    try:
        options = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as failure:
        raise DeploymentFailed(f"cannot read {path}: {failure}") from None
    for name, kind in (("platform", str), ("option_settings", dict)):
        if not isinstance(options, dict) or not isinstance(options.get(name), kind):
            raise DeploymentFailed(f"{path} does not say: {name}")
    return options


def read_variables(path):
    if not path.is_file():
        raise DeploymentFailed(f"there is no such file: {path} (.env.example shows what it holds)")
    values = dotenv.dotenv_values(path, interpolate=False)
    return {name: value for name, value in values.items() if value}


def deploy(deployment, dry_run):
    """Runs the plan, or shows it. Every failure says at which step it was, and what to do."""
    deployment.check()
    try:
        deployment.look()
    except botocore.exceptions.BotoCoreError as failure:
        if not dry_run:
            raise DeploymentFailed(explain(failure)) from None
        print(f"AWS was not asked, so nothing is taken to be there yet: {explain(failure)}")
    except botocore.exceptions.ClientError as failure:
        raise DeploymentFailed(f"asking what is there: {explain(failure)}") from None
    try:
        deployment.builder = container_image.find_builder(deployment.wanted.builder)
    except container_image.ImageFailed as failure:
        if not dry_run:
            raise
        print(f"This would fail at its first step: {failure}")
    steps = deployment.plan()
    for number, (what, do) in enumerate(steps, 1):
        print(f"{number:>2}/{len(steps)} {what}", flush=True)
        if dry_run or do is None:
            continue
        try:
            do()
        except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError) as failure:
            raise DeploymentFailed(f"step {number}, {what}: {explain(failure)}") from None
    if dry_run:
        print("Nothing was changed.")
    else:
        print(f"The site is at {deployment.address}")


def read_arguments(words=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--ecr-name", required=True, help="ECR repository that the image is pushed to")
    add("--eb-app-name", required=True, help="Elastic Beanstalk application")
    add("--eb-env-name", required=True, help="its environment")
    add("--eb-bucket", required=True, help="S3 bucket for the bundle; unique in the whole world")
    add("--eb-version", required=True, help="version of the application, such as 1.0.0")
    add("--dry-run", action="store_true", help="show the plan and change nothing")
    add(
        "--open-database",
        choices=["ask", "yes", "no"],
        default="ask",
        help="whether to add the security group rule for the database (%(default)s)",
    )
    add("--builder", choices=list(container_image.PROBES), help="what builds the image")
    add("--source", default=str(HERE / "src"), help="the site's folder (%(default)s)")
    add("--options", type=pathlib.Path, default=HERE / "eb_options.yaml", help="(%(default)s)")
    add("--timeout", type=int, default=1800, help="seconds to wait for AWS (%(default)s)")
    return parser.parse_args(words)


def main():
    wanted = read_arguments()
    try:
        session = boto3.Session()
        if not session.region_name:
            raise DeploymentFailed(explain(botocore.exceptions.NoRegionError()))
        deployment = Deployment(
            wanted,
            read_options(wanted.options),
            read_variables(pathlib.Path(wanted.source) / ".env"),
            session.client,
            session.region_name,
        )
        deploy(deployment, wanted.dry_run)
    except (DeploymentFailed, container_image.ImageFailed) as failure:
        sys.exit(f"deploy_eb.py: {failure}")
    except botocore.exceptions.BotoCoreError as failure:
        sys.exit(f"deploy_eb.py: {explain(failure)}")
    except KeyboardInterrupt:
        sys.exit(
            "\nInterrupted. What was begun at AWS goes on; the same command takes it up again."
        )


if __name__ == "__main__":
    main()
