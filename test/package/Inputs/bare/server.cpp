#include "task.h"

cppcoro::task<> serve(int Id) {
  int Order = loadNow(Id);
  save(Order);
  co_return;
}
