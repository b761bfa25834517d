#include <fnmatch.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/batch_file.hpp"

namespace yuce::scenarios {

namespace fs = std::filesystem;

bool is_pattern(const std::string& name) { return name.find_first_of("*?[") != std::string::npos; }

std::vector<std::string> matching_files(const std::string& batch_path, const std::string& pattern) {
    std::vector<fs::path> found{fs::path(pattern).is_absolute() ? fs::path("/") : fs::path(batch_path).parent_path()};
    for (const fs::path& part : fs::path(pattern).relative_path()) {
        std::vector<fs::path> next;
        for (const fs::path& folder : found) {
            if (!is_pattern(part.string())) {
                if (fs::exists(folder / part)) next.push_back(folder / part);
                continue;
            }
            std::error_code ignored;  // a folder that cannot be read matches nothing
            for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored)) {
                const fs::path name = entry.path().filename();
                if (fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) == 0) next.push_back(folder / name);
            }
        }
        found = std::move(next);
    }
    std::vector<std::string> files;
    for (const fs::path& path : found) {
        if (fs::is_regular_file(path)) files.push_back(path.lexically_normal().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace yuce::scenarios
