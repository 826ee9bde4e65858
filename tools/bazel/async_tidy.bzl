"""AsyncTidy over the C++ files of targets: one action a file, one that links.

Bazel caches and distributes the actions; see docs/bazel.md.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

AsyncTidyInfo = provider(
    doc = "What is known of a target's files, and of all that it depends on.",
    fields = {
        "states": "depset of folders: what `async-tidy-pass find` keeps of a file",
        "sources": "depset of the files that were read",
        "generated": "depset of C++ files that the build makes, which nobody reads",
    },
)

_SOURCES = ("c++", "cc", "cpp", "cxx")

# Of GCC, when that is the toolchain's compiler.
_UNKNOWN_TO_CLANG = ("-fno-canonical-system-headers",)

def _flags(ctx, target):
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    context = target[CcInfo].compilation_context
    own = [
        ctx.expand_make_variables("copts", flag, {})
        for flag in getattr(ctx.rule.attr, "copts", [])
    ]
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + own,
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(
            transitive = [context.defines, context.local_defines],
        ),
    )
    return [
        flag
        for flag in cc_common.get_memory_inefficient_command_line(
            feature_configuration = features,
            action_name = ACTION_NAMES.cpp_compile,
            variables = variables,
        )
        if flag not in _UNKNOWN_TO_CLANG
    ]

def _aspect_impl(target, ctx):
    below = [
        dep[AsyncTidyInfo]
        for name in ("deps", "implementation_deps")
        for dep in getattr(ctx.rule.attr, name, [])
        if AsyncTidyInfo in dep
    ]
    states, read, generated = [], [], []

    # What other repositories have is their own affair.
    if (CcInfo in target and hasattr(ctx.rule.files, "srcs") and
        not target.label.workspace_name):
        headers = target[CcInfo].compilation_context.headers
        own = ctx.rule.files.srcs
        flags = None
        for file in own:
            if file.extension not in _SOURCES:
                continue
            if not file.is_source:
                generated.append(file)
                continue
            flags = flags or _flags(ctx, target)
            state = ctx.actions.declare_directory(
                "_async_tidy/%s/%s.d" % (target.label.name, file.short_path),
            )
            ctx.actions.run(
                executable = ctx.file._look,
                arguments = [state.path, file.path] + flags,
                inputs = depset(
                    own + ctx.files._config + ctx.files._tool,
                    transitive = [headers, find_cpp_toolchain(ctx).all_files],
                ),
                outputs = [state],
                mnemonic = "AsyncTidy",
                progress_message = "Looking at %s" % file.short_path,
            )
            states.append(state)
        read = [depset(own, transitive = [headers])]
    info = AsyncTidyInfo(
        states = depset(states, transitive = [one.states for one in below]),
        sources = depset(transitive = read + [one.sources for one in below]),
        generated = depset(
            generated,
            transitive = [one.generated for one in below],
        ),
    )
    return [info, OutputGroupInfo(async_tidy = info.states)]

async_tidy_aspect = aspect(
    doc = "Keeps what AsyncTidy sees in each file: " +
          "--aspects=@async_tidy//bazel:async_tidy.bzl%async_tidy_aspect " +
          "--output_groups=async_tidy",
    implementation = _aspect_impl,
    attr_aspects = ["deps", "implementation_deps"],
    attrs = {
        "_cc_toolchain": attr.label(
            default = "@bazel_tools//tools/cpp:current_cc_toolchain",
        ),
        "_config": attr.label(default = "//:config"),
        "_look": attr.label(default = "//bazel:look.py", allow_single_file = True),
        "_tool": attr.label(default = "//:tool"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

_DEPS = {
    "deps": attr.label_list(
        doc = "The targets, usually the binaries: what they depend on is looked " +
              "at, too.",
        aspects = [async_tidy_aspect],
        mandatory = True,
    ),
    "whole": attr.bool(
        doc = "Whether nothing else calls what these targets are made of.",
        default = True,
    ),
    "_async_tidy_pass": attr.label(
        default = "//:bin/async-tidy-pass",
        allow_single_file = True,
    ),
    "_tool": attr.label(default = "//:tool"),
}

def _known(ctx):
    infos = [dep[AsyncTidyInfo] for dep in ctx.attr.deps]
    states = depset(transitive = [one.states for one in infos])
    generated = depset(transitive = [one.generated for one in infos]).to_list()
    return struct(
        states = states,
        sources = depset(transitive = [one.sources for one in infos]),
        paths = " ".join(["'%s'" % one.short_path for one in states.to_list()]),
        options = [] if ctx.attr.whole and not generated else ["--incomplete"],
    )

def _async_tidy_impl(ctx):
    known = _known(ctx)
    page = ctx.actions.declare_file(ctx.label.name + ".html")
    sarif = ctx.actions.declare_file(ctx.label.name + ".sarif")
    arguments = ctx.actions.args()
    arguments.add_all(["report"] + known.options)
    arguments.add("--source", ".")
    arguments.add("-o", page)
    arguments.add("--sarif", sarif)
    arguments.add_all(known.states, expand_directories = False)
    ctx.actions.run(
        executable = ctx.file._async_tidy_pass,
        arguments = [arguments],
        inputs = depset(
            ctx.files._tool,
            transitive = [known.states, known.sources],
        ),
        outputs = [page, sarif],
        mnemonic = "AsyncTidyLink",
        progress_message = "Linking what the files of %s know" % ctx.label.name,
    )
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _RUN % (
        ctx.file._async_tidy_pass.short_path,
        known.paths,
        " ".join(known.options),
    ), is_executable = True)
    return [DefaultInfo(
        files = depset([page, sarif]),
        executable = script,
        runfiles = ctx.runfiles(
            files = ctx.files._tool,
            transitive_files = known.states,
        ),
    )]

# The outputs of actions are not to be written, and `apply` keeps a record there.
_RUN = """#!/bin/sh
set -e
tool="$PWD/%s"
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
number=0
for state in %s; do
  number=$((number + 1))
  cp -RL "$state" "$kept/$number"
done
chmod -R u+w "$kept"
command=apply
case $1 in
link | report | apply)
  command=$1
  shift
  ;;
esac
cd "$BUILD_WORKING_DIRECTORY"
"$tool" $command "$@" %s --source "$BUILD_WORKSPACE_DIRECTORY" "$kept"/*
"""

async_tidy = rule(
    doc = "Reports what AsyncTidy finds in targets and in all that they depend " +
          "on, as NAME.html and NAME.sarif. `bazel run` applies the fixes; with " +
          "`-- link -o FILE`, it writes a program for the option async.Program.",
    implementation = _async_tidy_impl,
    attrs = _DEPS,
    executable = True,
)

def _test_impl(ctx):
    known = _known(ctx)
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _TEST % (
        ctx.file._async_tidy_pass.short_path,
        " ".join(known.options),
        known.paths,
    ), is_executable = True)
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(
        files = ctx.files._tool,
        transitive_files = depset(
            transitive = [known.states, known.sources],
        ),
    ))]

_TEST = """#!/bin/sh
exec '%s' report --fail --list %s --source "$PWD" %s
"""

async_tidy_test = rule(
    doc = "Fails when AsyncTidy finds something.",
    implementation = _test_impl,
    attrs = _DEPS,
    test = True,
)
