// RUN: %check %s async-dangling-task %t -- -isystem %standins -pthread

// Seastar: futures that run at once, and continuations that are destroyed when
// they have been called.

#include <seastar/core/coroutine.hh>
#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/shared_mutex.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/smp.hh>
#include <memory>
#include <string>
#include <vector>

using seastar::future;

struct resource {
  future<> close();
  future<> stop();
};
namespace seastar {
template <typename Object, typename Func> future<> with_closeable(Object &&, Func) noexcept { return seastar::make_ready_future<>(); }
template <typename Object, typename Func> future<> with_stoppable(Object &&, Func) noexcept { return seastar::make_ready_future<>(); }
} // namespace seastar

future<int> load(int Id);
future<> save(const std::string &Name);
future<> nap() { return seastar::sleep(std::chrono::milliseconds(1)); }
void use(int);

future<std::size_t> measure(const std::string &Name) {
  co_await nap();
  co_return Name.size();
}
future<std::size_t> measure_first(const std::string &Name) {
  const std::size_t Size = Name.size();
  co_await nap();
  co_return Size;
}

// --- Reported ------------------------------------------------------------

future<> continues(int Id) {
  return load(1).then([Id](int I) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'then' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
    // CHECK-FIXES: return load(1).then([Id](int I) { return [](const auto Id, int I) -> future<> {
    co_await nap();
    use(I + Id);
  });
  // CHECK-FIXES: }(Id, I); });
}

future<> continues_with_references(std::string &Lent, std::string Own) {
  (void)load(1).then([&Lent](int) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'then' destroys this lambda
    // CHECK-FIXES: (void)load(1).then([&Lent](int) { return [](auto &Lent) -> future<> {
    co_await nap();
    use(static_cast<int>(Lent.size()));
  });
  // CHECK-FIXES: }(Lent); });
  // A parameter would refer to what the return destroys, too.
  return load(1).then([&Own](int I) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'then' destroys this lambda
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: wrap it in 'seastar::coroutine::lambda'
    co_await nap();
    use(static_cast<int>(Own.size()));
  });
}
future<> continues_with_what_moves(std::unique_ptr<int> Id) {
  return load(1).then([Id = std::move(Id)](int I) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'then' destroys this lambda
    // CHECK-FIXES: return load(1).then([Id = std::move(Id)](int I) mutable { return [](auto Id, int I) -> future<> {
    co_await nap();
    use(I + *Id);
  });
  // CHECK-FIXES: }(std::move(Id), I); });
}

// Awaiting it here keeps what stands in this expression, but `then` has moved
// the lambda away.
future<> continues_awaited(int Id) {
  co_await load(1).then([Id](int I) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'then' destroys this lambda
    // CHECK-FIXES: co_await load(1).then(seastar::coroutine::lambda([Id](int I) -> future<> {
    co_await nap();
    use(I + Id);
  });
  // CHECK-FIXES: }));
  co_await load(1).then([Id](int I) -> future<> { co_await nap(); use(I + Id); }).finally([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'then' destroys this lambda
  // CHECK-FIXES: co_await load(1).then(seastar::coroutine::lambda([Id](int I) -> future<> { co_await nap(); use(I + Id); })).finally([] {});
}
// The wrapper does not call what changes itself, and dies before the task here.
future<> continues_later(int Id) {
  co_await load(1).then([Id](int I) mutable -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'then' destroys this lambda
    // CHECK-FIXES: co_await load(1).then([Id](int I) { return [](auto Id, int I) mutable -> future<> {
    co_await nap();
    use(I + ++Id);
  });
  // CHECK-FIXES: }(Id, I); });
  auto Later = load(1).then([Id](int I) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'then' destroys this lambda
    // CHECK-FIXES: auto Later = load(1).then([Id](int I) { return [](const auto Id, int I) -> future<> {
    co_await nap();
    use(I + Id);
  });
  // CHECK-FIXES: }(Id, I); });
  co_await std::move(Later);
}

