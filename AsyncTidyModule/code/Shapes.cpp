//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Shapes.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::tidy::async;

//===----------------------------------------------------------------------===//
// Does it fill a container?
//===----------------------------------------------------------------------===//

/// The class of \p T, or of what it refers or points to.
static const CXXRecordDecl *classBehind(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() ? Class->getDefinition() : nullptr;
}

/// A member type of \p Class or of a base, such as `value_type`; null when it
/// has none.
static QualType memberType(const CXXRecordDecl &Class, llvm::StringRef Name) {
  ASTContext &Ctx = Class.getASTContext();
  for (const NamedDecl *D : Class.lookup(&Ctx.Idents.get(Name)))
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
      return Alias->getUnderlyingType();
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Parent = classBehind(Base.getType()))
      if (QualType T = memberType(*Parent, Name); !T.isNull())
        return T;
  return {};
}

static bool offers(const CXXRecordDecl &Class, llvm::StringRef Name) {
  ASTContext &Ctx = Class.getASTContext();
  return !Class.lookup(&Ctx.Idents.get(Name)).empty() ||
         llvm::any_of(Class.bases(), [Name](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Parent = classBehind(Base.getType());
           return Parent && offers(*Parent, Name);
         });
}

/// One can go through it, and it has elements of its own, as a generator has
/// not; or it is std's queue, stack or the like.
static bool isContainer(const CXXRecordDecl &Class) {
  if (Class.isInStdNamespace() && !memberType(Class, "container_type").isNull())
    return true;
  return offers(Class, "begin") && offers(Class, "end") &&
         (offers(Class, "size") || offers(Class, "push_front") ||
          offers(Class, "push_back") || offers(Class, "append"));
}

static bool isOneOf(llvm::StringRef Name,
                    std::initializer_list<llvm::StringRef> Of) {
  return llvm::is_contained(Of, Name);
}

/// True for a class of std that is called as one of \p Names.
static bool isOfStd(const CXXRecordDecl *Class,
                    std::initializer_list<llvm::StringRef> Names) {
  return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
         isOneOf(Class->getName(), Names);
}

QualType clang::tidy::async::heldIn(QualType T) {
  const CXXRecordDecl *Class = classBehind(T);
  if (!Class || !(isContainer(*Class) || isOfStd(Class, {"optional"})))
    return {};
  if (QualType Mapped = memberType(*Class, "mapped_type"); !Mapped.isNull())
    return Mapped;
  if (QualType Value = memberType(*Class, "value_type"); !Value.isNull())
    return Value;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return Spec && Spec->getTemplateArgs().size() > 0 &&
                 Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type
             ? Spec->getTemplateArgs()[0].getAsType()
             : QualType();
}

/// Adds \p E, or what a pair or a braced list puts together in it.
static void addParts(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Out) {
  E = stripCopies(E);
  if (!E || isa<CXXDefaultArgExpr>(E))
    return;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    if (const Expr *Made = stripImplicit(Cast->getSubExpr());
        isa<CXXConstructExpr>(Made))
      E = Made;
  llvm::SmallVector<const Expr *, 4> Parts;
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return addParts(List->getSubExpr(), Out);
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    llvm::append_range(Parts, List->inits());
  } else if (!isOfStd(classBehind(E->getType()), {"pair", "tuple"})) {
    return Out.push_back(E);
  } else if (const auto *Pair = dyn_cast<CXXConstructExpr>(E)) {
    Parts.append(Pair->arg_begin(), Pair->arg_end());
  } else if (const auto *Call = dyn_cast<CallExpr>(E);
             Call && isOneOf(calleeName(Call),
                             {"make_pair", "make_tuple", "forward_as_tuple"})) {
    Parts.append(Call->arg_begin(), Call->arg_end());
  } else {
    return Out.push_back(E);
  }
  for (const Expr *Part : Parts)
    addParts(Part, Out);
}

