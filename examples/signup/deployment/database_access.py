"""The rule that lets an Elastic Beanstalk environment reach its database: section 1.5 of the
tutorial.
"""

import sys

import botocore.exceptions

DESCRIPTION = "Allow access from Elastic Beanstalk EC2 instances"


def find_database_groups(rds, host):
    """The security groups of the RDS instance with that endpoint; none where there is no such."""
    for page in rds.get_paginator("describe_db_instances").paginate():
        for instance in page["DBInstances"]:
            if instance.get("Endpoint", {}).get("Address", "").lower() == host.lower():
                return [group["VpcSecurityGroupId"] for group in instance["VpcSecurityGroups"]]
    return []


def find_environment_groups(eb, ec2, environment):
    """The security groups of the environment's machines: those that Beanstalk itself has made,
    where there are such.
    """
    resources = eb.describe_environment_resources(EnvironmentName=environment)
    machines = [entry["Id"] for entry in resources["EnvironmentResources"]["Instances"]]
    if not machines:
        return []
    reservations = ec2.describe_instances(InstanceIds=machines)["Reservations"]
    groups = {
        group["GroupId"]: group["GroupName"]
        for reservation in reservations
        for instance in reservation["Instances"]
        for group in instance["SecurityGroups"]
    }
    made = [number for number, name in groups.items() if "AWSEBSecurityGroup" in name]
    return sorted(made or groups)


def allow(ec2, database_group, environment_group, port):
    """Adds the rule. Returns False where it was there already."""
    try:
        ec2.authorize_security_group_ingress(
            GroupId=database_group,
            IpPermissions=[
                {
                    "IpProtocol": "tcp",
                    "FromPort": port,
                    "ToPort": port,
                    "UserIdGroupPairs": [
                        {"GroupId": environment_group, "Description": DESCRIPTION}
                    ],
                }
            ],
        )
    except botocore.exceptions.ClientError as failure:
        if failure.response["Error"]["Code"] == "InvalidPermission.Duplicate":
            return False
        raise
    return True


def offer(eb, ec2, rds, environment, host, port, answer):
    """Adds the rule if `answer` is "yes", or "ask" and somebody at the terminal agrees; otherwise
    says how it is added.
    """
    database_groups = find_database_groups(rds, host)
    environment_groups = find_environment_groups(eb, ec2, environment)
    if not database_groups or not environment_groups:
        what = (
            f"no RDS instance of this account and region has the endpoint {host}"
            if not database_groups
            else "the environment has no machine yet"
        )
        print(f"      {what}: let the environment in on port {port} by hand (tutorial, 1.5)")
        return
    pairs = [(to, of) for to in database_groups for of in environment_groups]
    rules = ", ".join(f"{to} from {of}" for to, of in pairs)
    if answer == "ask":
        answer = ask(f"      Open port {port} of {rules}? [y/N] ")
    for to, of in pairs:
        if answer == "yes":
            added = allow(ec2, to, of, port)
            print(f"      {to} lets {of} in on port {port}{'' if added else ' already'}")
        else:
            print(
                f"      It is added by: aws ec2 authorize-security-group-ingress --group-id {to} "
                f"--protocol tcp --port {port} --source-group {of}"
            )


def ask(question):
    """Nobody at a terminal is a no."""
    if not sys.stdin.isatty():
        return "no"
    return "yes" if input(question).strip().lower() in ("y", "yes") else "no"
