//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What async-tidy-link has written of all files of a program, as far as it is
// still true.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINKEDPROGRAM_H
#define ASYNCTIDY_LINKEDPROGRAM_H

#include "program/FunctionKeys.h"
#include "program/SummaryText.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <vector>

namespace clang::tidy::async {

/// One note that explains why a function runs in async code.
struct StepNote {
  /// Invalid when it stands in a file that the unit does not have.
  SourceLocation Loc;
  FilePlace Place;
  std::string Text;
};

/// Whose boundaries are meant.
enum class ProgramView : char {
  All = '0',
  BlockingWait = '1' ///< Those that the option of async-blocking-wait adds.
};

/// What the link has decided about the conversion of a function, or about the
/// stop token that is handed on by it.
struct LinkedConversion {
  char Kind = 0; ///< ConversionHere or the like.
  std::string Why;
  FilePlace At; ///< Without a file, where the warning stands.
};

/// Where a function runs, and the first step of the way there.
struct ProgramFact {
  RunState State = RunState::Boundary;
  RunRoot Root = RunRoot::Coroutine;
  ProgramView View = ProgramView::All;
  FilePlace At;
  std::string Text;
  /// The digest of who runs it; empty at the end of the way.
  std::string Next;
};

class LinkedProgram {
public:
  /// Opens what stands at \p Path; null when it cannot be used, and \p Error
  /// says why, in a line for a human. \p FS lives as long as the result.
  static std::unique_ptr<LinkedProgram>
  open(llvm::vfs::FileSystem &FS, llvm::StringRef Path, std::string &Error);

  /// What is known of the function with that key. Nothing when a file that it
  /// follows from has changed.
  std::optional<ProgramFact> fact(llvm::StringRef Key, ProgramView View) const;

  /// Nothing for functions that are not asked for. \p View is ConversionView,
  /// TokenView, or TokenBeginView: then, Why has the token, who has it, and
  /// what is called without it, with tabs between.
  std::optional<LinkedConversion> conversion(llvm::StringRef Key,
                                             char View = ConversionView) const;

  /// True when \p Fact is known to hold for that function, in files that are
  /// what they were.
  bool tells(llvm::StringRef Key, llvm::StringRef Fact) const;

  /// The notes from \p First on.
  std::vector<StepNote> path(const ProgramFact &First) const;

private:
  LinkedProgram(llvm::vfs::FileSystem &FS,
                std::unique_ptr<llvm::MemoryBuffer> Text)
      : FS(FS), Text(std::move(Text)) {}
  /// \p Folder is where the program stands.
  bool readHead(llvm::StringRef Folder);
  std::optional<ProgramFact> find(llvm::StringRef Digest,
                                  ProgramView View) const;
  bool isAsItWas(unsigned File) const;
  /// Of a function with that key.
  std::string digestOfKey(llvm::StringRef Key) const;

  struct KnownFile {
    std::string Path;
    std::string Digest;
    mutable std::optional<bool> Same;
  };
  llvm::vfs::FileSystem &FS;
  std::unique_ptr<llvm::MemoryBuffer> Text;
  std::vector<KnownFile> Files;
  /// What the paths in keys are relative to; ends in a slash.
  std::string Root;
  /// Sorted lines.
  llvm::StringRef Facts;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LINKEDPROGRAM_H