namespace {
/// What a member function puts in, by its name.
struct Filler {
  llvm::StringLiteral Name;
  /// Of any class, or only of containers.
  enum { AnyClass, Containers } In;
  FillKind Kind;
  /// Whether the first argument says where, or how many.
  enum { NoPlace, PerhapsPlace, HasPlace } Place = NoPlace;
  bool AtEnd = false;
  /// Its arguments are an element, or what one is made from, never a range.
  bool OneElement = true;
};
} // namespace

static constexpr Filler Fillers[] = {
    {"push_back", Filler::AnyClass, FillKind::Adds, Filler::NoPlace, true},
    {"emplace_back", Filler::AnyClass, FillKind::Adds, Filler::NoPlace, true},
    {"push_front", Filler::AnyClass, FillKind::Adds},
    {"emplace_front", Filler::AnyClass, FillKind::Adds},
    {"push", Filler::Containers, FillKind::Adds, Filler::NoPlace, true},
    {"enqueue", Filler::Containers, FillKind::Adds, Filler::NoPlace, true},
    {"append", Filler::Containers, FillKind::Adds, Filler::NoPlace, true,
     false},
    {"prepend", Filler::Containers, FillKind::Adds},
    {"insert", Filler::Containers, FillKind::Adds, Filler::PerhapsPlace, false,
     false},
    {"insert_after", Filler::Containers, FillKind::Adds, Filler::HasPlace,
     false, false},
    {"emplace", Filler::Containers, FillKind::Adds, Filler::PerhapsPlace},
    {"emplace_hint", Filler::Containers, FillKind::Adds, Filler::HasPlace},
    {"emplace_after", Filler::Containers, FillKind::Adds, Filler::HasPlace},
    {"try_emplace", Filler::Containers, FillKind::Adds, Filler::PerhapsPlace},
    {"insert_or_assign", Filler::Containers, FillKind::Adds,
     Filler::PerhapsPlace},
    {"append_range", Filler::Containers, FillKind::AddsMany, Filler::NoPlace,
     true},
    {"push_range", Filler::Containers, FillKind::AddsMany, Filler::NoPlace,
     true},
    {"prepend_range", Filler::Containers, FillKind::AddsMany},
    {"assign_range", Filler::Containers, FillKind::AddsMany},
    {"assign", Filler::Containers, FillKind::AddsMany, Filler::NoPlace, false,
     false},
    {"insert_range", Filler::Containers, FillKind::AddsMany,
     Filler::PerhapsPlace},
    {"splice", Filler::Containers, FillKind::AddsMany, Filler::HasPlace},
    {"splice_after", Filler::Containers, FillKind::AddsMany, Filler::HasPlace},
    {"merge", Filler::Containers, FillKind::AddsMany},
    {"resize", Filler::Containers, FillKind::AddsMany, Filler::HasPlace},
    {"fill", Filler::Containers, FillKind::Sets},
};

/// An iterator by value, of the kind that \p Class has.
static bool isPosition(QualType T, const CXXRecordDecl &Class) {
  return !T->isReferenceType() &&
         llvm::any_of(
             std::initializer_list<llvm::StringRef>{"const_iterator",
                                                    "iterator"},
             [&](llvm::StringRef Name) {
               QualType Iterator = memberType(Class, Name);
               return !Iterator.isNull() &&
                      Iterator.getCanonicalType().getUnqualifiedType() ==
                          T.getCanonicalType().getUnqualifiedType();
             });
}

/// \p E before it becomes a const_iterator.
static const Expr *positionIn(const Expr *E) {
  while ((E = stripCopies(E))) {
    const auto *Converted = dyn_cast<CXXConstructExpr>(E);
    if (!Converted || Converted->getNumArgs() == 0 ||
        (Converted->getNumArgs() > 1 &&
         !isa<CXXDefaultArgExpr>(Converted->getArg(1))))
      break;
    E = Converted->getArg(0);
  }
  return E;
}

/// `v.end()`, `std::end(v)`
static bool isEnd(const Expr *Position) {
  const auto *Call = dyn_cast_or_null<CallExpr>(positionIn(Position));
  return Call && isOneOf(calleeName(Call), {"end", "cend"});
}

