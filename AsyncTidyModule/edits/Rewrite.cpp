//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Rewrite.h"
#include "code/Tokens.h"
#include "knowledge/Names.h"
#include "program/SummaryText.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <tuple>

using namespace clang;
using namespace clang::tidy::async;

Rewrite::Rewrite(const ASTContext &Ctx, IncludeHint Include,
                 HeaderSearch HasHeader, Reading Reads)
    : Ctx(Ctx), SM(Ctx.getSourceManager()), MakeInclude(std::move(Include)),
      HasHeader(std::move(HasHeader)), Reads(std::move(Reads)) {}

void Rewrite::refuse(std::string Why) {
  if (Reason.empty())
    Reason = std::move(Why);
}

void Rewrite::obey(const Ruling &About) {
  if (About.Stands == Ruling::Nowhere)
    refuse(About.Why);
  else if (About.Stands == Ruling::Note && Judgement.empty())
    Judgement = About.Why;
}

/// Clang compares the edits of a diagnostic with each other when it prints it:
/// of many, those on one line become one.
static bool joins(SourceLocation End, SourceLocation Begin,
                  const SourceManager &SM, std::string &Between) {
  const auto [File, From] = SM.getDecomposedLoc(End);
  const auto [SameFile, To] = SM.getDecomposedLoc(Begin);
  if (File != SameFile)
    return false;
  const llvm::StringRef Gap = SM.getBufferData(File).slice(From, To);
  if (Gap.contains('\n'))
    return false;
  Between = Gap.str();
  return true;
}

/// What is inserted before something stands behind all that is inserted after
/// the token that ends there.
static constexpr int BeforeAll = 1 << 20;

static FixItHint hintOver(SourceLocation Begin, SourceLocation End,
                          llvm::StringRef Text) {
  return Begin == End ? FixItHint::CreateInsertion(Begin, Text)
                      : FixItHint::CreateReplacement(
                            CharSourceRange::getCharRange(Begin, End), Text);
}

std::vector<FixItHint> Rewrite::merged() const {
  constexpr std::size_t Many = 256;
  std::vector<Edit> Sorted = Edits;
  llvm::sort(Sorted, [](const Edit &A, const Edit &B) {
    return std::tuple(A.Begin, A.End, A.Order) <
           std::tuple(B.Begin, B.End, B.Order);
  });
  std::vector<Edit> Merged;
  for (Edit &Next : Sorted) {
    std::string Between;
    if (!Merged.empty() &&
        (Merged.back().End == Next.Begin ||
         (Sorted.size() > Many &&
          joins(Merged.back().End, Next.Begin, SM, Between)))) {
      Merged.back().End = Next.End;
      Merged.back().Text += Between + Next.Text;
    } else {
      Merged.push_back(std::move(Next));
    }
  }
  std::vector<FixItHint> Hints;
  for (const Edit &E : Merged)
    Hints.push_back(hintOver(E.Begin, E.End, E.Text));
  return Hints;
}

bool Rewrite::collides() const {
  if (!Claims || !Reason.empty())
    return false;
  return llvm::any_of(Kept,
                      [this](SourceRange Tokens) {
                        return Tokens.getBegin().isFileID() &&
                               Tokens.getEnd().isFileID() &&
                               !Claims->keepsFlow(
                                   FixItHint::CreateRemoval(
                                       CharSourceRange::getCharRange(Tokens)),
                                   Owner, SM);
                      }) ||
         llvm::any_of(merged(), [this](const FixItHint &Hint) {
           return !Claims->isFree(Hint, Owner, SM);
         });
}

std::vector<FixItHint> Rewrite::hints(FixOn Place) const {
  if (!Reason.empty() || collides())
    return {};
  std::vector<FixItHint> Hints;
  for (const auto &[File, Header] : Includes)
    if (auto Hint = MakeInclude(File, Header, Place))
      Hints.push_back(Claims ? Claims->freeLine(*Hint, SM) : *Hint);
  llvm::append_range(Hints, merged());
  if (Claims)
    for (const FixItHint &Hint : Hints)
      Claims->claim(Hint, Owner, SM);
  return Hints;
}

