// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The other direction of decode.h: a record's fields() as the arguments of an operation. An enum is written by a free
// function beside it: `QString toText(BookingState state);`.

#include "core/base/ids.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <concepts>
#include <optional>

namespace steward {

namespace detail {

class ArgumentWriter;

template <class T> QJsonValue argument(T &value);

class ArgumentWriter final {
public:
    template <class T> void operator()(const char *name, T &value)
    {
        const QJsonValue written = argument(value);
        if (!written.isUndefined()) // an empty optional is an argument that is not given
            object.insert(QString::fromUtf8(name), written);
    }
    QJsonObject object;
};

inline QJsonValue argumentOf(const QString &value)
{
    return value;
}
inline QJsonValue argumentOf(bool value)
{
    return value;
}
template <std::signed_integral T> QJsonValue argumentOf(T value)
{
    return QJsonValue(static_cast<qint64>(value));
}
inline QJsonValue argumentOf(const QDateTime &value)
{
    return value.toUTC().toString(Qt::ISODateWithMs);
}
inline QJsonValue argumentOf(QDate value)
{
    return value.toString(Qt::ISODate);
}
inline QJsonValue argumentOf(QTime value)
{
    return value.toString(Qt::ISODateWithMs);
}
inline QJsonValue argumentOf(const QJsonValue &value)
{
    return value;
}
template <class E> QJsonValue argumentOf(Id<E> value)
{
    return QJsonValue(static_cast<qint64>(value.value()));
}
template <class T> QJsonValue argumentOf(std::optional<T> &value)
{
    return value ? argument(*value) : QJsonValue(QJsonValue::Undefined);
}
template <class T> QJsonValue argumentOf(QList<T> &list)
{
    QJsonArray array;
    for (T &item : list)
        array.append(argument(item));
    return array;
}

template <class T> QJsonValue argument(T &value)
{
    if constexpr (requires(ArgumentWriter & v) { fields(v, value); }) {
        ArgumentWriter writer;
        fields(writer, value);
        return writer.object;
    } else if constexpr (std::is_enum_v<T>) {
        return toText(value);
    } else {
        return argumentOf(value);
    }
}

} // namespace detail

/// The arguments that `record` stands for, by its fields().
template <class Record> [[nodiscard]] QJsonObject argumentsOf(Record record)
{
    detail::ArgumentWriter writer;
    fields(writer, record);
    return writer.object;
}

} // namespace steward
