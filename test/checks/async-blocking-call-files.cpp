// ReportFiles: in coroutines of libraries that can await files.
// RUN: %check %s async-blocking-call %t \
// RUN:   -config="{CheckOptions: {async-blocking-call.ReportFiles: true}}" -- -isystem %standins -isystem %S/Inputs -pthread

#include "home_task.h"
#include <cppcoro/task.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

cppcoro::task<> reads(const char *Name) {
  std::ifstream Input(Name);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: 'Input' blocks the thread of this coroutine while its file is opened, read and written [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: not fixed: 'cppcoro::read_only_file' and 'cppcoro::write_only_file' read and write with 'co_await'
  std::basic_ofstream<char> Output(Name);
  // CHECK-NOTES: :[[@LINE-1]]:29: warning: 'Output' blocks
  // CHECK-NOTES: :[[@LINE-2]]:29: note: not fixed: 'cppcoro::read_only_file'
  std::basic_fstream<char> Both(Name);
  // CHECK-NOTES: :[[@LINE-1]]:28: warning: 'Both' blocks
  // CHECK-NOTES: :[[@LINE-2]]:28: note: not fixed: 'cppcoro::read_only_file'
  std::basic_ifstream<char> Again;
  char Line[80];
  std::FILE *File = fopen(Name, "r");
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'fopen' blocks the thread of this coroutine until the file is open [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: 'cppcoro::read_only_file' and 'cppcoro::write_only_file' read and write with 'co_await'
  fgets(Line, sizeof Line, File);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'fgets' blocks the thread of this coroutine until a line is read
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'cppcoro::read_only_file'
  fread(Line, 1, 1, File);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'fread' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'cppcoro::read_only_file'
  fwrite(Line, 1, 1, File);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'fwrite' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'cppcoro::read_only_file'
  std::filesystem::copy_file("a", "b");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'copy_file' blocks the thread of this coroutine until the file is copied
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'cppcoro::read_only_file'
  std::filesystem::copy("a", "b");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'copy' blocks the thread of this coroutine until the files are copied
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'cppcoro::read_only_file'
  std::filesystem::remove_all("a");
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread of this coroutine until the files are gone
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'cppcoro::read_only_file'
  co_return;
}

// --- Silent --------------------------------------------------------------------

cppcoro::task<> no_files(std::ifstream &Given, const char *Text) {
  std::istringstream Words(Text);
  std::ofstream Later;
  std::ifstream &Same = Given;
  std::cout << Text;
  (void)Same;
  co_return;
}
// It has no files to await.
home::task<> elsewhere(const char *Name) {
  std::ifstream Input(Name);
  co_return;
}
void plain(const char *Name) {
  std::ifstream Input(Name);
  fopen(Name, "r");
}
