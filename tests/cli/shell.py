"""Runs lines of shell as a user's terminal would, in surroundings that are the same everywhere."""
import os
import pathlib
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LIMIT_SECONDS = 120  # a line that takes longer has hung, also under a sanitizer


class Shell:
    """A home folder of its own, and the built program first on the PATH."""

    def __init__(self, program):
        self._folder = tempfile.TemporaryDirectory(prefix="cbds-cli-")
        self.scratch = pathlib.Path(self._folder.name)
        binaries = self.scratch / "bin"
        home = self.scratch / "home"
        binaries.mkdir()
        home.mkdir()
        (binaries / "cbds").symlink_to(pathlib.Path(program).resolve())
        kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self._environment = kept | {
            "PATH": f"{binaries}:{os.environ['PATH']}", "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb",
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def run(self, line, folder, stdin=None, merge=False):
        """Returns exit code, standard output and standard error; with `merge` the second holds both."""
        with open(stdin or os.devnull, "rb") as source:
            done = subprocess.run(
                ["sh", "-c", line], cwd=folder, env=self._environment, stdin=source, timeout=LIMIT_SECONDS,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT if merge else subprocess.PIPE, check=False)
        return done.returncode, done.stdout, done.stderr or b""
