//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-call/BlockingCalls.h"
#include "code/Origins.h"
#include "code/Tokens.h"
#include "code/Waits.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"
#include <limits>

using namespace clang;
using namespace clang::tidy::async;

/// The object of a call to a member function, as written; the smart pointer
/// where one was dereferenced.
static const Expr *writtenObject(const CXXMemberCallExpr &Call) {
  const auto *Callee = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  if (!Callee)
    return nullptr;
  const Expr *Base = Callee->getBase()->IgnoreImplicit();
  if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Base);
      Arrow && Arrow->getOperator() == OO_Arrow)
    return Arrow->getArg(0)->IgnoreImplicit();
  return Base;
}

SourceLocation BlockingCall::location() const { return Call->getExprLoc(); }

llvm::StringRef BlockingCall::name() const {
  return llvm::StringRef(Entry->Name).rsplit("::").second.empty()
             ? llvm::StringRef(Entry->Name)
             : llvm::StringRef(Entry->Name).rsplit("::").second;
}

const Expr *BlockingCall::time() const {
  auto Args = writtenArguments(*Call);
  const unsigned Index = facts().Time;
  return Index && Index <= Args.size() ? Args[Index - 1]->IgnoreImplicit()
                                       : nullptr;
}

const ClassTemplateSpecializationDecl *
clang::tidy::async::durationOf(QualType T) {
  const ClassTemplateSpecializationDecl *Record = specializationOf(T);
  if (!Record || Record->getName() != "duration" ||
      Record->getTemplateArgs().size() != 2)
    return nullptr;
  const auto *Scope = dyn_cast<NamespaceDecl>(Record->getDeclContext());
  while (Scope && Scope->isInline())
    Scope = dyn_cast<NamespaceDecl>(Scope->getParent());
  return Scope && Scope->getName() == "chrono" ? Record : nullptr;
}

std::optional<double>
clang::tidy::async::tickOf(const ClassTemplateSpecializationDecl &Duration) {
  // The ratio is the second argument.
  const ClassTemplateSpecializationDecl *Ratio =
      specializationOf(typeArgument(&Duration, 1));
  if (!Ratio || Ratio->getTemplateArgs().size() != 2)
    return std::nullopt;
  for (const TemplateArgument &Arg : Ratio->getTemplateArgs().asArray())
    if (Arg.getKind() != TemplateArgument::Integral)
      return std::nullopt;
  return 1000.0 *
         static_cast<double>(
             Ratio->getTemplateArgs()[0].getAsIntegral().getExtValue()) /
         static_cast<double>(
             Ratio->getTemplateArgs()[1].getAsIntegral().getExtValue());
}

double clang::tidy::async::millisecondsOf(TimeUnit Unit) {
  switch (Unit) {
  case TimeUnit::Nanoseconds:
    return 1e-6;
  case TimeUnit::Microseconds:
    return 1e-3;
  case TimeUnit::Seconds:
    return 1e3;
  default:
    return 1;
  }
}

/// The number in a value of a class that has only one, such as a duration.
static std::optional<double> numberIn(const APValue &Value) {
  switch (Value.getKind()) {
  case APValue::Int:
    return Value.getInt().signedRoundToDouble();
  case APValue::Float:
    return Value.getFloat().convertToDouble();
  case APValue::Struct:
    if (Value.getStructNumFields() == 1 && Value.getStructNumBases() == 0)
      return numberIn(Value.getStructField(0));
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

std::optional<double> BlockingCall::milliseconds(const ASTContext &Ctx) const {
  const double Forever = std::numeric_limits<double>::infinity();
  const Expr *Time = time();
  if (!Time)
    return facts().Time ? std::nullopt : std::optional(Forever);
  if (Time->isValueDependent() || Time->containsErrors())
    return std::nullopt;
  if (Time->isNullPointerConstant(const_cast<ASTContext &>(Ctx),
                                  Expr::NPC_ValueDependentIsNotNull) &&
      !Time->getType()->isIntegerType())
    return Forever;
  Expr::EvalResult Result;
  if (!Time->EvaluateAsRValue(Result, Ctx) || Result.HasSideEffects)
    return std::nullopt;
  std::optional<double> Number = numberIn(Result.Val);
  if (!Number)
    return std::nullopt;
  if (const auto *Duration = durationOf(Time->getType())) {
    std::optional<double> Tick = tickOf(*Duration);
    return Tick ? std::optional(std::max(0.0, *Number * *Tick)) : std::nullopt;
  }
  if (!Time->getType()->isIntegerType())
    return std::nullopt;
  // Everywhere a negative time limit is none.
  return *Number < 0 ? Forever : *Number * millisecondsOf(facts().Unit);
}

namespace {
/// The identifiers in the text of a function, read once for all calls in it.
struct IdentifiersWritten {
  std::optional<llvm::StringSet<>> Names;
};
} // namespace

/// True when the text of \p Callable has one of \p Words.
static bool hasWord(const FunctionDecl &Callable, const BodyIndex &Index,
                    llvm::ArrayRef<std::string> Words) {
  if (Words.empty())
    return false;
  auto &Written = Index.memo<IdentifiersWritten>().Names;
  if (!Written) {
    Written.emplace();
    const ASTContext &Ctx = Callable.getASTContext();
    const SourceManager &SM = Ctx.getSourceManager();
    const CharSourceRange Range =
        SM.getExpansionRange(outermostFunction(&Callable)->getSourceRange());
    anyToken(Range.getBegin(), Range.getEnd(), SM, Ctx.getLangOpts(),
             [&Written](const Token &T) {
               if (T.is(tok::raw_identifier))
                 Written->insert(T.getRawIdentifier());
               return false;
             });
  }
  return llvm::any_of(Words, [&](llvm::StringRef Word) {
    return Written->contains(Word) ||
           Written->contains(Word.rsplit("::").second);
  });
}

static bool refersToNamed(const Expr *E, llvm::StringRef Name,
                          const ASTContext &Ctx) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? stripImplicit(E) : E);
  return Ref && llvm::is_contained(findDeclarations(Ctx, Name), Ref->getDecl());
}

