//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "StopTokens.h"
#include "Iterations.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// The class argument of `std::optional<T>` and the like; null for others.
static QualType argumentOf(QualType T, llvm::StringRef Template) {
  const auto *Spec =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!Spec || !Spec->isInStdNamespace() || Spec->getName() != Template ||
      Spec->getTemplateArgs().size() == 0)
    return {};
  const TemplateArgument &First = Spec->getTemplateArgs()[0];
  return First.getKind() == TemplateArgument::Type ? First.getAsType()
                                                   : QualType();
}

TokenType clang::tidy::async::tokenType(QualType T, const Names &Known) {
  TokenType Found;
  if (T.isNull() || !Known.hasStopTokens())
    return Found;
  if (T->isReferenceType())
    Found.Reference =
        T->isRValueReferenceType() ? TokenType::RValue : TokenType::LValue;
  T = T.getNonReferenceType();
  if (T->isPointerType()) {
    Found.How = TokenType::Pointer;
    T = T->getPointeeType();
  } else if (QualType Inner = argumentOf(T, "optional"); !Inner.isNull()) {
    Found.How = TokenType::Optional;
    T = Inner;
  }
  if (QualType Inner = argumentOf(T, "reference_wrapper"); !Inner.isNull()) {
    Found.How = TokenType::OptionalReference;
    T = Inner;
  }
  Found.Const = T.isConstQualified();
  if (T->isReferenceType() || T->isPointerType())
    return {};
  Found.Entry = Known.stopToken(T);
  if (Found.How != TokenType::Object || Found.Entry)
    return Found;
  Found.Getter = Known.tokenGiver(T, Found.Entry);
  if (Found.Entry)
    Found.How = TokenType::Source;
  else if ((Found.Entry = Known.carriedToken(T)))
    Found.How = TokenType::Carrier;
  return Found;
}

bool clang::tidy::async::isWithin(const Stmt *S, const Stmt *Around,
                                  const BodyIndex &Index) {
  for (; S; S = Index.parent(S))
    if (S == Around)
      return true;
  return false;
}

bool clang::tidy::async::isNoToken(const Expr *Init, const Names &Known) {
  if (!Init)
    return true;
  Init = stripImplicit(Init);
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
    return isNoToken(Cast->getSubExpr(), Known);
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
    return Construct->getNumArgs() == 0 ||
           isNoToken(Construct->getArg(0), Known);
  if (const auto *Call = dyn_cast<CallExpr>(Init))
    return Known.isNoToken(Call->getCalleeDecl());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Init))
    return Known.isNoToken(Ref->getDecl());
  return isa<CXXScalarValueInitExpr, CXXNullPtrLiteralExpr>(Init);
}

const Expr *clang::tidy::async::conditionOf(const Stmt *Loop) {
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return While->getCond();
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(Loop))
    return Do->getCond();
  return nullptr;
}

/// A loop that goes on until \p D says stop, or a block that begins with one.
static bool runsUntil(const Stmt *S, const ValueDecl *D) {
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return runsUntil(Try->getTryBlock(), D);
  if (isa<CompoundStmt>(S))
    return llvm::any_of(S->children(),
                        [D](const Stmt *Child) { return runsUntil(Child, D); });
  return mentions(conditionOf(S), D);
}

