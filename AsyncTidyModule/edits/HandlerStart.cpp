//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/HandlerStart.h"
#include "code/KeepAlives.h"
#include "code/Shapes.h"
#include "code/Waits.h"
#include "edits/Judgement.h"
#include "edits/Rewrite.h"
#include "edits/Spelling.h"
#include "knowledge/ClangVersions.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/ASTLambda.h"
#include <set>

using namespace clang;
using namespace clang::tidy::async;

HandlerStart::HandlerStart(const Expr &Call, const TaskChoice &Task,
                           const BodyIndex &Index, const AsyncTypes &Types)
    : Call(Call), Task(Task), Index(Index), Types(Types),
      Handler(Index.enclosing(&Call)) {
  const LambdaExpr *Lambda = Handler ? Handler->Lambda : nullptr;
  if (!Lambda || !Task.Lib || !Handler->Callable->getReturnType()->isVoidType())
    return;
  const auto *Taker = dyn_cast_or_null<CallExpr>(Index.handedTo(Lambda));
  if (Taker && Types.names().call(Taker, CallRole::Executor))
    Operation = Taker;
}

//===--- What follows -----------------------------------------------------===//

/// True when nothing is done in \p Block behind \p Last, but to return.
static bool endsWith(const CompoundStmt &Block, const Stmt &Last) {
  bool IsBehind = false;
  for (const Stmt *S : Block.body()) {
    if (IsBehind && isa<ReturnStmt>(S))
      return true;
    if (IsBehind && !isa<NullStmt>(S))
      return false;
    IsBehind |= S == &Last;
  }
  return true;
}

/// Why \p Call is not the last thing that the lambda around it does; empty when
/// it is.
static llvm::StringRef whyNotLast(const Expr &Call, const BodyIndex &Index) {
  const Stmt *Child = &Call;
  for (const Stmt *P = Index.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Index.parent(P)) {
    if (const auto *E = dyn_cast<Expr>(P)) {
      const bool IsDropped =
          stripImplicit(E) == &Call ||
          (isa<ExplicitCastExpr>(E) && E->getType()->isVoidType());
      if (!IsDropped)
        return "the handler uses what it gives";
    } else if (const auto *Block = dyn_cast<CompoundStmt>(P)) {
      if (!endsWith(*Block, *Child))
        return "the handler goes on behind it";
    } else if (const auto *If = dyn_cast<IfStmt>(P)) {
      if (Child != If->getThen() && Child != If->getElse())
        return "the handler uses what it gives";
    } else if (isa<CXXTryStmt, CXXCatchStmt>(P)) {
      return "the handler catches what it throws";
    } else {
      return "the handler goes on behind it";
    }
  }
  return "";
}

//===--- What it uses -----------------------------------------------------===//

/// True when a value of type \p T may be of use only while something else
/// lives.
static bool refersBeyond(QualType T, const Names &Known) {
  return T->isReferenceType() || T->isAnyPointerType() || Known.isView(T);
}

/// True when \p Arg hands on the address of something in another way.
static bool handsOnAddress(const Expr &Arg) {
  return anyWritten(
      &Arg,
      [](const Stmt &S) {
        if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
          return Unary->getOpcode() == UO_AddrOf;
        const auto *Lambda = dyn_cast<LambdaExpr>(&S);
        return Lambda &&
               llvm::any_of(Lambda->captures(), [](const LambdaCapture &C) {
                 return C.getCaptureKind() == LCK_ByRef;
               });
      },
      Parts::Evaluated);
}

static bool takesReference(const Expr &Call, const Names &Known) {
  const auto *Written = cast<CallExpr>(&Call);
  const FunctionDecl *Callee = Written->getDirectCallee();
  return !Callee || Callee->isVariadic() ||
         llvm::any_of(Callee->parameters(),
                      [&Known](const ParmVarDecl *Param) {
                        return refersBeyond(Param->getType(), Known);
                      }) ||
         llvm::any_of(Written->arguments(),
                      [](const Expr *Arg) { return handsOnAddress(*Arg); });
}

/// True when the end of a \p T is of no interest to anybody.
static bool endsSilently(QualType T, const Names &Known) {
  const CXXRecordDecl *Class = recordOf(T);
  return T.isDestructedType() == QualType::DK_none ||
         Known.lists(Listed::WeakHandles, T) ||
         (Class && Class->isInStdNamespace() &&
          Class->getDeclName().isIdentifier() &&
          Class->getName() == "basic_string");
}

