//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/Names.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

/// How many declarations the name means.
static size_t count(const TestAST &AST, llvm::StringRef Name) {
  return findDeclarations(AST.context(), Name).size();
}

static bool isSame(const TestAST &AST, llvm::StringRef A, llvm::StringRef B) {
  auto First = findDeclarations(AST.context(), A);
  auto Second = findDeclarations(AST.context(), B);
  return First.size() == 1 && Second.size() == 1 &&
         primaryDecl(First[0]) == primaryDecl(Second[0]);
}

TEST(FindDeclarations, LooksIntoNamespaces) {
  TestAST AST("namespace a { struct s; namespace b { struct t {}; } }\n"
              "namespace a { struct s {}; void f(); void f(int); }\n"
              "struct global { struct inner {}; };");
  EXPECT_EQ(count(AST, "a::s"), 1u);
  EXPECT_EQ(count(AST, "::a::s"), 1u);
  EXPECT_EQ(count(AST, "a::b::t"), 1u);
  EXPECT_EQ(count(AST, "a::b"), 1u);
  EXPECT_EQ(count(AST, "a::f"), 2u);
  EXPECT_EQ(count(AST, "global"), 1u);
  EXPECT_EQ(count(AST, "global::inner"), 1u);
  EXPECT_EQ(count(AST, "a::t"), 0u);
  EXPECT_EQ(count(AST, "t"), 0u);
  EXPECT_EQ(count(AST, "nothing::s"), 0u);
  EXPECT_EQ(count(AST, "a::nothing::s"), 0u);
  EXPECT_EQ(count(AST, "a::f::x"), 0u);
  EXPECT_EQ(count(AST, ""), 0u);
}

TEST(FindDeclarations, SeesThroughInlineNamespaces) {
  TestAST AST("namespace a { inline namespace v1 { inline namespace x {\n"
              "struct s {}; namespace b { struct t {}; } } } }");
  EXPECT_TRUE(isSame(AST, "a::s", "a::v1::x::s"));
  EXPECT_TRUE(isSame(AST, "a::b::t", "a::v1::x::b::t"));
}

TEST(FindDeclarations, SeesThroughAliases) {
  TestAST AST("namespace real { struct s {}; namespace sub { struct t {}; }\n"
              "template <class> struct u { struct in {}; }; void f(); }\n"
              "namespace short_name = real; namespace shorter = short_name;\n"
              "namespace lib { using real::s; using real::f;\n"
              "namespace sub = ::real::sub; using s2 = real::s;\n"
              "template <class T> using u2 = real::u<T>;\n"
              "using u_int = real::u<int>; typedef real::s s3; }");
  EXPECT_TRUE(isSame(AST, "short_name::s", "real::s"));
  EXPECT_TRUE(isSame(AST, "shorter::s", "real::s"));
  EXPECT_TRUE(isSame(AST, "lib::s", "real::s"));
  EXPECT_TRUE(isSame(AST, "lib::f", "real::f"));
  EXPECT_TRUE(isSame(AST, "lib::sub::t", "real::sub::t"));
  EXPECT_TRUE(isSame(AST, "lib::s2", "real::s"));
  EXPECT_TRUE(isSame(AST, "lib::s3", "real::s"));
  EXPECT_TRUE(isSame(AST, "lib::u2", "real::u"));
  EXPECT_TRUE(isSame(AST, "lib::u_int", "real::u"));
  EXPECT_TRUE(isSame(AST, "lib::u2::in", "real::u::in"));
}

TEST(FindDeclarations, FollowsDirectivesOfNamespaces) {
  TestAST AST("namespace far { struct s {}; struct own {}; }\n"
              "namespace near { using namespace far; }\n"
              "namespace lib { using namespace near; struct own {};\n"
              "inline namespace v1 { using namespace far; } }\n"
              "namespace ring { using namespace ring; }\n"
              "namespace a1 {} namespace a2 { using namespace a1; }\n"
              "namespace a1 { using namespace a2; }");
  EXPECT_TRUE(isSame(AST, "near::s", "far::s"));
  EXPECT_TRUE(isSame(AST, "lib::s", "far::s"));
  // What a namespace has itself hides what it only uses.
  EXPECT_FALSE(isSame(AST, "lib::own", "far::own"));
  EXPECT_EQ(count(AST, "ring::s"), 0u);
  EXPECT_EQ(count(AST, "a1::s"), 0u);
}

