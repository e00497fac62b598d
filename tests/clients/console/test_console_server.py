"""The console's listener as browsers meet it: sign-in, the API behind a session, and what is refused."""

import pathlib
import re
import shutil
import subprocess
import urllib.parse
import xml.etree.ElementTree

import pytest
from browser import Browser
from tenon_server import PROGRAM, Server
from test_runs import wait_until

POLICY = (
    "default-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)
LINK = re.compile(r"(http://\S+)/sign-in\?link=([0-9a-f]{64})")


def root_key(server):
    settings = server.settings()
    return {
        "AccessKeyId": settings["AWS_ACCESS_KEY_ID"],
        "SecretAccessKey": settings["AWS_SECRET_ACCESS_KEY"],
    }


def run_console(server):
    return subprocess.run(
        [server.program, "console", "--data", str(server.data)], capture_output=True, text=True
    )


@pytest.fixture
def stranger(server):
    return Browser(server.console)


@pytest.fixture
def browser(server):
    signed_in = Browser(server.console)
    assert signed_in.sign_in(root_key(server)).status == 204
    return signed_in


def test_session_of_an_access_key(server, stranger):
    assert stranger.send("GET", "/session").status == 401
    answer = stranger.sign_in(root_key(server))
    attributes = answer.headers["Set-Cookie"].split("; ")[1:]
    assert attributes == ["Path=/", "Max-Age=604800", "HttpOnly", "SameSite=Strict"]
    session = stranger.send("GET", "/session").json
    assert session.pop("ExpiresAt") > 1_000_000_000
    assert re.fullmatch(r"\d+\.\d+\.\d+", session.pop("Version"))
    assert session == {
        "AccessKeyId": root_key(server)["AccessKeyId"],
        "Account": "000000000000",
        "Region": "us-east-1",
        "Endpoint": server.endpoint,
    }
    assert stranger.send("DELETE", "/session").status == 204
    assert stranger.send("GET", "/session").type == "SessionExpired"


def test_session_of_a_temporary_key_ends_with_it_and_makes_no_link(server, stranger, sts):
    key = sts.get_session_token(DurationSeconds=900)["Credentials"]
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    assert stranger.sign_in({name: key[name] for name in names}).status == 204
    session = stranger.send("GET", "/session").json
    assert abs(session["ExpiresAt"] - key["Expiration"].timestamp()) < 2
    assert stranger.call("Tenon.CreateSignInLink", {}).type == "AccessDeniedException"


def test_link_that_serve_prints_is_good_once(server, stranger):
    console, token = wait_until(lambda: LINK.search(server.output()), "the welcome").groups()
    assert console == server.console
    assert stranger.send("GET", f"/sign-in?link={token}").headers["Set-Cookie"] is None
    assert stranger.sign_in({"Link": token}).status == 204
    assert stranger.call("AWSGlue.GetDatabases", {}).status == 200
    again = Browser(server.console).sign_in({"Link": token})
    assert (again.status, again.type) == (403, "AccessDeniedException")
    assert "tenon console" in again.json["Message"]


def test_console_command_prints_another_link(server, stranger, tenon):
    done = run_console(server)
    assert done.returncode == 0, done.stderr
    console, token = LINK.fullmatch(done.stdout.strip()).groups()
    assert console == server.console
    assert stranger.sign_in({"Link": token}).status == 204
    made = tenon.create_sign_in_link()
    assert Browser(server.console).sign_in({"Link": made["Token"]}).status == 204


def test_console_command_without_a_server_says_what_to_do(server, tmp_path):
    done = subprocess.run(
        [server.program, "console", "--data", str(tmp_path)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "tenon serve" in done.stderr


def test_operations_answer_as_to_any_client(browser, glue):
    name = "console_calls"
    created = browser.call("AWSGlue.CreateDatabase", {"DatabaseInput": {"Name": name}})
    assert (created.status, created.body) == (200, b"{}")
    assert glue.get_database(Name=name)["Database"]["Name"] == name
    again = browser.call("AWSGlue.CreateDatabase", {"DatabaseInput": {"Name": name}})
    assert (again.status, again.type) == (400, "AlreadyExistsException")
    assert again.headers["Content-Type"].startswith("application/x-amz-json-1.1")
    assert browser.call("AWSGlue.GetDatabase", {}).type == "ValidationException"
    assert browser.call("AWSGlue.NoSuch", {}).type == "UnknownOperationException"
    for target in ("AmazonAthena.ListWorkGroups", "Logs_20140328.DescribeLogGroups"):
        assert browser.call(target, {}).type == "OperationNotSupportedException"
    assert "Kinds" in str(browser.call("Tenon.DescribeNodeKinds", {}).json.keys())


def test_objects_through_a_session(browser, s3):
    assert browser.send("PUT", "/api/s3/console-bucket").status == 200
    path = "/api/s3/console-bucket/a%20folder/%C3%A4.html"
    content = b"<script>alert(1)</script>"
    put = browser.send("PUT", path, content, {"Content-Type": "text/html"})
    assert put.status == 200 and put.headers["ETag"]
    stored = s3.get_object(Bucket="console-bucket", Key="a folder/ä.html")
    assert stored["Body"].read() == content and stored["ContentType"] == "text/html"

    got = browser.send("GET", path)
    assert (got.status, got.body) == (200, content)
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A4.html"
    assert got.headers["Content-Security-Policy"] == "sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"
    assert browser.send("GET", path, headers={"Range": "bytes=1-6"}).body == b"script"

    listed = browser.send("GET", "/api/s3/console-bucket?list-type=2&prefix=a%20folder%2F")
    keys = [
        element.text
        for element in xml.etree.ElementTree.fromstring(listed.body).iter()
        if element.tag.endswith("}Key")
    ]
    assert keys == ["a folder/ä.html"]
    assert b"console-bucket" in browser.send("GET", "/api/s3/").body
    missing = browser.send("GET", "/api/s3/console-bucket/missing")
    assert missing.status == 404 and b"<Code>NoSuchKey</Code>" in missing.body
    assert browser.send("DELETE", path).status == 204


def test_upload_in_parts_through_a_session(browser, s3):
    s3.create_bucket(Bucket="console-parts")
    path = "/api/s3/console-parts/big.bin"
    begun = xml.etree.ElementTree.fromstring(browser.send("POST", f"{path}?uploads", b"").body)
    upload = next(element.text for element in begun.iter() if element.tag.endswith("UploadId"))
    parts = [b"x" * 5 * 1024 * 1024, b"the end"]
    tags = [
        browser.send("PUT", f"{path}?partNumber={number}&uploadId={upload}", part).headers["ETag"]
        for number, part in enumerate(parts, 1)
    ]
    listing = "".join(
        f"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>"
        for number, tag in enumerate(tags, 1)
    )
    document = f"<CompleteMultipartUpload>{listing}</CompleteMultipartUpload>".encode()
    assert browser.send("POST", f"{path}?uploadId={upload}", document).status == 200
    size = s3.head_object(Bucket="console-parts", Key="big.bin")["ContentLength"]
    assert size == sum(map(len, parts))


@pytest.mark.parametrize("path", ["/api", "/api/s3/", "/api/s3/bucket/key"])
def test_calls_without_a_session_are_refused(stranger, path):
    for cookie in (None, "0" * 64, "nonsense"):
        stranger.cookie = cookie
        answer = stranger.send("POST", path, b"{}", {"X-Amz-Target": "AWSGlue.GetDatabases"})
        assert (answer.status, answer.type) == (401, "SessionExpired")


def test_the_api_itself_never_takes_the_cookie(server, browser):
    api = Browser(server.endpoint)
    api.cookie = browser.cookie
    answer = api.send(
        "POST",
        "/",
        b"{}",
        {"X-Amz-Target": "AWSGlue.GetDatabases", "Content-Type": "application/x-amz-json-1.1"},
    )
    assert (answer.status, answer.type) == (400, "MissingAuthenticationTokenException")
    assert api.send("GET", "/console-bucket").status == 403
    assert api.send("GET", "/session").status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "attacker.example"},
        {"Host": None},
        {"Origin": "http://attacker.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": None, "Sec-Fetch-Site": None},
    ],
)
def test_calls_of_other_sites_are_refused(browser, headers):
    assert browser.call("AWSGlue.GetDatabases", {}, headers).status in (400, 403)
    assert browser.send("PUT", "/api/s3/other-site", headers=headers).status in (400, 403)
    assert browser.sign_in({"Link": "x"}, headers).status in (400, 403)
    assert browser.send("DELETE", "/session", headers=headers).status in (400, 403)
    assert browser.send("GET", "/session").status == 200


