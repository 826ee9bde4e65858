// A stand-in for userver's sleeps, which suspend the task.
#pragma once

#include <chrono>

namespace userver::engine {

void SleepFor(const std::chrono::milliseconds &Time);
void InterruptibleSleepFor(const std::chrono::milliseconds &Time);

} // namespace userver::engine