/// True when all that is done with \p Param is to move it into an argument of
/// \p Call.
static bool isMovedInto(const ParmVarDecl &Param, const Expr &Call,
                        const BodyIndex &Index) {
  const llvm::ArrayRef<const DeclRefExpr *> Mentions = Index.mentions(&Param);
  if (Mentions.size() != 1 || !isWithin(Mentions.front(), &Call, Index))
    return false;
  const auto *Move =
      dyn_cast_or_null<CallExpr>(Index.spelledParent(Mentions.front()));
  return Move && Move->isXValue() && Move->getNumArgs() == 1;
}

std::string HandlerStart::whatEnds(const VarDecl *Kept) const {
  if (takesReference(Call, Types.names()))
    return "what it is given may end before it";
  const auto Ends = [](const NamedDecl &Var) {
    return Var.getIdentifier()
               ? "'" + Var.getNameAsString() + "' would end before it"
               : "a parameter of the handler would end before it";
  };
  const auto IsSilent = [&](const ValueDecl &Var) {
    return &Var == Kept || endsSilently(Var.getType(), Types.names());
  };
  for (const LambdaCapture &Capture : Handler->Lambda->captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
        !IsSilent(*Capture.getCapturedVar()))
      return Ends(*Capture.getCapturedVar());
  for (const VarDecl *Local : Handler->Locals)
    if (!IsSilent(*Local))
      return Ends(*Local);
  for (const ParmVarDecl *Param : Handler->Callable->parameters())
    if (!IsSilent(*Param) && !isMovedInto(*Param, Call, Index))
      return Ends(*Param);
  return "";
}

//===--- Its object -------------------------------------------------------===//

/// What \p E, an object or a pointer to one, is reached by: a `this`, the name
/// of a variable, or something else.
static const Expr *beginOfPath(const Expr *E) {
  while (true) {
    E = stripImplicit(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!isa<FieldDecl>(Member->getMemberDecl()))
        return E;
      E = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
               Unary && Unary->getOpcode() == UO_Deref) {
      E = Unary->getSubExpr();
    } else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
               Op && Op->getNumArgs() == 1 &&
               (Op->getOperator() == OO_Arrow ||
                Op->getOperator() == OO_Star)) {
      E = Op->getArg(0);
    } else {
      return E;
    }
  }
}

/// The variable that the path \p E begins with, or null.
static const VarDecl *variableThatBegins(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

static bool hasUsableCopy(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  return !Class || llvm::none_of(Class->ctors(), [](const auto *Made) {
    return Made->isCopyConstructor() && Made->isDeleted();
  });
}

const VarDecl *
HandlerStart::captureThatKeeps(const CXXRecordDecl &Class) const {
  const KeepAlives Keeps(Class, Types);
  for (const LambdaCapture &Capture : Handler->Lambda->captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy)
      if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
          Var && hasUsableCopy(Var->getType()) &&
          Keeps.byType(Var->getType()) == Keeps::Alive)
        return Var;
  return nullptr;
}

std::string HandlerStart::keeperOfThis(Rewrite &Edits,
                                       const VarDecl *&Holder) const {
  const CXXRecordDecl *Class = objectClassOf(*Handler, Index);
  if (!Class) {
    Edits.refuse("the handler has a copy of its object");
    return "";
  }
  Holder = captureThatKeeps(*Class);
  if (Holder)
    return Holder->getNameAsString();
  const auto Self = KeepAlives(*Class, Types).selfReference();
  if (!Self)
    return "";
  if (Self->Strong.empty())
    Edits.refuse("nothing here keeps its object alive");
  return "self = " + Self->Strong;
}

std::string HandlerStart::keeper(Rewrite &Edits, const VarDecl *&Holder) const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const auto *Callee =
      dyn_cast_or_null<CXXMethodDecl>(cast<CallExpr>(&Call)->getDirectCallee());
  if (!Callee || Callee->isStatic())
    return "";
  const Expr *Begin =
      Member ? beginOfPath(Member->getImplicitObjectArgument()) : &Call;
  if (isa<CXXThisExpr>(Begin))
    return keeperOfThis(Edits, Holder);
  const VarDecl *Var = variableThatBegins(Begin);
  if (Var && Var->hasGlobalStorage() && !Var->getType()->isPointerType())
    return "";
  const bool IsOwn = Var && !Var->getType()->isReferenceType() &&
                     (Var->getDeclContext() == Handler->Callable ||
                      captureThatKeeps(*Callee->getParent()) == Var);
  if (!IsOwn || !hasUsableCopy(Var->getType()) ||
      KeepAlives(*Callee->getParent(), Types).byType(Var->getType()) !=
          Keeps::Alive) {
    Edits.refuse("nothing here keeps its object alive");
    return "";
  }
  Holder = Var;
  return Var->getNameAsString();
}