TEST(FindDeclarations, IgnoresDirectivesOfTheWholeFile) {
  // Else a user's `using namespace folly;` would make `coro::task` libcoro's.
  TestAST AST("namespace other { namespace coro { struct task {}; } }\n"
              "using namespace other;");
  EXPECT_EQ(count(AST, "coro::task"), 0u);
}

TEST(FindDeclarations, PrefersScopesOnTheWay) {
  TestAST AST("namespace lib { struct task { struct in {}; }; void task(int);\n"
              "void both(); }");
  EXPECT_EQ(count(AST, "lib::task::in"), 1u);
}

TEST(PrimaryDecl, IsOneForAllSpecializations) {
  TestAST AST("template <class T> struct t { struct in { void m(); };\n"
              "  template <class> struct deep {}; static void sm(); };\n"
              "template <class T> struct t<T *> {}; template <> struct t<int> "
              "{};\n"
              "t<char> a; t<char *> b; t<int> c; t<long>::in d;\n"
              "t<long>::deep<int> e;\n"
              "template <class T> void f(T); template <> void f(int);\n"
              "void g() { f(1); f('c'); }");
  const Decl *Template = primaryDecl(findDeclarations(AST.context(), "t")[0]);
  for (const char *Name : {"a", "b", "c"})
    EXPECT_EQ(primaryDecl(recordOf(AST.variable(Name)->getType())), Template)
        << Name;
  EXPECT_EQ(primaryDecl(recordOf(AST.variable("d")->getType())),
            primaryDecl(findDeclarations(AST.context(), "t::in")[0]));
  EXPECT_EQ(primaryDecl(recordOf(AST.variable("e")->getType())),
            primaryDecl(findDeclarations(AST.context(), "t::deep")[0]));
  const Decl *Function = primaryDecl(findDeclarations(AST.context(), "f")[0]);
  for (const BoundNodes &Nodes :
       match(callExpr(callee(functionDecl().bind("f"))), AST.context()))
    EXPECT_EQ(primaryDecl(Nodes.getNodeAs<FunctionDecl>("f")), Function);
}

TEST(RecordOf, LooksThroughReferencesAndAliases) {
  TestAST AST("template <class T> struct t {}; struct s {};\n"
              "template <class T> using u = t<T>; enum e {};\n"
              "s a; s &b = a; const s &&c = s(); s *d; int i; e f;\n"
              "template <class T> void g(t<T> p, u<T> q, T r, T &&x);\n");
  const CXXRecordDecl *S = recordOf(AST.variable("a")->getType());
  ASSERT_TRUE(S);
  EXPECT_EQ(S->getName(), "s");
  EXPECT_EQ(recordOf(AST.variable("b")->getType()), S);
  EXPECT_EQ(recordOf(AST.variable("c")->getType()), S);
  EXPECT_FALSE(recordOf(AST.variable("d")->getType()));
  EXPECT_FALSE(recordOf(AST.variable("i")->getType()));
  EXPECT_FALSE(recordOf(AST.variable("f")->getType()));
  EXPECT_FALSE(recordOf(QualType()));
  // In a template, where the arguments are not known.
  ASSERT_TRUE(recordOf(AST.variable("p")->getType()));
  EXPECT_EQ(recordOf(AST.variable("p")->getType())->getName(), "t");
  ASSERT_TRUE(recordOf(AST.variable("q")->getType()));
  EXPECT_EQ(recordOf(AST.variable("q")->getType())->getName(), "t");
  EXPECT_FALSE(recordOf(AST.variable("r")->getType()));
  EXPECT_FALSE(recordOf(AST.variable("x")->getType()));
}

/// The entry that the class of variable \p Name has, or "".
static std::string entryOf(const TestAST &AST, const Knowledge &K,
                           llvm::StringRef Name) {
  const TypeEntry *Entry = K.Known.type(AST.variable(Name)->getType());
  return Entry ? Entry->Name : "";
}

