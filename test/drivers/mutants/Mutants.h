//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// In front of every source of `./dev mutate`, where each mutant is an `isOn(N)`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_MUTANTS_H
#define ASYNCTIDY_MUTANTS_H

#include <cstdlib>

namespace mutants {

constexpr int Most = 10000;

/// The mutant that this process is, 0 for none; from the environment at first.
inline int Active = std::getenv("MUTANT") ? std::atoi(std::getenv("MUTANT")) : 0;

/// Which of them were asked for.
inline bool Own[Most] = {};
inline bool *Reached = Own;

inline bool isOn(int Number) {
  Reached[Number] = true;
  return Active == Number;
}

} // namespace mutants

#endif // ASYNCTIDY_MUTANTS_H
