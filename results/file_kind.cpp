// What kind of file it is, by its first bytes.

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"

namespace yuce::results {

bool is_hdf5(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 8> begin{};
    in.read(begin.data(), begin.size());
    return in && std::memcmp(begin.data(), "\211HDF\r\n\032\n", begin.size()) == 0;
}

void refuse_unless_hdf5(const std::string& path) {
    if (!std::ifstream(path, std::ios::binary)) {
        throw Error(ErrorKind::file, "cannot read '" + path + "': " + std::strerror(errno), "",
                    "give the name of a results file");
    }
    if (!is_hdf5(path)) {
        std::error_code ignored;
        const bool folder = std::filesystem::is_directory(path, ignored);
        const bool empty = !folder && std::filesystem::file_size(path, ignored) == 0 && !ignored;
        throw Error(ErrorKind::file,
                    "'" + path + "' is no results file: it is " +
                        (folder  ? "a folder"
                         : empty ? "empty"
                                 : "not HDF5"),
                    "", "give the name of a file that `yuce run` wrote");
    }
}

}  // namespace yuce::results
