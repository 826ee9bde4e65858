//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

/// What the sources below are about: `use(operand)`.
static const char *const Declarations = R"cpp(
struct T {
  int get(int = 0); T operator+(const T &); T &operator=(int); T operator*();
  T operator()(int = 0); T operator[](int); T *operator->(); T operator++(int);
  int *begin(); T same(); void wait(); explicit operator bool();
  T operator<<(int); bool operator<(const T &); T operator!(); int M;
};
struct Text { int size(); operator bool(); Text *operator->(); int operator*();
  int operator()(int); int operator[](int); };
struct W { Text get(); int *pointer(); int number(); Text (*function())(); };
T make(); T t, *p; const T ct{}; const T *cp; bool b; int i, a[3];
std::unique_ptr<T> up; std::unique_ptr<const T> ucp; W w;
template <class X> void use(X &&); template <class X> void use2(X &&, int);
)cpp";

namespace {
/// A rewrite of one source, and the source afterwards.
struct Scene {
  explicit Scene(llvm::StringRef Body)
      : AST(Declarations + ("void test() { " + Body + " }").str()),
        Index(*AST.function("test")), Edits(AST.context(), include()) {}

  /// The operand of `use`.
  const Expr &operand() const { return *AST.callOf("use")->getArg(0); }

  /// The body of `test` after the edits, or the reason against them.
  std::string result() const {
    if (!Edits) {
      EXPECT_TRUE(Edits.hints().empty());
      return "refused: " + Edits.reason().str();
    }
    llvm::StringRef Whole = AST.code();
    std::string Result = AST.apply(Edits.hints());
    llvm::StringRef After(Result);
    After = After.drop_front(Whole.rfind("void test() { ") + 14);
    EXPECT_TRUE(After.consume_back(" }"));
    std::string Included;
    for (const std::string &Header : Headers)
      Included += "<" + Header + "> ";
    return Included + After.str();
  }

  Rewrite::IncludeHint include() {
    return [this](FileID, llvm::StringRef Header,
                  Rewrite::FixOn) -> std::optional<FixItHint> {
      Headers.push_back(Header.str());
      return std::nullopt;
    };
  }

  TestAST AST;
  BodyIndex Index;
  mutable std::vector<std::string> Headers;
  Rewrite Edits;
};
} // namespace

static std::string awaited(llvm::StringRef Body, AwaitForm Form) {
  Scene S(Body);
  S.Edits.await(S.operand(), Form);
  return S.result();
}

static std::string pointeeAwaited(llvm::StringRef Body, AwaitForm Form) {
  Scene S(Body);
  S.Edits.awaitPointee(S.operand(), Form);
  return S.result();
}

TEST(RewriteAwait, Values) {
  for (AwaitForm Form :
       {AwaitForm::AsNamed, AwaitForm::Moved, AwaitForm::InPlace}) {
    EXPECT_EQ(awaited("use(make());", Form), "use(co_await make());");
    EXPECT_EQ(awaited("use(T{});", Form), "use(co_await T{});");
    EXPECT_EQ(awaited("use(p->same());", Form), "use(co_await p->same());");
    EXPECT_EQ(awaited("use( /*why*/ make() );", Form),
              "use( /*why*/ co_await make() );");
  }
  EXPECT_EQ(awaited("use(make());", AwaitForm::Never),
            "refused: it has no awaiter");
}

TEST(RewriteAwait, NamedObjects) {
  EXPECT_EQ(awaited("use(t);", AwaitForm::AsNamed), "use(co_await t);");
  EXPECT_EQ(awaited("use(t);", AwaitForm::Moved),
            "use(co_await std::move(t));");
  EXPECT_EQ(awaited("use(t);", AwaitForm::InPlace),
            "refused: it must be awaited where it is created");
  EXPECT_EQ(awaited("use(p[i]);", AwaitForm::Moved),
            "use(co_await std::move(p[i]));");
  EXPECT_EQ(awaited("use(*p);", AwaitForm::Moved),
            "use(co_await std::move(*p));");
  EXPECT_EQ(awaited("use((t));", AwaitForm::Moved),
            "use(co_await std::move((t)));");
  EXPECT_EQ(awaited("use(ct);", AwaitForm::AsNamed), "use(co_await ct);");
  EXPECT_EQ(awaited("use(ct);", AwaitForm::Moved),
            "refused: a const object cannot be moved from");
  EXPECT_EQ(awaited("use(b ? t : *p);", AwaitForm::Moved),
            "use(co_await std::move(b ? t : *p));");
  EXPECT_EQ(awaited("use((i, t));", AwaitForm::Moved),
            "use(co_await std::move((i, t)));");
}

