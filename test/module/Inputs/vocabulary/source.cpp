#include "toy.h"
#include <future>

toy::job<> save();

toy::job<> process() {
  save();
  toy::run(save());
  co_return;
}

void no_task() { std::async([] {}); }
