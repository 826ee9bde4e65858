//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/StopTokens.h"
#include "checks/unpropagated-stop-token/AfterStop.h"
#include "code/Changes.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

static bool haveCommonLoop(const Stmt *A, const Stmt *B,
                           const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(A); P; P = Index.parent(P))
    if (isLoop(P) && isWithin(B, P, Index))
      return true;
  return false;
}

namespace {
/// What all calls in a body ask about it.
struct TokensOfBody {
  /// Variables of a callable.
  struct Variables {
    /// Tokens and sources among the locals.
    std::vector<const VarDecl *> Tokens;
    /// Locals and parameters.
    llvm::DenseMap<DeclarationName, llvm::SmallVector<const VarDecl *, 1>>
        Named;
    /// Calls that get a token, by the name of what they call.
    llvm::DenseMap<DeclarationName, std::vector<const CallExpr *>> Given;
  };
  /// What becomes of a variable.
  struct Changes {
    bool IsAssigned = false;
    llvm::SmallVector<const DeclRefExpr *, 1> Moves;
  };
  llvm::DenseMap<const CallableBody *, std::unique_ptr<Variables>> Of;
  llvm::DenseMap<const ValueDecl *, std::unique_ptr<Changes>> To;
};
} // namespace

static bool getsToken(const CallExpr &Call, const Names &Known) {
  return llvm::any_of(Call.arguments(), [&Known](const Expr *Arg) {
    return !isa<CXXDefaultArgExpr>(Arg) && tokenType(Arg->getType(), Known);
  });
}

static const TokensOfBody::Variables &variablesOf(const CallableBody &Body,
                                                  const BodyIndex &Index,
                                                  const Names &Known) {
  auto &Kept = Index.memo<TokensOfBody>().Of[&Body];
  if (Kept)
    return *Kept;
  Kept = std::make_unique<TokensOfBody::Variables>();
  for (const VarDecl *Local : Body.Locals) {
    Kept->Named[Local->getDeclName()].push_back(Local);
    if (tokenType(Local->getType(), Known))
      Kept->Tokens.push_back(Local);
  }
  for (const ParmVarDecl *Param : Body.Callable->parameters())
    Kept->Named[Param->getDeclName()].push_back(Param);
  for (const CallExpr *Call : Body.Calls)
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && getsToken(*Call, Known))
      Kept->Given[Callee->getDeclName()].push_back(Call);
  return *Kept;
}

static const TokensOfBody::Changes &changesOf(const ValueDecl &Var,
                                              const BodyIndex &Index) {
  auto &Kept = Index.memo<TokensOfBody>().To[&Var];
  if (Kept)
    return *Kept;
  Kept = std::make_unique<TokensOfBody::Changes>();
  for (const DeclRefExpr *Mention : Index.mentions(&Var)) {
    const Change Done = changeAt(*Mention, Index);
    Kept->IsAssigned |= Done == Change::Replaced;
    if (Done == Change::Moved)
      Kept->Moves.push_back(Mention);
  }
  return *Kept;
}

/// True when \p Var may not be at \p Place what it was: moved away before, or
/// assigned to anywhere.
static bool mayBeAnother(const ValueDecl *Var, const Expr &Place,
                         const BodyIndex &Index) {
  const SourceManager &SM = Var->getASTContext().getSourceManager();
  const TokensOfBody::Changes &Changed = changesOf(*Var, Index);
  return Changed.IsAssigned ||
         llvm::any_of(Changed.Moves, [&](const DeclRefExpr *Move) {
           return SM.isBeforeInTranslationUnit(Move->getBeginLoc(),
                                               Place.getBeginLoc()) ||
                  haveCommonLoop(Move, &Place, Index);
         });
}

namespace {
class TokenSearch {
public:
  TokenSearch(const CallExpr &Place, const BodyIndex &Index, const Names &Known,
              MemberStops &Stops)
      : Place(Place), Index(Index), Known(Known), Stops(Stops) {}

  llvm::SmallVector<ReachableToken, 2> run(const CallableBody &Innermost);

private:
  void lookIn(const CallableBody &Body);
  void lookAtMembers(const CXXMethodDecl &Method);
  void lookAtFields(const CXXRecordDecl &Class, const CXXMethodDecl &Method,
                    bool OfBase);
  void lookAtProperties(const ParmVarDecl &Param, const CallableBody &Body);
  void addProperties(const ParmVarDecl &Param, QualType T,
                     const std::string &Path, bool IsOwned, unsigned Depth,
                     const CallableBody &Body);
  void addVariable(const VarDecl &Var, const CallableBody &Body);
  void add(ReachableToken Token);
  bool isReached(const ValueDecl &Var, const LambdaExpr &Lambda) const;
  bool isReached(const ValueDecl &Var) const;
  bool isShadowed(const NamedDecl &D) const;
  bool isDeclaredBefore(const VarDecl &Local) const;
  bool isGivenToTwin(const CallableBody &Body) const;
  bool usable(const ValueDecl &Var, const StopTokenEntry &Entry,
              const CallableBody &Body) const;

