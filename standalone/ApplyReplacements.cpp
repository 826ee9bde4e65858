//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ApplyReplacements.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "clang/Tooling/Core/Replacement.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>
#include <vector>

namespace clang::tidy::async {
namespace {

/// By the name of the file that is edited.
using EditsByFile = std::map<std::string, tooling::Replacements>;

/// Takes the edits of one YAML file in.
llvm::Error readEdits(StringRef Path, EditsByFile &Edits) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return llvm::createFileError(Path, Text.getError());
  tooling::TranslationUnitDiagnostics Unit;
  llvm::yaml::Input Reader((*Text)->getBuffer());
  Reader >> Unit;
  if (Reader.error())
    return llvm::createFileError(Path, Reader.error());
  for (const tooling::Diagnostic &Diagnostic : Unit.Diagnostics)
    for (const auto &File : Diagnostic.Message.Fix)
      for (const tooling::Replacement &Edit : File.second)
        if (llvm::Error Collision = Edits[File.first().str()].add(Edit))
          return Collision;
  return llvm::Error::success();
}

llvm::Expected<EditsByFile> readFolder(StringRef Folder) {
  EditsByFile Edits;
  std::error_code Failure;
  for (llvm::sys::fs::directory_iterator Entry(Folder, Failure), End;
       Entry != End && !Failure; Entry.increment(Failure))
    if (llvm::sys::path::extension(Entry->path()) == ".yaml")
      if (llvm::Error Wrong = readEdits(Entry->path(), Edits))
        return Wrong;
  if (Failure)
    return llvm::createFileError(Folder, Failure);
  return Edits;
}

/// The text of a file after its edits; formatted where they are, with \p Style.
llvm::Expected<std::string> edited(StringRef File,
                                   const tooling::Replacements &Edits,
                                   const std::string &Style, bool Formatted) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return llvm::createFileError(File, Text.getError());
  const StringRef Code = (*Text)->getBuffer();
  auto How = format::getStyle(Style, File, format::DefaultFallbackStyle, Code);
  if (!How)
    return How.takeError();
  auto Clean = format::cleanupAroundReplacements(Code, Edits, *How);
  if (Clean && Formatted)
    Clean = format::formatReplacements(Code, *Clean, *How);
  if (!Clean)
    return Clean.takeError();
  return tooling::applyAllReplacements(Code, *Clean);
}

llvm::Error applyFolder(StringRef Folder, const std::string &Style,
                        bool Formatted) {
  auto Edits = readFolder(Folder);
  if (!Edits)
    return Edits.takeError();
  std::map<std::string, std::string> Texts;
  for (const auto &[File, Changes] : *Edits) {
    auto Text = edited(File, Changes, Style, Formatted);
    if (!Text)
      return Text.takeError();
    Texts[File] = std::move(*Text);
  }
  for (const auto &[File, Text] : Texts) {
    std::error_code Failure;
    llvm::raw_fd_ostream(File, Failure) << Text;
    if (Failure)
      return llvm::createFileError(File, Failure);
  }
  return llvm::Error::success();
}

} // namespace

int applyReplacements(int Argc, const char **Argv) {
  std::string Style = "file", Folder;
  bool Formatted = false;
  for (int I = 1; I < Argc; ++I) {
    StringRef Argument = Argv[I];
    if (Argument.consume_front("-style="))
      Style = Argument.str();
    else if (Argument == "-format")
      Formatted = true;
    else
      Folder = Argument.str();
  }
  llvm::Error Failure = applyFolder(Folder, Style, Formatted);
  if (!Failure)
    return 0;
  llvm::errs() << llvm::toString(std::move(Failure)) << "\n";
  return 1;
}

} // namespace clang::tidy::async
