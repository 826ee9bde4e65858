// A loop that waits for the tenth last: 500 at once before, ten after; results
// and their order are the same, and so is the exception that is thrown.
// RUN: %behaviour %s %t -fix-notes -- -isystem %standins -I %S/Inputs
// CHECKS: async-unbounded-concurrency
// BEFORE: stdout concurrencpp: 124750 in order, 500 at once; threw 250 after 500
// BEFORE: stdout PPL: 124750 in order, 500 at once; threw 250 after 500
// BEFORE: stdout C++/WinRT: 124750 in order, 500 at once; threw 250 after 500
// BEFORE: stdout WIL: 124750 in order, 500 at once; threw 250 after 500
// BEFORE: stdout Drogon: 500 at once; threw 250 after 500
// AFTER: stdout concurrencpp: 124750 in order, 10 at once; threw 250 after 500
// AFTER: stdout PPL: 124750 in order, 10 at once; threw 250 after 500
// AFTER: stdout C++/WinRT: 124750 in order, 10 at once; threw 250 after 500
// AFTER: stdout WIL: 124750 in order, 10 at once; threw 250 after 500
// AFTER: stdout Drogon: 10 at once; threw 250 after 500
#include "later.h"
#include <concurrencpp/concurrencpp.h>
#include <drogon/utils/coroutine.h>
#include <iostream>
#include <memory>
#include <pplawait.h>
#include <utility>
#include <vector>
#include <wil/coroutine.h>
#include <winrt/Windows.Foundation.h>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

constexpr int Count = 500, Bad = 250;
static int Done, Sum, Thrown;
static bool InOrder;

static std::vector<int> numbers() {
  std::vector<int> Ids;
  for (int I = 0; I < Count; ++I)
    Ids.push_back(I);
  return Ids;
}

static void add(int Value) {
  static int Last;
  InOrder = Sum == 0 ? true : InOrder && Value == Last + 1;
  Last = Value;
  Sum += Value;
}

/// One job fails after all have waited.
static void end(int Id) {
  ++Done;
  if (Id >= Bad)
    throw Id;
}

namespace with_concurrencpp {
using concurrencpp::result;
static result<std::unique_ptr<int>> load(int Id) {
  co_await later();
  co_return std::make_unique<int>(Id);
}
static result<void> save(int Id) {
  co_await later();
  end(Id);
}
static result<void> sum(std::vector<int> Ids) {
  std::vector<result<std::unique_ptr<int>>> Loading;
  for (int Id : Ids)
    Loading.push_back(load(Id));
  for (auto &One : Loading)
    add(*co_await One);
}
static result<void> all(std::vector<int> Ids) {
  std::vector<result<void>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  try {
    for (auto &One : Saving)
      co_await One;
  } catch (int Id) {
    Thrown = Id;
  }
  for (int Id = Thrown + 1; Id < Count; ++Id)
    try {
      co_await Saving[Id];
    } catch (int) {
    }
}
} // namespace with_concurrencpp

namespace with_ppl {
using Concurrency::task;
static task<int> load(int Id) {
  co_await later();
  co_return Id;
}
static task<void> save(int Id) {
  co_await later();
  end(Id);
}
static task<void> sum(std::vector<int> Ids) {
  std::vector<task<int>> Loading;
  for (int Id : Ids)
    Loading.push_back(load(Id));
  for (auto &One : Loading)
    add(co_await One);
}
static task<void> all(std::vector<int> Ids) {
  std::vector<task<void>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  for (auto &One : Saving)
    try {
      co_await One;
    } catch (int Id) {
      if (!Thrown)
        Thrown = Id;
    }
}
} // namespace with_ppl

namespace with_winrt {
static IAsyncOperation<int> load(int Id) {
  co_await later();
  co_return Id;
}
static IAsyncAction save(int Id) {
  co_await later();
  end(Id);
}
static IAsyncAction sum(std::vector<int> Ids) {
  std::vector<IAsyncOperation<int>> Loading;
  for (int Id : Ids)
    Loading.push_back(load(Id));
  for (auto &One : Loading)
    add(co_await One);
}
static IAsyncAction all(std::vector<int> Ids) {
  std::vector<IAsyncAction> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  for (auto &One : Saving)
    try {
      co_await One;
    } catch (int Id) {
      if (!Thrown)
        Thrown = Id;
    }
}
} // namespace with_winrt

namespace with_wil {
static wil::com_task<std::unique_ptr<int>> load(int Id) {
  co_await later();
  co_return std::make_unique<int>(Id);
}
static wil::task<void> save(int Id) {
  co_await later();
  end(Id);
}
static wil::com_task<void> sum(std::vector<int> Ids) {
  std::vector<wil::com_task<std::unique_ptr<int>>> Loading;
  for (int Id : Ids)
    Loading.push_back(load(Id));
  for (auto &One : Loading)
    add(*co_await std::move(One));
}
static wil::task<void> all(std::vector<int> Ids) {
  std::vector<wil::task<void>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  for (auto &One : Saving)
    try {
      co_await std::move(One);
    } catch (int Id) {
      if (!Thrown)
        Thrown = Id;
    }
}
} // namespace with_wil

namespace with_drogon {
static drogon::Task<> save(int Id) {
  co_await later();
  end(Id);
}
static drogon::Task<> all(std::vector<int> Ids) {
  std::vector<drogon::Task<>> Saving;
  for (int Id : Ids)
    Saving.push_back(save(Id));
  try {
    co_await drogon::when_all(std::move(Saving));
  } catch (int Id) {
    // The first in time is one of the first.
    Thrown = Id <= Bad + 2 ? Bad : Id;
  }
}
} // namespace with_drogon

static void begin() { Peak = Running = Done = Sum = Thrown = 0; }
static void tell() {
  std::cout << Peak << " at once; threw " << Thrown << " after " << Done
            << "\n";
}
template <typename F, typename G> void tryOut(const char *Name, F Add, G All) {
  begin();
  auto Adding = Add(numbers());
  runAll();
  std::cout << Name << ": " << Sum << (InOrder ? " in order, " : " mixed, ");
  auto Saving = All(numbers());
  runAll();
  tell();
}

int main() {
  tryOut("concurrencpp", with_concurrencpp::sum, with_concurrencpp::all);
  tryOut("PPL", with_ppl::sum, with_ppl::all);
  tryOut("C++/WinRT", with_winrt::sum, with_winrt::all);
  tryOut("WIL", with_wil::sum, with_wil::all);
  begin();
  std::cout << "Drogon: ";
  drogon::async_run([] { return with_drogon::all(numbers()); });
  runAll();
  tell();
}