//===--- What runs it -----------------------------------------------------===//

/// True when the handler can name \p E, a path, as it is written outside.
bool HandlerStart::isNamed(const Expr &E) const {
  const Expr *Begin = beginOfPath(&E);
  const auto Hides = [&](const NamedDecl &D) {
    const auto HasName = [&D](const VarDecl *Var) {
      return Var->getDeclName() == D.getDeclName();
    };
    return llvm::any_of(Handler->Locals, HasName) ||
           llvm::any_of(Handler->Callable->parameters(), HasName);
  };
  const auto Captures = llvm::make_range(Handler->Lambda->capture_begin(),
                                         Handler->Lambda->capture_end());
  if (isa<CXXThisExpr>(Begin))
    return objectClassOf(*Handler, Index) &&
           !anyWritten(&E, [&](const Stmt &S) {
             const auto *Member = dyn_cast<MemberExpr>(&S);
             return Member && Hides(*Member->getMemberDecl());
           });
  const VarDecl *Var = variableThatBegins(Begin);
  if (!Var || !Var->getIdentifier() || Hides(*Var))
    return false;
  return Var->hasGlobalStorage() ||
         Handler->Lambda->getCaptureDefault() == LCD_ByRef ||
         llvm::any_of(Captures, [&](const LambdaCapture &Capture) {
           return Capture.capturesVariable() &&
                  Capture.getCapturedVar() == Var &&
                  (Capture.getCaptureKind() == LCK_ByRef ||
                   beginOfPath(&E) != stripImplicit(&E));
         });
}

std::optional<ReachableObject> HandlerStart::operationObject() const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Operation);
  const auto Arguments = writtenArguments(*Operation);
  const Expr *E = Member ? Member->getImplicitObjectArgument()
                  : Arguments.empty()
                      ? nullptr
                      : static_cast<const Expr *>(Arguments.front());
  if (!E)
    return std::nullopt;
  E = stripImplicit(E);
  ReachableObject Object;
  const Expr *Path = E;
  if (E->getType()->isPointerType())
    Object.How = ReachableObject::Pointer;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      Op && Op->getNumArgs() == 1) {
    Object.How = ReachableObject::Owner;
    Path = stripImplicit(Op->getArg(0));
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
             Unary && Unary->getOpcode() == UO_Deref) {
    Object.How = ReachableObject::Pointer;
    Path = stripImplicit(Unary->getSubExpr());
  }
  if (isa<CXXThisExpr>(Path) || !isa<MemberExpr, DeclRefExpr>(Path) ||
      Path->getSourceRange().getBegin().isMacroID() || !isNamed(*E))
    return std::nullopt;
  Object.Holder = namedBy(*Path);
  Object.Text = Rewrite(Types.context()).text(Path->getSourceRange()).str();
  return Object;
}

/// The class of \p Object, or of what it points to.
static const CXXRecordDecl *classReachedBy(const ReachableObject &Object) {
  QualType T = Object.Holder->getType().getNonReferenceType();
  if (Object.How == ReachableObject::Pointer)
    T = T->getPointeeType();
  else if (Object.How == ReachableObject::Owner)
    T = typeArgument(specializationOf(T));
  const CXXRecordDecl *Class = T.isNull() ? nullptr : recordOf(T);
  return Class ? Class->getDefinition() : nullptr;
}

/// True when \p T is the class \p Wanted, or is derived from it.
static bool isOfClass(QualType T, llvm::StringRef Wanted,
                      const ASTContext &Ctx) {
  const CXXRecordDecl *Class = recordOf(T);
  Class = Class ? Class->getDefinition() : nullptr;
  return Class &&
         llvm::any_of(findDeclarations(Ctx, Wanted), [Class](const auto *D) {
           const auto *Base = dyn_cast<CXXRecordDecl>(D);
           return primaryDecl(Class) == primaryDecl(D) ||
                  (Base && Base->getDefinition() &&
                   Class->isDerivedFrom(Base->getDefinition()));
         });
}