def test_either_header_of_our_own_pages_is_enough(browser):
    for headers in ({"Origin": None}, {"Sec-Fetch-Site": None}):
        assert browser.call("AWSGlue.GetDatabases", {}, headers).status == 200


def test_reads_of_other_sites_see_nothing(browser):
    for headers in (
        {"Origin": None, "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://attacker.example", "Sec-Fetch-Site": None},
    ):
        assert browser.send("GET", "/session", headers=headers).status == 403
        assert browser.send("GET", "/api/s3/", headers=headers).status == 403


def test_ten_wrong_keys_bar_the_address_but_not_a_link(server, tmp_path):
    with Server(PROGRAM, tmp_path / "data") as other:
        guesser = Browser(other.console)
        wrong = {**root_key(other), "SecretAccessKey": "guess"}
        answers = {guesser.sign_in(wrong).body for _ in range(5)}
        answers |= {guesser.sign_in({**wrong, "AccessKeyId": f"A{i}"}).body for i in range(5)}
        assert len(answers) == 1
        barred = guesser.sign_in(root_key(other))
        assert (barred.status, barred.type) == (429, "ThrottlingException")
        assert barred.headers["Retry-After"]
        token = wait_until(lambda: LINK.search(other.output()), "the welcome")[2]
        assert guesser.sign_in({"Link": token}).status == 204


