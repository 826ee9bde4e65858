//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/AsyncCheck.h"
#include "AsyncTidyModule.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "gtest/gtest.h"
#include <map>

using namespace clang::tidy;
using namespace clang::tidy::async;

/// What a check says its options are, where the user has set \p Given.
static std::map<std::string, std::string>
stored(const RegisteredCheck &Check,
       const std::map<std::string, std::string> &Given) {
  ClangTidyOptions Options;
  for (const auto &[Name, Value] : Given)
    Options.CheckOptions[Name] = ClangTidyOptions::ClangTidyValue(Value);
  ClangTidyContext Context(std::make_unique<DefaultOptionsProvider>(
      ClangTidyGlobalOptions(), Options));
  ClangTidyOptions::OptionMap Stored;
  Check.Make(&Context)->storeOptions(Stored);
  std::map<std::string, std::string> Result;
  for (const auto &Entry : Stored)
    Result[Entry.getKey().str()] = Entry.getValue().Value;
  return Result;
}

TEST(AsyncCheck, StoresTheOptionsThatItsRuleDeclares) {
  for (const RegisteredCheck &Check : registeredChecks()) {
    const std::string Prefix = Check.Declared->Name.str() + ".";
    std::map<std::string, std::string> Defaults, Given, Expected;
    Defaults["async.Vocabulary"] = "";
    Given["async.Vocabulary"] = Expected["async.Vocabulary"] = "mine.yaml";
    for (const char *OfTheProgram : {"async.Program", "async.Summaries"})
      Defaults[OfTheProgram] = Expected[OfTheProgram] = "";
    for (llvm::ArrayRef<RuleOption> All :
         {Check.Declared->Options, AsyncCheck::commonOptions()})
      for (const RuleOption &Option : All) {
        const std::string Name = Prefix + Option.Name.str();
        unsigned Number;
        if (!Option.Default.empty())
          Defaults[Name] = Option.Default.str();
        if (Option.Default == "true")
          Given[Name] = "false";
        else if (Option.Default == "false")
          Given[Name] = "true";
        else if (!Option.Default.getAsInteger(10, Number))
          Given[Name] = std::to_string(Number + 1);
        Expected[Name] = Given.count(Name) ? Given[Name] : Option.Default.str();
      }
    const auto Set = stored(Check, Given);
    for (const auto &[Name, Value] : Expected)
      EXPECT_EQ(Set.count(Name) ? Set.at(Name) : "", Value) << Name;
    const auto Unset = stored(Check, {});
    for (const auto &[Name, Value] : Defaults)
      EXPECT_EQ(Unset.count(Name) ? Unset.at(Name) : "-", Value) << Name;
    // Nothing besides.
    for (const auto &[Name, Value] : Set)
      EXPECT_TRUE(Expected.count(Name)) << Name;
  }
}
