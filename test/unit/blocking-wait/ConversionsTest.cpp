//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/Conversions.h"
#include "TestAST.h"
#include "checks/blocking-wait/PendingWaits.h"
#include <map>

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// What is planned for a source, in which `mayWait` may block.
struct Plan {
  explicit Plan(const char *Code,
                Conversions::Scope Allowed = Conversions::Scope::Internal)
      : AST((llvm::Twine("home::task<int> load();\n"
                         "int sync_wait(home::task<int>);\n") +
             Code)
                .str()),
        Known(AST, {}), Graph(AST.context()) {
    Conversions::Host Host;
    Host.Index = [this](const FunctionDecl &F) { return index(F); };
    Host.Waits = [this](const FunctionDecl &F) {
      const auto Index = index(F);
      return pendingWaits(*Index->body(&F), *Index, Known.Types);
    };
    Host.IsSilenced = [](SourceLocation) { return false; };
    Host.IsBoundary = [](const FunctionDecl &F) {
      return F.getNameAsString() == "mayWait";
    };
    Planned.emplace(Graph, Known.Types, std::move(Host), Allowed);
  }

  std::shared_ptr<const BodyIndex> index(const FunctionDecl &Function) {
    const FunctionDecl *Outer = outermostFunction(&Function);
    std::shared_ptr<const BodyIndex> &Slot = Indices[Outer];
    if (!Slot)
      Slot = std::make_shared<BodyIndex>(*Outer);
    return Slot;
  }

  /// "" for what is converted, or the reason against that.
  std::string reason(const char *Function) const {
    const FunctionDecl &F = *AST.function(Function);
    EXPECT_EQ(Planned->converts(F), Planned->reason(F).empty()) << Function;
    return Planned->reason(F);
  }

  TestAST AST;
  Knowledge Known;
  CallGraph Graph;
  std::map<const FunctionDecl *, std::shared_ptr<const BodyIndex>> Indices;
  std::optional<Conversions> Planned;
};
} // namespace

TEST(Conversions, AreForWhatNobodyElseCalls) {
  const Plan P("static int inner() { return sync_wait(load()); }\n"
               "static int outer() { return inner() + 1; }\n"
               "int seen() { return sync_wait(load()); }\n"
               "static int mayWait() { return sync_wait(load()); }\n"
               "template <class T> int generic(T) { return sync_wait(load()); "
               "}\n"
               "int usesGeneric() { return generic(1); }\n"
               "static int callsSeen() { return seen() + mayWait(); }\n"
               "home::task<int> run() { co_return outer() + callsSeen(); }");
  EXPECT_EQ(P.reason("inner"), "");
  EXPECT_EQ(P.reason("outer"), "");
  EXPECT_EQ(P.reason("seen"), "'seen' can be called from other files");
  EXPECT_EQ(P.reason("mayWait"), "'mayWait' may block");
  EXPECT_EQ(P.Planned->reason(*P.AST.callOf("generic")->getDirectCallee()),
            "it depends on a template parameter");
}

TEST(Conversions, NotOfWhatATemplateAsksFor) {
  const char *const Asked = "its type is asked for in an unevaluated operand";
  for (const auto &[Template, Expected] :
       std::initializer_list<std::pair<const char *, const char *>>{
           {"template <class T> concept Has = requires(T t) { t.inner(); };",
            Asked},
           {"template <class T, class = void> struct has; template <class T> "
            "struct has<T, decltype(void(T().inner()))> {};",
            Asked},
           {"template <class T> concept Has = requires(T t) { t.other(); };",
            ""}}) {
    const Plan P((std::string(Template) +
                  "namespace { struct s { int inner() { return "
                  "sync_wait(load()); } }; }\n"
                  "home::task<int> run() { s s; co_return s.inner(); }")
                     .c_str());
    EXPECT_EQ(P.reason("inner"), Expected) << Template;
  }
}

TEST(Conversions, GoWithTheirCallers) {
  const Plan P("static int inner() { return sync_wait(load()); }\n"
               "static int outer() { return inner() + 1; }\n"
               "home::task<int> run() { co_return outer(); }");
  Rewrite Edits(P.AST.context());
  P.Planned->apply(*P.AST.function("outer"), Edits);
  EXPECT_EQ(P.AST.apply(Edits.hints()),
            "home::task<int> load();\n"
            "int sync_wait(home::task<int>);\n"
            "static home::task<int> inner() { co_return co_await load(); }\n"
            "static home::task<int> outer() { co_return co_await inner() + 1; "
            "}\n"
            "home::task<int> run() { co_return co_await outer(); }");
  EXPECT_EQ(&P.Planned->carrier(*P.AST.function("outer")),
            P.AST.function("inner"));
}

TEST(Conversions, WaitWhereACallerCannotAwait) {
  const Plan P("static int inner() { return sync_wait(load()); }\n"
               "static int mayWait() { return inner(); }\n"
               "home::task<int> run() { co_return inner(); }");
  Rewrite Edits(P.AST.context());
  P.Planned->apply(*P.AST.function("inner"), Edits);
  EXPECT_EQ(P.AST.apply(Edits.hints()),
            "home::task<int> load();\n"
            "int sync_wait(home::task<int>);\n"
            "static home::task<int> inner() { co_return co_await load(); }\n"
            "static int mayWait() { return sync_wait(inner()); }\n"
            "home::task<int> run() { co_return co_await inner(); }");
}

TEST(Conversions, ArePlannedOnlyWhereTheyAreWanted) {
  const char *const Code = "int seen() { return sync_wait(load()); }\n"
                           "home::task<int> run() { co_return seen(); }";
  EXPECT_EQ(Plan(Code, Conversions::Scope::All).reason("seen"), "");
  const Plan Off(Code, Conversions::Scope::Off);
  EXPECT_FALSE(Off.Planned->converts(*Off.AST.function("seen")));
  EXPECT_EQ(Off.Planned->reason(*Off.AST.function("seen")), "");
}