std::vector<Rewrite::Piece> Rewrite::pieces() const {
  std::vector<Piece> Pieces;
  if (!Reason.empty())
    return Pieces;
  for (const auto &[File, Header] : Includes)
    if (auto Hint = MakeInclude(File, Header, FixOn::Warning))
      Pieces.push_back({Piece::Including, *Hint});
  for (const Edit &E : Edits)
    Pieces.push_back({E.Begin != E.End          ? Piece::Replacing
                      : E.Order > BeforeAll / 2 ? Piece::Before
                                                : Piece::After,
                      hintOver(E.Begin, E.End, E.Text)});
  return Pieces;
}

void Rewrite::foresee() const {
  if (Claims && Reason.empty())
    for (const FixItHint &Hint : merged())
      Claims->foresee(Hint, Owner, SM);
}

llvm::StringRef Rewrite::text(SourceRange Tokens) const {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Tokens), SM,
                              Ctx.getLangOpts());
}

/// Macro locations stay as they are, for add() to refuse.
SourceLocation Rewrite::endOfToken(SourceLocation Loc) const {
  if (Loc.isMacroID())
    return Loc;
  return Lexer::getLocForEndOfToken(Loc, 0, SM, Ctx.getLangOpts());
}

/// Touching is not overlapping.
bool Rewrite::overlaps(SourceLocation Begin, SourceLocation End) const {
  auto Next = Removed.lower_bound(Begin);
  if (Next != Removed.end() && Next->first < End)
    return true;
  if (Next != Removed.begin() && Begin < std::prev(Next)->second)
    return true;
  auto Within = Inserted.upper_bound(Begin);
  return Within != Inserted.end() && *Within < End;
}

void Rewrite::add(SourceLocation Begin, SourceLocation End,
                  llvm::StringRef Text, int Order) {
  if (Begin.isInvalid() || End.isInvalid())
    return refuse("its source text cannot be found");
  if (Begin.isMacroID() || End.isMacroID())
    return refuse("it is inside a macro");
  if (SM.getFileID(Begin) != SM.getFileID(End))
    return refuse("it spans several files");
  if (SM.isInSystemHeader(Begin))
    return refuse("it is in a system header");
  if (Begin == End && Text.empty())
    return;
  if (overlaps(Begin, End))
    return refuse("two edits would overlap");
  if (Begin == End)
    Inserted.insert(Begin);
  else
    Removed.emplace(Begin, End);
  Edits.push_back({Begin, End, Text.str(), Order});
}

void Rewrite::insertBefore(SourceLocation Loc, llvm::StringRef Text) {
  add(Loc, Loc, Text, BeforeAll - static_cast<int>(Edits.size()));
}

void Rewrite::insertAfterToken(SourceLocation TokenLoc, llvm::StringRef Text) {
  SourceLocation Loc = endOfToken(TokenLoc);
  add(Loc, Loc, Text, static_cast<int>(Edits.size()));
}

/// Looks for what must not be lost when the text between is. Macro locations
/// are for add() to refuse.
void Rewrite::refuseLoss(SourceLocation Begin, SourceLocation End) {
  anyToken(Begin, End, SM, Ctx.getLangOpts(), [this](const Token &T) {
    if (T.is(tok::comment))
      refuse("a comment stands in the way");
    if (beginsDirective(T))
      refuse("a preprocessor directive stands in the way");
    return T.is(tok::comment) || beginsDirective(T);
  });
}

void Rewrite::replace(SourceRange Tokens, llvm::StringRef Text) {
  const SourceLocation End = endOfToken(Tokens.getEnd());
  refuseLoss(Tokens.getBegin(), End);
  add(Tokens.getBegin(), End, Text);
}

void Rewrite::removeUpTo(SourceLocation Begin, SourceLocation End) {
  refuseLoss(Begin, End);
  add(Begin, End, "");
}

void Rewrite::removeBehind(SourceLocation After, SourceLocation Last) {
  const SourceLocation Begin = endOfToken(After), End = endOfToken(Last);
  refuseLoss(Begin, End);
  add(Begin, End, "");
}

void Rewrite::removeStatement(const Stmt &Statement) {
  SourceLocation Begin = Statement.getBeginLoc();
  const SourceLocation Last = Statement.getEndLoc();
  if (Begin.isInvalid() || Begin.isMacroID() || Last.isMacroID())
    return refuse("it is inside a macro");
  const auto Semicolon = Lexer::findNextToken(Last, SM, Ctx.getLangOpts());
  if (!Semicolon || Semicolon->isNot(tok::semi))
    return refuse("its source text cannot be found");
  const auto [File, Offset] = SM.getDecomposedLoc(Begin);
  llvm::StringRef Before = SM.getBufferData(File).take_front(Offset);
  Begin = Begin.getLocWithOffset(-static_cast<int>(Offset) +
                                 static_cast<int>(Before.rtrim().size()));
  // The line break behind a comment belongs to the comment.
  if (lineBefore(Begin, SM).contains("//"))
    Begin = Statement.getBeginLoc();
  const SourceLocation End = Semicolon->getEndLoc();
  refuseLoss(Begin, End);
  add(Begin, End, "");
}

