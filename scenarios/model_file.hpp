// Reads a model file (format yuce-model/1) and the CSV files it names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/model_spec.hpp"
#include "scenarios/text_source.hpp"

namespace yuce::scenarios {

struct ModelFile {
    models::ModelSpec spec;
    std::vector<std::string> assumptions;                  // as marked_assumptions() lists them
    std::vector<std::shared_ptr<const SourceText>> files;  // the model first, then what it reads
};
std::optional<ModelFile> read_model_file(const std::string& path, Place cited, Diagnostics& diagnostics,
                                         const TextSource& texts = disk());

}  // namespace yuce::scenarios