TEST(RewriteAwait, MovedObjects) {
  EXPECT_EQ(awaited("use(std::move(t));", AwaitForm::Moved),
            "use(co_await std::move(t));");
  EXPECT_EQ(awaited("use(std::move(t));", AwaitForm::AsNamed),
            "use(co_await std::move(t));");
  EXPECT_EQ(awaited("use(std::move(t));", AwaitForm::InPlace),
            "refused: it must be awaited where it is created");
}

TEST(RewriteAwait, Parentheses) {
  const auto As = AwaitForm::AsNamed;
  EXPECT_EQ(awaited("use(b ? make() : T());", As),
            "use(co_await (b ? make() : T()));");
  EXPECT_EQ(awaited("use(t + t);", As), "use(co_await (t + t));");
  EXPECT_EQ(awaited("use(t << 1);", As), "use(co_await (t << 1));");
  EXPECT_EQ(awaited("use(t = 1);", As), "use(co_await (t = 1));");
  EXPECT_EQ(awaited("use((t + t));", As), "use(co_await (t + t));");
  EXPECT_EQ(awaited("use(p->*&T::M);", As), "use(co_await (p->*&T::M));");
  // What binds as tightly as co_await, or tighter.
  EXPECT_EQ(awaited("use(*t);", As), "use(co_await *t);");
  EXPECT_EQ(awaited("use(!t);", As), "use(co_await !t);");
  EXPECT_EQ(awaited("use(t(1));", As), "use(co_await t(1));");
  EXPECT_EQ(awaited("use(t[1]);", As), "use(co_await t[1]);");
  EXPECT_EQ(awaited("use(static_cast<T>(t));", As),
            "use(co_await static_cast<T>(t));");
  EXPECT_EQ(awaited("use((T)t);", As), "use(co_await (T)t);");
  EXPECT_EQ(awaited("use([] { return T(); }());", As),
            "use(co_await [] { return T(); }());");
}

TEST(RewriteAwait, Pointees) {
  EXPECT_EQ(pointeeAwaited("use(p);", AwaitForm::AsNamed), "use(co_await *p);");
  EXPECT_EQ(pointeeAwaited("use(p);", AwaitForm::Moved),
            "use(co_await std::move(*p));");
  EXPECT_EQ(pointeeAwaited("use(up);", AwaitForm::Moved),
            "use(co_await std::move(*up));");
  EXPECT_EQ(pointeeAwaited("use(cp);", AwaitForm::AsNamed),
            "use(co_await *cp);");
  EXPECT_EQ(pointeeAwaited("use(cp);", AwaitForm::Moved),
            "refused: a const object cannot be moved from");
  EXPECT_EQ(pointeeAwaited("use(ucp);", AwaitForm::Moved),
            "refused: a const object cannot be moved from");
  EXPECT_EQ(pointeeAwaited("use(p);", AwaitForm::InPlace),
            "refused: it must be awaited where it is created");
  EXPECT_EQ(pointeeAwaited("use(p);", AwaitForm::Never),
            "refused: it has no awaiter");
}

