"""deploy_eb.py against moto's server (ECR, S3, EC2, RDS, and of Elastic Beanstalk the application
and its environment). What moto has not got of Elastic Beanstalk, botocore's Stubber answers, which
holds both the questions and the answers to AWS's own model.
"""

import datetime
import io
import json
import os
import subprocess
import sys
import urllib.request
import zipfile

import boto3
import botocore.exceptions
import botocore.stub
import deploy_eb
import pytest
from conftest import SIGNUP
from deployment import beanstalk, container_image, database_access
from deployment.failures import DeploymentFailed, explain
from moto.server import ThreadedMotoServer

REGION = "eu-west-1"
LABEL = "1"  # what moto's environments always say that they run
NAMES = ["--ecr-name", "signup", "--eb-app-name", "ccbda", "--eb-env-name", "ccbda-signup"]
NAMES += ["--eb-bucket", "ccbda-bundles", "--eb-version", LABEL]
ENDPOINT = "mds-ccbda-django.abc.eu-west-1.rds.amazonaws.com"
VARIABLES = {
    "POSTGRES_USER": "postgres",
    "POSTGRES_PASSWORD": "not-a-real-one",
    "POSTGRES_HOST": ENDPOINT,
    "POSTGRES_PORT": "5432",
    "DJANGO_SECRET_KEY": "not-a-real-one-either",
    "DJANGO_DEBUG": "True",
}
BUNDLE = {"S3Bucket": "ccbda-bundles", "S3Key": "ccbda/1.zip"}
VERSION = {"ApplicationName": "ccbda", "VersionLabel": LABEL, "SourceBundle": BUNDLE}
NOON = datetime.datetime(2025, 3, 1, 12, tzinfo=datetime.timezone.utc)


@pytest.fixture(scope="module")
def moto():
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def service(moto):
    """Makes clients for a moto that has forgotten everything."""
    session = boto3.Session("test", "test")

    def client(name, region=REGION):
        return session.client(name, region_name=region, endpoint_url=moto)

    urllib.request.urlopen(f"{moto}/moto-api/reset", data=b"").close()
    return client


class Beanstalk:
    """moto's Elastic Beanstalk; `stub` answers for the operations that it lacks."""

    STUBBED = {
        "create_application_version",
        "describe_application_versions",
        "describe_environment_resources",
        "describe_events",
        "update_environment",
    }

    def __init__(self, service):
        self._moto = service("elasticbeanstalk")
        self._stubbed = service("elasticbeanstalk")
        self.stub = botocore.stub.Stubber(self._stubbed)
        self.stub.activate()

    def __getattr__(self, name):
        return getattr(self._stubbed if name in self.STUBBED else self._moto, name)

    def expect_version(self, *statuses):
        """One question for the version for each status; None is a version that is not there."""
        for status in statuses:
            self.stub.add_response(
                "describe_application_versions",
                {"ApplicationVersions": [{**VERSION, "Status": status}] if status else []},
                {"ApplicationName": "ccbda", "VersionLabels": [LABEL]},
            )

    def expect_events(self, *messages):
        events = [
            {"EventDate": NOON, "Severity": "INFO", "Message": message} for message in messages
        ]
        self.stub.add_response(
            "describe_events",
            {"Events": events},
            {
                "EnvironmentName": "ccbda-signup",
                "StartTime": botocore.stub.ANY,
                "MaxRecords": 100,
            },
        )

    def expect_machines(self, *instances):
        self.stub.add_response(
            "describe_environment_resources",
            {"EnvironmentResources": {"Instances": [{"Id": number} for number in instances]}},
            {"EnvironmentName": "ccbda-signup"},
        )


class Builder:
    """Stands where docker would, and remembers what it was asked."""

    def __init__(self, monkeypatch):
        self.asked = []
        monkeypatch.setattr(container_image, "find_builder", lambda wanted=None: "docker")
        for name in ("build", "log_in", "push"):
            monkeypatch.setattr(
                container_image, name, lambda *words, name=name: self.asked.append((name, *words))
            )