void Rewrite::addBraces(const Stmt &Loop, const Stmt &Only) {
  SourceLocation Head;
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    Head = For->getRParenLoc();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
    Head = Range->getRParenLoc();
  const auto Semicolon =
      Only.getEndLoc().isMacroID()
          ? std::nullopt
          : Lexer::findNextToken(Only.getEndLoc(), SM, Ctx.getLangOpts());
  if (Head.isInvalid() || Head.isMacroID() || !Semicolon ||
      Semicolon->isNot(tok::semi))
    return refuse("its source text cannot be found");
  const llvm::StringRef Indent =
      Lexer::getIndentationForLine(Loop.getBeginLoc(), SM);
  insertAfterToken(Head, " {");
  insertAfterToken(Semicolon->getLocation(), ("\n" + Indent + "}").str());
}

void Rewrite::insertBetween(const Stmt &Previous, const Stmt &Next,
                            llvm::StringRef Text) {
  const SourceLocation Begin = Previous.getEndLoc(), End = Next.getBeginLoc();
  SourceLocation Comment;
  anyToken(Begin, End, SM, Ctx.getLangOpts(), [&](const Token &T) {
    if (T.is(tok::comment) && lineBefore(T.getLocation(), SM).trim().empty())
      Comment = T.getLocation();
    return Comment.isValid();
  });
  insertStatementAt(Comment.isValid() ? Comment : End, Text);
}

void Rewrite::insertStatementBefore(const Stmt &Statement,
                                    llvm::StringRef Text) {
  insertStatementAt(Statement.getBeginLoc(), Text);
}

void Rewrite::insertStatementAt(SourceLocation Begin, llvm::StringRef Text) {
  if (Begin.isInvalid() || Begin.isMacroID())
    return refuse("it is inside a macro");
  const llvm::StringRef Line = lineBefore(Begin, SM);
  if (!Line.trim().empty())
    return insertBefore(Begin, (Text + " ").str());
  llvm::SmallVector<llvm::StringRef, 1> Lines;
  Text.split(Lines, '\n');
  insertBefore(Begin,
               llvm::join(Lines, ("\n" + Line).str()) + "\n" + Line.str());
}

void Rewrite::insertLastStatement(SourceLocation Brace, llvm::StringRef Text) {
  if (Brace.isInvalid() || Brace.isMacroID())
    return refuse("it is inside a macro");
  const llvm::StringRef Line = lineBefore(Brace, SM);
  llvm::SmallVector<llvm::StringRef, 1> Lines;
  Text.split(Lines, '\n');
  if (Line.trim().empty())
    insertBefore(Brace, "  " + llvm::join(Lines, ("\n" + Line + "  ").str()) +
                            "\n" + Line.str());
  else
    insertBefore(Brace, (Text + " ").str());
}

void Rewrite::wrap(SourceRange Tokens, llvm::StringRef Before,
                   llvm::StringRef After) {
  insertBefore(Tokens.getBegin(), Before);
  insertAfterToken(Tokens.getEnd(), After);
}

bool clang::tidy::async::needsParenthesesToAwait(const Expr &E) {
  const Expr *Written = E.IgnoreImplicit();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written)) {
    switch (Operator->getOperator()) {
    case OO_Call:
    case OO_Subscript:
    case OO_Arrow:
      return false;
    default:
      return Operator->isInfixBinaryOp();
    }
  }
  return isa<BinaryOperator, AbstractConditionalOperator, CXXThrowExpr,
             CoyieldExpr, CXXRewrittenBinaryOperator>(Written);
}

/// The object of a member function that is called without naming one.
static bool isImplicitThis(const Expr &E) {
  const auto *This = dyn_cast<CXXThisExpr>(E.IgnoreParenImpCasts());
  return This && This->isImplicit();
}

/// As far as the pointer's type says.
static bool pointsToConst(const Expr &Pointer) {
  QualType T = Pointer.getType();
  if (T->isPointerType())
    return T->getPointeeType().isConstQualified();
  const QualType Pointee = typeArgument(specializationOf(T));
  return !Pointee.isNull() && Pointee.isConstQualified();
}

