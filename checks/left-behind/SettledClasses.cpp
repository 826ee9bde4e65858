//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/left-behind/SettledClasses.h"
#include "code/BodyIndex.h"

using namespace clang;
using namespace clang::tidy::async;

/// The member of the object itself that \p E names, or null.
static const FieldDecl *memberItself(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(stripImplicit(E));
  return Member && isa<CXXThisExpr>(stripImplicit(Member->getBase()))
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

using FieldSet = llvm::SmallPtrSet<const FieldDecl *, 2>;

static FieldSet ownFieldsIn(const Stmt *S) {
  FieldSet Found;
  forEachWritten<Expr>(S, [&](const Expr &E) {
    if (const FieldDecl *Field = memberItself(&E))
      Found.insert(Field);
  });
  return Found;
}

/// True when \p S does not come back.
static bool endsProgram(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isNoReturn();
}

/// The condition under which \p S, of a destructor, ends the program: of an
/// `if`, or of what `assert` expands to. \p WhenTrue: of its two values.
static const Expr *fatalCondition(const Stmt &S, bool &WhenTrue) {
  const auto Ends = [](const Stmt *Part) {
    return Part && anyWritten(Part, endsProgram, Parts::Own);
  };
  if (const auto *If = dyn_cast<IfStmt>(&S)) {
    WhenTrue = Ends(If->getThen());
    return WhenTrue || Ends(If->getElse()) ? If->getCond() : nullptr;
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&S)) {
    WhenTrue = Ends(Choice->getTrueExpr());
    return WhenTrue || Ends(Choice->getFalseExpr()) ? Choice->getCond()
                                                    : nullptr;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S);
      Binary && Binary->isLogicalOp() && Ends(Binary->getRHS())) {
    WhenTrue = Binary->getOpcode() == BO_LAnd;
    return Binary->getLHS();
  }
  return nullptr;
}

/// What a new object has in \p Field, where that is a constant.
static std::optional<bool> valueWhenMade(const FieldDecl &Field) {
  const Expr *Init = Field.getInClassInitializer();
  bool Value = false;
  if (!Init || Init->isValueDependent() ||
      !Init->EvaluateAsBooleanCondition(Value, Field.getASTContext()))
    return std::nullopt;
  return Value;
}

/// True when a new object is all right, as far as that can be told.
static bool isFineWhenMade(const Expr *Condition, bool WhenTrue) {
  const Expr *E = stripImplicit(Condition);
  for (;;) {
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    const auto *Binary = dyn_cast<BinaryOperator>(E);
    const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
    if (Unary && Unary->getOpcode() == UO_LNot) {
      WhenTrue = !WhenTrue;
      E = stripImplicit(Unary->getSubExpr());
    } else if (Binary && Binary->getOpcode() == BO_LAnd &&
               isa<StringLiteral>(stripImplicit(Binary->getRHS()))) {
      E = stripImplicit(Binary->getLHS()); // `assert(X && "why")`
    } else if (Cast) {
      E = stripImplicit(Cast->getSubExpr());
    } else {
      break;
    }
  }
  const FieldDecl *Field = memberItself(E);
  return !Field || valueWhenMade(*Field).value_or(!WhenTrue) != WhenTrue;
}

/// True when \p Method is seen to change one of \p Fields, by itself or by
/// another that it calls.
static bool changesAny(const CXXMethodDecl &Method, const FieldSet &Fields,
                       unsigned Depth = 1) {
  const FunctionDecl *Definition = nullptr;
  if (!Method.hasBody(Definition))
    return false;
  const auto IsOne = [&](const Expr *E) {
    return E && Fields.contains(memberItself(E));
  };
  return anyWritten(Definition->getBody(), [&](const Stmt &S) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
      return Binary->isAssignmentOp() && IsOne(Binary->getLHS());
    if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
      return Unary->isIncrementDecrementOp() && IsOne(Unary->getSubExpr());
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S))
      return (Operator->isAssignmentOp() ||
              Operator->getOperator() == OO_PlusPlus ||
              Operator->getOperator() == OO_MinusMinus) &&
             IsOne(Operator->getArg(0));
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    const CXXMethodDecl *Callee = Call ? Call->getMethodDecl() : nullptr;
    if (!Callee || Callee->isConst())
      return false;
    const Expr *Object = Call->getImplicitObjectArgument();
    return IsOne(Object) || (Depth && isa<CXXThisExpr>(stripImplicit(Object)) &&
                             changesAny(*Callee, Fields, Depth - 1));
  });
}

SettledClass SettledClasses::byStructure(const CXXRecordDecl &Record) const {
  SettledClass Found;
  const CXXDestructorDecl *Destructor = Record.getDestructor();
  const FunctionDecl *Definition = nullptr;
  if (Record.isInStdNamespace() || Record.isDependentContext() || !Destructor ||
      !Destructor->hasBody(Definition))
    return Found;
  FieldSet Fields;
  bool Fine = true;
  anyWritten(Definition->getBody(), [&](const Stmt &S) {
    bool WhenTrue = false;
    const Expr *Condition = fatalCondition(S, WhenTrue);
    if (!Condition)
      return false;
    Fields = ownFieldsIn(Condition);
    Fine = isFineWhenMade(Condition, WhenTrue);
    return !Fields.empty();
  });
  if (Fields.empty())
    return Found;
  const UsualNames &Usually = Types.names().usual();
  for (const CXXMethodDecl *Method : Record.methods()) {
    if (Method->isStatic() || !Method->getIdentifier() ||
        !changesAny(*Method, Fields))
      continue;
    const bool Settles = (Usually.tell(Usual::Cleanup, Method) ||
                          Usually.tell(Usual::Join, Method)) &&
                         Types.classify(Method->getReturnType()).canBeAwaited();
    (Settles ? Found.By : Found.OpenedBy).push_back(Method->getNameAsString());
  }
  Found.FromBirth = !Fine;
  if (!Fine)
    Found.OpenedBy.clear();
  return Found;
}

const SettledClass &SettledClasses::of(QualType T) {
  static const SettledClass None;
  const CXXRecordDecl *Record = recordOf(T);
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->isLambda())
    return None;
  const auto [It, IsNew] = Known.try_emplace(Record);
  if (!IsNew)
    return It->second;
  SettledClass Found;
  if (const CloseEntry *Entry = Types.names().closes(T)) {
    Found.By = Entry->By;
    Found.OpenedBy = Entry->OpenedBy;
  } else {
    Found = byStructure(*Record);
  }
  return Known[Record] = std::move(Found);
}
