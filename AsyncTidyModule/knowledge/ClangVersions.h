//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What clang and LLVM call otherwise in another version: the only place that
// asks which one it is. framework/TidyVersions.h does for clang-tidy.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CLANGVERSIONS_H
#define ASYNCTIDY_CLANGVERSIONS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/Config/llvm-config.h"

namespace clang::tidy::async {

/// `this auto` can be parsed.
inline constexpr bool HasExplicitObjects = LLVM_VERSION_MAJOR >= 18;

/// Behind a coroutine, a variable-length array in a plain function is an error.
inline constexpr bool TakesFunctionsForCoroutines = LLVM_VERSION_MAJOR == 18;

/// LLVM's YAML reader tells of a key that stands twice; before, the last one
/// counts.
inline constexpr bool TellsDuplicateKeys = LLVM_VERSION_MAJOR >= 19;

inline QualType canonicalTypeOf(const TagDecl &Tag) {
#if LLVM_VERSION_MAJOR >= 22
  return Tag.getASTContext().getCanonicalTagType(&Tag);
#else
  return QualType(Tag.getTypeForDecl(), 0);
#endif
}

inline bool isCXX23(const LangOptions &Options) {
#if LLVM_VERSION_MAJOR >= 17
  return Options.CPlusPlus23;
#else
  return Options.CPlusPlus2b;
#endif
}

/// \p Param must have one.
inline QualType defaultTypeOf(const TemplateTypeParmDecl &Param) {
#if LLVM_VERSION_MAJOR >= 19
  return Param.getDefaultArgument().getArgument().getAsType();
#else
  return Param.getDefaultArgument();
#endif
}

inline bool isPureVirtual(const FunctionDecl &Function) {
#if LLVM_VERSION_MAJOR >= 18
  return Function.isPureVirtual();
#else
  return Function.isPure();
#endif
}

/// It has a `this`.
inline bool hasImplicitObject(const CXXMethodDecl &Method) {
#if LLVM_VERSION_MAJOR >= 18
  return Method.isImplicitObjectMemberFunction();
#else
  return Method.isInstance();
#endif
}

/// It is `this auto`.
inline bool isExplicitObject(const ParmVarDecl &Param) {
#if LLVM_VERSION_MAJOR >= 18
  return Param.isExplicitObjectParameter();
#else
  (void)Param;
  return false;
#endif
}

/// PPCallbacks whose InclusionDirective has the same arguments everywhere.
class InclusionCallbacks : public PPCallbacks {
public:
  /// \p Hash begins the directive, \p Name is what stands between the quotation
  /// marks or brackets, with those. \p File is also told where its guard leaves
  /// it out; null when there is none.
  virtual void included(SourceLocation Hash, StringRef Header, bool IsAngled,
                        CharSourceRange Name, const FileEntry *File) = 0;

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Header,
                          bool IsAngled, CharSourceRange Name,
                          OptionalFileEntryRef File, StringRef, StringRef,
                          const Module *,
#if LLVM_VERSION_MAJOR >= 19
                          bool,
#endif
                          SrcMgr::CharacteristicKind) final {
    included(Hash, Header, IsAngled, Name,
             File ? &File->getFileEntry() : nullptr);
  }
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CLANGVERSIONS_H