static std::optional<Fill> fillByMember(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Method->getIdentifier())
    return std::nullopt;
  const auto *How =
      llvm::find_if(Fillers, [Name = Method->getName()](const Filler &F) {
        return F.Name == Name;
      });
  const Expr *Object = Call.getImplicitObjectArgument();
  const CXXRecordDecl *Class = classBehind(Object->getType());
  if (How == std::end(Fillers) || !Class)
    return std::nullopt;
  const bool HoldsOne =
      How->Name == "emplace" &&
      isOfStd(Class, {"optional", "variant", "any", "expected"});
  if (How->In == Filler::Containers && !HoldsOne && !isContainer(*Class))
    return std::nullopt;
  Fill Result;
  Result.Kind = HoldsOne ? FillKind::Sets : How->Kind;
  Result.Whole = &Call;
  Result.Container = stripImplicit(Object);
  Result.AtEnd = How->AtEnd;
  llvm::SmallVector<const Expr *, 4> Args(Call.arguments());
  llvm::erase_if(Args,
                 [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg); });
  if (Args.empty()
          ? How->Place == Filler::HasPlace
          : How->Place == Filler::HasPlace ||
                (How->Place == Filler::PerhapsPlace && !HoldsOne &&
                 Args.size() > 1 &&
                 isPosition(Method->getParamDecl(0)->getType(), *Class))) {
    if (Args.empty())
      return std::nullopt;
    Result.Place = positionIn(Args.front());
    Result.AtEnd = isEnd(Args.front());
    Args.erase(Args.begin());
    if (Args.empty()) // `v.resize(n)`: nobody has made what is in there.
      return std::nullopt;
  }
  if (!How->OneElement && Args.size() == 2) {
    // `(first, last)`, or `(n, x)`.
    Result.Kind = FillKind::AddsMany;
    if (Args[0]->getType()->isIntegerType())
      Args.erase(Args.begin());
  }
  for (const Expr *Arg : Args) {
    const Expr *Written = stripCopies(Arg);
    // `v.insert(v.end(), {x, y})`, `list.append(other)`
    if (!How->OneElement && Written &&
        (isa<CXXStdInitializerListExpr>(Written) ||
         classBehind(Written->getType()) == Class))
      Result.Kind = FillKind::AddsMany;
    addParts(Arg, Result.Values);
  }
  return Result;
}

/// `v[i]`, `v.at(i)`, `v.front()`, `*out++`: what is in there is replaced.
static std::optional<Fill> elementOf(const Expr &E) {
  const Expr *Written = stripImplicit(&E);
  Fill Result;
  Result.Kind = FillKind::Sets;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Written)) {
    Result.Container = stripImplicit(Subscript->getBase());
    Result.Place = stripImplicit(Subscript->getIdx());
    return Result;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written);
      Operator && Operator->getOperator() == OO_Subscript &&
      Operator->getNumArgs() == 2) {
    Result.Container = stripImplicit(Operator->getArg(0));
    Result.Place = stripImplicit(Operator->getArg(1));
    const CXXRecordDecl *Class = classBehind(Operator->getArg(0)->getType());
    if (!Class || !isContainer(*Class))
      return std::nullopt;
    if (!memberType(*Class, "mapped_type").isNull())
      Result.Kind = FillKind::Adds;
    return Result;
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Written)) {
    const CXXRecordDecl *Class =
        classBehind(Member->getImplicitObjectArgument()->getType());
    if (!Class || !isContainer(*Class) ||
        !(Member->getNumArgs() == 1
              ? calleeName(Member) == "at"
              : isOneOf(calleeName(Member), {"front", "back"})))
      return std::nullopt;
    Result.Container = stripImplicit(Member->getImplicitObjectArgument());
    if (Member->getNumArgs() == 1)
      Result.Place = stripImplicit(Member->getArg(0));
    return Result;
  }
  return std::nullopt;
}

