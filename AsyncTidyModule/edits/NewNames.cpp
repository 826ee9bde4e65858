//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/NewNames.h"
#include "code/Parts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
struct NamesOfBody {
  /// Of variables, and of what is mentioned by its name alone.
  llvm::StringSet<> Written;
  /// By the edits that declare them.
  llvm::StringMap<const Expr *> Declared;
};
struct NamesOfBodies {
  llvm::DenseMap<const CallableBody *, NamesOfBody> Of;
};
} // namespace

static NamesOfBody namesIn(const CallableBody &Body) {
  NamesOfBody Names;
  const auto Add = [&Names](const NamedDecl *D) {
    if (D->getIdentifier())
      Names.Written.insert(D->getName());
  };
  for (const VarDecl *Local : Body.Locals)
    Add(Local);
  for (const ParmVarDecl *Parameter : Body.Callable->parameters())
    Add(Parameter);
  anyWritten(Body.Callable->getBody(), [&Add](const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S);
        Ref && !Ref->hasQualifier())
      Add(Ref->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(&S);
        Member && Member->isImplicitAccess())
      Add(Member->getMemberDecl());
    return false;
  });
  return Names;
}

std::vector<NewName>
clang::tidy::async::newNames(llvm::ArrayRef<std::string> Wanted,
                             const Expr &Site, const CallableBody &Body,
                             const BodyIndex &Index) {
  const auto [It, IsNew] = Index.memo<NamesOfBodies>().Of.try_emplace(&Body);
  if (IsNew)
    It->second = namesIn(Body);
  NamesOfBody &Known = It->second;
  std::vector<NewName> Names;
  for (const std::string &Want : Wanted)
    for (unsigned Number = 1;; ++Number) {
      std::string Name =
          Number == 1 ? Want : (Want + llvm::Twine(Number)).str();
      if (Known.Written.contains(Name) ||
          Known.Declared.try_emplace(Name, &Site).first->second != &Site)
        continue;
      Names.emplace_back(Want, std::move(Name));
      break;
    }
  return Names;
}

std::string clang::tidy::async::renamed(llvm::StringRef Code,
                                        llvm::ArrayRef<NewName> Names) {
  std::string Result;
  for (size_t I = 0; I < Code.size();) {
    const llvm::StringRef Word = Code.drop_front(I).take_while(
        [](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (Word.empty()) {
      Result += Code[I++];
      continue;
    }
    const llvm::StringRef Before(Result);
    const bool IsPart = Before.ends_with(".") || Before.ends_with("->") ||
                        Before.ends_with("::");
    const bool IsPlaceholder =
        Before.ends_with("{") &&
        Code.drop_front(I + Word.size()).starts_with("}");
    const auto Name = llvm::find_if(
        Names, [Word](const NewName &N) { return N.first == Word; });
    Result += Name == Names.end() || IsPart || IsPlaceholder ? Word.str()
                                                             : Name->second;
    I += Word.size();
  }
  return Result;
}

bool clang::tidy::async::isNamedIn(llvm::StringRef Name, llvm::StringRef Code) {
  return renamed(Code, {{Name.str(), Name.str() + "2"}}) != Code;
}