TEST(NamesOfTypes, CoverSpecializationsAndDerivedClasses) {
  TestAST AST(R"cpp(
namespace lib {
template <class T> struct task { struct awaiter {}; };
template <> struct task<void> {};
template <class T> struct task<T *> {};
struct base {};
}
struct derived : lib::task<int> {};
template <class T> struct further : derived, T {};
struct hidden : private lib::base {};
struct other {};
lib::task<int> a; lib::task<void> b; lib::task<int *> c; derived d;
further<other> e; other f; lib::task<long>::awaiter g; further<lib::base> h;
hidden i; lib::task<int> &j = a; lib::task<int> *k;
)cpp");
  Knowledge K(AST, {"library: lib\ntypes:\n"
                    "  - {name: lib::task, role: task}\n"
                    "  - {name: lib::task::awaiter, role: awaitable}\n"
                    "  - {name: lib::base, role: future}\n"
                    "  - {name: lib::gone, role: future}\n"});
  for (const char *Name : {"a", "b", "c", "d", "e", "h", "j"})
    EXPECT_EQ(entryOf(AST, K, Name), "lib::task") << Name;
  EXPECT_EQ(entryOf(AST, K, "g"), "lib::task::awaiter");
  EXPECT_EQ(entryOf(AST, K, "f"), "");
  // Nobody can use what is behind a private base.
  EXPECT_EQ(entryOf(AST, K, "i"), "");
  EXPECT_EQ(entryOf(AST, K, "k"), "");
}

TEST(NamesOfTypes, LaterLibraryWins) {
  TestAST AST("namespace lib { struct t {}; } namespace al = lib; lib::t a;\n"
              "namespace l2 { struct q {}; } l2::q b;");
  const std::string First = "library: one\ntypes:\n"
                            "  - {name: lib::t, role: task}\n"
                            "  - {name: l2::q, role: task}\n";
  const std::string Second = "library: two\ntypes:\n"
                             "  - {name: al::t, role: future}\n";
  Knowledge K(AST, {First, Second});
  EXPECT_EQ(entryOf(AST, K, "a"), "al::t");
  EXPECT_EQ(entryOf(AST, K, "b"), "l2::q");
  EXPECT_EQ(K.Known.libraryOf(K.Known.type(AST.variable("a")->getType()))->Name,
            "two");
  EXPECT_EQ(K.Known.libraryOf(K.Known.type(AST.variable("b")->getType()))->Name,
            "one");
  Knowledge Reverse(AST, {Second, First});
  EXPECT_EQ(entryOf(AST, Reverse, "a"), "lib::t");
}

TEST(NamesOfTypes, AreEmptyWithoutTheLibrary) {
  TestAST AST("struct t {}; t a;");
  Knowledge None(AST, {});
  EXPECT_TRUE(None.Known.empty());
  Knowledge Absent(AST, {"library: lib\ntypes: [{name: lib::t, role: task}]\n"
                         "waits: [{name: lib::wait}, {name: lib::t::get}]\n"});
  EXPECT_TRUE(Absent.Known.empty());
  EXPECT_EQ(entryOf(AST, Absent, "a"), "");
}

/// The entry of the first call of \p Name, or "".
static std::string waitIn(const TestAST &AST, const Knowledge &K,
                          llvm::StringRef Function,
                          CallRole Role = CallRole::Wait) {
  const auto *Call = selectFirst<Expr>(
      "it", match(functionDecl(hasName(Function),
                               forEachDescendant(
                                   expr(anyOf(callExpr(), cxxConstructExpr(),
                                              cxxFunctionalCastExpr()))
                                       .bind("it"))),
                  AST.context()));
  EXPECT_TRUE(Call) << Function.str();
  const CallEntry *Entry = K.Known.call(Call, Role);
  return Entry ? Entry->Name : "";
}

