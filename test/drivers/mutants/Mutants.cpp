//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A check that finds nothing: it lets clang-tidy go on in one child process per
// mutant, once the file is parsed. Only mutants that the first child, which is
// none, has reached get theirs. From the environment:
//
//   MUTANTS      numbers, separated by commas
//   MUTANTS_OUT  the folder for what child N says (N.said), for its wait status
//                (N.status), and for what it made of FILE (N.FILE)
//   MUTANTS_IN   the folder of the files, which are as before for each child
//
//===----------------------------------------------------------------------===//

#include "Mutants.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace clang::tidy::async {
namespace {

constexpr rlim_t Seconds = 20;

std::string variable(const char *Name) {
  const char *Value = std::getenv(Name);
  return Value ? Value : "";
}

void write(const std::string &Path, llvm::StringRef Text) {
  std::error_code Error;
  llvm::raw_fd_ostream(Path, Error) << Text;
}

class ForkCheck : public ClangTidyCheck {
public:
  ForkCheck(llvm::StringRef Name, ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Out(variable("MUTANTS_OUT") + "/") {}

  void registerMatchers(ast_matchers::MatchFinder *Finder) override {
    Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
  }

  void onStartOfTranslationUnit() override {
    mutants::Reached = static_cast<bool *>(
        mmap(nullptr, mutants::Most, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    readFiles();
    if (isChild(0))
      return;
    std::vector<bool> Reached(mutants::Reached,
                              mutants::Reached + mutants::Most);
    const std::string Wanted = variable("MUTANTS");
    llvm::SmallVector<llvm::StringRef, 64> Numbers;
    llvm::StringRef(Wanted).split(Numbers, ',', -1, false);
    for (llvm::StringRef Text : Numbers) {
      int Number = 0;
      if (!Text.getAsInteger(10, Number) && Reached[Number] && isChild(Number))
        return;
    }
    _exit(0);
  }

private:
  /// True in the child; false in the parent, when the child has ended.
  bool isChild(int Number) {
    const pid_t Child = fork();
    const std::string Stem = Out + std::to_string(Number);
    if (Child == 0) {
      const int Said = open((Stem + ".said").c_str(),
                            O_WRONLY | O_CREAT | O_TRUNC, 0644);
      dup2(Said, STDOUT_FILENO);
      dup2(Said, STDERR_FILENO);
      const rlimit Limit = {Seconds, Seconds};
      setrlimit(RLIMIT_CPU, &Limit);
      mutants::Active = Number;
      return true;
    }
    int Status = 0;
    waitpid(Child, &Status, 0);
    write(Stem + ".status", std::to_string(Status));
    for (const auto &[Path, Text] : Files) {
      auto Now = llvm::MemoryBuffer::getFile(Path);
      if (Now && (*Now)->getBuffer() == Text)
        continue;
      write(Stem + "." + llvm::sys::path::filename(Path).str(),
            Now ? (*Now)->getBuffer() : "");
      write(Path, Text);
    }
    return false;
  }

  void readFiles() {
    std::error_code Error;
    for (llvm::sys::fs::directory_iterator At(variable("MUTANTS_IN"), Error),
         End;
         At != End && !Error; At.increment(Error))
      if (auto Text = llvm::MemoryBuffer::getFile(At->path()))
        Files.emplace_back(At->path(), (*Text)->getBuffer().str());
  }

  std::string Out;
  std::vector<std::pair<std::string, std::string>> Files;
};

class MutantsModule : public ClangTidyModule {
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<ForkCheck>("mutants-fork");
  }
};

const ClangTidyModuleRegistry::Add<MutantsModule>
    Registration("mutants-module", "One process per mutant.");

} // namespace
} // namespace clang::tidy::async
