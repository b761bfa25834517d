#include "results/new_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "engine/error.hpp"
#include "results/file_image.hpp"

namespace yuce::results {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, int reason) {
    std::string advice = "give another place with -o";
    if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG) advice = "make room on the disk, or give another place with -o";
    throw Error(ErrorKind::file, "cannot write '" + path + "': " + std::strerror(reason), "the results are not stored", advice);
}

// So that the new name survives a power cut. Some file systems do not offer it; the file itself is safe by then.
void flush_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

std::string megabytes(std::uint64_t bytes) { return std::to_string((bytes >> 20) + 1) + " MB"; }

}  // namespace

NewFile::NewFile(const std::string& path) : target_(path) {
    const fs::path target(path);
    name_ = target.parent_path() / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ".part");
    ::unlink(name_.c_str());  // of an earlier process of the same number
    descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) refuse(target_, errno);
}

NewFile::~NewFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!name_.empty()) ::unlink(name_.c_str());
}

void NewFile::write(std::uint64_t at, const void* data, std::size_t size) const {
    const auto* bytes = static_cast<const unsigned char*>(data);
    while (size > 0) {
        const ssize_t written = ::pwrite(descriptor_, bytes, size, static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) refuse(target_, errno);
        bytes += written;
        at += static_cast<std::uint64_t>(written);
        size -= static_cast<std::size_t>(written);
    }
}

void NewFile::put_in_place() {
    if (::fsync(descriptor_) != 0) refuse(target_, errno);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) refuse(target_, errno);
    if (::rename(name_.c_str(), target_.c_str()) != 0) refuse(target_, errno);
    name_.clear();
    flush_folder(fs::path(target_).parent_path());
}

void check_room(const std::string& path, std::uint64_t bytes) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code unknown;
    const fs::space_info space = fs::space(folder.empty() ? "." : folder, unknown);
    if (unknown || bytes <= space.available) return;
    throw Error(ErrorKind::file,
                "'" + path + "' will need " + megabytes(bytes) + ", but only " + megabytes(space.available) +
                    " are free where it is to be written",
                "the results would not be stored",
                "make room on the disk, give another place with -o, or keep fewer paths, scenarios or indicators");
}

void save_bytes(const std::vector<unsigned char>& bytes, const std::string& path) {
    NewFile file(path);
    file.write(0, bytes.data(), bytes.size());
    file.put_in_place();
}

}  // namespace yuce::results