TEST(RewriteAwait, AnObjectThatIsNotWritten) {
  TestAST AST("struct T { void wait(); void f() { wait(); } };\n"
              "struct U { void wait(); void g() { this->wait(); } };");
  const auto ObjectIn = [&](llvm::StringRef Function) {
    return AST
        .find<CXXMemberCallExpr>(
            cxxMemberCallExpr(hasAncestor(functionDecl(hasName(Function)))))
        ->getImplicitObjectArgument();
  };
  Rewrite Implicit(AST.context());
  Implicit.awaitPointee(*ObjectIn("f"), AwaitForm::AsNamed);
  EXPECT_FALSE(Implicit);
  EXPECT_EQ(Implicit.reason(), "the object is not written");
  Rewrite Explicit(AST.context());
  Explicit.awaitPointee(*ObjectIn("g"), AwaitForm::AsNamed);
  EXPECT_TRUE(Explicit);
}

/// `co_await ` before the first call of a member of `w`, with the parentheses
/// that its place asks for.
static std::string inContext(llvm::StringRef Body) {
  Scene S(Body);
  const auto *Call = S.AST.find<CXXMemberCallExpr>(cxxMemberCallExpr(
      on(ignoringParenImpCasts(declRefExpr(to(varDecl(hasName("w"))))))));
  S.Edits.insertBefore(Call->getBeginLoc(), "co_await ");
  S.Edits.parenthesizeForContext(*Call, S.Index);
  return S.result();
}

TEST(RewriteContext, BindsTighter) {
  EXPECT_EQ(inContext("w.get().size();"), "(co_await w.get()).size();");
  EXPECT_EQ(inContext("w.get()->size();"), "(co_await w.get())->size();");
  EXPECT_EQ(inContext("w.get()(1);"), "(co_await w.get())(1);");
  EXPECT_EQ(inContext("w.get()[1];"), "(co_await w.get())[1];");
  EXPECT_EQ(inContext("w.pointer()[1];"), "(co_await w.pointer())[1];");
  EXPECT_EQ(inContext("w.function()();"), "(co_await w.function())();");
  EXPECT_EQ(inContext("w.get().operator bool();"),
            "(co_await w.get()).operator bool();");
}

TEST(RewriteContext, DoesNot) {
  for (const char *Body : {"w.get();",
                           "int n = w.number() + 1;",
                           "int n = 1 + w.number();",
                           "a[w.number()] = 1;",
                           "use(w.get());",
                           "*w.get();",
                           "-w.number();",
                           "(w.get()).size();",
                           "if (w.get()) {}",
                           "while (!w.get()) {}",
                           "bool c = w.get();",
                           "b ? w.get() : w.get();",
                           "t(w.number());",
                           "t[w.number()];",
                           "int n = (int)w.number();",
                           "int n{w.number()};",
                           "auto x = w.get();",
                           "for (;w.get();) {}",
                           "w.get(), i;",
                           "switch (w.number()) {}",
                           "return (void)w.get();",
                           "a[0] = w.number();",
                           "Text{w.get()};",
                           "static_cast<bool>(w.get());"}) {
    std::string Want(Body);
    Want.insert(Want.find("w."), "co_await ");
    EXPECT_EQ(inContext(Body), Want);
  }
}

TEST(RewriteEdits, TouchingOnesAreMerged) {
  // What an await in place of a wait is made of.
  Scene S("i = t.get();");
  const auto *Call = cast<CXXMemberCallExpr>(S.AST.callOf("get"));
  const Expr *Object = Call->getImplicitObjectArgument();
  S.Edits.await(*Object, AwaitForm::Moved);
  S.Edits.removeBehind(Object->getEndLoc(), Call->getEndLoc());
  S.Edits.wrap(Call->getSourceRange(), "(", ")");
  EXPECT_EQ(S.Edits.hints().size(), 2u);
  EXPECT_EQ(S.result(), "i = (co_await std::move(t));");
}

TEST(RewriteEdits, NestAsTheyAreMade) {
  Scene S("use(i);");
  SourceRange Range = S.operand().getSourceRange();
  S.Edits.wrap(Range, "a(", ")a");
  S.Edits.wrap(Range, "b(", ")b");
  S.Edits.insertBefore(Range.getBegin(), "c ");
  EXPECT_EQ(S.result(), "use(c b(a(i)a)b);");
}

