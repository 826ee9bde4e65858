// RUN: %check %s async-unsafe-awaiter %t -- -I %inputs

#include "pools.h"
using namespace pools;

struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  void note() noexcept;
  handle Handle;
  pool *Pool;
  stats *Stats;
  int Number = 0, Other = 0;
  bool Pending = false;
};

//===--- Done before ------------------------------------------------------===//

struct flag : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used when others have the coroutine, which may have ended by then, and the awaiter with it [async-unsafe-awaiter]
    // CHECK-FIXES: Pending = true;
    // CHECK-FIXES-NEXT: Pool->submit(h);
  }
};
struct several : base {
  bool await_suspend(handle h) noexcept {
    int Local = 4;
    Pool->post([h] { h.resume(); });
    ++Number;
    Other = Number + Local;
    Pending |= Number > 3;
    return true;
    // CHECK-MESSAGES: :[[@LINE-4]]:7: warning: 'Number' is used {{.*}}
    // CHECK-FIXES: ++Number;
    // CHECK-FIXES-NEXT: Other = Number + Local;
    // CHECK-FIXES-NEXT: Pending |= Number > 3;
    // CHECK-FIXES-NEXT: Pool->post([h] { h.resume(); });
  }
};
struct its_closure_says_what_it_uses : base {
  void await_suspend(handle h) noexcept {
    Handle = h;
    Pool->post([this] { Handle.resume(); });
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-FIXES: Pending = true;
    // CHECK-FIXES-NEXT: Pool->post([this] { Handle.resume(); });
  }
};
struct kept_too_late : base {
  void await_suspend(handle h) noexcept {
    Pool->post([this] { Handle.resume(); });
    Handle = h;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Handle' is used {{.*}}
    // CHECK-FIXES: Handle = h;
    // CHECK-FIXES-NEXT: Pool->post([this] { Handle.resume(); });
  }
};
struct in_a_block : base {
  void await_suspend(handle h) noexcept {
    if (Number) {
      Pool->submit(h);
      Pending = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Pending' is used {{.*}}
      // CHECK-FIXES: Pending = true;
      // CHECK-FIXES-NEXT: Pool->submit(h);
    }
  }
};

//===--- Copied -----------------------------------------------------------===//

struct m_named : base {
  stats *m_stats;
  stats &rows_;
  const int id_ = 0;
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    m_stats->add(id_);
    rows_.count();
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: 'm_stats' is used {{.*}}
    // CHECK-FIXES: auto *stats = m_stats;
    // CHECK-FIXES-NEXT: const auto id = id_;
    // CHECK-FIXES-NEXT: auto &rows = rows_;
    // CHECK-FIXES-NEXT: Pool->submit(h);
    // CHECK-FIXES-NEXT: stats->add(id);
    // CHECK-FIXES-NEXT: rows.count();
  }
};
struct returned : base {
  bool await_suspend(handle h) noexcept {
    Pool->submit(h);
    return Pending;
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Pending' is used {{.*}}
    // CHECK-FIXES: const auto Pending_copy = Pending;
    // CHECK-FIXES-NEXT: Pool->submit(h);
    // CHECK-FIXES-NEXT: return Pending_copy;
  }
};
struct moved_and_copied : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Pending = true;
    if (Number > 3)
      log_line("many");
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-FIXES: const auto Number_copy = Number;
    // CHECK-FIXES-NEXT: Pending = true;
    // CHECK-FIXES-NEXT: Pool->submit(h);
    // CHECK-FIXES-NEXT: if (Number_copy > 3)
  }
};

//===--- For a human ------------------------------------------------------===//

