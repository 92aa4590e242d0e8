// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How one value is read from PostgreSQL's text form and from JSON. Used by decode.h only.

#include "core/backend/rows.h"
#include "core/base/ids.h"

#include <QDateTime>
#include <QJsonValue>
#include <QStringList>

#include <array>
#include <concepts>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace steward::detail {

struct ColumnPlan;

/// What was wrong with an answer, and where: "timeline[3].at".
struct Failure {
    enum Reason { Missing, Null, IllTyped };
    Failure(std::string_view where, Reason what)
        : path(where)
        , reason(what)
    {
    }
    std::string path;
    Reason reason;
    [[nodiscard]] Error error() const;
};

/// Nothing when all is well; an empty path when the value itself is wrong.
using Read = std::optional<Failure>;
inline Read readIf(bool ok)
{
    return ok ? Read() : Read(Failure({}, Failure::IllTyped));
}
Read failureOf(std::string_view name, Read read);

/// The column called `name`, or -1. `visit` counts the fields of one row.
int columnOf(const Rows::Source &source, ColumnPlan &plan, std::size_t visit, std::string_view name);

/// A value inside a JSON document, as simdjson has it (which only decode_json.cpp includes). Valid until the next
/// document is parsed on this thread: whoever reads one finishes before.
class JsonValue final {
public:
    [[nodiscard]] static std::optional<JsonValue> parse(std::string_view text);
    [[nodiscard]] bool isNull() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<std::string_view> text() const;
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] std::optional<JsonValue> member(std::string_view name) const;
    [[nodiscard]] std::optional<std::vector<JsonValue>> items() const;
    [[nodiscard]] QJsonValue tree() const;
    /// In order; nothing if it is no object.
    [[nodiscard]] std::optional<std::vector<std::pair<std::string_view, JsonValue>>> members() const;
    /// As PostgreSQL writes such a value in a cell: t and f, digits, text itself; arrays and objects as JSON.
    [[nodiscard]] std::string cell() const;

private:
    friend struct JsonAccess;
    JsonValue() = default;
    alignas(std::size_t) std::array<std::byte, 16> m_element;
};

// PostgreSQL's text form, under UTC and ISO. The dates are also JSON's.
[[nodiscard]] bool fromText(std::string_view text, std::int64_t &value);
[[nodiscard]] bool fromText(std::string_view text, bool &value);
[[nodiscard]] bool fromText(std::string_view text, QString &value);
[[nodiscard]] bool fromText(std::string_view text, QDateTime &value);
[[nodiscard]] bool fromText(std::string_view text, QDate &value);
[[nodiscard]] bool fromText(std::string_view text, QTime &value);
/// The elements of an array literal such as `{1,"b c"}`; nothing if it is none, or has nulls or dimensions.
[[nodiscard]] std::optional<std::vector<std::string>> arrayElements(std::string_view text);

template <class T> struct IsOptional : std::false_type {
    using Value = void;
};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {
    using Value = T;
};
template <class T> struct IsList : std::false_type {
};
template <class T> struct IsList<QList<T>> : std::true_type {
    using Item = T;
};
template <class T> struct IsId : std::false_type {
};
template <class E> struct IsId<Id<E>> : std::true_type {
};
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && std::is_signed_v<T>;
template <class T>
concept Named = requires(std::string_view text, T &value)
{
    {
        fromText(text, value)
        } -> std::same_as<bool>;
};
template <class T>
inline constexpr bool takesNull
    = IsOptional<T>::value || IsList<T>::value || IsId<T>::value
    || std::same_as<
          T,
          QString> || std::same_as<T, QDateTime> || std::same_as<T, QDate> || std::same_as<T, QTime> || std::same_as<T, QJsonValue>;

template <Integer T> bool narrow(std::int64_t wide, T &value)
{
    if (wide < std::numeric_limits<T>::min() || wide > std::numeric_limits<T>::max())
        return false;
    value = static_cast<T>(wide);
    return true;
}

template <class T> Read readText(std::string_view text, T &value);
template <class T> Read readJson(const JsonValue &json, T &value);

} // namespace steward::detail

#include "core/backend/decode_templates.h"