/// True when \p T is a function, or a class whose objects are called.
static bool isCalledBack(QualType T, const ASTContext &Ctx) {
  T = T.getNonReferenceType();
  return T->isFunctionType() || T->isFunctionPointerType() ||
         !membersNamed(recordOf(T),
                       Ctx.DeclarationNames.getCXXOperatorName(OO_Call))
              .empty();
}

/// True when the overload that \p Call calls takes a callable.
static bool takesCallback(const CallExpr &Call, const ASTContext &Ctx) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee &&
         llvm::any_of(Callee->parameters(), [&Ctx](const ParmVarDecl *Param) {
           return isCalledBack(Param->getType(), Ctx);
         });
}

std::optional<BlockingCall>
clang::tidy::async::blockingCall(const CallExpr &Call,
                                 const FunctionDecl &Callable,
                                 const BodyIndex &Index, const Names &Known) {
  const CallEntry *Entry = Known.call(&Call, CallRole::Blocking);
  if (!Entry || !Entry->Blocking->Blocks)
    return std::nullopt;
  // What gives an awaitable does not block, whatever it is called.
  if (!llvm::StringRef(Entry->Name).contains("::") &&
      !isa<CXXOperatorCallExpr>(Call) && recordOf(Call.getType()))
    return std::nullopt;
  const ASTContext &Ctx = Callable.getASTContext();
  if (Entry->Blocking->UnlessCallback && takesCallback(Call, Ctx))
    return std::nullopt;
  BlockingCall Found{&Call, Entry, nullptr};
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(&Call))
    Found.Object = writtenObject(*MemberCall);
  else if (auto Args = writtenArguments(Call); !Args.empty())
    Found.Object = Args.front()->IgnoreImplicit();
  if (!Entry->Blocking->Of.empty() &&
      !refersToNamed(Found.Object, Entry->Blocking->Of, Ctx))
    return std::nullopt;

  const std::optional<double> Time = Found.milliseconds(Ctx);
  if (Time ? *Time == 0 : Entry->Blocking->KnownTime)
    return std::nullopt;
  const Library *Lib = Known.libraryOf(Entry);
  if (hasWord(Callable, Index, Entry->Blocking->Unless) ||
      (Entry->Blocking->Token && Lib && Lib->Completion &&
       hasWord(Callable, Index, Lib->Completion->Unless)))
    return std::nullopt;
  return Found;
}

bool clang::tidy::async::locksThread(const VarDecl &Local, const Names &Known) {
  if (!Known.isThreadLock(Local.getType()) || !Local.getInit())
    return false;
  const auto *Construct =
      dyn_cast<CXXConstructExpr>(Local.getInit()->IgnoreImplicit());
  // Anything but mutexes says how to lock: later, not at all, for some time.
  return Construct && Construct->getNumArgs() > 0 &&
         llvm::all_of(Construct->arguments(), [](const Expr *Arg) {
           return Arg->isLValue() && !Arg->getType().isConstQualified();
         });
}

bool clang::tidy::async::opensFile(const VarDecl &Local, const Names &Known) {
  if (!Local.getInit() || !Known.lists(Listed::FileStreams, Local.getType()) ||
      Local.getType()->isReferenceType())
    return false;
  const auto *Made =
      dyn_cast<CXXConstructExpr>(Local.getInit()->IgnoreImplicit());
  return Made && Made->getNumArgs() > 0 &&
         !Made->getConstructor()->isCopyOrMoveConstructor();
}
