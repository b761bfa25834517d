// Puts a results file's image together by the table of datasets. For the files that turn a ResultSet into an image.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "results/file.hpp"
#include "results/file_image.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// Datasets with a dimension of length 0 are left out.
class ImageBuilder {
public:
    // Of a dimension by its name, of one with another length in a group by "group/name".
    explicit ImageBuilder(std::map<std::string, std::size_t> lengths);
    // Each dataset of the table once, or left out. Throws Error (internal) when the table lacks it or the size is not that of its dimensions.
    void add(const std::string& name, std::vector<double> data) { add_any(name, std::move(data)); }
    void add(const std::string& name, std::vector<std::int64_t> data) { add_any(name, std::move(data)); }
    void add(const std::string& name, std::vector<std::string> data) { add_any(name, std::move(data)); }
    void add(const std::string& name, Streamed::Type type) { add_any(name, Streamed{type}); }
    // What is not yet added, of the right shape but without its numbers; texts of length 0 only.
    void add_blanks();
    // A dataset of the table that these results do not have.
    void leave_out(const std::string& name) { entries_.erase(name); }
    // In the order of the table, dimensions first. Throws Error (internal) when one was not added.
    std::vector<Dataset> take();

private:
    void add_any(const std::string& name, decltype(Dataset::data) data);
    // By the table, no longer listed as not yet added; without values.
    Dataset described(const std::string& name);
    std::map<std::string, std::size_t> lengths_;
    std::map<std::string, const DatasetEntry*> entries_;  // not yet added
    std::vector<Dataset> datasets_;
};

template <class Range, class Get>
auto gather(const Range& range, Get get) {
    std::vector<std::decay_t<decltype(get(*range.begin()))>> all;
    for (const auto& one : range) all.push_back(get(one));
    return all;
}

std::vector<std::int64_t> years_of(const Layout& layout);
// n numbers from `from` on.
std::vector<std::int64_t> count_up(std::size_t n, std::int64_t from);

void add_layout(ImageBuilder& image, const ResultSet& results);
void add_scenarios(ImageBuilder& image, const ResultSet& results);
void add_kept_paths(ImageBuilder& image, const ResultSet& results);
void add_provenance(ImageBuilder& image, const Provenance& provenance);

}  // namespace yuce::results
