"""Builds a container image and pushes it, with whichever of docker, podman and buildah is there."""

import base64
import hashlib
import re
import shutil
import subprocess

# What each is asked to find out whether it works: docker's client alone can do nothing.
PROBES = {
    "docker": ["version", "--format", "{{.Server.Version}}"],
    "podman": ["info"],
    "buildah": ["info"],
}


class ImageFailed(Exception):
    """The image was not built or pushed; the message says what to do."""


def find_builder(wanted=None):
    """The name of the first builder that works, or of `wanted` if it does."""
    names = [wanted] if wanted else list(PROBES)
    ailing = []
    for name in names:
        if not shutil.which(name):
            continue
        asked = subprocess.run(
            [name, *PROBES[name]], capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if asked.returncode == 0:
            return name
        said = (asked.stderr or asked.stdout).strip().splitlines() or ["it did not say why"]
        ailing.append(f"{name} is installed but does not work: {said[-1]}")
    if "docker" in names and any(text.startswith("docker") for text in ailing):
        ailing.append("start Docker (Docker Desktop, or `sudo systemctl start docker`)")
    raise ImageFailed(
        "\n".join(ailing)
        or f"an image is built by {', '.join(names)}, and there is none: install Docker "
        "(https://docs.docker.com/get-docker/), or on Debian `apt-get install podman`"
    )


def as_tag(version):
    """A tag for any version: the version itself where a tag may be called so, else something like
    it that no other version gets.
    """
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", version):
        return version
    alike = re.sub(r"[^A-Za-z0-9_.-]", "-", version).lstrip(".-")[:100] or "version"
    return f"{alike}-{hashlib.sha256(version.encode()).hexdigest()[:12]}"


def build(builder, folder, image, platform="linux/amd64"):
    """Builds the Dockerfile of `folder` for the processors that run it, which this machine's need
    not be.
    """
    command = [builder, "build", "--platform", platform, "--tag", image]
    if builder != "docker":
        # The other format, their default, knows no HEALTHCHECK.
        command += ["--format", "docker"]
    _run([*command, str(folder)], "the image was not built: what the builder says above tells why")


def read_token(token):
    """User and password in a token of ECR's."""
    user, password = base64.b64decode(token).decode().split(":", 1)
    return user, password


def log_in(builder, registry, user, password):
    """The password goes by standard input, where nobody sees it."""
    _run(
        [builder, "login", "--username", user, "--password-stdin", registry],
        f"{registry} did not let us in",
        text=password,
    )


def push(builder, image):
    _run([builder, "push", image], f"the image was not pushed: {image}")


def _run(command, complaint, text=""):
    done = subprocess.run(command, input=text, text=True)
    if done.returncode != 0:
        raise ImageFailed(f"{complaint} ({' '.join(command[:2])} ended with {done.returncode})")
