//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/TaskChoice.h"
#include "TestAST.h"
#include "code/PromiseShape.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Types = R"cpp(
struct at_once {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct detached {
  struct promise_type {
    detached get_return_object();
    at_once initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception() {}
    void return_void();
  };
};
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() {}
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
home::task<int> number();
home::task<void> nothing();
job simple();
int plain();
namespace home { task<> inside() { co_return; } }
home::task<> outside() { co_return; }
detached swallows() { co_return; }
)cpp";

/// How the task without a value is written that is like what \p Function
/// returns, at the definition of \p Where.
static std::string emptyTask(llvm::StringRef Function, llvm::StringRef Where) {
  TestAST AST(Types);
  Knowledge K(AST, {});
  const auto Choice =
      emptyTaskLike(AST.function(Function)->getReturnType(), K.Types);
  const FunctionDecl &Place = *AST.function(Where);
  return Choice ? Choice->spell("", /*IsVoid=*/true, Place.getDeclContext(),
                                Place.getBeginLoc())
                : "none";
}

TEST(TaskChoice, EmptyTaskLike) {
  EXPECT_EQ(emptyTask("number", "outside"), "home::task<>");
  EXPECT_EQ(emptyTask("nothing", "outside"), "home::task<>");
  EXPECT_EQ(emptyTask("number", "inside"), "task<>");
  EXPECT_EQ(emptyTask("simple", "outside"), "job");
  EXPECT_EQ(emptyTask("plain", "outside"), "none");
  EXPECT_EQ(emptyTask("swallows", "outside"), "none");
}

static const std::string OfLib = R"cpp(
namespace lib {
template <class T = void> struct task : home::task<T> {
  struct promise_type : home::task<T>::promise_type {
    task get_return_object();
  };
  T get();
};
void sync(task<>);
template <class T> struct future { T get(); };
}
)cpp";

static std::string libVocabulary(llvm::StringRef Conversion) {
  return ("library: lib\nnamespaces: [lib]\n"
          "types: [{name: 'lib::task', role: task},\n"
          "  {name: 'lib::future', role: future}]\n"
          "waits: [{name: 'lib::future::get'}]\n" +
          Conversion)
      .str();
}

/// "Sample waits with Wait" for the task of a library.
static std::string chosen(const std::string &Code, const char *Conversion) {
  TestAST AST(Code);
  const Library Lib = parseOrFail(libVocabulary(Conversion));
  const auto Choice = taskOf(Lib, AST.context());
  if (!Choice)
    return "none";
  return typeName(Choice->Sample, AST.context()) + " " + Choice->Header +
         (Choice->WaitIsMember ? " member " : " function ") + Choice->WaitName +
         (Choice->Wait ? "" : " unseen");
}

TEST(TaskChoice, OfALibrary) {
  const char *const Function = "conversion: {task: 'lib::task', wait: "
                               "'lib::sync', header: lib.h}\n",
                    *const Member = "conversion: {task: 'lib::task', wait: "
                                    "'lib::task::get', header: lib.h}\n",
                    *const Other = "conversion: {task: 'lib::task', wait: "
                                   "'lib::other'}\n";
  const std::string Used = OfLib + "lib::task<int> f() { co_return 1; }";
  EXPECT_EQ(chosen("int f();", Function), "none");
  EXPECT_EQ(chosen("namespace lib { struct task {}; task f(); }", Function),
            "none");
  EXPECT_EQ(
      chosen("namespace lib { template <class T> struct task; }", Function),
      "none");
  EXPECT_EQ(chosen(Used, Function), "lib::task<int> lib.h function lib::sync");
  EXPECT_EQ(chosen(Used, Member), "lib::task<int> lib.h member get");
  EXPECT_EQ(chosen(Used, Other), "lib::task<int>  function lib::other unseen");
  // Rather one that is complete.
  EXPECT_EQ(chosen(OfLib + "lib::task<long> &f(); lib::task<int> g() { "
                           "co_return 1; } lib::task<char> &h();",
                   Function),
            "lib::task<int> lib.h function lib::sync");
}

