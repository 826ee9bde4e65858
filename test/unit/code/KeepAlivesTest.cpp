//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/KeepAlives.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Owners = R"cpp(
namespace lib {
template <class T> struct owner { explicit owner(T *); owner(const owner &);
  ~owner(); T *operator->() const; T &operator*() const; };
template <class T> struct weak { ~weak(); owner<T> lock() const; };
template <class T> struct listed { ~listed(); T *operator->() const; };
template <class T> struct pointer { T *operator->() const; };
template <class T> struct from_this { owner<T> shared_from_this();
  weak<T> weak_from_this(); };
struct gate { struct holder { explicit holder(gate &); ~holder(); };
  holder hold(); void enter(); home::task<> close(); };
template <class F> void with(gate &, F) {}
struct named : gate {};
}
struct other {};
struct base {};
struct held : base, lib::from_this<held> {
  lib::owner<held> self() { return shared_from_this(); }
  lib::owner<held> mine() { return lib::owner<held>(this); }
  lib::owner<held> next() { return *Next; }
  lib::owner<held> unseen();
  void f();
  lib::owner<held> *Next; lib::gate Gate;
};
struct derived : held {};
struct counted { lib::owner<counted> ref() { return lib::owner<counted>(this); }
  lib::weak<counted> weak(); };
struct hidden : private lib::from_this<hidden> {};
struct node { lib::owner<node> next() { return *Next; }
  lib::owner<node> *Next; };
struct has_owner { lib::owner<held> Held; ~has_owner(); };
struct door { void enter(); home::task<> close(); };
struct window { void enter(); void close(); };
struct stream { home::task<> close(); };
lib::owner<held> add_ref(held &); lib::owner<other> of_other(held &);
void use(...);
)cpp";

static const char *const Known = R"(
library: lib
namespaces: [lib]
keep-alives:
  - {type: 'lib::from_this', strong: 'shared_from_this()', weak: 'weak_from_this()'}
weak-handles: ['lib::listed']
closing-gates: [{type: 'lib::gate'}]
holds-gate: [{name: 'lib::with'}, {name: 'lib::gate::hold'}, {name: 'lib::gate::holder'}]
)";

namespace {
struct Unit {
  /// \p Body is that of a member function of `held`.
  explicit Unit(llvm::StringRef Body = "")
      : AST((llvm::Twine(Owners) + "void held::f() { " + Body + " }").str()),
        K(AST, {Known}) {}

  const CXXRecordDecl &record(llvm::StringRef Name) {
    return *AST.find<CXXRecordDecl>(ast_matchers::cxxRecordDecl(
        ast_matchers::hasName(Name), ast_matchers::isDefinition()));
  }
  TestAST AST;
  Knowledge K;
};
} // namespace

static std::string selfOf(Unit &U, llvm::StringRef Name) {
  const auto Self = KeepAlives(U.record(Name), U.K.Types).selfReference();
  return Self ? Self->Strong + "|" + Self->Weak : "none";
}

TEST(KeepAlives, HowAClassDoesIt) {
  Unit U;
  EXPECT_EQ(selfOf(U, "held"), "self()|weak_from_this()");
  EXPECT_EQ(selfOf(U, "derived"), "self()|weak_from_this()");
  EXPECT_EQ(selfOf(U, "counted"), "ref()|");
  // Not by a base that is not public, and not for another object.
  EXPECT_EQ(selfOf(U, "hidden"), "none");
  EXPECT_EQ(selfOf(U, "node"), "none");
  EXPECT_EQ(selfOf(U, "other"), "none");
}

TEST(KeepAlives, ByType) {
  const std::pair<const char *, Keeps> Types[] = {
      {"lib::owner<held>", Keeps::Alive},
      {"lib::owner<const held>", Keeps::Alive},
      {"lib::owner<base>", Keeps::Alive},
      {"lib::owner<derived>", Keeps::Alive},
      {"has_owner", Keeps::Alive},
      {"lib::weak<held>", Keeps::Weakly},
      {"lib::listed<held>", Keeps::Weakly},
      {"lib::listed<other>", Keeps::Nothing},
      {"lib::weak<other>", Keeps::Nothing},
      {"lib::owner<other>", Keeps::Nothing},
      {"lib::pointer<held>", Keeps::Nothing},
      {"held", Keeps::Nothing},
      {"int", Keeps::Nothing},
  };
  for (const auto &[Type, Does] : Types) {
    Unit U((llvm::Twine("extern ") + Type + " Value; use(&Value);").str());
    EXPECT_EQ(KeepAlives(U.record("held"), U.K.Types)
                  .byType(U.AST.variable("Value")->getType()),
              Does)
        << Type;
  }
  Unit U("const lib::owner<held> &Value = self(); use(&Value);");
  EXPECT_EQ(KeepAlives(U.record("held"), U.K.Types)
                .byType(U.AST.variable("Value")->getType()),
            Keeps::Nothing);
}

TEST(KeepAlives, ByMaking) {
  const std::pair<const char *, Keeps> Values[] = {
      {"shared_from_this()", Keeps::Alive},
      {"this->shared_from_this()", Keeps::Alive},
      {"self()", Keeps::Alive},
      {"mine()", Keeps::Alive},
      {"unseen()", Keeps::Alive},
      {"lib::owner<held>(this)", Keeps::Alive},
      {"add_ref(*this)", Keeps::Alive},
      {"weak_from_this()", Keeps::Weakly},
      {"self().operator->()", Keeps::Nothing},
      {"next()", Keeps::Nothing},
      {"*Next", Keeps::Nothing},
      {"of_other(*this)", Keeps::Nothing},
      {"this", Keeps::Nothing},
  };
  for (const auto &[Value, Does] : Values) {
    Unit U((llvm::Twine("auto &&Value = ") + Value + "; use(&Value);").str());
    const Expr *Init = U.AST.variable("Value")->getInit();
    EXPECT_EQ(KeepAlives(U.record("held"), U.K.Types).byMaking(*Init), Does)
        << Value;
  }
}

TEST(KeepAlives, Gates) {
  Unit U("lib::gate::holder Held(Gate); Gate.enter(); lib::with(Gate, [] {});"
         "Gate.close(); lib::gate G; door D; window W; stream S;"
         "use(&G, &D, &W, &S);");
  const auto IsGate = [&](llvm::StringRef Name) {
    return isClosingGate(U.AST.variable(Name)->getType(), U.K.Types);
  };
  EXPECT_TRUE(IsGate("G"));
  EXPECT_TRUE(IsGate("D"));
  EXPECT_FALSE(IsGate("W"));
  EXPECT_FALSE(IsGate("S"));
  ASSERT_NE(closingGateOf(U.record("held"), U.K.Types), nullptr);
  EXPECT_EQ(closingGateOf(U.record("derived"), U.K.Types)->getName(), "Gate");
  EXPECT_EQ(closingGateOf(U.record("counted"), U.K.Types), nullptr);
  EXPECT_TRUE(holdsGate(*U.AST.variable("Held")->getInit(), U.K.Types));
  EXPECT_TRUE(holdsGate(*U.AST.callOf("with"), U.K.Types));
  EXPECT_TRUE(holdsGate(*U.AST.callOf("enter"), U.K.Types));
  EXPECT_FALSE(holdsGate(*U.AST.callOf("close"), U.K.Types));
  EXPECT_TRUE(isGateHolder(U.AST.variable("Held")->getType(), U.K.Types));
}
