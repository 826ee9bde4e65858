//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/CallGraph.h"
#include "code/BodyIndex.h"
#include "code/Shapes.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace clang::tidy::async;

const Expr *clang::tidy::async::handedValue(const Expr *E) {
  while (true) {
    E = stripImplicit(E);
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      E = Cast->getSubExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
             Construct && Construct->getNumArgs() > 0 &&
             (Construct->getNumArgs() == 1 ||
              isa<CXXDefaultArgExpr>(Construct->getArg(1))))
      E = Construct->getArg(0);
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
             Unary &&
             (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Plus))
      E = Unary->getSubExpr();
    else if (const Expr *Moved = movedBy(E))
      E = Moved;
    else if (const auto *Convert = dyn_cast<CXXMemberCallExpr>(E);
             Convert &&
             isa_and_nonnull<CXXConversionDecl>(Convert->getMethodDecl()))
      E = Convert->getImplicitObjectArgument();
    else
      return E;
  }
}

struct CallGraph::Walker : RecursiveASTVisitor<CallGraph::Walker> {
  using Base = RecursiveASTVisitor<Walker>;

  Walker(CallGraph &Graph, bool System)
      : Graph(Graph), SM(Graph.Ctx.getSourceManager()), System(System) {}

  CallGraph &Graph;
  const SourceManager &SM;
  /// Walks instantiations of the system headers' templates, nothing else.
  const bool System;
  const FunctionDecl *Current = nullptr;
  MentionPlace Place = MentionPlace::Namespace;
  unsigned Unevaluated = 0, Instantiated = 0, InParts = 0;
  /// Of the unevaluated, those that are types around this one.
  unsigned InTypes = 0;
  bool InTrait = false;
  /// Inside what is written elsewhere and run by Current: it was, or will be,
  /// visited there, and only its calls are noted.
  unsigned Elsewhere = 0;
  /// What the pieces of a `co_await` share; operands and branches to come.
  llvm::DenseSet<const Stmt *> Shared, NeverRun;
  llvm::DenseMap<const Expr *, const Expr *> CallOf, HandedTo;
  llvm::DenseMap<const VarDecl *, const FunctionDecl *> LambdaOf;

  bool shouldVisitImplicitCode() const { return true; }
  bool shouldVisitTemplateInstantiations() const { return true; }

  CallNode &node(const FunctionDecl *Function) {
    auto &Node = Graph.Nodes[Function->getCanonicalDecl()];
    if (!Node) {
      Node = std::make_unique<CallNode>();
      const FunctionDecl *Definition = Function->getDefinition();
      Node->Function = Definition ? Definition : Function;
      Graph.Order.push_back(Node.get());
    }
    return *Node;
  }

  // Declarations.

