// The digest: what it is taken of is told in FORMAT.md so that others can take it again.

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "results/file_image.hpp"
#include "results/sha256.hpp"

namespace yuce::results {
namespace {

static_assert(std::endian::native == std::endian::little, "the digest is taken of little-endian bytes");

void number(Sha256& sha, std::uint64_t value) { sha.add(&value, sizeof value); }
void text(Sha256& sha, const std::string& value) {
    number(sha, value.size());
    sha.add(value.data(), value.size());
}

// All NaN are one: 0x7ff8000000000000.
std::uint64_t bits_of(double value) {
    return std::bit_cast<std::uint64_t>(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
}

void digest_value(Sha256& sha, double value) { number(sha, bits_of(value)); }
void digest_value(Sha256& sha, std::int64_t value) { number(sha, static_cast<std::uint64_t>(value)); }
void digest_value(Sha256& sha, std::uint64_t value) { number(sha, value); }
void digest_value(Sha256& sha, const std::string& value) { text(sha, value); }

const char* type_name(double) { return "float64"; }
const char* type_name(std::int64_t) { return "int64"; }
const char* type_name(std::uint64_t) { return "uint64"; }
const char* type_name(const std::string&) { return "string"; }

void digest_attributes(Sha256& sha, std::vector<Attribute> attributes) {
    std::sort(attributes.begin(), attributes.end(), [](const Attribute& a, const Attribute& b) { return a.name < b.name; });
    for (const Attribute& attribute : attributes) {
        if (attribute.name == "digest") continue;
        text(sha, "attribute");
        text(sha, attribute.name);
        std::visit(
            [&](const auto& value) {
                text(sha, type_name(value));
                digest_value(sha, value);
            },
            attribute.value);
    }
}

template <class Value>
void digest_values(Sha256& sha, const std::vector<Value>& values) {
    text(sha, type_name(Value()));
    for (const Value& value : values) digest_value(sha, value);
}
void digest_values(Sha256& sha, const Streamed& streamed) { text(sha, name_of(streamed.type)); }

void digest_dataset(Sha256& sha, const Dataset& dataset) {
    text(sha, "dataset");
    text(sha, dataset.path);
    for (std::size_t k = 0; k < dataset.dimensions.size(); ++k) {
        text(sha, dataset.dimensions[k]);
        number(sha, dataset.shape[k]);
    }
    std::visit([&](const auto& values) { digest_values(sha, values); }, dataset.data);
    digest_attributes(sha, dataset.attributes);
}

bool outside(const std::string& path) { return path == "provenance/run" || path.rfind("provenance/run/", 0) == 0; }

template <class T>
std::vector<const T*> by_path(const std::vector<T>& items) {
    std::vector<const T*> sorted;
    for (const T& item : items) {
        if (!outside(item.path)) sorted.push_back(&item);
    }
    std::sort(sorted.begin(), sorted.end(), [](const T* a, const T* b) { return a->path < b->path; });
    return sorted;
}

}  // namespace

std::string digest_of(const FileImage& image) {
    Sha256 sha;
    for (const Group* group : by_path(image.groups)) {
        text(sha, "group");
        text(sha, group->path);
        digest_attributes(sha, group->attributes);
    }
    for (const Dataset* dataset : by_path(image.datasets)) digest_dataset(sha, *dataset);
    return sha.hex();
}

}  // namespace yuce::results