@pytest.fixture
def builder(monkeypatch):
    return Builder(monkeypatch)


@pytest.fixture
def eb(service, monkeypatch):
    monkeypatch.setattr(beanstalk, "INTERVAL", 0)
    made = Beanstalk(service)
    yield made
    made.stub.assert_no_pending_responses()


def new_deployment(service, eb, *words, variables=None):
    wanted = deploy_eb.read_arguments([*NAMES, *words])
    options = deploy_eb.read_options(SIGNUP / "eb_options.yaml")
    return deploy_eb.Deployment(
        wanted,
        options,
        {**VARIABLES, **(variables or {})},
        lambda name: eb if name == "elasticbeanstalk" else service(name),
        REGION,
    )


def make_database(service, group):
    service("rds").create_db_instance(
        DBInstanceIdentifier="mds-ccbda-django",
        Engine="postgres",
        DBInstanceClass="db.t3.micro",
        MasterUsername="postgres",
        MasterUserPassword="not-a-real-one",
        AllocatedStorage=20,
        VpcSecurityGroupIds=[group],
    )
    [instance] = service("rds").describe_db_instances()["DBInstances"]
    return instance["Endpoint"]["Address"]


def make_group(service, name):
    ec2 = service("ec2")
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    return ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]


def make_machine(service, *groups):
    ec2 = service("ec2")
    image = ec2.describe_images()["Images"][0]["ImageId"]
    made = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SecurityGroupIds=list(groups))
    return made["Instances"][0]["InstanceId"]


def rules_of(service, group):
    """(port, the group that is let in) of each rule."""
    [found] = service("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"]
    return [
        (rule["FromPort"], pair["GroupId"])
        for rule in found["IpPermissions"]
        for pair in rule["UserIdGroupPairs"]
    ]


def deploy_for_the_first_time(service, eb, *words, variables=None):
    eb.expect_version(None)
    eb.stub.add_response(
        "create_application_version",
        {"ApplicationVersion": VERSION},
        {**VERSION, "Process": True},
    )
    eb.expect_version("PROCESSING", "PROCESSED")
    eb.expect_events("Successfully launched environment: ccbda-signup")
    if not variables:
        eb.expect_machines()
    deployment = new_deployment(service, eb, *words, variables=variables)
    deploy_eb.deploy(deployment, dry_run=False)
    return deployment


class TestFirstDeployment:
    def test_makes_everything_in_order_and_prints_the_address(self, service, eb, builder, capsys):
        deployment = deploy_for_the_first_time(service, eb)
        account = service("sts").get_caller_identity()["Account"]
        image = f"{account}.dkr.ecr.{REGION}.amazonaws.com/signup:1"
        [repository] = service("ecr").describe_repositories()["repositories"]
        assert f"{repository['repositoryUri']}:1" == image
        assert [asked[0] for asked in builder.asked] == ["build", "log_in", "push"]
        assert builder.asked[0] == ("build", "docker", str(SIGNUP / "src"), image)
        assert builder.asked[1][:4] == ("log_in", "docker", image.split("/")[0], "AWS")
        assert builder.asked[2] == ("push", "docker", image)

        body = service("s3").get_object(Bucket="ccbda-bundles", Key="ccbda/1.zip")["Body"].read()
        with zipfile.ZipFile(io.BytesIO(body)) as bundle:
            assert bundle.namelist() == ["Dockerrun.aws.json"]
            assert json.loads(bundle.read("Dockerrun.aws.json")) == {
                "AWSEBDockerrunVersion": "1",
                "Image": {"Name": image, "Update": "true"},
                "Ports": [{"ContainerPort": 8000}],
            }
        blocked = service("s3").get_public_access_block(Bucket="ccbda-bundles")
        assert set(blocked["PublicAccessBlockConfiguration"].values()) == {True}

        [environment] = eb.describe_environments()["Environments"]
        assert environment["EnvironmentName"] == "ccbda-signup"
        printed = capsys.readouterr().out
        assert "Successfully launched environment" in printed
        assert printed.endswith(f"The site is at {deployment.address}\n")
        assert "not-a-real-one" not in printed

    def test_tells_the_site_its_variables(self, service, eb):
        settings = new_deployment(service, eb).option_settings()
        site = {
            setting["OptionName"]: setting["Value"]
            for setting in settings
            if setting["Namespace"] == deploy_eb.VARIABLES
        }
        # The file's own count more than those of .env, which may be for this machine.
        assert site == {
            **VARIABLES,
            "DJANGO_DEBUG": "False",
            "DJANGO_ALLOWED_HOSTS": ".elasticbeanstalk.com",
        }
        assert all(isinstance(setting["Value"], str) for setting in settings)
        assert {
            "Namespace": "aws:autoscaling:launchconfiguration",
            "OptionName": "DisableIMDSv1",
            "Value": "true",
        } in settings

    def test_shown_only_changes_nothing(self, service, eb, builder, capsys):
        eb.expect_version(None)
        deploy_eb.deploy(new_deployment(service, eb), dry_run=True)
        printed = capsys.readouterr().out
        for words in (
            "build the image",
            "create the ECR repository signup",
            "create the bucket ccbda-bundles",
            "create the application ccbda",
            "create its version 1",
            "create the environment ccbda-signup",
            f"reach the database at {ENDPOINT}",
            "Nothing was changed.",
        ):
            assert words in printed
        assert builder.asked == []
        assert service("ecr").describe_repositories()["repositories"] == []
        assert service("s3").list_buckets()["Buckets"] == []
        assert eb.describe_applications()["Applications"] == []