TEST(NamesOfCalls, CoverFunctions) {
  TestAST AST(R"cpp(
namespace lib {
struct task { friend void friendly(task) {} static void now(); };
template <class T> struct box { friend void boxed(box) {} };
void wait(task); void wait(task, int);
template <class T> T get(T); template <> task get(task);
inline namespace v2 { void versioned(task); }
struct wait_fn { void operator()(task) const; void operator[](task) const; };
inline namespace cpo { inline constexpr wait_fn object{}; }
struct all { all(task, task); all(task); };
namespace impl { void forwarded(task); } using impl::forwarded;
}
namespace user { using lib::object; using lib::wait; namespace l = lib; }
lib::task t;
void overload1() { lib::wait(t); }
void overload2() { lib::wait(t, 1); }
void byUsing() { user::wait(t); }
void byAlias() { user::l::wait(t); }
void byADL() { wait(t); }
void generic() { lib::get(1); }
void specialized() { lib::get(t); }
void versioned() { lib::versioned(t); }
void friendOfClass() { friendly(t); }
void friendOfTemplate() { boxed(lib::box<int>()); }
void object() { lib::object(t); }
void objectByUsing() { user::object(t); }
void objectInParentheses() { (lib::object)(t); }
void subscript() { lib::object[t]; }
void construction() { lib::all a(t, t); }
void conversion() { lib::all a = t; }
void functional() { lib::all(t, t); }
void oneArgument() { (void)lib::all(lib::task()); }
void forwarded() { lib::forwarded(t); }
void staticMember() { lib::task::now(); }
namespace mine { void wait(lib::task); }
void namesake() { mine::wait(t); }
void throughPointer() { void (*p)(lib::task) = lib::wait; p(t); }
)cpp");
  Knowledge K(AST, {"library: lib\nwaits:\n"
                    "  - {name: lib::wait}\n  - {name: lib::get}\n"
                    "  - {name: lib::versioned}\n  - {name: lib::friendly}\n"
                    "  - {name: lib::boxed}\n  - {name: lib::object}\n"
                    "  - {name: lib::all}\n  - {name: lib::forwarded}\n"
                    "  - {name: lib::task::now}\n"});
  for (const char *F :
       {"overload1", "overload2", "byUsing", "byAlias", "byADL"})
    EXPECT_EQ(waitIn(AST, K, F), "lib::wait") << F;
  EXPECT_EQ(waitIn(AST, K, "generic"), "lib::get");
  EXPECT_EQ(waitIn(AST, K, "specialized"), "lib::get");
  EXPECT_EQ(waitIn(AST, K, "::versioned"), "lib::versioned");
  EXPECT_EQ(waitIn(AST, K, "friendOfClass"), "lib::friendly");
  EXPECT_EQ(waitIn(AST, K, "friendOfTemplate"), "lib::boxed");
  EXPECT_EQ(waitIn(AST, K, "::object"), "lib::object");
  EXPECT_EQ(waitIn(AST, K, "objectByUsing"), "lib::object");
  EXPECT_EQ(waitIn(AST, K, "objectInParentheses"), "lib::object");
  EXPECT_EQ(waitIn(AST, K, "construction"), "lib::all");
  EXPECT_EQ(waitIn(AST, K, "conversion"), "lib::all");
  EXPECT_EQ(waitIn(AST, K, "functional"), "lib::all");
  EXPECT_EQ(waitIn(AST, K, "oneArgument"), "lib::all");
  EXPECT_EQ(waitIn(AST, K, "::forwarded"), "lib::forwarded");
  EXPECT_EQ(waitIn(AST, K, "staticMember"), "lib::task::now");
  for (const char *F : {"subscript", "namesake", "throughPointer"})
    EXPECT_EQ(waitIn(AST, K, F), "") << F;
  // Another role is another question.
  EXPECT_EQ(waitIn(AST, K, "overload1", CallRole::FanOut), "");
}