TEST(RewriteEdits, NeighboursKeepToThemselves) {
  // The end of one token is the beginning of the next.
  Scene S("use(-i);");
  const auto *Minus = cast<UnaryOperator>(S.operand().IgnoreImplicit());
  S.Edits.insertBefore(Minus->getSubExpr()->getBeginLoc(), "R");
  S.Edits.insertAfterToken(Minus->getOperatorLoc(), "L");
  EXPECT_EQ(S.result(), "use(-LRi);");
}

TEST(RewriteEdits, ReplaceAndRemove) {
  Scene S("use(make());");
  const Expr *Operand = S.operand().IgnoreImplicit();
  S.Edits.replace(Operand->getSourceRange(), "t");
  EXPECT_EQ(S.Edits.text(Operand->getSourceRange()), "make()");
  EXPECT_EQ(S.result(), "use(t);");

  Scene Removed("use(t.same().get());");
  const auto *Get = cast<CXXMemberCallExpr>(Removed.AST.callOf("get"));
  Removed.Edits.removeBehind(Get->getImplicitObjectArgument()->getEndLoc(),
                             Get->getEndLoc());
  EXPECT_EQ(Removed.result(), "use(t.same());");

  Scene Front("use(make());");
  Front.Edits.removeUpTo(Front.AST.callOf("use")->getBeginLoc(),
                         Front.operand().getBeginLoc());
  EXPECT_EQ(Front.result(), "make());");
}

/// Removes everything of `t.get(...)` but the object.
static std::string withoutGet(llvm::StringRef Body) {
  Scene S(Body);
  const auto *Call = cast<CXXMemberCallExpr>(S.AST.callOf("get"));
  S.Edits.removeBehind(Call->getImplicitObjectArgument()->getEndLoc(),
                       Call->getEndLoc());
  return S.result();
}

TEST(RewriteEdits, CommentsAreNotTakenAlong) {
  EXPECT_EQ(withoutGet("t.get();"), "t;");
  EXPECT_EQ(withoutGet("t\n  .get();"), "t;");
  EXPECT_EQ(withoutGet("t /* blocks */ .get();"),
            "refused: a comment stands in the way");
  EXPECT_EQ(withoutGet("t // blocks\n.get();"),
            "refused: a comment stands in the way");
  EXPECT_EQ(withoutGet("t.get(/*none*/);"),
            "refused: a comment stands in the way");
  EXPECT_EQ(withoutGet("/* before */ t.get() /* behind */;"),
            "/* before */ t /* behind */;");
  // Not a comment.
  EXPECT_EQ(withoutGet("t.get(sizeof \"http://here /*\");"), "t;");
  EXPECT_EQ(withoutGet("t\n#if 1\n.get()\n#endif\n;"),
            "refused: a preprocessor directive stands in the way");

  const auto WithoutUse = [](llvm::StringRef Body) {
    Scene S(Body);
    S.Edits.removeUpTo(S.AST.callOf("use")->getBeginLoc(),
                       S.operand().getBeginLoc());
    return S.result();
  };
  EXPECT_EQ(WithoutUse("use( make());"), "make());");
  EXPECT_EQ(WithoutUse("use(/*all*/ make());"),
            "refused: a comment stands in the way");
  EXPECT_EQ(WithoutUse("use(// all\n make());"),
            "refused: a comment stands in the way");
}

TEST(RewriteEdits, OverlappingOnesAreRefused) {
  Scene S("use(make());");
  SourceRange Range = S.operand().IgnoreImplicit()->getSourceRange();
  S.Edits.replace(Range, "t");
  S.Edits.replace(S.AST.callOf("use")->getSourceRange(), "u");
  EXPECT_EQ(S.result(), "refused: two edits would overlap");

  // An insertion into what is replaced.
  Scene Inside("use(t.same());");
  const Expr *Same = Inside.operand().IgnoreImplicit();
  Inside.Edits.replace(Same->getSourceRange(), "t");
  Inside.Edits.insertBefore(Same->getEndLoc(), "1");
  EXPECT_EQ(Inside.result(), "refused: two edits would overlap");
}