/// `std::back_inserter(v)`, `std::back_insert_iterator(v)`
static std::optional<Fill> inserterOf(const Expr &E) {
  llvm::StringRef Name;
  llvm::ArrayRef<const Expr *> Args;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E)) {
    const CXXRecordDecl *Class = Construct->getConstructor()->getParent();
    if (!isOfStd(Class, {"back_insert_iterator", "front_insert_iterator",
                         "insert_iterator"}))
      return std::nullopt;
    Name = Class->getName();
    Args = llvm::ArrayRef(Construct->getArgs(), Construct->getNumArgs());
  } else if (const auto *Call = dyn_cast<CallExpr>(&E);
             Call && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call)) {
    Name = calleeName(Call);
    if (!isOneOf(Name, {"back_inserter", "front_inserter", "inserter"}))
      return std::nullopt;
    Args = llvm::ArrayRef(Call->getArgs(), Call->getNumArgs());
  }
  if (Args.empty() || Args.size() > 2)
    return std::nullopt;
  const CXXRecordDecl *Class = classBehind(Args[0]->getType());
  if (!Class || !isContainer(*Class))
    return std::nullopt;
  Fill Result;
  Result.Kind = FillKind::Inserter;
  Result.Whole = &E;
  Result.Container = stripImplicit(Args[0]);
  Result.Place = Args.size() == 2 ? positionIn(Args[1]) : nullptr;
  Result.AtEnd = Name.starts_with("back") || isEnd(Result.Place);
  return Result;
}

/// `*out = x`, `*out++ = x`, where `out` is an iterator that this function has
/// got from `v.begin()` or an inserter.
static std::optional<Fill> elementAt(const Expr &E) {
  const Expr *Written = stripImplicit(&E);
  const auto *Unary = dyn_cast<UnaryOperator>(Written);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written);
  if (!(Unary && Unary->getOpcode() == UO_Deref) &&
      !(Operator && Operator->getOperator() == OO_Star &&
        Operator->getNumArgs() == 1))
    return std::nullopt;
  const Expr *At =
      stripImplicit(Unary ? Unary->getSubExpr() : Operator->getArg(0));
  const Expr *Step = At;
  if (const auto *Inc = dyn_cast<UnaryOperator>(At);
      Inc && Inc->isIncrementOp())
    At = stripImplicit(Inc->getSubExpr());
  else if (const auto *Next = dyn_cast<CXXOperatorCallExpr>(At);
           Next && Next->getOperator() == OO_PlusPlus)
    At = stripImplicit(Next->getArg(0));
  const auto *Ref = dyn_cast<DeclRefExpr>(At);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Expr *Init =
      Var && !isa<ParmVarDecl>(Var) && Var->getInit() && !Var->isImplicit()
          ? stripCopies(Var->getInit())
          : nullptr;
  if (!Init)
    return std::nullopt;
  if (auto Inserter = inserterOf(*Init)) {
    Inserter->Kind = FillKind::Adds;
    return Inserter;
  }
  const Access From = accessOf(Init);
  if (!From.IsBegin)
    return std::nullopt;
  Fill Result;
  Result.Kind = FillKind::Sets;
  Result.Container = stripImplicit(From.Object);
  Result.Place = Step;
  return Result;
}

/// `v[i] = x`, `m[k] = x`, `*out++ = x`
static std::optional<Fill> fillByAssignment(const Expr &Whole, const Expr &To,
                                            const Expr &Value) {
  auto Result = elementOf(To);
  if (!Result)
    Result = elementAt(To);
  if (!Result)
    return std::nullopt;
  Result->Whole = &Whole;
  addParts(&Value, Result->Values);
  return Result;
}

/// `list += x`, `list << x << y`
static std::optional<Fill> fillByOperator(const CXXOperatorCallExpr &Call) {
  const Expr *Object = stripImplicit(Call.getArg(0));
  const CXXRecordDecl *Class = classBehind(Object->getType());
  if (!Class || Object->getType()->isPointerType() || !isContainer(*Class))
    return std::nullopt;
  Fill Result;
  Result.Whole = &Call;
  Result.AtEnd = true;
  if (classBehind(stripCopies(Call.getArg(1))->getType()) == Class)
    Result.Kind = FillKind::AddsMany;
  addParts(Call.getArg(1), Result.Values);
  while (const auto *Before = dyn_cast<CXXOperatorCallExpr>(Object)) {
    if (Before->getOperator() != Call.getOperator())
      break;
    Object = stripImplicit(Before->getArg(0));
  }
  Result.Container = Object;
  return Result;
}

