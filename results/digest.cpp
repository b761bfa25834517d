// The digest: what it is taken of is told in FORMAT.md so that others can take it again.

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "engine/error.hpp"
#include "results/file_image.hpp"

namespace yuce::results {
namespace {

static_assert(std::endian::native == std::endian::little, "the digest is taken of little-endian bytes");

class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new()) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
            throw Error(ErrorKind::internal, "SHA-256 is not available");
        }
    }
    void bytes(const void* data, std::size_t size) {
        if (EVP_DigestUpdate(context_.get(), data, size) != 1) throw Error(ErrorKind::internal, "SHA-256 failed");
    }
    void number(std::uint64_t value) { bytes(&value, sizeof value); }
    void text(const std::string& value) {
        number(value.size());
        bytes(value.data(), value.size());
    }
    std::string hex() {
        unsigned char sum[EVP_MAX_MD_SIZE];
        unsigned length = 0;
        if (EVP_DigestFinal_ex(context_.get(), sum, &length) != 1) throw Error(ErrorKind::internal, "SHA-256 failed");
        std::string text;
        for (unsigned k = 0; k < length; ++k) {
            text += "0123456789abcdef"[sum[k] >> 4];
            text += "0123456789abcdef"[sum[k] & 15];
        }
        return text;
    }

private:
    struct Free {
        void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context_;
};

// All NaN are one: 0x7ff8000000000000.
std::uint64_t bits_of(double value) {
    return std::bit_cast<std::uint64_t>(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
}

void digest_value(Sha256& sha, double value) { sha.number(bits_of(value)); }
void digest_value(Sha256& sha, std::int64_t value) { sha.number(static_cast<std::uint64_t>(value)); }
void digest_value(Sha256& sha, std::uint64_t value) { sha.number(value); }
void digest_value(Sha256& sha, const std::string& value) { sha.text(value); }

const char* type_name(double) { return "float64"; }
const char* type_name(std::int64_t) { return "int64"; }
const char* type_name(std::uint64_t) { return "uint64"; }
const char* type_name(const std::string&) { return "string"; }

void digest_attributes(Sha256& sha, std::vector<Attribute> attributes) {
    std::sort(attributes.begin(), attributes.end(), [](const Attribute& a, const Attribute& b) { return a.name < b.name; });
    for (const Attribute& attribute : attributes) {
        if (attribute.name == "digest") continue;
        sha.text("attribute");
        sha.text(attribute.name);
        std::visit(
            [&](const auto& value) {
                sha.text(type_name(value));
                digest_value(sha, value);
            },
            attribute.value);
    }
}

void digest_dataset(Sha256& sha, const Dataset& dataset) {
    sha.text("dataset");
    sha.text(dataset.path);
    for (std::size_t k = 0; k < dataset.dimensions.size(); ++k) {
        sha.text(dataset.dimensions[k]);
        sha.number(dataset.shape[k]);
    }
    std::visit(
        [&](const auto& values) {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            sha.text(type_name(Value()));
            for (const Value& value : values) digest_value(sha, value);
        },
        dataset.data);
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
        sha.text("group");
        sha.text(group->path);
        digest_attributes(sha, group->attributes);
    }
    for (const Dataset* dataset : by_path(image.datasets)) digest_dataset(sha, *dataset);
    return sha.hex();
}

}  // namespace yuce::results