void Rewrite::await(const Expr &Operand, AwaitForm Form) {
  if (Form == AwaitForm::Never)
    return refuse("it has no awaiter");
  const Expr *Written = Operand.IgnoreImplicit();
  SourceRange Range = Written->getSourceRange();
  const bool Named = Written->isLValue();
  if (Form == AwaitForm::InPlace && !Written->isPRValue())
    return refuse("it must be awaited where it is created");
  if (Named && Form == AwaitForm::Moved) {
    if (Written->getType().isConstQualified())
      return refuse("a const object cannot be moved from");
    includeMove(Range.getBegin());
    return wrap(Range, "co_await std::move(", ")");
  }
  if (needsParenthesesToAwait(*Written))
    return wrap(Range, "co_await (", ")");
  insertBefore(Range.getBegin(), "co_await ");
}

void Rewrite::awaitPointee(const Expr &Pointer, AwaitForm Form) {
  SourceRange Range = Pointer.IgnoreImplicit()->getSourceRange();
  if (Form == AwaitForm::Never)
    return refuse("it has no awaiter");
  if (Form == AwaitForm::InPlace)
    return refuse("it must be awaited where it is created");
  if (isImplicitThis(Pointer))
    return refuse("the object is not written");
  if (Form == AwaitForm::AsNamed)
    return insertBefore(Range.getBegin(), "co_await *");
  if (pointsToConst(Pointer))
    return refuse("a const object cannot be moved from");
  includeMove(Range.getBegin());
  wrap(Range, "co_await std::move(*", ")");
}

void Rewrite::parenthesizeForContext(const Expr &Replaced,
                                     const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Replaced);
  const Expr *Written = Replaced.IgnoreImplicit();
  bool Tighter = false;
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
    // A conversion that nobody wrote is a member, too.
    Tighter = !Member->isImplicitAccess() &&
              Member->getEndLoc() != Replaced.getEndLoc();
  } else if (isa_and_nonnull<CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(
                 Around)) {
    Tighter = true;
  } else if (const auto *Subscript =
                 dyn_cast_or_null<ArraySubscriptExpr>(Around)) {
    Tighter = stripImplicit(Subscript->getLHS()) == stripImplicit(&Replaced);
  } else if (const auto *Operator =
                 dyn_cast_or_null<CXXOperatorCallExpr>(Around)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    const bool First =
        Operator->getNumArgs() > 0 &&
        stripImplicit(Operator->getArg(0)) == stripImplicit(&Replaced);
    Tighter =
        First && (Kind == OO_Call || Kind == OO_Subscript || Kind == OO_Arrow ||
                  ((Kind == OO_PlusPlus || Kind == OO_MinusMinus) &&
                   Operator->getNumArgs() == 2));
  } else if (const auto *Call = dyn_cast_or_null<CallExpr>(Around)) {
    Tighter = stripImplicit(Call->getCallee()) == stripImplicit(&Replaced);
  } else if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around)) {
    Tighter = Unary->isPostfix();
  }
  if (Tighter)
    wrap(Written->getSourceRange(), "(", ")");
}

void Rewrite::addArgument(const CallExpr &Call, llvm::StringRef Text) {
  if (isa<UserDefinedLiteral>(Call))
    return refuse("an operator takes no further argument");
  unsigned Written = 0;
  for (const Expr *Arg : Call.arguments())
    Written += !isa<CXXDefaultArgExpr>(Arg);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->getOperator() != OO_Call)
      return refuse("an operator takes no further argument");
    --Written; // The object.
  }
  if (Call.getRParenLoc().isMacroID())
    return refuse("it is inside a macro");
  insertBefore(Call.getRParenLoc(), Written ? ", " + Text.str() : Text.str());
}

/// `const` stands outside of the range that clang gives for a type.
static bool isQualified(TypeLoc Type) {
  for (; Type; Type = Type.getNextTypeLoc())
    if (Type.getAs<QualifiedTypeLoc>())
      return true;
  return false;
}

void Rewrite::changeReturnType(const FunctionDecl &Function,
                               llvm::StringRef Text) {
  changeReturnType(Function, [Text](const FunctionDecl &, llvm::StringRef) {
    return Text.str();
  });
}