std::optional<Fill> clang::tidy::async::fillOf(const Expr &E) {
  const Expr *Written = stripImplicit(&E);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Written))
    return fillByMember(*Member);
  if (const auto *Binary = dyn_cast<BinaryOperator>(Written))
    return Binary->getOpcode() == BO_Assign
               ? fillByAssignment(*Binary, *Binary->getLHS(), *Binary->getRHS())
               : std::nullopt;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written);
  if (!Operator)
    return inserterOf(*Written);
  if (Operator->getNumArgs() != 2)
    return std::nullopt;
  switch (Operator->getOperator()) {
  case OO_Equal:
    return fillByAssignment(*Operator, *Operator->getArg(0),
                            *Operator->getArg(1));
  case OO_PlusEqual:
  case OO_LessLess:
    return fillByOperator(*Operator);
  default:
    return std::nullopt;
  }
}

static const ValueDecl *holderNamed(const Expr *Container) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Container);
  return Ref ? Ref->getDecl() : nullptr;
}

std::optional<Fill> clang::tidy::async::fillAt(const DeclRefExpr &Mention,
                                               const BodyIndex &Index) {
  for (const Stmt *P = Index.spelledParent(&Mention);
       isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
       P = Index.spelledParent(P)) {
    auto Found = fillOf(*cast<Expr>(P));
    if (!Found || holderNamed(Found->Container) != Mention.getDecl())
      continue;
    // Not `v.push_back(v.front())`.
    for (const Expr *Value : Found->Values)
      if (isWithin(&Mention, Value, Index))
        return std::nullopt;
    return Found;
  }
  return std::nullopt;
}

/// What hands a value on to the expression around it, by itself or in a pair.
static bool carriesOn(const Stmt &S) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return Construct->getConstructor()->isCopyOrMoveConstructor() ||
           isOfStd(Construct->getConstructor()->getParent(), {"pair", "tuple"});
  if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && Callee->isInStdNamespace() &&
           isOneOf(calleeName(Call), {"move", "forward", "make_pair",
                                      "make_tuple", "forward_as_tuple"});
  }
  return isa<ParenExpr, ImplicitCastExpr, FullExpr, CXXFunctionalCastExpr,
             MaterializeTemporaryExpr, CXXBindTemporaryExpr, InitListExpr,
             CXXStdInitializerListExpr>(S);
}

std::optional<Fill> clang::tidy::async::fillWith(const Expr &Value,
                                                 const BodyIndex &Index) {
  const Stmt *P = Index.parent(&Value);
  while (isa_and_nonnull<Expr>(P) && carriesOn(*P))
    P = Index.parent(P);
  auto Found = isa_and_nonnull<Expr>(P) ? fillOf(*cast<Expr>(P)) : std::nullopt;
  if (Found)
    for (const Expr *Part : Found->Values)
      if (isWithin(&Value, Part, Index))
        return Found;
  return std::nullopt;
}

const VarDecl *clang::tidy::async::iteratorFrom(const DeclRefExpr &Mention,
                                                const BodyIndex &Index) {
  const Expr *Whole = &Mention;
  while (const auto *Around = dyn_cast_or_null<Expr>(Index.parent(Whole))) {
    if (isa<LambdaExpr>(Around))
      return nullptr;
    Whole = Around;
  }
  const VarDecl *Var = Index.initialized(Whole);
  const Expr *Init = Var ? stripCopies(Var->getInit()) : nullptr;
  if (!Init)
    return nullptr;
  const auto Inserter = inserterOf(*Init);
  const Access From = accessOf(Init);
  const Expr *Object = Inserter       ? Inserter->Container
                       : From.IsBegin ? stripImplicit(From.Object)
                                      : nullptr;
  return Object == &Mention ? Var : nullptr;
}