/// What the first wait in `test` has for a task, or why it has none.
static std::string chosenFor(const std::string &Code, const char *Conversion) {
  TestAST AST(Code);
  Knowledge K(AST, {libVocabulary(Conversion)});
  const FunctionDecl &Test = *AST.function("test");
  BodyIndex Index(Test);
  for (const CallExpr *Call : Index.body(&Test)->Calls)
    if (const auto Wait = blockingWait(*Call, K.Types)) {
      std::string Why;
      const auto Choice = taskFor(*Wait, K.Types, Why);
      if (!Choice)
        return "none " + Why;
      return typeName(Choice->Sample, AST.context()) +
             (Choice->Lib ? " known" : "") +
             (Choice->Wait ? " waits with " + Choice->WaitName : "");
    }
  return "no wait";
}

TEST(TaskChoice, ForAWait) {
  const char *const Conversion =
      "conversion: {task: 'lib::task', wait: 'lib::sync'}\n";
  const std::string Used = OfLib + "lib::task<int> f() { co_return 1; } ";
  EXPECT_EQ(chosenFor(Used + "int test(lib::future<int> F) { return F.get(); }",
                      Conversion),
            "lib::task<int> known waits with lib::sync");
  EXPECT_EQ(chosenFor(Used + "lib::task<long> g() { co_return 1; } int "
                             "sync_wait(lib::task<int>); int test() { return "
                             "sync_wait(f()); }",
                      Conversion),
            "lib::task<int> known waits with lib::sync");
  EXPECT_EQ(
      chosenFor(Used + "int test(lib::future<int> F) { return F.get(); }", ""),
      "none ");
  EXPECT_EQ(chosenFor("namespace lib { template <class T> struct future { T "
                      "get(); }; } int test(lib::future<int> F) { return "
                      "F.get(); }",
                      Conversion),
            "none 'lib::task' is not declared here");
  EXPECT_EQ(chosenFor("int sync_wait(home::task<int>); int test(home::task<int>"
                      " T) { return sync_wait(std::move(T)); }",
                      ""),
            "home::task<int> waits with sync_wait");
  EXPECT_EQ(chosenFor("namespace own { namespace { template <class T> T "
                      "sync_wait(home::task<T>) { return T(); } } } int "
                      "test(home::task<int> &T) { return own::sync_wait(T); }",
                      ""),
            "home::task<int> waits with own::sync_wait");
  EXPECT_EQ(chosenFor("template <class T> struct own : home::task<T> { T "
                      "sync_wait(); }; int test(own<int> T) { return "
                      "T.sync_wait(); }",
                      ""),
            "own<int>");
  EXPECT_EQ(chosenFor("struct job : home::task<int> {}; int sync_wait(job); "
                      "int test(job T) { return sync_wait(T); }",
                      ""),
            "none ");
}

TEST(TaskChoice, WorksFor) {
  TestAST AST(OfLib + R"cpp(
struct Used {}; struct Unused {};
struct job { int Id; };
home::task<Used> known() { co_return Used(); }
home::task<Unused> &unknown();
Unused unused(); Used used(); int number(); void nothing(); int *pointer();
)cpp");
  const auto Returned = [&](const char *Name) {
    return AST.function(Name)->getReturnType();
  };
  const auto Works = [&](const TaskChoice &Choice) {
    std::string Found;
    for (const char *Name : {"used", "unused", "number", "nothing", "pointer"})
      if (Choice.worksFor(Returned(Name)))
        Found += std::string(Name) + " ";
    return Found;
  };
  TaskChoice Choice;
  EXPECT_EQ(Works(Choice), "nothing ");
  Choice.Template =
      cast<ClassTemplateSpecializationDecl>(recordOf(Returned("known")))
          ->getSpecializedTemplate()
          ->getCanonicalDecl();
  EXPECT_EQ(Works(Choice), "used number pointer ");
  const Library Lib;
  Choice.Lib = &Lib;
  EXPECT_EQ(Works(Choice), "used unused number nothing pointer ");
}

