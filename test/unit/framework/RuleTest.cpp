//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/Rule.h"
#include "AsyncTidyModule.h"
#include "framework/AsyncCheck.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Regex.h"
#include "gtest/gtest.h"

using namespace clang::tidy;
using namespace clang::tidy::async;

namespace {

bool matches(llvm::StringRef Pattern, llvm::StringRef Text) {
  return llvm::Regex(Pattern).match(Text);
}

/// One line of Markdown that fits into a table.
bool isCell(llvm::StringRef Text) {
  return !Text.empty() && Text == Text.trim() &&
         Text.find_first_of("\n|") == llvm::StringRef::npos &&
         Text.count('`') % 2 == 0;
}

TEST(Rules, AreWellFormed) {
  llvm::StringRef Last;
  for (const RegisteredCheck &Check : registeredChecks()) {
    const Rule &Known = *Check.Declared;
    EXPECT_TRUE(matches("^async-[a-z]+(-[a-z]+)*$", Known.Name))
        << Known.Name.str();
    EXPECT_LT(Last, Known.Name) << "in order, and once";
    Last = Known.Name;
    for (llvm::StringRef Text :
         {llvm::StringRef(Known.Pitfall), llvm::StringRef(Known.Details),
          llvm::StringRef(Known.Repair)}) {
      EXPECT_TRUE(isCell(Text)) << Known.Name.str() << ": " << Text.str();
      EXPECT_FALSE(Text.ends_with(".")) << Known.Name.str();
    }
  }
}

TEST(Rules, DeclareOptionsOnce) {
  for (const RegisteredCheck &Check : registeredChecks()) {
    llvm::StringSet<> Names;
    for (llvm::ArrayRef<RuleOption> All :
         {Check.Declared->Options, AsyncCheck::commonOptions()})
      for (const RuleOption &Option : All) {
        EXPECT_TRUE(matches("^[A-Z][A-Za-z]+$", Option.Name))
            << Option.Name.str();
        EXPECT_TRUE(Names.insert(Option.Name).second) << Option.Name.str();
        EXPECT_TRUE(isCell(Option.Doc) && Option.Doc.ends_with("."))
            << Option.Name.str();
        EXPECT_TRUE(Option.ShownDefault.empty() ? !Option.Default.contains('|')
                                                : isCell(Option.ShownDefault))
            << Option.Name.str();
      }
  }
}

TEST(Rules, AreJson) {
  static constexpr RuleOption Options[] = {
      {"Limit", "10", "The \"most\"."}, {"Names", "a|b", "Which.", "`a`, `b`"}};
  static const Rule Sample = {
      "async-sample",     "a mistake",          "of a kind", "`co_await`",
      Repairs::FixOrNote, Precedence::LostWork, Options};
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  llvm::json::OStream Out(Stream);
  write(Sample, Out);
  EXPECT_EQ(Stream.str(),
            R"({"name":"async-sample","pitfall":"a mistake",)"
            R"("details":"of a kind","repair":"`co_await`",)"
            R"("edits":["fix","note"],"precedence":"lost work","options":[)"
            R"({"name":"Limit","default":"10","doc":"The \"most\"."},)"
            R"({"name":"Names","default":"a|b","shownDefault":"`a`, `b`",)"
            R"("doc":"Which."}]})");
}

} // namespace
