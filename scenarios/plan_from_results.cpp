#include "scenarios/plan_from_results.hpp"

#include <utility>

#include "engine/error.hpp"
#include "engine/version.hpp"
#include "scenarios/overrides_text.hpp"

namespace yuce::scenarios {
namespace {

[[noreturn]] void refuse(const results::ResultSet& results, const std::string& reason) {
    const std::string& version = results.provenance.engine_version;
    throw Error(ErrorKind::input, "the plan of batch '" + results.layout.batch_id + "' cannot be built again from its results",
                reason,
                version == engine::version ? "run the batch again from its files"
                                           : "the results are of version " + version + ", this program is " + engine::version);
}

}  // namespace

RunPlan plan_from_results(const results::ResultSet& results) {
    const results::Provenance& provenance = results.provenance;
    if (provenance.files.empty()) refuse(results, "the file keeps no input texts");
    Overrides overrides = overrides_of(provenance.overrides);
    overrides.paths = results.layout.paths;
    overrides.seed = results.layout.seed;
    overrides.sampling = results.layout.sampling;
    const KeptTexts texts(provenance.files);
    Diagnostics diagnostics;
    auto plan = load_batch(provenance.files.front().name, overrides, diagnostics, texts);
    if (!plan) refuse(results, diagnostics.render());
    return std::move(*plan);
}

}  // namespace yuce::scenarios