/// 1 where \p Condition holds when \p D says stop, -1 for the opposite, 0 when
/// it does not ask.
static int polarity(const Expr *Condition, const ValueDecl *D) {
  Condition = stripImplicit(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return -polarity(Not->getSubExpr(), D);
  if (const auto *Both = dyn_cast<BinaryOperator>(Condition);
      Both && Both->isLogicalOp()) {
    const int Left = polarity(Both->getLHS(), D);
    return Left ? Left : polarity(Both->getRHS(), D);
  }
  return mentions(Condition, D) ? 1 : 0;
}

/// True where \p D has, or may have, said stop: behind a loop that runs until
/// then, and in the branch of a test.
static bool isAfterStop(const Stmt *Place, const ValueDecl *D,
                        const BodyIndex &Index) {
  for (const Stmt *S = Place, *P = Index.parent(S); P;
       S = P, P = Index.parent(P)) {
    if (isa<CompoundStmt>(P)) {
      for (const Stmt *Before : P->children()) {
        if (Before == S)
          break;
        if (runsUntil(Before, D))
          return true;
      }
    } else if (const auto *If = dyn_cast<IfStmt>(P)) {
      const int Asks = polarity(If->getCond(), D);
      if ((S == If->getThen() && Asks > 0) || (S == If->getElse() && Asks < 0))
        return true;
    }
  }
  return false;
}

/// True in catch handlers, and in callables that run when work has ended.
static bool cleansUp(const Stmt *Place, const BodyIndex &Index,
                     const Names &Known) {
  for (const Stmt *P = Index.parent(Place); P; P = Index.parent(P)) {
    if (isa<CXXCatchStmt>(P))
      return true;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P))
      if (const Expr *Taker = Index.handedTo(Lambda);
          Taker && Known.call(Taker, CallRole::Cleanup))
        return true;
  }
  return false;
}

/// `stop()`, `close_all()`: what a token asks for is under way there.
static bool isNamedCleanup(const FunctionDecl &Function) {
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
    return true;
  if (!Function.getIdentifier())
    return false;
  const std::string Name = Function.getName().lower();
  return llvm::any_of(
      llvm::ArrayRef<const char *>{"stop", "close", "shutdown", "shut_down",
                                   "cleanup", "clean_up", "abort", "cancel",
                                   "drain", "teardown", "tear_down"},
      [&](llvm::StringRef Prefix) {
        return llvm::StringRef(Name).ltrim("_").starts_with(Prefix);
      });
}

/// True for `source.request_stop()`. \p Object: what is asked.
static bool asksToStop(const CallExpr &Call, const Names &Known,
                       const Expr *&Object) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const auto *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return false;
  Object = Member->getImplicitObjectArgument();
  const TokenType Type = tokenType(objectType(*Member), Known);
  return Type && llvm::is_contained(Type.Entry->Requests, Method->getName());
}

/// True when \p Body itself asks for the stop that \p Holder would tell; null
/// for any member.
static bool requestsStop(const CallableBody &Body, const ValueDecl *Holder,
                         const Names &Known) {
  return llvm::any_of(Body.Calls, [&](const CallExpr *Call) {
    const Expr *Object = nullptr;
    if (!asksToStop(*Call, Known, Object))
      return false;
    return Holder ? mentions(Object, Holder)
                  : isa<MemberExpr>(stripImplicit(Object));
  });
}

static bool isLoop(const Stmt *S) {
  return isa<WhileStmt, ForStmt, DoStmt, CXXForRangeStmt>(S);
}

static bool haveCommonLoop(const Stmt *A, const Stmt *B,
                           const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(A); P; P = Index.parent(P))
    if (isLoop(P) && isWithin(B, P, Index))
      return true;
  return false;
}

/// True when \p Var may not be at \p Place what it was: moved away before, or
/// assigned to anywhere.
static bool mayBeAnother(const ValueDecl *Var, const Expr &Place,
                         const BodyIndex &Index) {
  const SourceManager &SM = Var->getASTContext().getSourceManager();
  for (const DeclRefExpr *Mention : Index.mentions(Var)) {
    const Stmt *Parent = Index.spelledParent(Mention);
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
        Operator && Operator->getOperator() == OO_Equal &&
        stripImplicit(Operator->getArg(0)) == Mention)
      return true;
    if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Parent);
        Assign && Assign->isAssignmentOp() &&
        stripImplicit(Assign->getLHS()) == Mention)
      return true;
    const auto *Move = dyn_cast_or_null<CallExpr>(Parent);
    if (Move && Move->isCallToStdMove() &&
        (SM.isBeforeInTranslationUnit(Move->getBeginLoc(),
                                      Place.getBeginLoc()) ||
         haveCommonLoop(Move, &Place, Index)))
      return true;
  }
  return false;
}