class TestRunningAgain:
    def test_uses_what_is_there_and_updates_the_environment(self, service, eb, builder, capsys):
        deploy_for_the_first_time(service, eb)
        eb.expect_version("PROCESSED")
        eb.expect_events("Environment is ready")
        eb.stub.add_response(
            "update_environment",
            {},
            {
                "ApplicationName": "ccbda",
                "EnvironmentName": "ccbda-signup",
                "VersionLabel": LABEL,
                "OptionSettings": botocore.stub.ANY,
            },
        )
        eb.expect_events("Environment update completed successfully")
        eb.expect_machines()
        capsys.readouterr()
        deploy_eb.deploy(new_deployment(service, eb), dry_run=False)
        printed = capsys.readouterr().out
        for words in (
            "use the ECR repository signup",
            "use the bucket ccbda-bundles",
            "use the application ccbda",
            "deploy its version 1 once more",
            "update the environment ccbda-signup, which is Ready",
        ):
            assert words in printed
        assert len(service("ecr").describe_repositories()["repositories"]) == 1
        assert len(eb.describe_environments()["Environments"]) == 1

    def test_after_a_failure_half_way_goes_on(self, service, eb, builder, monkeypatch, capsys):
        def fail(*_):
            raise container_image.ImageFailed("the image was not pushed")

        push = container_image.push
        monkeypatch.setattr(container_image, "push", fail)
        eb.expect_version(None)
        with pytest.raises(container_image.ImageFailed):
            deploy_eb.deploy(new_deployment(service, eb), dry_run=False)
        monkeypatch.setattr(container_image, "push", push)
        deploy_for_the_first_time(service, eb)
        assert "use the ECR repository signup" in capsys.readouterr().out