def test_sessions_end_with_the_server(tmp_path):
    server = Server(PROGRAM, tmp_path / "data")
    with server:
        browser = Browser(server.console)
        browser.sign_in(root_key(server))
        assert browser.send("GET", "/session").status == 200
    with server:
        again = Browser(server.console)
        again.cookie = browser.cookie
        assert again.send("GET", "/session").status == 401


@pytest.mark.parametrize("path", ["/", "/jobs", "/session", "/api", "/assets/missing.js", "/%zz"])
def test_every_answer_carries_the_headers_that_keep_other_content_out(stranger, path):
    headers = stranger.send("GET", path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A server of a program that has console files beside it, and a secret beside those."""
    folder = tmp_path_factory.mktemp("program")
    source = pathlib.Path(shutil.which(PROGRAM) or PROGRAM).resolve().parent
    for name in ("tenon", "tenon-worker", "libduckdb.so"):
        (folder / name).hardlink_to(source / name) if same_disk(source, folder) else shutil.copy(
            source / name, folder / name
        )
    (folder / "extensions").symlink_to(source / "extensions")
    (folder / "secret.txt").write_text("classified")
    assets = folder / "console/assets"
    assets.mkdir(parents=True)
    (assets.parent / "index.html").write_text("<!doctype html>console")
    (assets / "index-1a2b3c4d.js").write_text("code")
    (assets / "index-1a2b3c4d.js.br").write_text("brotli code")
    with Server(folder / "tenon", folder / "data") as server:
        yield Browser(server.console)


def same_disk(one, other):
    return one.stat().st_dev == other.stat().st_dev


def test_pages_are_asked_for_again_and_their_parts_never(built):
    for path in ("/", "/jobs/a.b", "/sign-in?link=x"):
        page = built.send("GET", path)
        assert (page.status, page.body) == (200, b"<!doctype html>console")
        assert page.headers["Cache-Control"] == "no-cache"
        assert page.headers["Content-Security-Policy"] == POLICY
        known = built.send("GET", path, headers={"If-None-Match": page.headers["ETag"]})
        assert (known.status, known.body) == (304, b"")
    script = "/assets/index-1a2b3c4d.js"
    packed = built.send("GET", script, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert (packed.body, packed.headers["Content-Encoding"]) == (b"brotli code", "br")
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert packed.headers["Content-Type"] == "text/javascript; charset=utf-8"
    plain = built.send("GET", script)
    assert (plain.body, plain.headers["Content-Encoding"]) == (b"code", None)
    head = built.send("HEAD", script)
    assert (head.body, head.headers["Content-Length"]) == (b"", "4")
    assert built.send("GET", "/assets/gone-00000000.js").status == 404
    assert built.send("POST", "/jobs", b"").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "//secret.txt",
        "/..\\secret.txt",
        "/data/keys/root.json",
        "/../data/keys/root.json",
        "/" + urllib.parse.quote("/etc/passwd", safe=""),
        "/assets//etc/passwd",
    ],
)
def test_nothing_outside_the_console_folder_is_sent(built, path):
    answer = built.send("GET", path)
    assert answer.status in (400, 404) or answer.body == b"<!doctype html>console"
    assert b"classified" not in answer.body and b"root:" not in answer.body


def test_links_from_other_sites_lead_to_pages_only(built):
    def get(mode, destination):
        return built.send(
            "GET",
            "/jobs",
            headers={
                "Origin": None,
                "Sec-Fetch-Site": "cross-site",
                "Sec-Fetch-Mode": mode,
                "Sec-Fetch-Dest": destination,
            },
        ).status

    assert get("navigate", "document") == 200
    assert get("navigate", "iframe") == 403
    assert get("no-cors", "script") == 403


def test_other_names_of_the_console_are_configured(tmp_path):
    environment = {"TENON_CONSOLE_HOSTS": "tenon.example, localhost:5173"}
    with Server(PROGRAM, tmp_path / "data", environment=environment) as server:
        browser = Browser(server.console)
        for host in ("tenon.example", "localhost:5173"):
            headers = {"Host": host, "Origin": f"https://{host}"}
            answer = browser.sign_in(root_key(server), headers)
            assert answer.status == 204 and answer.headers["Set-Cookie"].endswith("; Secure")
        assert browser.send("GET", "/", headers={"Host": "other.example"}).status == 403