  bool TraverseDecl(Decl *D) {
    if (!D)
      return true;
    if (D->getDeclContext() && D->getDeclContext()->isFileContext() &&
        !isa<NamespaceDecl, LinkageSpecDecl>(D) &&
        SM.isInSystemHeader(D->getLocation()) != System)
      return true;
    llvm::SaveAndRestore SavedCurrent(Current);
    llvm::SaveAndRestore SavedPlace(Place);
    llvm::SaveAndRestore SavedInstantiated(Instantiated);
    llvm::SaveAndRestore SavedUnevaluated(Unevaluated);
    llvm::SaveAndRestore SavedTypes(InTypes, 0u);
    llvm::SaveAndRestore SavedTrait(InTrait, false);
    if (auto *Function = dyn_cast<FunctionDecl>(D))
      return traverseFunction(Function);
    if (isa<ParmVarDecl>(D)) {
      // It hangs on the function's type.
      Unevaluated = 0;
      Place = MentionPlace::DefaultArgument;
    }
    if (isa<FieldDecl>(D))
      Place = MentionPlace::MemberInitializer;
    else if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(D);
             Spec && !Spec->isExplicitSpecialization())
      ++Instantiated;
    return Base::TraverseDecl(D);
  }

  // What a system header's template can know of the user's code, it knows by
  // its arguments.

  llvm::DenseMap<const void *, bool> IsOfUser;

  bool namesUser(const TemplateArgument &Arg) {
    switch (Arg.getKind()) {
    case TemplateArgument::Type:
      return namesUser(Arg.getAsType().getCanonicalType());
    case TemplateArgument::Pack:
      return llvm::any_of(Arg.pack_elements(), [this](const auto &Element) {
        return namesUser(Element);
      });
    case TemplateArgument::Null:
    case TemplateArgument::NullPtr:
    case TemplateArgument::Integral:
      return false;
    default:
      return true;
    }
  }
  bool namesUser(llvm::ArrayRef<TemplateArgument> Args) {
    return llvm::any_of(
        Args, [this](const TemplateArgument &Arg) { return namesUser(Arg); });
  }
  bool namesUser(QualType T) {
    const auto [It, IsNew] = IsOfUser.try_emplace(T.getAsOpaquePtr(), false);
    if (!IsNew)
      return It->second;
    bool Found = true;
    if (const auto *Function = T->getAs<FunctionProtoType>())
      Found = namesUser(Function->getReturnType()) ||
              llvm::any_of(Function->param_types(),
                           [this](QualType P) { return namesUser(P); });
    else if (T->isAnyPointerType() || T->isReferenceType())
      Found = namesUser(T->getPointeeType());
    else if (const Type *Element = T->getArrayElementTypeNoTypeQual())
      Found = namesUser(QualType(Element, 0));
    else if (const TagDecl *Tag = T->getAsTagDecl())
      Found = namesUser(*Tag);
    else
      Found = !T->isBuiltinType();
    return IsOfUser[T.getAsOpaquePtr()] = Found;
  }
  /// By its place, its arguments, or those of what it is a member of.
  bool namesUser(const Decl &D) {
    if (!SM.isInSystemHeader(D.getLocation()))
      return true;
    const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(&D);
    const auto *Function = dyn_cast<FunctionDecl>(&D);
    const TemplateArgumentList *Args =
        Class      ? &Class->getTemplateArgs()
        : Function ? Function->getTemplateSpecializationArgs()
                   : nullptr;
    if (Args && namesUser(Args->asArray()))
      return true;
    const auto *Around = D.getDeclContext()->isFileContext()
                             ? nullptr
                             : dyn_cast<Decl>(D.getDeclContext());
    return Around && namesUser(*Around);
  }

  bool traverseFunction(FunctionDecl *Function) {
    if (System && !Current &&
        ((!Instantiated && !Function->isTemplateInstantiation()) ||
         !namesUser(*Function)))
      return true;
    if (!Current) {
      // What is noted of one function's expressions is asked for in it only.
      CallOf.clear();
      HandedTo.clear();
    }
    Instantiated += Function->isTemplateInstantiation();
    if (Function->doesThisDeclarationHaveABody() && !Function->isImplicit()) {
      CallNode &Node = node(Function);
      if (!Node.Outer)
        Node.Outer = Current;
    }
    Current = Function;
    Place = MentionPlace::Body;
    return Base::TraverseDecl(Function);
  }

  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    llvm::SaveAndRestore SavedPlace(Place, MentionPlace::MemberInitializer);
    if (Init->isInClassMemberInitializer())
      return traverseElsewhere(Init->getInit());
    return Base::TraverseConstructorInitializer(Init);
  }

  bool VisitVarDecl(VarDecl *Var) {
    if (const auto *Cleanup = Var->getAttr<CleanupAttr>())
      mention(Cleanup->getFunctionDecl(), nullptr);
    if (!Var->getInit() || isa<ParmVarDecl>(Var))
      return true;
    if (const auto *Lambda =
            dyn_cast<LambdaExpr>(handedValue(Var->getInit()))) {
      LambdaOf[Var->getCanonicalDecl()] = Lambda->getCallOperator();
      node(Lambda->getCallOperator()).Variable = Var;
    }
    return true;
  }

  // What is not evaluated.

  template <typename... Rest> bool TraverseTypeLoc(TypeLoc Type, Rest... More) {
    llvm::SaveAndRestore Saved(Unevaluated, Unevaluated + 1);
    llvm::SaveAndRestore SavedTypes(InTypes, InTypes + 1);
    return Base::TraverseTypeLoc(Type, More...);
  }
  /// The size of an array is computed where its type stands; that of one whose
  /// size is asked for is a part of `sizeof`.
  template <typename... Rest>
  bool TraverseVariableArrayTypeLoc(VariableArrayTypeLoc Type, Rest...) {
    if (!InTrait) {
      llvm::SaveAndRestore Saved(Unevaluated, Unevaluated - InTypes);
      llvm::SaveAndRestore SavedTypes(InTypes, 0u);
      if (!TraverseStmt(Type.getSizeExpr()))
        return false;
    }
    return TraverseTypeLoc(Type.getElementLoc());
  }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    llvm::SaveAndRestore Saved(InTrait, true);
    return Base::TraverseUnaryExprOrTypeTraitExpr(E);
  }
  template <typename... Rest>
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc Type, Rest... More) {
    llvm::SaveAndRestore Saved(InTypes, 0u);
    return Base::TraverseDecltypeTypeLoc(Type, More...);
  }
  bool TraverseRequiresExpr(RequiresExpr *E) {
    llvm::SaveAndRestore Saved(Unevaluated, Unevaluated + 1);
    return Base::TraverseRequiresExpr(E);
  }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *E) {
    llvm::SaveAndRestore Saved(Unevaluated, Unevaluated + 1);
    return Base::TraverseConceptSpecializationExpr(E);
  }

  // Visited where they are written, and run by who leaves them out.
  bool TraverseCXXDefaultArgExpr(CXXDefaultArgExpr *E) {
    return E->getParam()->hasUninstantiatedDefaultArg() ||
           traverseElsewhere(E->getExpr());
  }
  bool TraverseCXXDefaultInitExpr(CXXDefaultInitExpr *E) {
    return traverseElsewhere(E->getExpr());
  }
  bool traverseElsewhere(Expr *E) {
    // A member can be initialized with another object of its class.
    constexpr unsigned Deepest = 4;
    if (const auto *Init = dyn_cast_or_null<CXXDefaultInitExpr>(E))
      E = const_cast<Expr *>(Init->getExpr());
    // Who calls an implicit constructor runs what that initializes.
    if (!E || !Current || Current->isImplicit() || Elsewhere == Deepest)
      return true;
    llvm::SaveAndRestore Saved(Elsewhere, Elsewhere + 1);
    return TraverseStmt(E);
  }

  // What would be visited more than once.

  bool TraverseInitListExpr(InitListExpr *List) {
    if (InitListExpr *Semantic = List->getSemanticForm())
      List = Semantic;
    for (Stmt *Child : List->children())
      if (!TraverseStmt(Child))
        return false;
    return true;
  }

  /// Its parts have the operand in common.
  bool traverseParts(Stmt *S) {
    ++InParts;
    bool Continue = true;
    for (Stmt *Part : S->children())
      if (Continue && Part)
        Continue = TraverseStmt(Part);
    if (--InParts == 0)
      Shared.clear();
    return Continue;
  }
  bool TraverseCoawaitExpr(CoawaitExpr *E) { return traverseParts(E); }
  bool TraverseCoyieldExpr(CoyieldExpr *E) { return traverseParts(E); }
  bool TraverseCoreturnStmt(CoreturnStmt *S) { return traverseParts(S); }
  bool dataTraverseStmtPre(Stmt *S) {
    if (InParts > 0 && !Shared.insert(S).second)
      return false;
    Unevaluated += NeverRun.count(S);
    for (const Stmt *Part : S->children())
      if (Part && neverRuns(Part, *S))
        NeverRun.insert(Part);
    return true;
  }
  bool dataTraverseStmtPost(Stmt *S) {
    Unevaluated -= NeverRun.erase(S);
    return true;
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    if (Elsewhere)
      return true;
    const FunctionDecl *Operator = Lambda->getCallOperator();
    CallNode &Node = node(Operator);
    Node.Lambda = Lambda;
    Node.Outer = Current;
    if (Current)
      node(Current).Lambdas.push_back(Lambda);
    if (const Expr *Taker = HandedTo.lookup(Lambda))
      Node.HandedTo.push_back(Taker);
    for (unsigned I = 0; I < Lambda->capture_size(); ++I)
      if (!TraverseLambdaCapture(Lambda, Lambda->capture_begin() + I,
                                 Lambda->capture_init_begin()[I]))
        return false;
    llvm::SaveAndRestore Saved(Unevaluated, 0u);
    if (auto *Template = Lambda->getDependentCallOperator())
      return TraverseDecl(Template);
    return TraverseDecl(Lambda->getCallOperator());
  }

  // Mentions.

  void mention(const FunctionDecl *Callee, const Expr *Name,
               MentionKind Kind = MentionKind::Address) {
    if (!Callee)
      return;
    const Expr *Call = CallOf.lookup(Name);
    if (Call && Kind == MentionKind::Address)
      Kind = MentionKind::Call;
    if (Kind == MentionKind::Call && Current &&
        Place != MentionPlace::DefaultArgument)
      node(Current).Calls.push_back(
          {Callee->getCanonicalDecl(), Call, Unevaluated > 0});
    if (Elsewhere || SM.isInSystemHeader(Callee->getLocation()))
      return;
    CallMention Mention;
    Mention.Kind = Kind;
    Mention.Place = Place;
    Mention.Unevaluated = Unevaluated > 0;
    Mention.Instantiated = Instantiated > 0 || System;
    Mention.In = Current;
    Mention.Name = Name;
    if (Kind != MentionKind::Address)
      Mention.Call = Call;
    else
      Mention.HandedTo = HandedTo.lookup(Name);
    node(Callee).Mentions.push_back(Mention);
  }

  void noteArguments(const Expr *Call, CallExpr::const_arg_range Args) {
    for (const Expr *Arg : Args) {
      const Expr *Value = handedValue(Arg);
      if (isa<LambdaExpr>(Value))
        HandedTo.try_emplace(Value, Call);
      const auto *Ref = dyn_cast<DeclRefExpr>(Value);
      // Outer calls come first.
      if (!Ref || !HandedTo.try_emplace(Ref, Call).second)
        continue;
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        if (const FunctionDecl *Lambda =
                LambdaOf.lookup(Var->getCanonicalDecl()))
          node(Lambda).HandedTo.push_back(Call);
    }
  }

  bool VisitCallExpr(CallExpr *Call) {
    CallOf[Call->getCallee()->IgnoreParenImpCasts()] = Call;
    if (movedBy(Call) || Elsewhere)
      return true;
    auto Args = static_cast<const CallExpr *>(Call)->arguments();
    // The object of `lambda(x)` is not handed over.
    if (isa<CXXOperatorCallExpr>(Call) && !Args.empty())
      Args = llvm::make_range(std::next(Args.begin()), Args.end());
    noteArguments(Call, Args);
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    if (!Construct->getConstructor()->isImplicit()) {
      CallOf[Construct] = Construct;
      mention(Construct->getConstructor(), Construct);
    } else if (Construct->getConstructor()->isDefaultConstructor() &&
               Construct->getConstructor()
                   ->getParent()
                   ->hasInClassInitializer()) {
      for (const CXXCtorInitializer *Init :
           Construct->getConstructor()->inits())
        if (Init->isInClassMemberInitializer() &&
            !traverseElsewhere(Init->getInit()))
          return false;
    }
    if (Elsewhere)
      return true;
    // Conversions are seen through by what stands around them.
    noteArguments(
        Construct,
        static_cast<const CXXConstructExpr *>(Construct)->arguments());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    mention(dyn_cast<FunctionDecl>(Ref->getDecl()), Ref);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    mention(dyn_cast<FunctionDecl>(Member->getMemberDecl()), Member);
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    if (Unevaluated && !System)
      Graph.AskedFor.insert(Member->getMember());
    return true;
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *Ref) {
    if (Unevaluated && !System)
      Graph.AskedFor.insert(Ref->getDeclName());
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *Names) {
    if (Unevaluated && !System)
      Graph.AskedFor.insert(Names->getName());
    for (const NamedDecl *D : Names->decls()) {
      D = D->getUnderlyingDecl();
      if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
        D = Template->getTemplatedDecl();
      mention(dyn_cast<FunctionDecl>(D), Names, MentionKind::Unresolved);
    }
    return true;
  }
};

CallGraph::CallGraph(const ASTContext &Ctx) : Ctx(Ctx) {
  Walker(*this, /*System=*/false).TraverseAST(const_cast<ASTContext &>(Ctx));
}

void CallGraph::includeSystemTemplates() {
  if (!std::exchange(WithSystem, true))
    Walker(*this, /*System=*/true).TraverseAST(const_cast<ASTContext &>(Ctx));
}

const CallNode *CallGraph::node(const FunctionDecl *Function) const {
  auto It = Nodes.find(Function->getCanonicalDecl());
  return It == Nodes.end() ? nullptr : It->second.get();
}
