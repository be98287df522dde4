"""What lies in deploy/ fits the program: commands, settings, and what each tool itself says of its file."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from consult import settings
from tests import cluster

DEPLOY = cluster.ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = ("web1", "web2", "worker")
KNOWN = set(re.findall(r'env(?:\.get\(|, )"([A-Z_]+)"', Path(settings.__file__).read_text()))
"""Every name that the settings read."""


def sentence_of(command: list[str]) -> str:
    """What the command says of itself."""
    asked = [*cluster.CONSULT, *command[1:], "--help"]
    return subprocess.run(asked, capture_output=True, text=True, check=True, cwd=cluster.ROOT).stdout


def test_the_settings_were_found() -> None:
    assert {"CONSULT_DATA", "CONSULT_REDIS_URL", "PORT"} <= KNOWN


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_compose_uses_settings_that_exist(name: str) -> None:
    assert set(COMPOSE["services"][name]["environment"]) <= KNOWN


def test_compose_has_everything_and_each_volume_is_declared() -> None:
    assert set(COMPOSE["services"]) == {*OURS, "database", "doorbell", "proxy"}
    mounts = [
        mount.split(":")[0]
        for service in COMPOSE["services"].values()
        for mount in service.get("volumes", [])
    ]
    assert {mount for mount in mounts if not mount.startswith(".")} == set(COMPOSE["volumes"])
    assert all((DEPLOY / mount).exists() for mount in mounts if mount.startswith("./") and mount != "./tls")


def test_the_commands_of_all_files_exist() -> None:
    files = [DEPLOY / "Dockerfile", *sorted((DEPLOY / "systemd").glob("*.service"))]
    used = set(
        re.findall(r'(?:/bin/consult |"consult", ")(\w+)', "".join(file.read_text() for file in files))
    )
    used.add(COMPOSE["services"]["worker"]["command"][1])
    assert used == {"serve", "work"}
    assert all("usage: consult" in sentence_of(["consult", command]) for command in used)


def test_the_image_copies_what_is_there() -> None:
    copies = re.findall(r"^COPY ([^-].+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert copies
    assert all((cluster.ROOT / name).exists() for line in copies for name in line.split())


def test_the_example_of_settings_is_accepted() -> None:
    text = (DEPLOY / "systemd" / "consult.env.example").read_text()
    values = dict(line.lstrip("#").split("=", 1) for line in text.splitlines() if re.match(r"#?[A-Z]", line))
    assert set(values) <= KNOWN
    assert settings.from_environment(values).redis_url


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", ["consult@.service", "consult-work.service"])
def test_systemd_reads_the_units(unit: str, tmp_path: Path) -> None:
    """Only the program's own place is another one here."""
    copy = tmp_path / unit.replace("@", "@5001")
    copy.write_text((DEPLOY / "systemd" / unit).read_text().replace("/opt/consult/bin/consult", "/bin/true"))
    said = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)
    assert unit.partition(".")[0].rstrip("@") not in said.stderr


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_reads_our_locations(tmp_path: Path) -> None:
    made = cluster.Cluster(tmp_path, "", "", web=2, front=True)
    config = tmp_path / "nginx.conf"
    config.write_text(cluster.proxy_config(made, tmp_path))
    subprocess.run(["nginx", "-t", "-q", "-p", tmp_path, "-c", config, "-e", "stderr"], check=True)


def test_the_proxies_differ_only_in_where_they_lead() -> None:
    one, other = ((DEPLOY / "nginx" / name).read_text() for name in ("consult.conf", "consult-compose.conf"))
    plain = one.replace("127.0.0.1:5001", "web1:5000").replace("127.0.0.1:5002", "web2:5000")
    plain = plain.replace("server_name consult.example.org", "server_name _")
    assert plain.split("upstream", 1)[1] == other.split("upstream", 1)[1]


def test_processes_behind_one_proxy_know_the_same_sign_in(tmp_path: Path) -> None:
    """By https the name is fixed; on this computer it follows the port that people see."""
    made = cluster.Cluster(tmp_path, "postgresql://x", "", web=2, front=True)
    read = [settings.from_environment(one.environment) for one in made.web]
    assert read[0].port != read[1].port
    assert read[0].cookie == read[1].cookie == f"consult-{made.front}"


def test_each_location_says_who_asked_and_where() -> None:
    """nginx forgets headers from outside a location as soon as that location sets one of its own."""
    text = (DEPLOY / "nginx" / "consult-locations.conf").read_text()
    passing = [block for block in re.findall(r"location [^{]+\{(.+?)\}", text, re.DOTALL) if "pass" in block]
    assert len(passing) == 2
    assert all("Host $http_host;" in block and "X-Forwarded-For" in block for block in passing)
