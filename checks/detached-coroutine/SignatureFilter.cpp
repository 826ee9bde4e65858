//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "checks/detached-coroutine/SignatureFilter.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/PrettyPrinter.h"

using namespace clang;
using namespace clang::tidy::async;

SignatureFilter::SignatureFilter(llvm::StringRef Option)
    : Text(Option.str()), Pattern(Option) {
  if (std::string Error; !Text.empty() && !Pattern.isValid(Error))
    Errors.push_back(std::move(Error));
}

bool SignatureFilter::matches(const FunctionDecl &Function) const {
  if (Text.empty() || !Errors.empty())
    return false;
  PrintingPolicy Policy(Function.getASTContext().getPrintingPolicy());
  Policy.SuppressTagKeyword = true;
  std::string Parameters;
  for (const ParmVarDecl *Param : Function.parameters()) {
    const std::string Type = Param->getType().getAsString(Policy);
    if (Pattern.match(Type))
      return true;
    Parameters += (Parameters.empty() ? "" : ", ") + Type;
    if (Param->getIdentifier())
      Parameters += " " + Param->getName().str();
  }
  return Pattern.match("(" + Parameters + ")") ||
         Pattern.match(Function.getNameAsString()) ||
         Pattern.match(Function.getQualifiedNameAsString());
}
