// Stand-in for C++/WinRT: what belongs to the thread of a user interface, and
// the ways to leave it and to come back.
#pragma once

#include "Windows.Foundation.h"

namespace winrt {
namespace Windows::Foundation {
/// What every class of the projection is.
struct IUnknown {
  template <typename To> To as() const { return {}; }
  template <typename To> To try_as() const { return {}; }
};
} // namespace Windows::Foundation

namespace Windows::UI::Core {
struct CoreDispatcher {
  template <typename Handler> bool RunAsync(int, Handler) const { return true; }
  template <typename Handler> bool TryRunAsync(int, Handler) const {
    return true;
  }
};
} // namespace Windows::UI::Core

struct foreground_hop : apartment_context {};
inline foreground_hop
resume_foreground(const Windows::UI::Core::CoreDispatcher &) noexcept {
  return {};
}

namespace Windows::UI::Xaml {
struct DependencyObject : Foundation::IUnknown {
  Core::CoreDispatcher Dispatcher() const { return {}; }
};
namespace Controls {
struct TextBlock : DependencyObject {
  void Text(const hstring &) const {}
  hstring Text() const { return {}; }
};
} // namespace Controls
} // namespace Windows::UI::Xaml
} // namespace winrt
