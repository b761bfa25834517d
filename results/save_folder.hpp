// A folder of text files, written whole or not at all.
#pragma once

#include <string>
#include <vector>

namespace yuce::results {

struct TextFile {
    std::string name, text;
};
// Written beside under a temporary name and renamed; a folder that is there is replaced with all that is in it, and kept if
// anything fails. Throws Error (file).
void save_folder(const std::vector<TextFile>& files, const std::string& path);

}  // namespace yuce::results
