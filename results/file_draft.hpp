// A results file in the making: all but its figures can be made before they are known.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "results/file_image.hpp"

namespace yuce::results {

// An image without what is known only after a run: numbers of datasets, and attributes that tell of the run, whether too many
// paths failed, and checksums.
FileImage outline_of(const FileImage& image);
// What the outline will be if no path fails and none is kept.
FileImage outline_before_run(const Layout& layout, const Provenance& provenance);

// HDF5 serves one thread at a time: nothing else of this room's files may be read or written meanwhile. Throws Error (internal;
// file where a text cannot be stored).
class FileDraft {
public:
    explicit FileDraft(FileImage outline);
    ~FileDraft();
    const FileImage& outline() const;
    // Of each streamed dataset the places of its chunks, row after row.
    const std::map<std::string, std::vector<std::uint64_t>>& chunks() const;
    // Whether it was made for such results.
    bool fits(const FileImage& image) const { return outline_of(image) == outline(); }
    // Puts in what the outline lacks, once; it must fit. chunks() are then the parts'. The same image gives the same bytes.
    FileParts finish(const FileImage& image);

private:
    struct Open;
    std::unique_ptr<Open> open_;
};

}  // namespace yuce::results
