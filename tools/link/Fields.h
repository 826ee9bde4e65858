//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A line of a summary, field by field.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_FIELDS_H
#define ASYNCTIDY_LINK_FIELDS_H

#include "Facts.h"

namespace async_link {

/// What the numbers of one summary mean.
struct Reader::Unit {
  Id Number = 0;
  StringRef Root;
  std::vector<Id> Files, Functions, Tasks, TokenTypes;
};

/// The fields of a line, one after the other.
class Fields {
public:
  explicit Fields(StringRef Line) : Rest(Line) {}
  StringRef text() {
    StringRef First;
    std::tie(First, Rest) = Rest.split('\t');
    return First;
  }
  Id number(bool &Fits) {
    Id Value = 0;
    Fits &= !text().getAsInteger(10, Value);
    return Value;
  }
  /// A number that stands for something in \p Table.
  Id number(const std::vector<Id> &Table, bool &Fits) {
    const Id Index = number(Fits);
    Fits &= Index < Table.size();
    return Fits ? Table[Index] : None;
  }
  Place place(const std::vector<Id> &Files, bool &Fits) {
    const Id File = number(Files, Fits);
    return {File, number(Fits)};
  }
  bool empty() const { return Rest.empty(); }

private:
  StringRef Rest;
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_FIELDS_H
