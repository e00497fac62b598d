"""Elastic Beanstalk: applications, their versions, and environments that run one of them."""

import datetime
import re
import time

from deployment.failures import DeploymentFailed

INTERVAL = 5  # seconds between two questions


def has_application(eb, name):
    return bool(eb.describe_applications(ApplicationNames=[name])["Applications"])


def find_version(eb, application, label):
    """The application's version, or None."""
    found = eb.describe_application_versions(ApplicationName=application, VersionLabels=[label])
    return next(iter(found["ApplicationVersions"]), None)


def create_version(eb, application, label, bundle):
    """Makes a version of the bundle, and returns when Beanstalk has looked at it."""
    eb.create_application_version(
        ApplicationName=application, VersionLabel=label, SourceBundle=bundle, Process=True
    )
    while True:
        status = find_version(eb, application, label)["Status"]
        if status == "PROCESSED":
            return
        if status == "FAILED":
            raise DeploymentFailed(
                f"Elastic Beanstalk refuses the bundle of version {label}: its console tells why "
                "below Application versions; delete the version there and run this again"
            )
        time.sleep(INTERVAL)


def find_environment(eb, application, name):
    """The environment that is there, or None. Names are unique in an account and region."""
    found = eb.describe_environments(EnvironmentNames=[name], IncludeDeleted=False)["Environments"]
    environment = next((entry for entry in found if entry["Status"] != "Terminated"), None)
    if environment is None:
        return None
    if environment["ApplicationName"] != application:
        raise DeploymentFailed(
            f"the environment {name} is there and belongs to the application "
            f"{environment['ApplicationName']}: choose another --eb-env-name"
        )
    if environment["Status"] == "Terminating":
        raise DeploymentFailed(
            f"the environment {name} is just being ended: wait until it is gone, then run this "
            "again"
        )
    return environment


def choose_platform(eb, pattern):
    """The newest solution stack whose name matches the regular expression."""
    names = eb.list_available_solution_stacks()["SolutionStacks"]
    fitting = [name for name in names if re.fullmatch(pattern, name)]
    if not fitting:
        raise DeploymentFailed(
            f"this region has no platform that matches eb_options.yaml: {pattern} (it has "
            f"{', '.join(name for name in names if 'Docker' in name) or 'none with Docker'})"
        )
    return max(fitting, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])


def deploy_version(eb, application, name, label, settings, platform, timeout):
    """Has the environment run that version: a new one, or the one that is there as soon as it can
    be changed.
    """
    if find_environment(eb, application, name) is None:
        eb.create_environment(
            ApplicationName=application,
            EnvironmentName=name,
            VersionLabel=label,
            SolutionStackName=choose_platform(eb, platform),
            OptionSettings=settings,
        )
        return
    wait_until_ready(eb, application, name, timeout)
    eb.update_environment(
        ApplicationName=application,
        EnvironmentName=name,
        VersionLabel=label,
        OptionSettings=settings,
    )


def wait_until_ready(eb, application, name, timeout):
    """Shows the environment's events until it is Ready, and returns it."""
    since = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=30)
    deadline = time.monotonic() + timeout
    shown = set()
    while True:
        environment = find_environment(eb, application, name)
        for event in reversed(events_of(eb, name, since)):
            line = f"      {event['Severity']:<5} {event['Message']}"
            if (event["EventDate"], line) not in shown:
                shown.add((event["EventDate"], line))
                print(line, flush=True)
        if environment is None:
            raise DeploymentFailed(
                f"the environment {name} has gone: its events above tell why; then run this again"
            )
        if environment["Status"] == "Ready":
            return environment
        if time.monotonic() > deadline:
            raise DeploymentFailed(
                f"the environment {name} is still {environment['Status']} after {timeout} s: look "
                "at its events in the Elastic Beanstalk console, and run this again to go on "
                "waiting"
            )
        time.sleep(INTERVAL)


def events_of(eb, name, since):
    """The newest first, as AWS lists them."""
    return eb.describe_events(EnvironmentName=name, StartTime=since, MaxRecords=100)["Events"]


def check_version(environment, label):
    """An update that fails leaves the environment Ready, with the version that it had."""
    name = environment["EnvironmentName"]
    if environment.get("VersionLabel") != label:
        raise DeploymentFailed(
            f"the environment {name} went back to version {environment.get('VersionLabel')}: its "
            "events above tell why, and `eb logs` or the console's Logs page what the site printed"
        )
    if environment.get("Health") == "Red":
        print(
            f"      The environment's health is Red. That is so until the database lets it in; "
            f"if it stays so, its page in the console shows the logs of {name}."
        )
