// Stand-in for trantor's event loop and task queues: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <functional>

namespace trantor {
class EventLoop {
public:
  static EventLoop *getEventLoopOfCurrentThread();
  void loop();
  void queueInLoop(const std::function<void()> &Callback);
  template <typename Functor> void runInLoop(Functor &&Callback) {
    queueInLoop(std::forward<Functor>(Callback));
  }
  void runAt(int Time, const std::function<void()> &Callback);
  void runAfter(double Seconds, const std::function<void()> &Callback);
  void runEvery(double Seconds, const std::function<void()> &Callback);
  void runOnQuit(const std::function<void()> &Callback);
};
class EventLoopThread {
public:
  void wait();
};
class EventLoopThreadPool {
public:
  void wait();
};

class TaskQueue {
public:
  virtual ~TaskQueue() = default;
  virtual void runTaskInQueue(const std::function<void()> &Task) = 0;
  void syncTaskInQueue(const std::function<void()> &Task);
};
class ConcurrentTaskQueue : public TaskQueue {
public:
  void runTaskInQueue(const std::function<void()> &Task) override;
};
class SerialTaskQueue : public TaskQueue {
public:
  void runTaskInQueue(const std::function<void()> &Task) override;
  void waitAllTasksFinished();
};
} // namespace trantor
