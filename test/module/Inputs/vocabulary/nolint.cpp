#include "toy.h"

toy::job<> save();

toy::job<> process() {
  save(); // reported
  save(); // NOLINT
  save(); // NOLINT(async-unawaited-task)
  save(); // NOLINT(async-*)
  // NOLINTNEXTLINE(async-unawaited-task)
  save();
  save(); // NOLINT(async-blocking-wait)
  // NOLINTNEXTLINE(async-unawaited-task)
  toy::run(save());
  toy::run(save()); // NOLINT(async-blocking-wait)
  // NOLINTBEGIN(async-*)
  save();
  toy::run(save());
  // NOLINTEND(async-*)
  co_return;
}
