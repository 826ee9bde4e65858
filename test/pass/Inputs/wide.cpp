#include "service.h"

struct Address {
  Address(int Port);
};

cppcoro::task<> handle(int Id) {
  co_await save(Id);
  /* ä 😀 € */  save(Id + 1);
}
