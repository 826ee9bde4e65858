#include <future>
#include <vector>
int run(int Id);
void racks(const std::vector<int> &Racks, const std::vector<int> &Tracks,
           const std::vector<int> &Cores) {
  std::vector<std::future<int>> Results;
  for (int Rack : Racks)
    Results.push_back(std::async(run, Rack));
  for (int Track : Tracks)
    Results.push_back(std::async(run, Track));
  for (int Core : Cores)
    Results.push_back(std::async(run, Core));
}
