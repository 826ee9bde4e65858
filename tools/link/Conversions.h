//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which functions of the program become coroutines together, in all files: what
// Conversions of async-blocking-wait is for one unit.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_CONVERSIONS_H
#define ASYNCTIDY_LINK_CONVERSIONS_H

#include "Reach.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>

namespace async_link {

/// Which files are not edited; each may be empty. Gets paths as Facts has them.
struct Limits {
  std::function<bool(StringRef)> IsPublic; ///< Others rely on what it declares.
  std::function<bool(StringRef)> IsKept;
};

/// Why something is not converted, and where that stands, if anywhere.
struct Refusal {
  std::string Why; ///< Empty: nothing speaks against it.
  Place At;
};

/// Why functions that others can mention are not changed: a file that may do so
/// is not known.
Refusal whatIsMissing(const Facts &Of);

/// True for what some file leaves out that another one reads.
bool isSkipped(const Facts &Of, const Place &At);
inline constexpr StringRef ReadDifferently =
    "some files do not read this part of the header";

/// Functions that are converted together, or not at all.
struct Plan {
  std::vector<Id> Functions;
  Refusal Refused;
  std::vector<Edit> Edits; ///< Sorted; empty when it is refused.
  StringRef Judgement;     ///< What a human has to think about.
  /// All edits are in one file, and nothing is virtual.
  bool IsLocal = false;
};

class Conversions {
public:
  /// \p Of and \p Runs live as long as this. Linear, up to a logarithm.
  Conversions(const Facts &Of, const Reach &Runs, Limits Kept);

  /// The plan by which the waits of \p Function are converted, refused or not;
  /// null where there is none.
  const Plan *plan(Id Function) const;
  /// Why \p Function is in no plan.
  Refusal obstacle(Id Function) const;

private:
  struct CallPlace {
    llvm::ArrayRef<ChangingCall> Seen; ///< By each unit.
    bool Awaits = false;
  };
  struct Node {
    Id Function = None;
    llvm::ArrayRef<Candidate> Views; ///< By each unit.
    llvm::ArrayRef<ChangingCall> Calls;
    std::vector<Id> Group; ///< What overrides it, and what it overrides.
    Id Task = None;
    bool IsKnown = false, IsConverted = false;
    /// A coroutine awaits it.
    bool IsAwaited = false;
    /// Of it; of its plan; of a caller, which waits then.
    Refusal Obstacle, Refused, Stays;
    std::vector<CallPlace> Places;
    Id Plan = None;
  };

  void makeNodes();
  void makeGroups();
  Node *node(Id Function);
  const Node *node(Id Function) const {
    return const_cast<Conversions *>(this)->node(Function);
  }
  Id taskOf(const Node &N, Refusal &Two) const;
  bool isActive(const WaitEdits &Wait, Id Function) const;
  void examine(Node &N, Id Task);
  Refusal obstacleIn(const Node &N, Id Task, bool MayBlock) const;
  Refusal obstacleInViews(const Node &N, Id Task) const;
  Refusal obstacleInPlaces(const Node &N, Id Task) const;
  Refusal obstacleOutside(const Node &N) const;
  bool mayBlock(const Node &N) const;
  void plan();
  void convert(Node &N, std::vector<Node *> &Worklist);
  void take(Node &N, Id Task, std::vector<Node *> &Worklist);
  void placeCall(Node &N, llvm::ArrayRef<ChangingCall> Seen,
                 std::vector<Node *> &Worklist);
  bool means(Id Task, Id Wanted, Id Unit) const;
  const CallEdit *editOf(const ChangingCall &Call, bool Await, Id Task) const;
  const OwnEdits *ownOf(const Candidate &View, Id Task) const;

  // What is united: nodes, and places that two edits share.
  Id partOf(std::uint64_t Key);
  Id leader(Id Part);
  void unite(Id A, Id B);
  static std::uint64_t key(const Place &At) {
    return std::uint64_t(At.File) << 32 | At.Offset;
  }

  class Merger;
  static void judge(Plan &Made, llvm::ArrayRef<Node *> Members);
  void finish(Plan &Made, llvm::ArrayRef<Node *> Members);

  const Facts &Of;
  const Reach &Runs;
  const Limits Kept;
  std::vector<Node> Nodes; ///< Those that can become coroutines.
  llvm::DenseMap<Id, Id> NodeOf;
  llvm::DenseMap<std::uint64_t, Id> Parts;
  std::vector<Id> Leaders;
  Refusal Broken; ///< A file that may mention anything.
  std::vector<Plan> Plans;
  mutable llvm::BumpPtrAllocator Memory;
  mutable llvm::StringSaver Texts{Memory};
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_CONVERSIONS_H
