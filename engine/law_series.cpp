#include "engine/law_series.hpp"

namespace yuce::engine {

std::optional<QuantileSeries> QuantileSeries::of(const Law& law, const Cut& cut) {
    QuantileSeries series(law, cut);
    switch (law.kind) {
        case LawKind::student_t: {
            const Real df = law_number(law, "df");
            series.n_ = {0, -(df + 1)};
            series.d_ = {df, 0, 1};
            return series;
        }
        case LawKind::gamma:
            series.n_ = {gamma_form(law).shape - 1, -1};
            series.d_ = {0, 1, 0};
            return series;
        case LawKind::beta:
        case LawKind::pert: {
            const BetaForm form = beta_form(law);
            series.n_ = {form.a - 1, 2 - form.a - form.b};
            series.d_ = {0, 1, -1};
            return series;
        }
        default: return std::nullopt;
    }
}

std::array<Real, QuantileSeries::terms> QuantileSeries::at(Real z0, Real x0) const {
    const Stretch stretch = law_stretch(*law_);
    const Real phi = exp(-z0 * z0 / 2) / sqrt(2 * 3.141592653589793238462643383279502884L);
    std::array<Real, terms> x{}, d{}, n{}, first{}, second{}, p{};  // series of x, D(x), N(x), x', x'', z D(x) + N(x) x'
    x[0] = (x0 - stretch.location) / stretch.scale;
    x[1] = mass_ * phi / standard_density(*law_, x[0]);
    for (std::size_t k = 0; k + 2 < terms; ++k) {
        first[k] = static_cast<Real>(k + 1) * x[k + 1];
        d[k] = (k == 0 ? d_[0] : 0) + d_[1] * x[k];
        for (std::size_t j = 0; j <= k; ++j) d[k] += d_[2] * x[j] * x[k - j];
        n[k] = (k == 0 ? n_[0] : 0) + n_[1] * x[k];
        p[k] = z0 * d[k] + (k > 0 ? d[k - 1] : 0);
        for (std::size_t j = 0; j <= k; ++j) p[k] += n[j] * first[k - j];
        Real rest = 0;
        for (std::size_t j = 0; j <= k; ++j) rest -= first[j] * p[k - j];
        for (std::size_t j = 1; j <= k; ++j) rest -= d[j] * second[k - j];
        second[k] = rest / d[0];
        x[k + 2] = second[k] / static_cast<Real>((k + 1) * (k + 2));
    }
    for (Real& c : x) c *= stretch.scale;
    x[0] = x0;
    return x;
}

}  // namespace yuce::engine
