//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Escapes.h"
#include "TestAST.h"
#include "checks/detached-coroutine/SignatureFilter.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Declarations = R"cpp(
namespace std { class exception {}; class runtime_error : public exception {}; }
namespace std { struct ostream { ostream &operator<<(int); } cout; }
namespace lib { struct logger { void info(int); }; struct stream {
  stream &operator<<(int); }; }
lib::stream other_stream(); int value(); void log(int); void login(int);
int log_of(int);
#define LOG_INFO other_stream()
#define CHECKED other_stream()
struct home_error : std::runtime_error {}; struct odd_error {};
namespace lib {
struct error_code {};
template <class... T> struct tuple {};
tuple<error_code, int> values();
void own();
enum class status { open, closed };
home::task<status> poll();
home::task<void> tick();
}
void may(); void never() noexcept; extern "C" void c_function();
struct trivial { int member; };
struct heavy { heavy(); };
home::task<void> work();
home::task<lib::tuple<lib::error_code, int>> read();
home::task<void> careful() { try { co_await work(); } catch (...) {} }
)cpp";

static const char *const Vocabulary = R"(
library: lib
errors: [lib::error_code, lib::status]
does-not-throw: [{name: lib::own}, {name: lib::tick}]
)";

/// What may leave a coroutine with this body.
static std::string escape(llvm::StringRef Body) {
  TestAST AST(
      (Declarations + ("home::task<void> f() { " + Body + " co_return; }"))
          .str());
  Knowledge K(AST, {Vocabulary});
  switch (Escapes(K.Types).ofBody(*AST.function("f"))) {
  case Escape::Nothing:
    return "nothing";
  case Escape::Incidental:
    return "incidental";
  case Escape::Unusual:
    return "unusual";
  case Escape::Anything:
    return "anything";
  }
  return "";
}

TEST(Escapes, Calls) {
  EXPECT_EQ(escape(""), "nothing");
  EXPECT_EQ(escape("may();"), "anything");
  EXPECT_EQ(escape("never(); c_function(); lib::own();"), "nothing");
  EXPECT_EQ(escape("trivial T{1}; ++T.member;"), "nothing");
  EXPECT_EQ(escape("heavy H;"), "anything");
  EXPECT_EQ(escape("auto L = [] { may(); };"), "nothing");
  EXPECT_EQ(escape("bool B = noexcept(may());"), "nothing");
  EXPECT_EQ(escape("(void)typeid(may());"), "nothing");
  EXPECT_EQ(escape("(void)__builtin_constant_p((may(), 1));"), "nothing");
  EXPECT_EQ(escape("if constexpr (true) {} else may();"), "nothing");
  EXPECT_EQ(escape("if constexpr (true) may();"), "anything");
  // std::bad_typeid
  EXPECT_EQ(escape("struct S { virtual void f(); } *P; (void)typeid(*P);"),
            "anything");
  EXPECT_EQ(escape("throw 1;"), "anything");
}

TEST(Escapes, Handlers) {
  EXPECT_EQ(escape("try { may(); } catch (...) { may(); }"), "nothing");
  EXPECT_EQ(escape("try { may(); } catch (...) { throw; }"), "anything");
  EXPECT_EQ(escape("try { may(); } catch (int) { throw; } catch (...) {}"),
            "anything");
  EXPECT_EQ(escape("try { may(); } catch (int) {}"), "anything");
  EXPECT_EQ(escape("try { may(); } catch (const std::exception &) {}"),
            "unusual");
  EXPECT_EQ(escape("try { never(); } catch (int) {}"), "nothing");
  EXPECT_EQ(escape("for (;;) try { may(); } catch (...) {}"), "nothing");
  EXPECT_EQ(escape("if (true) { try { may(); } catch (...) {} } else may();"),
            "anything");
}

// A handler for 'std::exception' gets what derives from it; what is thrown by
// name and does not, another one must get.
TEST(Escapes, OtherExceptions) {
  const auto Handled = [](llvm::StringRef Thrown, llvm::StringRef First = "") {
    return escape(("try { " + Thrown + " } " + First +
                   " catch (const std::exception &) {}")
                      .str());
  };
  EXPECT_EQ(Handled("throw std::runtime_error();"), "unusual");
  EXPECT_EQ(Handled("throw home_error();"), "unusual");
  EXPECT_EQ(Handled("throw;"), "unusual");
  EXPECT_EQ(Handled("throw 1;"), "anything");
  EXPECT_EQ(Handled("throw odd_error();"), "anything");
  EXPECT_EQ(Handled("may(); throw odd_error();"), "anything");
  EXPECT_EQ(Handled("throw odd_error();", "catch (const odd_error &) {}"),
            "unusual");
  EXPECT_EQ(Handled("throw odd_error();", "catch (home_error &) {}"),
            "anything");
  EXPECT_EQ(escape("try { throw 1; } catch (...) {}"), "nothing");
}

// Nobody means a log to throw; what it is not, may.
TEST(Escapes, Logs) {
  EXPECT_EQ(escape("LOG_INFO << 1;"), "nothing");
  EXPECT_EQ(escape("lib::logger L; L.info(1);"), "nothing");
  EXPECT_EQ(escape("log(1);"), "nothing");
  EXPECT_EQ(escape("std::cout << 1 << 2;"), "nothing");
  EXPECT_EQ(escape("std::cout << value();"), "anything");
  EXPECT_EQ(escape("int I = log_of(1);"), "anything");
  EXPECT_EQ(escape("CHECKED << 1;"), "anything");
  EXPECT_EQ(escape("login(1);"), "anything");
  EXPECT_EQ(escape("other_stream() << 1;"), "anything");
}

TEST(Escapes, Awaits) {
  EXPECT_EQ(escape("co_await work();"), "anything");
  EXPECT_EQ(escape("co_await careful();"), "nothing");
  EXPECT_EQ(escape("co_await read(); may();"), "incidental");
  EXPECT_EQ(escape("co_await read(); co_await work();"), "anything");
  EXPECT_EQ(escape("co_await read(); throw 1;"), "anything");
  EXPECT_EQ(escape("co_await lib::poll(); may();"), "incidental");
  EXPECT_EQ(escape("co_await lib::tick();"), "nothing");
  EXPECT_EQ(escape("co_await lib::tick(); may();"), "anything");
}

TEST(SignatureFilter, SearchesNamesAndParameters) {
  TestAST AST("namespace app { struct Args {}; void onClick(int, Args); }");
  const FunctionDecl &Function = *AST.function("onClick");
  EXPECT_TRUE(SignatureFilter("^on").matches(Function));
  EXPECT_TRUE(SignatureFilter("^app::").matches(Function));
  EXPECT_TRUE(SignatureFilter("^int$").matches(Function));
  EXPECT_TRUE(SignatureFilter("^\\(int, .*Args\\)$").matches(Function));
  EXPECT_FALSE(SignatureFilter("^Click").matches(Function));
  EXPECT_FALSE(SignatureFilter("").matches(Function));
  EXPECT_FALSE(SignatureFilter("(").matches(Function));
  EXPECT_FALSE(SignatureFilter("(").errors().empty());
}
