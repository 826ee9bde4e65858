// Silent: nothing is thrown here.
// RUN: %check %s async-detached-coroutine %t -- -isystem %S/Inputs -fno-exceptions
#include <tasks.h>

home::task<> save();
void work();

home::oneway detached() {
  work();
  co_await save();
}
void starts() { detached(); }
