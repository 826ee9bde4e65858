// Knows no token.
// CHECK-FIXES: #include <stop_token>
#pragma once
#include "home_task.h"

namespace {
home::task<int> between();
// CHECK-FIXES: home::task<int> between(std::stop_token stop);
home::task<int> unknown();
}
