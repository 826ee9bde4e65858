//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Who calls whom in the user's code of one translation unit, and every other
// way in which a function is mentioned there. One walk, made at the first
// question.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CALLGRAPH_H
#define ASYNCTIDY_CALLGRAPH_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <vector>

namespace clang::tidy::async {

/// How a function is mentioned.
enum class MentionKind {
  Call,       ///< It is called: `f()`, `x.f()`, `lambda()`, `Class()`.
  Address,    ///< Anything but a call: `&f`, a function that is handed over.
  Unresolved, ///< In a template, as one of several that may be meant.
};

/// Where a mention stands, when that is no body of a function.
enum class MentionPlace {
  Body,
  Namespace,         ///< E.g. the initializer of a global variable.
  DefaultArgument,   ///< Of the function CallMention::In.
  MemberInitializer, ///< Default member initializer, or of a constructor.
};

struct CallMention {
  MentionKind Kind = MentionKind::Call;
  MentionPlace Place = MentionPlace::Body;
  /// In `sizeof`, `decltype`, `noexcept`, `requires`, or another part of a
  /// type.
  bool Unevaluated = false;
  /// Inside an instantiation of a template, at any depth.
  bool Instantiated = false;
  /// The innermost function or lambda around it, or null.
  const FunctionDecl *In = nullptr;
  /// The name: a DeclRefExpr, MemberExpr, OverloadExpr, CXXConstructExpr; null
  /// for attributes.
  const Expr *Name = nullptr;
  /// The call when it is one: a CallExpr or CXXConstructExpr.
  const Expr *Call = nullptr;
  /// When it is none: the call or construction that gets the function as an
  /// argument, or null.
  const Expr *HandedTo = nullptr;
};

/// One call in a callable, constructions included.
struct CallSite {
  /// Canonical, unless it is a lambda's.
  const FunctionDecl *Callee = nullptr;
  const Expr *Call = nullptr;
  bool Unevaluated = false;
};

/// A function, or a lambda's call operator. Each instantiation of a template is
/// one of its own.
struct CallNode {
  /// The definition, when the unit has one.
  const FunctionDecl *Function = nullptr;
  /// Null for functions.
  const LambdaExpr *Lambda = nullptr;
  /// The function or lambda that a lambda or local class stands in, or null.
  const FunctionDecl *Outer = nullptr;
  /// What it calls, in its body and, for constructors, in its initializers; in
  /// default arguments of what it calls, and default initializers of members
  /// that it makes. Calls in lambdas inside it are theirs. Functions of system
  /// headers and what is called implicitly (`begin()`, awaiters) included;
  /// destructors not.
  std::vector<CallSite> Calls;
  /// The lambdas directly in it.
  std::vector<const LambdaExpr *> Lambdas;
  /// Every mention of it, in the order of the source.
  std::vector<CallMention> Mentions;
  /// For lambdas: calls and constructions that get it as an argument, by its
  /// expression or by the name of a variable that it initializes.
  llvm::SmallVector<const Expr *, 1> HandedTo;
  /// For lambdas: a variable that it initializes.
  const VarDecl *Variable = nullptr;
};

/// The value behind conversions and moves that a handed-over callable goes
/// through: `std::function<void()>(std::move(x))`, `&f`.
const Expr *handedValue(const Expr *E);

class CallGraph {
public:
  /// Walks the code of \p Ctx that is not in system headers. Linear.
  explicit CallGraph(const ASTContext &Ctx);

  /// What is known of \p Function; null when the user's code neither defines
  /// nor mentions it.
  const CallNode *node(const FunctionDecl *Function) const;

  /// True when a template asks, in an unevaluated operand, what a member or a
  /// function that is called \p Name would give: a constraint, a detection
  /// idiom.
  bool isAskedFor(DeclarationName Name) const {
    return AskedFor.contains(Name);
  }

  /// All such names, in no order.
  const llvm::DenseSet<DeclarationName> &askedFor() const { return AskedFor; }

  const ASTContext &context() const { return Ctx; }

  /// All nodes, in the order of the source.
  llvm::ArrayRef<const CallNode *> nodes() const { return Order; }

  /// Walks templates of system headers that were instantiated, too, which may
  /// call the user's functions: `lock_guard<M>` calls `M::lock`. Costs as much
  /// as the headers are long; only the first call walks. Pointers to nodes stay
  /// valid.
  void includeSystemTemplates();

private:
  struct Walker;

  const ASTContext &Ctx;
  llvm::DenseMap<const FunctionDecl *, std::unique_ptr<CallNode>> Nodes;
  std::vector<const CallNode *> Order;
  llvm::DenseSet<DeclarationName> AskedFor;
  bool WithSystem = false;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CALLGRAPH_H
