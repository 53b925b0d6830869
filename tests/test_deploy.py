"""Facts about docs/deploy, as far as they can be seen without a container.

Its files fit together, and a real nginx takes its configuration, with the app behind it.

`apt-get install nginx-light openssl` brings nginx; without it these tests are skipped.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from websockets.asyncio.client import connect

from tests.browser.app import demonstration, free_port, serving
from ui.cli.parser import parser
from ui.door import POLICY
from ui.hosting import Hosting

if TYPE_CHECKING:
    from email.message import Message

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "docs" / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
NAME = "beleg.test"


def test_every_volume_network_and_secret_that_a_service_uses_is_there():
    for name, service in COMPOSE["services"].items():
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"]), name
        assert set(service.get("depends_on", ())) <= set(COMPOSE["services"]), name
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            if source.startswith("./"):
                made = source.startswith(("./secrets/", "./articles"))  # which docs/sharing.md has one make
                assert made or (DEPLOY / source).exists(), source
            else:
                assert source in COMPOSE["volumes"], source


def test_only_nginx_is_published_and_what_has_no_login_stays_inside():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["nginx"]
    inside = {name for name, network in COMPOSE["networks"].items() if network and network.get("internal")}
    assert {frozenset(COMPOSE["services"][name]["networks"]) for name in ("chroma", "db")} == {frozenset(inside)}


def test_what_the_image_is_built_of_is_there_and_its_extras_too():
    build = COMPOSE["services"]["app"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).exists()
    copied = re.findall(r"^COPY (?!--from)(\S+) ", CONTAINER, re.MULTILINE)
    assert copied and all((ROOT / each).exists() for each in copied)
    assert all((ROOT / each).exists() for each in re.findall(r"-r /src/(\S+)", CONTAINER))
    extras = re.findall(r"/src\[([\w,]+)\]", CONTAINER)[0].split(",")
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(re.search(rf"^{each} = \[", declared, re.MULTILINE) for each in extras)


def test_the_command_and_the_settings_of_the_container_are_ones_that_beleg_knows():
    service = COMPOSE["services"]["app"]
    words = [word.replace("${HOST}", NAME) for word in service["command"]]
    chosen = parser().parse_args(["ui", *words])
    assert (chosen.address, chosen.access, chosen.url) == ("0.0.0.0", "signin", f"https://{NAME}")  # noqa: S104
    settings = {name: value for name, value in service["environment"].items() if name.startswith("BELEGUI_")}
    assert Hosting.read(settings).proxy


def test_the_entry_point_reads_the_databases_address_from_its_secret_and_hands_on_its_arguments(tmp_path):
    entry = yaml.safe_load(re.findall(r"^ENTRYPOINT (\[.*\])$", CONTAINER, re.MULTILINE)[0])
    (tmp_path / "database-url").write_text("postgresql://x\n", encoding="utf-8")
    beleg = tmp_path / "beleg"
    beleg.write_text('#!/bin/sh\necho "$BELEGUI_DATABASE $*"\n', encoding="utf-8")
    beleg.chmod(0o700)
    entry[2] = entry[2].replace("/run/secrets", str(tmp_path))
    said = subprocess.run(
        [*entry, "--access", "signin"], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, check=True
    )
    assert said.stdout.decode().split() == ["postgresql://x", "ui", "--access", "signin"]


@pytest.fixture(scope="module")
def behind_nginx(tmp_path_factory):
    """The app behind Debian's nginx with the configuration of docs/deploy; the address of nginx."""
    if NGINX is None or not shutil.which("openssl"):
        pytest.skip("no nginx; apt-get install -y nginx-light openssl")
    folder = tmp_path_factory.mktemp("nginx")
    home, port, plain, inner = demonstration(folder), free_port(), free_port(), free_port()
    certificate = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -keyout tls.key -out tls.crt"
    subprocess.run(shlex.split(certificate), cwd=folder, check=True, capture_output=True)
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changed = {
        "${HOST}": NAME, "/etc/nginx/tls": f"{folder}/tls", "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80;": f"listen 127.0.0.1:{plain};", "http://app:8501": f"http://127.0.0.1:{inner}",
    }  # fmt: skip
    if _version() < (1, 25, 1):
        changed["  http2 on;\n"] = ""  # the image's nginx is newer than Debian's
    for before, after in changed.items():
        assert before in site
        site = site.replace(before, after)
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1;\n"
        f"events {{}}\nhttp {{ client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{site}\n}}\n",
        encoding="utf-8",
    )
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, check=False, text=True)
    assert tried.returncode == 0, tried.stderr
    flags = ("--access", "public", "--host", NAME, "--url", f"https://{NAME}")
    with serving(home, {"BELEGUI_PROXY": "yes"}, *flags, port=inner):
        process = subprocess.Popen(command)
        try:
            yield port
        finally:
            process.terminate()
            process.wait(10)


def _version() -> tuple[int, ...]:
    said = subprocess.run([NGINX or "", "-v"], capture_output=True, check=True, text=True).stderr
    return tuple(map(int, re.findall(r"nginx/([\d.]+)", said)[0].split(".")))


def trusting() -> ssl.SSLContext:
    """Takes the certificate that was made for the test."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def get(port: int, path: str) -> tuple[int, Message]:
    request = urllib.request.Request(f"https://127.0.0.1:{port}{path}", headers={"Host": NAME})
    for _ in range(50):
        try:
            with urllib.request.urlopen(request, context=trusting()) as answer:  # noqa: S310
                return answer.status, answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.headers
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(path)


def test_nginx_hands_on_the_page_with_a_policy_and_keeps_the_figures_to_itself(behind_nginx):
    status, headers = get(behind_nginx, "/")
    assert status == 200
    policies = headers.get_all("Content-Security-Policy")
    assert any(f"connect-src 'self' wss://{NAME}" in each and "frame-ancestors 'none'" in each for each in policies)
    assert POLICY in policies  # the app's own holds as well
    assert headers["Strict-Transport-Security"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert get(behind_nginx, "/_stcore/metrics")[0] == 404


def test_a_websocket_of_our_own_page_passes_nginx_and_one_of_another_page_does_not(behind_nginx):
    async def come(origin: str) -> bool:
        async with connect(
            f"wss://{NAME}/_stcore/stream",
            host="127.0.0.1",
            port=behind_nginx,
            ssl=trusting(),
            origin=origin,
            subprotocols=["streamlit"],
            proxy=None,
        ) as socket:
            return socket.subprotocol == "streamlit"

    get(behind_nginx, "/")
    assert asyncio.run(come(f"https://{NAME}"))
    with pytest.raises(Exception, match="403"):
        asyncio.run(come("https://evil.example"))