std::optional<Fill> clang::tidy::async::fillThrough(const DeclRefExpr &Iterator,
                                                    const BodyIndex &Index) {
  for (const Stmt *P = Index.spelledParent(&Iterator);
       isa_and_nonnull<Expr>(P) && !isa<LambdaExpr>(P);
       P = Index.spelledParent(P)) {
    auto Found = fillOf(*cast<Expr>(P));
    if (!Found)
      continue;
    for (const Expr *Value : Found->Values)
      if (isWithin(&Iterator, Value, Index))
        return std::nullopt;
    return isWithin(Found->Container, P, Index) ? std::nullopt
                                                : std::move(Found);
  }
  return std::nullopt;
}

/// In std, or in a namespace or class of it.
static bool isInStd(const Decl &D) {
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent())
    if (C->isStdNamespace())
      return true;
  return false;
}

bool clang::tidy::async::givesElements(const Fill &Put,
                                       const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(Put.Whole);
  if (Put.Kind == FillKind::Inserter) {
    // What an algorithm gives back can only be written through.
    const auto *Algorithm = dyn_cast_or_null<CallExpr>(Around);
    const FunctionDecl *Callee =
        Algorithm ? Algorithm->getDirectCallee() : nullptr;
    return !Callee || !isInStd(*Callee);
  }
  // `m.emplace(k, x).second`
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
      Member && isa<FieldDecl>(Member->getMemberDecl()))
    return Member->getMemberDecl()->getName() != "second";
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Around))
    return !Cast->getTypeAsWritten()->isVoidType();
  // `list << x << y`
  if (const auto *Next = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
      Next && fillOf(*Next) && stripImplicit(Next->getArg(0)) == Put.Whole)
    return givesElements(*fillOf(*Next), Index);
  return isa_and_nonnull<Expr, DeclStmt, ReturnStmt, CoreturnStmt>(Around);
}

bool clang::tidy::async::looksAtNoElement(const DeclRefExpr &Mention,
                                          const BodyIndex &Index) {
  const CXXRecordDecl *Class = classBehind(Mention.getType());
  const Stmt *Around = Index.spelledParent(&Mention);
  if (!Class || !(isContainer(*Class) || isOfStd(Class, {"optional"})))
    return false;
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Method || !Method->getIdentifier())
      return false;
    const llvm::StringRef Name = Method->getName();
    return isOneOf(Name,
                   {"size", "empty", "isEmpty", "length", "capacity",
                    "max_size", "bucket_count", "load_factor", "has_value"}) ||
           (Method->getReturnType()->isVoidType() &&
            isOneOf(Name,
                    {"reserve", "shrink_to_fit", "squeeze", "rehash", "clear",
                     "resize", "pop", "pop_back", "pop_front", "reset"}));
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Around);
  if (!Call || isa<CXXMemberCallExpr>(Call))
    return false;
  // `std::size(v)`, and `std::ranges::size(v)`, an object.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  const auto *Object =
      Operator && Operator->getOperator() == OO_Call
          ? dyn_cast<DeclRefExpr>(stripImplicit(Operator->getArg(0)))
          : nullptr;
  const auto *Called =
      Object ? cast<NamedDecl>(Object->getDecl()) : Call->getDirectCallee();
  return Called && isInStd(*Called) && Called->getIdentifier() &&
         isOneOf(Called->getName(), {"size", "ssize", "empty"});
}

//===----------------------------------------------------------------------===//
// What is it behind a move?
//===----------------------------------------------------------------------===//

/// The argument of a function of std that is called as one of \p Names.
static const Expr *onlyArgument(const Stmt *S,
                                std::initializer_list<llvm::StringRef> Names) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isInStdNamespace() && Call->getNumArgs() == 1 &&
                 isOneOf(plainName(Callee), Names)
             ? Call->getArg(0)
             : nullptr;
}

const Expr *clang::tidy::async::movedBy(const Stmt *S) {
  return onlyArgument(S, {"move", "forward"});
}

const Expr *clang::tidy::async::castByStd(const Stmt *S) {
  return onlyArgument(S, {"move", "forward", "as_const"});
}