TEST(TaskChoice, IsSpelledAsLookUpFindsIt) {
  TestAST AST(R"cpp(
namespace deep { namespace er {
template <class T> struct job {}; int inside(); int beside(); } int between(); }
namespace other { struct deep {}; int shadowed(); }
namespace alias = deep; struct task {}; int early();
int deep::er::inside() { return 1; }
int after();
)cpp");
  const auto &Job = *AST.find<ClassTemplateDecl>(
      ast_matchers::classTemplateDecl(ast_matchers::hasName("job")));
  const auto Spelled = [&](const char *Function) {
    const FunctionDecl &Place = *AST.function(Function);
    return spelling(Job, "deep::er::job", Place.getLexicalDeclContext(),
                    Place.getBeginLoc());
  };
  // The program calls the namespace so.
  EXPECT_EQ(Spelled("early"), "alias::er::job");
  EXPECT_EQ(Spelled("after"), "alias::er::job");
  EXPECT_EQ(Spelled("inside"), "alias::er::job");
  EXPECT_EQ(Spelled("beside"), "job");
  EXPECT_EQ(Spelled("between"), "deep::er::job");
  EXPECT_EQ(Spelled("shadowed"), "::deep::er::job");
}

TEST(TaskChoice, OfNoValueIsWrittenWithoutOneWhereThatIsAllowed) {
  TestAST AST(
      "template <class T> struct bare {}; bare<int> number(); "
      "template <class T> struct late; template <class T = void> struct "
      "late; late<int> &after();");
  const auto Spelled = [&](const char *Template, bool IsVoid) {
    TaskChoice Choice;
    Choice.Template = AST.find<ClassTemplateDecl>(
        ast_matchers::classTemplateDecl(ast_matchers::hasName(Template)));
    const FunctionDecl &Place = *AST.function("after");
    return Choice.spell("int", IsVoid, Place.getDeclContext(),
                        Place.getBeginLoc()) +
           " " + Choice.spell("int", IsVoid, &Place, Place.getEndLoc());
  };
  EXPECT_EQ(Spelled("bare", true), "bare<void> ::bare<void>");
  EXPECT_EQ(Spelled("bare", false), "bare<int> ::bare<int>");
  EXPECT_EQ(Spelled("late", true), "late<> ::late<>");
}

TEST(TaskChoice, IsDeclaredWhereItIsUsed) {
  TestAST AST("#define EARLY int inMacro();\nEARLY int early();\n"
              "template <class T> struct job {}; int late();");
  TaskChoice Choice;
  Choice.Template = AST.find<ClassTemplateDecl>(
      ast_matchers::classTemplateDecl(ast_matchers::hasName("job")));
  const auto Declared = [&](const char *Function) {
    Rewrite Edits(AST.context());
    Choice.declareAt(AST.function(Function)->getLocation(), Edits);
    return Edits.reason().str();
  };
  EXPECT_EQ(Declared("late"), "");
  EXPECT_EQ(Declared("inMacro"), "");
  EXPECT_EQ(Declared("early").substr(0, 22), "'job' is not declared ");
  Choice.Header = "job.h";
  EXPECT_EQ(Declared("early"), "");
}

TEST(PromiseShape, FateWhenDetached) {
  TestAST AST(Types);
  Knowledge K(AST, {});
  EXPECT_EQ(fateWhenDetached(*AST.function("swallows"), K.Types),
            ExceptionFate::Swallows);
  EXPECT_EQ(fateWhenDetached(*AST.function("outside"), K.Types),
            ExceptionFate::Unknown);
}
