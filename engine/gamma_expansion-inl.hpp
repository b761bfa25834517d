// Quantiles of the gamma law for large shapes. Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_GAMMA_EXPANSION_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_GAMMA_EXPANSION_INL_HPP_
#undef YUCE_ENGINE_GAMMA_EXPANSION_INL_HPP_
#else
#define YUCE_ENGINE_GAMMA_EXPANSION_INL_HPP_
#endif

#include "engine/vector_base-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

inline constexpr double gamma_expansion_shape = 16, gamma_expansion_normal = 8.3;

// quantile / shape at Phi(z), shape a >= 16, |z| <= 8.3, relative error below 1e-13.
// With e = z / sqrt(a) the scaled quantile L(e) fulfils  a (L - 1 - ln L - e^2 / 2) = ln L' - ln L - S(a),  S the remainder of
// Stirling's formula (N. M. Temme's uniform expansion, Mathematics of Computation 58 (1992), in this form). Its solution
// L0(e) + L1(e) / a + .. + L8(e) / a^8 is taken from the power series of the Li, fitted for |e| <= 2.08.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V GammaExpansion(D d, V shape, V z) {
    constexpr double l0[] = {0x1.0000000000000p+0,   0x1.0000000000003p+0,   0x1.555555555550bp-2,   0x1.c71c71c71ad5cp-6,
                             -0x1.e573ac9002195p-9,  0x1.e573ac97be3e4p-13,  0x1.ed284da6f7719p-15,  -0x1.ac6e37ccc4ff4p-16,
                             0x1.48c58b716f832p-18,  -0x1.04bb53a708ae4p-22, -0x1.8e287c916deacp-23, 0x1.43ee982a4d8f9p-24,
                             -0x1.f9d18bfce8620p-27, 0x1.1d795fea96cecp-31,  0x1.92f2b175c461ap-31,  -0x1.43a1e0beacd74p-32,
                             0x1.f5d25b4224151p-35,  -0x1.06317c5ccef70p-41, -0x1.ba44bff77ca96p-39, 0x1.08d241059da7bp-40,
                             -0x1.4588cab439230p-42, 0x1.78d7779d84dfcp-44,  0x1.ac7dbbc7bb4b0p-46,  -0x1.48ae7a9039efcp-46,
                             0x1.a7b6fd8620789p-53,  0x1.52bfe2883c248p-50,  -0x1.a991ad97545bbp-55, -0x1.1821dd1cf6bcbp-55};
    constexpr double l1[] = {-0x1.5555555555566p-2,  -0x1.8e38e38e38cb0p-3,  -0x1.1b2e24a95afb3p-7,  0x1.af83440e0f4eep-8,
                             -0x1.3813813dad5d0p-10, -0x1.f0ecb1a87cefep-16, 0x1.5f2579da5e0dbp-14,  -0x1.b24f4682f7474p-16,
                             0x1.a836006f9f4abp-19,  0x1.7f6ee90046c5cp-21,  -0x1.050d3413aafc5p-21, 0x1.0e870ab2a0320p-23,
                             -0x1.71f7eb26ac4c2p-27, -0x1.71ec558853472p-28, 0x1.894aceffa39c0p-29,  -0x1.6d10734875cdap-31,
                             0x1.a6ed00013393cp-36,  0x1.2a4baf27ffc8fp-35,  -0x1.8ff52da071346p-37, 0x1.363d1a462ef90p-38,
                             -0x1.95749bebcdfd6p-40, -0x1.bf695c055d7dcp-42, 0x1.60c535cd6abe4p-42,  0x1.65dacf5eb4336p-52,
                             -0x1.88eb510ca03b2p-46, 0x1.8c43feec481d9p-51,  0x1.5e8337f27a443p-51};
    constexpr double l2[] = {0x1.43a2730abe665p-6,   -0x1.6cee830e2df53p-7,  -0x1.28580d6716af6p-8,  0x1.0234ad41e77cap-9,
                             -0x1.69fdc3971ca7ap-13, -0x1.0fbce497e1856p-13, 0x1.0c7e07d32c3bfp-14,  -0x1.94ebf5c31f381p-17,
                             -0x1.5a9486cb93827p-20, 0x1.b2022f50512b3p-20,  -0x1.17fcfc8d348afp-21, 0x1.087eed6b6c5ebp-24,
                             0x1.7e458ccbd4b44p-26,  -0x1.f42e3de30cec1p-27, 0x1.0381cafbae4eap-28,  -0x1.67e95d926d41fp-33,
                             -0x1.c21ce22912089p-33, 0x1.44769368b5dc8p-34,  -0x1.2d19dc0f26a45p-35, 0x1.8f5f82f231de8p-37,
                             0x1.09fec678c9670p-38,  -0x1.7b5a78c46555fp-39, -0x1.39dc0440f2447p-44, 0x1.d16652e329ec2p-43,
                             -0x1.117cf7799ee87p-48, -0x1.c226ebce00434p-48};
    constexpr double l3[] = {0x1.d89bf5349354cp-8,   0x1.026256e8902d5p-9,   -0x1.f3623d09a4965p-10, 0x1.5ba2675448a8ap-12,
                             0x1.445042d5b2430p-13,  -0x1.c8d9c7c662d26p-14, 0x1.b1aab35fa3a54p-16,  0x1.398929825cdb9p-19,
                             -0x1.0e6ed6cac6764p-18, 0x1.8873afa8ecc3ep-20,  -0x1.8562daa25b7f2p-23, -0x1.617d94735f24cp-24,
                             0x1.cbb5a6407a278p-25,  -0x1.b4f45781346f0p-27, 0x1.5b2d5a7629be4p-31,  0x1.9c8887543adc3p-32,
                             -0x1.2c3ad66591e48p-31, 0x1.7daf528513ddbp-32,  0x1.bb559458fe557p-39,  -0x1.e1e063cb31b87p-35,
                             0x1.6fd488e0c7f0ep-38,  0x1.0a1431e813135p-38,  -0x1.5c88b7ab442eap-42, -0x1.ff68a862d138dp-44};
    constexpr double l4[] = {0x1.562a805e28474p-11,  0x1.d0858c48e252cp-10,  -0x1.66d76b1f9ac00p-12, -0x1.b9b6b1155a04fp-13,
                             0x1.4ed0f13340506p-13,  -0x1.3f8b1524b3292p-15, -0x1.f2fae8f982865p-18, 0x1.31cf077f12d59p-17,
                             -0x1.ad0aa8c70e4cdp-19, 0x1.02d52ab5c9dbbp-22,  0x1.4201aa6fea053p-22,  -0x1.45c9c4d9107bap-23,
                             0x1.2f442214c61bbp-25,  -0x1.8eb0d98c61cbep-28, -0x1.ee62a69b8ed7bp-29, 0x1.3d46f9a3f8118p-28,
                             -0x1.b077fcc5ae501p-31, -0x1.3aa3bd329695ap-31, 0x1.385620761fe07p-33,  0x1.2ef283c430fe1p-35,
                             -0x1.e1b1b1853e51bp-38, -0x1.17791dfa50109p-40};
    constexpr double l5[] = {-0x1.44af7d01aa44cp-10, 0x1.838e7d51a336fp-13,  0x1.5c912ee183bdap-12,  -0x1.c6449f07b2b9ap-13,
                             0x1.2779903c38dd3p-15,  0x1.b2921abbd48fdp-16,  -0x1.4aeb25cf5f2bdp-16, 0x1.6d27933e88f0ep-18,
                             0x1.00cdac38ee9fap-21,  -0x1.0629e04e4333cp-20, 0x1.ad4243844d458p-22,  -0x1.e776ac4fd0ff5p-24,
                             -0x1.190543e996458p-28, 0x1.4b6e810e1f03cp-25,  -0x1.d3bd186c1f557p-27, -0x1.c9cfe249bac0fp-29,
                             0x1.0babdd9aab7d1p-29,  0x1.9ec1086af703fp-34,  -0x1.8c06a20d888aep-34};
    constexpr double l6[] = {-0x1.d8e5b5902d484p-12, -0x1.3073fed05b7e6p-11, 0x1.1bbe103ac5745p-12,  0x1.8fe3d2743b055p-17,
                             -0x1.3cdd31d4c6e11p-14, 0x1.448cf4de4c8a0p-15,  -0x1.4f6fa305827a5p-18, -0x1.1c4210bb43494p-18,
                             0x1.77de78168e9afp-19,  -0x1.429e5fd70936cp-20, 0x1.26c9798a0440cp-22,  0x1.322b15fcc6fb5p-22,
                             -0x1.8b6c3d921eb8ep-23, -0x1.3132037289860p-26, 0x1.b58b65d2caf2fp-26,  0x1.9637d863e8935p-35,
                             -0x1.597ebe26a47cfp-30};
    constexpr double l7[] = {0x1.5c1d7385561d5p-11,  -0x1.f7f50b2840d0ap-13, -0x1.42254dc352bb6p-13, 0x1.6ff4176aace31p-13,
                             -0x1.e40c5ad50e958p-15, -0x1.3fa5b915efc33p-17, 0x1.076d82c70d152p-16,  -0x1.3d67b1397bdddp-17,
                             0x1.0365fb55274c9p-18,  0x1.bd110013f3566p-20,  -0x1.0193065065b8ep-19, -0x1.92031d9e535bfp-27,
                             0x1.2f1fb5a6c0b2cp-22,  -0x1.532f1f045666cp-27, -0x1.09cf42e5793dbp-26};
    constexpr double l8[] = {0x1.d77bccbcecb24p-12,  0x1.f9deea5d525ecp-12,  -0x1.5077031a99608p-12, 0x1.313dc5219f396p-15,
                             0x1.06ceec74e3c22p-14,  -0x1.e591622a2c13bp-15, 0x1.26edb82a90d5dp-15,  0x1.720d55050800cp-18,
                             -0x1.1676ab19f1899p-16, 0x1.888221b100f35p-20,  0x1.705761141f084p-19,  -0x1.cb5bc3e308070p-23,
                             -0x1.74cf5adc3acfep-23};
    const V e = hn::Div(z, hn::Sqrt(shape));
    const V inverse = hn::Div(hn::Set(d, 1.0), shape);
    V sum = Polynomial(d, e, l8);
    sum = Fma(d, sum, inverse, Polynomial(d, e, l7));
    sum = Fma(d, sum, inverse, Polynomial(d, e, l6));
    sum = Fma(d, sum, inverse, Polynomial(d, e, l5));
    sum = Fma(d, sum, inverse, Polynomial(d, e, l4));
    sum = Fma(d, sum, inverse, Polynomial(d, e, l3));
    sum = Fma(d, sum, inverse, Polynomial(d, e, l2));
    sum = Fma(d, sum, inverse, Polynomial(d, e, l1));
    return Fma(d, sum, inverse, Polynomial(d, e, l0));
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
