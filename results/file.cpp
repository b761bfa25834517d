#include "results/file.hpp"

#include <cstdlib>

#include "engine/error.hpp"
#include "results/file_image.hpp"

namespace yuce::results {
namespace {

std::string text_attribute(const FileImage& image, const char* name) {
    const Attribute* attribute = image.find("", name);
    const auto* text = attribute == nullptr ? nullptr : std::get_if<std::string>(&attribute->value);
    return text == nullptr ? std::string() : *text;
}

// "yuce-result/1" or a minor version of it, "yuce-result/1.3".
void check_format(const FileImage& image, const std::string& path) {
    const std::string format = text_attribute(image, "format"), known(result_format);
    if (format == known || format.rfind(known + ".", 0) == 0) return;
    const std::string family = known.substr(0, known.find('/') + 1);
    if (format.rfind(family, 0) != 0) {
        throw Error(ErrorKind::file,
                    "'" + path + "' is HDF5 but no results file: its format is " +
                        (format.empty() ? "not stated" : "'" + format + "'") + ", not '" + known + "'",
                    "", "give the name of a file that `yuce run` wrote");
    }
    const bool newer = std::atoi(format.c_str() + family.size()) > std::atoi(known.c_str() + family.size());
    throw Error(ErrorKind::file, "'" + path + "' has the format '" + format + "', this program reads '" + known + "'",
                newer ? "the file was written by a newer program" : "the file was written by another program",
                newer ? "use that program, or a newer version of this one" : "run the batch again");
}

[[noreturn]] void refuse_damaged(const std::string& path, const std::string& sign) {
    throw Error(ErrorKind::file, "'" + path + "' is damaged or was changed: " + sign, "no figure in it can be relied on",
                "copy it again from where it came from, or run the batch again");
}

}  // namespace

void write_file(ResultSet& results, const std::string& path) {
    FileImage image = image_of(results);
    const std::string digest = digest_of(image);
    image.groups.front().attributes.push_back({"digest", digest});
    std::vector<unsigned char> bytes = hdf5_bytes(image);
    add_seal(bytes);
    save_bytes(bytes, path);
    results.digest = digest;
}

ResultSet read_file(const std::string& path) {
    if (!seal_fits(path)) refuse_damaged(path, "its bytes do not have the checksum at its end");
    const FileImage image = read_hdf5(path);
    check_format(image, path);
    const std::string digest = digest_of(image);
    if (digest != text_attribute(image, "digest")) {
        refuse_damaged(path, "its contents do not have the digest it states");
    }
    try {
        ResultSet results = result_set_of(image);
        results.digest = digest;
        return results;
    } catch (const Error& error) {
        throw Error(error.kind(), "'" + path + "' cannot be understood: " + error.what(), error.why(), error.try_this());
    }
}

}  // namespace yuce::results
