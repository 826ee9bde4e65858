//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the names that programs give to things of their own tell: `num_workers`
// counts what may run at a time, `SpinLock` is a guard, `when_all` awaits all
// of its arguments. The words stand in vocabulary/usual.yaml.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_USUALNAMES_H
#define ASYNCTIDY_USUALNAMES_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <array>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// What a name can tell; Vocabulary.def says what each means.
enum class Usual : unsigned {
#define USUAL(Value, Place, Key, Text) Value,
#include "knowledge/Vocabulary.def"
};
inline constexpr unsigned UsualCount = 0
#define USUAL(Value, Place, Key, Text) +1
#include "knowledge/Vocabulary.def"
    ;

/// Where in a name the words of an entry must stand.
enum class WordPlace {
  Anywhere,
  First,
  Last, ///< A number may follow.
  Whole,
  Every ///< The name consists of words of the list, and numbers.
};

struct UsualKind {
  llvm::StringLiteral Key; ///< In `usual:` of a vocabulary.
  WordPlace Place;
};

/// What `Usual` means, in its order.
llvm::ArrayRef<UsualKind> usualKinds();

/// The entries of one vocabulary, a list for each kind: words in lower case, of
/// which some belong together (`token_bucket`). One that ends in `*` is a stem:
/// `throttl*` is `throttle`, `throttler` and `throttling`.
struct UsualLists {
  std::array<std::vector<std::string>, UsualCount> Lists;

  std::vector<std::string> &operator[](Usual What) {
    return Lists[unsigned(What)];
  }
  const std::vector<std::string> &operator[](Usual What) const {
    return Lists[unsigned(What)];
  }
};

/// The words of `snake_case`, `camelCase` or `HTTPServer`, in lower case. A
/// number is a word. None for "".
std::vector<std::string> wordsOfName(llvm::StringRef Name);

/// The lists of all vocabularies of a translation unit.
class UsualNames {
public:
  /// Keeps a pointer to \p More.
  void add(const UsualLists &More) { All.push_back(&More); }

  /// True when \p Name consists of, or has, such words of a list.
  bool tell(Usual What, llvm::StringRef Name) const;

  /// The same for the name of \p D, which is looked at once. False for null and
  /// for what has no plain name.
  bool tell(Usual What, const NamedDecl *D) const;

  /// The entries as they would be written as a name: `has_value`, `hasValue`.
  std::vector<std::string> spellings(Usual What) const;

private:
  llvm::SmallVector<const UsualLists *, 2> All;
  mutable llvm::DenseMap<std::pair<const IdentifierInfo *, unsigned>, bool>
      Asked;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_USUALNAMES_H