/// The names of the member functions of \p Class that take nothing and give an
/// object of the class \p Wanted.
static void findGivers(const CXXRecordDecl &Class, llvm::StringRef Wanted,
                       std::set<std::string> &Names) {
  for (const CXXMethodDecl *Method : Class.methods())
    if (Method->getAccess() == AS_public && Method->getIdentifier() &&
        !Method->isStatic() && Method->getNumParams() == 0 &&
        isOfClass(Method->getReturnType(), Wanted, Class.getASTContext()))
      Names.insert(Method->getNameAsString());
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Record = recordOf(Base.getType());
        Record && Record->getDefinition() &&
        Base.getAccessSpecifier() == AS_public)
      findGivers(*Record->getDefinition(), Wanted, Names);
}

const BackgroundEntry *HandlerStart::entryFor(const ReachableObject &Object,
                                              std::string &Member) const {
  const CXXRecordDecl *Class = Object.Holder ? classReachedBy(Object) : nullptr;
  if (!Class)
    return nullptr;
  const ASTContext &Ctx = Types.context();
  for (const BackgroundEntry &Entry : Task.Lib->Background)
    if (!Entry.Needs.empty() &&
        isOfClass(canonicalTypeOf(*Class), Entry.Needs, Ctx))
      return &Entry;
  for (const BackgroundEntry &Entry : Task.Lib->Background) {
    std::set<std::string> Givers;
    if (!Entry.Needs.empty())
      findGivers(*Class, Entry.Needs, Givers);
    if (Givers.size() != 1)
      continue;
    Member = *Givers.begin() + "()";
    return &Entry;
  }
  return nullptr;
}

/// What the entry writes, with a handler that throws what the task throws in
/// place of what drops it; empty where the vocabulary has none.
std::string HandlerStart::textOf(const BackgroundEntry &Entry,
                                 bool HasValue) const {
  const llvm::StringRef Write = Entry.Write;
  const auto [Begin, Token] = Write.rsplit(", ");
  for (const CallEntry &Start : Task.Lib->Calls) {
    if (Start.Role != CallRole::Detaches ||
        !Write.starts_with(Start.Name + "("))
      continue;
    const std::string &Handler =
        HasValue ? Start.Detached->ValueHandler : Start.Detached->Handler;
    if (!Handler.empty() && !Start.Detached->Token.empty() &&
        Token.ends_with(")"))
      return (Begin + ", " + Handler + ")").str();
  }
  return "";
}

//===--- The edit ---------------------------------------------------------===//

void HandlerStart::write(Rewrite &Edits) const {
  const FunctionDecl *Callee =
      isa<CallExpr>(Call) ? cast<CallExpr>(&Call)->getDirectCallee() : nullptr;
  if (!Callee || isLambdaCallOperator(Callee) || isa<CXXOperatorCallExpr>(Call))
    return Edits.refuse("it is called without being named");
  if (const llvm::StringRef Why = whyNotLast(Call, Index); !Why.empty())
    return Edits.refuse(Why.str());
  const VarDecl *Holder = nullptr;
  const std::string Keep = keeper(Edits, Holder);
  if (std::string Why = whatEnds(Holder); !Why.empty())
    return Edits.refuse(std::move(Why));
  const auto Object = operationObject();
  std::string Member;
  const BackgroundEntry *Entry = Object ? entryFor(*Object, Member) : nullptr;
  const bool HasValue = !Callee->getReturnType()->isVoidType();
  std::string Text = Entry ? textOf(*Entry, HasValue) : "";
  if (Text.empty())
    return Edits.refuse("the handler cannot name what runs it");
  const SourceLocation At = Call.getBeginLoc();
  for (const IncludeEntry &Include : Entry->Includes)
    if (llvm::StringRef(Text).contains(Include.Declares) &&
        findDeclarations(Types.context(), Include.Declares).empty())
      Edits.include(At, Include.Header);
  Text = libraryText(Text, *Handler->Callable, At);
  Text =
      fillIn(Text, {{"{object}", Member.empty() ? Object->object()
                                                : Object->access() + Member}});
  auto [Before, After] = llvm::StringRef(Text).split("{task}");
  const auto [Capturing, Rest] = After.split("[");
  Edits.wrap(Call.getSourceRange(), Before,
             (Capturing + "[" + Keep + Rest).str());
  Edits.obey(Judgement(Index, Types).startsInHandler(!Keep.empty()));
}