namespace {
class Search {
public:
  Search(const Expr &Place, const BodyIndex &Index, const Names &Known)
      : Place(Place), Index(Index), Known(Known) {}

  llvm::SmallVector<ReachableToken, 2> run(const CallableBody &Innermost);

private:
  void lookIn(const CallableBody &Body);
  void lookAtMembers(const CXXMethodDecl &Method);
  void lookAtFields(const CXXRecordDecl &Class, const CXXMethodDecl &Method,
                    bool OfBase);
  void lookAtProperties(const ParmVarDecl &Param, const CallableBody &Body);
  void addVariable(const VarDecl &Var, const CallableBody &Body);
  void add(ReachableToken Token);
  bool isReached(const ValueDecl &Var, const LambdaExpr &Lambda) const;
  bool isReached(const ValueDecl &Var) const;
  bool isShadowed(const NamedDecl &D) const;
  bool isDeclaredBefore(const VarDecl &Local) const;
  bool usable(const ValueDecl &Var, const StopTokenEntry &Entry,
              const CallableBody &Body) const;

  const Expr &Place;
  const BodyIndex &Index;
  const Names &Known;
  /// From the innermost one on, up to where the search is.
  llvm::SmallVector<const CallableBody *, 4> Levels;
  llvm::SmallVector<ReachableToken, 2> Found;
  /// The level has tokens, whether they can be used or not.
  bool HasOwn = false;
};
} // namespace

/// By reference, or by copy into something that can be copied.
static bool captures(const LambdaExpr &Lambda, const ValueDecl &Var) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCapturedVar() == &Var;
  });
}

/// A thread that is started with \p Lambda, or what may be one.
static bool startsThread(const LambdaExpr &Lambda, const BodyIndex &Index) {
  const Expr *Taker = Index.handedTo(&Lambda);
  if (!Taker)
    return false;
  const NamedDecl *D = nullptr;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Taker))
    D = Construct->getConstructor()->getParent();
  else if (const auto *Call = dyn_cast<CallExpr>(Taker))
    D = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl());
  return D && D->isInStdNamespace();
}

bool Search::isReached(const ValueDecl &Var, const LambdaExpr &Lambda) const {
  if (captures(Lambda, Var))
    return true;
  if (startsThread(Lambda, Index))
    return false;
  if (Lambda.getCaptureDefault() == LCD_ByCopy)
    return !Var.getType()->isReferenceType();
  // A new reference lives as long as it must where there is one already.
  return Lambda.getCaptureDefault() == LCD_ByRef &&
         llvm::any_of(Lambda.captures(), [](const LambdaCapture &Capture) {
           return Capture.capturesVariable() &&
                  Capture.getCaptureKind() == LCK_ByRef;
         });
}

bool Search::isReached(const ValueDecl &Var) const {
  return llvm::all_of(llvm::ArrayRef(Levels).drop_back(),
                      [&](const CallableBody *Inner) {
                        return Inner->Lambda && isReached(Var, *Inner->Lambda);
                      });
}

bool Search::isShadowed(const NamedDecl &D) const {
  for (const CallableBody *Level : Levels) {
    const auto Hides = [&D](const VarDecl *Other) {
      return Other != &D && Other->getDeclName() == D.getDeclName();
    };
    if (llvm::any_of(Level->Locals, Hides) ||
        llvm::any_of(Level->Callable->parameters(), Hides))
      return true;
    if (Level->Lambda)
      for (const LambdaCapture &Capture : Level->Lambda->captures())
        if (Capture.capturesVariable() &&
            Level->Lambda->isInitCapture(&Capture) &&
            Capture.getCapturedVar() != &D &&
            Capture.getCapturedVar()->getDeclName() == D.getDeclName())
          return true;
  }
  return false;
}

