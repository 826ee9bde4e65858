//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What keeps an object alive: owners of it, references that can be asked, gates
// that whoever destroys it waits for. By the vocabulary, and by what the
// classes of the program do.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_KEEPALIVES_H
#define ASYNCTIDY_KEEPALIVES_H

#include "code/BodyIndex.h"
#include "knowledge/AsyncTypes.h"
#include <string>

namespace clang::tidy::async {

/// How an object keeps itself alive, as its member functions write it.
struct SelfReference {
  std::string Strong; ///< An owner of the object; empty: there is none.
  std::string Weak;   ///< What can be asked for it; empty: there is none.
};

/// What a value does for an object. More is greater.
enum class Keeps { Nothing, Weakly, Alive };

/// Of the objects of one class.
class KeepAlives {
public:
  /// Both must live longer than this. \p Class has a definition.
  KeepAlives(const CXXRecordDecl &Class, const AsyncTypes &Types)
      : Class(Class), Types(Types) {}

  /// Nothing for a class whose objects cannot keep themselves alive. A base
  /// class that is not public does not help.
  std::optional<SelfReference> selfReference() const;

  /// What a value of this type, no reference, does for the object that it
  /// refers to, if that is of the class: shared and unique pointers of the
  /// class, its bases and what derives from it, of `void`, weak ones, and what
  /// has one of these in it.
  Keeps byType(QualType T) const { return byTypeAt(T, MaxDepth); }

  /// What the value of \p E, in a member function of the class, does for
  /// `*this`: `shared_from_this()`, `owner<T>(this)`, a member function that
  /// returns one of these, or that is not seen.
  Keeps byMaking(const Expr &E) const { return byMakingAt(E, MaxDepth); }

private:
  static constexpr unsigned MaxDepth = 3;

  bool isRelated(QualType T) const;
  Keeps byTypeAt(QualType T, unsigned Depth) const;
  Keeps byMakingAt(const Expr &E, unsigned Depth) const;
  Keeps byMember(const CXXMemberCallExpr &Call, Keeps OfType,
                 unsigned Depth) const;
  bool makesInside(const FunctionDecl &Function, Keeps What,
                   unsigned Depth) const;
  void addMembers(const CXXRecordDecl &From, SelfReference &Found) const;

  const CXXRecordDecl &Class;
  const AsyncTypes &Types;
};

/// True for `this`, `*this`, and casts of these.
bool isObjectItself(const Expr &E);

/// The class of the object that \p Body, of a member function or of a lambda
/// that captures `this`, uses by `this`; null for others, and where that is a
/// copy. Has a definition.
const CXXRecordDecl *objectClassOf(const CallableBody &Body,
                                   const BodyIndex &Index);

/// True for a class that counts work which has begun, and waits for it when it
/// is closed: by the vocabulary, or by an awaitable `close()`, or the like,
/// beside a `hold()`.
bool isClosingGate(QualType T, const AsyncTypes &Types);

/// The member of \p Class, or of a base class, that is such a gate; or null.
const FieldDecl *closingGateOf(const CXXRecordDecl &Class,
                               const AsyncTypes &Types);

/// True for a call or construction that holds a gate for as long as its value
/// lives, or what it is given runs.
bool holdsGate(const Expr &E, const AsyncTypes &Types);

/// True for a class whose objects hold a gate.
bool isGateHolder(QualType T, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_KEEPALIVES_H