TEST(RewriteEdits, AreNotMadeWhereAnotherCheckMakesSome) {
  Scene S("use(make());");
  const int One = 0, Other = 0;
  EditClaims Claims;
  const auto Replacing = [&](const int &Owner, llvm::StringRef Text) {
    Rewrite Edits(S.AST.context());
    Edits.shareWith(Claims, &Owner);
    Edits.replace(S.operand().IgnoreImplicit()->getSourceRange(), Text);
    return Edits;
  };
  EXPECT_FALSE(Replacing(One, "t").hints().empty());
  EXPECT_EQ(Replacing(Other, "u").reason(),
            "another fix changes the same code");
  EXPECT_TRUE(Replacing(Other, "u").hints().empty());
  // The same edit is none of two, and a check knows its own.
  EXPECT_EQ(Replacing(Other, "t").reason(), "");
  EXPECT_EQ(Replacing(One, "u").reason(), "");
  Rewrite Elsewhere(S.AST.context());
  Elsewhere.shareWith(Claims, &Other);
  Elsewhere.insertBefore(S.AST.callOf("use")->getBeginLoc(), "x");
  EXPECT_EQ(Elsewhere.reason(), "");
}

TEST(RewriteEdits, MacrosAreRefused) {
  TestAST AST("#define WAIT(X) use(X)\n#define NAME i\n#define ALL use(i)\n"
              "void use(int); int i;\n"
              "void body() { WAIT(i); }\nvoid argument() { use(NAME); }\n"
              "void all() { ALL; }\nvoid none() { use(i); }\n"
              "void around() { use(i + NAME); }");
  const auto Refused = [&](llvm::StringRef Function) {
    const auto *Call = AST.find<CallExpr>(
        callExpr(hasAncestor(functionDecl(hasName(Function)))));
    Rewrite Edits(AST.context());
    Edits.wrap(Call->getArg(0)->getSourceRange(), "(", ")");
    EXPECT_EQ(Edits.hints().empty(), !Edits);
    return Edits.reason().str();
  };
  EXPECT_EQ(Refused("none"), "");
  for (const char *Function : {"body", "argument", "all", "around"})
    EXPECT_EQ(Refused(Function), "it is inside a macro") << Function;
}

TEST(RewriteEdits, SystemHeadersAreRefused) {
  TestAST AST("void f();", "struct in_library { void g(); };\n");
  Rewrite Edits(AST.context());
  Edits.insertBefore(AST.function("g")->getBeginLoc(), "x");
  EXPECT_FALSE(Edits);
  EXPECT_EQ(Edits.reason(), "it is in a system header");
  Rewrite Across(AST.context());
  Across.removeUpTo(AST.function("g")->getBeginLoc(),
                    AST.function("f")->getBeginLoc());
  EXPECT_EQ(Across.reason(), "it spans several files");
  Rewrite Nowhere(AST.context());
  Nowhere.insertBefore(SourceLocation(), "x");
  EXPECT_EQ(Nowhere.reason(), "its source text cannot be found");
  Rewrite NothingToReplace(AST.context());
  NothingToReplace.replace(SourceRange(), "x");
  EXPECT_EQ(NothingToReplace.reason(), "its source text cannot be found");
}

TEST(RewriteEdits, AreAllOrNothing) {
  Scene S("use(i);");
  EXPECT_FALSE(S.Edits) << "nothing to do";
  EXPECT_EQ(S.Edits.reason(), "");
  S.Edits.insertBefore(S.operand().getBeginLoc(), "a");
  EXPECT_TRUE(S.Edits);
  S.Edits.refuse("first");
  S.Edits.refuse("second");
  S.Edits.insertBefore(S.operand().getBeginLoc(), "b");
  EXPECT_EQ(S.result(), "refused: first");
}