TEST(NamesOfCalls, CoverMembers) {
  TestAST AST(R"cpp(
namespace lib {
template <class T> struct core { T get(); };
template <class T> struct future : core<T> { void wait(); void wait(int); };
template <> struct future<void> { void get(); void wait(); };
struct iface { virtual void join(); };
}
struct derived : lib::future<int> {};
struct hiding : lib::future<int> { int get(); };
struct overriding : lib::iface { void join() override; };
struct unrelated { void get(); void join(); };
void inherited(lib::future<int> f) { f.get(); }
void own(lib::future<int> f) { f.wait(); }
void overload(lib::future<int> f) { f.wait(1); }
void specialized(lib::future<void> f) { f.get(); }
void fromDerived(derived d) { d.get(); }
void fromPointer(lib::future<int> *p) { p->get(); }
void fromSmart(std::unique_ptr<lib::future<int>> p) { p->wait(); }
void qualified(derived d) { d.lib::future<int>::wait(); }
void hidden(hiding h) { h.get(); }
void overridden(overriding o) { o.join(); }
void other(unrelated u) { u.get(); }
void base(lib::core<int> c) { c.get(); }
struct task { void get() {} void byItself() { get(); } };
)cpp");
  Knowledge K(AST, {"library: lib\nwaits:\n"
                    "  - {name: lib::future::get}\n"
                    "  - {name: lib::future::wait}\n"
                    "  - {name: lib::iface::join}\n"
                    "  - {name: task::get}\n"});
  for (const char *F :
       {"inherited", "specialized", "fromDerived", "fromPointer"})
    EXPECT_EQ(waitIn(AST, K, F), "lib::future::get") << F;
  for (const char *F : {"own", "overload", "fromSmart", "qualified"})
    EXPECT_EQ(waitIn(AST, K, F), "lib::future::wait") << F;
  EXPECT_EQ(waitIn(AST, K, "overridden"), "lib::iface::join");
  EXPECT_EQ(waitIn(AST, K, "byItself"), "task::get");
  // The derived class's own function only has the name.
  for (const char *F : {"hidden", "other", "base"})
    EXPECT_EQ(waitIn(AST, K, F), "") << F;
}

// What a derived class says of a member does not hide what its base says
// besides, but who runs a callable is said once.
TEST(NamesOfCalls, DerivedClassesAddToTheirBases) {
  TestAST AST(R"cpp(
namespace lib {
struct executor { void post(int); };
struct threads : executor {};
struct loop : executor {};
}
void onThreads(lib::threads t) { t.post(1); }
void onLoop(lib::loop l) { l.post(1); }
)cpp");
  Knowledge K(AST, {"library: lib\nexecutors:\n"
                    "  - {name: lib::executor::post}\n"
                    "drops-callable:\n  - {name: lib::executor::post}\n"
                    "threads:\n  - {name: lib::threads::post}\n"});
  const auto Has = [&](llvm::StringRef Function, CallRole Role) {
    return !waitIn(AST, K, Function, Role).empty();
  };
  EXPECT_TRUE(Has("onThreads", CallRole::Thread));
  EXPECT_FALSE(Has("onThreads", CallRole::Executor));
  EXPECT_TRUE(Has("onThreads", CallRole::DropsCallable));
  EXPECT_TRUE(Has("onLoop", CallRole::Executor));
  EXPECT_FALSE(Has("onLoop", CallRole::Thread));
}

TEST(NamesOfCalls, LaterLibraryWins) {
  TestAST AST("namespace lib { struct f { void get(); }; void w(); }\n"
              "namespace al = lib; void a() { lib::w(); }\n"
              "void b() { lib::f().get(); }");
  const std::string First = "library: one\nwaits:\n"
                            "  - {name: lib::w}\n  - {name: lib::f::get}\n"
                            "ready:\n  - {name: lib::w}\n";
  const std::string Second = "library: two\nwaits:\n"
                             "  - {name: al::w}\n  - {name: al::f::get}\n";
  Knowledge K(AST, {First, Second});
  EXPECT_EQ(waitIn(AST, K, "a"), "al::w");
  EXPECT_EQ(waitIn(AST, K, "b"), "al::f::get");
  // Only in the same role.
  EXPECT_EQ(waitIn(AST, K, "a", CallRole::Ready), "lib::w");
}

TEST(NamesOfTokens, AreByType) {
  TestAST AST("namespace lib { template <class A> struct use_t {};\n"
              "inline constexpr use_t<int> use{}; struct other {}; }\n"
              "auto &a = lib::use; lib::use_t<char> b; lib::other c; int d;");
  Knowledge K(AST, {"library: lib\ntokens: [{blocking: lib::use_t,\n"
                    "  awaiting: lib::awaiting, header: lib/a.hpp}]\n"});
  const TokenEntry *Token = K.Known.token(AST.variable("a")->getType());
  ASSERT_TRUE(Token);
  EXPECT_EQ(Token->Awaiting, "lib::awaiting");
  EXPECT_EQ(K.Known.libraryOf(Token)->Name, "lib");
  EXPECT_EQ(K.Known.token(AST.variable("b")->getType()), Token);
  EXPECT_FALSE(K.Known.token(AST.variable("c")->getType()));
  EXPECT_FALSE(K.Known.token(AST.variable("d")->getType()));
}

