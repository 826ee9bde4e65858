#include "task.h"

cppcoro::task<int> load(int Id) { co_return Id; }
int loadNow(int Id) { return cppcoro::sync_wait(load(Id)); }
