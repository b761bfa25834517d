// The group /characters: the file's short texts once more as rows of characters, for programs that know no strings of variable
// length (Octave, older MATLAB). It repeats what stands elsewhere, so the image and the digest are without it.
#pragma once

#include <string>
#include <vector>

#include "results/file_image.hpp"

namespace yuce::results {

inline constexpr const char* characters_group = "characters";
inline constexpr const char* character_dimension = "character";

// A text dataset of the root, of /failures or of /paths: `width` bytes a text, filled up with spaces, which cellstr() takes off.
// The values of a dimension are named after it with "_id": xarray allows no dataset of two dimensions to bear the name of one.
// What is of /paths begins with "paths_".
struct CharacterRows {
    std::string name, dimension, meaning;  // "target_id" or "target_name_zh", "target"
    std::vector<char> values;              // [text][character]
};
struct Characters {
    std::size_t width = 1;  // bytes of the longest text
    std::vector<CharacterRows> rows;
    std::vector<Attribute> attributes;  // the root's texts
};
// Ids, names, units and words; not sentences (scenario_story, scenario_story_zh, not_assessed_reason) nor input files.
Characters characters_of(const FileImage& image);

}  // namespace yuce::results