TEST(NamesOfLocks, AreGuardsOverMutexes) {
  TestAST AST("struct async_mutex {}; async_mutex am; std::mutex m;\n"
              "struct plain_guard { plain_guard(std::mutex &); };\n"
              "void f() { std::lock_guard<std::mutex> a(m);\n"
              "std::lock_guard b(m); std::scoped_lock c(m, am);\n"
              "std::scoped_lock<> d; std::unique_lock<async_mutex> e(am);\n"
              "plain_guard g(m); int i; const std::unique_lock l(m);\n"
              "auto &r = a; }");
  Knowledge K(AST, {"library: s\nlocks:\n"
                    "  guards: [std::lock_guard, std::scoped_lock,\n"
                    "    std::unique_lock, plain_guard]\n"
                    "  mutexes: [std::mutex]\n"});
  for (const char *Name : {"a", "b", "c", "l", "r"})
    EXPECT_TRUE(K.Known.isThreadLock(AST.variable(Name)->getType())) << Name;
  // No template, no mutex to look at: a guard is a guard.
  EXPECT_TRUE(K.Known.isThreadLock(AST.variable("g")->getType()));
  for (const char *Name : {"d", "e", "i", "m"})
    EXPECT_FALSE(K.Known.isThreadLock(AST.variable(Name)->getType())) << Name;
}

TEST(NamesOfLocks, AreFunctions) {
  TestAST AST("struct own { void in(); void out(); void look(); };\n"
              "void take(int *); void give(int *); void read(int *);\n"
              "template <class T> void take_all(T &);");
  Knowledge K(AST, {"library: s\nlocks:\n  lock: [take, take_all, own::in]\n"
                    "  unlock: [give, own::out]\n"});
  for (const char *Name : {"take", "take_all", "in"})
    EXPECT_EQ(K.Known.takesLock(*AST.function(Name)), true) << Name;
  for (const char *Name : {"give", "out"})
    EXPECT_EQ(K.Known.takesLock(*AST.function(Name)), false) << Name;
  for (const char *Name : {"read", "look"})
    EXPECT_FALSE(K.Known.takesLock(*AST.function(Name))) << Name;
}

TEST(NamesOfViews, AreMarkedOrListed) {
  TestAST AST("struct piece {}; struct owner {};\n"
              "struct [[gsl::Pointer]] marked {};\n"
              "piece a; const piece &b = a; marked c; owner d; int *e;");
  Knowledge K(AST, {"library: s\nviews: [piece]\n"});
  for (const char *Name : {"a", "b", "c"})
    EXPECT_TRUE(K.Known.isView(AST.variable(Name)->getType())) << Name;
  for (const char *Name : {"d", "e"})
    EXPECT_FALSE(K.Known.isView(AST.variable(Name)->getType())) << Name;
}

TEST(Names, HoldersAreClasses) {
  TestAST AST("struct units {}; units u; int i;");
  Knowledge K(AST, {"library: a\nholders: [units]\n"});
  EXPECT_TRUE(K.Known.lists(Listed::Holders, AST.variable("u")->getType()));
  EXPECT_FALSE(K.Known.lists(Listed::Holders, AST.variable("i")->getType()));
}

TEST(Names, ClassesThatDeriveFromThemselves) {
  // As a template, it is its own base; its base has the template as base.
  TestAST AST("template <int N> struct list : list<N - 1> {};\n"
              "template <int N> struct odd;\n"
              "template <int N> struct even : odd<N - 1> {};\n"
              "template <int N> struct odd : even<N - 1> {};\n"
              "template <int N> void f(list<N> a, even<N> b);");
  Knowledge K(AST, {"{library: l, types: [{name: 'home::task', role: task}]}"});
  EXPECT_EQ(K.Known.type(AST.variable("a")->getType()), nullptr);
  EXPECT_EQ(K.Known.type(AST.variable("b")->getType()), nullptr);
  EXPECT_FALSE(K.Types.classify(AST.variable("b")->getType()));
}

