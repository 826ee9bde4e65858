// RUN: %check %s async-unbounded-concurrency %t -- -pthread -Wno-unused

// Ranges that are called after what may run at a time, or are configuration:
// told by whole words.

#include <future>
#include <optional>
#include <string>
#include <vector>

int run(int Id);
int run_host(const std::string &Host);

// --- The members of a cluster ----------------------------------------------

void each_of_peers(const std::vector<std::string> &peers) {
  std::vector<std::future<int>> Results;
  for (const std::string &Peer : peers)
    Results.push_back(std::async(run_host, Peer));
}
void each_of_replicas(const std::vector<std::string> &backupReplicas) {
  std::vector<std::future<int>> Results;
  for (const std::string &Replica : backupReplicas)
    Results.push_back(std::async(run_host, Replica));
}
void each_of_brokers(const std::vector<std::string> &m_brokers) {
  std::vector<std::future<int>> Results;
  for (const std::string &Broker : m_brokers)
    Results.push_back(std::async(run_host, Broker));
}

// --- Reported --------------------------------------------------------------

void each_of_scores(const std::vector<int> &scores) {
  std::vector<std::future<int>> Results;
  for (const int &Element : scores)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'scores', with no limit
    // CHECK-FIXES: for (const int &Element : scores) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_planes(const std::vector<int> &planes) {
  std::vector<std::future<int>> Results;
  for (const int &Element : planes)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'planes', with no limit
    // CHECK-FIXES: for (const int &Element : planes) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_adoptions(const std::vector<int> &adoptions) {
  std::vector<std::future<int>> Results;
  for (const int &Element : adoptions)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'adoptions', with no limit
    // CHECK-FIXES: for (const int &Element : adoptions) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_thready(const std::vector<int> &thready) {
  std::vector<std::future<int>> Results;
  for (const int &Element : thready)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'thready', with no limit
    // CHECK-FIXES: for (const int &Element : thready) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_coworkers(const std::vector<int> &coworkers) {
  std::vector<std::future<int>> Results;
  for (const int &Element : coworkers)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'coworkers', with no limit
    // CHECK-FIXES: for (const int &Element : coworkers) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_dispatches(const std::vector<int> &dispatches) {
  std::vector<std::future<int>> Results;
  for (const int &Element : dispatches)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'dispatches', with no limit
    // CHECK-FIXES: for (const int &Element : dispatches) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_limitations(const std::vector<int> &limitations) {
  std::vector<std::future<int>> Results;
  for (const int &Element : limitations)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'limitations', with no limit
    // CHECK-FIXES: for (const int &Element : limitations) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_hardcore(const std::vector<int> &hardcore) {
  std::vector<std::future<int>> Results;
  for (const int &Element : hardcore)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'hardcore', with no limit
    // CHECK-FIXES: for (const int &Element : hardcore) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_optionals(const std::vector<int> &optionals) {
  std::vector<std::future<int>> Results;
  for (const int &Element : optionals)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'optionals', with no limit
    // CHECK-FIXES: for (const int &Element : optionals) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void each_of_shardings(const std::vector<int> &shardings) {
  std::vector<std::future<int>> Results;
  for (const int &Element : shardings)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'shardings', with no limit
    // CHECK-FIXES: for (const int &Element : shardings) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}

struct Core {
  std::vector<int> scores, corelated;
};
void of_members(const Core &C) {
  std::vector<std::future<int>> Results;
  for (int Element : C.scores)
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of
    // CHECK-FIXES: for (int Element : C.scores) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
std::vector<int> encores();
void of_calls() {
  std::vector<std::future<int>> Results;
  for (int Element : encores())
    Results.push_back(std::async(run, Element));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of
    // CHECK-FIXES: for (int Element : encores()) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, Element));
    // CHECK-FIXES: }
}
void up_to(int plane_count) {
  std::vector<std::future<int>> Results;
  std::vector<int> adoptions(plane_count);
  for (unsigned I = 0; I < adoptions.size(); ++I)
    Results.push_back(std::async(run, adoptions[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'adoptions', with no limit
    // CHECK-FIXES: for (unsigned I = 0; I < adoptions.size(); ++I) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run, adoptions[I]));
    // CHECK-FIXES: }
}
// An 'optional' is no option.
int run_if(const std::optional<int> &Id);
void what_there_may_be(const std::vector<std::optional<int>> &Ids) {
  std::vector<std::future<int>> Results;
  for (const auto &Id : Ids)
    Results.push_back(std::async(run_if, Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Ids', with no limit
    // CHECK-FIXES: for (const auto &Id : Ids) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(run_if, Id));
    // CHECK-FIXES: }
}

// --- Silent: as many as may run, or as somebody has configured -----------------

void each_of_cores(const std::vector<int> &cores) {
  std::vector<std::future<int>> Results;
  for (const int &Element : cores)
    Results.push_back(std::async(run, Element));
}
void each_of_lanes(const std::vector<int> &lanes) {
  std::vector<std::future<int>> Results;
  for (const int &Element : lanes)
    Results.push_back(std::async(run, Element));
}
void each_of_options(const std::vector<int> &options) {
  std::vector<std::future<int>> Results;
  for (const int &Element : options)
    Results.push_back(std::async(run, Element));
}
void each_of_threads(const std::vector<int> &threads) {
  std::vector<std::future<int>> Results;
  for (const int &Element : threads)
    Results.push_back(std::async(run, Element));
}
void each_of_Workers(const std::vector<int> &Workers) {
  std::vector<std::future<int>> Results;
  for (const int &Element : Workers)
    Results.push_back(std::async(run, Element));
}
void each_of_ioThreads(const std::vector<int> &ioThreads) {
  std::vector<std::future<int>> Results;
  for (const int &Element : ioThreads)
    Results.push_back(std::async(run, Element));
}
void each_of_CPUs(const std::vector<int> &CPUs) {
  std::vector<std::future<int>> Results;
  for (const int &Element : CPUs)
    Results.push_back(std::async(run, Element));
}
void each_of_shards_(const std::vector<int> &shards_) {
  std::vector<std::future<int>> Results;
  for (const int &Element : shards_)
    Results.push_back(std::async(run, Element));
}
void each_of_batches(const std::vector<int> &batches) {
  std::vector<std::future<int>> Results;
  for (const int &Element : batches)
    Results.push_back(std::async(run, Element));
}
void each_of_chunk(const std::vector<int> &chunk) {
  std::vector<std::future<int>> Results;
  for (const int &Element : chunk)
    Results.push_back(std::async(run, Element));
}
void each_of_core_ids(const std::vector<int> &core_ids) {
  std::vector<std::future<int>> Results;
  for (const int &Element : core_ids)
    Results.push_back(std::async(run, Element));
}
void each_of_argv(const std::vector<int> &argv) {
  std::vector<std::future<int>> Results;
  for (const int &Element : argv)
    Results.push_back(std::async(run, Element));
}

struct Machine {
  std::vector<int> Cores, m_lanes;
};
void of_members(const Machine &M) {
  std::vector<std::future<int>> Results;
  for (int Element : M.Cores)
    Results.push_back(std::async(run, Element));
  for (int Element : M.m_lanes)
    Results.push_back(std::async(run, Element));
}
std::vector<int> cores();
std::vector<int> chunked(const std::vector<int> &Ids, int Size);
void of_calls(const std::vector<int> &Ids) {
  std::vector<std::future<int>> Results;
  for (int Element : cores())
    Results.push_back(std::async(run, Element));
  for (int Element : chunked(Ids, 10))
    Results.push_back(std::async(run, Element));
}
struct HostConfig {
  std::string Name;
};
struct log_option {
  std::string Name;
};
void of_configuration(const std::vector<HostConfig> &Hosts,
                      const std::vector<log_option> &Logs) {
  std::vector<std::future<int>> Results;
  for (const HostConfig &Host : Hosts)
    Results.push_back(std::async(run_host, Host.Name));
  for (const log_option &Log : Logs)
    Results.push_back(std::async(run_host, Log.Name));
}
