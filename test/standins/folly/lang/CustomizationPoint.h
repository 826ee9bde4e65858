// Stand-in for folly's CustomizationPoint.h: the names and shapes the
// checks look at, nothing else.
#pragma once

// A customization point is an object, in a namespace of its own so that it
// does not meet the functions of the same name.
#define FOLLY_DEFINE_CPO(Type, Name)                                           \
  namespace folly_cpo__ {                                                      \
  inline constexpr Type Name{};                                                \
  }                                                                            \
  using namespace folly_cpo__;
