//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/Rule.h"
#include "llvm/Support/JSON.h"

using namespace clang::tidy::async;

static const char *nameOf(Precedence Rank) {
  switch (Rank) {
  case Precedence::Lifetime:
    return "lifetime";
  case Precedence::LostWork:
    return "lost work";
  case Precedence::Blocking:
    return "blocking";
  case Precedence::Reuse:
    return "reuse";
  case Precedence::Load:
    return "load";
  case Precedence::Cost:
    return "cost";
  }
  return "";
}

void clang::tidy::async::write(llvm::ArrayRef<RuleOption> Options,
                               llvm::json::OStream &Out) {
  Out.array([&] {
    for (const RuleOption &Option : Options)
      Out.object([&] {
        Out.attribute("name", Option.Name);
        Out.attribute("default", Option.Default);
        if (!Option.ShownDefault.empty())
          Out.attribute("shownDefault", Option.ShownDefault);
        Out.attribute("doc", Option.Doc);
      });
  });
}

void clang::tidy::async::write(const Rule &Declared, llvm::json::OStream &Out) {
  Out.object([&] {
    Out.attribute("name", Declared.Name);
    Out.attribute("pitfall", Declared.Pitfall);
    Out.attribute("details", Declared.Details);
    Out.attribute("repair", Declared.Repair);
    Out.attributeArray("edits", [&] {
      const auto Edits = static_cast<unsigned>(Declared.Edits);
      if (Edits & static_cast<unsigned>(Repairs::Fix))
        Out.value("fix");
      if (Edits & static_cast<unsigned>(Repairs::Note))
        Out.value("note");
    });
    Out.attribute("precedence", nameOf(Declared.Rank));
    Out.attributeBegin("options");
    write(Declared.Options, Out);
    Out.attributeEnd();
  });
}