class TestRefusals:
    """What would fail late, or be wrong, is told before anything is changed."""

    @pytest.mark.parametrize(
        "variables, complaint",
        [
            ({"POSTGRES_HOST": "localhost"}, "name the database's endpoint"),
            ({"POSTGRES_HOST": ""}, "does not set: POSTGRES_HOST"),
            ({"DJANGO_SECRET_KEY": ""}, "does not set: DJANGO_SECRET_KEY"),
        ],
    )
    def test_of_variables_that_cannot_be_right(self, variables, complaint, service, eb):
        with pytest.raises(DeploymentFailed, match=complaint):
            deploy_eb.deploy(new_deployment(service, eb, variables=variables), dry_run=False)

    def test_of_a_folder_without_dockerfile(self, service, eb, tmp_path):
        with pytest.raises(DeploymentFailed, match="there is no Dockerfile in"):
            new_deployment(service, eb, "--source", str(tmp_path)).check()

    def test_of_a_bucket_in_another_region(self, service, eb, builder):
        service("s3", "us-west-2").create_bucket(
            Bucket="ccbda-bundles", CreateBucketConfiguration={"LocationConstraint": "us-west-2"}
        )
        eb.expect_version(None)
        with pytest.raises(DeploymentFailed, match="is in us-west-2, and Elastic Beanstalk in eu"):
            deploy_eb.deploy(new_deployment(service, eb), dry_run=False)

    def test_of_a_bucket_of_somebody_elses(self, service, eb, builder):
        deployment = new_deployment(service, eb)
        stub = botocore.stub.Stubber(deployment.s3)
        stub.add_client_error("head_bucket", "403", "Forbidden", 403)
        eb.expect_version(None)
        with (
            stub,
            pytest.raises(DeploymentFailed, match="belongs to somebody else: choose another"),
        ):
            deploy_eb.deploy(deployment, dry_run=False)

    def test_of_a_version_made_of_another_bundle(self, service, eb, builder):
        other = {**VERSION, "SourceBundle": {"S3Bucket": "other", "S3Key": "1.zip"}}
        eb.stub.add_response("describe_application_versions", {"ApplicationVersions": [other]})
        with pytest.raises(DeploymentFailed, match="choose another --eb-version"):
            deploy_eb.deploy(new_deployment(service, eb), dry_run=False)

    def test_of_an_environment_of_another_application(self, service, eb, builder):
        eb.create_application(ApplicationName="theirs")
        stack = eb.list_available_solution_stacks()["SolutionStacks"][0]
        eb.create_environment(
            ApplicationName="theirs", EnvironmentName="ccbda-signup", SolutionStackName=stack
        )
        eb.expect_version(None)
        with pytest.raises(DeploymentFailed, match="belongs to the application theirs"):
            deploy_eb.deploy(new_deployment(service, eb), dry_run=False)

    def test_of_a_bundle_that_beanstalk_refuses(self, service, eb):
        eb.stub.add_response("create_application_version", {"ApplicationVersion": VERSION})
        eb.expect_version("FAILED")
        with pytest.raises(DeploymentFailed, match="refuses the bundle of version 1"):
            beanstalk.create_version(eb, "ccbda", LABEL, BUNDLE)