  const CallExpr &Place;
  const BodyIndex &Index;
  const Names &Known;
  MemberStops &Stops;
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

bool TokenSearch::isReached(const ValueDecl &Var,
                            const LambdaExpr &Lambda) const {
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

bool TokenSearch::isReached(const ValueDecl &Var) const {
  return llvm::all_of(llvm::ArrayRef(Levels).drop_back(),
                      [&](const CallableBody *Inner) {
                        return Inner->Lambda && isReached(Var, *Inner->Lambda);
                      });
}

bool TokenSearch::isShadowed(const NamedDecl &D) const {
  for (const CallableBody *Level : Levels) {
    const auto &Named = variablesOf(*Level, Index, Known).Named;
    const auto Same = Named.find(D.getDeclName());
    if (Same != Named.end() &&
        llvm::any_of(Same->second,
                     [&D](const VarDecl *Other) { return Other != &D; }))
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
bool TokenSearch::isDeclaredBefore(const VarDecl &Local) const {
  const SourceManager &SM = Local.getASTContext().getSourceManager();
  if (!SM.isBeforeInTranslationUnit(Local.getEndLoc(), Place.getBeginLoc()))
    return false;
  if (const Stmt *Own =
          Local.getInit() ? Index.parent(Local.getInit()) : nullptr;
      isa_and_nonnull<DeclStmt>(Own) && Index.parent(Own))
    return !isWithin(&Place, Own, Index) &&
           isWithin(&Place, Index.parent(Own), Index);
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

/// True when another call of that name gets a token in \p Body. Who has made
/// the source there knows who is to have it.
bool TokenSearch::isGivenToTwin(const CallableBody &Body) const {
  const FunctionDecl *Callee = Place.getDirectCallee();
  const auto &Given = variablesOf(Body, Index, Known).Given;
  const auto Same = Callee ? Given.find(Callee->getDeclName()) : Given.end();
  return Same != Given.end() &&
         llvm::any_of(Same->second, [&](const CallExpr *Other) {
           return Other != &Place &&
                  Other->getDirectCallee()
                      ->getDeclContext()
                      ->getRedeclContext()
                      ->Equals(Callee->getDeclContext()->getRedeclContext());
         });
}

bool TokenSearch::usable(const ValueDecl &Var, const StopTokenEntry &Entry,
                         const CallableBody &Body) const {
  return !Entry.Ambient && !isShadowed(Var) && isReached(Var) &&
         !mayBeAnother(&Var, Place, Index) &&
         !requestsStop(Body, &Var, Index, Known) &&
         !requestsStop(*Levels.front(), &Var, Index, Known) &&
         !isAfterStop(&Place, &Var, Index);
}

void TokenSearch::add(ReachableToken Token) {
  if (Token.Type.How == TokenType::Source) {
    Token.Text += ("." + Token.Type.Getter + "()").str();
    Token.Type.How = TokenType::Object;
    Token.Type.Const = false;
    Token.IsTemporary = Token.Type.Entry->Passed == PassedBy::Value;
  }
  Found.push_back(std::move(Token));
}

void TokenSearch::addVariable(const VarDecl &Var, const CallableBody &Body) {
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
    if (IsSource
            ? isBehindCaughtStop(&Place, &Var, Index) || isGivenToTwin(Body)
            : isNoToken(Var.getInit(), Known))
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

void TokenSearch::lookAtProperties(const ParmVarDecl &Param,
                                   const CallableBody &Body) {
  QualType T = Param.getType().getNonReferenceType();
  const bool IsPointer = T->isPointerType();
  if (IsPointer)
    T = T->getPointeeType();
  if (Param.getName().empty() || tokenType(T, Known))
    return;
  addProperties(Param, T, Param.getName().str() + (IsPointer ? "->" : "."),
                !IsPointer && !Param.getType()->isReferenceType(), 0, Body);
}

void TokenSearch::addProperties(const ParmVarDecl &Param, QualType T,
                                const std::string &Path, bool IsOwned,
                                unsigned Depth, const CallableBody &Body) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Class->isLambda())
    return;
  Class = Class->getDefinition();
  const SourceManager &SM = Param.getASTContext().getSourceManager();
  if (SM.isInSystemHeader(Class->getLocation()))
    return;
  const auto Add = [&](const ValueDecl &Property, QualType Type, bool IsCall) {
    TokenType Token = tokenType(Type, Known);
    if (!Token || Token.How == TokenType::Carrier ||
        (IsCall && Token.How == TokenType::Source) || Token.Entry->Ambient ||
        !usable(Param, *Token.Entry, Body))
      return;
    if (!IsCall && !Type->isReferenceType() && Token.How == TokenType::Object)
      Token.Const |= T.isConstQualified();
    const bool IsTemporary = IsCall && !Type->isReferenceType();
    add({&Param, Path + Property.getName().str() + (IsCall ? "()" : ""), Token,
         IsTemporary, IsOwned && !IsTemporary, &Property});
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
  // `request.limits.abort`: what is written down as a list of values.
  if (Depth == 2 || !Class->isAggregate())
    return;
  for (const FieldDecl *Field : Class->fields())
    if (QualType Inner = Field->getType().getNonReferenceType();
        Field->getIdentifier() && !tokenType(Inner, Known))
      if (const CXXRecordDecl *Part = Inner->getAsCXXRecordDecl();
          Part && Part->hasDefinition() && Part->getDefinition()->isAggregate())
        addProperties(
            Param,
            Field->getType()->isReferenceType()
                ? Inner
                : Inner.withCVRQualifiers(
                      Inner.getCVRQualifiers() |
                      (Field->isMutable() ? 0 : T.getCVRQualifiers())),
            Path + Field->getName().str() + ".",
            IsOwned && !Field->getType()->isReferenceType(), Depth + 1, Body);
}

void TokenSearch::lookAtFields(const CXXRecordDecl &Class,
                               const CXXMethodDecl &Method, bool OfBase) {
  for (const FieldDecl *Field : Class.fields()) {
    if (!Field->getIdentifier() || (OfBase && Field->getAccess() == AS_private))
      continue;
    TokenType Type = tokenType(Field->getType(), Known);
    if (!Type || Type.How == TokenType::Carrier || Type.Entry->Ambient ||
        isShadowed(*Field) || isAfterStop(&Place, Field, Index) ||
        Stops.isPartOfStop(*Field, Method, Known) ||
        Stops.isToldAsWell(*Field, Method, Place, Known))
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

void TokenSearch::lookAtMembers(const CXXMethodDecl &Method) {
  if (Method.isStatic() || Method.getParent()->isLambda() ||
      isNamedCleanup(Method, Known) ||
      llvm::any_of(Levels, [&](const CallableBody *Level) {
        return requestsStop(*Level, nullptr, Index, Known);
      }))
    return;
  for (const CallableBody *Inner : llvm::ArrayRef(Levels).drop_back())
    if (!llvm::any_of(Inner->Lambda->captures(), [](const LambdaCapture &C) {
          return C.getCaptureKind() == LCK_This;
        }))
      return;
  lookAtFields(*Method.getParent(), Method, false);
}

void TokenSearch::lookIn(const CallableBody &Body) {
  Levels.push_back(&Body);
  for (const ParmVarDecl *Param : Body.Callable->parameters()) {
    addVariable(*Param, Body);
    lookAtProperties(*Param, Body);
  }
  if (Body.Lambda)
    for (const LambdaCapture &Capture : Body.Lambda->captures())
      if (Body.Lambda->isInitCapture(&Capture))
        addVariable(*cast<VarDecl>(Capture.getCapturedVar()), Body);
  for (const VarDecl *Local : variablesOf(Body, Index, Known).Tokens)
    addVariable(*Local, Body);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Body.Callable))
    lookAtMembers(*Method);
}

llvm::SmallVector<ReachableToken, 2>
TokenSearch::run(const CallableBody &Innermost) {
  if (cleansUp(&Place, Index, Known) ||
      isBeforeDelayedFailure(&Place, Innermost, Index))
    return {};
  for (const CallableBody *Body = &Innermost; Body;) {
    lookIn(*Body);
    if (HasOwn || !Found.empty() || !Body->Lambda)
      break;
    Body = Index.enclosing(Body->Lambda);
  }
  return std::move(Found);
}

llvm::SmallVector<ReachableToken, 2> clang::tidy::async::tokensInReach(
    const CallExpr &Place, const CallableBody &Body, const BodyIndex &Index,
    const Names &Known, MemberStops &Stops) {
  return TokenSearch(Place, Index, Known, Stops).run(Body);
}
