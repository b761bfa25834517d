#include "results/image_reader.hpp"

#include <algorithm>
#include <cstdlib>

namespace yuce::results {
namespace {

// 3 of "yuce-result/1.3" and "1.3", 0 of "1".
int minor_of(std::string_view version) {
    const std::size_t dot = version.find('.');
    return dot == std::string_view::npos ? 0 : std::atoi(std::string(version.substr(dot + 1)).c_str());
}

}  // namespace

ImageReader::ImageReader(const FileImage& image, const std::vector<DatasetEntry>& table) : image_(image), table_(table) {
    minor_ = minor_of(attribute<std::string>("", "format"));
}

bool ImageReader::came_later(const std::string& path) const {
    const auto entry = std::find_if(table_.begin(), table_.end(), [&](const DatasetEntry& e) { return e.name == path; });
    return entry != table_.end() && minor_of(entry->since) > minor_;
}

}  // namespace yuce::results