class TestWaiting:
    """For the states that moto's environments never have, every answer is the Stubber's."""

    @pytest.fixture
    def stubbed(self, service, monkeypatch):
        monkeypatch.setattr(beanstalk, "INTERVAL", 0)
        client = service("elasticbeanstalk")
        with botocore.stub.Stubber(client) as stub:
            yield client, stub
            stub.assert_no_pending_responses()

    @staticmethod
    def expect(stub, status, events=(), **more):
        environment = {"ApplicationName": "ccbda", "EnvironmentName": "ccbda-signup"}
        environment.update(Status=status, **more)
        stub.add_response("describe_environments", {"Environments": [environment]})
        stub.add_response(
            "describe_events",
            {
                "Events": [
                    {"EventDate": NOON, "Severity": severity, "Message": message}
                    for severity, message in events
                ]
            },
        )

    def test_shows_each_event_once_oldest_first(self, stubbed, capsys):
        client, stub = stubbed
        self.expect(stub, "Launching", [("INFO", "createEnvironment is starting.")])
        self.expect(
            stub,
            "Launching",
            [("WARN", "Added instance."), ("INFO", "createEnvironment is starting.")],
        )
        self.expect(stub, "Ready", [], VersionLabel=LABEL)
        found = beanstalk.wait_until_ready(client, "ccbda", "ccbda-signup", 60)
        assert found["Status"] == "Ready"
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert lines == [
            ["INFO", "createEnvironment", "is", "starting."],
            ["WARN", "Added", "instance."],
        ]

    def test_ends_with_advice_when_it_takes_too_long(self, stubbed):
        client, stub = stubbed
        self.expect(stub, "Updating")
        with pytest.raises(DeploymentFailed, match="still Updating after 0 s.*run this again"):
            beanstalk.wait_until_ready(client, "ccbda", "ccbda-signup", 0)

    def test_ends_when_the_environment_goes(self, stubbed):
        client, stub = stubbed
        self.expect(stub, "Terminated", [("ERROR", "Failed to launch environment.")])
        with pytest.raises(DeploymentFailed, match="has gone: its events above tell why"):
            beanstalk.wait_until_ready(client, "ccbda", "ccbda-signup", 60)

    def test_an_environment_that_is_just_being_ended_is_not_touched(self, stubbed):
        client, stub = stubbed
        environment = {"ApplicationName": "ccbda", "Status": "Terminating"}
        stub.add_response("describe_environments", {"Environments": [environment]})
        with pytest.raises(DeploymentFailed, match="wait until it is gone"):
            beanstalk.find_environment(client, "ccbda", "ccbda-signup")

    def test_an_update_that_was_rolled_back_is_a_failure(self):
        environment = {"EnvironmentName": "ccbda-signup", "VersionLabel": "0.9.0"}
        with pytest.raises(DeploymentFailed, match="went back to version 0.9.0"):
            beanstalk.check_version(environment, LABEL)

    def test_the_newest_platform_is_chosen(self, stubbed):
        client, stub = stubbed
        names = [
            "64bit Amazon Linux 2023 v4.9.0 running Docker",
            "64bit Amazon Linux 2023 v4.10.1 running Docker",
            "64bit Amazon Linux 2 v4.11.0 running Docker",
            "64bit Amazon Linux 2023 v4.12.0 running ECS",
        ]
        pattern = deploy_eb.read_options(SIGNUP / "eb_options.yaml")["platform"]
        for _ in range(2):
            stub.add_response("list_available_solution_stacks", {"SolutionStacks": names})
        assert beanstalk.choose_platform(client, pattern) == names[1]
        with pytest.raises(DeploymentFailed, match="no platform that matches .*: .* running Cobol"):
            beanstalk.choose_platform(client, ".* running Cobol")


class TestDatabaseAccess:
    """Section 1.5 of the tutorial."""

    def offer(self, service, eb, host, answer):
        database_access.offer(
            eb, service("ec2"), service("rds"), "ccbda-signup", host, 5432, answer
        )

    def test_yes_adds_the_rule_once(self, service, eb, capsys):
        database, site = (
            make_group(service, "database"),
            make_group(service, "awseb-AWSEBSecurityGroup-1"),
        )
        machine = make_machine(service, site, make_group(service, "other"))
        host = make_database(service, database)
        for _ in range(2):
            eb.expect_machines(machine)
            self.offer(service, eb, host, "yes")
        assert rules_of(service, database) == [(5432, site)]
        first, second = capsys.readouterr().out.splitlines()
        assert first.endswith(f"{database} lets {site} in on port 5432")
        assert second.endswith("in on port 5432 already")

    @pytest.mark.parametrize("answer", ["no", "ask"])
    def test_no_and_nobody_there_are_told_the_command(self, answer, service, eb, capsys):
        database, site = make_group(service, "database"), make_group(service, "site")
        host = make_database(service, database)
        eb.expect_machines(make_machine(service, site))
        self.offer(service, eb, host, answer)
        assert rules_of(service, database) == []
        assert (
            f"aws ec2 authorize-security-group-ingress --group-id {database} --protocol tcp "
            f"--port 5432 --source-group {site}"
        ) in capsys.readouterr().out

    def test_a_database_elsewhere_is_left_to_people(self, service, eb, capsys):
        eb.expect_machines(make_machine(service, make_group(service, "site")))
        self.offer(service, eb, "database.example.com", "yes")
        assert "no RDS instance of this account" in capsys.readouterr().out

    def test_is_the_last_step_of_a_deployment(self, service, eb, builder):
        database, site = make_group(service, "database"), make_group(service, "site")
        host = make_database(service, database)
        eb.expect_version(None)
        eb.stub.add_response("create_application_version", {"ApplicationVersion": VERSION})
        eb.expect_version("PROCESSED")
        eb.expect_events()
        eb.expect_machines(make_machine(service, site))
        deployment = new_deployment(
            service, eb, "--open-database", "yes", variables={"POSTGRES_HOST": host}
        )
        deploy_eb.deploy(deployment, dry_run=False)
        assert rules_of(service, database) == [(5432, site)]