struct gives_itself : base {
  void await_suspend(handle h) noexcept {
    Handle = h;
    Pool->enqueue(this);
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: {{.*}}whoever gets the awaiter may look at 'Pending', too
  }
};
struct is_known_already : base {
  struct promise_of_mine {
    is_known_already *Awaiter;
  };
  void await_suspend(std::coroutine_handle<promise_of_mine> h) noexcept {
    h.promise().Awaiter = this;
    Pool->submit(h);
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: {{.*}}whoever gets the awaiter may look at 'Pending', too
  }
};
struct gives_itself_to_a_member : base {
  void give(handle H) noexcept { Pool->submit(H); }
  void await_suspend(handle h) noexcept {
    give(h);
    look_at(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: {{.*}}whoever gets the awaiter may look at 'Number', too
  }
};

//===--- Not ---------------------------------------------------------------===//

struct read_by_the_hand_over : base {
  void await_suspend(handle h) noexcept {
    Pool->later(nullptr, Number ? h.address() : nullptr);
    Number = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'Number' is used by whoever gets it
  }
};
struct read_by_its_closure : base {
  void await_suspend(handle h) noexcept {
    Pool->post([this, h] {
      if (Pending)
        h.resume();
    });
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'Pending' is used by whoever gets it
  }
};
struct lent_before : base {
  struct node {
    int *Result;
    lent_before *Owner;
  };
  node *Node;
  void await_suspend(handle h) noexcept {
    Node->Result = &Number;
    Pool->submit(h);
    Number = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'Number' is used by whoever gets it
  }
};
struct written_by_the_hand_over : base {
  void give(handle, int *) noexcept;
  pool *Others;
  void await_suspend(handle h) noexcept {
    int Id = 0;
    Others->later(nullptr, (Id = 3, h.address()));
    Number = Id;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs {{.*}}
  }
};
struct name_is_a_type : base {
  int pool_ = 0;
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    look_at(pool_ + int(sizeof(pool)));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'pool_' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: 'pool' means something else there
  }
};
struct calls_something : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Number = next_number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs the awaiter: do it before, or suspend only if an atomic exchange says so
  }
};
struct behind_something : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    next_number();
    Number = 3;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs {{.*}}
  }
};
struct changed_behind : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    next_number();
    look_at(Number++);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: what follows needs {{.*}}
  }
};
struct name_is_taken : base {
  int number_ = 0;
  void await_suspend(handle h) noexcept {
    const int number = 3;
    Pool->submit(h);
    look_at(number_ + number);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'number_' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: 'number' means something else there
  }
};
struct not_in_a_block : base {
  void await_suspend(handle h) noexcept {
    if (Pool)
      Pool->submit(h);
    Number = 3;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs {{.*}}
  }
};
struct behind_its_block : base {
  void await_suspend(handle h) noexcept {
    if (Pool) {
      Pool->submit(h);
      Pending = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Pending' is used {{.*}}
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: what follows needs {{.*}}
    }
    Number = 3;
  }
};
struct twice : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Pending = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs {{.*}}
    Pool->enqueue(h.address());
    Number = 3;
  }
};
struct with_a_comment : base {
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Pending = /* at last */ true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Pending' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: {{.*}}
  }
};
struct with_an_atomic : base {
  std::atomic<int> Atomic;
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Atomic = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Atomic' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs {{.*}}
  }
};
struct with_what_it_gives : base {
  void await_suspend(handle h) noexcept {
    const int Id = Pool->start(h);
    Number = Id;
    Other = 3;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Other' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what follows needs {{.*}}
  }
};

//===--- What must not be done before -------------------------------------===//

struct with_a_handler : base {
  bool await_suspend(handle h) {
    try {
      Pool->submit(h);
      Pending = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Pending' is used {{.*}}
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: handing over may fail, and then 'Pending' keeps its value
      return true;
    } catch (...) {
      return false;
    }
  }
};
struct known_before : base {
  explicit known_before(pool &P) { P.enqueue(this); }
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Number = 5;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: whoever gets the awaiter may look at 'Number', too
  }
};
struct with_its_address : base {
  int Level = 0;
  int *Where = &Level;
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Level = 5;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Level' is used {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'Level' is used by whoever gets it
  }
};
struct with_a_plain_constructor : base {
  explicit with_a_plain_constructor(int Id) { Number = Id; }
  void await_suspend(handle h) noexcept {
    Pool->submit(h);
    Number = 7;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Number' is used {{.*}}
    // CHECK-FIXES: Number = 7;
    // CHECK-FIXES-NEXT: Pool->submit(h);
  }
};
