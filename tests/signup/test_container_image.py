"""Building and pushing the site's image, as far as a machine without base images can."""

import base64
import json
import re
import shutil
import signal
import subprocess
import time

import pytest
import requests
from child_process import end_with_parent
from deployment import container_image
from ports import find_free_port

PASSWORD = "not-a-real-one"
# What `htpasswd -nbB AWS not-a-real-one` prints.
PASSWORDS = "AWS:$2b$04$bVkNcQexqVy7w2JFJpiyTuS3VotD5BjLpOXi5M5ANzVZIZUMcgCGu\n"


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH with nothing on it but what a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def add(name, status=0, says=""):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {status}\n")
        program.chmod(0o755)

    return add


class TestFindingABuilder:
    def test_takes_the_first_that_works(self, programs):
        programs("docker", status=1, says="Cannot connect to the Docker daemon")
        programs("buildah")
        programs("podman")
        assert container_image.find_builder() == "podman"
        assert container_image.find_builder("buildah") == "buildah"

    def test_says_what_to_install_where_there_is_none(self, programs):
        with pytest.raises(container_image.ImageFailed, match="install Docker .*install podman"):
            container_image.find_builder()

    def test_says_that_docker_has_to_be_started(self, programs):
        programs("docker", status=1, says="Cannot connect to the Docker daemon")
        with pytest.raises(
            container_image.ImageFailed, match="(?s)does not work: Cannot connect.*start Docker"
        ):
            container_image.find_builder()

    def test_names_the_one_that_was_wanted_and_is_missing(self, programs):
        programs("docker")
        with pytest.raises(container_image.ImageFailed, match="built by podman, and there is none"):
            container_image.find_builder("podman")


def test_a_build_that_fails_says_so(programs, tmp_path):
    programs("docker", status=125)
    with pytest.raises(container_image.ImageFailed, match="docker build ended with 125"):
        container_image.build("docker", tmp_path, "image:1")


@pytest.mark.parametrize("version", ["1.0.0", "v1_rc-2", "a" * 128])
def test_a_version_is_its_own_tag_where_it_can_be(version):
    assert container_image.as_tag(version) == version


def test_every_other_version_has_a_tag_of_its_own():
    versions = ["the first one", "the first-one", ".hidden", "1/2", "é" * 50, "a" * 129, "a" * 130]
    tags = [container_image.as_tag(version) for version in versions]
    assert len(set(tags)) == len(versions)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", tag) for tag in tags)
    assert tags[0].startswith("the-first-one-")


def test_token_of_ecr_holds_user_and_password():
    token = base64.b64encode(b"AWS:pass:word").decode()
    assert container_image.read_token(token) == ("AWS", "pass:word")


class Registry:
    """Debian's docker-registry on a folder of its own; it lets in the user AWS alone."""

    def __init__(self, folder):
        self.name = f"127.0.0.1:{find_free_port()}"
        self.folder = folder
        passwords = folder / "passwords"
        passwords.write_text(PASSWORDS)
        self.certificate, key = folder / "certificate.pem", folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
            + ["-nodes", "-subj", "/CN=registry", "-addext", "subjectAltName=IP:127.0.0.1"]
            + ["-keyout", key, "-out", self.certificate],
            check=True,
            capture_output=True,
        )
        self.settings = folder / "registry.yml"
        self.settings.write_text(
            json.dumps(  # which is YAML, too
                {
                    "version": "0.1",
                    "storage": {"filesystem": {"rootdirectory": str(folder / "images")}},
                    "http": {
                        "addr": self.name,
                        "tls": {"certificate": str(self.certificate), "key": str(key)},
                    },
                    "auth": {"htpasswd": {"realm": "test", "path": str(passwords)}},
                }
            )
        )

    def __enter__(self):
        with open(self.folder / "registry.log", "wb") as log:
            self.process = subprocess.Popen(
                ["docker-registry", "serve", self.settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent(signal.SIGTERM),
            )
        while True:
            assert self.process.poll() is None, (self.folder / "registry.log").read_text()
            try:
                assert self.ask("").status_code == 401
                return self
            except requests.ConnectionError:
                time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, path, **options):
        address = f"https://{self.name}/v2/{path}"
        return requests.get(address, verify=self.certificate, timeout=10, **options)

    def get(self, path, **headers):
        return self.ask(path, auth=("AWS", PASSWORD), headers=headers).json()


@pytest.fixture
def registry(tmp_path):
    for program in ("buildah", "docker-registry"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed; ./dev test signup does so")
    with Registry(tmp_path) as running:
        yield running


@pytest.fixture
def buildah(registry, tmp_path, monkeypatch):
    """Debian's buildah, with images, passwords and settings in the test's own folder."""
    home = tmp_path / "home"
    (home / ".config/containers").mkdir(parents=True)
    (home / ".config/containers/policy.json").write_text(
        json.dumps({"default": [{"type": "insecureAcceptAnything"}]})
    )
    storage = tmp_path / "storage.conf"
    storage.write_text(
        f'[storage]\ndriver = "vfs"\nrunroot = "{tmp_path}/run"\ngraphroot = "{tmp_path}/graph"\n'
    )
    passwords = tmp_path / "auth.json"
    passwords.write_text("{}")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("CONTAINERS_STORAGE_CONF", str(storage))
    monkeypatch.setenv("REGISTRY_AUTH_FILE", str(passwords))
    monkeypatch.setenv("SSL_CERT_FILE", str(registry.certificate))
    monkeypatch.setenv("BUILDAH_ISOLATION", "chroot")
    try:
        return container_image.find_builder("buildah")
    except container_image.ImageFailed as reason:
        pytest.skip(str(reason))  # as in a container that may make no other


def test_an_image_is_built_and_pushed_to_a_registry_that_asks_for_a_password(
    registry, buildah, tmp_path
):
    source = tmp_path / "source"
    source.mkdir()
    # From nothing, since a machine that tests may have no registry with base images.
    (source / "Dockerfile").write_text('FROM scratch\nCOPY hello /\nHEALTHCHECK CMD ["/hello"]\n')
    (source / "hello").write_text("hello")
    image = f"{registry.name}/signup:1.0.0"
    container_image.build(buildah, source, image)
    with pytest.raises(container_image.ImageFailed, match="the image was not pushed"):
        container_image.push(buildah, image)
    with pytest.raises(container_image.ImageFailed, match="did not let us in"):
        container_image.log_in(buildah, registry.name, "AWS", "another")
    container_image.log_in(buildah, registry.name, "AWS", PASSWORD)
    container_image.push(buildah, image)
    assert registry.get("signup/tags/list")["tags"] == ["1.0.0"]
    kind = "application/vnd.docker.distribution.manifest.v2+json"
    manifest = registry.get("signup/manifests/1.0.0", Accept=kind)
    made = registry.get(f"signup/blobs/{manifest['config']['digest']}")
    assert (made["os"], made["architecture"]) == ("linux", "amd64")
    assert made["config"]["Healthcheck"]["Test"] == ["CMD", "/hello"]
