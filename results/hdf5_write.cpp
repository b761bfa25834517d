#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "engine/error.hpp"
#include "results/characters.hpp"
#include "results/file_image.hpp"
#include "results/hdf5_handle.hpp"
#include "results/hdf5_pages-inl.hpp"
#include "results/hdf5_types-inl.hpp"

namespace yuce::results {

QuietErrors::QuietErrors() {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

namespace {

Handle owned(hid_t id, Handle::Close close, const std::string& what) {
    if (id < 0) throw Error(ErrorKind::internal, "HDF5 could not make " + what);
    return {id, close};
}

void must(herr_t status, const std::string& what) {
    if (status < 0) throw Error(ErrorKind::internal, "HDF5 could not make " + what);
}

Handle string_type() {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "a string type");
    must(H5Tset_size(type.get(), H5T_VARIABLE), "a string type");
    must(H5Tset_cset(type.get(), H5T_CSET_UTF8), "a string type");
    return type;
}

void check_text(const std::string& text, const std::string& where) {
    if (text.find('\0') == std::string::npos) return;
    throw Error(ErrorKind::file, "the text of " + where + " holds a zero byte, which a results file cannot store", "",
                "remove it from the input file");
}

// Memory types of numbers.
hid_t type_of(double) { return H5T_NATIVE_DOUBLE; }
hid_t type_of(float) { return H5T_NATIVE_FLOAT; }
hid_t type_of(std::int64_t) { return H5T_NATIVE_INT64; }
hid_t type_of(std::uint64_t) { return H5T_NATIVE_UINT64; }

template <class T>
void write_number_attribute(hid_t object, const std::string& name, T value) {
    const Handle space = owned(H5Screate(H5S_SCALAR), H5Sclose, "an attribute");
    const Handle attribute = owned(H5Acreate2(object, name.c_str(), type_of(value), space.get(), H5P_DEFAULT, H5P_DEFAULT),
                                   H5Aclose, "attribute " + name);
    must(H5Awrite(attribute.get(), type_of(value), &value), "attribute " + name);
}

void write_text_attribute(hid_t object, const std::string& name, const std::string& value) {
    check_text(value, "attribute " + name);
    const Handle type = string_type(), space = owned(H5Screate(H5S_SCALAR), H5Sclose, "an attribute");
    const Handle attribute =
        owned(H5Acreate2(object, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "attribute " + name);
    const char* text = value.c_str();
    must(H5Awrite(attribute.get(), type.get(), &text), "attribute " + name);
}

void write_attributes(hid_t object, const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
        if (const auto* text = std::get_if<std::string>(&attribute.value)) {
            write_text_attribute(object, attribute.name, *text);
        } else if (const auto* real = std::get_if<double>(&attribute.value)) {
            write_number_attribute(object, attribute.name, *real);
        } else if (const auto* whole = std::get_if<std::int64_t>(&attribute.value)) {
            write_number_attribute(object, attribute.name, *whole);
        } else {
            write_number_attribute(object, attribute.name, std::get<std::uint64_t>(attribute.value));
        }
    }
}

// netCDF asks for links and attributes in the order they were made; times would make equal files differ.
void track_order(hid_t creation) {
    must(H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "the order of attributes");
}

Handle create_file(Gathering& to) {
    const H5FD_class_t pages = page_driver();
    const Handle driver = owned(H5FDregister(&pages), H5FDunregister, "a file in memory");
    const Handle access = owned(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "the file's properties");
    Gathering* const info = &to;
    must(H5Pset_driver(access.get(), driver.get(), &info), "a file in memory");
    must(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V18, H5F_LIBVER_V18), "a file of version 1.8");
    const Handle creation = owned(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "the file's properties");
    must(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "the order of links");
    track_order(creation.get());
    must(H5Pset_obj_track_times(creation.get(), false), "the root group");
    return owned(H5Fcreate("results", H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, "a file in memory");
}

Handle create_group(hid_t file, const std::string& path) {
    const Handle creation = owned(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "group " + path);
    must(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "group " + path);
    track_order(creation.get());
    must(H5Pset_obj_track_times(creation.get(), false), "group " + path);
    return owned(H5Gcreate2(file, path.c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT), H5Gclose, "group " + path);
}

// What stands for a missing value, also as netCDF's attribute.
template <class T>
void set_missing(hid_t creation) {
    const T missing = std::numeric_limits<T>::quiet_NaN();
    must(H5Pset_fill_value(creation, type_of(missing), &missing), "a missing value");
}

// One row of at most chunk_values values.
std::vector<hsize_t> chunk_of(const Dataset& dataset) {
    std::vector<hsize_t> chunk(dataset.shape.size(), 1);
    chunk.back() = std::min<hsize_t>(dataset.shape.back(), chunk_values);
    return chunk;
}

Handle create_dataset(hid_t file, const Dataset& dataset, hid_t type) {
    const std::vector<hsize_t> shape(dataset.shape.begin(), dataset.shape.end());
    const Handle space =
        owned(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, "dataset " + dataset.path);
    const Handle creation = owned(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "dataset " + dataset.path);
    track_order(creation.get());
    must(H5Pset_obj_track_times(creation.get(), false), "dataset " + dataset.path);
    if (dataset.streamed() != nullptr) {
        must(H5Pset_chunk(creation.get(), static_cast<int>(shape.size()), chunk_of(dataset).data()), "dataset " + dataset.path);
    }
    const bool wide = H5Tequal(type, H5T_NATIVE_DOUBLE) > 0 && !dataset.is_dimension();
    const bool narrow = H5Tequal(type, H5T_NATIVE_FLOAT) > 0;
    if (wide) set_missing<double>(creation.get());
    if (narrow) set_missing<float>(creation.get());
    Handle made = owned(H5Dcreate2(file, dataset.path.c_str(), type, space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
                        H5Dclose, "dataset " + dataset.path);
    if (wide) write_number_attribute(made.get(), "_FillValue", std::numeric_limits<double>::quiet_NaN());
    if (narrow) write_number_attribute(made.get(), "_FillValue", std::numeric_limits<float>::quiet_NaN());
    return made;
}

template <class T>
Handle write_values(hid_t file, const Dataset& dataset, const std::vector<T>& values) {
    Handle made = create_dataset(file, dataset, type_of(T()));
    must(H5Dwrite(made.get(), type_of(T()), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "dataset " + dataset.path);
    return made;
}

// For texts HDF5 clears the whole buffer, a megabyte unless told otherwise, at every call.
Handle small_transfers() {
    Handle list = owned(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "a list of properties");
    must(H5Pset_buffer(list.get(), std::size_t{1} << 14, nullptr, nullptr), "a list of properties");
    return list;
}

Handle write_values(hid_t file, const Dataset& dataset, const std::vector<std::string>& values) {
    const Handle type = string_type();
    Handle made = create_dataset(file, dataset, type.get());
    std::vector<const char*> texts;
    for (const std::string& value : values) {
        check_text(value, dataset.path);
        texts.push_back(value.c_str());
    }
    must(H5Dwrite(made.get(), type.get(), H5S_ALL, H5S_ALL, small_transfers().get(), texts.data()), "dataset " + dataset.path);
    return made;
}

// Has HDF5 allot every chunk and notes where.
std::vector<std::uint64_t> allot_chunks(hid_t set, const Dataset& dataset, Gathering& to) {
    const hsize_t length = chunk_of(dataset).back();
    const std::vector<unsigned char> nothing(length * bytes_of(dataset.streamed()->type));
    std::vector<hsize_t> at(dataset.shape.size(), 0);
    std::vector<std::uint64_t> places;
    to.skipped = nothing.data();
    while (at[0] < dataset.shape[0]) {
        to.skipped_at = HADDR_UNDEF;
        must(H5Dwrite_chunk(set, H5P_DEFAULT, 0, at.data(), nothing.size(), nothing.data()), "dataset " + dataset.path);
        if (to.skipped_at == HADDR_UNDEF) throw Error(ErrorKind::internal, "HDF5 did not place a chunk of " + dataset.path);
        places.push_back(to.skipped_at);
        at.back() += length;
        for (std::size_t axis = at.size() - 1; axis > 0 && at[axis] >= dataset.shape[axis]; --axis) {
            at[axis] = 0;
            ++at[axis - 1];
        }
    }
    to.skipped = nullptr;
    return places;
}

Handle create(hid_t file, const Dataset& dataset, Gathering& to, FileParts& parts) {
    if (const Streamed* streamed = dataset.streamed()) {
        Handle made = create_dataset(file, dataset, memory_type(streamed->type));
        parts.chunks[dataset.path] = allot_chunks(made.get(), dataset, to);
        return made;
    }
    if (const auto* reals = std::get_if<std::vector<double>>(&dataset.data)) return write_values(file, dataset, *reals);
    if (const auto* wholes = std::get_if<std::vector<std::int64_t>>(&dataset.data)) return write_values(file, dataset, *wholes);
    return write_values(file, dataset, std::get<std::vector<std::string>>(dataset.data));
}

// As netCDF stores its type char, which every netCDF reader knows.
Handle character_type(std::size_t length) {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "a character type");
    must(H5Tset_size(type.get(), std::max<std::size_t>(length, 1)), "a character type");
    return type;
}

void write_fixed_attribute(hid_t object, const std::string& name, const std::string& value) {
    const Handle type = character_type(value.size()), space = owned(H5Screate(H5S_SCALAR), H5Sclose, "an attribute");
    const Handle attribute =
        owned(H5Acreate2(object, name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, "attribute " + name);
    must(H5Awrite(attribute.get(), type.get(), value.c_str()), "attribute " + name);
}

Dataset without_data(const std::string& name, std::vector<std::string> dimensions, std::vector<std::size_t> shape) {
    return {std::string(characters_group) + "/" + name, std::move(dimensions), std::move(shape), std::vector<std::int64_t>{}, {}};
}

// A dimension of /characters itself: numbers from `first` on.
Handle own_dimension(hid_t file, const std::string& name, std::size_t length, std::int64_t first) {
    std::vector<std::int64_t> numbers(length);
    std::iota(numbers.begin(), numbers.end(), first);
    Handle scale = write_values(file, without_data(name, {name}, {length}), numbers);
    must(H5DSset_scale(scale.get(), name.c_str()), "dimension " + name);
    write_fixed_attribute(scale.get(), "long_name", "number, from " + std::to_string(first));
    return scale;
}

// Rows lie along the root's dimensions; netCDF finds no other group's, so that of the failures stands here again.
void write_characters(hid_t file, const FileImage& image, const std::map<std::string, Handle>& scales) {
    const Characters characters = characters_of(image);
    const Handle group = create_group(file, characters_group);
    for (const Attribute& a : characters.attributes) write_fixed_attribute(group.get(), a.name, std::get<std::string>(a.value));
    std::map<std::string, Handle> own;
    own[character_dimension] = own_dimension(file, character_dimension, characters.width, 0);
    const Handle type = character_type(1);
    for (const CharacterRows& rows : characters.rows) {
        const std::size_t texts = rows.values.size() / characters.width;
        const bool of_root = scales.count(rows.dimension) != 0;
        if (!of_root && own.count(rows.dimension) == 0) own[rows.dimension] = own_dimension(file, rows.dimension, texts, 1);
        const Handle& along = (of_root ? scales : own).at(rows.dimension);
        const Dataset dataset = without_data(rows.name, {rows.dimension, character_dimension}, {texts, characters.width});
        const Handle made = create_dataset(file, dataset, type.get());
        must(H5Dwrite(made.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, rows.values.data()), "dataset " + dataset.path);
        must(H5DSattach_scale(made.get(), along.get(), 0), "dataset " + dataset.path);
        must(H5DSattach_scale(made.get(), own.at(character_dimension).get(), 1), "dataset " + dataset.path);
        write_fixed_attribute(made.get(), "long_name", rows.meaning);
    }
}

// Dimensions stand in the dataset's own group.
void write_datasets(hid_t file, const FileImage& image, Gathering& to, FileParts& parts) {
    std::map<std::string, Handle> scales;
    for (const Dataset& dataset : image.datasets) {
        Handle made = create(file, dataset, to, parts);
        const std::string group = group_of(dataset.path).empty() ? "" : group_of(dataset.path) + "/";
        if (dataset.is_dimension()) {
            must(H5DSset_scale(made.get(), dataset.dimensions[0].c_str()), "dimension " + dataset.path);
        } else {
            for (std::size_t axis = 0; axis < dataset.dimensions.size(); ++axis) {
                const hid_t scale = scales.at(group + dataset.dimensions[axis]).get();
                must(H5DSattach_scale(made.get(), scale, static_cast<unsigned>(axis)), "dataset " + dataset.path);
            }
        }
        write_attributes(made.get(), dataset.attributes);
        if (dataset.is_dimension()) scales[dataset.path] = std::move(made);
    }
    write_characters(file, image, scales);
}

}  // namespace

FileParts hdf5_parts(const FileImage& image) {
    const QuietErrors quiet;
    Gathering to;
    FileParts parts;
    {
        Handle file = create_file(to);
        for (const Group& group : image.groups) {
            if (group.path.empty()) {
                const Handle root = owned(H5Gopen2(file.get(), "/", H5P_DEFAULT), H5Gclose, "the root group");
                write_attributes(root.get(), group.attributes);
            } else {
                write_attributes(create_group(file.get(), group.path).get(), group.attributes);
            }
        }
        write_datasets(file.get(), image, to, parts);
        must(H5Fflush(file.get(), H5F_SCOPE_GLOBAL), "the file");
    }
    parts.length = to.end;
    parts.pages = std::move(to.pages);
    return parts;
}

std::vector<unsigned char> hdf5_bytes(const FileImage& image) {
    const FileParts parts = hdf5_parts(image);
    std::vector<unsigned char> bytes(parts.length);
    parts.pages.read(0, bytes.data(), bytes.size());
    return bytes;
}

}  // namespace yuce::results
