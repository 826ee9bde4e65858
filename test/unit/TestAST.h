//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the tests of the core share: small sources parsed in this process, a
// way to point at their parts, and a vocabulary written on the spot.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TESTAST_H
#define ASYNCTIDY_TESTAST_H

#include "code/BodyIndex.h"
#include "edits/Rewrite.h"
#include "knowledge/AsyncTypes.h"
#include "knowledge/EmbeddedVocabulary.h"
#include "knowledge/VocabularyReader.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Tooling/Core/Replacement.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// Stands in for <coroutine>, <utility>, <functional> and <mutex>: parsing the
/// real ones for every test would take most of the time. Includes a home-grown
/// lazy task, which no vocabulary knows.
inline constexpr char Prelude[] = R"cpp(
#pragma clang system_header
namespace std {
using size_t = decltype(sizeof(0));
template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
#ifndef NO_MOVE
template <class T>
constexpr typename remove_reference<T>::type &&move(T &&X) noexcept {
  return static_cast<typename remove_reference<T>::type &&>(X);
}
#endif
template <class T, class...> struct coroutine_traits : T {};
template <class P = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  static coroutine_handle from_address(void *) noexcept;
  void *address() const noexcept;
};
template <class P> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  operator coroutine_handle<>() const noexcept;
  void *address() const noexcept;
};
struct suspend_always {
  bool await_ready() noexcept;
  void await_suspend(coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
struct suspend_never {
  bool await_ready() noexcept;
  void await_suspend(coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
class type_info {};
struct mutex {};
template <class M> struct lock_guard {
  explicit lock_guard(M &);
  ~lock_guard();
};
template <class M> struct unique_lock {
  explicit unique_lock(M &);
  ~unique_lock();
  explicit operator bool() const;
};
template <class... M> struct scoped_lock {
  explicit scoped_lock(M &...);
  ~scoped_lock();
};
template <class> struct function;
template <class R, class... A> struct function<R(A...)> {
  function();
  template <class F> function(F) {}
  R operator()(A...) const;
};
template <class T> struct unique_ptr {
  T &operator*() const;
  T *operator->() const;
};
template <class T> struct vector {
  void push_back(T);
  template <class... A> T &emplace_back(A &&...) {
    static T *Last;
    return *Last;
  }
  void reserve(size_t);
  T &operator[](size_t);
  T *begin();
  T *end();
  size_t size() const;
};
struct ignore_t {
  template <class T> const ignore_t &operator=(const T &) const;
};
inline constexpr ignore_t ignore{};
struct thread {
  template <class F, class... A> explicit thread(F &&, A &&...) {}
};
} // namespace std

namespace home {
template <class T> struct promise_result {
  void return_value(T);
};
template <> struct promise_result<void> {
  void return_void();
};
template <class T = void> struct task {
  struct promise_type : promise_result<T> {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace home
)cpp";

/// A source and its syntax tree.
class TestAST {
public:
  /// \p Header becomes "library.h", a system header that is there from the
  /// beginning.
  explicit TestAST(llvm::StringRef Code, llvm::StringRef Header = "",
                   std::vector<std::string> Flags = {})
      : Code(Code) {
    for (const char *Flag : {"-std=c++20", "-Wno-everything", "-include",
                             "prelude.h", "-include", "library.h"})
      Flags.push_back(Flag);
    Unit = tooling::buildASTFromCodeWithArgs(
        Code, Flags, "input.cc", "clang-tool",
        std::make_shared<PCHContainerOperations>(),
        tooling::getClangStripDependencyFileAdjuster(),
        {{"prelude.h", Prelude},
         {"library.h", ("#pragma clang system_header\n" + Header).str()}});
    EXPECT_FALSE(Unit->getDiagnostics().hasErrorOccurred());
  }

  ASTContext &context() const { return Unit->getASTContext(); }
  const std::string &code() const { return Code; }

  /// The first node that \p Matcher finds.
  template <typename Node, typename Matcher>
  const Node *find(const Matcher &M) const {
    const Node *Found = ast_matchers::selectFirst<Node>(
        "it", ast_matchers::match(M.bind("it"), context()));
    EXPECT_TRUE(Found) << "nothing matches";
    return Found;
  }

  /// The definition, or else a declaration, of the function \p Name.
  const FunctionDecl *function(llvm::StringRef Name) const {
    using namespace ast_matchers;
    for (const BoundNodes &Nodes : match(
             functionDecl(hasName(Name), isDefinition()).bind("it"), context()))
      return Nodes.getNodeAs<FunctionDecl>("it");
    return find<FunctionDecl>(functionDecl(hasName(Name)));
  }

  const VarDecl *variable(llvm::StringRef Name) const {
    return find<VarDecl>(ast_matchers::varDecl(ast_matchers::hasName(Name)));
  }

  /// The first call of a function, member function or function object \p Name.
  const CallExpr *callOf(llvm::StringRef Name) const {
    using namespace ast_matchers;
    return find<CallExpr>(callExpr(anyOf(
        callee(namedDecl(hasName(Name))),
        cxxOperatorCallExpr(hasArgument(0, ignoringParenImpCasts(declRefExpr(to(
                                               varDecl(hasName(Name))))))))));
  }

  /// The whole source after the edits; clang-tidy's rules apply, so that edits
  /// that conflict are a failure.
  std::string apply(const std::vector<FixItHint> &Hints) const {
    tooling::Replacements All;
    const SourceManager &SM = context().getSourceManager();
    for (const FixItHint &Hint : Hints) {
      tooling::Replacement One(SM, Hint.RemoveRange, Hint.CodeToInsert,
                               context().getLangOpts());
      EXPECT_EQ(One.getFilePath(), "input.cc");
      if (llvm::Error Conflict = All.add(One))
        ADD_FAILURE() << llvm::toString(std::move(Conflict));
    }
    auto Result = tooling::applyAllReplacements(Code, All);
    if (Result)
      return *Result;
    ADD_FAILURE() << llvm::toString(Result.takeError());
    return "";
  }

private:
  std::string Code;
  std::unique_ptr<ASTUnit> Unit;
};

/// A vocabulary that must be right.
inline Library parseOrFail(llvm::StringRef YAML) {
  VocabularyError Error;
  std::optional<Library> Parsed = parseVocabulary("test.yaml", YAML, Error);
  EXPECT_TRUE(Parsed) << Error.str();
  return Parsed ? std::move(*Parsed) : Library();
}

/// What is known of one source, from vocabularies and from its structure.
struct Knowledge {
  /// Later vocabularies win.
  Knowledge(const TestAST &AST, const std::vector<std::string> &Vocabularies)
      : Libraries(parseAll(Vocabularies)),
        Known(AST.context(), pointers(Libraries)), Types(AST.context(), Known) {
  }

  static std::vector<Library> parseAll(const std::vector<std::string> &Texts) {
    std::vector<Library> Parsed;
    for (const std::string &Text : Texts)
      Parsed.push_back(parseOrFail(Text));
    return Parsed;
  }
  /// vocabulary/usual.yaml, which belongs to every translation unit.
  static const Library &usualWords() {
    static const Library Words = [] {
      for (const EmbeddedLibrary &Embedded : embeddedLibraries())
        if (Embedded.File == "usual.yaml")
          return parseOrFail(Embedded.Text.str());
      return Library();
    }();
    return Words;
  }
  static std::vector<const Library *>
  pointers(const std::vector<Library> &Libraries) {
    std::vector<const Library *> Pointers{&usualWords()};
    for (const Library &Lib : Libraries)
      Pointers.push_back(&Lib);
    return Pointers;
  }

  std::vector<Library> Libraries;
  Names Known;
  AsyncTypes Types;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TESTAST_H
