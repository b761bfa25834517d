#include "results/image_builder.hpp"

#include <algorithm>

#include "engine/error.hpp"

namespace yuce::results {
namespace {

std::vector<std::string> split(std::string_view names) {
    std::vector<std::string> parts;
    while (!names.empty()) {
        const std::size_t comma = names.find(", ");
        parts.emplace_back(names.substr(0, comma));
        names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 2);
    }
    return parts;
}

template <class Value>
std::size_t count_of(const std::vector<Value>& values, std::size_t) {
    return values.size();
}
std::size_t count_of(const Streamed&, std::size_t wanted) { return wanted; }

}  // namespace

ImageBuilder::ImageBuilder(std::map<std::string, std::size_t> lengths) : lengths_(std::move(lengths)) {
    for (const DatasetEntry& entry : dataset_table()) entries_[std::string(entry.name)] = &entry;
}

Dataset ImageBuilder::described(const std::string& name) {
    const auto found = entries_.find(name);
    if (found == entries_.end()) throw Error(ErrorKind::internal, "the results file's table lacks " + name);
    const DatasetEntry& entry = *found->second;
    entries_.erase(found);
    Dataset dataset{name, split(entry.dimensions), {}, {}, {{"long_name", std::string(entry.meaning)}}};
    if (!entry.units.empty()) dataset.attributes.push_back({"units", std::string(entry.units)});
    for (const std::string& dimension : dataset.dimensions) {
        const auto own = lengths_.find(group_of(name) + "/" + dimension);
        dataset.shape.push_back(own != lengths_.end() ? own->second : lengths_.at(dimension));
    }
    return dataset;
}

void ImageBuilder::add_any(const std::string& name, decltype(Dataset::data) data) {
    Dataset dataset = described(name);
    const std::size_t size = dataset.size();
    const std::size_t given = std::visit([&](const auto& values) { return count_of(values, size); }, data);
    if (given != size && size > 0) {
        throw Error(ErrorKind::internal,
                    "the results hold " + std::to_string(given) + " values of " + name + ", not " + std::to_string(size));
    }
    dataset.data = std::move(data);
    if (size > 0) datasets_.push_back(std::move(dataset));
}

void ImageBuilder::add_blanks() {
    while (!entries_.empty()) {
        const std::string name = entries_.begin()->first;
        const std::string_view type = entries_.begin()->second->type;
        Dataset dataset = described(name);
        if (type == "int64") dataset.data = std::vector<std::int64_t>();
        if (dataset.size() == 0) continue;
        if (type == "string") throw Error(ErrorKind::internal, "the texts of " + dataset.path + " are not known");
        datasets_.push_back(std::move(dataset));
    }
}

std::vector<Dataset> ImageBuilder::take() {
    if (!entries_.empty()) throw Error(ErrorKind::internal, "the results file lacks " + entries_.begin()->first);
    std::map<std::string, std::size_t> place;
    for (const DatasetEntry& entry : dataset_table()) place.emplace(entry.name, place.size());
    std::sort(datasets_.begin(), datasets_.end(), [&](const Dataset& a, const Dataset& b) {
        if (a.is_dimension() != b.is_dimension()) return a.is_dimension();
        return place.at(a.path) < place.at(b.path);
    });
    return std::move(datasets_);
}

std::vector<std::int64_t> years_of(const Layout& layout) { return {layout.years.begin(), layout.years.end()}; }

std::vector<std::int64_t> count_up(std::size_t n, std::int64_t from) {
    std::vector<std::int64_t> all(n);
    for (std::size_t k = 0; k < n; ++k) all[k] = from + static_cast<std::int64_t>(k);
    return all;
}

}  // namespace yuce::results