TEST(Names, TemplateArguments) {
  TestAST AST(R"cpp(
template <class T, int N, class U = T> struct one {};
template <class... T> struct many {};
template <template <class...> class T> struct other {};
one<int, 3, char> a; one<int, 3> &b = *new one<int, 3>; many<char, long> c;
many<> d; int e; struct plain {} f; other<many> g;
)cpp");
  const auto Argument = [&](const char *Name, unsigned I) {
    const QualType T =
        typeArgument(specializationOf(AST.variable(Name)->getType()), I);
    return T.isNull() ? "none" : T.getAsString();
  };
  EXPECT_EQ(Argument("a", 0), "int");
  EXPECT_EQ(Argument("a", 1), "none"); // No type.
  EXPECT_EQ(Argument("a", 2), "char");
  EXPECT_EQ(Argument("a", 3), "none");
  EXPECT_EQ(Argument("b", 0), "int");  // Through the reference.
  EXPECT_EQ(Argument("c", 0), "none"); // A pack.
  for (const char *Name : {"d", "e", "f", "g"})
    EXPECT_EQ(Argument(Name, 0), "none") << Name;
  EXPECT_TRUE(typeArgument(nullptr).isNull());

  const auto First = [&](const char *Name, bool (*Test)(QualType)) {
    const QualType T =
        findTypeArgument(specializationOf(AST.variable(Name)->getType())
                             ->getTemplateArgs()
                             .asArray(),
                         Test);
    return T.isNull() ? "none" : T.getAsString();
  };
  const auto Any = [](QualType) { return true; };
  const auto IsLong = [](QualType T) {
    return T->isSpecificBuiltinType(BuiltinType::Long);
  };
  EXPECT_EQ(First("a", Any), "int");
  EXPECT_EQ(First("c", Any), "char");
  EXPECT_EQ(First("c", IsLong), "long"); // In a pack.
  EXPECT_EQ(First("a", IsLong), "none");
  EXPECT_EQ(First("d", Any), "none");
  EXPECT_EQ(First("g", Any), "none");
}

TEST(Names, UITypes) {
  TestAST AST(
      "namespace ui { namespace x { struct object { void o(); };\n"
      "struct button : object { void click(); };\n"
      "struct slider { operator object() const; void value(); }; }\n"
      "namespace impl { template <class T> struct adds { void a(); }; }\n"
      "namespace app { struct mixin { void m(); };\n"
      "struct page : x::button, impl::adds<page>, mixin { void own(); };\n"
      "} }\n"
      "struct base { void b(); };\n"
      "struct widget : base { void show(); };\n"
      "struct dialog : widget { void own(); };\n"
      "struct plain { void p(); operator int() const; };\n"
      "ui::x::object object; ui::x::button button; ui::x::slider slider;"
      "ui::app::page page; widget w; dialog d; plain none;\n"
      "auto lambda = [] {};");
  Knowledge K(AST, {"{library: l, ui-types: ['ui::x::object', widget]}"});
  for (const char *Name : {"object", "button", "slider", "page", "w", "d"})
    EXPECT_TRUE(K.Known.isUIType(AST.variable(Name)->getType())) << Name;
  for (const char *Name : {"none", "lambda"})
    EXPECT_FALSE(K.Known.isUIType(AST.variable(Name)->getType())) << Name;
  const auto IsMember = [&](const char *Name) {
    return K.Known.isUIMember(*cast<CXXMethodDecl>(AST.function(Name)));
  };
  for (const char *Name :
       {"ui::x::object::o", "ui::x::button::click", "ui::x::slider::value",
        "ui::impl::adds::a", "base::b", "widget::show"})
    EXPECT_TRUE(IsMember(Name)) << Name;
  for (const char *Name :
       {"ui::app::mixin::m", "ui::app::page::own", "dialog::own", "plain::p"})
    EXPECT_FALSE(IsMember(Name)) << Name;
}