TEST(RewriteIncludes, BringStdMoveWhereItIsMissing) {
  TestAST AST("struct T {} t; void use(T &&); void f() { use((T &&)t); }", "",
              {"-DNO_MOVE"});
  std::vector<std::string> Headers;
  Rewrite Edits(AST.context(),
                [&](FileID, llvm::StringRef Header,
                    Rewrite::FixOn) -> std::optional<FixItHint> {
                  Headers.push_back(Header.str());
                  return std::nullopt;
                });
  const auto *Named =
      AST.find<DeclRefExpr>(declRefExpr(to(varDecl(hasName("t")))));
  Edits.await(*Named, AwaitForm::Moved);
  EXPECT_FALSE(Edits.hints().empty());
  EXPECT_EQ(Headers, std::vector<std::string>{"utility"});
}

TEST(RewriteIncludes, AreRefusedWithoutTheHeader) {
  TestAST AST("int i;");
  const auto Make = [](FileID, llvm::StringRef, Rewrite::FixOn) {
    return std::optional<FixItHint>();
  };
  const auto Has = [](llvm::StringRef Header) { return Header == "there"; };
  SourceLocation Loc = AST.variable("i")->getBeginLoc();
  Rewrite Edits(AST.context(), Make, Has);
  Edits.insertBefore(Loc, "long ");
  Edits.include(Loc, "there");
  EXPECT_TRUE(Edits);
  Edits.include(Loc, "gone");
  EXPECT_EQ(Edits.reason(),
            "it needs <gone>, which is not on the include path");
}

TEST(RewriteIncludes, AreAskedForOnlyWhenTheEditsAreMade) {
  // Whoever makes them remembers what was asked for.
  Scene S("use(t);");
  S.Edits.await(S.operand(), AwaitForm::Moved);
  S.Edits.include(S.operand().getBeginLoc(), "lib/awaiter.hpp");
  S.Edits.include(S.operand().getBeginLoc(), "utility");
  S.Edits.refuse("no");
  EXPECT_TRUE(S.Edits.hints().empty());
  EXPECT_TRUE(S.Headers.empty());
}

TEST(RewriteIncludes, AreMadeOnce) {
  Scene S("use(t);");
  S.Edits.await(S.operand(), AwaitForm::Moved);
  S.Edits.include(S.operand().getBeginLoc(), "lib/awaiter.hpp");
  S.Edits.include(S.operand().getBeginLoc(), "utility");
  S.Edits.include(S.operand().getBeginLoc(), "lib/awaiter.hpp");
  EXPECT_EQ(S.result(),
            "<lib/awaiter.hpp> <utility> use(co_await std::move(t));");
}

TEST(RewriteIncludes, AreAmongTheHints) {
  TestAST AST("#pragma once\nint i;");
  SourceLocation Loc = AST.variable("i")->getBeginLoc();
  Rewrite Edits(
      AST.context(), [&](FileID File, llvm::StringRef Header, Rewrite::FixOn) {
        EXPECT_EQ(File, AST.context().getSourceManager().getMainFileID());
        return FixItHint::CreateInsertion(
            AST.context().getSourceManager().getLocForStartOfFile(File),
            ("#include <" + Header + ">\n").str());
      });
  Edits.insertBefore(Loc, "long ");
  Edits.include(Loc, "utility");
  EXPECT_EQ(AST.apply(Edits.hints()),
            "#include <utility>\n#pragma once\nlong int i;");
}

static std::string withArgument(llvm::StringRef Body) {
  Scene S(Body);
  S.Edits.addArgument(*S.AST.find<CallExpr>(
                          callExpr(hasAncestor(functionDecl(hasName("test"))))),
                      "x");
  return S.result();
}

TEST(RewriteCalls, AddArgument) {
  EXPECT_EQ(withArgument("make();"), "make(x);");
  EXPECT_EQ(withArgument("make( );"), "make( x);");
  EXPECT_EQ(withArgument("use(1);"), "use(1, x);");
  EXPECT_EQ(withArgument("use2(1, 2);"), "use2(1, 2, x);");
  EXPECT_EQ(withArgument("t.same();"), "t.same(x);");
  // Default arguments are not written.
  EXPECT_EQ(withArgument("t.get();"), "t.get(x);");
  EXPECT_EQ(withArgument("t.get(1);"), "t.get(1, x);");
  EXPECT_EQ(withArgument("t();"), "t(x);");
  EXPECT_EQ(withArgument("t(1);"), "t(1, x);");
  EXPECT_EQ(withArgument("t + t;"),
            "refused: an operator takes no further argument");
  EXPECT_EQ(withArgument("t[1];"),
            "refused: an operator takes no further argument");
}

