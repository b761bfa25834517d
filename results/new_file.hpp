// A file that appears under its name whole or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace yuce::results {

// Written beside its place under a temporary name; removed unless put in its place. Everything throws Error (file).
class NewFile {
public:
    explicit NewFile(const std::string& path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    // From any thread; what lies between is 0.
    void write(std::uint64_t at, const void* data, std::size_t size) const;
    // Flushed to the disk and renamed.
    void put_in_place();

private:
    std::string target_, name_;
    int descriptor_ = -1;
};

// Throws Error (file) unless so many bytes are free where `path` is to be written.
void check_room(const std::string& path, std::uint64_t bytes);

}  // namespace yuce::results
