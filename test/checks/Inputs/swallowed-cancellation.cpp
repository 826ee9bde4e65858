// Requests to stop that arrive as exceptions, of any library: the tests say
// which.
#include HEADER
#include MORE
#include <exception>
#include <utility>

INTS fetch(TOKEN Token);
void log(const char *);
[[noreturn]] void internal_error(const char *);
struct transaction {
  void rollback();
};
class server {
public:
  VOIDS for_ever(TOKEN Token) {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'NAMED', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
        log("again");
      }
    }
  }
  VOIDS so_many_times(TOKEN Token) {
    for (int I = 0; I < 3; ++I) {
      try {
        co_await fetch(Token);
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this handler gets 'NAMED', too, by which somebody asks to stop, and the loop goes on [async-swallowed-cancellation]
        continue;
      }
    }
  }
  INTS an_internal_error(TOKEN Token) {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'NAMED', too, by which somebody asks to stop, and reports it as an internal error [async-swallowed-cancellation]
      internal_error("cannot be");
    }
  }
  VOIDS taken_back(TOKEN Token, transaction &T) {
    try {
      co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'NAMED', too, by which somebody asks to stop, and takes back what was done [async-swallowed-cancellation]
      T.rollback();
    }
  }
  INTS nothing(TOKEN Token) {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler gets 'NAMED', too, by which somebody asks to stop, and the coroutine ends as if all were well [async-swallowed-cancellation]
      log("failed");
      co_return 0;
    }
  }

  // --- Silent ----------------------------------------------------------------

  VOIDS thrown_again(TOKEN Token) {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("failed");
        throw;
      }
    }
  }
  VOIDS left(TOKEN Token) {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        break;
      }
    }
  }
  VOIDS named(TOKEN Token) {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (const CANCELLED &Error) {
        SILENCE
          throw;
      } catch (...) {
        log("again");
      }
    }
  }
  VOIDS the_head_asks(TOKEN Token) {
    while (!Stopping) {
      try {
        co_await fetch(Token);
      } catch (...) {
        log("again");
      }
    }
  }
  VOIDS the_handler_asks(TOKEN Token) {
    for (;;) {
      try {
        co_await fetch(Token);
      } catch (...) {
        if (Stopping)
          co_return;
      }
    }
  }
  VOIDS only_logged(TOKEN Token) {
    try {
      co_await fetch(Token);
    } catch (...) {
      log("failed");
    }
  }
  INTS kept(TOKEN Token, std::exception_ptr &Error) {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
      Error = std::current_exception();
    }
    co_return 0;
  }
  INTS close(TOKEN Token) {
    try {
      co_return co_await fetch(Token);
    } catch (...) {
      co_return 0;
    }
  }

private:
  bool Stopping = false;
};
