// Where the texts of input files come from: the disk, or what a results file keeps of them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"
#include "results/result_set.hpp"

namespace yuce::scenarios {

class TextSource {
public:
    TextSource() = default;
    TextSource(const TextSource&) = delete;
    TextSource& operator=(const TextSource&) = delete;
    virtual ~TextSource() = default;
    // The text of a file without its byte order mark; nullptr where there is none, which is reported at `cited` (where the name
    // stands), or at the file itself.
    virtual std::shared_ptr<const SourceText> read(const std::string& path, const Place& cited,
                                                   Diagnostics& diagnostics) const = 0;
    // The files a pattern of the batch means (matching_files()).
    virtual std::vector<std::string> matching(const std::string& batch_path, const std::string& pattern) const = 0;
    // The name by which results keep the file: relative to the batch's folder, the same wherever the program is started.
    virtual std::string kept_name(const std::string& batch_path, const std::string& path) const = 0;
};

// The files as they stand.
const TextSource& disk();

// The texts a results file keeps, by their kept names; the batch, the first of them, is read by its own.
class KeptTexts : public TextSource {
public:
    explicit KeptTexts(const std::vector<results::InputFile>& files);
    std::shared_ptr<const SourceText> read(const std::string& path, const Place& cited, Diagnostics& diagnostics) const override;
    std::vector<std::string> matching(const std::string& batch_path, const std::string& pattern) const override;
    std::string kept_name(const std::string& batch_path, const std::string& path) const override;

private:
    std::map<std::string, std::shared_ptr<const SourceText>> texts_;
};

}  // namespace yuce::scenarios