TEST(RewriteCalls, AddNoArgumentToLiterals) {
  TestAST AST("long operator\"\"_s(unsigned long long); long l = 5_s;");
  Rewrite Edits(AST.context());
  Edits.addArgument(*AST.find<CallExpr>(userDefinedLiteral()), "x");
  EXPECT_FALSE(Edits);
  EXPECT_EQ(Edits.reason(), "an operator takes no further argument");
}

static std::string returning(llvm::StringRef Code) {
  TestAST AST(
      ("struct S { int x; }; template <class...> struct L {};\n" + Code).str());
  Rewrite Edits(AST.context());
  Edits.changeReturnType(*AST.function("f"), "R");
  if (!Edits)
    return "refused: " + Edits.reason().str();
  std::string Result = AST.apply(Edits.hints());
  return Result.substr(Result.find('\n') + 1);
}

TEST(RewriteFunctions, ReturnType) {
  EXPECT_EQ(returning("void f() {}"), "R f() {}");
  EXPECT_EQ(returning("static inline int f() { return 1; }"),
            "static inline R f() { return 1; }");
  EXPECT_EQ(returning("L<L<int>> f() { return {}; }"), "R f() { return {}; }");
  EXPECT_EQ(returning("std::vector<L<L<int>>> f();"), "R f();");
  EXPECT_EQ(returning("int *f() { return nullptr; }"),
            "R f() { return nullptr; }");
  EXPECT_EQ(returning("unsigned long f();"), "R f();");
  EXPECT_EQ(returning("struct S f();"), "R f();");
  EXPECT_EQ(returning("::S f();"), "R f();");
  EXPECT_EQ(returning("auto f() { return 1; }"), "R f() { return 1; }");
  EXPECT_EQ(returning("decltype(auto) f() { return 1; }"),
            "R f() { return 1; }");
  EXPECT_EQ(returning("decltype(sizeof(1)) f();"), "R f();");
  EXPECT_EQ(returning("auto f() -> int { return 1; }"),
            "auto f() -> R { return 1; }");
  EXPECT_EQ(returning("auto f() noexcept -> L<L<int>>;"),
            "auto f() noexcept -> R;");
  EXPECT_EQ(returning("[[nodiscard]] int f();"), "[[nodiscard]] R f();");
  EXPECT_EQ(returning("template <class T> L<L<T>> f(T);"),
            "template <class T> R f(T);");
}

TEST(RewriteFunctions, ReturnTypeOfEveryDeclaration) {
  EXPECT_EQ(returning("int f();\nextern int f();\nauto f() -> int;\n"
                      "int f() { return 1; }"),
            "R f();\nextern R f();\nauto f() -> R;\nR f() { return 1; }");
  EXPECT_EQ(returning("struct X { virtual int f(); };\n"
                      "int X::f() { return 1; }"),
            "struct X { virtual R f(); };\nR X::f() { return 1; }");
}

TEST(RewriteFunctions, ReturnTypeThatIsNoneToReplace) {
  EXPECT_EQ(returning("#define I int\nI f();"),
            "refused: it is inside a macro");
  EXPECT_EQ(returning("void (*f())(int);"),
            "refused: the return type stands around the name");
  EXPECT_EQ(returning("int (*f())[3];"),
            "refused: the return type stands around the name");
  EXPECT_EQ(returning("auto f() -> int (*)[3];"), "auto f() -> R;");
  EXPECT_EQ(returning("using F = int();\nF f;"),
            "refused: the return type is not written");
  EXPECT_EQ(returning("const int f();"),
            "refused: the return type is qualified");
  EXPECT_EQ(returning("int const f();"),
            "refused: the return type is qualified");
}
