// RUN: %check %s async-unsafe-awaiter %t --

// Loops that belong to their thread: the functions have the names and none of the
// types of the real ones.
#include <coroutine>

extern "C" {
int uv_async_init(void *, ...);
int uv_check_start(void *, ...);
int uv_close(void *, ...);
int uv_fs_open(void *, ...);
int uv_fs_read(void *, ...);
int uv_fs_write(void *, ...);
int uv_getaddrinfo(void *, ...);
int uv_idle_start(void *, ...);
int uv_poll_start(void *, ...);
int uv_prepare_start(void *, ...);
int uv_queue_work(void *, ...);
int uv_read_start(void *, ...);
int uv_shutdown(void *, ...);
int uv_tcp_connect(void *, ...);
int uv_timer_start(void *, ...);
int uv_udp_recv_start(void *, ...);
int uv_udp_send(void *, ...);
int uv_write(void *, ...);
int uv_handle_set_data(void *, ...);
int uv_req_set_data(void *, ...);
int ev_io_start(void *, ...);
int ev_timer_start(void *, ...);
int ev_once(void *, ...);
int event_add(void *, ...);
int event_assign(void *, ...);
int event_base_once(void *, ...);
int io_uring_sqe_set_data(void *, ...);
int io_uring_prep_read(void *, ...);
int io_uring_prep_write(void *, ...);
int io_uring_prep_recv(void *, ...);
int io_uring_prep_send(void *, ...);
int io_uring_prep_accept(void *, ...);
int io_uring_prep_connect(void *, ...);
int io_uring_prep_timeout(void *, ...);
int io_uring_prep_nop(void *, ...);
int io_uring_prep_rw(void *, ...);
int emscripten_async_call(void *, ...);
int uv_run(void *, int);
int io_uring_submit(void *);
int uv_unknown_start(void *, ...);
}
struct QTimer {
  template <typename F> static void singleShot(int, F &&);
};

using handle = std::coroutine_handle<>;
static void called(void *That);
struct base {
  bool await_ready() const noexcept { return false; }
  void await_resume() {}
  handle Handle;
  int Number = 0;
};

struct silent : base {
  void await_suspend(handle h) {
    Handle = h;
    uv_async_init(this, called);
    ++Number;
    uv_check_start(this, called);
    ++Number;
    uv_close(this, called);
    ++Number;
    uv_fs_open(this, called);
    ++Number;
    uv_fs_read(this, called);
    ++Number;
    uv_fs_write(this, called);
    ++Number;
    uv_getaddrinfo(this, called);
    ++Number;
    uv_idle_start(this, called);
    ++Number;
    uv_poll_start(this, called);
    ++Number;
    uv_prepare_start(this, called);
    ++Number;
    uv_queue_work(this, called);
    ++Number;
    uv_read_start(this, called);
    ++Number;
    uv_shutdown(this, called);
    ++Number;
    uv_tcp_connect(this, called);
    ++Number;
    uv_timer_start(this, called);
    ++Number;
    uv_udp_recv_start(this, called);
    ++Number;
    uv_udp_send(this, called);
    ++Number;
    uv_write(this, called);
    ++Number;
    uv_handle_set_data(this, called);
    ++Number;
    uv_req_set_data(this, called);
    ++Number;
    ev_io_start(this, called);
    ++Number;
    ev_timer_start(this, called);
    ++Number;
    ev_once(this, called);
    ++Number;
    event_add(this, called);
    ++Number;
    event_assign(this, called);
    ++Number;
    event_base_once(this, called);
    ++Number;
    io_uring_sqe_set_data(this, called);
    ++Number;
    io_uring_prep_read(this, called);
    ++Number;
    io_uring_prep_write(this, called);
    ++Number;
    io_uring_prep_recv(this, called);
    ++Number;
    io_uring_prep_send(this, called);
    ++Number;
    io_uring_prep_accept(this, called);
    ++Number;
    io_uring_prep_connect(this, called);
    ++Number;
    io_uring_prep_timeout(this, called);
    ++Number;
    io_uring_prep_nop(this, called);
    ++Number;
    io_uring_prep_rw(this, called);
    ++Number;
    emscripten_async_call(this, called);
    ++Number;
    QTimer::singleShot(5, [h] { h.resume(); });
    ++Number;
    io_uring_submit(nullptr);
  }
};
struct not_listed : base {
  void await_suspend(handle h) {
    Handle = h;
    uv_unknown_start(this, called);
    ++Number;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Number' is used when others have {{.*}} [async-unsafe-awaiter]
  }
};
