"""Build and mend both Python environments from the locks. Needs nothing but a Python; `make` calls it.

`.venv` holds all but Rasa (Python >=3.11); `.venv-rasa` holds Rasa open source (Python 3.10).
Every installed file is compared with what its package says it installed, so that a half-finished
or damaged environment is mended on the next run, and a whole one costs a second.
Written to start on an old Python too, so that the message about it is ours and not a syntax error.
"""

import csv
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
APP = os.path.join(ROOT, ".venv")
RASA = os.path.join(ROOT, ".venv-rasa")
OLDEST = (3, 11)
LOCKS = ("app", "dev", "mutation")  # each holds all of the one before: the product, its tests, `make mutate`


class CannotBuild(Exception):
    """Something the user must do first; the message says what, in one line."""


def say(text):
    print(text, flush=True)


def works(python, want=None):
    """Whether this interpreter really starts (a pyenv shim may not) and has version `want`, e.g. (3, 10)."""
    try:
        answer = subprocess.run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30, check=True,
        ).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return False
    found = tuple(int(part) for part in answer)
    return found == want if want else found >= OLDEST


def candidates(version):
    """Interpreters of one version: on the PATH, then in pyenv's versions folder, newest first."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = os.path.join(folder, "python" + version)
        if os.access(path, os.X_OK):
            yield path
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    yield from sorted(glob.glob(os.path.join(pyenv, "versions", version + ".*", "bin", "python")), reverse=True)


def find(version):
    want = tuple(int(part) for part in version.split("."))
    return next((path for path in candidates(version) if works(path, want)), None)


def run(command, doing):
    """Run one install command; its own progress stays visible, its failure becomes one line."""
    environment = dict(os.environ, VIRTUAL_ENV="", UV_LINK_MODE=os.environ.get("UV_LINK_MODE", "copy"))
    environment.pop("VIRTUAL_ENV")
    if subprocess.call(command, cwd=ROOT, env=environment) != 0:
        raise CannotBuild(
            doing + " is niet gelukt; de regels hierboven zeggen waarom. "
            "Controleer de internetverbinding en de schijfruimte (ongeveer 4 GB) en draai het commando nog eens."
        )


def locked(lock):
    """{normalised name: version} of a lock file, for this platform's markers as far as they are installed."""
    with open(lock, encoding="utf-8") as lines:
        return {
            normal(found.group(1)): found.group(2)
            for found in (re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", line) for line in lines)
            if found
        }


def fingerprint(lock):
    """What an environment is built from: the lock, and for ours which folders the command finds (a new one must be installed, too)."""
    found = hashlib.sha256()
    with open(lock, "rb") as content:
        found.update(content.read())
    if os.path.splitext(os.path.basename(lock))[0] in LOCKS:
        with open(os.path.join(ROOT, "pyproject.toml"), encoding="utf-8") as project:
            found.update("".join(line for line in project if line.startswith("include = ")).encode())
    return found.hexdigest()


def damaged(venv):
    """Names of installed packages of which a file is missing."""
    broken = []
    for record in glob.glob(os.path.join(venv, "lib", "python*", "site-packages", "*.dist-info", "RECORD")):
        site = os.path.dirname(os.path.dirname(record))
        with open(record, newline="", encoding="utf-8") as rows:
            files = [row[0] for row in csv.reader(rows) if row and not row[0].endswith(".pyc")]
        if not all(os.path.exists(os.path.join(site, name)) for name in files):
            broken.append(re.sub(r"-[^-]*\.dist-info$", "", os.path.basename(os.path.dirname(record))))
    return broken


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(venv):
    """Names of the packages that say they are installed."""
    folders = glob.glob(os.path.join(venv, "lib", "python*", "site-packages", "*.dist-info"))
    return {normal(os.path.basename(path).split("-", 1)[0]) for path in folders}


def missing(venv, lock, stamp):
    """Locked packages that the finished environment had and that are gone now."""
    had = set(stamp.split()[1:])
    return sorted((set(locked(lock)) & had) - installed(venv))


def read_stamp(venv):
    try:
        with open(os.path.join(venv, "built-from.txt"), encoding="utf-8") as stamp:
            return stamp.read()
    except OSError:
        return ""


def write_stamp(venv, lock):
    """Say, as the last step, what the environment was built from and holds."""
    temporary = os.path.join(venv, "built-from.tmp")
    with open(temporary, "w", encoding="utf-8") as stamp:
        stamp.write("\n".join([fingerprint(lock), *sorted(installed(venv))]) + "\n")
    os.replace(temporary, os.path.join(venv, "built-from.txt"))


def to_mend(venv, lock):
    """Packages that must be installed anew; an empty list when all is well, None when all must be installed."""
    stamp = read_stamp(venv)
    if not stamp.startswith(fingerprint(lock)) or not works(python_of(venv), (3, 10) if venv == RASA else None):
        return None
    return missing(venv, lock, stamp) + damaged(venv)


def python_of(venv):
    return os.path.join(venv, "bin", "python")


def install(uv, venv, lock, mend, label):
    command = [uv, "pip", "install", "--python", python_of(venv), "--no-deps", "--require-hashes", "-r", lock]
    for name in mend:
        command += ["--reinstall-package", name]
    run(command, label)


def lock_for(least, stamp):
    """The lock to build from: `least` of LOCKS, or a larger one that the environment was built from already (its tools stay)."""
    enough = [os.path.join(ROOT, "requirements", name + ".txt") for name in LOCKS[LOCKS.index(least):]]
    return next((lock for lock in enough if stamp.startswith(fingerprint(lock))), enough[0])


def build_app(least):
    """`.venv`: the portal, the expert system and, as far as `least` of LOCKS asks for them, the test tools."""
    lock = lock_for(least, read_stamp(APP))
    mend = to_mend(APP, lock)
    if mend == []:
        return
    if not works(python_of(APP)):
        say("De omgeving van het portaal wordt gemaakt (.venv) …")
        shutil.rmtree(APP, ignore_errors=True)
        run([sys.executable, "-m", "venv", APP], "Een omgeving maken (op Debian: installeer python3-venv)")
    uv = os.path.join(APP, "bin", "uv")
    if not works_as_tool(uv):
        run([python_of(APP), "-m", "ensurepip", "--upgrade"], "De installatiehulp klaarzetten")
        run([python_of(APP), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--force-reinstall",
             "--require-hashes", "-r", os.path.join(ROOT, "requirements", "bootstrap.txt")], "De installatiehulp ophalen")
    say("Pakketten van het portaal worden geïnstalleerd (ongeveer een halve minuut) …")
    install(uv, APP, lock, mend or [], "Het portaal installeren")
    run([uv, "pip", "install", "-q", "--python", python_of(APP), "--no-deps", "--no-build-isolation", "-e", ROOT],
        "Het commando wijzer installeren")
    write_stamp(APP, lock)


def works_as_tool(tool):
    try:
        return subprocess.call([tool, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def build_rasa():
    """`.venv-rasa`: Rasa open source, which asks for Python 3.10."""
    lock = os.path.join(ROOT, "requirements", "rasa.txt")
    mend = to_mend(RASA, lock)
    if mend == []:
        return
    uv = os.path.join(APP, "bin", "uv")
    if not works(python_of(RASA), (3, 10)):
        python = find("3.10") or fetch_python(uv)
        say("De omgeving van Rasa wordt gemaakt (.venv-rasa, Python 3.10) …")
        shutil.rmtree(RASA, ignore_errors=True)
        run([uv, "venv", "-q", "--python", python, RASA], "De omgeving van Rasa maken")
    say("Rasa wordt geïnstalleerd (2,6 GB; een halve tot twee minuten) …")
    install(uv, RASA, lock, mend or [], "Rasa installeren")
    write_stamp(RASA, lock)


def fetch_python(uv):
    """Let uv fetch a Python 3.10 into `.python/`, inside the project."""
    say("Python 3.10 staat niet op deze computer; uv haalt het op …")
    os.environ["UV_PYTHON_INSTALL_DIR"] = os.path.join(ROOT, ".python")
    if subprocess.call([uv, "python", "install", "3.10"], cwd=ROOT) == 0:
        found = sorted(glob.glob(os.path.join(ROOT, ".python", "*3.10*", "bin", "python3.10")))
        if found:
            return found[-1]
    raise CannotBuild(
        "Rasa heeft Python 3.10 nodig en dat is niet gevonden (PATH, pyenv) en niet op te halen. "
        "Installeer Python 3.10 (bijvoorbeeld: pyenv install 3.10) en draai het commando nog eens."
    )


def build_provider():
    """The OpenID provider that tests/login signs in at; from its own lock, beside the tests."""
    folder = os.path.join(ROOT, "tests", "login", "provider")
    lock = os.path.join(folder, "package-lock.json")
    stamp = os.path.join(folder, "node_modules", "built-from.txt")
    try:
        with open(stamp, encoding="utf-8") as built:
            if built.read() == fingerprint(lock):
                return
    except OSError:
        pass
    if not (works_as_tool("node") and works_as_tool("npm")):
        raise CannotBuild(
            "De tests van het aanmelden hebben node en npm nodig. Installeer die (Debian: apt install nodejs npm) en draai het commando nog eens."
        )
    say("De aanmelddienst voor de tests wordt geïnstalleerd …")
    run(["npm", "ci", "--prefix", folder, "--no-fund", "--no-audit", "--ignore-scripts", "--silent"], "De aanmelddienst voor de tests installeren")
    with open(stamp, "w", encoding="utf-8") as built:
        built.write(fingerprint(lock))


def main(arguments):
    if sys.version_info[:2] < OLDEST:
        newer = next(filter(None, (find(version) for version in ("3.13", "3.12", "3.11"))), None)
        if newer is None:
            raise CannotBuild(
                "Loopbaanwijzer heeft Python 3.11 of nieuwer nodig; dit is Python {}.{}. "
                "Installeer Python 3.11 en draai het commando nog eens.".format(*sys.version_info[:2])
            )
        os.execv(newer, [newer, os.path.abspath(__file__), *arguments])
    build_app("mutation" if "--mutation" in arguments else "dev" if "--test" in arguments else "app")
    build_rasa()
    if "--provider" in arguments:
        build_provider()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except CannotBuild as problem:
        sys.exit("wijzer: " + str(problem))
    except KeyboardInterrupt:
        sys.exit("\nwijzer: gestopt. De volgende keer gaat het verder waar het was.")
