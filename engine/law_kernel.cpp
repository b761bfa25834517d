#include "engine/law_kernel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

std::vector<double> padded(std::vector<double> thresholds) {
    thresholds.resize(std::bit_ceil(thresholds.size() + 1) - 1, std::numeric_limits<double>::infinity());
    return thresholds;
}

// The largest double u for which 1 - u is not below `above` (at most 1/2): all doubles there are multiples of 2^-53.
double upper_threshold(double above) { return 1 - std::ceil(above * 0x1p53) * 0x1p-53; }

LawStepTable step_table(const Law& law) {
    LawSteps steps = law_steps(law);
    LawStepTable table;
    table.thresholds = steps.values.size() - 1;
    for (std::size_t i = 0; i < table.thresholds; ++i) {
        const bool lower = steps.below[i] < 0.5;
        table.of_uniform.push_back(lower ? steps.below[i] : upper_threshold(steps.above[i]));
        const Real score = lower ? normal_score(steps.below[i], Tail::lower) : normal_score(steps.above[i], Tail::upper);
        table.of_normal.push_back(static_cast<double>(score));
    }
    table.of_uniform = padded(std::move(table.of_uniform));
    table.of_normal = padded(std::move(table.of_normal));
    table.values = std::move(steps.values);
    return table;
}

LawKernel::Table bounded_table(const Law& law) {
    LawKernel::Table table;
    const Support support = base_support(law);
    table.lowest = std::max(static_cast<double>(support.min), law.low.value_or(-std::numeric_limits<double>::infinity()));
    table.highest = std::min(static_cast<double>(support.max), law.high.value_or(std::numeric_limits<double>::infinity()));
    return table;
}

// The narrowest polynomials that fit well: of the quantile while they stay within the cache, then of its logarithm.
LawKernel::Table fitted_table(const Law& law) {
    LawKernel::Table table = bounded_table(law);
    table.form = LawForm::polynomials;
    table.pieces = fit_law_pieces(law, FitOf::quantile, 64);
    if (!table.pieces.pieces.empty()) return table;
    if (base_support(law).min == 0) {
        table.form = LawForm::exponentials;
        table.pieces = fit_law_pieces(law, FitOf::logarithm, 256);
    } else {
        table.pieces = fit_law_pieces(law, FitOf::quantile, 512);
    }
    if (!table.pieces.pieces.empty()) return table;
    table.form = LawForm::scalar;
    table.law = law;
    return table;
}

LawKernel::Table continuous_table(const Law& law) {
    const bool cut = law.low || law.high;
    LawKernel::Table table = bounded_table(law);
    if (law.kind == LawKind::normal && !cut) {
        table.form = LawForm::normal;
        table.location = law_number(law, "mean");
        table.scale = law_number(law, "sd");
    } else if (law.kind == LawKind::lognormal && !cut) {
        const LognormalForm form = lognormal_form(law);
        table.form = LawForm::lognormal;
        table.location = static_cast<double>(form.median);
        table.scale = static_cast<double>(form.sigma);
    } else if (law.kind == LawKind::uniform) {
        table.form = LawForm::uniform;
        table.location = table.lowest;
        table.scale = table.highest - table.lowest;
    } else {
        table = fitted_table(law);
    }
    if (law.kind == LawKind::two_piece_normal && !cut && table.form == LawForm::polynomials) {
        table.form = LawForm::two_piece;
        table.location = law_number(law, "mode");
        table.sd_low = law_number(law, "sd_low");
        table.sd_high = law_number(law, "sd_high");
        table.weight_low = table.sd_low / (table.sd_low + table.sd_high);
    }
    return table;
}

}  // namespace

double scalar_law_of_normal(const Law& law, double z) {
    if (std::isnan(z)) return z;
    return static_cast<double>(cut_quantile(law, cut_of(law), normal_tail(z), z < 0 ? Tail::lower : Tail::upper));
}

LawKernel::LawKernel(const Law& law) {
    Table table;
    if (law_is_discrete(law)) {
        table.steps = step_table(law);
    } else {
        table = continuous_table(law);
    }
    table_ = std::make_shared<const Table>(std::move(table));
}

}  // namespace yuce::engine
