// A stand-in for userver's mutex, whose lock() suspends the task.
#pragma once

namespace userver::engine {

class Mutex {
public:
  void lock();
  void unlock();
  bool try_lock();
};

} // namespace userver::engine
