//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What is asked of functions whose bodies other files have, or whose callers
// may be there, and who answers: nobody, a linked program, a supposition.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ELSEWHERE_H
#define ASYNCTIDY_ELSEWHERE_H

#include "clang/AST/Decl.h"
#include <string>

namespace clang::tidy::async {

/// Facts that another file may tell of a function. Each makes a check more
/// certain; what nobody tells is not so.
namespace fact {
/// It, or a lambda in it, waits for its turn at a semaphore or the like.
inline constexpr llvm::StringLiteral HasGate = "g";
/// No exception leaves its task; none but what no `std::exception` is.
inline constexpr llvm::StringLiteral NeverThrows = "t", OnlyUnusual = "u";
/// That is true of all coroutines of other files that it awaits.
inline constexpr llvm::StringLiteral OthersNeverThrow = "o",
                                     OthersOnlyUnusual = "m";
/// Its definition was seen.
inline constexpr llvm::StringLiteral IsKnown = "d";
/// No other file can use it; asked of a function that is defined here.
inline constexpr llvm::StringLiteral IsOnlyHere = "h";
/// Its task does not use the argument of \p Param after that can be gone; for
/// null, its object. \p Pointee: what the argument refers to.
std::string letsGo(const ParmVarDecl *Param, bool Pointee);
/// All of these.
inline constexpr llvm::StringLiteral AllLetGo = "l*", AllPointeesLetGo = "p*";
/// The same argument is used then.
std::string keeps(const ParmVarDecl *Param, bool Pointee);
inline constexpr llvm::StringLiteral AllKeep = "k*", AllKeepPointees = "q*";
} // namespace fact

struct FarQuestion {
  const FunctionDecl *Function = nullptr; ///< Canonical.
  std::string Fact;

  bool operator==(const FarQuestion &Other) const {
    return Function == Other.Function && Fact == Other.Fact;
  }
};

class Elsewhere {
public:
  virtual ~Elsewhere() = default;

  /// True when another file tells that \p Fact holds for \p Function. False for
  /// what has a body here, and what another class may do in its own way.
  bool knows(const FunctionDecl &Function, llvm::StringRef Fact) const {
    return isElsewhere(Function) &&
           answer({Function.getCanonicalDecl(), Fact.str()});
  }

  /// True when all that use \p Function, which may be defined here, are seen
  /// here.
  bool isOnlyHere(const FunctionDecl &Function) const;

  /// What is known, whatever the function is.
  bool holds(const FarQuestion &Asked) const { return answer(Asked); }

  /// True when some other file alone can have the body that a call of
  /// \p Function runs.
  static bool isElsewhere(const FunctionDecl &Function);
  /// True when a call of \p Function can run nothing that overrides it.
  static bool isWhatRuns(const FunctionDecl &Function);

private:
  virtual bool answer(const FarQuestion &Asked) const = 0;
};

/// For who looks at one file alone: nothing is known.
const Elsewhere &nobodyElse();

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ELSEWHERE_H
