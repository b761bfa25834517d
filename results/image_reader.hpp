// Reads the arrays and attributes of a results file's image. For the files that turn an image into a ResultSet.
#pragma once

#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"

namespace yuce::results {

[[noreturn]] inline void refuse_contents(const std::string& what) { throw Error(ErrorKind::file, what); }

// Reads an image's arrays by name; those left out for a dimension of length 0 are empty. What came with a later minor version
// than the file's is missing: NaN, 0 or an empty text. FORMAT.md "Versions".
class ImageReader {
public:
    ImageReader(const FileImage& image, const std::vector<DatasetEntry>& table);

    template <class T>
    std::vector<T> array(const std::string& path) const {
        const Dataset* dataset = image_.find(path);
        if (dataset == nullptr) return {};
        const auto* values = std::get_if<std::vector<T>>(&dataset->data);
        if (values == nullptr) refuse_contents("the dataset " + path + " has another type than it should");
        return *values;
    }
    // Must have n values.
    template <class T>
    std::vector<T> array(const std::string& path, std::size_t n) const {
        std::vector<T> values = array<T>(path);
        if (n > 0 && image_.find(path) == nullptr) {
            if (!came_later(path)) refuse_contents("the dataset " + path + " is missing");
            if constexpr (std::is_same_v<T, double>) return std::vector<T>(n, std::numeric_limits<double>::quiet_NaN());
            return std::vector<T>(n);
        }
        if (values.size() != n) {
            refuse_contents("the dataset " + path + " has " + std::to_string(values.size()) + " values, not " +
                            std::to_string(n));
        }
        return values;
    }
    template <class T>
    T attribute(const std::string& group, const std::string& name) const {
        const Attribute* found = image_.find(group, name);
        const T* value = found == nullptr ? nullptr : std::get_if<T>(&found->value);
        if (value == nullptr) refuse_contents("the attribute " + name + " is missing or has another type than it should");
        return *value;
    }

private:
    bool came_later(const std::string& path) const;
    const FileImage& image_;
    const std::vector<DatasetEntry>& table_;
    int minor_ = 0;  // of the file's format
};

Layout layout_of(const ImageReader& file);
std::vector<ScenarioResult> scenarios_of(const ImageReader& file, const Layout& layout, std::size_t checkpoints);

}  // namespace yuce::results
