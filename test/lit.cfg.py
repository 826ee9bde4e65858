# lit's view of the suite; test/README.md says how to write a test.
import glob
import importlib.util
import os
import re
import shutil

import lit.formats

config.name = "AsyncTidy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "mutants", "standins", "torture"]
# For what has to find an installed tool's own files.
for name in ("HOME", "NODE_EXTRA_CA_CERTS", "MUTANT"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

major = config.llvm_major
tidy = f"{config.llvm_tools}/clang-tidy"
clangxx = f"{config.llvm_tools}/clang++"
drivers = f"{config.test_source_root}/drivers"

config.environment["PATH"] = os.pathsep.join(
    [config.llvm_tools, os.environ.get("PATH", "")]
)
config.available_features.add(f"llvm-{major}")


def define(name, text):
    # The end of the word is part of the name: %boost is not in %boost_flags.
    config.substitutions.append((re.escape(name) + r"\b", text))


# Under `./dev coverage`, a test's counts are kept apart from the others'.
counted = ("env LLVM_PROFILE_FILE=%t-%m.profraw "
           if "LLVM_PROFILE_FILE" in config.environment else "")
# Under `./dev mutate`, a check's test is one process per mutant.
mutants = lit_config.params.get("mutants")
driver = f"forked_check.py --mutants={mutants}" if mutants else "check.py"
# Under `./dev test --libc++`, which can run beside another one.
stdlib = lit_config.params.get("stdlib")
if stdlib:
    config.test_exec_root += f"-{stdlib}"
    driver += f" --stdlib={stdlib}"
define("%check", f"{counted}python3 {drivers}/{driver} "
       f"--bin={config.llvm_tools} --module={config.module}")
define("%linked", f"{counted}python3 {drivers}/linked.py {config.llvm_tools} "
       f"{config.module}")
define("%split", f"{counted}python3 {drivers}/split.py {config.llvm_tools} "
       f"{config.module}")
define("%behaviour", f"{counted}python3 {drivers}/behaviour.py "
       f"--bin={config.llvm_tools} --module={config.module}")
define("%tidy", f"{counted}{tidy} --load={config.module}")
define("%build", config.build)
define("%source", f"{config.test_source_root}/..")
define("%major", major)
define("%path", config.environment["PATH"])
define("%llvm", config.llvm_tools)
define("%clangxx", clangxx)
define("%module", config.module)
define("%examples", f"{config.test_source_root}/../examples")
define("%standins", f"{config.test_source_root}/standins")
define("%inputs", f"{config.test_source_root}/checks/Inputs")
define("%vocabulary", f"{config.test_source_root}/../vocabulary")

# The programs: the build tree is laid out as what is installed.
for name in ("async-clang-tidy", "async-tidy-pass", "async-tidy-sarif",
             "async-clangd"):
    program = f"{config.build}/bin/{name}"
    if os.path.exists(program):
        config.available_features.add(name)
    define(f"%{name}", program)

if glob.glob(f"{config.build}/packages/*-standalone-*.tar.gz"):
    config.available_features.add("standalone")

# What drives them, or looks at what they made.
for name in ("cmake", "ninja", "chromedriver", "pre-commit", "mkdocs", "npm",
             "nvim", "mmdebstrap", "git", "clang-format-22", "shellcheck"):
    if shutil.which(name):
        config.available_features.add(name)
# Debian's has its rules for Java, without which it does nothing, elsewhere.
if shutil.which("bazel") and os.path.exists("/usr/share/bazel/rules/java"):
    config.available_features.add("bazel")
if importlib.util.find_spec("jsonschema"):
    config.available_features.add("jsonschema")
# For Debian's own Python.
if os.path.exists("/usr/lib/python3/dist-packages/pyte"):
    config.available_features.add("pyte")
if os.geteuid() == 0:
    config.available_features.add("root")

# A clang-tidy that the module was not built for.
for other in ("22", "19", "16"):
    other_tidy = shutil.which(f"clang-tidy-{other}")
    if other != major and other_tidy:
        config.available_features.add("other-clang-tidy")
        define("%other_tidy", other_tidy)
        break


# The compiler's own run-time libraries are a package of their own.
for name in ("asan", "profile"):
    if glob.glob(f"{config.llvm_tools}/../lib/clang/*/lib/*/libclang_rt.{name}*"):
        config.available_features.add(name)


# The libraries that the tests use for real, as Debian 12 has them.
def library(feature, header, flags):
    if os.path.exists(header):
        config.available_features.add(feature)
    define("%" + feature.split("-")[0] + "_flags", flags)


def boost_version(header):
    if os.path.exists(header):
        with open(header) as text:
            return int(re.search(r"BOOST_VERSION (\d+)", text.read()).group(1))
    return 0


# Another one than the system's: `--param boost=DIR`, which has boost/.
boost = lit_config.params.get("boost", "/usr/include")
boost_flags = "-pthread" if boost == "/usr/include" else f"-pthread -isystem {boost}"
if boost_version(f"{boost}/boost/version.hpp") >= 108100:
    config.available_features.add("boost-asio")
define("%boost_flags", boost_flags)
# Boost has Cobalt from 1.84 on; Debian 12 and 13 have an older one.
if os.path.exists(f"{boost}/boost/cobalt.hpp"):
    define("%cobalt_flags", boost_flags)
else:
    define("%cobalt_flags", f"{boost_flags} -isystem {config.test_source_root}/standins")
library("openssl", "/usr/include/openssl/ssl.h", "")
library("asio", "/usr/include/asio.hpp",
        "-pthread -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE")
# The tests of Boost.Asio are those of Asio, too.
define("%as_asio", " ".join(
    f"'-replace={boost}=>{plain}'"
    for boost, plain in (("namespace asio = boost::asio;", ""),
                         ("namespace net = boost::asio;",
                          "namespace net = asio;"),
                         ("boost::system::", "asio::"), ("boost::asio", "asio"),
                         ("boost/asio", "asio"), ("BOOST_ASIO", "ASIO"))))
qt = (glob.glob("/usr/include/*/qt6") or [""])[0]
system = ["/usr/include/qcoro6", "/usr/include/qcoro6/qcoro",
          "/usr/include/qcoro6/QCoro", qt, f"{qt}/QtCore", f"{qt}/QtNetwork"]
library("qcoro", "/usr/include/qcoro6/qcoro/qcorotask.h",
        " ".join(["-fPIC"] + [f"-isystem {path}" for path in system]))
define("%qcoro_libs", "-lQCoro6Core -lQt6Core")
if "qcoro" in config.available_features and os.path.exists(f"{qt}/QtGui/QWindow"):
    config.available_features.add("qtgui")
define("%qtgui_flags", f"-isystem {qt}/QtGui -isystem {qt}/QtWidgets")
