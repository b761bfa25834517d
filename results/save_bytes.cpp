#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>

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

// A file that is removed unless it was put in its place.
class TemporaryFile {
public:
    explicit TemporaryFile(const fs::path& target) : target_(target) {
        name_ = target.parent_path() / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ".part");
        ::unlink(name_.c_str());  // of an earlier process of the same number
        descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor_ < 0) refuse(target_, errno);
    }
    ~TemporaryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!name_.empty()) ::unlink(name_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    void write(const unsigned char* data, std::size_t size) {
        while (size > 0) {
            const ssize_t written = ::write(descriptor_, data, size);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) refuse(target_, errno);
            data += written;
            size -= static_cast<std::size_t>(written);
        }
    }
    void put_in_place() {
        if (::fsync(descriptor_) != 0) refuse(target_, errno);
        const int closed = ::close(descriptor_);
        descriptor_ = -1;
        if (closed != 0) refuse(target_, errno);
        if (::rename(name_.c_str(), target_.c_str()) != 0) refuse(target_, errno);
        name_.clear();
    }

private:
    fs::path target_, name_;
    int descriptor_ = -1;
};

// So that the new name survives a power cut. Some file systems do not offer it; the file itself is safe by then.
void flush_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

void save_bytes(const std::vector<unsigned char>& bytes, const std::string& path) {
    TemporaryFile file{fs::path(path)};
    file.write(bytes.data(), bytes.size());
    file.put_in_place();
    flush_folder(fs::path(path).parent_path());
}

}  // namespace yuce::results