/// In the same block or an outer one, by another statement.
bool Search::isDeclaredBefore(const VarDecl &Local) const {
  const SourceManager &SM = Local.getASTContext().getSourceManager();
  if (!SM.isBeforeInTranslationUnit(Local.getEndLoc(), Place.getBeginLoc()))
    return false;
  for (const Stmt *S = &Place, *P = Index.parent(S); P;
       S = P, P = Index.parent(P)) {
    if (const auto *Own = dyn_cast<DeclStmt>(P);
        Own && llvm::is_contained(Own->decls(), &Local))
      return false;
    for (const Stmt *Child : P->children())
      if (const auto *Statement = dyn_cast_or_null<DeclStmt>(Child);
          Statement && llvm::is_contained(Statement->decls(), &Local))
        return true;
  }
  return false;
}

bool Search::usable(const ValueDecl &Var, const StopTokenEntry &Entry,
                    const CallableBody &Body) const {
  return !Entry.Ambient && !isShadowed(Var) && isReached(Var) &&
         !mayBeAnother(&Var, Place, Index) &&
         !requestsStop(Body, &Var, Known) &&
         !requestsStop(*Levels.front(), &Var, Known) &&
         !isAfterStop(&Place, &Var, Index);
}

void Search::add(ReachableToken Token) {
  if (Token.Type.How == TokenType::Source) {
    Token.Text += ("." + Token.Type.Getter + "()").str();
    Token.Type.How = TokenType::Object;
    Token.Type.Const = false;
    Token.IsTemporary = Token.Type.Entry->Passed == PassedBy::Value;
  }
  Found.push_back(std::move(Token));
}

void Search::addVariable(const VarDecl &Var, const CallableBody &Body) {
  const TokenType Type = tokenType(Var.getType(), Known);
  if (!Type || Type.How == TokenType::Carrier || Var.getName().empty())
    return;
  HasOwn = true;
  const bool IsObject = !Var.getType()->isReferenceType();
  if (!isa<ParmVarDecl>(Var) && !Var.isInitCapture()) {
    if (Var.isStaticLocal() || !isDeclaredBefore(Var))
      return;
    // An object of its own can be asked to stop when it is a source, too.
    const bool IsSource = Type.How == TokenType::Source ||
                          (IsObject && Type.How == TokenType::Object &&
                           Type.Entry->Passed == PassedBy::Reference);
    if (!IsSource && isNoToken(Var.getInit(), Known))
      return;
  }
  if (!usable(Var, *Type.Entry, Body))
    return;
  ReachableToken Token{&Var, Var.getName().str(), Type, false, IsObject};
  // What a lambda has copied is const there.
  for (const CallableBody *Level : llvm::ArrayRef(Levels).drop_back())
    for (const LambdaCapture &Capture : Level->Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCapturedVar() == &Var &&
          Capture.getCaptureKind() == LCK_ByCopy && IsObject &&
          Type.How == TokenType::Object &&
          cast<CXXMethodDecl>(Level->Callable)->isConst())
        Token.Type.Const = true;
  add(std::move(Token));
}

