// Runs the built program as a user would.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace yuce::testing {

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

struct Outcome {
    int code = -1;
    std::string out, err;
};

// A folder of its own, removed at the end.
class Workplace {
public:
    explicit Workplace(const std::string& name)
        : folder_(std::filesystem::temp_directory_path() / ("yuce_" + name + "_" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~Workplace() { std::filesystem::remove_all(folder_); }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    const std::filesystem::path& folder() const { return folder_; }
    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name, std::ios::binary) << text; }
    // `command` is a shell line in which `yuce` is the built program; run in this folder.
    Outcome shell(const std::string& command) const {
        const std::string line = "cd '" + folder_.string() + "' && export PATH='" + YUCE_BINARY_DIR + "':\"$PATH\" && { " + command +
                                 "; } >stdout.txt 2>stderr.txt </dev/null";
        const int status = std::system(line.c_str());
        if (status == -1) throw std::runtime_error("no shell");
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), slurp(folder_ / "stdout.txt"),
                slurp(folder_ / "stderr.txt")};
    }

private:
    std::filesystem::path folder_;
};

}  // namespace yuce::testing
