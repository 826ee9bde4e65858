//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "VersionGuard.h"
#include "clang/Basic/Version.h"
#include <cstdio>
#include <cstdlib>
#include <string>

// Nothing of LLVM but getClangFullVersion() is used here: the rest may be
// missing, or differ, in the host that this has to work in.

namespace clang {
// Not there in a host that exports nothing.
std::string getClangFullVersion() __attribute__((weak));
} // namespace clang

namespace clang::tidy::async {
namespace {

/// Before all other initializers: those would call what is not there.
__attribute__((constructor(101))) void refuseToBeLoadedInVain() {
  if (getClangFullVersion)
    return;
  std::fputs(
      "AsyncTidy: this clang-tidy cannot load modules, since it was linked "
      "statically; see docs/packages.md for one that can.\n",
      stderr);
  std::_Exit(1);
}

/// "Debian clang version 22.1.8 (...)" -> "22.1.8".
std::string numbersOf(const std::string &Text) {
  const std::size_t Begin = Text.find_first_of("0123456789");
  if (Begin == std::string::npos)
    return Text;
  return Text.substr(Begin,
                     Text.find_first_not_of("0123456789.", Begin) - Begin);
}

/// "22.1.8" -> "22.1". A patch release keeps the interfaces.
std::string majorMinor(const std::string &Version) {
  return Version.substr(0, Version.find('.', Version.find('.') + 1));
}

bool compareAndTell() {
  const std::string Ours = numbersOf(CLANG_VERSION_STRING);
  const std::string Host = numbersOf(getClangFullVersion());
  if (majorMinor(Ours) == majorMinor(Host))
    return true;
  std::fprintf(stderr,
               "AsyncTidy: this module was built for clang-tidy %s, but "
               "clang-tidy %s loaded it; no async check will run.\n",
               Ours.c_str(), Host.c_str());
  return false;
}

} // namespace

bool hostVersionMatches() {
  static const bool Matches = compareAndTell();
  return Matches;
}

} // namespace clang::tidy::async
