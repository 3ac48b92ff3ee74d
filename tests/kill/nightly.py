"""Tries what the manual offers for every night: the units of systemd and the line for crontab.

The blocks are taken from the page as they stand; only their two paths, /srv/returns and /usr/local/bin/cbds, become those
of the test. The line of crontab is run as cron runs it, by sh in an almost empty environment; the command of the service
in an empty one, in its working directory. systemd itself is not run: where systemd-analyze is there, it checks the units.

    nightly.py --program build/release/cbds --folder build/nightly [--page man/cbds-convert.1]
"""
import argparse
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "cli"))

from examples import manual_blocks  # noqa: E402

CRON_ENVIRONMENT = {"HOME": "/", "LOGNAME": "returns", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
LIMIT_SECONDS = 60


class Trial:
    def __init__(self, options):
        self.folder = pathlib.Path(options.folder).resolve()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.returns = self.folder / "returns"
        program = str(pathlib.Path(options.program).resolve())
        text = pathlib.Path(options.page).read_text(encoding="utf-8")
        blocks = ["\n".join(line for _, line in block) + "\n" for block in manual_blocks(text)]
        self.blocks = [block.replace("/srv/returns", str(self.returns)).replace("/usr/local/bin/cbds", program) for block in blocks]

    def block(self, pattern):
        found = [block for block in self.blocks if re.search(pattern, block, re.MULTILINE)]
        if len(found) != 1:
            raise ValueError(f"{len(found)} blocks of the page have {pattern}")
        return found[0]

    def lay_out(self, name):
        """An inbox with the samples, and the options."""
        shutil.rmtree(self.returns, ignore_errors=True)
        (self.returns / "inbox").mkdir(parents=True)
        for sample in (SOURCE / "samples").glob("*.[xX][mM][lL]"):
            shutil.copy(sample, self.returns / "inbox")
        (self.returns / "cbds.toml").write_text(self.block(r"^\[convert\]\nto = .*\noutput"), encoding="utf-8")
        print(f"{name}: {len(list((self.returns / 'inbox').iterdir()))} returns")

    def try_nights(self, name, run):
        """The first night converts, the second has no news, the third meets a bad return. `run` gives code and messages."""
        self.lay_out(name)
        inbox = sorted(path.stem for path in (self.returns / "inbox").iterdir())
        self.expect(name, run(), 0)
        made = sorted(path.stem for path in (self.returns / "tables").glob("*.zip"))
        if made != inbox:
            raise ValueError(f"{name}: {made} instead of {inbox}")
        self.expect(name, run(), 0)
        unchanged = (self.returns / "convert.log").read_text(encoding="utf-8").count(" unchanged ")
        if unchanged != len(inbox):
            raise ValueError(f"{name}: {unchanged} of {len(inbox)} returns were passed over")
        (self.returns / "inbox" / "bad.xml").write_text("<CTfile>", encoding="utf-8")
        self.expect(name, run(), 2)

    @staticmethod
    def expect(name, done, code):
        if done.returncode != code or bool(done.stderr) != bool(code) or done.stdout:
            raise ValueError(f"{name}: exit code {done.returncode}, {done.stdout}{done.stderr}")

    def try_cron(self):
        line = self.block(r"^\d+ \d+ \* \* \* ")
        command = re.sub(r"^\S+ \S+ \S+ \S+ \S+ ", "", line.strip())
        if re.search(r"(?<!\\)%", command):
            raise ValueError("cron takes a per cent sign for a line feed")
        self.try_nights("cron", lambda: subprocess.run(
            ["/bin/sh", "-c", command], env=CRON_ENVIRONMENT, cwd="/", capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS))

    def try_service(self):
        unit = dict(re.findall(r"^(\w+)=(.*)$", self.block(r"^\[Service\]"), re.MULTILINE))
        self.try_nights("service", lambda: subprocess.run(
            shlex.split(unit["ExecStart"]), env={}, cwd=unit["WorkingDirectory"], umask=int(unit["UMask"], 8),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS))

    def check_units(self):
        """Returns whether systemd's own checker was there."""
        if shutil.which("systemd-analyze") is None:
            return False
        units = {"cbds-convert.service": r"^\[Service\]", "cbds-convert.timer": r"^\[Timer\]"}
        for name, pattern in units.items():
            (self.folder / name).write_text(self.block(pattern), encoding="utf-8")
        done = subprocess.run(["systemd-analyze", "verify", *(str(self.folder / name) for name in units)],
                              capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS)
        complaints = [line for line in done.stderr.splitlines() if "cbds-convert" in line]
        if done.returncode != 0 or complaints:
            raise ValueError(f"systemd-analyze verify: exit code {done.returncode}\n{done.stderr}")
        return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, help="is emptied first")
    parser.add_argument("--page", default=SOURCE / "man" / "cbds-convert.1")
    options = parser.parse_args()
    trial = Trial(options)
    try:
        trial.try_cron()
        trial.try_service()
        checked = trial.check_units()
    except ValueError as error:
        print(f"FAILED {error}\n0 passed, 1 failed")
        return 1
    print("3 passed, 0 failed" if checked else "2 passed, 0 failed, 1 skipped: systemd-analyze is not installed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