/// True for what is not written in one piece: `int (*f())[3]`.
static bool surroundsName(TypeLoc Type) {
  for (; Type; Type = Type.getNextTypeLoc())
    if (Type.getAs<FunctionTypeLoc>() || Type.getAs<ArrayTypeLoc>())
      return true;
  return false;
}

/// `long static int f()`
static bool hasSpecifierWithin(SourceRange Type, const ASTContext &Ctx) {
  static constexpr llvm::StringLiteral Specifiers[] = {
      "static", "inline", "extern", "virtual", "friend", "constexpr"};
  const auto IsSpecifier = [](const Token &T) {
    return T.is(tok::raw_identifier) &&
           llvm::is_contained(Specifiers, T.getRawIdentifier());
  };
  return anyToken(Type.getBegin(), Type.getEnd(), Ctx.getSourceManager(),
                  Ctx.getLangOpts(), IsSpecifier);
}

/// `int f(), *g();`: \p Type is that of others, too.
static bool sharesType(const FunctionDecl &Decl, SourceRange Type,
                       const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const auto IsComma = [](const Token &T) { return T.is(tok::comma); };
  const auto Next =
      Lexer::findNextToken(Decl.getEndLoc(), SM, Ctx.getLangOpts());
  return (Next && IsComma(*Next)) ||
         anyToken(Lexer::getLocForEndOfToken(Type.getEnd(), 0, SM,
                                             Ctx.getLangOpts()),
                  Decl.getQualifierLoc() ? Decl.getQualifierLoc().getBeginLoc()
                                         : Decl.getLocation(),
                  SM, Ctx.getLangOpts(), IsComma);
}

void Rewrite::changeReturnType(
    const FunctionDecl &Function,
    llvm::function_ref<std::string(const FunctionDecl &, llvm::StringRef)>
        Text) {
  for (const FunctionDecl *Decl : Function.redecls()) {
    FunctionTypeLoc Written = Decl->getFunctionTypeLoc();
    if (!Written)
      return refuse("the return type is not written");
    if (isQualified(Written.getReturnLoc()))
      return refuse("the return type is qualified");
    const auto *Type = Decl->getType()->getAs<FunctionProtoType>();
    const bool IsTrailing = Type && Type->hasTrailingReturn();
    if (!IsTrailing && surroundsName(Written.getReturnLoc()))
      return refuse("the return type stands around the name");
    const SourceRange Range = IsTrailing
                                  ? Written.getReturnLoc().getSourceRange()
                                  : Decl->getReturnTypeSourceRange();
    if (Range.isInvalid())
      return refuse("the return type is not written");
    if (!IsTrailing && sharesType(*Decl, Range, Ctx))
      return refuse("its declaration holds more than this function");
    if (hasSpecifierWithin(Range, Ctx))
      return refuse("something else stands between the words of the return "
                    "type");
    // `int *f`
    const SourceLocation End = endOfToken(Range.getEnd());
    const bool Touches =
        End.isFileID() && isAsciiIdentifierContinue(*SM.getCharacterData(End));
    replace(Range, Text(*Decl, text(Range)) + (Touches ? " " : ""));
  }
}

bool Rewrite::isDeclaredAt(const NamedDecl &D, SourceLocation Loc) const {
  return SM.isBeforeInTranslationUnit(D.getLocation(), Loc) &&
         (SM.isInMainFile(Loc) || (Reads && Reads(Loc, D.getLocation())));
}

bool Rewrite::isDeclaredAt(llvm::StringRef Name, SourceLocation Loc) const {
  return llvm::any_of(findDeclarations(Ctx, Name), [&](const NamedDecl *D) {
    return isDeclaredAt(*D, Loc);
  });
}

void Rewrite::includeMove(SourceLocation At) {
  if (findDeclarations(Ctx, "std::move").empty())
    include(At, "utility");
}

void Rewrite::includeFor(llvm::StringRef Name, SourceLocation At,
                         llvm::StringRef Header) {
  if (!Header.empty() && (Name.empty() || findDeclarations(Ctx, Name).empty()))
    include(At, Header);
}

void Rewrite::include(SourceLocation At, llvm::StringRef Header) {
  if (!MakeInclude || At.isMacroID())
    return;
  if (HasHeader && Header != HeaderPlaceholder && !HasHeader(Header))
    return refuse("it needs <" + Header.str() +
                  ">, which is not on the include path");
  std::pair Wanted(SM.getFileID(At), Header.str());
  if (!llvm::is_contained(Includes, Wanted))
    Includes.push_back(std::move(Wanted));
}