def client_error(code):
    return botocore.exceptions.ClientError({"Error": {"Code": code, "Message": "No."}}, "DoIt")


@pytest.mark.parametrize(
    "failure, advice",
    [
        (client_error("ExpiredToken"), "fetch new credentials"),
        (client_error("UnrecognizedClientException"), "aws configure"),
        (client_error("AccessDeniedException"), "may not do this"),
        (client_error("BucketAlreadyExists"), "choose another --eb-bucket"),
        (client_error("TooManyApplicationVersionsException"), "delete old versions"),
        (client_error("SomethingNew"), "SomethingNew"),
        (botocore.exceptions.NoCredentialsError(), "aws configure sets the credentials"),
        (botocore.exceptions.NoRegionError(), "AWS_REGION"),
        (
            botocore.exceptions.EndpointConnectionError(endpoint_url="https://x"),
            "on the Internet?",
        ),
    ],
)
def test_every_failure_says_what_to_do(failure, advice):
    assert advice in explain(failure)


class TestCommandLine:
    def run(self, folder, *words, **environment):
        (folder / "src").mkdir(exist_ok=True)
        (folder / "src/Dockerfile").touch()
        (folder / "src/.env").write_text("".join(f"{k}={v}\n" for k, v in VARIABLES.items()))
        clean = {name: text for name, text in os.environ.items() if not name.startswith("AWS_")}
        return subprocess.run(
            [sys.executable, SIGNUP / "deploy_eb.py", *NAMES, "--source", folder / "src", *words],
            env={
                **clean,
                "HOME": str(folder),
                "PATH": str(folder / "bin"),
                "AWS_EC2_METADATA_DISABLED": "true",
                **environment,
            },
            text=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )

    def test_without_a_region_says_how_to_name_one(self, tmp_path):
        done = self.run(tmp_path)
        assert done.returncode == 1 and "AWS_REGION" in done.stderr
        assert "Traceback" not in done.stderr

    def test_without_credentials_says_how_to_set_them(self, tmp_path):
        done = self.run(tmp_path, AWS_REGION=REGION, AWS_DEFAULT_REGION=REGION)
        assert done.returncode == 1 and "aws configure sets the credentials" in done.stderr

    def test_shows_the_plan_even_then(self, tmp_path):
        done = self.run(tmp_path, "--dry-run", AWS_DEFAULT_REGION=REGION)
        assert done.returncode == 0, done.stderr
        assert "AWS was not asked" in done.stdout
        assert "install Docker" in done.stdout
        assert "build the image <account>.dkr.ecr.eu-west-1.amazonaws.com/signup:1" in done.stdout
        assert "Nothing was changed." in done.stdout

    @pytest.mark.parametrize("option", NAMES[::2])
    def test_needs_each_of_the_five_options(self, option, capsys):
        index = NAMES.index(option)
        with pytest.raises(SystemExit):
            deploy_eb.read_arguments([*NAMES[:index], *NAMES[index + 2 :]])
        assert option in capsys.readouterr().err

    def test_without_an_env_file_says_where_one_is_shown(self, tmp_path):
        with pytest.raises(DeploymentFailed, match=".env.example shows"):
            deploy_eb.read_variables(tmp_path / ".env")

    @pytest.mark.parametrize(
        "text", ["", "platform: x\n", "[", "option_settings: {}\nplatform: 3\n"]
    )
    def test_an_options_file_that_says_too_little_is_refused(self, text, tmp_path):
        (tmp_path / "options.yaml").write_text(text)
        with pytest.raises(DeploymentFailed, match="options.yaml"):
            deploy_eb.read_options(tmp_path / "options.yaml")
