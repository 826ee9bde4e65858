//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "program/FunctionKeys.h"
#include "knowledge/UsrVersions.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/FileManager.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy::async;

bool FunctionKeys::isShared(const FunctionDecl &Function) {
  return Function.isExternallyVisible() && !isLambdaCallOperator(&Function) &&
         !Function.getParentFunctionOrMethod();
}

const std::string &FunctionKeys::key(const FunctionDecl &Function) {
  std::string &Key = Keys[Function.getCanonicalDecl()];
  if (!Key.empty())
    return Key;
  llvm::SmallString<128> Usr;
  index::generateUSRForDecl(Function.getCanonicalDecl(), Usr);
  Key = std::string(Usr);
  if (Usr.empty() || !isShared(Function)) {
    const FunctionDecl *Definition = Function.getDefinition();
    const FilePlace Place =
        place((Definition ? Definition : &Function)->getLocation());
    Key = "@" + Place.File + ":" + std::to_string(Place.Offset) + " " +
          std::string(Usr);
    // A generic lambda's instantiations differ in their types only.
    if (Function.getTemplateInstantiationPattern())
      Key += " " + Function.getType().getAsString();
  }
  return Key;
}

std::string FunctionKeys::path(llvm::StringRef Name) const {
  llvm::SmallString<256> Path(Name);
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

const std::string &FunctionKeys::path(FileID File) {
  std::string &Path = Paths[File];
  if (Path.empty())
    Path = path(SM.getFilename(SM.getLocForStartOfFile(File)));
  return Path;
}

FilePlace FunctionKeys::place(SourceLocation Loc) {
  const auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
  return {path(File), Offset};
}