struct Service {
  int Last = 0;
  future<> run() {
    return load(1).then([this](int I) -> future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'then' destroys this lambda
      // CHECK-MESSAGES: :[[@LINE-2]]:25: note: not fixed: wrap it in 'seastar::coroutine::lambda' and await the result in this expression
      co_await nap();
      Last = I;
    });
  }
  future<> stop() {
    return nap().finally([this]() -> future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'finally' destroys this lambda
      co_await nap();
      Last = 0;
    });
  }
};

future<std::size_t> stored() {
  auto F = measure("a name");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'measure' is stored in 'F' and refers to a temporary
  // CHECK-FIXES: std::string Name = "a name";
  // CHECK-FIXES: auto F = measure(Name);
  co_await nap();
  co_return co_await std::move(F);
}

future<std::size_t> returned(std::string Name) {
  return measure(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'measure' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await measure(Name);
}

// --- Silent ---------------------------------------------------------------

future<> wrapped(int Id) {
  co_await load(1).then(seastar::coroutine::lambda([Id](int I) -> future<> {
    co_await nap();
    use(I + Id);
  }));
}

future<> without_captures() {
  return load(1).then([](int I) -> future<> {
    co_await nap();
    use(I);
  });
}

future<> before_the_first_suspension(int Id) {
  return load(1).then([Id](int I) -> future<> {
    use(I + Id);
    co_await nap();
  });
}

future<> no_coroutine(int Id) {
  return load(1).then([Id](int I) {
    use(I + Id);
    return nap();
  });
}

struct Log {
  future<> append(int I);
  // `this` in a lambda is not its closure.
  future<> in_a_plain_lambda() {
    return load(1).then([this](int I) { return append(I); });
  }
  future<> nested() {
    return load(1).then([this](int I) {
      auto F = nap();
      if (I > 1)
        F = append(1);
      return F.then([this, I] { return append(I); });
    });
  }
  future<> temporary_lambda() {
    auto F = [this](int I) { return append(I); }(1);
    co_await nap();
    co_await std::move(F);
  }
};

future<std::size_t> has_looked_at_it() {
  auto F = measure_first("a name");
  co_await nap();
  co_return co_await std::move(F);
}

future<> only_declared() {
  auto F = save("a name");
  co_await nap();
  co_await std::move(F);
}

future<std::size_t> awaited_in_place() { co_return co_await measure("a name"); }

future<std::size_t> of_a_local() {
  std::string Name = "a name";
  auto F = measure(Name);
  co_await nap();
  co_return co_await std::move(F);
}

// --- References that are read again in a later round, or by another name --------

struct request {
  std::vector<std::string> Names;
};
future<int> by_range(const request &R) {
  int Sum = 0;
  for (auto &Name : R.Names) {
    co_await nap();
    Sum += static_cast<int>(Name.size());
  }
  co_return Sum;
}
future<int> by_index(const request &R) {
  int Sum = 0;
  for (std::size_t I = 0; I < R.Names.size(); ++I) {
    Sum += static_cast<int>(R.Names[I].size());
    co_await nap();
  }
  co_return Sum;
}
future<int> by_alias(const request &R) {
  auto &Names = R.Names;
  co_await nap();
  co_return static_cast<int>(Names.size());
}
future<int> by_iterator(const request &R) {
  auto First = R.Names.begin();
  co_await nap();
  co_return static_cast<int>(First->size());
}
future<int> by_copy(const request &R) {
  auto Names = R.Names;
  co_await nap();
  co_return static_cast<int>(Names.size());
}
future<int> looks_at_all_first(const request &R) {
  int Sum = 0;
  for (auto &Name : R.Names)
    Sum += static_cast<int>(Name.size());
  co_await nap();
  co_return Sum;
}
future<int> counts_first(const request &R) {
  for (std::size_t I = R.Names.size(); I > 0; --I)
    co_await nap();
  co_return 1;
}
future<int> range(request R) { return by_range(R); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task of 'by_range' is returned and refers to parameter 'R'
// CHECK-FIXES: future<int> range(request R) { co_return co_await by_range(R); }
future<int> index(request R) { return by_index(R); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task of 'by_index' is returned and refers to parameter 'R'
// CHECK-FIXES: future<int> index(request R) { co_return co_await by_index(R); }
future<int> alias(request R) { return by_alias(R); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task of 'by_alias' is returned and refers to parameter 'R'
// CHECK-FIXES: future<int> alias(request R) { co_return co_await by_alias(R); }
future<int> iterator(request R) { return by_iterator(R); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the task of 'by_iterator' is returned and refers to parameter 'R'
// CHECK-FIXES: future<int> iterator(request R) { co_return co_await by_iterator(R); }
future<int> copy(request R) { return by_copy(R); }
future<int> all_first(request R) { return looks_at_all_first(R); }
future<int> count(request R) { return counts_first(R); }

// --- What is no coroutine, and has what its task refers to ---

future<std::size_t> hands_on(std::string Name, seastar::gate &Gate) {
  const auto Size = co_await nap().then([Name] { return measure(Name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'then' destroys this lambda when it has returned, and its task uses its captures after that [async-dangling-task]
  // CHECK-FIXES: const auto Size = co_await nap().then(seastar::coroutine::lambda([Name] { return measure(Name); }));
  auto Later = seastar::with_gate(Gate, [Name] { return measure(Name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: this lambda, which 'with_gate' does not keep, is destroyed behind this expression, and its task uses its captures after that [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: await the result in this expression, or pass what it needs as parameters
  auto Called = [Name] { return measure(Name); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'Called' and refers to the captures of a lambda that is destroyed at the end of this expression
  // CHECK-FIXES: auto coroutine = [Name] { return measure(Name); };
  // CHECK-FIXES-NEXT: auto Called = coroutine();
  co_return Size + co_await std::move(Later) + co_await std::move(Called);
}
future<std::size_t> keeps_nothing(std::string Name, seastar::gate &Gate) {
  const auto Size = co_await nap().then([Name] { return measure_first(Name); });
  const auto Twice = co_await nap().then([&Name] { return measure(Name); });
  const auto Gated = co_await seastar::with_gate(Gate, [Name] { return measure(Name); });
  const auto Called = co_await [Name] { return measure(Name); }();
  co_return Size + Twice + Gated + Called;
}

// --- A continuation by its name ---------------------------------------------------

struct log {
  int Size = 0;
  future<> replays() {
    auto Replay = [this]() -> future<> {
      co_await nap();
      Size = 0;
    };
    return nap().then(std::move(Replay));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'then' destroys this lambda at its first suspension, and its coroutine uses its captures after that
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: wrap it in 'seastar::coroutine::lambda' and await the result in this expression
  }
  future<> begins() {
    auto Begin = [this]() -> future<> {
      Size = 0;
      co_await nap();
    };
    return nap().then(std::move(Begin));
  }
};

// --- Callables that others call ------------------------------------------------

class Worker {
  seastar::gate Gate;
  seastar::semaphore Slots{1};
  seastar::shared_mutex Mutex;

  // Called at once, as they are given: they end with this expression.
  future<> gated(int Id) {
    return seastar::with_gate(Gate, [this, Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: this lambda, which 'with_gate' does not keep, is destroyed behind this expression, and its coroutine uses its captures after that [async-dangling-task]
    // CHECK-FIXES: return seastar::with_gate(Gate, [this, Id]() { return [](const auto Id) -> future<> {
      co_await nap();
      use(Id);
    });
    // CHECK-FIXES: }(Id); });
  }
  void in_the_background(int Id) {
    (void)seastar::try_with_gate(Gate, [this, Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: this lambda, which 'try_with_gate' does not keep,
    // CHECK-FIXES: (void)seastar::try_with_gate(Gate, [this, Id]() { return [](const auto Id) -> future<> {
      co_await nap();
      use(Id);
    });
    // CHECK-FIXES: }(Id); });
  }
  future<> of_an_object(int Id) {
    return seastar::do_with(Id, [Id](int &Kept) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: this lambda, which 'do_with' does not keep,
    // CHECK-FIXES: return seastar::do_with(Id, [Id](int &Kept) { return [](const auto Id, int &Kept) -> future<> {
      co_await nap();
      use(Id + Kept);
    });
    // CHECK-FIXES: }(Id, Kept); });
  }
  // A continuation calls them.
  future<> limited(int Id) {
    co_await seastar::with_semaphore(Slots, 1, [this, Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'with_semaphore' destroys this lambda at its first suspension,
    // CHECK-FIXES: co_await seastar::with_semaphore(Slots, 1, seastar::coroutine::lambda([this, Id]() -> future<> {
      co_await nap();
      use(Id);
    });
    co_await seastar::with_lock(Mutex, [Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'with_lock' destroys this lambda
    // CHECK-FIXES: co_await seastar::with_lock(Mutex, seastar::coroutine::lambda([Id]() -> future<> {
      co_await nap();
      use(Id);
    });
    co_await seastar::with_shared(Mutex, [Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'with_shared' destroys this lambda
    // CHECK-FIXES: co_await seastar::with_shared(Mutex, seastar::coroutine::lambda([Id]() -> future<> {
      co_await nap();
      use(Id);
    });
    co_await seastar::with_closeable(resource(), [Id](resource &) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'with_closeable' destroys this lambda
    // CHECK-FIXES: co_await seastar::with_closeable(resource(), seastar::coroutine::lambda([Id](resource &) -> future<> {
      co_await nap();
      use(Id);
    });
    co_await seastar::with_stoppable(resource(), [Id](resource &) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'with_stoppable' destroys this lambda
    // CHECK-FIXES: co_await seastar::with_stoppable(resource(), seastar::coroutine::lambda([Id](resource &) -> future<> {
      co_await nap();
      use(Id);
    });
  }

  // Awaited where they are written; no coroutine; wrapped.
  future<> awaited(int Id) {
    co_await seastar::with_gate(Gate, [this, Id]() -> future<> {
      co_await nap();
      use(Id);
    });
    co_await seastar::with_gate(Gate, [this, Id]() -> future<> {
      co_await nap();
      use(Id);
    }).finally([] {});
    co_await seastar::do_with(Id, [Id](int &) -> future<> {
      co_await nap();
      use(Id);
    });
    (void)seastar::with_gate(Gate, [this, Id] {
      use(Id);
      return nap();
    });
    co_await seastar::with_semaphore(Slots, 1, seastar::coroutine::lambda([Id]() -> future<> {
      co_await nap();
      use(Id);
    }));
  }
};

// --- Callables that are kept, and what they refer to -----------------------------

future<> on_all_shards(seastar::sharded<Worker> &Workers) {
  int Count = 0;
  return Workers.invoke_on_all([&Count](Worker &) -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task of this lambda is handed over to 'invoke_on_all' and refers to local variable 'Count', which is destroyed by the return [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: nothing here lives as long as the task; let the lambda capture it by value
    co_await nap();
    use(Count);
  });
}
future<> on_another_shard(int Id) {
  (void)seastar::smp::submit_to(1, [&Id]() -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task of this lambda is handed over to 'submit_to' and refers to parameter 'Id', which is destroyed with this function
    co_await nap();
    use(Id);
  });
  co_return;
}
future<> few_at_a_time(std::vector<int> &Ids) {
  int Sum = 0;
  return seastar::max_concurrent_for_each(Ids, 3, [&Sum](int Id) -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of this lambda is handed over to 'max_concurrent_for_each' and refers to local variable 'Sum',
    co_await nap();
    Sum += Id;
  });
}
// Awaited; captured by value; what lives longer; no coroutine.
future<> kept_long_enough(seastar::sharded<Worker> &Workers, std::vector<int> &Ids) {
  int Sum = 0;
  co_await Workers.invoke_on_all([&Sum](Worker &) -> future<> {
    co_await nap();
    use(Sum);
  });
  co_await seastar::max_concurrent_for_each(Ids, 3, [&Sum](int Id) -> future<> {
    co_await nap();
    Sum += Id;
  }).finally([] {});
  auto Later = seastar::smp::submit_to(1, [&Sum]() -> future<> {
    co_await nap();
    use(Sum);
  });
  co_await std::move(Later);
}
future<> by_value(seastar::sharded<Worker> &Workers, std::vector<int> &Ids, int Id) {
  (void)seastar::max_concurrent_for_each(Ids, 3, [&Ids](int) -> future<> {
    co_await nap();
    use(static_cast<int>(Ids.size()));
  });
  return Workers.invoke_on_all([Id](Worker &) -> future<> {
    co_await nap();
    use(Id);
  });
}
future<> on_all_at_once(seastar::sharded<Worker> &Workers) {
  int Count = 0;
  return Workers.invoke_on_all([&Count](Worker &) { use(Count); });
}

// A variable lives for as long as its block; what calls the callable again moves
// it away.
class Rounds {
  seastar::gate Gate;

  future<> named(int Id) {
    auto Later = [this, Id]() -> future<> {
      co_await nap();
      use(Id);
    };
    return seastar::with_gate(Gate, Later);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'with_gate' is returned and refers to local variable 'Later', which is destroyed by the return
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, this function refers to what its caller gave until it is complete
  }
  future<> named_and_awaited(int Id) {
    auto Later = [this, Id]() -> future<> {
      co_await nap();
      use(Id);
    };
    auto F = seastar::with_gate(Gate, Later);
    co_await nap();
    co_await std::move(F);
  }
  future<> again(int Id) {
    co_await seastar::do_until([] { return false; }, [Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'do_until' destroys this lambda at its first suspension
    // CHECK-FIXES: co_await seastar::do_until([] { return false; }, seastar::coroutine::lambda([Id]() -> future<> {
      co_await nap();
      use(Id);
    });
    co_await seastar::keep_doing([Id]() -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'keep_doing' destroys this lambda
    // CHECK-FIXES: co_await seastar::keep_doing(seastar::coroutine::lambda([Id]() -> future<> {
      co_await nap();
      use(Id);
    });
    std::vector<int> Ids;
    co_await seastar::do_for_each(Ids, [Id](int I) -> future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'do_for_each' destroys this lambda
    // CHECK-FIXES: co_await seastar::do_for_each(Ids, seastar::coroutine::lambda([Id](int I) -> future<> {
      co_await nap();
      use(Id + I);
    });
    co_await seastar::repeat_until_value([Id]() -> future<std::optional<int>> {
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'repeat_until_value' destroys this lambda
    // CHECK-FIXES: co_await seastar::repeat_until_value(seastar::coroutine::lambda([Id]() -> future<std::optional<int>> {
      co_await nap();
      co_return Id;
    });
    co_await load(1).handle_exception_type([Id](const std::bad_alloc &) -> future<int> {
    // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'handle_exception_type' destroys this lambda
    // CHECK-FIXES: co_await load(1).handle_exception_type([Id](const std::bad_alloc &) { return [](const auto Id) -> future<int> {
      co_await nap();
      co_return Id;
    });
    // CHECK-FIXES: }(Id); });
    co_await seastar::repeat([Id]() -> future<seastar::stop_iteration> {
      co_await nap();
      use(Id);
      co_return seastar::stop_iteration::yes;
    });
  }
  future<> repeated(int Id) {
    return seastar::repeat([Id]() -> future<seastar::stop_iteration> {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: this lambda, which 'repeat' does not keep,
    // CHECK-FIXES: return seastar::repeat([Id]() { return [](const auto Id) -> future<seastar::stop_iteration> {
      co_await nap();
      use(Id);
      co_return seastar::stop_iteration::yes;
    });
    // CHECK-FIXES: }(Id); });
  }
};
