#include "results/save_folder.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "engine/error.hpp"
#include "results/file_image.hpp"

namespace yuce::results {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::error_code& reason) {
    throw Error(ErrorKind::file, "cannot write '" + path.string() + "': " + reason.message(), "the tables are not stored",
                "give another place with -o");
}

fs::path beside(const fs::path& target, const char* ending) {
    return target.parent_path() / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ending);
}

// A folder that is removed unless it was put in its place.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const fs::path& target) : target_(target), name_(beside(target, ".part")) {
        std::error_code error;
        fs::remove_all(name_, error);  // of an earlier process of the same number
        fs::create_directory(name_, error);
        if (error) refuse(target_, error);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!name_.empty()) fs::remove_all(name_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const fs::path& name() const { return name_; }

    // What stood there steps aside first and comes back if the new cannot take its place.
    void put_in_place() {
        const fs::path old = beside(target_, ".old");
        std::error_code error, ignored;
        const bool replaces = fs::exists(target_, ignored);
        if (replaces) fs::rename(target_, old, error);
        if (error) refuse(target_, error);
        fs::rename(name_, target_, error);
        if (error) {
            if (replaces) fs::rename(old, target_, ignored);
            refuse(target_, error);
        }
        name_.clear();
        if (replaces) fs::remove_all(old, ignored);
    }

private:
    fs::path target_, name_;
};

}  // namespace

void save_folder(const std::vector<TextFile>& files, const std::string& path) {
    fs::path target = fs::path(path).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();  // "tables/"
    TemporaryFolder folder(target);
    for (const TextFile& file : files) {
        try {
            save_bytes({file.text.begin(), file.text.end()}, (folder.name() / file.name).string());
        } catch (const Error& error) {  // which names the temporary folder
            throw Error(ErrorKind::file, "cannot write the tables to '" + path + "': " + error.what(), "none of them is stored",
                        error.try_this());
        }
    }
    folder.put_in_place();
}

}  // namespace yuce::results