void Search::lookAtProperties(const ParmVarDecl &Param,
                              const CallableBody &Body) {
  QualType T = Param.getType().getNonReferenceType();
  const bool IsPointer = T->isPointerType();
  if (IsPointer)
    T = T->getPointeeType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (Param.getName().empty() || !Class || !Class->hasDefinition() ||
      Class->isLambda() || tokenType(T, Known))
    return;
  Class = Class->getDefinition();
  const SourceManager &SM = Param.getASTContext().getSourceManager();
  if (SM.isInSystemHeader(Class->getLocation()))
    return;
  const auto Add = [&](const NamedDecl &Property, QualType Type, bool IsCall) {
    TokenType Token = tokenType(Type, Known);
    if (!Token || Token.How == TokenType::Carrier ||
        (IsCall && Token.How == TokenType::Source) || Token.Entry->Ambient ||
        !usable(Param, *Token.Entry, Body))
      return;
    if (!IsCall && !Type->isReferenceType() && Token.How == TokenType::Object)
      Token.Const |= T.isConstQualified();
    std::string Text = Param.getName().str() + (IsPointer ? "->" : ".") +
                       Property.getName().str() + (IsCall ? "()" : "");
    const bool IsTemporary = IsCall && !Type->isReferenceType();
    const bool IsOwned =
        !IsPointer && !Param.getType()->isReferenceType() && !IsTemporary;
    add({&Param, std::move(Text), Token, IsTemporary, IsOwned});
  };
  for (const FieldDecl *Field : Class->fields())
    if (Field->getAccess() == AS_public && Field->getIdentifier())
      Add(*Field, Field->getType(), false);
  for (const CXXMethodDecl *Method : Class->methods())
    if (Method->getAccess() == AS_public && Method->getIdentifier() &&
        Method->getNumParams() == 0 && !Method->isStatic() &&
        (Method->isConst() || !T.isConstQualified()) &&
        Method->getRefQualifier() == RQ_None)
      Add(*Method, Method->getReturnType(), true);
}

void Search::lookAtFields(const CXXRecordDecl &Class,
                          const CXXMethodDecl &Method, bool OfBase) {
  for (const FieldDecl *Field : Class.fields()) {
    if (!Field->getIdentifier() || (OfBase && Field->getAccess() == AS_private))
      continue;
    TokenType Type = tokenType(Field->getType(), Known);
    if (!Type || Type.How == TokenType::Carrier || Type.Entry->Ambient ||
        isShadowed(*Field) || isAfterStop(&Place, Field, Index))
      continue;
    if (Method.isConst() && !Field->isMutable() &&
        !Field->getType()->isReferenceType() && Type.How == TokenType::Object)
      Type.Const = true;
    add({Field, Field->getName().str(), Type, false, false});
  }
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
        Record && Record->hasDefinition() &&
        Base.getAccessSpecifier() != AS_private)
      lookAtFields(*Record->getDefinition(), Method, true);
}

void Search::lookAtMembers(const CXXMethodDecl &Method) {
  if (Method.isStatic() || Method.getParent()->isLambda() ||
      isNamedCleanup(Method) ||
      llvm::any_of(Levels, [&](const CallableBody *Level) {
        return requestsStop(*Level, nullptr, Known);
      }))
    return;
  for (const CallableBody *Inner : llvm::ArrayRef(Levels).drop_back())
    if (!llvm::any_of(Inner->Lambda->captures(), [](const LambdaCapture &C) {
          return C.getCaptureKind() == LCK_This;
        }))
      return;
  lookAtFields(*Method.getParent(), Method, false);
}

void Search::lookIn(const CallableBody &Body) {
  Levels.push_back(&Body);
  for (const ParmVarDecl *Param : Body.Callable->parameters()) {
    addVariable(*Param, Body);
    lookAtProperties(*Param, Body);
  }
  if (Body.Lambda)
    for (const LambdaCapture &Capture : Body.Lambda->captures())
      if (Body.Lambda->isInitCapture(&Capture))
        addVariable(*cast<VarDecl>(Capture.getCapturedVar()), Body);
  for (const VarDecl *Local : Body.Locals)
    addVariable(*Local, Body);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Body.Callable))
    lookAtMembers(*Method);
}

llvm::SmallVector<ReachableToken, 2>
Search::run(const CallableBody &Innermost) {
  if (cleansUp(&Place, Index, Known))
    return {};
  for (const CallableBody *Body = &Innermost; Body;) {
    lookIn(*Body);
    if (HasOwn || !Found.empty() || !Body->Lambda)
      break;
    Body = Index.enclosing(Body->Lambda);
  }
  return std::move(Found);
}

llvm::SmallVector<ReachableToken, 2>
clang::tidy::async::tokensInReach(const Expr &Place, const CallableBody &Body,
                                  const BodyIndex &Index, const Names &Known) {
  return Search(Place, Index, Known).run(Body);
}
