//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Facts of functions that other files ask for: which of those that files claim
// hold, and what only the link can tell.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_ANSWERS_H
#define ASYNCTIDY_LINK_ANSWERS_H

#include "Conversions.h"
#include "Facts.h"
#include "HandedStops.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace async_link {

class Answers {
public:
  /// \p Of and \p Stops live as long as this. Linear.
  Answers(const Facts &Of, const Limits &Kept, const HandedStops &Stops);

  /// True when everything that \p F depends on is as it says.
  bool allow(const Finding &F) const;

  /// All facts that hold, in no order, with the files that they follow from.
  void forEach(llvm::function_ref<void(Id Function, StringRef Fact,
                                       llvm::ArrayRef<Id> Files)>
                   Follow) const;

private:
  using FactKey = std::pair<Id, StringRef>;
  struct Told {
    Question What;
    std::vector<Question> Needs;
    /// That say so.
    llvm::DenseSet<Id> Units;
    bool Holds = true;
  };

  bool holds(const Question &Asked) const;
  bool isOnlyHere(Id Function) const;
  bool isKnown(Id Function) const;
  bool isToldByAll(const Told &T) const;
  void spread();
  std::vector<Id> filesOf(const Told &T) const;

  const Facts &Of;
  const HandedStops &Stops;
  /// How many units have a main file; those that do not compile make it
  /// Unknown.
  static constexpr Id Unknown = None;
  llvm::DenseMap<Id, Id> UnitsOf;
  std::vector<Told> Claims;
  llvm::DenseMap<FactKey, Id> ClaimOf;
  /// Others may rely on what they are declared as.
  llvm::DenseSet<Id> Public;
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_ANSWERS_H
