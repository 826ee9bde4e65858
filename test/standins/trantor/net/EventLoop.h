// Stand-in for trantor's event loop: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <functional>

namespace trantor {
class EventLoop {
public:
  void queueInLoop(const std::function<void()> &Callback);
  void runInLoop(const std::function<void()> &Callback);
  void runAfter(double Seconds, const std::function<void()> &Callback);
  void runEvery(double Seconds, const std::function<void()> &Callback);
};
} // namespace trantor
