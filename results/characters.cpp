#include "results/characters.hpp"

#include <algorithm>

namespace yuce::results {
namespace {

using Texts = std::vector<std::string>;

const Texts* short_texts(const Dataset& dataset) {
    const std::string group = group_of(dataset.path);
    if ((!group.empty() && group != "failures" && group != "paths") || dataset.dimensions.size() != 1) return nullptr;
    if (dataset.path.rfind("scenario_story", 0) == 0 || dataset.path == "not_assessed_reason") return nullptr;
    return std::get_if<Texts>(&dataset.data);
}

// Names of the root and of /failures are all different; those of /paths are the root's with other lengths.
std::string name_among_all(const Dataset& dataset, const std::string& name) {
    return (group_of(dataset.path) == "paths" ? "paths_" : "") + name;
}

// "paths_indicator" of the dimension indicator_id of /paths, whose texts are then "paths_indicator_id".
std::string dimension_of_rows(const Dataset& dataset) {
    const std::string name = name_among_all(dataset, dataset.dimensions[0]), id = "_id";
    const bool says_id = name.size() > id.size() && name.compare(name.size() - id.size(), id.size(), id) == 0;
    return says_id ? name.substr(0, name.size() - id.size()) : name;
}

std::string name_of_rows(const Dataset& dataset) {
    return dataset.is_dimension() ? dimension_of_rows(dataset) + "_id" : name_among_all(dataset, leaf_of(dataset.path));
}

}  // namespace

Characters characters_of(const FileImage& image) {
    Characters all;
    for (const Dataset& dataset : image.datasets) {
        if (const Texts* texts = short_texts(dataset)) {
            for (const std::string& text : *texts) all.width = std::max(all.width, text.size());
        }
    }
    for (const Dataset& dataset : image.datasets) {
        const Texts* texts = short_texts(dataset);
        if (texts == nullptr) continue;
        CharacterRows rows{
            name_of_rows(dataset), dimension_of_rows(dataset), {}, std::vector<char>(texts->size() * all.width, ' ')};
        for (std::size_t k = 0; k < texts->size(); ++k)
            std::copy((*texts)[k].begin(), (*texts)[k].end(), rows.values.data() + k * all.width);
        for (const Attribute& attribute : dataset.attributes) {
            if (attribute.name == "long_name") rows.meaning = std::get<std::string>(attribute.value);
        }
        all.rows.push_back(std::move(rows));
    }
    for (const Attribute& attribute : image.groups.front().attributes) {
        if (std::holds_alternative<std::string>(attribute.value)) all.attributes.push_back(attribute);
    }
    return all;
}

}  // namespace yuce::results
