#include "results/file.hpp"

#include <cstdlib>
#include <map>

#include "engine/error.hpp"
#include "results/file_draft.hpp"
#include "results/file_image.hpp"
#include "results/kept_paths.hpp"
#include "results/new_file.hpp"

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

// Adds the checksums of the values to their datasets.
void write_kept_paths(FileImage& image, const KeptPaths& kept, const KeptPathsSource& source, const FileDraft& draft,
                      const NewFile& file) {
    if (!source) throw Error(ErrorKind::internal, "kept paths without their values");
    KeptPathsWriter writer(kept, draft, file);
    source(writer);
    const std::map<std::string, std::string> sums = writer.finish();
    for (Dataset& dataset : image.datasets) {
        if (dataset.streamed() != nullptr) dataset.attributes.push_back({"sha256", sums.at(dataset.path)});
    }
}

}  // namespace

std::uint64_t bytes_of_kept_paths(const Layout& layout, const KeptPaths& kept) {
    const std::uint64_t rows = layout.years.size() * kept.indicators.size() + layout.periods.size() * kept.variables.size();
    const std::uint64_t a_value = kept.as == KeptAs::float32 ? 4 : 8, a_number = 8;
    return kept.paths * (kept.scenarios.size() * (rows * a_value + 1) + a_number);
}

std::shared_ptr<FileDraft> draft_file(const Layout& layout, const Provenance& provenance) {
    return std::make_shared<FileDraft>(outline_before_run(layout, provenance));
}

void write_file(ResultSet& results, const std::string& path, const KeptPathsSource& source, std::shared_ptr<FileDraft> draft) {
    FileImage image = image_of(results);
    NewFile file(path);
    if (draft != nullptr && !draft->fits(image)) draft.reset();
    if (draft == nullptr) draft = std::make_shared<FileDraft>(outline_of(image));
    if (results.kept.paths > 0) write_kept_paths(image, results.kept, source, *draft, file);
    const std::string digest = digest_of(image);
    image.groups.front().attributes.push_back({"digest", digest});
    const FileParts parts = draft->finish(image);
    write_sealed(file, parts, streamed_ranges(image, parts));
    file.put_in_place();
    results.digest = digest;
}

void check_kept_paths(const std::string& path) {
    for (const auto& [dataset, holds] : kept_paths_hold(path)) {
        if (!holds) refuse_damaged(path, "the values of " + dataset + " do not have the checksum it states");
    }
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
